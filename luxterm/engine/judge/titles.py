"""Titles: an occurrence inside the name of an instrument, a body, an offence, a programme.

First the registers of official titles, of every language (`luxterm.engine.judge.register`). Then what law and
names look like in general: a capitalised instrument with its subject, a name in Title Case with a noun that
ends names, a heading with the number of a provision.
"""

from collections.abc import Callable, Iterable
from functools import cached_property

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.judge import catalogues
from luxterm.engine.judge.bills import Bills
from luxterm.engine.judge.captions import Captions
from luxterm.engine.judge.generic import is_generic
from luxterm.engine.judge.mandates import Mandates
from luxterm.engine.judge.register import REACH, Register
from luxterm.engine.judge.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.termbase.titles import TitleData
from luxterm.text.marks import OPENING, RAISED
from luxterm.text.words import WORD, words
from luxterm.types import Message, Scope, quoted

_NUMBER = lazy_regex(r"\s*(?:\p{L}{1,3}\.?\s*)?\(?\d[\w./()–-]*")  # "12", "No. 12", "Nr. 12", "(3)"
_LETTERED = lazy_regex(r"\((?:\p{Ll}{1,4}|\d{1,3})\)\s")
_INSERTED = r"(?: (?:bis|ter|qu[aá]ter|quinquies|sexies|septies|octies)\b)?"
"""What tells a provision that was inserted later from the one before it: 172 bis."""
_NUMBERED = lazy_regex(rf" {{0,2}}\d[\w.()/–-]*{_INSERTED}(?P<apart> ?[–—:,-])? \Z")
_HEAD = 100
"""Code points at most between the beginning of a provision and a term in its heading."""
_RUN_IN = lazy_regex(r"[^\w§]*(?P<word>[\p{L}\p{M}]+\.? |§+ ?)?\d[\w()/-]*(?:\.\d+)*[.:]? (?:[–—-] )?")
_RUN_OUT = lazy_pattern(r"(?<!\betc)\.(?P<dash> ?[–—-]+)?")
_GOES_ON = lazy_regex(r" +\p{L}")
_PART = lazy_regex(rf"[\p{{L}}\p{{M}}\p{{N}}]+|[^\w\s{RAISED}&-]")
"""A word, or a mark that separates names."""
_GLUED = lazy_regex(r"(?<=\p{Ll})\p{Lu}.*")
"""What follows a word without the space that was lost: "ActRA"."""
_LABEL = lazy_regex(  # "129-M (", folded
    rf"(?: {{0,2}}\d[\w.()/–-]*(?: \p{{L}}(?= ?[(\[]))?{_INSERTED})? ?[(\[](?:[\p{{L}}\p{{M}}]+ ){{0,5}}\Z"
)
_ROW_NUMBER = lazy_regex(rf" {{0,2}}\d[\w.()/–-]*(?: \p{{L}}\b)?{_INSERTED}(?: ?\([^()]*\))?\Z")
_ROW = 8
"""Numbers that stand in a row at most."""
_LABEL_END = lazy_regex(r"(?:(?: [–—-])? [\p{L}\p{M}]+){0,4}[)\]]")


class Titles:
    """The titles of a language and of the house, ready for looking up."""

    def __init__(
        self, language: Language, house: tuple[str, ...], others: Callable[[], Iterable[Language]]
    ) -> None:
        """`others` gives the other languages: a text cites names in any, as those of treaties."""
        self._language = language
        self._others = others
        self._small: frozenset[str] = language.grammar.small_words
        self._register = Register(language.titles, house)
        self._mandates = Mandates(language)
        self._captions = Captions(language)
        self._bills = Bills(language)

    def find(self, around: Surroundings) -> Message | None:
        """Why the occurrence is part of a title, or None."""
        registered = self._registered(around)
        if registered:
            if registered.until:
                return Message("in-former-title", (registered.name, str(registered.until)))
            return Message("in-title", (registered.name,))
        looks = (
            self._instrument,
            self._bills.titled,
            self._bills.listed,
            self._mandates.find,
            self._name,
            self._provision,
            self._captions.find,
            catalogues.find,
        )
        for look in looks:
            because = look(around)
            if because:
                return because
        return None

    def _registered(self, around: Surroundings) -> TitleData | None:
        """The registered title around the occurrence, in whatever language."""
        found = (register.find(around) for register in (self._register, *self._foreign))
        return next(filter(None, found), None)

    @cached_property
    def _foreign(self) -> list[Register]:
        return [Register(language.titles) for language in self._others()]

    def _is_governed(self, around: Surroundings) -> bool:
        """Whether a verb at its clause's end has its preposition: "dass die Koalition gegen … vorgeht"."""
        verbs, word = self._language.contexts.get("against"), around.following
        if verbs is None or word is None or not verbs.stands_in([word]):
            return False
        clause = self._language.divider.words(around.left.rpartition(",")[2])
        return bool(clause) and clause[0] in self._language.declension.subordinators

    def _instrument(self, around: Surroundings) -> Message | None:
        """`Directive 2011/93/EU on combating …`: a capitalised noun, a connector, words of titles."""
        left = around.left[-REACH:]
        offset = around.occurrence.start - len(left)
        text = around.view.text
        nouns = [
            (stop, -at)
            for _, at, stop in self._language.leads.find(left)
            if text[offset + at].isupper()
            and not (at and left[at - 1].isalnum())
            and not left[stop : stop + 1].isalnum()
            and not is_generic(around, offset + at)
        ]
        if not nouns or self._is_governed(around):
            return None
        best, minus_start = max(nouns)
        lead = text[offset - minus_start : offset + best]
        gap = left[best:]
        opens = not around.left[: len(around.left) - len(gap) - len(lead)].strip(OPENING)
        named = any(map(str.isdigit, gap)) or self._has_capital(lead) or self._all_capitals(around, gap)
        if opens and not named:
            return None  # the capital only begins the sentence
        if (
            gap.startswith(",")
            or self._joins(text[offset + best : around.occurrence.start])
            or ";" in gap
            or gap.count("(") > gap.count(")") + 1
            or not self._subject(around, gap, offset + best)
        ):
            return None
        return Message("in-instrument", (quoted(lead),))

    def _joins(self, gap: str) -> bool:
        """Whether something without a capital is joined to the noun, to which the connector belongs then.

        So in "the Rapporteur and act on …", but not in "the Conclusions and Recommendation on …".
        """
        first, second = [*words(gap)[:2], "", ""][:2]
        return first in self._language.grammar.conjunctions and second[:1].islower()

    def _has_capital(self, lead: str) -> bool:
        """Whether a word after the first has a capital, where only names have: "Día Mundial contra …"."""
        grammar = self._language.grammar
        if grammar.titles_capitalised or grammar.capital_nouns:
            return False
        return not lead.isupper() and any(word[0].isupper() for word in words(lead)[1:])

    def _all_capitals(self, around: Surroundings, gap: str) -> bool:
        """Whether all the words of a gap and of the term after it have capitals, where headings have none."""
        grammar = self._language.grammar
        if grammar.titles_capitalised or grammar.capital_nouns or around.text.isupper():
            return False
        standing = around.view.text[around.occurrence.start - len(gap) : around.occurrence.end]
        own = [word for word in words(standing) if word.lower() not in self._small]
        return all(word[0].isupper() for word in own)

    def is_text_of_law(self, around: Surroundings) -> bool:
        """Whether its column is headed by an instrument with a number: "Directive 2011/93/EU"."""
        column = around.segment.column
        if not any(char.isdigit() for char in column):
            return False
        return any(
            column[at].isupper() and not column[stop : stop + 1].isalnum()
            for _, at, stop in self._language.leads.find(column.lower())
        )

    def _subject(self, around: Surroundings, gap: str, offset: int) -> bool:
        """Whether the words between the noun and the occurrence can belong to a title."""
        connected = False
        for match in WORD.finditer(gap):
            word = match.group()
            if word in self._generic and gap[: match.start()].endswith(", "):
                return False  # "…, ein Gesetz zur": another noun phrase
            known = word in self._small or self._language.titles.knows(word) or word[0].isdigit()
            if not known and not around.view.text[offset + match.start()].isupper():
                return False
            connected = connected or (
                word in self._first_connectors and f"{gap[match.start() :]} ".startswith(self._connecting)
            )
        return connected

    @cached_property
    def _generic(self) -> frozenset[str]:
        """The words before one of its kind that open a noun phrase, and hang on no noun."""
        return frozenset(filter(self._language.declension.opens, self._language.grammar.generic))

    @cached_property
    def _first_connectors(self) -> frozenset[str]:
        return frozenset(phrase.split()[0] for phrase in self._language.signals.connectors)

    @cached_property
    def _connecting(self) -> tuple[str, ...]:
        return tuple(f"{phrase} " for phrase in self._language.signals.connectors)

    def _name(self, around: Surroundings) -> Message | None:
        """`the Child Pornography Victims Reserve`: Title Case that runs on to a noun of names."""
        own = [
            word for word in words(around.text) if word.lower() not in self._small | self._language.leaning
        ]
        lower = any(word[0].islower() and len(word) > 1 for word in own)
        if lower or (around.text.isupper() and len(around.text) > 5) or self._is_governed(around):
            return None
        text = around.view.text
        after = self._run(text[around.occurrence.end : min(around.bounds.end, around.occurrence.end + 120)])
        before = self._run(
            text[max(around.bounds.start, around.occurrence.start - 120) : around.occurrence.start], True
        )
        for word in after:
            word = _GLUED.sub("", word)
            if word.lower() in self._names:
                return Message("in-name-before", (quoted(around.text), quoted(word)))
        for word in before:
            if word.lower() in self._names:
                at = text.rfind(word, 0, around.occurrence.start)
                if is_generic(around, at) or self._parted(around, at + len(word)):
                    return None
                return Message("in-name-after", (quoted(word), quoted(around.text)))
        return None

    def _parted(self, around: Surroundings, end: int) -> bool:
        """Whether another phrase begins behind a noun that ends here: "fördert das Amt (und) die …"."""
        first, second = [*words(around.view.text[end : around.occurrence.start].lower())[:2], "", ""][:2]
        if first in self._language.grammar.conjunctions:
            return second in self._language.grammar.determiners
        return self._language.declension.opens(first)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(name.split()[-1] for name in self._language.signals.names)

    def _run(self, text: str, backwards: bool = False) -> list[str]:
        """The capitalised words next to a place, up to the first that ends a name."""
        parts = _PART.findall(text)
        if backwards:
            parts.reverse()
        run: list[str] = []
        for part in parts:
            if part[0].isupper() or (run and part[0].isdigit()):
                run.append(part)
            elif part.lower() not in self._small and not (backwards and part in self._first_connectors):
                break
        return run

    def _provision(self, around: Surroundings) -> Message | None:
        """`Article 20 – Offences concerning …`, `s. 163.1 (child pornography)`."""
        left = around.view.folded[
            max(around.bounds.start, around.occurrence.start - 160) : around.occurrence.start
        ]
        bracket = max(left.rfind("("), left.rfind("["))
        label = _LABEL.search(left, max(0, bracket - 60)) if bracket >= 0 else None
        if (
            label
            and not self._summary(left[bracket + 1 :])
            and self._numbered_before(around, left[: label.start()], left[label.start() : bracket])
            and _LABEL_END.match(around.view.folded, around.occurrence.end)
        ):
            return Message("provision-label")
        if self._named(around) or self._entitles(around):
            return Message("provision-name")
        if self._in_catalogue(around):
            return Message("provision-label")
        if (self._numbered(around) and around.is_heading and not self._is_own(around)) or self._runs_in(
            around
        ):
            return Message("provision-heading")
        return None

    def _runs_in(self, around: Surroundings) -> bool:
        """`Sec. 12. Child …. No person shall …`: a heading at the beginning of its provision."""
        start, end = around.bounds
        if around.occurrence.start - start > _HEAD:
            return False
        numbered = any(map(str.isdigit, around.view.folded[start : around.occurrence.start]))
        head = _RUN_IN.match(around.view.folded, start, around.occurrence.start) if numbered else None
        if not head and around.segment.scope is not Scope.ITEM:
            return False
        begins = head.end() if head else start
        stop = _RUN_OUT.search(around.view.text, around.occurrence.end, min(end, around.occurrence.end + 80))
        if not stop:
            return False
        word = (head["word"] or "").strip() if head else ""
        # An item's number isn't among its words
        if not stop["dash"] and (word not in self._language.signals.sections or stop.end() == end):
            return False
        inside = words(around.view.folded[begins : stop.start()])
        return around.view.text[begins].isupper() and self._language.signals.finite.isdisjoint(inside)

    def _named(self, around: Surroundings) -> bool:
        """`Article 317 – Child …`, `category 3.2 Child …`: with a capital, also inside a sentence."""
        first = around.text[0]
        if not first.isupper() or around.text.isupper():
            return False
        number = _NUMBERED.search(around.left, max(0, len(around.left) - 40))
        if number is None or (number["apart"] and _GOES_ON.match(around.right)):
            return False  # "Section 4: … is prohibited"
        before = around.left[: number.start()]
        return any(
            before.endswith(word) and not before[: -len(word)][-1:].isalnum()
            for word in (*self._language.signals.sections, *self._language.signals.labels)
        )

    def _entitles(self, around: Surroundings) -> bool:
        """`Article 218. Child …` and no more: it opens a provision, and no sentence follows."""
        start, end = around.bounds
        here, after = around.occurrence.start, around.occurrence.end
        if here - start > _HEAD or end - start > 2 * _HEAD or not around.text[0].isupper():
            return False
        head = _RUN_IN.match(around.view.folded, start, here)
        sections = self._language.signals.sections
        if not head or head.end() != here or (head["word"] or "").strip() not in sections:
            return False
        said = words(around.view.folded[after:end])
        verbs = self._language.signals.finite | self._language.grammar.boundaries
        small = self._small
        return not said or (said[0] in small and not any(it in verbs and it not in small for it in said))

    @staticmethod
    def _in_catalogue(around: Surroundings) -> bool:
        """`23<tab>Child …`, on a line of its own: a code and what it stands for."""
        start, end = around.source
        if around.document_text(max(0, start - 1), start) != "\t":
            return False
        line = around.document_text(max(0, start - _HEAD), start).rpartition("\n")[2].strip()
        rest = around.document_text(end, end + _HEAD).partition("\n")[0].strip()
        return not rest and line != "" and not any(map(str.isalpha, line)) and any(map(str.isdigit, line))

    def _summary(self, label: str) -> bool:
        """`para. 15 (on …)`: the author says what a paragraph is about."""
        return label.partition(" ")[0] in self._first_connectors

    def _numbered_before(self, around: Surroundings, left: str, number: str) -> bool:
        """Whether a provision's number comes before, or a law's and the label has a capital."""
        if self._section_before(left) or self._section_before(self._first_of_row(left)):
            return True
        return (
            around.text[0].isupper()
            and number.strip() != ""
            and left.endswith(self._language.signals.instruments)
        )

    def _first_of_row(self, left: str) -> str:
        """What stands before the first of several numbers: `sections 12 (…), 14 (…) and 15 (`."""
        joints = (",", *(f" {it}" for it in self._small))  # "12 a 15", "12 bis 15", "12 and"
        for _ in range(_ROW):
            joint = next((it for it in joints if left.endswith(it)), "")
            number = _ROW_NUMBER.search(left, 0, len(left) - len(joint)) if joint else None
            if not number:
                break
            left = left[: number.start()]
        return left

    def _section_before(self, text: str) -> bool:
        return any(
            text.endswith(section) and not text[: -len(section)][-1:].isalnum()
            for section in self._language.signals.sections
        )

    def _numbered(self, around: Surroundings) -> bool:
        """Whether its segment opens with a provision's number: "Article 9", "§ 184b", a heading "(m)"."""
        start = around.bounds.start
        head = around.view.folded[start : start + 60].lstrip()
        if around.segment.scope is Scope.HEADING and _LETTERED.match(head):
            return True
        return head.startswith(self._language.signals.sections) and any(
            head.startswith(section) and _NUMBER.match(head, len(section))
            for section in self._language.signals.sections
        )

    def _is_own(self, around: Surroundings) -> bool:
        """Whether a numbered heading has words of a report's sections."""
        return not self._language.signals.own_headings.isdisjoint(
            words(around.view.folded[slice(*around.bounds)])
        )

"""Titles: an occurrence inside the name of an instrument, a body, an offence, a programme.

First the registers of official titles, of every language (`luxterm.engine.judge.register`). Then what law and
names look like in general: a capitalised instrument with its subject, a name in Title Case with a noun that
ends names; and provisions, captions, bills, mandates and catalogues, each in a module of its own.
"""

from collections.abc import Callable, Iterable
from functools import cached_property

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.judge import catalogues, named_nouns, opened, rulings
from luxterm.engine.judge.bills import Bills
from luxterm.engine.judge.captions import Captions
from luxterm.engine.judge.generic import is_actor, is_generic
from luxterm.engine.judge.mandates import Mandates
from luxterm.engine.judge.provisions import Provisions, has_number_of_law
from luxterm.engine.judge.register import REACH, Register
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.termbase.titles import TitleData
from luxterm.text.capitals import ABBREVIATION
from luxterm.text.dates import DAY
from luxterm.text.folding import fold
from luxterm.text.marks import OPENING, RAISED
from luxterm.text.words import WORD, words
from luxterm.types import Message, Scope, Span, quoted

_PART = lazy_regex(rf"[\p{{L}}\p{{M}}\p{{N}}]+|[^\w\s{RAISED}&-]")
"""A word, or a mark that separates names."""
_INSERTED = lazy_regex(r"\A \(\p{Lu}\p{L}+(?:(?: \p{Ll}{2,3})? \p{Lu}\p{L}+){0,3}\)(?= \p{Lu})")
"""In the short title of an Act, what it does: "Child … (Abolition) Act"."""
_GLUED = lazy_regex(r"(?<=\p{Ll})\p{Lu}.*")
"""What follows a word without the space that was lost: "ActRA"."""
_NUMBER = lazy_regex(
    r"(?:[.°º]| n\w{0,2}[.°º]{0,2}) \d"
    r"| (?!(?:19|20)\d\d/(?:19|20)?\d\d(?![\w/]))\d+[./]\d"
    r"| \d{1,4} (?:\(|\p{Ll}{1,3} )(?:19|20)\d\d(?!\w)"
)
"""What only the number of an instrument has behind its noun: " no. 13", " 54/263", " 4 of 2012"."""
_OF_NUMBER = lazy_pattern(r"n\w{0,3}[.°º]{0,2} ?(?=\d)")
"""What stands before such a number, folded: "no. ", "n.º ", "nr. "."""
_RUN = 120
"""Code points to either side of a term in which a name's words with capitals are followed."""
_TOLD = 6
"""Words before whom somebody tells something among which the verb is, at most."""
_DATE = lazy_regex(rf"(?<!\w){DAY}\b")
_YEARS = lazy_pattern(r",? \(?(?:19|20)\d\d ?[–/ ] ?(?:(?:19|20)\d\d|\d\d)\b")
"""For how long a plan is, folded, right behind its name: " 2015-2019"."""
_LONGEST = 40
"""Code points behind an instrument's noun in which its day ends."""
_BARE = lazy_regex(r"(?<!\w)(\p{L}[\p{L}-]*) (?=\d[\d.,/-]*(?: |\Z))")
"""A word with a number behind it."""

OFFICIAL = frozenset(("in-title", "in-former-title"))
"""The codes of the judgement that an occurrence is in an official name."""


class Titles:
    """The titles of a language and of the house, ready for looking up."""

    def __init__(
        self, language: Language, house: tuple[str, ...], others: Callable[[], Iterable[Language]]
    ) -> None:
        """`others` gives the other languages: a text cites names in any, as those of treaties."""
        self._language = language
        self._others = others
        self._small = language.grammar.small_words
        self._first_connectors = language.first_connectors
        self._register = Register(language.titles, house)
        self._mandates = Mandates(language)
        self._provisions = Provisions(language)
        self._captions = Captions(language)
        self._bills = Bills(language)

    def find(self, around: Surroundings) -> Message | None:
        """Why the occurrence is part of a title, or None."""
        registered = self._registered(around)
        if registered:
            if registered.until:
                return Message("in-former-title", (registered.name, str(registered.until)))
            return Message("in-title", (registered.name,))
        # All make it a title: their order only decides which reason is given, the most particular first
        looks = (
            self._instrument,
            self._bills.titled,
            self._bills.numbered,
            self._bills.noted,
            self._bills.listed,
            self._mandates.find,
            self._name,
            opened.find,
            named_nouns.find,
            _named_by_number,
            self._provisions.find,
            self._captions.find,
            catalogues.find,
            rulings.find,
        )
        return next((because for look in looks if (because := look(around))), None)

    def _registered(self, around: Surroundings) -> TitleData | None:
        """The registered title around the occurrence, in whatever language."""
        found = (register.find(around) for register in (self._register, *self._foreign))
        return next(filter(None, found), None)

    @cached_property
    def _foreign(self) -> list[Register]:
        return [Register(language.titles) for language in self._others()]

    def _is_governed(self, around: Surroundings) -> bool:
        """Whether a verb at its clause's end has its preposition: "dass die Koalition gegen … vorgeht"."""
        verbs, word = self._language.contexts["against"], around.following
        if not word or not verbs.stands_in([word]):
            return False
        clause = self._language.divider.words(around.left.rpartition(",")[2])
        return bool(clause) and clause[0] in self._language.declension.subordinators

    def _instrument(self, around: Surroundings) -> Message | None:
        """`Directive 2011/93/EU on combating …`: a capitalised noun, a connector, words of titles.

        With its number the noun may be in small letters: "its resolution 54/263 on the sale of …".
        A number alone is enough behind nouns of the context `numbered`, if the language has it.
        """
        noun, here, text = self._noun(around), around.occurrence.start, around.view.text
        if noun is None or self._is_governed(around):
            return None
        lead, gap = text[slice(*noun)], around.view.folded[noun.end : here]
        opens = not around.left[: len(around.left) - len(gap) - len(lead)].strip(OPENING)
        named = any(map(str.isdigit, gap)) or self._has_capital(lead) or self._all_capitals(around, gap)
        named = named or _YEARS.match(around.right) is not None
        if opens and not named:
            return None  # the capital only begins the sentence
        if self._is_told(around, noun.start):
            return None
        if (
            gap.startswith(",")
            or self._joins(text[noun.end : here])
            or ";" in gap
            or self._announces(around, gap)
            or self._has_task(gap)
            or gap.count("(") > gap.count(")") + 1
            or not (self._subject(around, gap, noun.end) or (opens and self._is_dated(around, gap)))
        ):
            return None
        return Message("in-instrument", (quoted(lead),))

    def _noun(self, around: Surroundings) -> Span | None:
        """The last noun of an instrument before the term, of several that end there the longest."""
        left = around.left[-REACH:]
        offset, text = around.occurrence.start - len(left), around.view.text
        nouns = [
            Span(offset + at, offset + stop)
            for _, at, stop in self._language.leads.find(left)
            if (text[offset + at].isupper() or _NUMBER.match(left, stop))
            and not (at and left[at - 1].isalnum())
            and not left[stop : stop + 1].isalnum()
            and not is_generic(around, offset + at)
        ]
        numbered = self._language.contexts["numbered"]
        if numbered:  # only with a number, but with any: "law 25,763 on …"
            bare = (it for it in _BARE.finditer(left) if numbered.stands_in([it[1]]))
            nouns += [Span(offset + it.start(1), offset + it.end(1)) for it in bare]
        return max(nouns, key=lambda it: (it.end, it.end - it.start), default=None)

    def _is_told(self, around: Surroundings, at: int) -> bool:
        """Whether a verb has the connector, and the noun that begins at `at` is whom somebody tells.

        "El Gobierno informó al Comité sobre la …": the contexts `tells` and `told-to` in the cues, if a
        language has them.
        """
        tells, told_to = (self._language.contexts[it] for it in ("tells", "told-to"))
        if not tells or not around.text[0].islower():
            return False
        before = around.view.folded[max(around.sentence.start, at - _RUN) : at]
        said = self._language.divider.words(before)[-_TOLD:]
        return told_to.ends_in(said, 1) and tells.stands_in(said)

    def _announces(self, around: Surroundings, gap: str) -> bool:
        """Whether a colon ends the name before the term, and a sentence follows: "…: child … must end"."""
        if ":" not in gap or around.text[0].isupper():
            return False
        finite = self._language.signals.finite
        return not finite.isdisjoint(self._language.divider.words(around.right))

    def _has_task(self, gap: str) -> bool:
        """Whether an infinitive, and not the noun, has the connector: "the Rapporteur … to report on"."""
        said, connectors = self._language.divider.words(gap), self._language.signals.connectors
        return any(
            to in self._language.signals.infinitive
            and last in self._first_connectors
            and f"{before} {to}" not in connectors
            and not f"{to} {verb}".startswith(connectors)
            for before, to, verb, last in zip(["", *said], said, said[1:], said[2:], strict=False)
        )

    def _joins(self, gap: str) -> bool:
        """Whether something without a capital, or an abbreviation, is joined to the noun.

        The connector belongs to it then: so in "the Rapporteur and act on …", "the Rapporteur and NGOs on …",
        but not in "the Conclusions and Recommendation on …".
        """
        first, second = [*words(gap)[:2], "", ""][:2]
        plain = second[:1].islower() or any(map(str.isupper, second[1:]))
        return first in self._language.grammar.conjunctions and plain

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
            for _, at, stop in self._language.leads.find(fold(column))
        )

    def _subject(self, around: Surroundings, gap: str, offset: int) -> bool:
        """Whether the words between the noun and the occurrence can belong to a title."""
        connected, passed, capital = False, 0, False
        within = self._language.contexts["purposed-within"]
        dates = [date.span() for date in _DATE.finditer(gap)]
        for match in WORD.finditer(gap):
            word = match.group()
            if match.start() < passed or any(first <= match.start() < last for first, last in dates):
                continue
            if numbered := _OF_NUMBER.match(gap, match.start()):
                passed = numbered.end()
                continue
            if word in self._generic and gap[: match.start()].endswith(", "):
                return False  # "…, ein Gesetz zur": another noun phrase
            if self._acts(word, around.view.text[: offset + match.start()]):
                return False
            ahead = f"{gap[match.start() :]} " if word in self._first_connectors else ""
            if connecting := [it for it in self._language.leading_connectors if ahead.startswith(it)]:
                connected = True
                passed = match.start() + max(map(len, connecting))
                continue
            known = word in self._small or self._language.titles.knows(word) or word[0].isdigit()
            known = known or (capital and within.stands_in([word]))  # "de l’Assemblée nationale"
            capital = around.view.text[offset + match.start()].isupper()
            if not known and not capital:
                return False
        return connected

    def _is_dated(self, around: Surroundings, gap: str) -> bool:
        """Whether a day and a connector directly follow the noun, and no verb is in the line: all is a title.

        "Loi du 31 mai 2016 complétant la mise en œuvre …", whatever its words are.
        """
        date = _DATE.search(gap, 0, _LONGEST)
        if date is None or not self._language.signals.finite.isdisjoint(around.besides):
            return False
        led = f"{gap[date.end() :].lstrip(' ,')} "
        connected = any(led.startswith(it) for it in self._language.leading_connectors)
        return connected and ":" not in gap

    def _acts(self, word: str, before: str) -> bool:
        """Whether a body does it, by its name just before: "La Fundación Ámbar lucha contra …"."""
        name = before.rstrip(" ")[-_RUN:].rpartition(" ")[2]
        return name[:1].isupper() and self._language.contexts["bodies-act"].stands_in([word])

    @cached_property
    def _generic(self) -> frozenset[str]:
        """The words before one of its kind that open a noun phrase, and hang on no noun."""
        return frozenset(filter(self._language.declension.opens, self._language.grammar.generic))

    def _name(self, around: Surroundings) -> Message | None:
        """`the Child Pornography Victims Reserve`: Title Case that runs on to a noun of names."""
        if self._in_column(around):
            return Message("in-name-after", (quoted(around.segment.column), quoted(around.text)))
        own = [
            word for word in words(around.text) if word.lower() not in self._small | self._language.leaning
        ]
        lower = any(word[0].islower() and len(word) > 1 for word in own)
        if lower or (around.text.isupper() and len(around.text) > ABBREVIATION) or self._is_governed(around):
            return None
        text = around.view.text
        right = text[around.occurrence.end : min(around.bounds.end, around.occurrence.end + _RUN)]
        after = self._run(_INSERTED.sub("", right))
        before = self._run(
            text[max(around.bounds.start, around.occurrence.start - _RUN) : around.occurrence.start], True
        )
        for word in after:
            word = _GLUED.sub("", word)
            if word.lower() in self._names:
                return Message("in-name-before", (quoted(around.text), quoted(word)))
        for word in before:
            if word.lower() in self._names:
                at = text.rfind(word, 0, around.occurrence.start)
                if is_generic(around, at) or is_actor(around, at) or self._parted(around, at + len(word)):
                    return None
                return Message("in-name-after", (quoted(word), quoted(around.text)))
        return named_nouns.behind_noun(around)

    def _in_column(self, around: Surroundings) -> bool:
        """Whether its column lists what has a name: "| Committee |" above "| Prevention of Child … |"."""
        column = around.segment.column.lower().strip()
        if around.segment.scope is not Scope.CELL or column not in self._names or around.is_alone:
            return False
        if column in self._language.signals.instruments and any(map(str.isdigit, around.left)):
            return True  # "| Law |" above "| 4.812/2010 – child … |"
        return around.text[0].isupper() and any(map(str.isalpha, around.left))

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


def _named_by_number(around: Surroundings) -> Message | None:
    """`Anti-Child … (RA 9775)`: with capitals, and with the number of the law behind it."""
    inner = around.in_brackets
    named = around.text.istitle() and has_number_of_law(f"({inner.lower()})", around.language)
    return Message("in-name-before", (quoted(around.text), quoted(inner))) if named else None

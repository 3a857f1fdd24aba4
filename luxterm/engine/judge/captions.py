"""Captions: the name that a law gives a provision or an offence, beside the provision's number.

A number of a law and a noun phrase without a verb, before or after it: "A.R.S. § 13-3212 …", "18:2252(a) …",
"… (R.S.C. s. 163.1)"; what a bracket after the number says; a line of a table of contents.
"""

from functools import cached_property
from re import Match

from luxterm.base import lazy_pattern
from luxterm.engine.judge.law_numbers import DOCKETED, MARK, NUMBER, STATUTE, LawNumbers, is_abbreviated
from luxterm.engine.surroundings import Surroundings
from luxterm.engine.table_rows import cells_beside
from luxterm.termbase.language import Language
from luxterm.text.marks import CLOSING, HYPHENS, OPENING
from luxterm.types import Message, Scope

_LINE = 220
"""Code points that a caption has at most, its number included."""
_HEAD = 60
"""Code points in which its number is looked for."""
_LABEL = 160
"""Code points that a bracket after a number has at most."""
_SENTENCE = 12
"""Words that a caption with a full stop has at most."""
_NAME = 20
"""The same, if a dash sets it off from the number of its law: "Act 20.526 – …"."""
_JOINED = 4
"""Words of what a conjunction joins to an offence at most, before the bracket with its provision."""
_BESIDE = 80
"""Code points of a cell beside that may hold the number of a law."""
_LAWS = frozenset(("xml",))
"""Formats in which laws have their headings marked as such, with the number elsewhere."""
_SECTION = lazy_pattern(r"§\s?\d")
"""A provision cited by its mark alone, perhaps one of the text itself."""
_NUMBERED = lazy_pattern(r"(?<![\w:.–-])(?:[^\W\d]|[:.–-])*+(\d[\w:.–-]*+(?:\s?\(\w{1,5}\))*+)\s*+\Z")
_MARKS = f"{OPENING}{CLOSING}*_#. \t"
_SET_OFF = lazy_pattern(r" ?[–—] | - ")
_DASHED = lazy_pattern(r"\d{1,4}[a-z]{0,2}\.?—")
"""The number and dash with which British and Irish provisions begin: "5.—", "3.—(1)"."""
_HYPHENED = lazy_pattern(
    rf"[\W_]*\d{{1,3}}[{HYPHENS}](?:\d{{1,3}}[{HYPHENS}])?\d{{3,4}}(?:\.\d{{1,2}})?\.[\s*_]"
)
"""How American statutes number their sections: "2907.322"; "13-1410.", whose hyphen a folded text lacks."""
_YEAR = lazy_pattern(r"(?:,? |(?: n\w{0,2}[.°º]?)? \d{1,4} \w{1,4} )(?:1[89]|20)\d\d\Z")
"""The year of an Act, with its number: "Act 2015", "Act No. 12 of 2001"."""
_SERIAL = lazy_pattern(r"(?: n\w{0,2}[.°º]{0,2})? [\d.]{1,6}/\d{1,4}(?:/[a-z]{2,4})?\Z")
"""The number of an instrument, by its year or its session: "Directive 2011/93/EU", "resolution 54/263"."""
_LEADER = lazy_pattern(r"(?:\.\s?){5,}|(?:…\s*){2,}|_{5,}")
_PAGE = lazy_pattern(r"\s?(?:\d{1,4}(?!\d|[.)] ?[^\W\d_])|[ivx]+\b|[IVX]+\b)")
"""A page's number, and not the next number of a list."""
_ENDS_IN_PAGE = lazy_pattern(r"[,.–—-] ?pp?\. ?\d{1,4}[\s*_]{0,4}\Z")
"""As contents have it without dots."""
_LEADING = ("..", ". .", "…", "__")
_STOPPED = lazy_pattern(r"[.!?] *[(\[]")
"""Where a sentence ends and a bracket opens."""
_OVER = lazy_pattern(r"(?<!etc)[.?!;] \w")
_FIRST = lazy_pattern(r"[\W_]*(?:\d{1,4}\w{0,2}[\W_]{1,6})?\(1\)")
"""How a provision's text begins under its heading: "(1)", "4A.(1)"."""
_OFFENCE = 12
"""Words to either side of a term, at most, among which it is called an offence."""


class Captions:
    """The captions of a language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._signals = language.signals
        self._words = language.divider.words
        self._tells = language.tells
        self._first_connectors = language.first_connectors
        self._boundaries = language.grammar.boundaries
        self._conjunctions = language.grammar.conjunctions
        self._offences = language.grammar.offence_columns
        self._small = language.grammar.small_words
        self._laws = LawNumbers(language)

    def find(self, around: Surroundings) -> Message | None:
        """Why the term is part of a caption, None if it isn't."""
        if self._in_contents(around):
            return Message("contents-line")
        if (
            self._labels(around)
            or self._glosses(around)
            or self._is_cited(around)
            or self._is_followed(around)
        ):
            return Message("provision-label")
        return Message("provision-heading") if self._heads(around) else None

    def _heads(self, around: Surroundings) -> bool:
        """`A.R.S. § 13-3212 Child …; classification`, `Child … A.R.S. § 13-1410`: all there is."""
        start, end = around.bounds
        here, after = around.occurrence.start, around.occurrence.end
        folded = around.view.folded
        if end - start > _LINE or folded[start:end].rstrip().endswith(";"):
            return False
        if self._stands_alone(around):
            return self._is_phrase(folded[start:end])
        if not any(map(str.isdigit, folded[start:here] + folded[after:end])):
            return False
        hyphened = _HYPHENED.match(around.view.text, start, here)
        if hyphened:
            caption = folded[hyphened.end() : end]
            return self._signals.verbs.isdisjoint(self._words(caption)) and self._is_phrase(caption)
        for number in NUMBER.finditer(folded, start, min(here, start + _HEAD)):
            caption = folded[number.end() : end]
            if self._opens(folded[start : number.start()], number[0], caption):
                return self._is_phrase(caption, _NAME if _SET_OFF.match(caption) else _SENTENCE)
        number = self._numbered(around)
        return number is not None and not self._cites(around, number)

    def cites(self, around: Surroundings) -> bool:
        """Whether its sentence, in which nothing shows the verb, ends in the number of a law."""
        number = self._numbered(around)
        if number is None or not self._signals.verbs.isdisjoint(around.besides):
            return False
        return not self._depends(around, number)

    def _numbered(self, around: Surroundings) -> Match[str] | None:
        """The number of the law that comes after a phrase, if there is nothing else."""
        (start, end), after, folded = around.bounds, around.occurrence.end, around.view.folded
        for number in NUMBER.finditer(folded, *around.behind(_HEAD * 2)):
            gap = folded[after : number.start()]
            if (
                self._laws.is_code(gap, number[0])
                or self._is_set_off(gap)
                or _DASHED.match(folded, number.start(), end)
                or is_abbreviated(around.view.text[after : number.start()], number[0])
            ):
                alone = (
                    not self._goes_on(gap)
                    and self._is_phrase(folded[start : number.start()])
                    and self._is_phrase(folded[number.end() : end].rstrip(" ."))
                )
                return number if alone else None
        return None

    def _cites(self, around: Surroundings, number: Match[str]) -> bool:
        """Whether a sentence cites the law: "… under 18 U.S.C. § 2258A", or a stop and words of no title."""
        if self._depends(around, number):
            return True
        (start, end), folded = around.bounds, around.view.folded
        stops = folded[start:end].rstrip().endswith(".")
        if not stops and not _STOPPED.search(folded, around.occurrence.end, number.start()):
            return False
        words = self._words(folded[start : around.occurrence.start].rpartition(":")[2])  # "Count 2: …"
        return not all(it in self._small or it.isdigit() or self._language.titles.knows(it) for it in words)

    def _depends(self, around: Surroundings, number: Match[str]) -> bool:
        """Whether a preposition is before the name of the law: "under 18 U.S.C. §"."""
        text = MARK.sub("", around.view.folded[around.occurrence.end : number.start()])
        code = max(filter(text.endswith, self._signals.codes), key=len, default="")
        words = [word for word in self._words(text.removesuffix(code)) if not word.isdigit()]
        return bool(words) and words[-1] in self._boundaries

    def _is_set_off(self, gap: str) -> bool:
        """Whether nothing but a dash and what names a provision is before its number: "Child … – s. 15"."""
        dash = _SET_OFF.match(gap)
        return dash is not None and gap[dash.end() :].strip(" .") in self._named

    def _stands_alone(self, around: Surroundings) -> bool:
        """Whether it is in a law's heading, above a provision's text or in a cell beside its number."""
        if around.segment.scope is Scope.HEADING:
            return around.view.document.format in _LAWS or self._above_text(around)
        if around.segment.scope is Scope.PARAGRAPH:
            return self._below_number(around) and around.view.text[around.bounds.end - 1].isalpha()
        return around.segment.scope is Scope.CELL and self.beside_number(around, whole=True)

    def _goes_on(self, text: str) -> bool:
        """Whether another sentence begins before a number: "… online. It complies with section …"."""
        stop = _OVER.search(text)
        return stop is not None and not self._laws.only_code(text[stop.end() - 1 :])

    def _below_number(self, around: Surroundings) -> bool:
        """Whether the line above it is a provision's number: "ECA Art. 240"."""
        if not around.index:
            return False
        line = around.view.head(around.index - 1, _BESIDE + 1)
        return len(line) <= _BESIDE and self._laws.names_law(line) and self._laws.only_code(line)

    @staticmethod
    def _above_text(around: Surroundings) -> bool:
        """Whether a numbered heading has a provision's first subsection under it."""
        view, below = around.view, around.index + 1
        head = view.text[around.bounds.start : min(around.occurrence.start, around.bounds.start + _HEAD)]
        head = head.lstrip(_MARKS)
        if not head[:1].isdigit() or not view.has(below):
            return False
        return _FIRST.match(view.text, *view.bounds(below)) is not None

    def _opens(self, before: str, number: str, after: str) -> bool:
        """Whether a number is one of a law whose caption comes after it."""
        if _DASHED.match(f"{number}{after}") or (not before.strip(_MARKS) and STATUTE.match(number)):
            return True
        laws = self._laws
        if laws.is_code(before, number) or laws.is_code(laws.without_section(before), number):
            return laws.only_code(before) or DOCKETED.match(number) is not None
        # Abbreviated, as laws number their own provisions: "Sec. 21.11.", "§ 5-27-603."
        named = before.lstrip(_MARKS).rstrip(f"{OPENING}*_ ")
        if named not in self._signals.sections or named[-1:].isalpha() or number[-1] == ")":
            return False
        # "§ 3 Providers report …." is a sentence: a stop is after the number, too, where captions have one
        return number[-1] == "." or not after.rstrip(f"{CLOSING}_ ").endswith(".")

    def beside_number(self, around: Surroundings, *, whole: bool) -> bool:
        """Whether the next cell of its row has the number of a law, or with `whole` nothing else."""
        for index in cells_beside(around):
            cell = around.view.head(index, _BESIDE + 1)
            named = self._laws.names_law(cell) and (not whole or self._laws.only_code(cell))
            cited = named or (not whole and _SECTION.search(cell) is not None)
            if len(cell) <= _BESIDE and cited:
                return True
        return False

    def _is_phrase(self, text: str, most: int = _SENTENCE) -> bool:
        """Whether a text is no sentence: without a verb, and of so few words if it has a full stop."""
        words = self._words(text)
        if text.rstrip().endswith(".") and len(words) > most:
            return False
        return not self._has_verb(words) and self._signals.own_headings.isdisjoint(words)

    def _has_verb(self, words: list[str]) -> bool:
        """Whether one of the words is a verb that isn't an infinitive."""
        infinitive = self._signals.infinitive
        return self._tells(
            word for number, word in enumerate(words) if not (number and words[number - 1] in infinitive)
        )

    def _labels(self, around: Surroundings) -> bool:
        """`section 69 of the … Act 2015 (possession of …)`, `(b) section 4 (allowing …)`.

        Or what an instrument with its number is about: `Directive 2011/93/EU (… and child …)`.
        """
        left = around.left[-_LABEL:]
        bracket = left.rfind("(")
        if bracket < 0 or ")" in left[bracket:] or left[bracket + 1 : bracket + 2].isdigit():
            return False
        closes = around.right.find(")", 0, _LABEL)
        inside = left[bracket + 1 :]
        if closes < 0 or _OVER.search(inside) or self._has_verb(self._words(inside + around.right[:closes])):
            return False
        if inside.partition(" ")[0] in self._first_connectors:
            return False
        before = around.left[: len(around.left) - len(left) + bracket].rstrip()
        number = _NUMBERED.search(before)
        last = before[: number.start(1)] if number else ""
        named = self._laws.first_of_range(last)
        if number and self._laws.is_law(named, number[1]):
            if named != last and "," in inside:
                return True  # "arts. 2 to 9 (fraud, child …)"
            lead = named.rstrip().rpartition(" ")[0].strip(f"{OPENING}{CLOSING} .")
            return self._laws.is_code(named, number[1]) or len(lead) <= 2  # "(b) section 4 (…"
        act = _YEAR.sub("", before)
        if act.endswith(self._signals.instruments) and self._laws.names_law(act[-_LABEL:]):
            return True
        instrument = _SERIAL.sub("", before)
        return instrument != before and instrument.endswith(self._signals.instruments)

    def _glosses(self, around: Surroundings) -> bool:
        """`(s. 163.1 – possession of child …)`: what a provision is about, behind a dash in its bracket.

        Or before a comma: `(child …, s. 163.1 of the Code)`.
        """
        view, here = around.view, around.occurrence
        law, closes, _ = around.right[1:_LABEL].partition(")")
        named = closes and self._laws.names_law(law) and self._laws.names_code(law)
        if named and around.left.endswith("(") and around.right.startswith(","):
            return True
        bracket = view.text.rfind("(", *around.before(_LABEL))
        dash = _SET_OFF.search(view.text, bracket, here.start) if bracket >= 0 else None
        closes = view.text.find(")", here.start, around.behind(_LABEL).end)
        if not dash or closes < here.end or ")" in view.text[bracket : here.start]:
            return False
        law, caption = view.folded[bracket + 1 : dash.start()], view.folded[dash.end() : closes]
        joining = " ".join(it for it in law.split() if it not in self._small)  # "ss. 12 and 13 of the Code"
        return (
            self._laws.names_law(law)
            and self._laws.only_code(joining)
            and not self._has_verb(self._words(caption))
        )

    def _is_cited(self, around: Surroundings) -> bool:
        """`crimes of child … and … (arts. 240 to 242)`: the provision behind what is called an offence.

        Or, with the law's name, behind what is all of a line or an item.
        """
        gap, bracket, inside = around.right[:_LABEL].partition(" (")
        inside, closes, _ = inside.partition(")")
        if not closes or not bracket or not self._laws.names_law(inside):
            return False
        if gap in ("", ":") and _is_all(around) and self._laws.names_code(inside):
            return True
        joined = gap.split()
        row = not joined or (joined[0] in self._conjunctions and len(joined) <= _JOINED)
        near = (*self._words(around.left)[-_OFFENCE:], *self._words(around.right)[:_OFFENCE])
        return row and not self._offences.isdisjoint(near)

    def _is_followed(self, around: Surroundings) -> bool:
        """`Keeping of child …, s. 15 of the Penal Code`: all of an item or a line, without a verb."""
        (start, end), folded = around.bounds, around.view.folded
        if not around.right.startswith(", ") or end - start > _LINE:
            return False
        law = folded[around.occurrence.end + 2 : end].rstrip(" .;")
        cited = self._laws.names_law(law) and self._laws.names_code(law) and self._laws.only_code(law)
        return cited and self._is_phrase(folded[start : around.occurrence.start])

    def _in_contents(self, around: Surroundings) -> bool:
        """`Child … ........ 12`: followed by the dots that lead to a page's number.

        Or by the page at the end of its line and of one beside it: "Child …, p. 12".
        """
        if _is_paged(around):
            return True
        text, (end, stop) = around.view.text, around.behind(_LABEL)
        after = text[end:stop]
        if not any(mark in after for mark in _LEADING):
            return False
        leader = _LEADER.search(text, end, min(around.bounds.end, stop + _LABEL))
        if leader is None or leader.start() >= stop or _OVER.search(text, end, leader.start()):
            return False
        if _PAGE.match(text, leader.end()):
            return True
        line = around.document_text(around.source.end, around.source.end + leader.start() - end)
        return "\n" not in line and not line.rstrip().endswith(":")  # "other: ……", to be filled in

    @cached_property
    def _named(self) -> frozenset[str]:
        """What names a provision, without its stop."""
        return frozenset(it.strip(".") for it in self._signals.sections)


def _is_paged(around: Surroundings) -> bool:
    """Whether its line and the one above or below it end in the number of a page."""
    above, _, own, below = around.lines
    if not _ENDS_IN_PAGE.search(own):
        return False
    beside = above.rpartition("\n")[2], below.partition("\n")[0]
    return any(_ENDS_IN_PAGE.search(it) is not None for it in beside)


def _is_all(around: Surroundings) -> bool:
    """Whether its segment has nothing else in words than the term and a bracket behind it."""
    view, (start, end) = around.view, around.bounds
    rest = around.folded_behind(_LABEL).partition(")")[2]
    others = f"{view.folded[start : around.occurrence.start][-_LABEL:]}{rest}"
    return end - start <= _LINE and not any(map(str.isalpha, others))

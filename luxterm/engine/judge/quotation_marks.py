"""Pairs of quotation marks in a segment: which of its marks open, which close, and what is between two.

Pairs are the language's own (`grammar/<lang>.toml`). A straight mark opens after a space and closes after a
word; an apostrophe inside a word doesn't count.
"""

from collections.abc import Iterator
from typing import NamedTuple

from luxterm.base import lazy_regex
from luxterm.engine.judge.code import LINE, STRAIGHT, opens_string
from luxterm.termbase.language import Language
from luxterm.text.marks import APOSTROPHES, LOW, RAISED, SPACED_AFTER, SPACED_BEFORE, TYPED_LOW
from luxterm.text.view import View

_MARKS = lazy_regex(rf"[\p{{Quotation_Mark}}`]+|(?<!\S){TYPED_LOW}(?=\w)")
_TOGETHER = 6
"""More marks than these side by side are a line or a pattern, and quote nothing."""
_DEEP = 8
"""Marks that are open at a time, at most."""


class Quotation(NamedTuple):
    """A stretch inside quotation marks: places in the view, without the marks themselves."""

    start: int
    end: int


Nested = tuple[Quotation, int]
"""A quotation, with the place in its list of the one around it or -1."""


class Pairs(NamedTuple):
    """What the marks of a segment make: quotations, an opening mark left open, closing marks left over."""

    quotations: list[Nested]
    open: tuple[int, str] | None
    left: list[str]


class QuotationMarks:
    """The marks of one document in one language."""

    def __init__(self, view: View, language: Language) -> None:
        self._view = view
        self._closes: dict[str, set[str]] = {}
        for opening, closing in language.grammar.quotes:
            self._closes.setdefault(opening, set()).add(closing)
        self._closing = {closing for closings in self._closes.values() for closing in closings}
        self._certain = self._closing.difference(APOSTROPHES, STRAIGHT)
        """Closing marks that are nothing else, as long as they can't open."""
        self._segments: dict[int, Pairs] = {}

    def closes(self, index: int, mark: str) -> bool:
        """Whether a mark that opened before is closed in a segment."""
        return not self._closes[mark].isdisjoint(self.pairs(index).left)

    def pairs(self, index: int) -> Pairs:
        """Those of a segment."""
        if index not in self._segments:
            self._segments[index] = self._paired(index)
        return self._segments[index]

    def _paired(self, index: int) -> Pairs:
        start, end = self._view.bounds(index)
        found: list[Quotation] = []
        stack: list[tuple[int, str]] = []
        code: set[int] = set()
        left: list[str] = []
        for at, mark in self._marks(start, end):
            closes = next(
                (i for i in range(len(stack) - 1, -1, -1) if mark in self._closes[stack[i][1]]), None
            )
            if closes is not None and self._shuts(at, end):
                if stack[closes][0] not in code:
                    found.append(Quotation(stack[closes][0] + 1, at))
                del stack[closes:]
            elif self._opens(at, mark, start) or self._opens_apart(at, mark, start, end):
                if len(stack) < _DEEP:
                    stack.append((at, mark))
                    if mark in STRAIGHT and self._of_code(at):
                        code.add(at)
            elif mark in self._closing and mark not in RAISED and self._shuts(at, end):
                left.append(mark)
        opened = next((it for it in stack if it[0] not in code and self._may_open(it, start)), None)
        return Pairs(_nested(found), opened, left)

    def closer(self, index: int, mark: str) -> int | None:
        """Where the first closing mark without an opening one of its own stands in the segment."""
        depth = 0
        start, end = self._view.bounds(index)
        for at, found in self._marks(start, end):
            if at <= start + 1 and found == mark:
                continue
            if self._opens(at, found, start):
                depth += 1
            elif found in self._closing and self._shuts(at, end):
                if depth == 0 and found in self._closes[mark]:
                    return at
                depth = max(0, depth - 1)
        return None

    def _marks(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """The quotation marks between two places of the view: where and which."""
        for match in _MARKS.finditer(self._view.text, start, end):
            marks = match.group()
            if marks == TYPED_LOW:
                yield match.start(), LOW
            elif len(marks) == 1:
                yield match.start(), marks
            elif len(marks) <= _TOGETHER:
                yield from enumerate(marks, match.start())

    def _of_code(self, at: int) -> bool:
        """Whether a mark opens a string of code, as what stands before it in the source's line shows."""
        text, here = self._view.document.text, self._view.source(at, at + 1).start
        if self._is_line(at):
            return True
        return opens_string(text[max(text.rfind("\n", 0, here) + 1, here - LINE) : here])

    def _is_line(self, at: int) -> bool:
        """Whether a mark opens a line that ends with the other one and a comma, as in a list of code."""
        start, end = self._view.bounds(self._view.segment_at(at))
        line = self._view.text[start:end].rstrip()
        return at == start and line.find(f"{line[0]},", 1) == len(line) - 2

    def _may_open(self, mark: tuple[int, str], start: int) -> bool:
        return mark[1] not in APOSTROPHES or self._begins(mark, start)

    def _begins(self, mark: tuple[int, str], start: int) -> bool:
        """Whether a mark that is hardly an apostrophe comes first in its segment, before a letter."""
        text = self._view.text
        return mark[1] not in RAISED and not text[start : mark[0]].strip() and text[mark[0] + 1].isalpha()

    def _opens(self, at: int, mark: str, start: int) -> bool:
        """Whether a mark can open: after white space or a bracket, before a word (« may stand apart)."""
        if mark not in self._closes:
            return False
        text = self._view.text
        before, after = text[at - 1] if at > start else " ", text[at + 1]
        if before == "N" and mark == "'" and at > start and not text[at - 2 : at - 1].isalnum():
            return after.isalpha()  # N'…', as databases have it
        return (
            not before.isalnum()
            and before not in ".,;:!?)]%"
            and (mark in SPACED_BEFORE or not after.isspace())
        )

    def _opens_apart(self, at: int, mark: str, start: int, end: int) -> bool:
        """Whether » can open with a space behind it: if it closes in the segment; it may mark an item."""
        text = self._view.text
        if (
            mark not in SPACED_AFTER
            or mark not in self._closes
            or (at > start and not text[at - 1].isspace())
        ):
            return False
        closes = (text.find(f" {it}", at + 2, end) for it in self._closes[mark])
        return text[at + 1 : at + 2].isspace() and max(closes) >= 0

    def _shuts(self, at: int, end: int) -> bool:
        """Whether a mark can close: before anything but a letter or a digit, or where it does no more."""
        text = self._view.text
        after = text[at + 1] if at + 1 < end else " "
        if not after.isalnum():
            return True
        return text[at] in self._certain and (text[at] not in self._closes or not text[at - 1].isspace())


def _nested(quotations: list[Quotation]) -> list[Nested]:
    """By their beginnings, the outer before the inner."""
    found: list[Nested] = []
    for quotation in sorted(quotations, key=lambda it: (it.start, -it.end)):
        outer = len(found) - 1
        while outer >= 0 and found[outer][0].end < quotation.end:
            outer = found[outer][1]
        found.append((quotation, outer))
    return found

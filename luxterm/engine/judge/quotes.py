"""Quotation marks: which stretches of a segment are inside them.

Pairs are the language's own (`grammar/<lang>.toml`). A straight mark opens after a space and closes
after a word; an apostrophe inside a word does not count. A quotation that opens in one paragraph and closes
in a later one covers everything between, as long as every paragraph between opens with the mark again
or the closing mark comes soon.

A block quote that is a notice quotes nobody.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.context import is_part
from luxterm.engine.judge.code import LINE, STRAIGHT, opens_string
from luxterm.engine.nearby import PARAGRAPHS
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.marks import APOSTROPHES, LOW, RAISED, SPACED_AFTER, SPACED_BEFORE, TYPED_LOW
from luxterm.text.view import View
from luxterm.types import Scope

_MARKS = lazy_regex(rf"[\p{{Quotation_Mark}}`]+|(?<!\S){TYPED_LOW}(?=\w)")
_BEHIND_SPEECH = lazy_regex(r"(?:[,?!…\"] ?| [–—] ?)(\p{L}+)")
"""In a folded text, the first word after somebody's words."""
_ITEM = 8
"""Code points that the mark of an item has at most, with the spaces around it."""
_SIGN = lazy_pattern(r"\W{0,2}[ℹ☝⚠⚡✅✋❌❓❗⛔💡📌📎📝📢🔍🔎🔒🔔🔞🚧🚨🚫🛑]")
"""A sign that a notice begins with, and no speech."""
_LABEL = 40
"""Code points of what such a notice is called at most: "Note:", "Important note:"."""
_SPOKEN = 400
"""Code points before a term in which a dash opens somebody's words behind a colon."""
_NEAR = 6
"""Words before the colon of which one is a verb of speech: "decía literalmente: —"."""
_STOP = lazy_pattern(r"[.!?…;]\s|[—\n]")
_MAIL = frozenset(("plain", "gitcommit"))
"""Formats in which what is marked as quoted was written by somebody else."""
TOGETHER = 6
"""More marks than these side by side are a line or a pattern, and quote nothing."""


class Quotation(NamedTuple):
    """A stretch inside quotation marks: places in the view, without the marks themselves."""

    start: int
    end: int


Nested = tuple[Quotation, int]
"""A quotation, with the place in its list of the one around it or -1."""


def _nested(quotations: list[Quotation]) -> list[Nested]:
    """By their beginnings, the outer before the inner."""
    found: list[Nested] = []
    for quotation in sorted(quotations, key=lambda it: (it.start, -it.end)):
        outer = len(found) - 1
        while outer >= 0 and found[outer][0].end < quotation.end:
            outer = found[outer][1]
        found.append((quotation, outer))
    return found


def is_notice(around: Surroundings) -> bool:
    """Whether the block quote it is in sets off what the writer says: "> **Note:** …", "> ⚠️ …".

    What mail quotes, in plain text, is another's, whatever it begins with.
    """
    view, first = around.view, around.index
    if view.document.format in _MAIL:
        return False
    for index in around.above():
        if not view.segment(index).quoted:
            break
        first = index
    start, end = view.bounds(first)
    head = view.text[start : min(end, start + _LABEL)]
    label, colon, _ = head.partition(":")
    return _SIGN.match(head) is not None or (bool(colon) and is_part(label, around.language))


class Quotes:
    """The quotations of one document, found segment by segment as they are asked for."""

    def __init__(self, view: View, language: Language) -> None:
        self._view = view
        self._language = language
        self._closes: dict[str, set[str]] = {}
        for opening, closing in language.grammar.quotes:
            self._closes.setdefault(opening, set()).add(closing)
        self._closing = {closing for closings in self._closes.values() for closing in closings}
        self._certain = self._closing.difference(APOSTROPHES, STRAIGHT)
        """Closing marks that are nothing else, as long as they can't open."""
        self._segments: dict[int, tuple[list[Nested], tuple[int, str] | None, list[str]]] = {}

    def around(self, index: int, start: int, end: int) -> Quotation | None:
        """The innermost quotation in segment `index` that holds view[start:end]."""
        found, _, _ = self._pairs(index)
        at = bisect_right(found, start, key=lambda it: it[0].start) - 1
        while at >= 0:
            quotation, outer = found[at]
            if quotation.end >= end:
                return quotation
            at = outer
        bounds = self._view.bounds(index)
        if (spoken := self._spoken_from(index, start)) is not None:
            return Quotation(spoken, bounds.end)
        if self._left_open(index, start) or self._carried(index, start) or self._is_speech(index):
            return Quotation(bounds.start, bounds.end)
        return None

    def _is_speech(self, index: int) -> bool:
        """Whether somebody speaks in this paragraph: "—No sé —dijo", "— Non, dit-il"."""
        dialogue = self._language.grammar.dialogue
        if not dialogue:
            return False
        start, end = self._view.bounds(index)
        mark, after = self._view.text[start : start + 1], self._view.text[start + 1 : start + 2]
        if mark in dialogue and not after.isspace():
            return mark != ""
        if not after.isspace():  # the mark may have been read as an item's
            text, here = self._view.document.text, self._view.source(start, start + 1).start
            mark = text[max(text.rfind("\n", 0, here) + 1, here - _ITEM) : here].strip()
        return f"{mark} " in dialogue and self._says_who(self._view.folded[start:end])

    def _spoken_from(self, index: int, start: int) -> int | None:
        """Where a sentence goes on to `start` that a verb of speech, a colon and a dash open: "dijo: —No"."""
        begin = self._view.bounds(index).start
        for mark in self._language.grammar.dialogue:
            at = self._view.text.rfind(f": {mark}", max(begin, start - _SPOKEN), start)
            after = at + len(mark) + 2
            if at < 0 or mark.endswith(" ") or self._view.text[after].isspace():
                continue
            if _STOP.search(self._view.text, after, start):
                continue  # where somebody's words end, only a reader can tell
            said = self._language.divider.words(self._view.folded[max(begin, at - _LABEL) : at])
            if any(it in self._language.signals.reporting for it in said[-_NEAR:]):
                return after
        return None

    def _says_who(self, folded: str) -> bool:
        """Whether a mark is followed by a verb of speech: the dash may also be a list's."""
        grammar, reporting = self._language.grammar, self._language.signals.reporting
        said = (it[1] for it in _BEHIND_SPEECH.finditer(folded))
        return any(it in reporting and it not in grammar.boundaries for it in said)

    def _left_open(self, index: int, start: int) -> bool:
        """Whether a quotation opens before `start` in this segment and isn't over at its end."""
        opened = self._pairs(index)[1]
        if not opened or opened[0] > start:
            return False
        # A paragraph of a longer quotation opens with the mark and doesn't close
        begins = not self._view.text[self._view.starts[index] : opened[0]].strip()
        return begins or self._closed_later(index, opened[1])

    def _carried(self, index: int, start: int) -> bool:
        """Whether a quotation opened in an earlier segment goes on up to `start` here."""
        for earlier in range(index - 1, max(-1, index - 1 - PARAGRAPHS), -1):
            if not self._prose(earlier):
                return False
            opened = self._pairs(earlier)[1]
            if opened:
                closer = self._closer_position(index, opened[1])
                if closer is not None:
                    return start < closer
                return self._closed_later(index, opened[1])
            if self._pairs(earlier)[2]:
                return False
        return False

    def _closed_later(self, index: int, mark: str) -> bool:
        for later in self._view.near(index, -1, PARAGRAPHS):
            if not self._prose(later):
                return False
            if self._closes[mark] & set(self._pairs(later)[2]):
                return True
            if self._begins_with(later, mark):
                return True  # each paragraph of a long quotation opens with the mark again
            opened = self._pairs(later)[1]
            if opened and opened[0] > self._view.starts[later] + 2:
                return False
        return False

    def _begins_with(self, index: int, mark: str) -> bool:
        start, end = self._view.bounds(index)
        return self._view.text[start:end].lstrip().startswith(mark)

    def _closer_position(self, index: int, mark: str) -> int | None:
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
            elif len(marks) <= TOGETHER:
                yield from enumerate(marks, match.start())

    def _prose(self, index: int) -> bool:
        return self._view.segment(index).scope in (Scope.PARAGRAPH, Scope.ITEM)

    def _pairs(self, index: int) -> tuple[list[Nested], tuple[int, str] | None, list[str]]:
        """Of a segment: its quotations, an opening mark left open, and closing marks left over."""
        if index not in self._segments:
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
                    if len(stack) < 8:
                        stack.append((at, mark))
                        if mark in STRAIGHT and self._of_code(at):
                            code.add(at)
                elif mark in self._closing and mark not in RAISED and self._shuts(at, end):
                    left.append(mark)
            opened = next((it for it in stack if it[0] not in code and self._may_open(it, start)), None)
            self._segments[index] = (_nested(found), opened, left)
        return self._segments[index]

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
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < len(text) else " "
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

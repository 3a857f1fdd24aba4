"""How the tables of reStructuredText are drawn: the room in their cells, and what to draw wider beyond that.

A table that isn't whole yet, whose columns aren't counted in code points (tabs, wide characters), or that
is inside another, can't be redrawn.
"""

import re
from bisect import bisect_left

from luxterm.formats.rst_grid import is_traced
from luxterm.formats.rst_tables import SIMPLE_BORDER, SIMPLE_TOP, SPAN_LINE, Cell, Line, is_whole
from luxterm.text.width import is_even
from luxterm.types import TOO_WIDE, Tie

_MOST_INSERTED = 50_000
"""A table isn't widened if more signs than this might have to be inserted, for all its columns together."""

Ties = dict[int, Tie]
"""By where the line of a cell begins."""
_Grows = tuple[tuple[int, str], ...]


def grid(text: str, lines: list[Line], cells: list[Cell]) -> Ties:
    """The ties of a grid table's cells, whose lines (see `rst_tables`) these are."""
    slots = sorted(line for cell in cells for line in cell.lines)
    lefts = [left for left, _ in slots]

    def grows(edge: int) -> _Grows:
        """Where the table is drawn wider if what ends at a column of the text does."""
        found: list[tuple[int, str]] = []
        for start, _ in lines:
            # The first cell that reaches the edge, if it doesn't begin after it
            at = bisect_left(lefts, start)
            while at < len(slots) and slots[at][1] < start + edge:
                at += 1
            if at < len(slots) and slots[at][0] <= start + edge:
                found.append((slots[at][1], " "))
            elif text[start + edge - 1] in "-=":
                found.append((start + edge, text[start + edge - 1]))
            else:
                return ()
        return tuple(found)

    starts = [start for start, _ in lines]
    drawn = is_whole(text, lines) and _countable(text, lines) and is_traced(text, lines, cells)
    wider: dict[int, _Grows] = {}
    ties: Ties = {}
    for cell in cells:
        whole = drawn and not _holds_table(text, cell.lines)
        for left, right in cell.lines:
            if not whole or text[right : right + 1] not in ("|", "+"):
                ties[left] = Tie(left, right, TOO_WIDE)
                continue
            edge = right - starts[bisect_left(starts, left) - 1]
            if edge not in wider:
                wider[edge] = grows(edge) if len(lines) * (len(wider) + 1) < _MOST_INSERTED else ()
            spaces = right - left - len(text[left:right].rstrip())
            ties[left] = Tie(left, right, grows=wider[edge], room=max(0, spaces - 1))
    return ties


def simple(text: str, lines: list[Line], cells: list[Cell]) -> Ties:
    """The ties of a simple table's cells; those of the last column can be as wide as they like."""
    top = lines[0][0]
    columns = [match.span() for match in re.finditer("=+", text[top : lines[0][1]])]
    starts = [start for start, _ in lines]
    slots = sorted((*line, cell.column + cell.width - 1) for cell in cells for line in cell.lines)
    lefts = [left for left, _, _ in slots]
    drawn = is_whole(text, lines) and _countable(text, lines)

    def grows(edge: int) -> _Grows:
        found: list[tuple[int, str]] = []
        for start, end in lines:
            place, sign = start + edge, " "
            if SIMPLE_BORDER.match(text, start, end) or SPAN_LINE.match(text, start, end):
                sign = text[place - 1]
            else:
                # Words across the column go on to the end of another one
                at = bisect_left(lefts, place) - 1
                if at >= 0 and start <= slots[at][0] < end and slots[at][1] > place:
                    column = slots[at][2]
                    place = start + columns[column][1] if column < len(columns) - 1 else end
            if place <= end and sign in "=-":
                found.append((place, sign))
            elif place < end:
                found.append((place, " "))
        return tuple(found)

    wider: dict[int, _Grows] = {}
    ties: Ties = {}
    for cell in cells:
        last = cell.column + cell.width >= len(columns)
        # Words across columns that nothing below shows to be one cell may become several
        apart = drawn and (cell.width == 1 or _spans(text, lines, cell.lines[-1][0]))
        for left, right in () if last and apart else cell.lines:
            if not apart:
                ties[left] = Tie(left, right, TOO_WIDE)
                continue
            start, end = lines[bisect_left(starts, left + 1) - 1]
            edge = columns[cell.column + cell.width - 1][1]
            if edge not in wider:
                wider[edge] = grows(edge) if len(lines) * (len(wider) + 1) < _MOST_INSERTED else ()
            used = left + len(text[left:right].rstrip())
            ties[left] = Tie(
                left, min(start + edge, end), grows=wider[edge], room=max(0, start + edge - used)
            )
    return ties


class Moved:
    """Ties of a table that begins at `top`: most of them share what grows with them."""

    def __init__(self, top: int) -> None:
        self._top = top
        self._grown: dict[int, tuple[tuple[int, str], ...]] = {}

    def tie(self, tie: Tie) -> Tie:
        """One of them, from the beginning of the text."""
        top, grows = self._top, tie.grows
        if grows and id(grows) not in self._grown:
            self._grown[id(grows)] = tuple((place + top, sign) for place, sign in grows)
        grown = self._grown[id(grows)] if grows else ()
        return Tie(tie.start + top, tie.end + top, tie.because, grows=grown, room=tie.room)


def _spans(text: str, lines: list[Line], start: int) -> bool:
    """Whether the line below the one that holds `start` shows which columns are one."""
    below = bisect_left(lines, (start + 1,))
    return below < len(lines) and bool(SPAN_LINE.match(text, *lines[below]))


def _countable(text: str, lines: list[Line]) -> bool:
    """Whether a column of the table is a code point in every line."""
    whole = text[lines[0][0] : lines[-1][1]]
    return "\t" not in whole and is_even(whole)


def _holds_table(text: str, lines: list[Line]) -> bool:
    return any(
        inside.startswith(("+-", "+=", "|")) or SIMPLE_TOP.match(inside)
        for left, right in lines
        if (inside := text[left:right].strip())
    )

"""The tables of reStructuredText: where the cells of grid and simple tables are.

A cell's words may be on several lines, between those of its neighbours; so the segments of cells
side by side interleave, though no two share a code point. A table that isn't finished, or isn't drawn
right, is read as far as its lines go; `is_whole` says which are what docutils takes for a table.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from luxterm.text.width import is_even, width

GRID_TOP = re.compile(r"\+-[-+]*-\+[ \t]*\Z")
SIMPLE_TOP = re.compile(r"=+(?:[ ]+=+)+[ \t]*\Z")
_GRID_BORDER = re.compile(r"\+[-=]+(?=\+)")
SIMPLE_BORDER = re.compile(r"=+(?:[ ]+=+)*[ \t]*\Z")
SPAN_LINE = re.compile(r"-+(?:[ ]+-+)*[ \t]*\Z")
_MOST_COLUMNS = 100

Line = tuple[int, int]
"""A line's start and end in the text, from the table's left edge."""


class Cell(NamedTuple):
    """A cell: its lines (start, end), its first column, how many it spans, whether it is a header.

    `row`: of the cells of a table, those that begin in one row have the same, and a later row has more.
    """

    lines: list[Line]
    column: int
    width: int
    header: bool
    row: int


def grid(text: str, lines: list[Line]) -> list[Cell]:
    """The cells of a grid table, in the order of the text."""
    # Few tables have characters of other widths than one column
    simple = text[lines[0][0] : lines[-1][1]].isascii()
    places = [range(start, end + 1) if simple else places_in(text, start, end) for start, end in lines]
    bounds = sorted(
        {0}
        | {
            column
            for (start, end), line in zip(lines, places, strict=True)
            if text[start] == "+"
            for match in _GRID_BORDER.finditer(text, start, end)
            for column in (line.index(match.start()), line.index(match.end()))
        }
    )
    if len(bounds) > _MOST_COLUMNS:
        return _unread(lines)
    cells: list[Cell] = []
    # first column to the column after, the lines, and the number of the first one
    open_: dict[int, tuple[int, list[Line], int]] = {}
    for number, line in enumerate(places[1:]):
        last = len(line) - 1
        first = 0
        while first < len(bounds) - 1:
            if first in open_:
                after, gathered, row = open_[first]
            else:
                after = next(
                    (
                        n
                        for n in range(first + 1, len(bounds))
                        if bounds[n] < last and text[line[bounds[n]]] in "|+"
                    ),
                    len(bounds) - 1,
                )
                gathered, row = list[Line](), number
                open_[first] = (after, gathered, row)
            left, right = line[min(bounds[first] + 1, last)], line[min(bounds[after], last)]
            if not simple:  # a wide character may stand where the border would
                left = max(left, line[min(bounds[first], last)] + 1)
            inside = text[left:right]
            if inside and (not inside.strip("-+") or not inside.strip("=+")):
                cells.append(Cell(gathered, first, after - first, "=" in inside, row))
                del open_[first]
            elif left < right:
                gathered.append((left, right))
            first = after
    for first, (after, gathered, row) in open_.items():
        cells.append(Cell(gathered, first, after - first, False, row))
    return sorted((cell for cell in cells if cell.lines), key=lambda cell: cell.lines[0])


def _unread(lines: list[Line]) -> list[Cell]:
    """Each line as a row of one cell: of a table with more columns than anybody reads."""
    return [Cell([line], 0, 1, False, number) for number, line in enumerate(lines)]


def places_in(text: str, start: int, end: int) -> Sequence[int]:
    """Where in the text each column of a line is, and at last its end.

    A wide character has two columns, a combining one none, as `luxterm.text.width` counts them.
    """
    if is_even(text[start:end]):
        return range(start, end + 1)
    places: list[int] = []
    for at in range(start, end):
        wide = unicodedata.east_asian_width(text[at]) in "WF"
        places += [at] * (1 + wide - bool(unicodedata.combining(text[at])))
    return [*places, end]


def is_whole(text: str, lines: list[Line]) -> bool:
    """Whether these lines are a table to docutils: with a border at the end, and a straight right edge."""
    first, last = lines[0], lines[-1]
    if text[first[0]] == "=":
        top = last[1] - last[0]
        rules = [line for line in lines if is_simple_border(text, line)]
        as_wide = all(end - start == top for start, end in rules)
        return (
            len(rules) > 1 and rules[-1] == last and as_wide and _are_between_columns_only_spaces(text, lines)
        )
    if len(lines) < 3 or not GRID_TOP.match(text, *last):
        return False
    if any(text[end - 1] not in "+|" for _, end in lines):
        return False
    if text[first[0] : last[1]].isascii():
        return len({end - start for start, end in lines}) == 1
    return len({width(text[start:end]) for start, end in lines}) == 1


def _are_between_columns_only_spaces(text: str, lines: list[Line]) -> bool:
    """Whether each row of a simple table has its words in columns, or in those that a line below it joins.

    And whether it has some in the first column, from its first line on.
    """
    columns = _drawn(text, lines[0])
    starts, ends = {start for start, _ in columns}, {end for _, end in columns}
    row: list[Line] = []
    for line in lines[1:]:
        if text.startswith(("=", "-"), *line) and (
            SIMPLE_BORDER.match(text, *line) or SPAN_LINE.match(text, *line)
        ):
            spans = _drawn(text, line)
            if (
                not all(start in starts and end in ends for start, end in spans)
                or spans[-1][1] != columns[-1][1]
            ):
                return False
            below, after = spans, []
        elif text[line[0] : min(line[0] + columns[0][1], line[1])].strip():
            below, after = columns, [line]
        elif not text[slice(*line)].strip():
            continue
        elif row:
            row.append(line)
            continue
        else:
            return False  # words above a row's first ones aren't shown
        margins = [(end, start) for (_, end), (start, _) in pairwise(below)]
        if any(text[at + left : min(at + right, end)].strip() for at, end in row for left, right in margins):
            return False
        row = after
    return True


def _drawn(text: str, line: Line) -> list[Line]:
    """The columns of a border, from its beginning."""
    return [match.span() for match in re.finditer("[=-]+", text[slice(*line)])]


def is_simple_border(text: str, line: Line) -> bool:
    """Whether a line may be the bottom border of a simple table, or the one under its header."""
    return text.startswith("=", *line) and bool(SIMPLE_BORDER.match(text, *line))


def simple(text: str, lines: list[Line]) -> list[Cell]:
    """The cells of a simple table, in the order of the text."""
    top = lines[0][0]
    columns = [match.span() for match in re.finditer("=+", text[top : lines[0][1]])]
    if len(columns) > _MOST_COLUMNS:
        return _unread(lines)
    cells: list[Cell] = []
    row: list[Cell] = []
    rows_read = 0

    def end_row() -> None:
        cells.extend(cell for cell in row if cell.lines)
        row.clear()

    for number, (start, end) in enumerate(lines[1:]):
        if start >= end:
            end_row()
        elif SIMPLE_BORDER.match(text, start, end):
            end_row()
            if cells and not rows_read:
                cells = [cell._replace(header=True) for cell in cells]
            rows_read += 1
        elif SPAN_LINE.match(text, start, end):
            end_row()
        else:
            slices = _slices(text, start, end, columns)
            if text[start : start + columns[1][0]].strip() if len(columns) > 1 else True:
                end_row()
            for column, width, left, right in slices:
                if not text[left:right].strip():
                    continue
                known = next((cell for cell in row if cell.column == column), None)
                if known is None:
                    row.append(Cell([(left, right)], column, width, False, row[0].row if row else number))
                else:
                    known.lines.append((left, right))
    end_row()
    return cells


def _slices(text: str, start: int, end: int, columns: list[Line]) -> list[tuple[int, int, int, int]]:
    """Column, width, start and end of the cells of one line; words between columns show a span."""
    found: list[tuple[int, int, int, int]] = []
    first = 0
    for number in range(1, len(columns) + 1):
        right = min(start + columns[number][0], end) if number < len(columns) else end
        if number < len(columns) and text[start + columns[number - 1][1] : right].strip():
            continue
        left = start + columns[first][0]
        if left < right:
            found.append((first, number - first, left, right))
        first = number
    return found

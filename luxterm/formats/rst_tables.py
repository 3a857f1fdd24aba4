"""The tables of reStructuredText: where the cells of grid and simple tables are.

A cell's words may be on several lines, between those of its neighbours; so the segments of cells
side by side interleave, though no two share a code point.
"""

import re
from typing import NamedTuple

GRID_TOP = re.compile(r"\+-[-+]*-\+[ \t]*\Z")
SIMPLE_TOP = re.compile(r"=+(?:[ ]+=+)+[ \t]*\Z")
_GRID_BORDER = re.compile(r"\+[-=]+(?=\+)")
_SIMPLE_BORDER = re.compile(r"=+(?:[ ]+=+)*[ \t]*\Z")
_SPAN_LINE = re.compile(r"-+(?:[ ]+-+)*[ \t]*\Z")
_CSV_CELL = re.compile(r'(?:[ \t]*+"((?:[^"\n]|"")*+)"[ \t]*+|[ \t]*+([^,\n]*+))(?:,|$|\n)')
_MOST_COLUMNS = 100

Line = tuple[int, int]
"""A line's start and end in the text, from the table's left edge."""


class Cell(NamedTuple):
    """A cell: its lines (start, end), its first column, how many it spans, whether it is a header."""

    lines: list[Line]
    column: int
    width: int
    header: bool


def grid(text: str, lines: list[Line]) -> list[Cell]:
    """The cells of a grid table, in the order of the text."""
    bounds = sorted(
        {0}
        | {
            place - start
            for start, end in lines
            if text[start] == "+"
            for match in _GRID_BORDER.finditer(text, start, end)
            for place in (match.start(), match.end())
        }
    )
    if len(bounds) > _MOST_COLUMNS:
        return [Cell([line], 0, 1, False) for line in lines]
    cells: list[Cell] = []
    open_: dict[int, tuple[int, list[Line]]] = {}  # first column to the column after, and the lines
    for start, end in lines[1:]:
        first = 0
        while first < len(bounds) - 1:
            if first in open_:
                after, gathered = open_[first]
            else:
                after = next(
                    (
                        n
                        for n in range(first + 1, len(bounds))
                        if text[start + bounds[n] : end][:1] in ("|", "+")
                    ),
                    len(bounds) - 1,
                )
                gathered: list[Line] = []
                open_[first] = (after, gathered)
            left, right = start + bounds[first] + 1, min(start + bounds[after], end)
            inside = text[left:right]
            if inside and (not inside.strip("-+") or not inside.strip("=+")):
                cells.append(Cell(gathered, first, after - first, "=" in inside))
                del open_[first]
            elif left < right:
                gathered.append((left, right))
            first = after
    cells.extend(Cell(gathered, first, after - first, False) for first, (after, gathered) in open_.items())
    return sorted((cell for cell in cells if cell.lines), key=lambda cell: cell.lines[0])


def ends_simple(text: str, lines: list[Line], before_blank: bool) -> bool:
    """Whether the last of these lines is the bottom border of the simple table the first one opens."""
    if not _SIMPLE_BORDER.match(text, *lines[-1]):
        return False
    return before_blank or sum(bool(_SIMPLE_BORDER.match(text, *line)) for line in lines[1:]) == 2


def simple(text: str, lines: list[Line]) -> list[Cell]:
    """The cells of a simple table, in the order of the text."""
    top = lines[0][0]
    columns = [match.start() for match in re.finditer("=+", text[top : lines[0][1]])]
    if len(columns) > _MOST_COLUMNS:
        return [Cell([line], 0, 1, False) for line in lines]
    cells: list[Cell] = []
    row: list[Cell] = []
    rows_read = 0

    def end_row() -> None:
        cells.extend(cell for cell in row if cell.lines)
        row.clear()

    for start, end in lines[1:]:
        if start >= end:
            end_row()
        elif _SIMPLE_BORDER.match(text, start, end):
            end_row()
            if cells and not rows_read:
                cells = [cell._replace(header=True) for cell in cells]
            rows_read += 1
        elif _SPAN_LINE.match(text, start, end):
            end_row()
        else:
            slices = _slices(text, start, end, columns)
            if text[start : start + columns[1]].strip() if len(columns) > 1 else True:
                end_row()
            for column, width, left, right in slices:
                if not text[left:right].strip():
                    continue
                known = next((cell for cell in row if cell.column == column), None)
                if known is None:
                    row.append(Cell([(left, right)], column, width, False))
                else:
                    known.lines.append((left, right))
    end_row()
    return cells


def _slices(text: str, start: int, end: int, columns: list[int]) -> list[tuple[int, int, int, int]]:
    """Column, width, start and end of the cells of one line; words across columns show a span."""
    found: list[tuple[int, int, int, int]] = []
    first = 0
    for number in range(1, len(columns) + 1):
        if number < len(columns):
            edge = start + columns[number]
            if edge < end and not text[edge - 1].isspace():
                continue
        left = start + columns[first]
        right = min(start + columns[number], end) if number < len(columns) else end
        if left < right:
            found.append((first, number - first, left, right))
        first = number
    return found


def csv_row(text: str, start: int, end: int) -> list[Line]:
    """The cells of a line of comma-separated values; one whose quotes aren't around it is read with them."""
    found: list[Line] = []
    while start < end and (cell := _CSV_CELL.match(text, start, end)):
        found.append(cell.span(cell.lastindex or 0))
        start = cell.end()
    return found

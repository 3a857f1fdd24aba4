"""Whether a grid table is one to docutils, with the cells that we read.

docutils traces the cells along their borders, each from its upper left corner, and takes a table that the
cells don't fill for literal text. `luxterm.formats.rst_tables` reads any, also while they are drawn.
"""

import re
from bisect import insort

from luxterm.formats.rst_tables import Cell, Line

_MOST_PLACES = 50_000
"""How many places a border may be followed to, before a table is given up."""
_AT_ONCE = 50
"""How many letters of a row are compared as fast as one place is looked at."""
_HEAD = re.compile(r"\+=[=+]+=\+\Z")
_Box = tuple[int, int, int, int]
"""A cell's first and last border: top, left, bottom, right."""


def is_traced(text: str, lines: list[Line], cells: list[Cell]) -> bool:
    """Whether docutils sees the same cells in a table that `is_whole`, whose columns are code points."""
    rows = [text[start:end] for start, end in lines]
    heads = [number for number, row in enumerate(rows) if row[1] == "=" and _HEAD.match(row)]
    if len(heads) > 1 or heads == [len(rows) - 1]:
        return False
    for number in heads:
        rows[number] = rows[number].replace("=", "-")
    boxes = _boxes(rows)
    traced = [
        [(lines[row][0] + left + 1, lines[row][0] + right) for row in range(top + 1, bottom)]
        for top, left, bottom, right in boxes or ()
    ]
    return sorted(each for each in traced if each) == [cell.lines for cell in cells]


def _boxes(rows: list[str]) -> list[_Box] | None:
    """All cells, None if they don't fill the table."""
    last, edge = len(rows) - 1, len(rows[0]) - 1
    reached = [0] * edge  # to which row each column is filled
    corners = [(0, 0)]
    boxes: list[_Box] = []
    tracer = _Tracer(rows)
    while corners:
        top, left = corners.pop(0)
        if top == last or left == edge or top < reached[left]:
            continue
        if not (found := tracer.trace(top, left)):
            return None
        bottom, right = found
        if any(row != top for row in reached[left:right]):
            return None
        reached[left:right] = [bottom] * (right - left)
        boxes.append((top, left, bottom, right))
        insort(corners, (top, right))
        insort(corners, (bottom, left))
    return boxes if all(row == last for row in reached) else None


class _Tracer:
    """Follows the borders of cells, as long as that doesn't take too much."""

    def __init__(self, rows: list[str]) -> None:
        self._rows = rows
        self._left = _MOST_PLACES

    def trace(self, top: int, left: int) -> tuple[int, int] | None:
        """The bottom and right border of the smallest cell with that corner, None if there is none."""
        rows, seen = self._rows, left
        while (right := rows[top].find("+", seen + 1)) > 0 and not rows[top][seen:right].strip("-+"):
            for bottom in range(top + 1, len(rows)):
                row = rows[bottom]
                self._left -= 1
                if row[right] not in "|+" or row[left] not in "|+" or self._left < 0:
                    break
                if row[left] == row[right] == "+":
                    self._left -= (right - left) // _AT_ONCE
                    if not row[left:right].strip("-+"):
                        return bottom, right
            seen = right
        return None

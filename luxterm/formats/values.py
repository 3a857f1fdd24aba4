"""Rows of values that a sign separates, as tables in several formats have them: commas or tabs."""

import re
from collections.abc import Iterator, Sequence

from luxterm.types import COMMA, Tie

_SIGNS = '",;'
_CELL = re.compile(r'(?:[ \t]*+"((?:[^"]|"")*+)"[ \t]*+|[ \t]*+([^,\n]*+))(?:,|$|\n)')
_TAB_CELL = re.compile(r'(?: *+"((?:[^"]|"")*+)" *+| *+([^\t\n]*+))(?:\t|$|\n)')
_LONGEST_ROW = 50
"""Lines of a row of values at most."""

Line = tuple[int, int]
"""Where a line begins and ends."""


def rows(text: str, lines: Sequence[Line], separator: str = ",") -> Iterator[Line]:
    """The rows of values in these lines: what is in quotes may go on in the next ones."""

    def is_open(line: Line) -> bool:
        if text.count('"', *line) % 2 == 0:
            return False
        return any(text.startswith('"', left) for (left, _), _ in row(text, *line, separator))

    number = 0
    while number < len(lines):
        last = number
        if is_open(lines[number]):
            below = range(number + 1, min(number + _LONGEST_ROW, len(lines)))
            last = next((after for after in below if text.count('"', *lines[after]) % 2), number)
        yield lines[number][0], lines[last][1]
        number = last + 1


def row(text: str, start: int, end: int, separator: str = ",") -> list[tuple[Line, Tie]]:
    """The cells of a row of values separated by commas or tabs; quotes that aren't around one are read.

    Each with what new words in it may not have: a sign that would end the cell.
    """
    found: list[tuple[Line, Tie]] = []
    pattern = _TAB_CELL if separator == "\t" else _CELL
    while start < end and (cell := pattern.match(text, start, end)):
        left, right = cell.span(cell.lastindex or 0)
        found.append(((left, right), Tie(left, right, COMMA, unfit='"' if cell.lastindex == 1 else _SIGNS)))
        start = cell.end()
    return found

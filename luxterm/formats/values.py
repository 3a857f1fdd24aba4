"""Rows of values that a sign separates, as tables in several formats have them: commas, tabs, colons."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from luxterm.types import COMMA, Tie

_SIGNS = '",;'
"""What new words may not have, besides the sign itself: programs guess which sign it is."""
_LONGEST_ROW = 50
"""Lines of a row of values at most."""

Line = tuple[int, int]
"""Where a line begins and ends."""


class Kind(NamedTuple):
    """What separates values, and whether one may stand in quotes; else a backslash says it separates none."""

    separator: str
    quotes: bool = True


COMMAS, TABS, COLONS = Kind(","), Kind("\t"), Kind(":", quotes=False)


@lru_cache(maxsize=16)
def _cell(kind: Kind) -> re.Pattern[str]:
    sign = re.escape(kind.separator)
    blank = " " if kind.separator == "\t" else r"[ \t]"
    if not kind.quotes:
        return re.compile(rf"{blank}*+(?P<plain>(?:[^{sign}\\\n]|\\.?)*+)(?:{sign}|$|\n)")
    return re.compile(
        rf'(?:{blank}*+"(?P<quoted>(?:[^"]|"")*+)"{blank}*+|{blank}*+(?P<plain>[^{sign}\n]*+))(?:{sign}|$|\n)'
    )


def rows(text: str, lines: Sequence[Line], kind: Kind = COMMAS) -> Iterator[Line]:
    """The rows of values in these lines: what is in quotes may go on in the next ones."""

    def is_open(line: Line) -> bool:
        if not kind.quotes or text.count('"', *line) % 2 == 0:
            return False
        return any(text.startswith('"', left) for (left, _), _ in row(text, *line, kind))

    number = 0
    while number < len(lines):
        last = number
        if is_open(lines[number]):
            below = range(number + 1, min(number + _LONGEST_ROW, len(lines)))
            last = next((after for after in below if text.count('"', *lines[after]) % 2), number)
        yield lines[number][0], lines[last][1]
        number = last + 1


def row(text: str, start: int, end: int, kind: Kind = COMMAS) -> list[tuple[Line, Tie]]:
    """The cells of a row of values; quotes that aren't around one are read.

    Each with what new words in it may not have: a sign that would end the cell.
    """
    found: list[tuple[Line, Tie]] = []
    pattern = _cell(kind)
    while start < end and (cell := pattern.match(text, start, end)):
        left, right = cell.span(cell.lastgroup or 0)
        unfit = '"' if cell.lastgroup == "quoted" else _SIGNS + kind.separator + "\\" * (not kind.quotes)
        found.append(((left, right), Tie(left, right, COMMA, unfit=unfit)))
        start = cell.end()
    return found

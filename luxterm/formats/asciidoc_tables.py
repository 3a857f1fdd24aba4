"""The tables of AsciiDoc: where their cells are, and in which columns."""

import re
from typing import NamedTuple

_SPEC = re.compile(
    r"(?<![^\s|])(?:(?P<factor>\d{0,3})(?:\.(?P<height>\d{1,3}))?(?P<times>[*+]))?"
    r"(?:[<^>]?(?:\.[<^>])?)(?P<style>[adehlmsv])?\Z"
)
_COLUMNS = re.compile(r"cols=(?:\"([^\"]*)\"|'([^']*)'|([^,\]\s]*))")
_TIMES = re.compile(r"\s*(\d{1,2})\*")
_MOST_COLUMNS = 100


class Cell(NamedTuple):
    """The place of its content, and of itself in the table."""

    start: int
    end: int
    column: int
    width: int
    header: bool


class _Raw(NamedTuple):
    start: int
    end: int
    width: int
    height: int
    style: str


def cells(text: str, start: int, end: int, attributes: str) -> list[Cell]:
    """The cells of a table with its content between `start` and `end`, row by row."""
    raw = _raw(text, start, end)
    if not raw:
        return []
    count = _count(attributes)
    lines = text[start:end].splitlines()[:2]
    on_first = sum(cell.width for cell in raw if cell.start <= start + len(lines[0]))
    has_header = bool(re.search(r"(?<!no)header", attributes))
    if not has_header and "noheader" not in attributes:  # a first line apart
        has_header = len(lines) == 2 and not lines[1].strip() and on_first > 0 and count in (0, on_first)
    count = min(count or on_first or 1, _MOST_COLUMNS)
    found: list[Cell] = []
    taken: dict[int, int] = {}  # column to the row from which it is free again
    row = column = 0
    for cell in raw:
        while column >= count or taken.get(column, 0) > row:
            column += 1
            if column >= count:
                row, column = row + 1, 0
                if len(taken) == count:
                    row = max(row, min(taken.values()))
        is_header = (has_header and row == 0) or cell.style == "h"
        found.append(Cell(cell.start, cell.end, column, cell.width, is_header))
        if cell.height > 1:
            taken.update(dict.fromkeys(range(column, min(column + cell.width, count)), row + cell.height))
        column += cell.width
    return found


def _count(attributes: str) -> int:
    """How many columns the attributes name, 0 if they don't say."""
    named = _COLUMNS.search(attributes)
    if not named:
        return 0
    value = named[1] or named[2] or named[3] or ""
    if value.isdecimal():
        return min(int(value[:3]), _MOST_COLUMNS)
    parts = re.split("[,;]", value)
    return sum(int(times[1]) if (times := _TIMES.match(part)) else 1 for part in parts)


def _raw(text: str, start: int, end: int) -> list[_Raw]:
    bars = _bars(text, start, end)
    if not bars:
        return []
    found: list[_Raw] = []
    for (_, spec, bar), following in zip(bars, [*(begin for begin, _, _ in bars[1:]), end], strict=True):
        factor = int(spec["factor"] or 1) if spec else 1
        spans = spec and spec["times"] == "+"
        height = int(spec["height"] or 1) if spec and spans else 1
        cell = _Raw(
            bar + 1, following, max(factor, 1) if spans else 1, height, (spec["style"] or "") if spec else ""
        )
        found.append(cell)
        if spec and spec["times"] == "*":  # the same content again: it is read once, the place is kept
            found += [cell._replace(start=following)] * (min(factor, _MOST_COLUMNS) - 1)
    return found


def _bars(text: str, start: int, end: int) -> list[tuple[int, "re.Match[str] | None", int]]:
    """Of every bar: where what belongs to it begins, its specification, and where it is."""
    found: list[tuple[int, re.Match[str] | None, int]] = []
    at = text.find("|", start, end)
    while at >= 0:
        if at == start or text[at - 1] != "\\":
            floor = max(start, at - 12, found[-1][2] + 1 if found else start)
            spec = _SPEC.search(text, floor, at)
            found.append((spec.start() if spec else at, spec, at))
        at = text.find("|", at + 1, end)
    return found

"""The tables of AsciiDoc: where their cells are, and in which columns."""

import re
from typing import NamedTuple

from luxterm.formats import values

_SPEC = re.compile(
    r"(?<![^\s|])(?:(?P<factor>\d{0,3})(?:\.(?P<height>\d{1,3}))?(?P<times>[*+]))?"
    r"(?:[<^>]?(?:\.[<^>])?)(?P<style>[adehlmsv])?\Z"
)
_COLUMNS = re.compile(r"cols=(?:\"([^\"]*)\"|'([^']*)'|([^,\]\s]*))")
_TIMES = re.compile(r"\s*(\d{1,2})\*")
_FORMAT = re.compile(r"\bformat=[\"']?(csv|tsv|dsv)\b")
_SEPARATOR = re.compile(r"\bseparator=(?:\"([^\"]+)\"|'([^']+)'|([^,\]\s]+))")
_UNREAD = re.compile(r"//|(?:ifn?def|ifeval|endif|include)::")
_KINDS = {"csv": values.COMMAS, "tsv": values.TABS, "dsv": values.COLONS}
_MOST_COLUMNS = 100


class Cell(NamedTuple):
    """The place of its content, and of itself in the table."""

    start: int
    end: int
    row: int
    column: int
    width: int
    header: bool


class _Raw(NamedTuple):
    start: int
    end: int
    width: int
    height: int
    style: str


def kind(delimiter: str, attributes: str) -> values.Kind | None:
    """What separates a table's values, which are rows on lines; None where bars begin cells."""
    named = _FORMAT.search(attributes)
    by_sign = {",": values.COMMAS, ":": values.COLONS}
    found = by_sign.get(delimiter[0]) or (_KINDS[named[1]] if named else None)
    separator = _separator(attributes)
    return found._replace(separator=separator) if found and len(separator) == 1 else found


def _separator(attributes: str) -> str:
    """The sign that attributes name, "" if they don't."""
    named = _SEPARATOR.search(attributes)
    return (named[1] or named[2] or named[3]).replace("\\t", "\t") if named else ""


def cells(text: str, start: int, end: int, attributes: str) -> list[Cell]:
    """The cells of a table with its content between `start` and `end`, row by row."""
    separator = _separator(attributes)
    if separator not in ("", "|"):
        # A bar is text, and the sign is what a bar is; of several signs we know nothing
        content = text[start:end].replace("|", "x")
        text = content.replace(separator, "|") if len(separator) == 1 else content
        found = _cells(text, 0, len(text), attributes)
        return [cell._replace(start=cell.start + start, end=cell.end + start) for cell in found]
    return _cells(text, start, end, attributes)


def _cells(text: str, start: int, end: int, attributes: str) -> list[Cell]:
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
        found.append(Cell(cell.start, cell.end, row, column, cell.width, is_header))
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
    found: list[_Raw] = []
    # Words before the first bar, or without any, make a cell
    at, first = start, bars[0][0] if bars else end
    for line in text[start:first].splitlines(keepends=True):
        if line.strip() and not _UNREAD.match(line):
            found.append(_Raw(at, first, 1, 1, ""))
            break
        at += len(line)
    ends = [*(begin for begin, _, _ in bars), end][1:]
    for (_, spec, bar), following in zip(bars, ends, strict=True):
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

"""Pandoc's grid tables in Markdown: `+---+---+`, with cells between bars. To CommonMark they are paragraphs.

So such a paragraph is cut into the table's cells, and what was seen of it (emphasis, entities, code) goes
with them. reStructuredText has the same tables: where the cells are, and what is drawn wider for longer
words, is found as there. What isn't drawn right is a paragraph to Pandoc, too.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from luxterm.base import lazy_pattern
from luxterm.formats import rst_cells, rst_layout, rst_tables
from luxterm.formats.builder import Builder, read_text
from luxterm.formats.columns import Columns
from luxterm.types import TOO_WIDE, Document, Mark, Piece, Scope, Segment, Tie

_LINE = lazy_pattern(r"[ \t>]*([+|][^\r\n]*)(?:\r\n?|\n|\Z)")
_TOP = lazy_pattern(r"\+[-=:+]+\+[ \t]*(?=[\r\n])")
_BORDER = lazy_pattern(r"(?m)^[ \t>]*\+[-=:+]+\+[ \t]*\r?$")


class _Part(NamedTuple):
    """A paragraph of a cell: its lines from their words to the border, their ties, and its cell."""

    lines: list[rst_tables.Line]
    ties: list[Tie]
    cell: rst_tables.Cell


def in_cells(document: Document) -> Document:
    """The document with the cells of its grid tables as segments, one for each of their paragraphs."""
    text, found = document.text, list[Segment]()
    within: list[Segment] = []
    parts: list[_Part] = []
    end = 0
    for segment in document.segments:
        start, _ = segment.span
        if start >= end:
            found += _cut(text, within, parts)
            within = []
            parts, end = _parts(text, start)
        (within if parts else found).append(segment)
    return document._replace(segments=(*found, *_cut(text, within, parts)))


def _parts(text: str, start: int) -> tuple[list[_Part], int]:
    """What the cells hold of a table that begins there and is drawn right, and where it ends."""
    lines: list[rst_tables.Line] = []
    at = start if _TOP.match(text, start) else len(text)
    while at < len(text) and (line := _LINE.match(text, at)):
        lines.append((line.start(1), line.start(1) + len(line[1].rstrip())))
        at = line.end()
    if len(lines) < 3:
        return [], start + 1
    end = lines[-1][1]
    # As in reStructuredText: no colons for the alignment, no bottom of a footer
    drawn = _BORDER.sub(lambda row: row[0].replace(":", "=" if "=" in row[0] else "-"), text[start:end])
    body = lines[-1][0] - start
    drawn = drawn[:body] + drawn[body:].replace("=", "-")
    within = [(left - start, right - start) for left, right in lines]
    if not rst_tables.is_whole(drawn, within):
        return [], end
    cells = rst_tables.grid(drawn, within)
    if any(drawn[right] not in "|+" for each in cells for _, right in each.lines):
        return [], end
    ties = {left: Tie(left, right, TOO_WIDE) for each in cells for left, right in each.lines}
    if drawn == text[start:end]:
        ties = rst_layout.grid(drawn, within, cells)
    head = next((left for left, _ in within[:-1] if drawn.startswith("+=", left)), 0)
    moved = rst_layout.Moved(start)
    parts = [
        _Part(
            [(left + start, right + start) for left, right in shown],
            [moved.tie(ties[left]) for left in tied],
            cell._replace(header=shown[0][0] < head),
        )
        for shown, tied, cell in sorted(part for each in cells for part in rst_cells.paragraphs(drawn, each))
    ]
    return parts, end


def _cut(text: str, within: list[Segment], parts: list[_Part]) -> list[Segment]:
    """The parts of a table, of what was seen of it; the texts of images remain as they are."""
    images = [segment for segment in within if segment.scope is Scope.ALT]
    seen = [segment for segment in within if segment.scope is not Scope.ALT]
    if not seen:
        return images
    slots = sorted((*line, number) for number, part in enumerate(parts) for line in part.lines)
    pieces: list[list[Piece]] = [[] for _ in parts]
    marks: list[list[Mark]] = [[] for _ in parts]
    ties: list[list[Tie]] = [[] for _ in parts]
    for piece in chain.from_iterable(segment.pieces for segment in seen):
        parted = _among(slots, piece.start, piece.end)
        # Code, and what else is shown in place of the source, is in one cell only
        for start, end, number in parted if piece.text is None else islice(parted, 1):
            pieces[number].append(Piece(start, end, piece.text))
    for mark in chain.from_iterable(segment.marks for segment in seen):
        for start, end, number in _among(slots, mark.start, mark.end):
            marks[number].append(Mark(start, end, mark.kind))
    for tie in chain.from_iterable(segment.ties for segment in seen):
        if tie.because is not TOO_WIDE:  # of the paragraph
            for _, _, number in _among(slots, tie.start, tie.end):
                ties[number].append(tie)
    builder = Builder(text)
    builder.under, builder.lang = seen[0].under, seen[0].lang
    columns, row = Columns(), -1
    for number, part in enumerate(parts):
        _see(builder, part.lines, pieces[number])
        builder.mark(*marks[number])
        for tie in (*part.ties, *ties[number]):
            builder.tie(tie)
        columns.at(part.cell.column, part.cell.width)
        builder.begins_row = part.cell.row > row
        scope = Scope.HEADER_CELL if part.cell.header else Scope.CELL
        closed = builder.close(scope, seen[0].quoted, columns.header())
        row = max(row, part.cell.row) if closed else row
        if closed and columns.heads(scope):
            columns.head(read_text(text, closed))
    return sorted([*builder.segments, *images], key=lambda each: each.span)


def _among(slots: list[tuple[int, int, int]], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """What a stretch has of each of these, which are sorted and disjoint."""
    at = max(0, bisect_left(slots, (start + 1,)) - 1)
    while at < len(slots) and slots[at][0] < end:
        left, right, number = slots[at]
        if max(left, start) < min(right, end):
            yield max(left, start), min(right, end), number
        at += 1


def _see(builder: Builder, lines: list[rst_tables.Line], pieces: list[Piece]) -> None:
    """The pieces of a part; between two of its lines is white space, at least the bar that ends the first."""
    ends = iter(lines)
    _, end = next(ends)
    for piece in pieces:
        while piece.start >= end:
            if not builder.text[end - 1].isspace():
                builder.put(end, end + 1, " ")
            _, end = next(ends)
        if piece.text is None:
            builder.see(piece.start, piece.end)
        else:
            builder.put(piece.start, piece.end, piece.text)

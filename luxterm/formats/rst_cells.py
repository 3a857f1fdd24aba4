"""The tables of reStructuredText as segments, one for each paragraph of a cell.

`luxterm.formats.rst_tables` finds the cells of a drawn table, `luxterm.formats.rst_layout` what is drawn
wider for a longer word. A table written as a list is read with the lists.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from luxterm.formats import rst_inline, rst_layout, rst_tables, values
from luxterm.formats import rst_syntax as syntax
from luxterm.formats.columns import Columns
from luxterm.formats.rst_walk import Next, Walk
from luxterm.types import Scope

Paragraph = tuple[list[rst_tables.Line], list[int], rst_tables.Cell]
"""Its lines from their first words on, where the cell's lines begin that these are in, and the cell."""
_KEPT, _KEPT_LENGTH = 256, 20_000
"""Tables that are kept as they were read, and code points of one at most."""
Settings = dict[str, tuple[int, int]]
"""A directive's settings: where the value of each is."""
_NONE = 1_000_000
"""Columns to which nothing is deeper."""
_SAID = syntax.TITLED | syntax.WHOLE
_LISTED = (syntax.BULLET, syntax.ENUMERATOR, syntax.FIELD)
"""What may stand before it in the same line."""


class _Drawn(NamedTuple):
    """What a table shows, in the order of the text, and what its cells are tied to."""

    paragraphs: list[Paragraph]
    ties: rst_layout.Ties


def grid(walk: Walk, number: int) -> Next:
    """A grid table, whose drawing begins in line `number`."""
    lines, after, left = list[rst_tables.Line](), number, walk.lines.indents[number]
    while after < walk.lines.count and walk.lines.indents[after] == left:
        end = walk.lines.ends[after]
        drawn = walk.text[walk.lines.starts[after] : end].lstrip()  # white space that indents nothing
        if drawn[0] not in "+|":
            break
        lines.append((end - len(drawn), end))
        after += 1
    _cells(walk, lines, grid=True)
    return after, -1, 0


def simple(walk: Walk, number: int) -> Next:
    """A simple table, whose drawing begins in line `number`; only that line if nothing ends it."""
    left = walk.lines.indents[number]
    lines: list[rst_tables.Line] = []
    borders = after = 0
    for line in range(number, walk.lines.count):
        if 0 <= walk.lines.indents[line] < left:
            break
        # From the table's left edge, not from the line's first word.
        start = _edge(walk, line, left)
        lines.append((start, max(start, walk.lines.ends[line])))
        if line > number and rst_tables.is_simple_border(walk.text, lines[-1]):
            borders += 1
            after = line + 1
            as_wide = lines[-1][1] - lines[-1][0] == lines[0][1] - lines[0][0]
            if borders == 2 or not as_wide or walk.lines.is_blank(after):
                break
    if not borders:
        return number + 1, -1, 0
    del lines[after - number :]
    _cells(walk, lines, grid=False)
    return after, -1, 0


def _edge(walk: Walk, line: int, left: int) -> int:
    """Where a line of a table begins whose left edge is that many columns to the right."""
    first = walk.lines.starts[line]
    lead = max(0, walk.lines.indents[line] - left)
    # A tab has more columns than code points
    return first if walk.text[first - lead : first].strip(" ") else first - lead


def csv(walk: Walk, number: int, indent: int, settings: Settings) -> int:
    """The rows of a `csv-table` from line `number` on. Gives the line after them."""
    columns = Columns()
    after = walk.lines.body_end(number, indent)
    headers = header_rows(walk, settings)
    lines = [settings["header"]] if "header" in settings else []
    headers += len(lines)
    lines += [
        (walk.lines.starts[n], walk.lines.ends[n]) for n in range(number, after) if walk.lines.indents[n] >= 0
    ]
    for row, (start, end) in enumerate(values.rows(walk.text, lines)):
        walk.builder.begins_row = True
        for column, (cell, tie) in enumerate(values.row(walk.text, start, end)):
            columns.at(column)
            walk.builder.tie(tie)
            if (begin := _begin(walk.text, *cell)) < cell[1]:
                rst_inline.see(walk.builder, [(begin, cell[1])])
            walk.close(Scope.HEADER_CELL if row < headers else Scope.CELL, columns)
    return after


def _begin(text: str, start: int, end: int) -> int:
    """Where the words of a cell's line begin; its end if it is code, a target or a comment.

    A cell is a document of its own. Of a directive its argument is read, if that is words.
    """
    first = start
    while mark := next(filter(None, (it.match(text, start, end) for it in _LISTED)), None):
        start = mark.end()  # "- __ name"
    if text.startswith(">>>", start) and text[start + 3 : end][:1] in ("", *syntax.BLANKS):
        return end
    if syntax.TARGET.match(text, start, end):
        return end
    if not text.startswith(".. ", start) or syntax.NOTE.match(text, start, end):
        return first
    if (mark := syntax.DIRECTIVE.match(text, start, end)) and mark[1].lower() in _SAID:
        return mark.end()
    return end


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether what is deeper below a line without words isn't read either: not below a figure."""
    mark = syntax.DIRECTIVE.match(text, start, end)
    return mark is None or mark[1].lower() in syntax.SKIPPED


def header_rows(walk: Walk, settings: Settings) -> int:
    """How many rows of a table are headers, as its directive says."""
    rows = walk.text[slice(*settings.get("header-rows", (0, 0)))]
    return int(rows) if rows.isdecimal() and len(rows) < 4 else 0


def _cells(walk: Walk, lines: list[rst_tables.Line], *, grid: bool) -> None:
    top, end = lines[0][0], lines[-1][1]
    within = tuple((left - top, right - top) for left, right in lines)
    read = _read if end - top <= _KEPT_LENGTH else _read.__wrapped__
    drawn, columns = read(walk.text[top : end + 1], within, grid), Columns()
    moved, row = rst_layout.Moved(top), -1
    for paragraph, tied, cell in drawn.paragraphs:
        columns.at(cell.column, cell.width)
        if cell.row > row:  # a cell of several rows has paragraphs beside later ones
            row, walk.builder.begins_row = cell.row, True
        for line in tied:
            if line in drawn.ties:
                walk.builder.tie(moved.tie(drawn.ties[line]))
        rst_inline.see(walk.builder, [(left + top, right + top) for left, right in paragraph])
        walk.close(Scope.HEADER_CELL if cell.header else Scope.CELL, columns)


@lru_cache(maxsize=_KEPT)
def _read(table: str, lines: tuple[rst_tables.Line, ...], grid: bool) -> _Drawn:
    """What a table shows: it is read once while somebody types elsewhere. Places are from its top."""
    among, layout = list(lines), rst_layout.grid if grid else rst_layout.simple
    cells = rst_tables.grid(table, among) if grid else rst_tables.simple(table, among)
    # Below a cell's first paragraph is its second one, after those beside it
    paragraphs = sorted(part for each in cells for part in _shown(table, each))
    return _Drawn(paragraphs, layout(table, among, cells))


def _shown(text: str, cell: rst_tables.Cell) -> Iterator[Paragraph]:
    """The paragraphs of a cell without what is hidden at their beginning, each with what is deeper.

    That of a comment, or of a directive that isn't read, goes on in the next paragraphs.
    """
    level = _NONE
    for lines, tied, _ in paragraphs(text, cell):
        for first, ((start, end), line) in enumerate(zip(lines, tied, strict=True)):
            depth = start - line
            if depth > level:
                continue
            level, begin = _NONE, _begin(text, start, end)
            if begin < end:
                yield [(begin, end), *lines[first + 1 :]], tied[first:], cell
                break
            if text.startswith(">", start):
                break
            if _goes_on(text, start, end):
                level = depth
        else:
            if syntax.TARGET.match(text, *lines[0]):
                level = _NONE


def paragraphs(text: str, cell: rst_tables.Cell) -> Iterator[Paragraph]:
    """The paragraphs and items of a cell."""
    paragraph: list[rst_tables.Line] = []
    tied: list[int] = []
    for start, end in [*cell.lines, (0, 0)]:
        line = text[start:end]
        inside = line.strip()
        mark = syntax.BULLET.match(inside) if inside and inside[0] in syntax.BULLETS else None
        if paragraph and (not inside or mark):
            yield paragraph, tied, cell
            paragraph, tied = [], []
        begin = start + line.index(inside) + (mark.end() if mark else 0)
        if inside and (not mark or text[begin:end].strip()):
            paragraph.append((begin, end))
            tied.append(start)

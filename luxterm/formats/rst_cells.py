"""The tables of reStructuredText as segments, one for each paragraph of a cell.

`luxterm.formats.rst_tables` finds the cells of a drawn table, `luxterm.formats.rst_layout` what is drawn
wider for a longer word. A table written as a list is read with the lists.
"""

from collections.abc import Iterator

from luxterm.formats import rst_inline, rst_layout, rst_tables
from luxterm.formats import rst_syntax as syntax
from luxterm.formats.columns import Columns
from luxterm.formats.rst_walk import Next, Walk
from luxterm.types import Scope

_Paragraph = tuple[list[rst_tables.Line], list[int], rst_tables.Cell]
"""Its lines from their first words on, where the cell's lines begin that these are in, and the cell."""
Settings = dict[str, tuple[int, int]]
"""A directive's settings: where the value of each is."""
_LISTED = (syntax.BULLET, syntax.ENUMERATOR, syntax.FIELD)
"""What may stand before it in the same line."""
_SHOWN = (syntax.DIRECTIVE, syntax.NOTE, syntax.SUBSTITUTION)


def grid(walk: Walk, number: int) -> Next:
    """A grid table, whose drawing begins in line `number`."""
    after, left = number, walk.lines.indents[number]
    while (
        after < walk.lines.count
        and walk.lines.indents[after] >= left
        and walk.text[_edge(walk, after, left)] not in " \t"  # to docutils nothing else indents
        and walk.text[walk.lines.starts[after]] in "+|"
    ):
        after += 1
    lines = list(zip(walk.lines.starts[number:after], walk.lines.ends[number:after], strict=True))
    cells = rst_tables.grid(walk.text, lines)
    _cells(walk, cells, rst_layout.grid(walk.text, lines, cells))
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
    cells = rst_tables.simple(walk.text, lines)
    _cells(walk, cells, rst_layout.simple(walk.text, lines, cells))
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
    for row, (start, end) in enumerate(lines):
        for column, (cell, tie) in enumerate(rst_tables.csv_row(walk.text, start, end)):
            columns.at(column)
            walk.builder.tie(tie)
            if not _is_hidden(walk.text, *cell):
                rst_inline.see(walk.builder, [cell])
            walk.close(Scope.HEADER_CELL if row < headers else Scope.CELL, columns)
    return after


def _is_hidden(text: str, start: int, end: int) -> bool:
    """Whether what begins there is code, a target or a comment: a cell is a document of its own."""
    while mark := next(filter(None, (it.match(text, start, end) for it in _LISTED)), None):
        start = mark.end()  # "- __ name"
    if text.startswith(">>>", start):
        return text[start + 3 : end][:1] in ("", " ")
    if syntax.TARGET.match(text, start, end):
        return True
    return text.startswith(".. ", start) and not any(it.match(text, start, end) for it in _SHOWN)


def header_rows(walk: Walk, settings: Settings) -> int:
    """How many rows of a table are headers, as its directive says."""
    rows = walk.text[slice(*settings.get("header-rows", (0, 0)))]
    return int(rows) if rows.isdecimal() and len(rows) < 4 else 0


def _cells(walk: Walk, cells: list[rst_tables.Cell], ties: rst_layout.Ties) -> None:
    columns = Columns()
    # Below a cell's first paragraph is its second one, after those beside it
    for paragraph, tied, cell in sorted(part for each in cells for part in _shown(walk.text, each)):
        columns.at(cell.column, cell.width)
        for line in tied:
            if line in ties:
                walk.builder.tie(ties[line])
        rst_inline.see(walk.builder, paragraph)
        walk.close(Scope.HEADER_CELL if cell.header else Scope.CELL, columns)


def _shown(text: str, cell: rst_tables.Cell) -> Iterator[_Paragraph]:
    """The paragraphs of a cell without what is hidden in them."""
    for paragraph, tied, _ in _paragraphs(text, cell):
        hidden = _hidden_lines(text, paragraph, tied)
        if hidden < len(paragraph):
            yield paragraph[hidden:], tied[hidden:], cell


def _hidden_lines(text: str, paragraph: list[rst_tables.Line], tied: list[int]) -> int:
    """How many lines of a cell's paragraph are code, targets or comments, each with what is deeper."""
    deep = [begin - line for (begin, _), line in zip(paragraph, tied, strict=True)]
    hidden = 0
    while hidden < len(deep) and _is_hidden(text, *paragraph[hidden]):
        if text.startswith(">", paragraph[hidden][0]):
            return len(deep)
        below = range(hidden + 1, len(deep))
        hidden = next((line for line in below if deep[line] <= deep[hidden]), len(deep))
    return hidden


def _paragraphs(text: str, cell: rst_tables.Cell) -> Iterator[_Paragraph]:
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

"""The blocks of reStructuredText: paragraphs, sections' titles, lists, and what else begins on a line.

`block` looks at how a line begins and reads what begins there. A list item and a field have a
body: they open it and leave the rest of their line to the next call.
"""

from luxterm.formats import rst_cells, rst_inline, rst_tables
from luxterm.formats import rst_syntax as syntax
from luxterm.formats.rst_directives import explicit, other_name
from luxterm.formats.rst_walk import Next, Walk
from luxterm.text.width import width
from luxterm.types import Message, Scope, Tie

_OPTION = Message("in-columns")
"""Why nothing is replaced in what fewer words might make a program's option: "-a long name  what it does"."""


def block(walk: Walk, number: int, start: int, indent: int) -> Next:
    """Reads what begins at `start` in line `number`."""
    text, end = walk.text, walk.lines.ends[number]
    sign = text[start]
    if sign == "." and _is_explicit(text, start, end):
        return explicit(walk, number, start, indent)
    mark = syntax.BULLET.match(text, start, end) if sign in syntax.BULLETS else None
    if not mark and (mark := syntax.ENUMERATOR.match(text, start, end)) and not _is_enumerated(walk, number):
        mark = None
    if mark:
        return _item(walk, number, mark.end(), indent, indent + mark.end() - start)
    if sign == ":" and (mark := syntax.FIELD.match(text, start, end)):
        walk.emit(*mark.span(1), Scope.TERM)
    elif sign in "-/":
        mark = syntax.OPTION.match(text, start, end)
        if mark and mark.end() == end and not walk.lines.is_deeper(number + 1, indent):
            mark = None
    if mark:
        walk.open(number, indent, Scope.DEFINITION)
        return walk.rest(number, mark.end(), indent + mark.end() - start)
    return _other(walk, number, start)


def _other(walk: Walk, number: int, start: int) -> Next:
    """What neither bears a mark of lists nor begins with two full stops."""
    text, end = walk.text, walk.lines.ends[number]
    sign = text[start]
    if sign == ">" and text.startswith(">>>", start) and _ends_mark(text, start + 3, end):
        return walk.lines.blank_after(number, walk.body.low), -1, 0
    if sign == "|" and _ends_mark(text, start + 1, end):
        return _line_block(walk, number, start)
    if sign == "+" and rst_tables.GRID_TOP.match(text, start, end):
        return rst_cells.grid(walk, number)
    if sign == "=" and rst_tables.SIMPLE_TOP.match(text, start, end):
        return rst_cells.simple(walk, number)
    if sign == "_" and syntax.TARGET.match(text, start, end):
        other_name(walk, start, end)
        return number + 1, -1, 0
    if not sign.isalnum() and syntax.LINE.match(text, start, end):
        return _line(walk, number, start)
    return _paragraph(walk, number, start)


def _item(walk: Walk, number: int, start: int, indent: int, inner: int) -> Next:
    outer = walk.body
    if start < walk.lines.ends[number]:
        body = walk.push(indent + 1, inner, Scope.ITEM)
    else:
        body = walk.open(number, indent, Scope.ITEM)
    if (table := outer.table) and outer.level < 2:
        body.table, body.level = table, outer.level + 1
        if body.level == 1:
            table.in_header = table.columns.row() < table.headers
            walk.builder.begins_row = True
        else:
            table.columns.cell()
            body.scope = Scope.HEADER_CELL if table.in_header else Scope.CELL
    return walk.rest(number, start, inner)


def _is_enumerated(walk: Walk, number: int) -> bool:
    """Whether a line is an item as docutils has it: the next is blank, indented or the item after it."""
    lines, after = walk.lines, number + 1
    if after >= lines.count or lines.indents[after] != lines.indents[number]:
        return True
    below = walk.text[lines.starts[after] : lines.ends[after]].split(maxsplit=1)
    if len(below) < 2 or not syntax.ENUMERATOR.match(below[0]):
        return False  # only the last one may have nothing in it
    return syntax.follows(walk.text[lines.starts[number] : lines.ends[number]].split(maxsplit=1)[0], below[0])


def _paragraph(walk: Walk, number: int, start: int) -> Next:
    """A paragraph, a section's title or a definition list's term."""
    text, lines, body = walk.text, walk.lines, walk.body
    after = number + 1
    if text[start] in "-/" and (
        "  " in text[start : lines.ends[number]] or lines.is_deeper(after, lines.indents[number])
    ):
        walk.builder.tie(Tie(start, lines.ends[number], _OPTION))
    if body.glossary:  # several terms may have one definition
        walk.builder.tie(Tie(start, lines.ends[number], rst_inline.NAMES))
        walk.emit(start, lines.ends[number], Scope.TERM)
        walk.push(lines.indents[number] + 1, None, Scope.DEFINITION)
        return after, -1, 0
    if after < lines.count and (indent := lines.indents[after]) >= 0:
        ends = lines.ends[after]
        base = lines.indents[number] if body.base is None else body.base
        if indent == lines.indents[number] and syntax.LINE.match(text, lines.starts[after], ends):
            if _may_underline(ends - lines.starts[after], text[start : lines.ends[number]]):
                walk.title(start, lines.ends[number], after)
                return after + 1, -1, 0
        if body.base is not None and indent > base:
            walk.emit(start, lines.ends[number], Scope.TERM)
            walk.open(number, base, Scope.DEFINITION)
            return after, -1, 0
        while after < lines.count and body.low <= (indent := lines.indents[after]):
            if body.base is None:
                body.base = indent
            elif indent > body.base or (indent < body.base and _is_outdented_block(walk, after)):
                break
            after += 1
    end = lines.ends[after - 1]
    if not text.startswith("::", end - 2, end) or end - 2 < start:
        walk.emit(start, end)
        return after, -1, 0
    # What follows is literal; of the colons one is shown, or none if they are set apart.
    apart = end - 2 in (start, lines.starts[after - 1]) or text[end - 3] in syntax.BLANKS
    walk.emit(start, end - 2 if apart else end - 1)
    base = body.low if body.base is None else body.base
    return lines.literal_end(after, min(base, lines.indents[after - 1])), -1, 0


def _is_explicit(text: str, start: int, end: int) -> bool:
    """Whether a line begins with the two full stops of directives, targets and comments."""
    return text.startswith("..", start) and _ends_mark(text, start + 2, end)


def _ends_mark(text: str, at: int, end: int) -> bool:
    """Whether a mark of a block ends there, before its words or at the end of its line."""
    return at == end or text[at] in syntax.BLANKS


def _is_outdented_block(walk: Walk, number: int) -> bool:
    """Whether a line that isn't as far indented as the item's text before it is no text, as its mark says.

    To docutils every such line ends the item. Here text goes on with the item's, which is what was meant.
    """
    text, start, end = walk.text, walk.lines.starts[number], walk.lines.ends[number]
    if walk.lines.indents[number - 1] < (walk.body.base or 0) or text[start].isalnum():
        return False
    return (
        _is_explicit(text, start, end)
        or text.startswith(">>>", start)
        or syntax.TARGET.match(text, start, end) is not None
        or rst_tables.GRID_TOP.match(text, start, end) is not None
        or rst_tables.SIMPLE_TOP.match(text, start, end) is not None
    )


def _may_underline(long: int, title: str) -> bool:
    """Whether a line of this length may be a title's: if it is short, the title has to be as short."""
    return long >= 4 or long >= width(title)


def _line(walk: Walk, number: int, start: int) -> Next:
    """A line of signs: a title's overline, a transition, or text."""
    text, lines = walk.text, walk.lines
    end = lines.ends[number]
    rule = text[start:end]
    below = number + 2
    if below < lines.count and lines.indents[number + 1] >= 0 and lines.indents[below] >= 0:
        lead = " " * max(0, lines.indents[number + 1] - lines.indents[number])
        title = lead + text[lines.starts[number + 1] : lines.ends[number + 1]]
        if text[lines.starts[below] : lines.ends[below]] == rule and _may_underline(len(rule), title):
            walk.title(lines.starts[number + 1], lines.ends[number + 1], number, below)
            return below + 1, -1, 0
    if len(rule) >= 4:
        return number + 1, -1, 0
    return _paragraph(walk, number, start)


def _line_block(walk: Walk, number: int, start: int) -> Next:
    """Lines that read on, up to one with nothing on it; markup ends with its line."""
    lines = walk.lines
    indent, end = lines.indents[number], 0
    while True:
        if end:
            walk.builder.see(end, start)
        number += 1
        while number < lines.count and lines.indents[number] > indent:
            number += 1  # a line that goes on
        end = lines.ends[number - 1]
        if start + 1 == end:
            break
        rst_inline.see(walk.builder, [(start + 1, end)])
        if number == lines.count or lines.indents[number] != indent:
            break
        start = lines.starts[number]
        if walk.text[start] != "|":
            break
    walk.close(walk.body.scope, None)
    return number, -1, 0

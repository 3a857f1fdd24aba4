"""What begins with two dots in reStructuredText: directives, footnotes, targets and comments.

A directive whose content is text opens a body, so that what follows is read like any other; of the others
only a title and what an image shows are read (`luxterm.formats.rst_syntax` has their names).
"""

from luxterm.formats import rst_cells, rst_inline
from luxterm.formats import rst_syntax as syntax
from luxterm.formats.columns import Columns
from luxterm.formats.rst_walk import ListTable, Next, Walk
from luxterm.types import Scope, Tie

_SHOWN = {"alt": Scope.ALT, "subtitle": Scope.CAPTION}
"""The settings of directives that are shown; none has both."""


def explicit(walk: Walk, number: int, start: int, indent: int) -> Next:
    """What begins with two dots."""
    text, lines = walk.text, walk.lines
    end = lines.ends[number]
    if mark := syntax.NOTE.match(text, start, end):
        if mark[1][0].isalpha():
            walk.builder.tie(Tie(*mark.span(1), rst_inline.NAMES))
            walk.emit(*mark.span(1), Scope.TERM)  # a citation's label is shown
        walk.open(number, indent, Scope.FOOTNOTE)
        return walk.rest(number, mark.end(), indent + mark.end() - start)
    if mark := syntax.DIRECTIVE.match(text, start, end):
        return _directive(walk, mark[1].lower(), number, mark.end(), indent)
    after = number + 1
    if start + 2 < end or not lines.is_blank(after):
        after = lines.body_end(after, indent)
    if syntax.TARGET.match(text, start, end):
        after = min(after, lines.blank_after(number))  # an indented text below is a block of its own
        other_name(walk, start, lines.ends[after - 1])
    elif not syntax.SUBSTITUTION.match(text, start, end):
        last = after - 1
        while lines.indents[last] < 0:
            last -= 1
        walk.builder.comment(start, lines.ends[last], walk.builder.text[start + 2 : lines.ends[last]])
    return after, -1, 0


def other_name(walk: Walk, start: int, end: int) -> None:
    """A target, in one line or more, may be another name for what has one already."""
    if walk.text.endswith("_", start, end) and (name := syntax.OTHER_NAME.search(walk.text, start, end)):
        walk.builder.names.add(rst_inline.name_of(name[1] or name[2]))


def _directive(walk: Walk, name: str, number: int, start: int, indent: int) -> Next:
    lines = walk.lines
    end = lines.ends[number]
    if name in syntax.WHOLE and start < end:
        walk.open(number, indent, walk.body.scope, name in syntax.QUOTES)
        return walk.rest(number, start, indent + 1)
    settings: rst_cells.Settings = {}
    last = ""
    after = number + 1
    argument_end = end
    if setting := syntax.FIELD.match(walk.text, start, end):  # ".. csv-table:: :header: Term"
        last, argument_end = rst_inline.name_of(setting[1]), start
        settings[last] = (setting.end(), end)
    while not lines.is_blank(after) and lines.indents[after] > indent:
        if setting := syntax.FIELD.match(walk.text, lines.starts[after], lines.ends[after]):
            last = rst_inline.name_of(setting[1])
            settings[last] = (setting.end(), lines.ends[after])
        elif not settings and (name in syntax.NAMED or (name in syntax.TITLED and start < end)):
            argument_end = lines.ends[after]  # which may be on several lines
        elif not settings or name in syntax.WHOLE:
            break
        else:
            settings[last] = (settings[last][0], lines.ends[after])
        after += 1
    if name in syntax.TITLED and start < argument_end:
        walk.emit(start, argument_end, Scope.CAPTION)
    if name == "csv-table":
        return rst_cells.csv(walk, after, indent, settings), -1, 0
    for setting in settings.keys() & _SHOWN.keys():
        walk.emit(*settings[setting], _SHOWN[setting])
    if name in syntax.SKIPPED or ":" in name:
        return lines.body_end(after, indent), -1, 0
    scope = Scope.CAPTION if name == "figure" else walk.body.scope
    body = walk.open(number, indent, scope, name in syntax.QUOTES)
    body.glossary = name == "glossary"
    if name == "list-table":
        body.table = ListTable(Columns(), rst_cells.header_rows(walk, settings))
    return after, -1, 0

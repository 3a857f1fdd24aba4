"""Where the reader of a reStructuredText document is, and what it has read so far.

The readers of blocks, directives and tables share one `Walk`. It keeps a stack of the bodies that the line
at hand is in (an item in a quotation in a note), which indentation opens and ends, and hands what is read
to the `Builder`.
"""

from dataclasses import dataclass

from luxterm.formats import rst_inline
from luxterm.formats.builder import Builder, read_text
from luxterm.formats.columns import Columns
from luxterm.formats.rst_lines import Lines, without_feeds
from luxterm.formats.templates import templates
from luxterm.types import JOINS_LINES, Scope, Segment, Tie

Next = tuple[int, int, int]
"""The line to go on with; and where more of that line is to be read, from where, else -1; and with
what indentation."""


@dataclass(slots=True)
class ListTable:
    """A table that is written as a list of lists."""

    columns: Columns
    headers: int  # rows that are headers
    in_header: bool = False


@dataclass(slots=True)
class Body:
    """What is at some indentation: an item, a note's body, a block quote."""

    low: int  # lines indented less end it
    base: int | None  # its own indentation; None if no line shows it yet
    scope: Scope
    quoted: bool
    table: ListTable | None = None
    level: int = 0  # in a list table: 1 in a row, 2 in a cell
    glossary: bool = False  # whose terms other documents refer to


class Walk:
    """One document being read."""

    __slots__ = ("_bodies", "builder", "lines", "text")

    def __init__(self, text: str) -> None:
        self.text = without_feeds(text)
        self.lines = Lines(self.text)
        self.builder = Builder(text, templates(text))
        self.builder.roles = rst_inline.own_roles(self.text)
        self._bodies = [Body(0, 0, Scope.PARAGRAPH, False)]

    @property
    def body(self) -> Body:
        """The innermost body that the line at hand is in."""
        return self._bodies[-1]

    def enter(self, indent: int) -> None:
        """Goes to the body of a line with this indentation."""
        bodies = self._bodies
        while indent < bodies[-1].low:
            bodies.pop()
        body = bodies[-1]
        if body.base is None or indent < body.base:
            body.base = indent
        elif indent > body.base:
            self.push(indent, indent, body.scope, quoted=True)

    def push(self, low: int, base: int | None, scope: Scope, quoted: bool = False) -> Body:
        """A body begins in the one at hand."""
        body = Body(low, base, scope, quoted or self._bodies[-1].quoted)
        self._bodies.append(body)
        return body

    def emit(self, start: int, end: int, scope: Scope | None = None) -> None:
        """A segment from `start` to `end`, of the body's own scope if none is named."""
        body = self._bodies[-1]
        rst_inline.see(self.builder, [(start, end)])
        self.close(scope or body.scope, body.table.columns if body.table and body.level == 2 else None)

    def close(self, scope: Scope, columns: Columns | None) -> Segment | None:
        """The segment that is being read ends; `columns` is the table whose cell it is in."""
        column = columns.header() if columns else ""
        segment = self.builder.close(scope, self._bodies[-1].quoted, column)
        if columns and segment:
            if columns.heads(scope):
                columns.head(read_text(self.text, segment))
        return segment

    def title(self, start: int, end: int, *rules: int) -> None:
        """A section's title, and the numbers of the lines that are drawn above and below it."""
        text, ends = self.text, self.lines.ends
        signs = tuple((ends[line], text[ends[line] - 1]) for line in rules)
        self.builder.tie(Tie(start, end, grows=signs))
        self.builder.tie_named(start, end)
        self.emit(start, end, Scope.HEADING)

    def open(self, number: int, indent: int, scope: Scope, quoted: bool = False) -> Body:
        """A body begins in line `number`, whose indentation the lines below show, as docutils has it.

        If only the next line shows it, no fix may take that line away.
        """
        lines, below = self.lines, number + 1
        base = lines.body_indent(below, indent)
        if base is not None and lines.indents[below] == base < (lines.body_indent(below + 1, indent) or 0):
            self.builder.tie(Tie(lines.ends[number], lines.starts[below], JOINS_LINES, unfit=""))
        return self.push(indent + 1, base, scope, quoted)

    def rest(self, number: int, start: int, indent: int) -> Next:
        """The rest of a line, if there is one: from here on the line begins there.

        It is indented like the body at hand if lines below show how far that is.
        """
        lines, base = self.lines, self.body.base
        if start >= lines.ends[number]:
            return number + 1, -1, 0
        lines.starts[number] = start
        lines.indents[number] = indent if base is None else base
        return number, start, lines.indents[number]

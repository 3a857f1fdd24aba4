"""A LaTeX table: which column a cell is in, and whether the first row is a header."""

import re

from luxterm.formats.builder import Builder, read_text
from luxterm.formats.columns import Columns
from luxterm.types import Scope

_RULE = re.compile(
    r"(?:\s|%[^\n]*\n){0,20}\\(?:[ch]line|(?:c?mid|bottom|specialc?)rule|end(?:first)?head)(?![A-Za-z])"
)
"""A line after a row, which makes the first row a header."""
_BESIDE = r"(?:[@!<>]\{[^{}]{0,200}\}|[|\s]){0,20}"
_ONE_COLUMN = re.compile(rf"\{{{_BESIDE}[A-Za-z](?:\{{[^{{}}]{{0,200}}\}})?{_BESIDE}\}}")


def is_one_column(columns: str) -> bool:
    """Whether the columns of a table, as its argument has them, are only one."""
    return bool(_ONE_COLUMN.fullmatch(columns))


class Table:
    """One table, reported cell by cell. Cells that span rows have empty ones below them."""

    __slots__ = ("_begins_row", "_column", "_columns", "_first", "_is_first", "width")

    def __init__(self) -> None:
        self._columns = Columns()
        self._column = 0
        self._begins_row = self._is_first = True
        self._first: list[tuple[int, int, int]] = []  # of its segments: number, column, width
        self.width = 1
        """How many columns the cell takes."""

    def close(self, builder: Builder, quoted: bool) -> None:
        """The cell's segment ends."""
        self._columns.at(self._column, self.width)
        if self._begins_row:
            self._begins_row, builder.begins_row = False, True
        if builder.close(Scope.CELL, quoted, self._columns.header()) and self._is_first:
            self._first.append((len(builder.segments) - 1, self._column, self.width))

    def cell(self) -> None:
        """The next cell begins."""
        self._column += self.width
        self.width = 1

    def row(self, builder: Builder, at: int) -> None:
        """A row has ended at this place of the text."""
        if self._first and self._is_first:
            self._is_first = False
            if _RULE.match(builder.text, at):
                self._make_header(builder)
        self._column, self.width = 0, 1
        self._begins_row = True

    def _make_header(self, builder: Builder) -> None:
        for number, column, width in self._first:
            segment = builder.segments[number] = builder.segments[number]._replace(scope=Scope.HEADER_CELL)
            self._columns.at(column, width)
            if self._columns.heads(segment.scope):
                self._columns.head(read_text(builder.text, segment))

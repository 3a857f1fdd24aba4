"""Tables of Markdown: the heads of their columns, and in which of them a cell is."""

from luxterm.formats.builder import read_text
from luxterm.types import Scope, Segment

_CODE = 4
"""Columns that a row is indented, more than its table, for GitHub to take it for code."""


class Table:
    """One table after another, of which a cell has one column."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._heads: list[str] = []
        self._margin = 0  # how far the table is indented
        self._at = 0

    def begin(self, at: int, *, contained: bool) -> None:
        """The row of the heads begins at a place; `contained` in a list or the like."""
        self._heads = []
        self._margin = self._indentation(at) if contained else 0

    def is_code(self, at: int) -> bool:
        """Whether the row that begins at a place is code to GitHub: far more indented than its table."""
        return self._indentation(at) >= self._margin + _CODE

    def first(self) -> None:
        """What follows is in the first column, or in none."""
        self._at = 0

    def end_cell(self, cell: Segment | None, scope: Scope) -> None:
        """A cell ends."""
        self._at += 1
        if scope is Scope.HEADER_CELL:
            self._heads.append(read_text(self._text, cell) if cell else "")

    def head(self, scope: Scope) -> str:
        """What heads the column that a segment is in, "" if it is no cell or nothing does."""
        return self._heads[self._at] if scope is Scope.CELL and self._at < len(self._heads) else ""

    def _indentation(self, at: int) -> int:
        """How many columns are before what begins at a place, at the most."""
        line = self._text[self._text.rfind("\n", 0, at) + 1 : at]
        return len(line.expandtabs(4)) if line else 0

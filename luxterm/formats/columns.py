"""Which column of a table a cell is in, and what its header says."""

from luxterm.types import Scope

_MOST_COLUMNS = 100
_LONGEST_HEADER = 200


class Columns:
    """One table, reported row by row and cell by cell. Columns beyond the hundredth have no header."""

    __slots__ = ("_column", "_has_body", "_headers", "_row", "_taken", "_width")

    def __init__(self) -> None:
        self._headers: dict[int, str] = {}
        self._taken: dict[int, int] = {}  # column to the row from which it is free again
        self._row = -1
        self._column = 0
        self._width = 0
        self._has_body = False

    def row(self) -> int:
        """A row begins. Gives its number, from 0."""
        self._row += 1
        self._column = self._width = 0
        return self._row

    def cell(self, width: int = 1, height: int = 1) -> None:
        """The row's next cell begins; those that reach down from rows above are passed over."""
        column = self._column + self._width
        while column < _MOST_COLUMNS and self._taken.get(column, -1) > self._row:
            column += 1
        self._column, self._width = column, width
        if height > 1:
            for spanned in range(column, min(column + width, _MOST_COLUMNS)):
                self._taken[spanned] = self._row + height

    def at(self, column: int, width: int = 1) -> None:
        """The next cell is the one in this column."""
        self._column, self._width = column, width

    def header(self) -> str:
        """What the headers above this cell say."""
        return self._headers.get(self._column, "")

    def heads(self, scope: Scope) -> bool:
        """Whether this cell, in which something was read, is a header.

        Those above the first cell of another kind are.
        """
        if scope is not Scope.HEADER_CELL:
            self._has_body = True
        return not self._has_body

    def head(self, words: str) -> None:
        """The cell is a header with these words."""
        for column in range(self._column, min(self._column + self._width, _MOST_COLUMNS)):
            old = self._headers.get(column, "")
            if len(old) < _LONGEST_HEADER:
                self._headers[column] = f"{old} {words}".lstrip()

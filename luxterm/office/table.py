"""Cells of a table: where each is, and what its column is about."""

from collections.abc import Callable

from luxterm.office.anchored import AnchoredText
from luxterm.office.places import Where, cell
from luxterm.types import Message, Scope

_MOST_COLUMNS = 100
"""Wider than any table."""


class Table:
    """One table, read cell by cell. Its first row has the headers of the columns below."""

    def __init__(self, anchored: AnchoredText, called: Message) -> None:
        self._anchored = anchored
        self._called = called
        self._columns: dict[int, str] = {}
        self._row = 0

    def cell(
        self, row: int, column: int, header: bool, read: Callable[[Where], None], width: int = 1
    ) -> None:
        """Reads a cell that is so many columns wide; rows and columns count from 1."""
        scope = Scope.HEADER_CELL if header else Scope.CELL
        if row > self._row:
            self._row, self._anchored.begins_row = row, True
        before = len(self._anchored.bodies)
        read(Where(cell(self._called, row, column), scope, "" if header else self._columns.get(column, "")))
        if row == 1 and (words := " ".join(self._anchored.bodies[before:])):
            self._columns.update(dict.fromkeys(range(column, column + min(width, _MOST_COLUMNS)), words))

"""The tables of Rich Text Format: a cell after another, and what ends each."""

from luxterm.formats.columns import Columns
from luxterm.office.extracted import ExtractedText
from luxterm.office.places import Places, cell
from luxterm.types import Mark, Message, Scope


class Tables:
    """The tables of a document in their order. Nothing says where one begins: paragraphs come between."""

    def __init__(self, extracted: ExtractedText, places: Places) -> None:
        self.headed = False
        """Whether the row that is being read has the headers of the columns."""
        self._extracted = extracted
        self._places = places
        self._columns = Columns()
        self._place: Message | None = None
        self._row = self._cell = 0

    def end(self) -> None:
        """A paragraph that is in no table has been read: the next cell is in another table."""
        self._place = None

    def read(self, words: str, marks: list[Mark], ended_by: str) -> None:
        """A paragraph of a cell, and the control word at its end: "cell", "row" or another."""
        if self._place is None:
            self._columns, self._place = Columns(), self._places.table()
            self._row = self._cell = 0
        if self._cell == 0:
            self._row += 1
            self._cell = 1
            self._columns.row()
            self._columns.cell()
            self._extracted.begins_row = True
        scope = Scope.HEADER_CELL if self.headed else Scope.CELL
        place = cell(self._place, self._row, self._cell)
        self._extracted.add(words, place, scope, column=self._columns.header(), marks=marks)
        if self._columns.heads(scope):
            self._columns.head(" ".join(words.split()))
        if ended_by == "cell":
            self._cell += 1
            self._columns.cell()
        elif ended_by == "row":
            self._cell = 0

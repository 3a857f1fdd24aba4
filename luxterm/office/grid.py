"""A sheet of cells, reported row by row: which row is its header, and how to say where each cell is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from functools import lru_cache

from luxterm.office.extracted import Enough, ExtractedText
from luxterm.system.limits import in_proportion
from luxterm.types import Message, Scope, figure

CELLS = 2_000_000
"""The most cells with text that are read of one file."""
_CELLS_OF_A_SMALL_FILE, _CELLS_PER_BYTE = 250_000, 0.5
CELLS_UNCOMPARED = 5_000
"""Cells with text from which on it matters whether they have the same words."""
PLACES_NAMED = 1_000
"""The cells of a column with the same words that are read one by one; of the others, the first for all."""
_NONE: Mapping[int, Sequence[str]] = {}
_NOTHING = nullcontext()


class Grid:
    """One sheet. Its header is the first row of several cells, if all of them are words."""

    def __init__(self, extracted: ExtractedText, place: Callable[[int, int], Message]) -> None:
        """`place` names a cell by its row and column, both from 1."""
        self._extracted = extracted
        self._place = place
        self._headers: dict[int, str] | None = None
        self._most = in_proportion(_CELLS_OF_A_SMALL_FILE, _CELLS_PER_BYTE, CELLS)
        self._stood_for = 0
        """Cells that others stand for."""
        self._times: dict[tuple[str, str], int] = {}
        """How often words came in cells under a header, since the last comment addressed to luxterm."""
        self._comments = extracted.comments
        self._same: dict[tuple[str, str], tuple[int, Message]] = {}
        """Of words that came often: the segment that represents more cells, and the place of its own."""

    @property
    def undecided(self) -> bool:
        """Whether cells with numbers matter, to tell which row is the header."""
        return self._headers is None

    def row(
        self,
        number: int,
        cells: Iterable[tuple[int, str | None]],
        comments: Mapping[int, Sequence[str]] = _NONE,
    ) -> None:
        """A row's number and its cells that aren't empty: column, and words or None if it has none.

        `comments` are by column, also of empty cells: those addressed to luxterm apply to their
        cell, others are passed over.
        """
        cells = list(cells)
        heads = False
        if self._headers is None and len(cells) > 1:
            heads = all(words is not None and not _is_number(words) for _, words in cells)
            self._headers = (
                {at: " ".join((words or "").split())[:200] for at, words in cells} if heads else {}
            )
        headers = self._headers or {}
        if comments:
            cells = sorted({**dict.fromkeys(comments), **dict(cells)}.items())
        self._extracted.begins_row = True
        for at, words in cells:
            with self._extracted.commented(comments[at]) if at in comments else _NOTHING:
                if words and not _is_number(words):
                    scope = Scope.HEADER_CELL if heads else Scope.CELL
                    column = "" if heads else headers.get(at, "")
                    many = self._extracted.segments > CELLS_UNCOMPARED and not heads and at not in comments
                    if not many or not self._again(words, column, number, at):
                        self._extracted.add(words, self._place(number, at), scope, column=column)
        if self._extracted.segments + self._stood_for > self._most:
            raise Enough(Message("too-many-cells", (figure(self._most),)), self._extracted.document)

    def _again(self, words: str, column: str, row: int, at: int) -> bool:
        """Whether the words came so often in the column that a cell before this one stands for it."""
        if self._comments != self._extracted.comments:  # what is kept and what isn't may be others from here
            self._comments = self._extracted.comments
            self._times.clear()
            self._same.clear()
        key = words, column
        times = self._times[key] = self._times.get(key, 0) + 1
        if times <= PLACES_NAMED:
            return False
        if times == PLACES_NAMED + 1:
            self._same[key] = self._extracted.segments, self._place(row, at)
            return False
        self._stood_for += 1
        segment, first = self._same[key]
        self._extracted.replaced(
            segment, Message("and-more-cells", (first, figure(times - PLACES_NAMED - 1)))
        )
        return True


@lru_cache(2_000)
def letters(column: int) -> str:
    """A column's letters as a spreadsheet shows them: 1 is A, 27 is AA."""
    name = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def _is_number(words: str) -> bool:
    return not any(map(str.isalpha, words))

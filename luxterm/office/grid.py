"""A sheet of cells, reported row by row: which row is its header, and how to say where each cell is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from functools import lru_cache

from luxterm.office.extracted import ExtractedText
from luxterm.system.errors import UnreadableError
from luxterm.system.limits import allowed
from luxterm.types import Message, Scope

CELLS = 2_000_000
"""The most cells with text that are read of one file."""
_NONE: Mapping[int, Sequence[str]] = {}
_NOTHING = nullcontext()


class Grid:
    """One sheet. Its header is the first row of several cells, if all of them are words."""

    def __init__(self, extracted: ExtractedText, place: Callable[[int, int], Message]) -> None:
        """`place` names a cell by its row and column, both from 1."""
        self._extracted = extracted
        self._place = place
        self._headers: dict[int, str] | None = None

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
        for at, words in cells:
            with self._extracted.commented(comments[at]) if at in comments else _NOTHING:
                if words and not _is_number(words):
                    scope = Scope.HEADER_CELL if heads else Scope.CELL
                    column = "" if heads else headers.get(at, "")
                    self._extracted.add(words, self._place(number, at), scope, column=column)
        if self._extracted.segments > (most := allowed(CELLS)):
            raise UnreadableError(f"it has more than {most:,} cells with text")


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

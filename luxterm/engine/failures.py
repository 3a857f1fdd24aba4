"""An error in judging one occurrence costs that occurrence: the others are judged, and it is reported."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from luxterm.engine.match import Occurrence
from luxterm.system.errors import internal_error
from luxterm.termbase.errors import TermbaseError
from luxterm.text.view import View
from luxterm.types import Failure

Item = TypeVar("Item")
Result = TypeVar("Result")

Failed = Callable[[Failure], object]
"""Whoever is told of the occurrences that could not be judged."""

_NOT_OURS = (MemoryError, TermbaseError)
"""What concerns more than one occurrence. Ctrl-C, and the end of a file's time, are no Exceptions at all."""


class Spared:
    """What is done with one occurrence after the other, in one view.

    Without anybody to tell, an error is raised as it is.
    """

    def __init__(self, view: View, failed: Failed | None) -> None:
        self._view = view
        self._failed = failed
        self.lost: set[int] = set()
        """Where the occurrences begin that nothing more is done with."""

    def each(
        self,
        do: Callable[[Item], Result],
        items: Iterable[Item],
        occurrence_of: Callable[[Item], Occurrence],
    ) -> Iterator[Result]:
        """What is made of each of the items, without those where that fails."""
        if self._failed is None:
            yield from map(do, items)
            return
        for item in items:
            try:
                result = do(item)
            except _NOT_OURS:
                raise
            except Exception as error:
                self._lose(occurrence_of(item), error, self._failed)
            else:
                yield result

    def _lose(self, occurrence: Occurrence, error: Exception, failed: Failed) -> None:
        view = self._view
        self.lost.add(occurrence.start)
        start, end = view.source(occurrence.start, occurrence.end)
        place = view.segment(view.segment_at(occurrence.start)).place_of(start, end)
        failed(Failure(start, end, occurrence.term.id, internal_error(error), place))

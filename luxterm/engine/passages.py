"""The beginning and the end of a document, by which its kind is known.

A text that is being typed is in parts, so the lines are taken from these, from either end.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from luxterm.base import lazy_pattern
from luxterm.formats.front_matter import front_matter_end
from luxterm.termbase.laws import numberless
from luxterm.types import OWN_WORDS, Message, Scope, Segment

_HEAD, _TAIL = 3_000, 2_500
"""Code points that are read at the beginning and at the end."""
_ITEM = lazy_pattern(r"(?:\d|\b[A-Za-z])[.)]\s+\Z")
_PLACES = frozenset(("article", "section", "subsection", "clause", "subclause", "subparagraph", "recital"))
"""The places by which the segments of a law's XML are known, instead of by a number before them."""

Passage = tuple[str, Segment]
"""A segment, and the text that it is of."""


Line = tuple[str, bool]
"""What a line says, and whether it has a number that isn't in that."""


class Passages:
    """The segments of a text that is in parts, from either end."""

    def __init__(self, parts: list[tuple[str, tuple[Segment, ...]]]) -> None:
        self._parts = parts

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of the beginning and the end."""
        head = list(_segments(self._forward(), _HEAD))
        tail = list(_segments(self._backward(len(head)), _TAIL))
        return [line for lines in (self.front_matter, *head, *reversed(tail)) for line in lines]

    @cached_property
    def folded(self) -> str:
        """These lines, folded and without numbers (`luxterm.termbase.laws.numberless`)."""
        return numberless("\n".join(line for line, _ in self.lines))

    @property
    def source(self) -> str:
        """The beginning as it stands in the file, with its markup."""
        begun, length = [], 0
        for text, _ in self._parts:
            begun.append(text[: _HEAD - length])
            length += len(begun[-1])
            if length >= _HEAD:
                break
        return "".join(begun)

    @cached_property
    def front_matter(self) -> list[Line]:
        """The lines of the data that a site's page begins with: few of them are read otherwise."""
        text = self.source
        return [(" ".join(line.split()), False) for line in text[: front_matter_end(text)].splitlines()]

    def _forward(self) -> Iterator[Passage]:
        """From the first on."""
        return ((text, segment) for text, segments in self._parts for segment in segments)

    def _backward(self, least: int) -> Iterator[Passage]:
        """From the last one back, without the first `least`."""
        count = sum(len(segments) for _, segments in self._parts)
        found = (
            (text, segment) for text, segments in reversed(self._parts) for segment in reversed(segments)
        )
        return islice(found, max(0, count - least))


def _segments(passages: Iterable[Passage], most: int) -> Iterator[list[Line]]:
    """The lines of each of so many segments as make `most` code points."""
    for text, segment in passages:
        seen = "".join(text[it.start : it.end] if it.text is None else it.text for it in segment.pieces)
        numbered = _is_numbered(text, segment)
        yield [(" ".join(line.split()), numbered) for line in seen[:most].split("\n")]
        most -= len(seen)
        if most <= 0:
            return


def _is_numbered(text: str, segment: Segment) -> bool:
    """Whether its number isn't in its text: that of an item of a list, or of a place in a law's XML."""
    if segment.place is not None:
        return _innermost(segment.place) in _PLACES
    start = segment.pieces[0].start
    return segment.scope is Scope.ITEM and bool(_ITEM.search(text[max(0, start - 9) : start]))


def _innermost(place: Message) -> str:
    """The kind of the smallest place that one names."""
    while place.args and isinstance(inner := place.args[-1], Message) and inner.code not in OWN_WORDS:
        place = inner
    return place.code

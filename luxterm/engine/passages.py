"""The beginning and the end of a document, by which its kind is known.

A text that is being typed is in parts, so the lines are taken from these, from either end.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import islice

from luxterm.base import lazy_pattern
from luxterm.formats.front_matter import front_matter_end
from luxterm.termbase.language import Language
from luxterm.termbase.laws import Sign, numberless
from luxterm.types import OWN_WORDS, Message, Scope, Segment, Span

_HEAD, _TAIL = 3_000, 2_500
"""Code points that are read at the beginning and at the end."""
_ITEM = lazy_pattern(r"(?:\d|\b[A-Za-z])[.)]\s+\Z")
_PLACES = frozenset(("article", "section", "subsection", "clause", "subclause", "subparagraph", "recital"))
"""The places by which the segments of a law's XML are known, instead of by a number before them."""

PlacedSegment = tuple[int, Segment]
"""A segment, and where in the text that begins from which its places are counted."""
Line = tuple[str, bool]
"""What a line says, and whether it has a number that isn't in that."""


class Passages:
    """The segments of a text that is in parts, from either end."""

    def __init__(self, text: str, parts: list[tuple[Span, tuple[Segment, ...]]]) -> None:
        """`parts`: where each is in the text, and its segments, whose places are counted from there."""
        self._text = text
        self._parts = parts

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the beginning and the end."""
        head = list(_segments(self._text, self._forward(), _HEAD))
        tail = list(_segments(self._text, self._backward(len(head)), _TAIL))
        return tuple(line for lines in (self.front_matter, *head, *reversed(tail)) for line in lines)

    @property
    def source(self) -> str:
        """The beginning as it stands in the file, with its markup."""
        return self._text[:_HEAD]

    @cached_property
    def front_matter(self) -> list[Line]:
        """The lines of the data that a site's page begins with: few of them are read otherwise."""
        text = self.source
        return [(" ".join(line.split()), False) for line in text[: front_matter_end(text)].splitlines()]

    def _forward(self) -> Iterator[PlacedSegment]:
        """From the first on."""
        for span, segments in self._parts:
            yield from ((span.start, segment) for segment in segments)

    def _backward(self, least: int) -> Iterator[PlacedSegment]:
        """From the last one back, without the first `least`."""
        count = sum(len(segments) for _, segments in self._parts)
        return islice(self._from_last(), max(0, count - least))

    def _from_last(self) -> Iterator[PlacedSegment]:
        for span, segments in reversed(self._parts):
            yield from ((span.start, segment) for segment in reversed(segments))


@lru_cache(maxsize=8)
def signs_in(lines: tuple[Line, ...], language: Language) -> tuple[str, tuple[tuple[Sign, int, int], ...]]:
    """The lines folded and without numbers, and the signs of laws and records there.

    Kept, because they stay as they are while one types elsewhere.
    """
    folded = numberless("\n".join(line for line, _ in lines))
    return folded, tuple(language.laws.find(folded.replace("\n", " ")))


def _segments(text: str, passages: Iterable[PlacedSegment], most: int) -> Iterator[list[Line]]:
    """The lines of each of so many segments as make `most` code points."""
    for at, segment in passages:
        seen = "".join(
            text[at + it.start : at + it.end] if it.text is None else it.text for it in segment.pieces
        )
        numbered = _is_numbered(text, at, segment)
        yield [(" ".join(line.split()), numbered) for line in seen[:most].split("\n")]
        most -= len(seen)
        if most <= 0:
            return


def _is_numbered(text: str, at: int, segment: Segment) -> bool:
    """Whether its number isn't in its text: that of an item of a list, or of a place in a law's XML.

    A part that is read with the whole text may begin behind the number of its first item.
    """
    if segment.place is not None:
        return _innermost(segment.place) in _PLACES
    start = at + segment.pieces[0].start
    return segment.scope is Scope.ITEM and bool(_ITEM.search(text[max(0, start - 9) : start]))


def _innermost(place: Message) -> str:
    """The kind of the smallest place that one names."""
    while place.args and isinstance(inner := place.args[-1], Message) and inner.code not in OWN_WORDS:
        place = inner
    return place.code

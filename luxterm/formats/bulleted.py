"""Lines of a paragraph that begin with a bullet, as they come from a word processor: items to a reader.

To Markdown's own readers "•" is a letter like any other, so the lines make one paragraph there.
"""

from collections.abc import Iterator

from luxterm.base import lazy_pattern
from luxterm.formats.builder import has_words
from luxterm.text.marks import BULLETS
from luxterm.types import Document, Mark, Piece, Scope, Segment, Span

_ITEM = lazy_pattern(rf"\n[ \t>]*[{BULLETS}][ \t]+")
_OPENED = lazy_pattern(rf"[{BULLETS}][ \t]+")
_READ = frozenset((Scope.PARAGRAPH, Scope.ITEM))


def in_items(document: Document) -> Document:
    """The document with each such line, and those it goes on in, as an item."""
    text = document.text
    if text.isascii() or not (_ITEM.search(text) or _OPENED.match(text)):
        return document
    parted = (part for segment in document.segments for part in _parts(text, segment))
    return document._replace(segments=tuple(parted))


def _parts(text: str, segment: Segment) -> Iterator[Segment]:
    start, end = segment.span
    items = list(_ITEM.finditer(text, start, end)) if segment.scope in _READ else []
    opened = _OPENED.match(text, start, end) if segment.scope in _READ else None
    if (not items and not opened) or any(_within(segment, item.span()) for item in items):
        yield segment
        return
    begins = (opened.end() if opened else start, *(item.end() for item in items))
    for begin, stop in zip(begins, (*(item.start() for item in items), end), strict=True):
        pieces = tuple(_clipped(text, segment, begin, stop))
        if has_words("".join(text[it.start : it.end] if it.text is None else it.text for it in pieces)):
            first, last = pieces[0].start, pieces[-1].end
            yield segment._replace(
                pieces=pieces,
                scope=Scope.ITEM if opened or begin != start else segment.scope,
                marks=tuple(
                    Mark(max(mark.start, first), min(mark.end, last), mark.kind)
                    for mark in segment.marks
                    if mark.start < last and first < mark.end
                ),
                ties=tuple(tie for tie in segment.ties if tie.start < stop and begin < tie.end),
            )


def _within(segment: Segment, mark: Span | tuple[int, int]) -> bool:
    """Whether something is shown instead of a stretch of the source with an item's mark in it."""
    start, end = mark
    return any(it.text is not None and it.start < end and start < it.end for it in segment.pieces)


def _clipped(text: str, segment: Segment, begin: int, stop: int) -> Iterator[Piece]:
    """The pieces between two places, without white space at their end."""
    stop = begin + len(text[begin:stop].rstrip())
    for piece in segment.pieces:
        start, end = max(piece.start, begin), min(piece.end, stop)
        if start < end:
            yield piece._replace(start=start, end=end) if piece.text is None else piece

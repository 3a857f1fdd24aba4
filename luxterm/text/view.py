"""The reader's view: what a person sees of a document, with an exact way back to the source.

Markup is gone, entities are characters, white space is one space, soft hyphens and other invisible
characters have vanished, a word broken at a line's end is whole again. Every place in the view
maps to the source span it came from; the source itself is never changed.
"""

from bisect import bisect_right
from collections.abc import Callable, Container
from itertools import accumulate

from luxterm.text.folding import fold
from luxterm.text.stretches import level, seen, stretches
from luxterm.types import Document, Mark, Segment, Span

SEPARATOR = "\x1e"
"""Comes between two segments in the view: no phrase matches across it."""

NESTING = 32
"""How many marks that begin before a place are looked at: nobody nests more."""


class View:
    """A document as read. `text` keeps the case, `folded` is for comparing; same length.

    `starts[i]` is where segment i begins; it ends before the separator that begins segment i + 1.
    """

    __slots__ = (
        "_edits",
        "_marks",
        "_piece_ends",
        "_piece_raw",
        "_piece_src",
        "_shift",
        "document",
        "folded",
        "starts",
        "text",
    )

    def __init__(self, document: Document, words: Callable[[], Container[str]] = tuple) -> None:
        """`words` gives the termbase's words: "porno-" + "graphy" is one of them, "child-" + "sex" isn't."""
        # To be told from the mark between two segments; to a person it is white space
        source = document.text.replace(SEPARATOR, " ")
        raw: list[str] = []
        begins: list[int] = []
        ends: list[int] = []
        firsts: list[int] = []
        for segment in document.segments:
            firsts.append(len(raw))
            for start, end, text in segment.pieces:
                if text is None:
                    raw.append(source[start:end])
                    ends.append(-1)
                else:
                    raw.append(text)
                    ends.append(end)
                begins.append(start)
            raw.append(SEPARATOR)
            begins.append(begins[-1])
            ends.append(begins[-1])
        self.document = document
        self._marks: dict[int, list[Mark]] = {}
        self._piece_src = begins
        self._piece_ends = ends
        self._piece_raw = list(accumulate(map(len, raw), initial=0))
        joined = "".join(raw)
        del raw
        self._edits: list[tuple[int, int, int]] = []
        """Of each rewritten stretch: its end in the view, its start and end in the joined text."""
        self._shift: list[int] = []
        """Where each rewritten stretch begins in the view, for bisecting."""
        self.text = self._read(joined, words)
        del joined
        self.folded = fold(self.text)
        self.starts = [self._to_view(self._piece_raw[first]) for first in firsts]

    def _read(self, joined: str, words: Callable[[], Container[str]]) -> str:
        """The text of the view; what is rewritten on the way is recorded for the way back."""
        parts: list[str] = []
        position = length = 0
        shift, edits = self._shift, self._edits
        for start, end in stretches(joined):
            read = seen(joined, start, end, words)
            if read == "- ":  # the hyphen is where it was, and the line's end is a space
                start, read = start + 1, " "
            parts += joined[position:start], read
            length += start - position
            position = end
            if end - start == 1 == len(read):
                length += 1  # a character for a character: every place is where it was
                continue
            shift.append(length)
            length += len(read)
            edits.append((length, start, end))
        parts.append(joined[position:])
        return level("".join(parts))

    def _to_view(self, raw: int) -> int:
        """The place in the view of a place in the joined text; inside a rewritten stretch, its beginning."""
        index = bisect_right(self._edits, raw, key=lambda edit: edit[1]) - 1
        if index < 0:
            return raw
        view_end, _, raw_end = self._edits[index]
        return view_end + raw - raw_end if raw >= raw_end else self._shift[index]

    def _to_raw(self, view: int) -> Span:
        """The stretch of the joined text that a character of the view represents."""
        index = bisect_right(self._shift, view) - 1
        if index < 0:
            return Span(view, view + 1)
        view_end, raw_start, raw_end = self._edits[index]
        if view < view_end:
            return Span(raw_start, raw_end)
        raw = raw_end + view - view_end
        return Span(raw, raw + 1)

    def _source_of(self, raw: int) -> Span:
        """The source span of a character of the joined text."""
        index = bisect_right(self._piece_raw, raw) - 1
        start = self._piece_src[index]
        end = self._piece_ends[index]
        if end >= 0:
            return Span(start, end)
        start += raw - self._piece_raw[index]
        return Span(start, start + 1)

    def source(self, start: int, end: int) -> Span:
        """The source span of view[start:end], which must not be empty."""
        first = self._to_raw(start)
        last = self._to_raw(end - 1)
        return Span(self._source_of(first.start).start, self._source_of(last.end - 1).end)

    def segment_at(self, position: int) -> int:
        """The number of the segment that a place in the view is in."""
        return bisect_right(self.starts, position) - 1

    def has(self, index: int) -> bool:
        """Whether there is a segment `index`."""
        return 0 <= index < len(self.starts)

    def near(self, index: int, before: int, after: int) -> range:
        """The segments from so many before segment `index` to so many after it; -1 before: those after it."""
        return range(max(0, index - before), min(len(self.starts), index + after + 1))

    def bounds(self, index: int) -> Span:
        """Where segment `index` is in the view, without its separator."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return Span(self.starts[index], end - 1)

    def head(self, index: int, most: int) -> str:
        """The folded beginning of segment `index`, of so many code points at most."""
        start, end = self.bounds(index)
        return self.folded[start : min(end, start + most)]

    def tail(self, index: int, most: int) -> str:
        """The folded end of segment `index`, of so many code points at most."""
        start, end = self.bounds(index)
        return self.folded[max(start, end - most) : end]

    def marks(self, index: int, start: int) -> list[Mark]:
        """The marks of segment `index` that begin at or before a place in the source, the nearest few."""
        if index not in self._marks:
            self._marks[index] = sorted(self.document.segments[index].marks)
        marks = self._marks[index]
        end = bisect_right(marks, start, key=lambda mark: mark.start)
        return marks[max(0, end - NESTING) : end]

    def segment(self, index: int) -> Segment:
        """The segment with this number."""
        return self.document.segments[index]

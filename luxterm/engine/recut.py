"""A text that is read as a whole, in parts that are judged one by one while it is being typed.

In most formats what stands in one place may change how any other is read, so the whole text is read at each
key. That costs a tenth of judging it: what was found in a part stays as long as the part has the same
segments as before and nothing near it was touched.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from luxterm.engine.parts import LENGTH, SEGMENTS, Part, shifted_segment
from luxterm.types import Document, Segment

_BLANK = re.compile(r"\n[ \t]*\r?\n")
_BY_TAGS = "html"
"""A format whose blank lines say nothing."""


class Change(NamedTuple):
    """Between two states of a text: code points that both begin with, that both end with, and its growth."""

    same: int
    left: int
    grown: int


class Recut(NamedTuple):
    """The parts from `first` to `last` (exclusive) that are to be replaced, and what replaces them."""

    first: int
    last: int
    middle: list[Part]


def cut(text: str, format: str, segments: Sequence[Segment], begin: int, end: int) -> list[Part]:
    """The parts of text[begin:end], whose segments these are."""
    spans = [segment.span for segment in segments]
    ends = list(accumulate((span.end for span in spans), max))
    starts = list(accumulate((span.start for span in reversed(spans)), min))[::-1]
    parts: list[Part] = []
    taken, start = 0, begin
    for at in range(SEGMENTS, len(segments) - SEGMENTS + 1):
        place = starts[at]
        if (
            at - taken >= SEGMENTS
            and min(place - start, end - place) >= LENGTH
            and ends[at - 1] <= place
            and (format == _BY_TAGS or _BLANK.search(text, ends[at - 1], place))
        ):
            parts.append(_part(segments[taken:at], start, place))
            taken, start = at, place
    parts.append(_part(segments[taken:], start, end))
    return parts


def recut(document: Document, old: Sequence[Segment], parts: list[Part], change: Change) -> Recut | None:
    """What changes of the parts of an old state with the `old` segments; None if everything does."""
    text, format, new = document.text, document.format, document.segments
    before, after = _alike(old, new, change)
    starts = list(accumulate((part.length for part in parts), initial=0))
    counts = list(accumulate((len(part.segments) for part in parts), initial=0))
    untouched = starts[-1] - change.left
    first = sum(starts[at + 1] <= change.same and counts[at + 1] <= before for at in range(len(parts)))
    last = len(parts)
    while last > first and starts[last - 1] >= untouched and len(old) - counts[last - 1] <= after:
        last -= 1
    while first or last < len(parts):
        begin, end = starts[first], starts[last] + change.grown
        own = new[counts[first] : len(new) - (len(old) - counts[last])]
        if all(begin <= it.span.start and it.span.end <= end for it in own):
            middle = cut(text, format, own, begin, end)
            if middle[0].is_long:
                return Recut(first, last, middle)
        if last < len(parts):
            last += 1
        else:
            first -= 1
    return None


def _alike(old: Sequence[Segment], new: Sequence[Segment], change: Change) -> tuple[int, int]:
    """How many segments at the beginning, and at the end, are as they were."""
    most = min(len(old), len(new))
    before = min(most, bisect_right(new, change.same, key=lambda it: it.pieces[-1].end))
    if old[:before] != new[:before]:  # one comparison in C, and mostly they are
        before = next(at for at in range(before) if old[at] != new[at])
    after = 0
    while after < most - before and _has_moved(old[-1 - after], new[-1 - after], change.grown):
        after += 1
    return before, after


def _has_moved(old: Segment, new: Segment, by: int) -> bool:
    """Whether a segment is another one, moved by so many code points."""
    if old.ties or new.ties or old.marks or new.marks:
        return shifted_segment(old, by) == new
    if old[1:] != new[1:] or len(old.pieces) != len(new.pieces):
        return False
    for (start, end, text), piece in zip(old.pieces, new.pieces, strict=True):
        if (start + by, end + by, text) != piece:
            return False
    return True


def _part(segments: Sequence[Segment], start: int, end: int) -> Part:
    return Part(end - start, tuple(shifted_segment(it, -start) for it in segments), ())

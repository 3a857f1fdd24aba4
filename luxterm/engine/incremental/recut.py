"""A text that is read as a whole, in parts that are judged one by one while it is being typed.

In most formats what stands in one place may change how any other is read, so the whole text is read at each
key. That costs a tenth of judging it: what was found in a part stays as long as the part has the same
segments as before and nothing near it was touched.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from luxterm.engine.incremental.parts import LENGTH, SEGMENTS, Part, shifted_segment
from luxterm.engine.incremental.reach import Change, Replacement, alike
from luxterm.types import Document, Segment

_BLANK = re.compile(r"\n[ \t]*\r?\n")
_BY_TAGS = "html"
"""A format whose blank lines say nothing."""


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


def recut(
    document: Document, old: Sequence[Segment], parts: list[Part], change: Change
) -> Replacement | None:
    """What changes of the parts of an old state with the `old` segments; None if everything does."""
    text, format, new = document.text, document.format, document.segments
    before, after = alike(old, new, change)
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
                return Replacement(first, last, middle)
        if last < len(parts):
            last += 1
        else:
            first -= 1
    return None


def _part(segments: Sequence[Segment], start: int, end: int) -> Part:
    return Part(end - start, tuple(shifted_segment(it, -start) for it in segments), ())

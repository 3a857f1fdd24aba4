"""How far a change of a text that is being typed reaches: what has to be found again, and what stays.

A judgement looks at segments beside its own and at the text near it, and the entries of a list are treated
alike. What is farther from a change stays as it was found.
"""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

from luxterm.engine.incremental.parts import LENGTH, Found, Part, shifted, shifted_segment
from luxterm.engine.nearby import PARAGRAPHS, SPEECH
from luxterm.types import Scope, Segment, Span


class Change(NamedTuple):
    """Between two states of a text: code points that both begin with, that both end with, and its growth."""

    same: int
    left: int
    grown: int


class Replacement(NamedTuple):
    """The parts from `first` to `last` (exclusive) that are to be replaced, and what replaces them."""

    first: int
    last: int
    middle: list[Part]


class Renewed(NamedTuple):
    """Which parts of a text are new, by their numbers, and where in it something is."""

    parts: range
    touched: Span


class Reach(NamedTuple):
    """Where in the text all is found again, and the numbers of the segments that go into that."""

    stretch: Span
    near: range


def reach(segments: Sequence[Segment], touched: Span) -> Reach:
    """How far it reaches that text or segments at `touched` are new.

    No segment of the stretch interleaves with another, as a note does with its sentence.
    """
    spans = [segment.span for segment in segments]
    starts = list(accumulate((it.start for it in reversed(spans)), min))[::-1]
    ends = list(accumulate((it.end for it in spans), max))
    first = min(bisect_right(ends, touched.start) - PARAGRAPHS, bisect_right(ends, touched.start - LENGTH))
    last = max(bisect_left(starts, touched.end) + SPEECH, bisect_left(starts, touched.end + LENGTH))
    first, last = _with_list(segments, max(0, first), min(last, len(spans)))
    while 0 < first < len(spans) and ends[first - 1] > starts[first]:
        first -= 1
    while 0 < last < len(spans) and ends[last - 1] > starts[last]:
        last += 1
    stretch = Span(starts[first] if first else 0, starts[last] if last < len(spans) else sys.maxsize)
    return Reach(stretch, range(*_with_list(segments, first, last)))


def _with_list(segments: Sequence[Segment], first: int, last: int) -> tuple[int, int]:
    """The segments from first to last (exclusive), with entries beside them that are treated alike."""
    before, after = segments[max(0, first - PARAGRAPHS) : first], segments[last : last + PARAGRAPHS]
    return (
        first - sum(takewhile(bool, map(_is_entry, reversed(before)))),
        last + sum(takewhile(bool, map(_is_entry, after))),
    )


def _is_entry(segment: Segment) -> bool:
    return segment.scope is Scope.ITEM


def carried_over(parts: Sequence[Part], new: Replacement, change: Change) -> tuple[list[Part], Renewed]:
    """The parts of the next state, with what was found before except where something is new; and where it is.

    `change` is between the texts.
    """
    old = parts[new.first : new.last]
    begin, rest = (sum(it.length for it in each) for each in (parts[: new.first], parts[new.last :]))
    within = Change(max(0, change.same - begin), max(0, change.left - rest), change.grown)
    touched = _touched(old, new.middle, within)
    begins = _begins(new.middle)
    stays: list[list[Found]] = [[] for _ in new.middle]
    for start, part in zip(_begins(old), old, strict=True):
        for it in part.found:
            place = start + it.start
            if place >= touched.end - change.grown:
                place += change.grown
            elif place >= touched.start:
                continue
            at = bisect_right(begins, place) - 1
            stays[at].append(shifted(it, place - begins[at] - it.start))
    middle = [part.with_found(found) for part, found in zip(new.middle, stays, strict=True)]
    renewed = range(new.first, new.first + len(middle))
    where = Span(begin + touched.start, begin + touched.end)
    return [*parts[: new.first], *middle, *parts[new.last :]], Renewed(renewed, where)


def _touched(old: Sequence[Part], new: Sequence[Part], change: Change) -> Span:
    """Where text or segments are new in the new parts; places are counted from where the first one begins."""
    before, after = _segments(old), _segments(new)
    first, last = alike(before, after, change)
    gone = [it.span for it in before[first : len(before) - last]]
    come = [it.span for it in after[first : len(after) - last]]
    length = sum(part.length for part in new)
    return Span(
        min((change.same, *(it.start for it in (*gone, *come)))),
        max((length - change.left, *(it.end + change.grown for it in gone), *(it.end for it in come))),
    )


def _begins(parts: Sequence[Part]) -> list[int]:
    return list(accumulate((part.length for part in parts), initial=0))[:-1]


def _segments(parts: Sequence[Part]) -> list[Segment]:
    """The segments of parts that follow one another, with places in all of them."""
    return [
        shifted_segment(segment, begin)
        for begin, part in zip(_begins(parts), parts, strict=True)
        for segment in part.segments
    ]


def alike(old: Sequence[Segment], new: Sequence[Segment], change: Change) -> tuple[int, int]:
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

"""Which lines of a text are new, compared with an earlier one."""

from bisect import bisect_right
from collections import Counter
from difflib import SequenceMatcher
from itertools import takewhile

from luxterm.text.lines import LineIndex
from luxterm.types import Span

MOST_EQUAL_PAIRS = 1_000_000
"""Pairs of equal lines from which on they aren't told apart: all from the first to the last change is new."""


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text without what ends them."""
    index = LineIndex(text)
    return tuple(text[start:end] for start, end in map(index.line_span, range(index.count)))


class NewLines:
    """The lines of a text, from 0, that an earlier one (its `lines_of`) doesn't have in this order."""

    def __init__(self, before: tuple[str, ...], text: str) -> None:
        self._index = LineIndex(text)
        self._new = _new(before, lines_of(text))

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them has something of text[start:end]."""
        first = self._index.position(start)[0]
        last = self._index.position(max(start, end - 1))[0]
        at = bisect_right(self._new, last, key=lambda span: span.start) - 1
        return at >= 0 and self._new[at].end > first


def _new(before: tuple[str, ...], after: tuple[str, ...]) -> list[Span]:
    """The runs of new lines, in order."""
    first = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    most = min(len(before), len(after)) - first
    backward = zip(reversed(before), reversed(after), strict=False)
    last = min(most, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], backward)))
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    counts, often = Counter(old), len(old) // 100 + 1 if len(old) >= 200 else len(old)
    # Lines that are more frequent the matcher leaves aside itself
    if sum(counts[line] for line in new if counts[line] <= often) > MOST_EQUAL_PAIRS:
        return [Span(first, first + len(new))]
    changes = (it for it in SequenceMatcher(None, new, old).get_opcodes() if it[0] in ("replace", "delete"))
    return [Span(first + start, first + end) for _, start, end, _, _ in changes]

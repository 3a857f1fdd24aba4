"""How likely it is that passages of two versions say the same: costs in nats, the less the likelier.

Lengths as in Gale & Church, “A Program for Aligning Sentences in Bilingual Corpora” (1993); words that are
kin as in Simard, Foster & Isabelle, “Using Cognates to Align Sentences in Bilingual Corpora” (1992); numbers,
headings and equal texts besides.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import erfc, log, sqrt
from statistics import median

from luxterm.parity.passages import Passage

BEADS = {
    (1, 1): 0.1,
    **dict.fromkeys(((1, 0), (0, 1)), 4.6),
    **dict.fromkeys(((2, 1), (1, 2)), 5.0),
    **dict.fromkeys(((3, 1), (1, 3)), 8.0),
}
"""How many passages of one version stand for how many of the other, and what each costs by itself."""
NEVER = float("inf")

_VARIANCE = 6.8
"""Of the length of a translation, for each code point (Gale & Church, 3.1)."""
_WORST = 12.0
_EQUAL = -10.0
_SAME_NUMBER, _OTHER_NUMBER, _NO_NUMBER = -6.0, 8.0, 1.5
_OTHER_KIND, _OTHER_LEVEL = 6.0, 3.0
_SHARED, _UNSHARED = -8.0, 5.0
"""What it counts if passages share as much as translations do, and if they share nothing."""
_SIGNS = 8.0
"""Signs, by their weight, that a passage needs for what it shares to count in full."""
_PART, _UNSUPPORTED = 3.0, 6.0
"""Signs, by their weight, that a part of a passage needs to be known as one; what it costs otherwise."""
_AKIN = 0.1
"""The share of signs that versions in related languages have in common at least."""
_NEAR = 4
_LANGUAGE = 30
"""Passages of no version in which a sign is thought to be missing, so that it says something in a short one."""


class Likelihood:
    """The costs for two versions; passages are named by their places in them."""

    def __init__(self, left: Sequence[Passage], right: Sequence[Passage]) -> None:
        self.left, self.right = left, right
        sizes = [sum(it.size for it in side) or 1 for side in (left, right)]
        self._ratio = sizes[1] / sizes[0]
        counts = [Counter(sign for it in side for sign in it.signs) for side in (left, right)]
        number = len(left) + len(right) + _LANGUAGE
        self._weights = {
            sign: log(number / (counts[0][sign] + counts[1][sign]))
            for sign in counts[0].keys() & counts[1].keys()
        }
        """Of the signs that both versions have at all: the rarer, the more it says."""
        ours, theirs = ([frozenset(it.signs & self._weights.keys()) for it in side] for side in (left, right))
        self._signs = ours, theirs
        self._rich = [
            [sum(map(self._weights.__getitem__, signs)) for signs in side] for side in (ours, theirs)
        ]
        self._common = cache(self._in_common)
        self._typical = self._usual()
        """The share of signs that passages have in common with their likely counterparts."""

    def cost(self, rows: range, columns: range) -> float:
        """What a bead costs; both sides have at least one passage."""
        left, right = self.left[rows.start : rows.stop], self.right[columns.start : columns.stop]
        cost = BEADS[len(left), len(right)] + _by_kind(left, right) + _by_number(left[0], right[0])
        cost += self._by_length(sum(it.size for it in left), sum(it.size for it in right))
        if len(left) == 1 == len(right):
            cost += _EQUAL if left[0].folded == right[0].folded else 0.0
        else:
            cost += _OTHER_NUMBER * sum(it.number is not None for it in (*left[1:], *right[1:]))
            if cost > _WORST:
                return cost
            cost += 0.0 if self.supports(rows, columns) else _UNSUPPORTED
        return cost + self._by_signs(rows, columns)

    def shared(self, rows: range, columns: range) -> float:
        """The share of its signs that the poorer passage has in common with the other: 0 to 1.

        Of several passages on a side, the one that has the least in common counts.
        """
        ours, theirs = self._rich
        if len(rows) == 1 == len(columns):
            least = min(ours[rows.start], theirs[columns.start])
            return self._common(rows.start, columns.start) / least if least else 0.0
        shares: list[float] = []
        if len(rows) > 1:
            shares += [max(self._common(a, b) for b in columns) / ours[a] for a in rows if ours[a]]
        if len(columns) > 1:
            shares += [max(self._common(a, b) for a in rows) / theirs[b] for b in columns if theirs[b]]
        return min(shares, default=0.0)

    def akin(self) -> bool:
        """Whether the versions have enough in common for that to show what belongs together."""
        return self._typical >= _AKIN

    def telling(self, share: float) -> bool:
        """Whether that share shows by itself that passages belong together."""
        return self.akin() and share >= max(0.3, 0.8 * self._typical)

    def denies(self, rows: range, columns: range) -> bool:
        """Whether passages with much to share have next to nothing in common."""
        if not self.akin():
            return False
        least = min(sum(self._rich[0][a] for a in rows), sum(self._rich[1][b] for b in columns))
        return least >= 1.5 * _SIGNS and self.shared(rows, columns) < self._typical / 6

    def supports(self, rows: range, columns: range) -> bool:
        """Whether each of several passages shares enough to be a part of what stands on the other side."""
        if not self.akin():
            return True
        parts = [
            self._rich[side][at] for side, each in enumerate((rows, columns)) if len(each) > 1 for at in each
        ]
        return min(parts) >= _PART and self.shared(rows, columns) >= self._typical / 3

    def _in_common(self, a: int, b: int) -> float:
        return sum(map(self._weights.__getitem__, self._signs[0][a] & self._signs[1][b]))

    def _usual(self) -> float:
        slope = len(self.right) / max(1, len(self.left))
        best: list[float] = []
        for a, rich in enumerate(self._rich[0]):
            if rich >= _SIGNS:
                near = range(max(0, int(a * slope) - _NEAR), min(len(self.right), int(a * slope) + _NEAR + 1))
                best.append(max((self.shared(range(a, a + 1), range(b, b + 1)) for b in near), default=0.0))
        return median(best) if best else 0.0

    def _by_signs(self, rows: range, columns: range) -> float:
        if not self.akin():
            return 0.0
        rich = min(sum(self._rich[0][a] for a in rows), sum(self._rich[1][b] for b in columns))
        even = self._typical / 3
        share = self.shared(rows, columns) - even
        said = _SHARED * share / (self._typical - even) if share > 0 else -_UNSHARED * share / even
        return max(_SHARED, said) * min(1.0, rich / _SIGNS)

    def _by_length(self, left: int, right: int) -> float:
        mean = (left + right / self._ratio) / 2
        delta = abs(right - left * self._ratio) / sqrt(mean * _VARIANCE)
        return min(_WORST, -log(max(erfc(delta / sqrt(2)), 1e-12)))


def _by_kind(left: Sequence[Passage], right: Sequence[Passage]) -> float:
    kinds = {it.kind for it in (*left, *right)}
    cost = _OTHER_KIND * (len(kinds) - 1)
    if len(left) + len(right) > 2 and "cell" in kinds:
        cost += _OTHER_KIND
    levels = {it.level for it in (*left, *right) if it.level}
    return cost + (_OTHER_LEVEL if len(levels) > 1 else 0.0)


def _by_number(left: Passage, right: Passage) -> float:
    one, other = left.number, right.number
    if one is None and other is None:
        return 0.0
    if one is None or other is None:
        return _NO_NUMBER
    if one.value == other.value:
        return _SAME_NUMBER if one.worded == other.worded else _SAME_NUMBER / 2
    return _OTHER_NUMBER

"""How likely it is that passages of two versions say the same: costs in nats, the less the likelier.

Lengths as in Gale & Church, “A Program for Aligning Sentences in Bilingual Corpora” (1993); words that are
kin as in Simard, Foster & Isabelle, “Using Cognates to Align Sentences in Bilingual Corpora” (1992); numbers,
headings and equal texts besides.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from math import erfc, log, sqrt

from luxterm.parity.passages import Passage

BEADS = {
    (1, 1): 0.10,
    (1, 0): 4.6,
    (0, 1): 4.6,
    (2, 1): 3.1,
    (1, 2): 3.1,
    (3, 1): 5.0,
    (1, 3): 5.0,
    (2, 2): 5.2,
}
"""How many passages of one version stand for how many of the other, and what each costs by itself."""

_VARIANCE = 6.8
"""Of the length of a translation, for each code point (Gale & Church, 3.1)."""
_WORST = 12.0
_EQUAL = -10.0
_SAME_NUMBER, _OTHER_NUMBER, _NO_NUMBER = -6.0, 8.0, 1.5
_OTHER_KIND, _OTHER_LEVEL = 6.0, 3.0
_KIN, _BY_CHANCE = 16.0, 0.12
"""What it counts if all signs are shared, and the share of them that two texts have in common anyway."""
_LEAST, _MOST = -8.0, 2.0
_SIGNS = 6.0
"""Signs, by their weight, that a passage needs for what it shares to count in full."""


class Likelihood:
    """The costs for two versions."""

    def __init__(self, left: Sequence[Passage], right: Sequence[Passage]) -> None:
        self.left, self.right = left, right
        sizes = [sum(it.size for it in side) or 1 for side in (left, right)]
        self._ratio = sizes[1] / sizes[0]
        counts = [Counter(sign for it in side for sign in it.signs) for side in (left, right)]
        both = counts[0].keys() & counts[1].keys()
        number = len(left) + len(right)
        self._weights = {
            sign: log(number / (counts[0][sign] + counts[1][sign])) + 0.1 for sign in both if number
        }
        """Of the signs that both versions have at all: the rarer, the more it says."""

    def cost(self, left: Sequence[Passage], right: Sequence[Passage]) -> float:
        """What a bead costs; both sides have at least one passage."""
        cost = BEADS[len(left), len(right)]
        cost += self._by_length(sum(it.size for it in left), sum(it.size for it in right))
        cost += self._by_signs(left, right)
        cost += _by_kind(left, right)
        if len(left) == 1 == len(right):
            cost += _by_number(left[0], right[0])
            return cost + (_EQUAL if left[0].folded == right[0].folded else 0.0)
        firsts = _by_number(left[0], right[0])
        later = sum(it.number is not None for side in (left, right) if len(side) > 1 for it in side[1:])
        return cost + firsts + later * _OTHER_NUMBER

    def shared(self, left: Sequence[Passage], right: Sequence[Passage]) -> float:
        """The share of the signs of the poorer side that the other has, too: 0 to 1."""
        ours, theirs = (frozenset().union(*(it.signs for it in side)) for side in (left, right))
        weights = self._weights
        known = [sum(weights[sign] for sign in side if sign in weights) for side in (ours, theirs)]
        if not min(known):
            return 0.0
        return sum(weights[sign] for sign in ours & theirs if sign in weights) / min(known)

    def _by_signs(self, left: Sequence[Passage], right: Sequence[Passage]) -> float:
        if not self._kin:
            return 0.0
        least = min(sum(self._weight(it) for it in side) for side in (left, right))
        share = self.shared(left, right)
        for one, other in ((left, right), (right, left)):
            if len(one) > 1:
                share = min(share, *(self._part(it, other) for it in one))
        said = -_KIN * (share - _BY_CHANCE) * min(1.0, least / _SIGNS)
        return max(_LEAST, min(_MOST, said))

    def _part(self, passage: Passage, other: Sequence[Passage]) -> float:
        """The share of its signs that a passage has in common with those that it may be a part of."""
        known = self._weight(passage)
        theirs = frozenset().union(*(it.signs for it in other))
        return sum(self._weights[sign] for sign in passage.signs & theirs) / known if known else _BY_CHANCE

    def _weight(self, passage: Passage) -> float:
        return sum(self._weights.get(sign, 0.0) for sign in passage.signs)

    @cached_property
    def _kin(self) -> bool:
        """Whether the two languages share words at all."""
        return len(self._weights) > 0

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

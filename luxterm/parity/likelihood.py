"""How likely it is that passages of two versions say the same: costs in nats, the less the likelier.

Lengths as in Gale & Church, “A Program for Aligning Sentences in Bilingual Corpora” (1993); words that are
kin as in Simard, Foster & Isabelle, “Using Cognates to Align Sentences in Bilingual Corpora” (1992); numbers,
headings and equal texts besides.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from math import erfc, log, sqrt
from statistics import fmean, median

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
_STRETCH = 2.5
"""How much longer a language may be than another."""
_WORST, _UNLIKELY, _OTHER_LENGTH = 12.0, 9.0, 3.0
_EQUAL = -18.0
_SAME_NUMBER, _OTHER_NUMBER, _NO_NUMBER = -6.0, 8.0, 1.5
_OTHER_KIND, _OTHER_LEVEL = 6.0, 3.0
_MOST_FOR, _MOST_AGAINST = 8.0, -5.0
"""What signs can say for a bead, and against it."""
_TELLING, _DOUBTFUL, _DENYING = 4.0, -1.0, -4.0
"""From where on they say so by themselves."""
_PART, _UNSUPPORTED = -0.5, 6.0
"""What signs must say at least for a part of a passage to be one, and what it costs otherwise."""
_USUAL, _BY_CHANCE = (0.2, 4), (0.04, 10)
"""What is thought of the share of signs that counterparts have in common, and others, before any are seen;
and how many seen ones that counts for."""
_PASSAGES_BESIDE = 4
"""Passages to either side among which a counterpart is looked for, to see how much such share."""
_AKIN = 1.5
"""How much more counterparts share than others, if the languages are akin."""
_LANGUAGE = 30
"""Passages of other texts, without the sign in question: so it says something even in a short one."""


class Likelihood:
    """The costs for two versions; passages are named by their places in them."""

    def __init__(self, left: Sequence[Passage], right: Sequence[Passage]) -> None:
        self.left, self.right = left, right
        sizes = [sum(it.size for it in side) or 1 for side in (left, right)]
        self._ratio = min(max(sizes[1] / sizes[0], 1 / _STRETCH), _STRETCH)
        counts = [Counter(sign for it in side for sign in it.signs) for side in (left, right)]
        number = len(left) + len(right) + _LANGUAGE
        self._weights = {
            sign: log(number / (counts[0][sign] + counts[1][sign]))
            for sign in counts[0].keys() | counts[1].keys()
        }
        """The rarer a sign, the more it says."""
        ours, theirs = ([it.signs for it in side] for side in (left, right))
        self._signs = ours, theirs
        self._rich = [
            [sum(map(self._weights.__getitem__, signs)) for signs in side] for side in (ours, theirs)
        ]
        sections = ({it.section for it in side} for side in (left, right))
        self._sections = frozenset[str].intersection(*map(frozenset, sections)) - {""}
        """The numbers of articles and headings that both versions have."""
        self._common = cache(self._in_common)
        self._usual, self._by_chance = self._shares()
        """The shares of signs that counterparts have in common, and other passages."""
        weights = [self._weights[sign] for it in (*left, *right) for sign in it.signs]
        self._unit = fmean(weights) if weights else 1.0

    def cost(self, rows: range, columns: range) -> float:
        """What a bead costs; both sides have at least one passage."""
        left, right = self.left[rows.start : rows.stop], self.right[columns.start : columns.stop]
        cost = BEADS[len(left), len(right)]
        if len(left) == 1 == len(right) and left[0].folded == right[0].folded:
            return cost + _by_kind(left, right) + _by_number(left[0], right[0]) + _EQUAL
        cost += self._by_length(sum(it.size for it in left), sum(it.size for it in right))
        several = len(left) > 1 or len(right) > 1
        if several and cost > _UNLIKELY:
            return cost + _WORST  # most that could be joined aren't as long as each other
        cost += _by_kind(left, right) + _by_number(left[0], right[0])
        if several:
            cost += _OTHER_NUMBER * sum(it.number is not None for it in (*left[1:], *right[1:]))
            if cost > _WORST:
                return cost
            cost += 0.0 if self.supports(rows, columns) else _UNSUPPORTED
        if self.apart(rows, columns):
            cost += _OTHER_NUMBER
        return cost - self.evidence(rows, columns)

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

    def evidence(self, rows: range, columns: range) -> float:
        """How much likelier what passages share is if they belong together, in nats.

        A ratio of two Poisson distributions, of as many signs as the poorer side has.
        """
        if self._usual < _AKIN * self._by_chance:
            return 0.0  # the languages have no words in common
        ours, theirs = self._rich
        signs = min(sum(ours[a] for a in rows), sum(theirs[b] for b in columns)) / self._unit
        share = self.shared(rows, columns)
        found = share * signs * log(self._usual / self._by_chance) - signs * (self._usual - self._by_chance)
        return max(_MOST_AGAINST, min(_MOST_FOR, found))

    def tells(self, rows: range, columns: range) -> bool:
        """Whether what they share shows by itself that passages belong together."""
        return self.evidence(rows, columns) >= _TELLING

    def doubts(self, rows: range, columns: range) -> bool:
        """Whether passages share less than counterparts should, or nothing but a place in the order."""
        evidence = self.evidence(rows, columns)
        if evidence > 0:
            return False
        sides = self.left[rows.start : rows.stop], self.right[columns.start : columns.stop]
        ours, theirs = (frozenset[str]().union(*(it.surest for it in side)) for side in sides)
        if evidence <= _DOUBTFUL or (bool(ours or theirs) and not ours & theirs):
            return True
        return self._by_length(*(sum(it.size for it in side) for side in sides)) > _OTHER_LENGTH

    def denies(self, rows: range, columns: range) -> bool:
        """Whether passages with much to share have next to nothing in common."""
        return self.evidence(rows, columns) <= _DENYING

    def apart(self, rows: range, columns: range) -> bool:
        """Whether passages stand under different numbers, one of which is known to stand for another text."""
        one, other = self.left[rows.start].section, self.right[columns.start].section
        return one != other and bool(one and other) and bool(self._sections & {one, other})

    def contradicts(self, rows: range, columns: range) -> bool:
        """Whether passages stand under different figures: "Article 3" and "Article 4"."""
        one, other = self.left[rows.start].section, self.right[columns.start].section
        return one != other and one[:1].isdigit() and other[:1].isdigit()

    def unnumbered(self, one: Passage, other: Passage) -> bool:
        """Whether one of two has a number and the other none, where both versions number such passages."""
        if (one.number is None) == (other.number is None):
            return False
        return all(
            any(it.number is not None and it.kind == one.kind for it in side)
            for side in (self.left, self.right)
        )

    def supports(self, rows: range, columns: range) -> bool:
        """Whether each of several passages shares enough to be a part of what stands on the other side."""
        parts = [(range(a, a + 1), columns) for a in rows] if len(rows) > 1 else []
        parts += [(rows, range(b, b + 1)) for b in columns] if len(columns) > 1 else []
        return all(self.evidence(*part) >= _PART for part in parts)

    def _in_common(self, a: int, b: int) -> float:
        return sum(map(self._weights.__getitem__, self._signs[0][a] & self._signs[1][b]))

    def _shares(self) -> tuple[float, float]:
        number = len(self.right)
        slope = number / max(1, len(self.left))
        near: list[float] = []
        far: list[float] = []
        for a in range(len(self.left) if number else 0):
            at = min(int(a * slope), number - 1)
            around = range(max(0, at - _PASSAGES_BESIDE), min(number, at + _PASSAGES_BESIDE + 1))
            near.append(max(self.shared(range(a, a + 1), range(b, b + 1)) for b in around))
            other = (at + number // 2) % number
            if abs(other - at) > _PASSAGES_BESIDE:
                far.append(self.shared(range(a, a + 1), range(other, other + 1)))
        return _seen(near, median, *_USUAL), _seen(far, fmean, *_BY_CHANCE)

    def _by_length(self, left: int, right: int) -> float:
        mean = (left + right / self._ratio) / 2
        delta = abs(right - left * self._ratio) / sqrt(mean * _VARIANCE)
        return min(_WORST, -log(max(erfc(delta / sqrt(2)), 1e-12)))


def _by_kind(left: Sequence[Passage], right: Sequence[Passage]) -> float:
    if len(left) == 1 == len(right) and left[0].kind == right[0].kind and left[0].level == right[0].level:
        return 0.0  # nearly always
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


def _seen(shares: list[float], mean: Callable[[list[float]], float], before: float, number: int) -> float:
    """The mean of what was seen, together with what was thought before."""
    seen = len(shares) * mean(shares) if shares else 0.0
    return max((seen + number * before) / (len(shares) + number), 0.01)

"""Which passages of two versions belong together.

First those that nothing else can be: with a number that each version has once, in the same order (as lines
that occur once in patience diff). Between them the likeliest sequence of beads, by dynamic programming, and
how likely each bead of it is, by the forward–backward algorithm: one that isn't is given up rather than
guessed. Last, what neither order nor gaps explain: passages that were moved.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from math import exp, log
from typing import NamedTuple

from luxterm.parity.likelihood import BEADS, NEVER, Likelihood
from luxterm.parity.passages import Passage

BY_NUMBER, BY_WORDS, BY_ORDER, MOVED = "number", "words", "order", "moved"

_LIKELY = 0.6
"""How likely a bead without a sign of its own must be."""
_NEAR = 2
"""Beads to either side that show whether the order of two versions is broken there."""
_BAND = 60
"""Passages to either side of the diagonal that are looked at, besides the difference in their numbers."""
_MOVED_LETTERS = 40
"""Letters that a passage must have to be known in another place."""
_NOT_FAR = 40
"""Aligned passages between two of which one may be the other, moved."""
_CLEARLY, _MOST_PAIRS = 0.7, 250_000
"""How much of what the two share any other may share at most, and how many pairs are compared at all."""
_LIKE_ENOUGH = 2.5
"""How many times as long as the other an anchor may be."""


class Bead(NamedTuple):
    """Passages of two versions that say the same, by their places, and how that is known.

    One side is empty for a passage without a counterpart.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    how: str = ""


def align(left: Sequence[Passage], right: Sequence[Passage]) -> list[Bead]:
    """The beads of two versions; every passage is in one. In the order of the left one, then of the right."""
    likelihood = Likelihood(left, right)
    beads: list[Bead] = []
    i = j = 0
    for a, b in [*_anchors(left, right), (len(left), len(right))]:
        beads += _without_guesses([*_between(likelihood, range(i, a), range(j, b))], likelihood)
        if a < len(left):
            beads.append(Bead((a,), (b,), BY_NUMBER))
        i, j = a + 1, b + 1
    return _with_moved(beads, likelihood)


def _anchors(left: Sequence[Passage], right: Sequence[Passage]) -> list[tuple[int, int]]:
    """Pairs with a number that stands once in each, the longest sequence of them in the order of both."""
    known = [_unique(side) for side in (left, right)]
    pairs = [
        (a, known[1][key])
        for key, a in known[0].items()
        if key in known[1] and _alike(left[a], right[known[1][key]])
    ]
    return _increasing(sorted(pairs))


def _unique(side: Sequence[Passage]) -> dict[tuple[str, ...], int]:
    counts = Counter(it.path for it in side if it.path)
    return {it.path: at for at, it in enumerate(side) if it.path and counts[it.path] == 1}


def _alike(left: Passage, right: Passage) -> bool:
    """Whether an equal number may make one an anchor for the other: their lengths don't speak against it."""
    longer, shorter = max(left.size, right.size), min(left.size, right.size)
    return left.kind == right.kind and (longer <= _LIKE_ENOUGH * shorter or longer - shorter < _MOVED_LETTERS)


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence that increases on both sides (Schensted 1961)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, value) in enumerate(pairs):
        place = bisect_left(tails, value)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [value]
        ends[place : place + 1] = [at]
    found: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _between(likelihood: Likelihood, rows: range, columns: range) -> Iterator[Bead]:
    """The beads of two stretches."""
    if not rows or not columns:
        yield from (Bead((a,), ()) for a in rows)
        yield from (Bead((), (b,)) for b in columns)
        return
    table = _Table(likelihood, rows, columns)
    for i, j, step in table.path():
        ours, theirs = rows[i - step[0] : i], columns[j - step[1] : j]
        if ours and theirs and (how := _how(table, likelihood, i, j, step)):
            yield Bead(tuple(ours), tuple(theirs), how)
        else:
            yield from (Bead((a,), ()) for a in ours)
            yield from (Bead((), (b,)) for b in theirs)


def _how(table: "_Table", likelihood: Likelihood, i: int, j: int, step: tuple[int, int]) -> str:
    """How it is known that the passages of a step belong together, "" if it isn't."""
    rows, columns = table.rows[i - step[0] : i], table.columns[j - step[1] : j]
    left, right = likelihood.left[rows.start], likelihood.right[columns.start]
    telling = likelihood.tells(rows, columns)
    if step == (1, 1):
        if left.folded == right.folded:
            return BY_WORDS
        if (
            left.number
            and right.number
            and left.number.value == right.number.value
            and left.path == right.path
        ):
            return BY_NUMBER
        if telling:
            return BY_WORDS
    elif not likelihood.supports(rows, columns):
        return ""
    if likelihood.denies(rows, columns) or table.share(i, j, step) < _LIKELY:
        return ""
    return BY_WORDS if telling else BY_ORDER


def _without_guesses(beads: list[Bead], likelihood: Likelihood) -> list[Bead]:
    """The beads, but what is paired by order alone, and doubtful, is given up where the order is broken."""
    found: list[Bead] = []
    for at, bead in enumerate(beads):
        near = beads[max(0, at - _NEAR) : at + _NEAR + 1]
        if bead.how == BY_ORDER and any(not it.how for it in near) and likelihood.doubts(*_ranges(bead)):
            found += [*(Bead((a,), ()) for a in bead.left), *(Bead((), (b,)) for b in bead.right)]
        else:
            found.append(bead)
    return found


def _ranges(bead: Bead) -> tuple[range, range]:
    return range(bead.left[0], bead.left[-1] + 1), range(bead.right[0], bead.right[-1] + 1)


class _Table:
    """All ways to align two stretches, but for those far off the diagonal."""

    def __init__(self, likelihood: Likelihood, rows: range, columns: range) -> None:
        self.rows, self.columns = rows, columns
        self._rows, self._columns = len(rows), len(columns)
        self._likelihood = likelihood
        self._band = _BAND + abs(len(rows) - len(columns))
        self._costs: dict[tuple[int, int, tuple[int, int]], float] = {}
        self._best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
        self._ahead: dict[tuple[int, int], float] = {(0, 0): 0.0}
        self._behind: dict[tuple[int, int], float] = {(self._rows, self._columns): 0.0}
        self._fill()

    def _cells(self) -> list[tuple[int, int]]:
        slope = self._columns / self._rows
        return [
            (i, j)
            for i in range(self._rows + 1)
            for j in range(
                max(0, int(i * slope) - self._band), min(self._columns, int(i * slope) + self._band) + 1
            )
        ]

    def _fill(self) -> None:
        cells = self._cells()
        for i, j in cells:
            ways: list[float] = []
            best = (NEVER, (0, 0))
            for step in BEADS:
                before = self._best.get((i - step[0], j - step[1]))
                if before is None:
                    continue
                cost = self._costs[i, j, step] = self._cost(i, j, step)
                best = min(best, (before[0] + cost, step))
                ways.append(self._ahead[i - step[0], j - step[1]] - cost)
            if ways:
                self._best[i, j] = best
                self._ahead[i, j] = _log_sum(ways)
        for i, j in reversed(cells):
            behind = self._behind.get((i, j))
            if behind is None and (i, j) in self._best:
                ways = [
                    self._behind[i + step[0], j + step[1]] - self._costs[i + step[0], j + step[1], step]
                    for step in BEADS
                    if (i + step[0], j + step[1]) in self._behind
                    and (i + step[0], j + step[1], step) in self._costs
                ]
                if ways:
                    self._behind[i, j] = _log_sum(ways)

    def _cost(self, i: int, j: int, step: tuple[int, int]) -> float:
        if not step[0] or not step[1]:
            return BEADS[step]
        return self._likelihood.cost(self.rows[i - step[0] : i], self.columns[j - step[1] : j])

    def path(self) -> Iterator[tuple[int, int, tuple[int, int]]]:
        """The likeliest way: where each of its steps ends, and the step."""
        steps: list[tuple[int, int, tuple[int, int]]] = []
        i, j = self._rows, self._columns
        while i or j:
            step = self._best[i, j][1]
            steps.append((i, j, step))
            i, j = i - step[0], j - step[1]
        return reversed(steps)

    def share(self, i: int, j: int, step: tuple[int, int]) -> float:
        """How likely a step is among all ways, by what leads to it and what follows."""
        whole = self._ahead[self._rows, self._columns]
        here = self._ahead[i - step[0], j - step[1]] - self._costs[i, j, step] + self._behind[i, j]
        return exp(min(0.0, here - whole))


def _log_sum(values: list[float]) -> float:
    most = max(values)
    return most + log(sum(exp(value - most) for value in values))


def _with_moved(beads: list[Bead], likelihood: Likelihood) -> list[Bead]:
    """The beads, those without a counterpart joined where nothing else can be meant: here, or elsewhere."""
    gap = 0
    ours: dict[int, int] = {}
    theirs: dict[int, int] = {}
    for bead in beads:
        if bead.left and bead.right:
            gap += 1
        elif bead.left:
            ours[bead.left[0]] = gap
        else:
            theirs[bead.right[0]] = gap
    joined = dict(_pairs(ours, theirs, likelihood))
    gone = set(joined.values())
    found: list[Bead] = []
    for bead in beads:
        if not bead.right and (other := joined.get(bead.left[0])) is not None:
            here = ours[bead.left[0]] == theirs[other]
            found.append(Bead(bead.left, (other,), BY_WORDS if here else MOVED))
        elif bead.left or bead.right[0] not in gone:
            found.append(bead)
    return found


def _pairs(ours: dict[int, int], theirs: dict[int, int], likelihood: Likelihood) -> Iterator[tuple[int, int]]:
    """Pairs of which each is by far the likeliest for the other. `ours`, `theirs`: in which gap each is."""
    if len(ours) * len(theirs) > _MOST_PAIRS:
        return
    fits: dict[tuple[int, int], float] = {}
    for a in ours:
        for b in theirs:
            if likeness := _likeness(likelihood, a, b, near=abs(ours[a] - theirs[b]) <= _NOT_FAR):
                fits[a, b] = likeness
    for (a, b), likeness in fits.items():
        others = [it for (x, y), it in fits.items() if (x == a) != (y == b)]
        if max(others, default=0.0) < _CLEARLY * likeness:
            yield a, b


def _likeness(likelihood: Likelihood, a: int, b: int, *, near: bool) -> float:
    """How much two passages have in common, 0 if that may well be by chance."""
    left, right = likelihood.left[a], likelihood.right[b]
    if left.kind != right.kind or not _alike(left, right):
        return 0.0
    if left.folded == right.folded:
        return 1.0
    pair = range(a, a + 1), range(b, b + 1)
    enough = near and min(left.size, right.size) >= _MOVED_LETTERS
    return likelihood.shared(*pair) if enough and likelihood.tells(*pair) else 0.0

"""Which passages of two versions belong together.

First those that nothing else can be: with a number or a text that each version has once, in the same order
(as lines that occur once in patience diff). Between them the likeliest sequence of beads, and how likely each
of them is (`luxterm.parity.table`): one that isn't is given up rather than guessed. Last, what neither order
nor gaps explain: passages that were moved.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from luxterm.parity.likelihood import Likelihood
from luxterm.parity.passages import Passage
from luxterm.parity.table import Step, Table

BY_NUMBER, BY_WORDS, BY_ORDER, MOVED = "number", "words", "order", "moved"

_LIKELY = 0.6
"""How likely a bead without a sign of its own must be."""
_WINDOW = 500
"""Passages of the left version that are looked at as a whole."""
_TEXT = 8
"""Code points that a text has at least to show by itself what it belongs to."""
_BEADS_BESIDE = 2
"""Beads to either side that show whether the order of two versions is broken there."""
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
            beads.append(Bead((a,), (b,), BY_WORDS if left[a].folded == right[b].folded else BY_NUMBER))
        i, j = a + 1, b + 1
    return _with_moved(beads, likelihood)


def _anchors(left: Sequence[Passage], right: Sequence[Passage]) -> list[tuple[int, int]]:
    """Pairs with a number, or a text, that stands once in each: as many as are in the order of both."""
    known = [_unique(side) for side in (left, right)]
    pairs = {
        (a, known[1][key])
        for key, a in known[0].items()
        if key in known[1] and _alike(left[a], right[known[1][key]])
    }
    return _increasing(sorted(pairs, key=lambda pair: (pair[0], -pair[1])))


def _unique(side: Sequence[Passage]) -> dict[tuple[str, ...], int]:
    """What stands once in a version, with its place: the path of a number, or a text of some length."""
    found: dict[tuple[str, ...], int] = {}
    for keys in ([it.path for it in side], [(it.folded,) if len(it.folded) >= _TEXT else () for it in side]):
        counts = Counter(keys)
        found |= {key: at for at, key in enumerate(keys) if key and counts[key] == 1}
    return found


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
    """The beads of two stretches; of long ones a window at a time."""
    while len(rows) > _WINDOW and columns:
        width = min(len(columns), round(_WINDOW * len(columns) / len(rows)) or 1)
        beads = list(_in_window(likelihood, rows[:_WINDOW], columns[:width]))
        if width == len(columns):
            break
        kept = beads[: len(beads) * 2 // 3]  # those near the end are bent towards it
        yield from kept
        rows = rows[sum(len(it.left) for it in kept) :]
        columns = columns[sum(len(it.right) for it in kept) :]
    if not rows or not columns:
        yield from (Bead((a,), ()) for a in rows)
        yield from (Bead((), (b,)) for b in columns)
        return
    yield from _in_window(likelihood, rows, columns)


def _in_window(likelihood: Likelihood, rows: range, columns: range) -> Iterator[Bead]:
    """The beads of two stretches that are looked at as a whole."""
    table = Table(likelihood, rows, columns)
    for i, j, step in table.path():
        ours, theirs = rows[i - step[0] : i], columns[j - step[1] : j]
        if ours and theirs and (how := _how(table, likelihood, i, j, step)):
            yield Bead(tuple(ours), tuple(theirs), how)
        else:
            yield from (Bead((a,), ()) for a in ours)
            yield from (Bead((), (b,)) for b in theirs)


def _how(table: Table, likelihood: Likelihood, i: int, j: int, step: Step) -> str:
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
    if (
        likelihood.denies(rows, columns)
        or likelihood.apart(rows, columns)
        or table.share(i, j, step) < _LIKELY
    ):
        return ""
    if step == (1, 1) and likelihood.evidence(rows, columns) <= 0 and likelihood.unnumbered(left, right):
        return ""
    if telling:
        return BY_WORDS
    return "" if likelihood.contradicts(rows, columns) else BY_ORDER


def _without_guesses(beads: list[Bead], likelihood: Likelihood) -> list[Bead]:
    """The beads, but what is paired by order alone, and doubtful, is given up where the order is broken.

    It isn't broken by what an article lacks before or after the one that both stand in.
    """
    found: list[Bead] = []
    for at, bead in enumerate(beads):
        near = beads[max(0, at - _BEADS_BESIDE) : at + _BEADS_BESIDE + 1]
        if (
            bead.how == BY_ORDER
            and any(not it.how and _in_one_section(bead, it, likelihood) for it in near)
            and likelihood.doubts(*_ranges(bead))
        ):
            found += [*(Bead((a,), ()) for a in bead.left), *(Bead((), (b,)) for b in bead.right)]
        else:
            found.append(bead)
    return found


def _in_one_section(bead: Bead, lacking: Bead, likelihood: Likelihood) -> bool:
    """Whether a passage without a counterpart may stand in the same article as what a bead joins."""
    if lacking.left:
        one, other = likelihood.left[bead.left[0]], likelihood.left[lacking.left[0]]
    else:
        one, other = likelihood.right[bead.right[0]], likelihood.right[lacking.right[0]]
    return not (one.section and other.section) or one.section == other.section


def _ranges(bead: Bead) -> tuple[range, range]:
    return range(bead.left[0], bead.left[-1] + 1), range(bead.right[0], bead.right[-1] + 1)


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
    best = _best((a, it) for (a, _), it in fits.items()), _best((b, it) for (_, b), it in fits.items())
    for (a, b), likeness in fits.items():
        # The best of the others: the second, where the first is its own
        others = [pair[pair[0] == likeness] for pair in (best[0][a], best[1][b])]
        if max(others) < _CLEARLY * likeness:
            yield a, b


def _best(fits: Iterable[tuple[int, float]]) -> dict[int, tuple[float, float]]:
    """Of what each fits the two that it fits best."""
    found: dict[int, tuple[float, float]] = {}
    for at, likeness in fits:
        first, second = found.get(at, (0.0, 0.0))
        found[at] = max(first, likeness), max(second, min(first, likeness))
    return found


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

"""More than two versions: the first is held against each of the others, and what belongs together is a row.

What the first version lacks is aligned between the others, two at a time.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from luxterm.parity.align import BY_NUMBER, BY_ORDER, BY_WORDS, MOVED, Bead, align
from luxterm.parity.passages import Passage

_SURER = (BY_ORDER, BY_WORDS, BY_NUMBER, MOVED)
"""How a row is known: by the least of its beads, or that something was moved."""


class Row(NamedTuple):
    """What belongs together: for each version its passages, by place, none where it lacks them; and how."""

    passages: tuple[tuple[int, ...], ...]
    how: str

    @property
    def lacking(self) -> tuple[int, ...]:
        """The versions in which nothing could be aligned with it."""
        return tuple(at for at, passages in enumerate(self.passages) if not passages)


def rows_of(versions: Sequence[Sequence[Passage]]) -> list[Row]:
    """Every passage of every version, in one row each, in the order of the first version."""
    rows: list[Row] = []
    taken: list[set[int]] = [set() for _ in versions]
    for pivot in range(len(versions)):
        left = [at for at in range(len(versions[pivot])) if at not in taken[pivot]]
        others = {
            other: [at for at in range(len(versions[other])) if at not in taken[other]]
            for other in range(pivot + 1, len(versions))
        }
        found = _rows(versions, pivot, left, others)
        for row in found:
            for version, passages in enumerate(row.passages):
                taken[version].update(passages)
        rows = _merged(rows, found, pivot) if rows else found
    return rows


def _rows(
    versions: Sequence[Sequence[Passage]], pivot: int, left: list[int], others: dict[int, list[int]]
) -> list[Row]:
    """The rows with passages of one version, each with what the later ones have for them."""
    parent = {at: at for at in left}

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    joined: list[tuple[int, Bead]] = []
    for other, theirs in others.items():
        ours = [versions[pivot][at] for at in left]
        for bead in align(ours, [versions[other][at] for at in theirs]):
            bead = Bead(tuple(left[a] for a in bead.left), tuple(theirs[b] for b in bead.right), bead.how)
            if not bead.left or not bead.right:
                continue
            joined.append((other, bead))
            for at in bead.left[1:]:
                parent[root(at)] = root(bead.left[0])
    groups: dict[int, list[int]] = {}
    for at in left:
        groups.setdefault(root(at), []).append(at)
    found: dict[int, list[tuple[int, ...]]] = {}
    hows: dict[int, list[str]] = {}
    for key, members in groups.items():
        found[key] = [()] * len(versions)
        found[key][pivot] = tuple(members)
    for other, bead in joined:
        key = root(bead.left[0])
        found[key][other] = tuple(sorted((*found[key][other], *bead.right)))
        hows.setdefault(key, []).append(bead.how)
    return [Row(tuple(each), _how(hows.get(key, []))) for key, each in found.items()]


def _how(hows: list[str]) -> str:
    return MOVED if MOVED in hows else min(hows, key=_SURER.index, default="")


def _merged(rows: list[Row], more: list[Row], version: int) -> list[Row]:
    """The rows with others of a later version, each after the row of the passage that precedes it there."""
    after: dict[int, int] = {}
    for number, row in enumerate(rows):
        if row.how != MOVED:
            for passage in row.passages[version]:
                after[passage] = number
    known = sorted(after)
    places: dict[int, list[Row]] = {}
    for row in more:
        before = bisect_left(known, row.passages[version][0])
        place = after[known[before - 1]] if before else -1
        places.setdefault(place, []).append(row)
    found = list(places.get(-1, []))
    for number, row in enumerate(rows):
        found += [row, *places.get(number, [])]
    return found

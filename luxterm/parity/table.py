"""All ways to align two stretches of passages, and how likely each step of the likeliest one is.

Dynamic programming as by Gale & Church (1993), near the diagonal; the likelihoods are by the forward–backward
algorithm (Rabiner 1989).
"""

from collections.abc import Iterator
from math import exp, log

from luxterm.parity.likelihood import BEADS, NEVER, Likelihood

Step = tuple[int, int]
"""How many passages of either side belong together."""

_BAND = 60
"""Passages to either side of the diagonal that are looked at, besides the difference in their numbers."""


class Table:
    """All ways to align two stretches, but for those far off the diagonal."""

    def __init__(self, likelihood: Likelihood, rows: range, columns: range) -> None:
        self.rows, self.columns = rows, columns
        self._rows, self._columns = len(rows), len(columns)
        self._likelihood = likelihood
        self._band = _BAND + abs(len(rows) - len(columns))
        self._costs: dict[tuple[int, int, Step], float] = {}
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

    def path(self) -> Iterator[tuple[int, int, Step]]:
        """The likeliest way: where each of its steps ends, and the step."""
        steps: list[tuple[int, int, Step]] = []
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

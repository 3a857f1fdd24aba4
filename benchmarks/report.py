"""What was measured, as Markdown: tables, goals with their figures, and the page they go into."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

BEGIN = "<!-- figures: made by `python -m {} --write`, don't edit -->"
END = "<!-- end of figures -->"


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure and its goal: at most `limit`, or at least, if `least`.

    `floor` is the generous limit of the quick run, which must not fail on a busy machine.
    """

    name: str
    figure: float
    limit: float
    unit: str = ""
    least: bool = False
    floor: float = 0.0

    @property
    def met(self) -> bool:
        return self._holds(self.limit)

    @property
    def far_off(self) -> bool:
        return bool(self.floor) and not self._holds(self.floor)

    def _holds(self, limit: float) -> bool:
        return self.figure >= limit if self.least else self.figure <= limit

    def row(self) -> tuple[str, str, str, str]:
        sign = "at least" if self.least else "at most"
        shown = f"{number(self.figure)}{self.unit}"
        wanted = f"{sign} {number(self.limit)}{self.unit}"
        return self.name, shown, wanted, "met" if self.met else "**missed**"


@dataclass(slots=True)
class Section:
    """One subject: what was run, a table of it, and its goals."""

    title: str
    about: str
    head: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list[Sequence[str]])
    goals: list[Goal] = field(default_factory=list[Goal])

    def markdown(self) -> str:
        parts = [f"## {self.title}", self.about, table(self.head, self.rows)]
        if self.goals:
            parts.append(table(("goal", "figure", "wanted", ""), [goal.row() for goal in self.goals]))
        return "\n\n".join(parts) + "\n"


def number(value: float) -> str:
    """Three figures are all that a timing is worth."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write(page: Path, text: str, module: str = "benchmarks") -> None:
    """Put a module's figures between its markers in the page. Raises ValueError if it has none."""
    old, begin = page.read_text(encoding="utf-8"), BEGIN.format(module)
    before, found, rest = old.partition(begin)
    _, ended, after = rest.partition(END)
    if not (found and ended):
        raise ValueError(f"{page} has no markers for the figures of {module}")
    page.write_text(f"{before}{begin}\n\n{text.strip()}\n\n{END}{after}", encoding="utf-8")

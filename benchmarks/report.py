"""What was measured, as Markdown: tables, goals with their figures, and the page they go into."""

import re
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
    before, _, after = _parted(page, module)
    page.write_text(f"{before}\n\n{text.strip()}\n\n{after}", encoding="utf-8")


def update(page: Path, sections: Iterable[Section]) -> None:
    """Put some sections in the place of those with the same titles, and their goals among all goals.

    Raises ValueError if the page has no markers.
    """
    parts = re.split(r"(?m)^(?=## )", _parted(page, "benchmarks")[1])
    titles = [part.partition("\n")[0] for part in parts]
    for section in sections:
        title = f"## {section.title}"
        if title not in titles:
            titles.append(title)
            parts.append("")
        at, goals = titles.index(title), titles.index("## Goals")
        parts[goals] = _exchanged(parts[goals], _goal_rows(parts[at]), section)
        parts[at] = section.markdown() + "\n"
    write(page, "".join(parts))


def _goal_rows(text: str) -> set[str]:
    return {line for line in text.splitlines() if line.endswith((" met |", " **missed** |"))}


def _exchanged(text: str, old: set[str], section: Section) -> str:
    """The table of all goals with a section's in the place of its old ones, or at the end."""
    new = [f"| {' | '.join(goal.row())} |" for goal in section.goals]
    lines = text.strip().splitlines()
    place = next((at for at, line in enumerate(lines) if line in old), len(lines))
    before, after = lines[:place], [line for line in lines[place:] if line not in old]
    return "\n".join((*before, *new, *after)) + "\n\n"


def _parted(page: Path, module: str) -> tuple[str, str, str]:
    """The page up to the figures of a module, these, and what follows, with the markers around them."""
    begin = BEGIN.format(module)
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    figures, ended, after = rest.partition(END)
    if not (found and ended):
        raise ValueError(f"{page} has no markers for the figures of {module}")
    return before + begin, figures, END + after

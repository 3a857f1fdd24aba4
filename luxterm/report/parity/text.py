"""Versions side by side on a terminal: one below the other, each difference with the words that make it."""

from collections.abc import Iterator

from luxterm.parity.compare import UNALIGNED, WORDS, Compared, Difference, Parity
from luxterm.parity.version import Version
from luxterm.report.display import (
    BLUE,
    BOLD,
    DIM,
    GREEN,
    RED,
    YELLOW,
    Style,
    head,
    safe,
    safe_path,
    tail,
    wrap,
)
from luxterm.report.parity import said
from luxterm.report.parity.about import About
from luxterm.report.run import Out
from luxterm.text.width import width
from luxterm.wording import counted, in_marks, tell

_COLOURS = {WORDS: RED, UNALIGNED: BLUE}


def write(parity: Parity, about: About, out: Out) -> None:
    """The rows with differences, all of them if asked for, and a line that sums up."""
    names = said.labels(parity)
    for row in parity.rows:
        if row.differences or about.whole:
            out.write("\n".join(_row(row, parity, names, about)) + "\n\n")
    for each in said.incomparable(parity, about.lexicon):
        out.write(safe(each) + "\n")
    for name, version in zip(names, parity.versions, strict=True):
        passages = counted(len(version.passages), "passage")
        out.write(f"{name}: {safe_path(version.path)}: {passages}\n")
    out.write(f"{said.verdict(parity)}.\n")


def _row(row: Compared, parity: Parity, names: tuple[str, ...], about: About) -> Iterator[str]:
    style = about.style
    places = [
        said.place(version, passages[0])
        for version, passages in zip(parity.versions, row.row.passages, strict=True)
        if passages
    ]
    where = safe_path(" = ".join(places))
    known = said.how(row)
    yield style.paint(where, BOLD) + (style.paint(f" [{known}]", DIM) if known else "")
    for it in row.differences:
        colour = _COLOURS.get(it.kind, YELLOW)
        lines = wrap(safe(said.difference(it, names, about.lexicon)), max(style.width - 4, 24))
        yield "\n".join(f"  {style.paint(line, colour)}" for line in lines)
    margin = max(map(width, names)) + 4
    for at, version in enumerate(parity.versions):
        if row.row.passages[at]:
            label = f"  {names[at]}" + " " * (margin - 2 - width(names[at]))
            yield from _version(row, version, at, label, style)


def _version(row: Compared, version: Version, at: int, label: str, style: Style) -> Iterator[str]:
    """A version's passages around the words in question, and how each of those stands."""
    text = safe(" ".join(version.passages[each].text for each in row.row.passages[at]))
    concerned = _concerned(row.differences)
    words = [it for it in row.namings[at] if not concerned or it.concept in concerned]
    room = max(style.width - width(label), 24)
    blank = " " * width(label)
    yield f"{style.paint(label, DIM)}{_around(text, words[0].seen if words else '', room)}"
    for standing, each in said.words(words):
        colour = GREEN if each[0].recommended else YELLOW if each[0].kept else RED
        told = tell("with-colon", ", ".join(in_marks(it.seen) for it in each), standing)
        for number, line in enumerate(wrap(safe(told), room - 2)):
            yield blank + ("  " if number else "- ") + style.paint(line, colour)


def _concerned(differences: tuple[Difference, ...]) -> set[str]:
    return {it.concept for it in differences if it.concept}


def _around(text: str, words: str, room: int) -> str:
    """A line of a text with these words in the middle, if it is longer."""
    if width(text) <= room:
        return text
    at = max(text.find(safe(words)), 0) if words else 0
    before, after = text[:at], text[at:]
    ahead = min(width(before), room // 3)
    if width(before) > ahead:
        before = "…" + tail(before, ahead - 1)
    rest = room - width(before)
    return before + (after if width(after) <= rest else head(after, rest - 1) + "…")

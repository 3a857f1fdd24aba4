"""The documents the benchmarks read: policy prose assembled from `prose.txt` by a seeded generator.

`python -m benchmarks.corpus FOLDER FILES` writes them all; it is a process of its own so that the
measuring process stays small. Sizes are in bytes of UTF-8; every run writes the same documents.
"""

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

KB, MB = 1000, 1_000_000
FILE = 20 * KB
"""Size of a document in the folders."""
EVERY = 10
"""One document in this many has findings."""
BIG, BIG_FINDINGS = 10 * MB, 4000
COPIES = (1, 2, 4, 8)
TERMS = (100, 1000, 10_000)
"""Terms in the made-up termbases (benchmarks/terms.py)."""

_SLOT = re.compile(r"\{(\w+)\}")


def prose() -> dict[str, list[str]]:
    """The sentences and words of `prose.txt` by section."""
    sections: dict[str, list[str]] = {}
    name = ""
    for line in Path(__file__).with_name("prose.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            sections.setdefault(name, []).append(line)
    return sections


class Writer:
    """Writes documents. `kinds` are the sections of prose that sentences are drawn from."""

    def __init__(self, seed: int, *kinds: str) -> None:
        self._prose = prose()
        self._random = random.Random(seed)
        self._pool = [sentence for kind in kinds for sentence in self._prose[kind]]

    def markdown(self, size: int, findings: int = 0) -> str:
        """A Markdown document of about `size` bytes with this many discouraged terms, spread evenly."""
        blocks = [f"# {self._heading()}"]
        length, found = len(blocks[0]), 0
        while length < size or found < findings:
            block = self._block()
            if findings and length >= size * (found + 1) / (findings + 1):
                found += 1
                block = f"{self.sentence('finding')} {self.sentence()}"
            blocks.append(block)
            length += len(block) + 2
        return "\n\n".join(blocks) + "\n"

    def line(self, size: int, findings: int = 0) -> str:
        """The same as one line, as exports from other programs are."""
        return self.markdown(size, findings).replace("\n", " ").lstrip("# ") + "\n"

    def sentence(self, kind: str = "") -> str:
        return self._filled(self._random.choice(self._prose[kind] if kind else self._pool))

    def _filled(self, template: str) -> str:
        return _SLOT.sub(lambda slot: self._word(slot[1]), template)

    def _word(self, slot: str) -> str:
        if slot == "n":
            return str(self._random.randint(2, 95))
        if slot == "year":
            return str(self._random.randint(1995, 2024))
        return self._random.choice(self._prose[slot])

    def _heading(self) -> str:
        return self._filled(self._random.choice(self._prose["heading"]))

    def _block(self) -> str:
        kind = self._random.random()
        if kind < 0.12:
            return f"{'#' * self._random.randint(2, 4)} {self._random.randint(1, 30)}. {self._heading()}"
        if kind < 0.25:
            return "\n".join(f"- {self.sentence()}" for _ in range(self._random.randint(2, 6)))
        if kind < 0.30:
            numbers = range(1, self._random.randint(3, 6))
            return "\n".join(f"{number}. {self.sentence()}" for number in numbers)
        if kind < 0.36:
            return self._table()
        if kind < 0.40:
            return f"> {self.sentence()} {self.sentence()}"
        paragraph = " ".join(self.sentence() for _ in range(self._random.randint(2, 6)))
        words = paragraph.split(" ")
        mark = self._random.random()
        if mark < 0.15:
            words[1] = f"**{words[1]}**"
        elif mark < 0.25:
            words[2] = f"*{words[2]}*"
        elif mark < 0.40:
            words[-2] = f"[{words[-2]}](https://www.example.org/documents/{self._random.randint(1000, 9999)})"
        paragraph = " ".join(words)
        return _wrapped(paragraph) if kind < 0.7 else paragraph

    def _table(self) -> str:
        rows = [
            f"| {self._word('body')} | {self._word('area')} | {self._word('year')} |"
            for _ in range(self._random.randint(3, 8))
        ]
        return "\n".join(["| Body | Area | Year |", "| --- | --- | --- |", *rows])


def _wrapped(paragraph: str, width: int = 96) -> str:
    """Hard-wrapped, as many authors write."""
    lines: list[str] = []
    while len(paragraph) > width:
        at = paragraph.rfind(" ", 0, width)
        lines.append(paragraph[:at])
        paragraph = paragraph[at + 1 :]
    return "\n".join([*lines, paragraph])


_REPEATED = {
    "one-word.md": "policy ",
    "one-word-of-a-term.md": "child ",
    "half-a-term.md": "child sexual ",
    "one-letter.txt": "a",
    "line-breaks.md": "a\n",
    "blank-lines.md": "\n",
    "straight-quotes.md": '"',
    "opening-quotes.md": "“a ",
    "apostrophes.md": "child's 'rights' ",
    "asterisks.md": "*",
    "open-emphasis.md": "*a ",
    "open-strong.md": "a**b_c ",
    "backticks.md": "`",
    "brackets.md": "[",
    "open-links.md": "[a](",
    "images.md": "![a][b] ",
    "angle-brackets.md": "<",
    "open-tags.md": "<a b='",
    "open-comments.md": "<!-- a ",
    "ampersands.md": "&",
    "entities.md": "&amp;",
    "backslashes.md": "\\",
    "dollars.md": "a $5 ",
    "pipes.md": "|",
    "nested-quotes.md": ">",
    "nested-items.md": "- ",
    "long-list.md": "- a\n",
    "footnotes.md": "[^1] ",
    "hyphens.md": "child-\n",
    "dashes.md": "-",
    "soft-hyphens.md": "chi\u00adld ",
    "zero-width.md": "\u200b",
    "full-stops.md": ". ",
    "capitals.md": "Act On The ",
    "numbers.md": "1.1 ",
    "section-signs.txt": "Art. 5 (a) ",
    "nested-tags.html": "<div>",
    "open-tags.html": "<b ",
}
"""What makes many programs slow if it comes again and again, by the name of the file."""


def hostile(size: int) -> Iterator[tuple[str, str]]:
    """Names and texts that make many programs slow. Each ends in a finding, so that none can be skipped."""
    writer = Writer(7, "ordinary", "hard")
    end = f"\n\n{writer.sentence('finding')}\n"

    def repeated(unit: str) -> str:
        return unit * (size // len(unit.encode())) + end

    yield "prose.md", writer.markdown(size, 1)
    yield from ((name, repeated(unit)) for name, unit in _REPEATED.items())
    yield "spaces.md", "a" + repeated(" ")
    yield "uneven-backticks.md", "".join(f"{'`' * (1 + i % 90)}a " for i in range(size // 48)) + end
    yield "wide-table.md", f"{'|a' * 3000}|\n{'|-' * 3000}|\n" + repeated(f"{'|a' * 3000}|\n")
    yield "front-matter.md", "---\n" + repeated("a: b\n")
    yield "nested-lists.md", "".join(f"{'  ' * depth}- a\n" for depth in range(int(size**0.5))) + end
    yield "combining.txt", "a" + repeated("\u0301")
    yield "cells.html", "<table>" + repeated("<td>a")
    yield "line.md", writer.line(size, 1)
    yield "heading.md", f"# {writer.line(size, 1)}"
    yield "line.txt", writer.line(size, 1)
    yield "no-full-stop.txt", _no_stops(writer.line(size, 1))


def _no_stops(text: str) -> str:
    return re.sub(r"[.;:?!]", ",", text)


def document(number: int, *kinds: str) -> str:
    """A document of the folders, in Markdown."""
    found = number % EVERY == 0
    writer = Writer(number, *(("ordinary", "hard", "kept") if found else kinds))
    return writer.markdown(FILE, 3 * found)


def make(folder: Path, files: int) -> None:
    """Write every document under `folder`; `files` is how many the folders hold."""
    size = 2 * KB
    _put(folder / "small" / "clean.md", Writer(1, "ordinary").markdown(size))
    _put(folder / "small" / "found.md", Writer(1, "ordinary").markdown(size, 1))
    for name, kinds in (("ordinary", ("ordinary",)), ("hard", ("ordinary", "hard"))):
        for number in range(files):
            _put(folder / name / f"{number // 100:02}" / f"{number:04}.md", document(number, *kinds))
    share = min(1.0, files / 1000)
    big, many = int(BIG * share), int(BIG_FINDINGS * share)
    _put(folder / "big" / "findings.md", Writer(2, "ordinary", "hard").markdown(big, many))
    _put(folder / "big" / "ordinary.md", Writer(3, "ordinary", "hard").markdown(big, int(150 * share)))
    _put(folder / "big" / "line.md", Writer(4, "ordinary", "hard").line(big, many))
    stops = _no_stops(Writer(5, "ordinary", "hard").line(big, many))
    _put(folder / "big" / "no-full-stop.md", stops)
    _put(folder / "big" / "very-long-line.md", Writer(6, "ordinary", "hard").line(5 * big, 1))
    text = Writer(8, "ordinary", "hard").markdown(int(MB * share), int(400 * share))
    dense = "States combat child pornography and help the victims. " * int(600 * share)
    for copies in COPIES:
        _put(folder / "copies" / f"text-{copies}.md", text * copies)
        _put(folder / "copies" / f"dense-{copies}.md", dense * copies)
    for name, text in hostile(int(2 * MB * share)):
        _put(folder / "hostile" / name, text)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))

"""How long a drafter waits from a keystroke to the marks, in a document of a hundred pages."""

import statistics
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple, Self

from benchmarks.bench import Bench
from benchmarks.corpus import Writer
from benchmarks.markups import ASCIIDOC, HTML, LATEX, PLAIN, RST
from benchmarks.measure import processor_time
from benchmarks.report import Goal, Section, number
from tests.lsp import Client

SIZE = 300_000
"""Code points of the document."""
RATE = 10
"""Keys a second."""
MINUTE = 60 * RATE
MORE = 6_000
"""Keys that follow at once, each when the previous one has been answered: ten minutes of typing."""
FINDINGS, DENSE = 100, 1000
"""Findings of a document, and of the one that is full of them."""
_ALL_KEYS = 3
"""Documents into which `MORE` keys are typed."""
TYPED = "The State shall prohibit child pornography, in law and in practice. " * 4 + "\n\n"


class Typed(NamedTuple):
    """A document that is typed into: its text, its suffix and language for the editor, its goals in ms."""

    name: str
    text: str
    median: float
    last: float | None = None
    suffix: str = ".md"
    language: str = "markdown"


def typing(bench: Bench) -> Section:
    """Keys in the middle of a document, one by one; when the marks for each arrive."""
    keys, more = (100, 200) if bench.quick else (MINUTE, MORE)
    section = Section(
        "Typing",
        f"{RATE} keys a second in the middle of {SIZE // 1000} KB, each sent with the whole text; from the "
        "key to its marks on the wire, and the processor time that the server takes for it. In the first "
        f"three documents {more} keys follow as fast as they are answered, to see what memory remains in "
        "use. Start-up is until the server answers `initialize`.",
        (
            *("document", "marks", "start-up", "median", "99 of 100", "slowest", "processor time a key"),
            *("memory", "after all keys"),
        ),
    )
    for at, typed in enumerate(_documents()):
        with Typist(typed.text, typed.suffix, typed.language) as typist:
            before = typist.processor_time()
            waits = typist.type(keys, 1 / RATE)
            processor = (typist.processor_time() - before) / keys
            memory = later = typist.memory("VmHWM")
            if at < _ALL_KEYS:
                typist.type(more)
                later = typist.memory("VmRSS")
        last = statistics.quantiles(waits, n=100)[98]
        times = (typist.started, statistics.median(waits), last, max(waits), processor)
        figures = (f"{number(it * 1000)} ms" for it in times)
        shown = f"{later:.0f} MB" if at < _ALL_KEYS else ""
        section.rows.append((typed.name, str(typist.marks), *figures, f"{memory:.0f} MB", shown))
        section.goals.append(
            Goal(f"median, {typed.name}", statistics.median(waits) * 1000, typed.median, " ms", floor=150)
        )
        if typed.last is not None:
            section.goals.append(Goal(f"99 of 100, {typed.name}", last * 1000, typed.last, " ms", floor=500))
        if at < _ALL_KEYS:
            section.goals += [
                Goal(f"memory, {typed.name}", max(memory, later), 120, " MB", floor=300),
                Goal(f"start-up, {typed.name}", typist.started, 1, " s", floor=5),
            ]
    return section


def _documents() -> Iterator[Typed]:
    """Three in Markdown, the first in each other format, and one that is full of findings."""
    hard = Writer(3, "ordinary", "hard").markdown(SIZE, FINDINGS)
    yield Typed("hard", hard, 10, 50)
    yield Typed("ordinary", Writer(3, "ordinary").markdown(SIZE, FINDINGS), 10, 50)
    yield Typed("hard, with notes", _noted(hard), 10, 50)
    for name, markup, median, last in (
        ("plain text", PLAIN, 10, 50),
        ("HTML", HTML, 40, None),
        ("reStructuredText", RST, 40, None),
        ("LaTeX", LATEX, 40, None),
        ("AsciiDoc", ASCIIDOC, 40, None),
    ):
        yield Typed(name, markup.written(hard), median, last, markup.suffix, markup.language)
    yield Typed("dense", Writer(3, "ordinary", "hard").markdown(SIZE, DENSE), 40)


def _noted(text: str) -> str:
    """The text with what changes how other places are read: notes, links by label, amounts of money."""
    blocks = text.split("\n\n")
    for at in range(5, len(blocks), 10):
        blocks[at] += f"\n\nIt costs US$5, or US$9 as [the law][law {at}] has it.[^{at}]"
        blocks[at] += f"\n\n[^{at}]: A note.\n\n[law {at}]: https://www.example.org"
    return "\n\n".join(blocks)


class Typist:
    """Types into the middle of a document in a server of its own.

    `started` is the server's start-up in seconds, `marks` how many there were after the last key.
    """

    def __init__(self, text: str, suffix: str = ".md", language: str = "markdown") -> None:
        before = time.perf_counter()
        self._client = Client.start(life=4 * 3600)
        self._client.initialize()
        self.started = time.perf_counter() - before
        self.marks = 0
        self._keys = count(1)
        self._text = text
        self._at = text.find("\n\n", len(text) // 2) + 2
        self._uri = f"file:///nowhere/policy{suffix}"
        self._client.open(self._uri, text, language)
        self._client.diagnostics(self._uri, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def type(self, keys: int, every: float = 0) -> list[float]:
        """Seconds until the marks for each key came. A key comes `every` seconds, or later if they do."""
        return [self._type(next(self._keys), every) for _ in range(keys)]

    def memory(self, what: str) -> float:
        """A figure of the server's memory, by its name in /proc, in MB; 0 elsewhere."""
        status = Path(f"/proc/{self._client.process.pid}/status")
        kilobytes = int(status.read_text().split(f"{what}:")[1].split()[0]) if status.exists() else 0
        return kilobytes / 1024

    def processor_time(self) -> float:
        """Seconds of processor time that the server has used so far."""
        return processor_time(self._client.process.pid)

    def _type(self, key: int, every: float) -> float:
        client, version = self._client, key + 1
        self._text = self._text[: self._at] + TYPED[key % len(TYPED)] + self._text[self._at :]
        self._at += 1
        client.received.clear()
        pressed = time.perf_counter()
        client.change(self._uri, self._text, version)
        came = client.wait(lambda message: _is_for(message, version))
        self.marks = len(came.message["params"]["diagnostics"])
        time.sleep(max(0.0, pressed + every - time.perf_counter()))
        return came.time - pressed


def _is_for(message: dict[str, object], version: int) -> bool:
    params = message.get("params")
    return isinstance(params, dict) and params.get("version") == version and "diagnostics" in params


def _main(file: str, keys: str) -> None:
    """Type this many keys into a document; on the way, print the server's memory in MB: the most, and now."""
    with Typist(Path(file).read_text(encoding="utf-8")) as typist:
        for done in range(10):
            print(done * int(keys) // 10, typist.memory("VmHWM"), typist.memory("VmRSS"), flush=True)
            typist.type(int(keys) // 10)
        print(keys, typist.memory("VmHWM"), typist.memory("VmRSS"))


if __name__ == "__main__":
    _main(*sys.argv[1:])

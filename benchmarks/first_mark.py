"""How long the first marks take where luxterm has never run: `python -m benchmarks.first_mark PROGRAM …`.

PROGRAM is a luxterm: the stand-alone program, or that of an extension's package. Its server starts with an
empty cache, opens one of the samples, and has as long as its first marks take. Before each start the files
around the program are dropped from memory, where the system allows that, as after the computer has started.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import processor_time
from tests.lsp import Client

SAMPLES = Path(__file__).parents[1] / "samples"
TIMES = 5
PATIENCE = 240.0
"""Seconds for the first marks, more than any luxterm takes."""


class FirstMark(NamedTuple):
    """Seconds from the program's start until it answered, until the marks came, and of processor time."""

    answered: float
    marked: float
    processor: float


def first_mark(command: Sequence[str], sample: Path, around: Path) -> FirstMark:
    """One start. `around` is the folder whose files are dropped from memory before it."""
    text = sample.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="luxterm-first-") as home:
        forget(around)
        fresh = {**os.environ, "LUXTERM_CACHE": str(Path(home, "cache")), "HOME": home}
        begun = time.perf_counter()
        with Client([*command, "server"], env=fresh, cwd=home) as client:
            client.initialize()
            answered = time.perf_counter() - begun
            client.open(sample.as_uri(), text)
            marks = client.diagnostics(sample.as_uri(), timeout=PATIENCE)
            marked = time.perf_counter() - begun
            processor = processor_time(client.process.pid)
    assert marks, f"nothing is marked in {sample}"
    return FirstMark(answered, marked, processor)


def medians(command: Sequence[str], around: Path) -> dict[str, FirstMark]:
    """By sample: the medians of some starts."""
    samples = sorted(SAMPLES.glob("*.md"))
    found: dict[str, list[FirstMark]] = {it.name: [] for it in samples}
    for _ in range(TIMES):
        for sample in samples:
            found[sample.name].append(first_mark(command, sample, around))
    return {name: FirstMark(*map(statistics.median, zip(*it, strict=True))) for name, it in found.items()}


def forget(folder: Path) -> None:
    """Drop the files in a folder from the system's memory."""
    if not hasattr(os, "posix_fadvise"):
        return
    for path in folder.rglob("*"):
        if path.is_file():
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(descriptor)


def main() -> None:
    for program in map(Path, sys.argv[1:]):
        for name, it in medians([str(program)], program.parent).items():
            print(
                f"{program} {name}: answers after {it.answered:.2f} s, marks after {it.marked:.2f} s, ",
                end="",
            )
            print(f"{it.processor:.2f} s of processor time")


if __name__ == "__main__":
    main()

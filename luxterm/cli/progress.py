"""A progress bar on standard error, for runs that take longer than a moment."""

from collections.abc import Iterable, Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from luxterm.report.display import head, safe
from luxterm.types import figure
from luxterm.wording import tell

if TYPE_CHECKING:
    from luxterm.cli.console import Stream
    from luxterm.scan.job import FileResult

PATIENCE = 1.0
"""Seconds before the bar appears."""
PAUSE = 0.1
"""Seconds between updates."""
_BAR = 16
_MB = 1_000_000


def watched(
    results: "Iterable[FileResult]", sizes: Sequence[int], stream: "Stream"
) -> "Iterator[FileResult]":
    """The results, with a bar that shows the progress; it disappears when something is reported.

    `sizes` are those of all files in bytes: they say how much is left.
    """
    began = monotonic()
    due = began + PATIENCE
    total = sum(sizes)
    size = findings = 0
    drawn = False
    try:
        for number, result in enumerate(results, 1):
            size += result.size
            findings += sum(not item.finding.kept for item in result.findings)
            now = monotonic()
            if now >= due:
                parts = [
                    _bar(number, len(sizes)),
                    tell("bar-size", figure(size / _MB, 1), figure(total / _MB, 1)),
                    tell("bar-found", figure(findings)),
                    _left(now - began, min(size, total) / total if total else number / len(sizes)),
                    safe(result.path),
                ]
                stream.write(f"\r{head('  '.join(parts), stream.width() - 1)}\x1b[K")
                stream.flush()
                drawn, due = True, now + PAUSE
            if drawn and (result.findings or result.errors):
                stream.write("\r\x1b[K")
                stream.flush()
                drawn = False
            yield result
    finally:
        if drawn:
            stream.write("\r\x1b[K")


def _bar(number: int, total: int) -> str:
    filled = _BAR * number // max(total, 1)
    return f"[{'#' * filled}{'.' * (_BAR - filled)}] {tell('bar-files', figure(number), figure(total))}"


def _left(took: float, part: float) -> str:
    """The time left if it goes on at this pace."""
    if part <= 0:
        return tell("bar-left", "-:--")
    minutes, seconds = divmod(round(took / part - took), 60)
    hours, minutes = divmod(minutes, 60)
    return tell("bar-left", f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}")

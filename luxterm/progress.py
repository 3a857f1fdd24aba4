"""A progress bar on standard error, for runs that take longer than a moment."""

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING

from luxterm.report.display import head, safe

if TYPE_CHECKING:
    from luxterm.console import Stream
    from luxterm.scan import FileResult

PATIENCE = 1.0
"""Seconds before the bar appears."""
PAUSE = 0.1
"""Seconds between two drawings."""
_BAR = 24


def watched(results: "Iterable[FileResult]", total: int, stream: "Stream") -> "Iterator[FileResult]":
    """The results, with a bar that shows how far they are; it goes away when something is reported."""
    due = monotonic() + PATIENCE
    drawn = False
    try:
        for number, result in enumerate(results, 1):
            now = monotonic()
            if now >= due:
                stream.write(_line(number, total, result.path, stream.width()))
                stream.close()
                drawn, due = True, now + PAUSE
            if drawn and (result.findings or result.errors):
                stream.write("\r\x1b[K")
                stream.close()
                drawn = False
            yield result
    finally:
        if drawn:
            stream.write("\r\x1b[K")


def _line(number: int, total: int, path: str, width: int) -> str:
    filled = _BAR * number // max(total, 1)
    text = f"[{'#' * filled}{'.' * (_BAR - filled)}] {number}/{total} {safe(path)}"
    return f"\r{head(text, width - 1)}\x1b[K"

"""Reports of what was found: one module per format, and what they share.

Each format's module has `write(results, run, out)`: it reads the results as they come, in file order,
and writes whole lines of text to `out`. It decides nothing about findings; it only shows them.
"""

import os
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from luxterm.report.run import Out, Run

if TYPE_CHECKING:
    from luxterm.scan.job import FileResult

FORMATS = ("text", "line", "json", "jsonl", "sarif", "github", "gitlab", "junit", "html", "csv", "xlsx")
Write = Callable[[Iterable["FileResult"], Run, Out], None]


def format_of(path: str | None, formats: tuple[str, ...] = FORMATS) -> str:
    """Which of the formats a file of this name has by its extension; the first where that says nothing."""
    extension = os.path.splitext(path or "")[1][1:].lower()
    named = "html" if extension == "htm" else extension
    return named if named in formats else formats[0]


def writer(name: str) -> Write:
    """The `write` of one of FORMATS or of "statistics", its module imported only now."""
    if name == "jsonl":
        from luxterm.report.json import write_lines

        return write_lines
    return import_module(f"{__name__}.{name}").write

"""Reports of what was found: one module per format, and what they share.

Each format's module has `write(results, run, out)`: it reads the results as they come, in file order,
and writes whole lines of text to `out`. It decides nothing about findings; it only shows them.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from luxterm.report.run import Out, Run

if TYPE_CHECKING:
    from luxterm.scan.job import FileResult

FORMATS = ("text", "line", "json", "jsonl", "sarif", "github", "gitlab", "junit", "html", "csv", "xlsx")

Write = Callable[[Iterable["FileResult"], Run, Out], None]


def writer(name: str) -> Write:
    """The `write` of one of FORMATS or of "statistics", its module imported only now."""
    if name == "text":
        from luxterm.report.text import write
    elif name == "line":
        from luxterm.report.line import write
    elif name == "statistics":
        from luxterm.report.statistics import write
    elif name == "sarif":
        from luxterm.report.sarif import write
    elif name == "github":
        from luxterm.report.github import write
    elif name == "gitlab":
        from luxterm.report.gitlab import write
    elif name == "junit":
        from luxterm.report.junit import write
    elif name == "html":
        from luxterm.report.html import write
    elif name == "csv":
        from luxterm.report.csv import write
    elif name == "xlsx":
        from luxterm.report.xlsx import write
    elif name == "jsonl":
        from luxterm.report.json import write_lines as write
    else:
        from luxterm.report.json import write
    return write

"""Annotations on a pull request: the workflow commands of GitHub Actions, one per finding."""

from typing import TYPE_CHECKING

from luxterm.report.display import safe
from luxterm.report.run import Out, Run, in_repository
from luxterm.types import Severity
from luxterm.wording.findings import kept_because, message, where, why

if TYPE_CHECKING:
    from collections.abc import Iterable

    from luxterm.scan.job import FileResult, Located

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(results: "Iterable[FileResult]", run: Run, out: Out) -> None:
    """One command per finding and per error, in file order."""
    for result in results:
        for item in result.findings:
            out.write(_annotation(in_repository(result.path), item))
    for path, error in run.errors:
        where = f" file={_property(in_repository(path))},title=luxterm" if path else " title=luxterm"
        out.write(f"::error{where}::{_data(error)}\n")


def _annotation(path: str, item: "Located") -> str:
    finding, region = item.finding, item.region
    level = "notice" if finding.kept else _LEVELS[finding.severity]
    properties = {"file": path, "line": region.line, "endLine": region.end_line}
    if finding.place:  # lines of the text taken out aren't lines of the file
        properties = {"file": path}
    elif region.line == region.end_line:  # GitHub refuses columns on an annotation of several lines
        properties |= {"col": region.column, "endColumn": region.end_column}
    properties["title"] = f"luxterm {finding.term}"
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    said = kept_because(finding) if finding.kept else message(finding)
    if finding.place:
        said = f"{where(finding)}: {said}"
    if not finding.kept and (reason := why(finding)):
        said += f"\n{reason}"
    return f"::{level} {listed}::{_data(said)}\n"


def _data(text: str) -> str:
    """A text as a command's data: neither it nor a terminal that shows the log sees a command in it."""
    text = "\n".join(map(safe, text.splitlines()))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

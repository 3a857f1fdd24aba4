"""GitLab's Code Quality report: one list, shown beside a merge request's changed lines.

The fields are those of GitLab's documentation ("Code Quality", "Import code quality results from a CI/CD
job"). Kept occurrences, where they are shown, are info.
"""

from typing import TYPE_CHECKING, Any

from luxterm.report.fingerprint import Fingerprints
from luxterm.report.plain_json import dumps
from luxterm.report.run import Out, Run, in_repository
from luxterm.types import Severity
from luxterm.wording.findings import kept_because, message, where, why

if TYPE_CHECKING:
    from collections.abc import Iterable

    from luxterm.scan.job import FileResult, Located

_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(results: "Iterable[FileResult]", run: Run, out: Out) -> None:
    """All findings. Errors only go to stderr: what is shown belongs to a line."""
    prints = Fingerprints()
    entries = [_entry(result.path, item, prints) for result in results for item in result.findings]
    out.write(dumps(entries, indent=2) + "\n")


def _entry(path: str, item: "Located", prints: Fingerprints) -> dict[str, Any]:
    finding, region = item.finding, item.region
    said = kept_because(finding) if finding.kept else message(finding)
    if finding.place:
        said = f"{where(finding)}: {said}"
    lines = (1, 1) if finding.place else (region.line, region.end_line)
    return {
        "description": said,
        "content": {"body": why(finding)},
        "check_name": finding.term,
        "fingerprint": prints.of(path, item),
        "severity": "info" if finding.kept else _LEVELS[finding.severity],
        "location": {"path": in_repository(path), "lines": {"begin": lines[0], "end": lines[1]}},
    }

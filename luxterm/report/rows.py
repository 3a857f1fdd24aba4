"""A finding as a row of a spreadsheet: what `csv` and `xlsx` share."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from luxterm.report.run import cite
from luxterm.wording.findings import because, where, why

if TYPE_CHECKING:
    from luxterm.scan.job import FileResult, Located

COLUMNS = (
    "path",
    "place",
    "line",
    "column",
    "severity",
    "usage",
    "term",
    "text",
    "sentence",
    "replacement",
    "why",
    "source",
    "kept",
    "because",
)
"""Ids of the columns, in their order."""

Cell = str | int


def rows(results: "Iterable[FileResult]") -> Iterator[list[Cell]]:
    """The findings in COLUMNS; texts on one line each."""
    for result in results:
        for item in result.findings:
            yield [
                cell if isinstance(cell, int) else " ".join(cell.split()) for cell in _row(result.path, item)
            ]


def _row(path: str, item: "Located") -> tuple[Cell, ...]:
    finding, region = item.finding, item.region
    return (
        path,
        where(finding),
        region.line,
        region.column,
        finding.severity.label,
        finding.usage.value,
        finding.term,
        finding.text,
        "".join(item.sentence) if item.sentence else "",
        " / ".join(dict.fromkeys(fix.replacement for fix in finding.fixes)),
        why(finding),
        "; ".join(map(cite, finding.sources)),
        "law" if finding.in_law else "yes" if finding.kept else "no",
        because(finding),
    )

"""Findings for other programs: `json` is one object, `jsonl` one finding per line.

The fields are a contract; a change of any of them is a change of VERSION. Lines and columns are
1-based code points, `end_column` is that of the character after the last; `start` and `end` are
0-based code points of the text, `end` exclusive.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from luxterm.report.plain_json import dumps
from luxterm.report.run import Out, Run, place_in
from luxterm.types import Severity
from luxterm.wording.findings import because, message, where, why

if TYPE_CHECKING:
    from luxterm.scan.job import FileResult, Located

VERSION = 1


def write(results: "Iterable[FileResult]", run: Run, out: Out) -> None:
    """One object: every finding, each on a line of its own, then every error, every note and the sums.

    Findings are written as they come: a hundred thousand of them take half a gigabyte.
    """
    lexicon = {"name": run.lexicon.name, "version": run.lexicon.version, "sha256": run.lexicon.sha256}
    out.write(
        f'{{\n  "version": {VERSION},\n  "luxterm": {dumps(run.luxterm)},\n  "lexicon": {dumps(lexicon)},\n'
    )
    _write_list(
        out, "findings", (as_dict(result.path, item) for result in results for item in result.findings)
    )
    _write_list(out, "errors", ({"path": path, "message": message} for path, message in run.errors))
    _write_list(out, "notes", ({"path": path, "message": message} for path, message in run.notes))
    summary = {
        "files": run.files,
        "bytes": run.bytes,
        "findings": run.findings,
        "kept": run.kept,
        "verbatim": run.verbatim,
        "unchecked": dict(sorted(run.unchecked.items())),
        "by_severity": {severity.label: run.by_severity[severity.label] for severity in reversed(Severity)},
        "by_term": dict(sorted(run.by_term.items())),
    }
    out.write(f'  "summary": {dumps(summary)}\n}}\n')


def _write_list(out: Out, name: str, items: Iterable[dict[str, Any]]) -> None:
    """A list under a name, one item per line."""
    empty = True
    for item in items:
        out.write(f"{',' if not empty else f'  {dumps(name)}: ['}\n    {dumps(item)}")
        empty = False
    out.write(f"  {dumps(name)}: [],\n" if empty else "\n  ],\n")


def write_lines(results: "Iterable[FileResult]", run: Run, out: Out) -> None:
    """One finding per line, as each file is done. Errors go to standard error only."""
    for result in results:
        for item in result.findings:
            out.write(dumps(as_dict(result.path, item)) + "\n")


def as_dict(path: str, item: "Located") -> dict[str, Any]:
    """A finding in the contract's fields."""
    finding, region = item.finding, item.region
    return {
        "path": path,
        "lang": finding.lang,
        "line": region.line,
        "column": region.column,
        "end_line": region.end_line,
        "end_column": region.end_column,
        "start": finding.start,
        "end": finding.end,
        "place": where(finding),
        "text": finding.text,
        "sentence": "".join(item.sentence) if item.sentence else "",
        "concept": finding.concept,
        "term": finding.term,
        "advice": finding.advice,
        "usage": finding.usage.value,
        "because": because(finding),
        "code": finding.because.code,
        "cautions": [caution.code for caution in finding.cautions],
        "severity": finding.severity.label,
        "kept": finding.kept,
        "message": message(finding),
        "why": why(finding),
        "sources": [
            {
                "document": source.document,
                "at": place_in(source),
                "verified": source.verified,
                "url": source.url,
            }
            for source in finding.sources
        ],
        "fixes": [
            {
                "replacement": fix.replacement,
                "applicability": fix.applicability.label,
                "edits": [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits],
            }
            for fix in finding.fixes
        ],
    }

"""Findings for other programs: `json` is one object, `jsonl` one finding a line.

The fields are a contract; a change of any of them is a change of VERSION. Lines and columns are
1-based code points, `end_column` is that of the character after the last; `start` and `end` are
0-based code points of the text, `end` exclusive.
"""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from luxterm.report import Out, Run, place_in
from luxterm.types import Severity

if TYPE_CHECKING:
    from luxterm.locate import Located
    from luxterm.scan import FileResult

VERSION = 1


def write(results: "Iterable[FileResult]", run: Run, out: Out) -> None:
    """One object: every finding, each on a line of its own, then every error and the sums."""
    findings = [_dump(as_dict(result.path, item)) for result in results for item in result.findings]
    parts = {
        "version": VERSION,
        "luxterm": run.luxterm,
        "lexicon": {"name": run.lexicon, "version": run.lexicon_version, "sha256": run.lexicon_sha256},
        "findings": findings,
        "errors": [_dump({"path": path, "message": message}) for path, message in run.errors],
        "summary": {
            "files": run.files,
            "bytes": run.bytes,
            "findings": run.findings,
            "kept": run.kept,
            "by_severity": {
                severity.label: run.by_severity[severity.label] for severity in reversed(Severity)
            },
            "by_term": dict(sorted(run.by_term.items())),
        },
    }
    lines = [
        f"  {_dump(name)}: {_list(part) if isinstance(part, list) else _dump(part)}"
        for name, part in parts.items()
    ]
    out.write("{\n" + ",\n".join(lines) + "\n}\n")


def _dump(value: object) -> str:
    """Compact: indenting is done in Python and takes longer than checking."""
    return json.dumps(value, ensure_ascii=False)


def _list(items: list[str]) -> str:
    return "[\n    " + ",\n    ".join(items) + "\n  ]" if items else "[]"


def write_lines(results: "Iterable[FileResult]", run: Run, out: Out) -> None:
    """One finding a line, as each file is done. Errors go to standard error only."""
    for result in results:
        for item in result.findings:
            out.write(_dump(as_dict(result.path, item)) + "\n")


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
        "place": finding.place,
        "text": finding.text,
        "concept": finding.concept,
        "term": finding.term,
        "advice": finding.advice,
        "usage": finding.usage.value,
        "because": finding.because,
        "severity": finding.severity.label,
        "kept": finding.kept,
        "message": finding.message,
        "why": finding.why,
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

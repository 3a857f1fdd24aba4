"""Versions side by side for other programs: one object, whose fields are a contract (docs/json.md)."""

from typing import Any

from luxterm.parity.compare import KINDS, Compared, Parity
from luxterm.parity.version import Naming, Version
from luxterm.report.parity import said
from luxterm.report.parity.about import About
from luxterm.report.plain_json import dumps
from luxterm.report.run import Lexicon, Out
from luxterm.types import Message
from luxterm.wording import told

VERSION = 1


def write(parity: Parity, about: About, out: Out) -> None:
    """One object: the versions, every row on a line of its own, and the sums."""
    lexicon = {"name": about.lexicon.name, "version": about.lexicon.version, "sha256": about.lexicon.sha256}
    out.write(
        f'{{\n  "version": {VERSION},\n  "luxterm": {dumps(about.luxterm)},\n  "lexicon": {dumps(lexicon)},\n'
    )
    names = said.labels(parity)
    out.write(
        '  "versions": [\n' + ",\n".join(f"    {dumps(_version(it))}" for it in parity.versions) + "\n  ],\n"
    )
    rows = (f"    {dumps(_row(row, parity.versions, names, about.lexicon))}" for row in parity.rows)
    out.write('  "rows": [\n' + ",\n".join(rows) + "\n  ],\n")
    summary = {
        "rows": len(parity.rows),
        "differences": {kind: parity.number(kind) for kind in KINDS},
        "incomparable": sorted({concept for row in parity.rows for concept in row.incomparable}),
    }
    out.write(f'  "summary": {dumps(summary)}\n}}\n')


def _version(it: Version) -> dict[str, Any]:
    problems = [told(problem) for problem in it.problems]
    return {"path": it.path, "lang": it.lang, "passages": len(it.passages), "problems": problems}


def _row(
    it: Compared, versions: tuple[Version, ...], names: tuple[str, ...], lexicon: Lexicon
) -> dict[str, Any]:
    return {
        "aligned": it.row.how or "not",
        "passages": [
            [_passage(version, at) for at in passages]
            for version, passages in zip(versions, it.row.passages, strict=True)
        ],
        "concepts": [
            {
                "concept": concept,
                "words": [
                    [_naming(version, one) for one in each if one.concept == concept]
                    for version, each in zip(versions, it.namings, strict=True)
                ],
            }
            for concept in it.concepts
        ],
        "differences": [
            {
                "kind": each.kind,
                "concept": each.concept,
                "these": list(each.these),
                "those": list(each.those),
                "message": said.difference(each, names, lexicon),
            }
            for each in it.differences
        ],
    }


def _passage(version: Version, at: int) -> dict[str, Any]:
    passage = version.passages[at]
    span = version.document.segments[passage.segment].span
    where, line = version.place(passage)
    return {
        "line": line,
        "place": _said(where),
        "start": span.start,
        "end": span.end,
        "scope": version.document.segments[passage.segment].scope.value,
        "number": passage.number.value if passage.number else "",
        "text": passage.text,
    }


def _naming(version: Version, it: Naming) -> dict[str, Any]:
    line, column = version.position(it.start)
    return {
        "text": it.seen,
        "term": it.term,
        "status": it.status,
        "usage": it.usage.value,
        "kept": it.kept,
        "because": told(it.because),
        "code": it.because.code,
        "line": line,
        "column": column,
        "start": it.start,
        "end": it.end,
    }


def _said(where: Message | None) -> str:
    return told(where) if where else ""

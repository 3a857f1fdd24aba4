"""What each reader sees, case by case: `tests/cases/formats/<format>.toml`.

A row of `read` is a segment: its scope; what is seen of it, white space folded, with ¤ for a barrier;
then "quoted", "column=<its header>" and "<mark>=<source>" where it has them. `under` lists the
headings above, `comments` the document's comments.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from luxterm.formats import FORMATS, read
from luxterm.types import BARRIER, Segment

FOLDER = Path(__file__).parent / "cases" / "formats"
CASES = [
    pytest.param(format, case, id=f"{format}: {case['name']}")
    for format in sorted(set(FORMATS.values()))
    if (file := FOLDER / f"{format}.toml").exists()
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]


def row(text: str, segment: Segment) -> list[str]:
    seen = "".join(text[p.start : p.end] if p.text is None else p.text for p in segment.pieces)
    cells = [segment.scope.value, " ".join(seen.replace(BARRIER, "¤").split())]
    if segment.quoted:
        cells.append("quoted")
    if segment.column:
        cells.append(f"column={segment.column}")
    marks = [f"{mark.kind.value}={' '.join(text[mark.start : mark.end].split())}" for mark in segment.marks]
    return cells + marks


@pytest.mark.parametrize(("format", "case"), CASES)
def test_case(format: str, case: dict[str, Any]) -> None:
    source = case["source"]
    document = read(source, format)
    assert [row(source, segment) for segment in document.segments] == case["read"]
    assert [comment.text for comment in document.comments] == case.get("comments", [])
    if "under" in case:
        assert [segment.under for segment in document.segments] == case["under"]

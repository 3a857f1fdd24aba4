"""Titles, captions, names and entries: what is kept, and what no fix is made for unasked.

Each case in `tests/cases/names.toml` is a test; its fields are explained at the top of the file.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from luxterm.types import Applicability, Finding, Usage

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "names.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], find: Callable[..., list[Finding]]) -> None:
    found = find(case["text"], case.get("format", "markdown"))
    kept = [[it.text, it.usage.value] for it in found if it.usage is not Usage.USE]
    assert kept == case.get("kept", [])
    uses = [it for it in found if it.usage is Usage.USE]
    safe = [it for it in uses if it.fixes and it.fixes[0].applicability is Applicability.SAFE]
    assert [it.text for it in safe] == case.get("fixed", [])
    held = [[it.text, it.cautions[-1].code if it.cautions else ""] for it in uses if it not in safe]
    assert held == case.get("held", [])


def test_each_case_has_a_name_of_its_own() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names))

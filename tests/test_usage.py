"""Use, mention, quotation, title, citation: how each occurrence stands, as a careful editor would say.

A case's `expect` lists what must be found, in order, as [text, usage]; what isn't listed must not be
found. "use|mention" where an editor could defend either. `xfail` gives the reason why the engine is
known to judge otherwise; such a case has to fail.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from luxterm.types import Finding
from luxterm.wording.findings import because

FOLDER = Path(__file__).parent / "cases" / "usage"
CASES: list[dict[str, Any]] = [
    {**case, "id": f"{path.stem}-{number}-{case['kind']}"}
    for path in sorted(FOLDER.glob("*.toml"))
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], start=1)
]


def _parameter(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
    return pytest.param(case, id=case["id"], marks=marks)


@pytest.mark.parametrize("case", [_parameter(case) for case in CASES])
def test_usage(case: dict[str, Any], find: Callable[..., list[Finding]]) -> None:
    found = find(case["text"], case.get("format", "markdown"))
    expected = [(text, usage.split("|")) for text, usage in case["expect"]]
    assert [it.text for it in found] == [text for text, _ in expected]
    for finding, (_, usages) in zip(found, expected, strict=True):
        assert finding.usage.value in usages, f"{finding.text!r}: {finding.usage}, {because(finding)}"


def test_every_kind_has_its_keep_and_its_use() -> None:
    """A rule that keeps too much shows only where a use stands beside it."""
    kinds = {case["kind"] for case in CASES}
    assert {f"H{number:02}" for number in range(1, 27)} <= kinds
    for kind in kinds:
        if kind.startswith("H"):
            usages = {usage for case in CASES if case["kind"] == kind for _, usage in case["expect"]}
            assert "use" in usages, kind
            assert usages & {"mention", "quotation", "title", "citation"} or any(
                "|" in usage for usage in usages
            ), kind

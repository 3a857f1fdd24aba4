"""Reading like a person: each construct with its exact finding and its exact fixed text."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from luxterm.types import Finding

pytestmark = pytest.mark.once

FILE = Path(__file__).parent / "cases" / "constructs.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_construct(case: dict[str, Any], find: Callable[..., list[Finding]], fix: Callable[..., str]) -> None:
    format = case.get("format", "markdown")
    found = find(case["text"], format)
    assert [[it.text, it.usage.value] for it in found] == case["found"]
    assert all(case["text"][it.start : it.end] == it.text for it in found)
    if "fixed" in case:
        assert fix(case["text"], format) == case["fixed"]
    elif all(usage != "use" for _, usage in case["found"]):
        assert fix(case["text"], format) == case["text"]

"""Replacements that are grammatical where they go: number, capitals, articles, spelling, no doubled word.

A pair's `after` is the text with the first fix of every use applied. `fix` says what these fixes may
do ("safe|unsafe" where either is right); with "display" the text stays as it is. `note` is
part of what the drafter is told to consider, `shown` a suggestion that is only shown.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from luxterm.config.settings import AUTO, Settings
from luxterm.engine.fixes import apply
from luxterm.types import Applicability, Finding
from luxterm.wording.findings import because

pytestmark = pytest.mark.once

FILES = sorted((Path(__file__).parent / "cases").glob("replacements*.toml"))
PAIRS: list[dict[str, Any]] = [
    pair for file in FILES for pair in tomllib.loads(file.read_text(encoding="utf-8"))["pair"]
]


def _parameter(number: int, pair: dict[str, Any]) -> Any:
    return pytest.param(pair, id=f"{number}-{pair['kind'].replace(' ', '-')}")


@pytest.mark.parametrize("pair", [_parameter(number, pair) for number, pair in enumerate(PAIRS, start=1)])
def test_replacement(pair: dict[str, Any], find: Callable[..., list[Finding]]) -> None:
    settings = Settings(
        lang=pair.get("lang", AUTO), profile=pair.get("profile", "un"), variety=pair.get("variety", "")
    )
    findings = find(pair["before"], pair.get("format", "markdown"), settings)
    usage = pair.get("usage", "use")
    fixes = [it.fixes[0] for it in findings if it.usage.value == usage]
    allowed = pair["fix"].split("|")
    assert fixes
    assert all(fix.applicability.label in allowed for fix in fixes), fixes
    assert all(pair.get("note", "") in because(it) for it in findings if it.usage.value == usage)
    assert pair.get("shown", fixes[0].replacement) == fixes[0].replacement
    after, _ = apply(pair["before"], findings, Applicability.UNSAFE)
    assert after == pair.get("after", pair["before"])


def test_every_pair_is_said_once() -> None:
    said = [(pair["before"], pair.get("profile"), pair.get("variety")) for pair in PAIRS]
    assert len(said) == len(set(said))

"""Titles, captions, names and entries: what is kept, and what no fix is made for unasked.

Each case in `tests/cases/names/` is a test, a file a language; its fields are explained at the top of each.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from fuzz.phrases import phrases
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.formats import read
from luxterm.office.xml import read as read_xml
from luxterm.termbase import Termbase
from luxterm.types import Applicability, Finding, Usage

pytestmark = pytest.mark.once

CASES: list[dict[str, Any]] = [
    case
    for path in sorted((Path(__file__).parent / "cases" / "names").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


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


def test_headings_of_a_law_in_xml(termbase: Termbase) -> None:
    law = (
        b"<section><num>164</num><heading>Forfeiture of things used for child pornography</heading>"
        b"<content>The court acts where child pornography was made.</content></section>"
    )
    heading, sentence = check(read_xml(law), termbase, Settings())
    assert heading.usage is Usage.TITLE
    assert sentence.usage is Usage.USE


@given(phrases)
def test_capitals_are_never_changed_unasked(termbase: Termbase, phrase: str) -> None:
    """Of every form of every term, inside a sentence; a line of its own is no running text."""
    capital = " ".join(f"{word[:1].upper()}{word[1:]}" for word in phrase.split(" "))
    text = f"On the way home they spoke of {capital} with the others in the village."
    for finding in check(read(text, "plain"), termbase, Settings()):
        inside = text[finding.start : finding.end]
        if finding.usage is Usage.USE and len(inside.split()) == len(capital.split()):
            assert not finding.fixes or finding.fixes[0].applicability < Applicability.SAFE

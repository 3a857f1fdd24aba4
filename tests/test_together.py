"""What the rest of a sentence, a list or a document means for a fix: cases, and what holds for every term."""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.phrases import forms, numbered, phrases
from luxterm.engine import together
from luxterm.lexicon.load import load
from luxterm.termbase.term_data import EXCEPTION
from luxterm.types import Applicability, Finding, Usage

pytestmark = pytest.mark.once

Find = Callable[..., list[Finding]]

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "together.toml").read_text(encoding="utf-8")
)["case"]


def _uses(findings: list[Finding]) -> list[Finding]:
    return [it for it in findings if it.usage is Usage.USE and not it.kept]


def _is_safe(finding: Finding) -> bool:
    return bool(finding.fixes) and finding.fixes[0].applicability is Applicability.SAFE


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], find: Find) -> None:
    uses = _uses(find(case["text"].strip(), case.get("format", "markdown")))
    assert [it.text for it in uses if _is_safe(it)] == case.get("fixed", [])
    held = [[it.text, it.cautions[-1].code if it.cautions else ""] for it in uses if not _is_safe(it)]
    assert held == case.get("held", [])


def test_a_long_item_is_compared_once(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not each of its uses with each other."""
    asked = 0

    def names_offence(finding: Finding) -> bool:
        nonlocal asked
        asked += 1
        return any(it.code == "name-of-offence" for it in finding.cautions)

    monkeypatch.setattr(together, "_names_offence", names_offence)
    found = find("- " + "Remove child pornography at once. " * 60)
    assert 0 < asked <= len(found) == 60


DEFINITIONS = [
    "The term “{}” means what is set out in the annex.",
    "The term “{}” shall mean what is set out in the annex.",
    "The expression “{}” has the meaning given in the annex.",
    "The term “{}” shall include what is set out in the annex.",
    "“{}” means what is set out in the annex.",
    "“{}” includes what is set out in the annex.",
    "{} is defined as what is set out in the annex.",
    "{} refers to what is set out in the annex.",
    "{} is understood as what is set out in the annex.",
    "{} denotes what is set out in the annex.",
    "{}: any of what is set out in the annex.",
    "{} is when someone does what is set out in the annex.",
    "{} covers what is set out in the annex.",
    "{} is the act that is set out in the annex.",
    "“{}” is used to mean what is set out in the annex.",
    "A reference to {} is a reference to what is set out in the annex.",
    "{} (any of what is set out in the annex) is meant.",
    "{} – the use of what is set out in the annex.",
    "See the annex for the definition of rape and {}.",
    "We mean {}, defined as what is set out in the annex.",
]
FRAMES = ["{definition}\n\n{use}", "{use}\n\n{definition}", "# Act\n\n{use}\n\n## Scope\n\n- {definition}"]
USE = "The State shall prohibit {} in law."


@given(phrases, st.sampled_from(DEFINITIONS), st.sampled_from(FRAMES))
def test_what_a_document_defines_it_defines_throughout(
    find: Find, phrase: str, definition: str, frame: str
) -> None:
    use = USE.replace("{}", phrase)
    text = frame.format(definition=definition.replace("{}", phrase[0].upper() + phrase[1:]), use=use)
    place = text.index(use)
    there = [it for it in _uses(find(text)) if place <= it.start < place + len(use)]
    assert not any(map(_is_safe, there)), text
    alone = _uses(find(use))
    assert [it.text for it in there] == [it.text for it in alone]
    for finding, before in zip(there, alone, strict=True):
        if _is_safe(before):
            assert finding.cautions[-1].code == "defined-here"


@cache
def _safe_forms() -> list[str]:
    """The forms that are replaced unasked unless something stands against it."""
    language, flagged = load().language("en"), set(forms())
    return sorted(
        phrase
        for number, phrase in numbered(language.patterns)
        if phrase in flagged
        and all(
            language.term(it.term).groups[it.group].applicability == Applicability.SAFE
            for it in language.targets(number)
            if it.group != EXCEPTION
        )
    )


BESIDE = [
    "{}",
    "the {}'s parents",
    "a {} ring",
    "{} of a child",
    "{} and trafficking",
    "adult {}",
    "{}s",
    "*{}*",
    "x-{}",
    "{}-free",
    "{}/abuse",
    "{}(s)",
    "no {}",
    "CSAM and {}",
]


@given(
    st.deferred(lambda: st.sampled_from(_safe_forms())),
    st.sampled_from(BESIDE),
    st.sampled_from([USE, "He was charged with {}.", "The term {} is old.", "| Offence |\n|---|\n| {} |"]),
)
def test_a_fix_that_is_held_back_says_why(find: Find, phrase: str, beside: str, frame: str) -> None:
    text = frame.replace("{}", beside.replace("{}", phrase))
    there = [it for it in _uses(find(text)) if it.text == phrase]
    assert [it for it in there if it.fixes and not _is_safe(it) and not it.cautions] == []


@given(
    st.lists(phrases, min_size=1, max_size=4), st.sampled_from([", ", " and ", "; ", ". The State fights "])
)
def test_a_fix_is_not_made_in_half_of_a_sentence(find: Find, some: list[str], joint: str) -> None:
    text = f"The State fights {joint.join([*some, some[0]])}."
    for sentence in re.split(r"(?<=\.) ", text):
        terms: dict[str, set[bool]] = {}
        for finding in _uses(find(sentence)):
            terms.setdefault(finding.term, set()).add(_is_safe(finding))
        assert all(len(it) == 1 for it in terms.values()), sentence
        instead: dict[str, str] = {}
        for finding in filter(_is_safe, _uses(find(sentence))):
            said = instead.setdefault(finding.fixes[0].replacement.lower(), finding.text.lower())
            assert said == finding.text.lower(), sentence

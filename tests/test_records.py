"""Records (debates, decisions, mails): how they are known, and that nothing in them is changed unasked."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.incremental.text import CheckedText
from luxterm.formats import read
from luxterm.termbase import Termbase
from luxterm.types import Applicability, Finding, Usage

pytestmark = pytest.mark.once

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "records.toml").read_text(encoding="utf-8")
)["case"]
MET = {
    "en": "The office met {} times in that year, and wrote nothing down.",
    "es": "La oficina se reunió {} veces en ese año, y no escribió nada.",
    "fr": "Le bureau s’est réuni {} fois cette année, et n’a rien écrit.",
    "pt": "O serviço reuniu-se {} vezes nesse ano, e não escreveu nada.",
    "de": "Das Amt hat sich in dem Jahr {} Mal getroffen und nichts geschrieben.",
}
SAYS = {
    "en": "Staff report child pornography to the police.",
    "es": "El personal denuncia la pornografía infantil ante la policía.",
    "fr": "Le personnel combat la pédopornographie.",
    "pt": "A equipe denuncia a pornografia infantil à polícia.",
    "de": "Wir gehen hier gegen Kinderpornografie vor.",
}


def filler(lang: str) -> str:
    """Longer than what is read of a document's beginning and end."""
    return "".join(f"{MET[lang].format(number)}\n\n" for number in range(200))


def signs(findings: list[Finding]) -> set[str]:
    cautions = (it for finding in findings for it in finding.cautions if it.code == "perhaps-record")
    return {part.code for it in cautions for part in it.args if not isinstance(part, str)}


def unasked(findings: list[Finding]) -> bool:
    return any(
        it.fixes and it.fixes[0].applicability is Applicability.SAFE and not it.kept for it in findings
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], find: Callable[..., list[Finding]]) -> None:
    findings = find(case["text"].strip(), case.get("format", "markdown"))
    uses = [it for it in findings if it.usage is Usage.USE]
    assert uses
    assert not any(it.kept for it in uses)
    assert unasked(uses) is (not case["sign"])
    # Where something in the place itself held it back, that is said instead
    assert signs(uses) <= {case["sign"]}


FAR = [case for case in CASES if case["sign"] not in ("", "record-told", "record-persons")]
"""What one sentence can't show isn't a sign far away: how often people say things, or are spoken of."""


@pytest.mark.parametrize("case", FAR, ids=lambda case: case["name"])
def test_a_sign_far_from_a_word_counts_too(case: dict[str, Any], find: Callable[..., list[Finding]]) -> None:
    lang = case.get("lang", "en")
    between = filler(lang)
    text = f"{case['text'].strip()}\n\n{between}{SAYS[lang]}\n\n{between}"
    *_, last = find(text, case.get("format", "markdown"))
    assert signs([last]) == {case["sign"]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_typed_in_an_editor_it_is_the_same(case: dict[str, Any], termbase: Termbase) -> None:
    format, settings = case.get("format", "markdown"), Settings()
    text = f"{case['text'].strip()}\n\n{filler('en')}Staff report child pornography to the police."
    checked = CheckedText.of("", format, termbase, settings)
    for typed in (text[:100], text, f"{text} And", text):
        checked = checked.next(typed)
        assert checked.findings == check(read(typed, format), termbase, settings)


def test_who_says_that_a_file_is_no_law_says_that_it_is_no_record(termbase: Termbase) -> None:
    text = CASES[0]["text"].strip()
    document = read(text.replace(":", " said that", 3).replace("CHAIR said", "CHAIR: said"), "plain")
    assert signs(check(document, termbase, Settings(laws=False))) == set()

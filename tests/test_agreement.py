"""What stands around a term agrees with the new words, in any language, by its tables alone.

The cases are in French and Spanish, with small grammars of their own (`tests/data/agreement`), so that they
test the mechanism; the lexicon's own examples test its words.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest

from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.fixes import apply
from luxterm.engine.replace.determiners import Determiners
from luxterm.engine.replace.phrases import Phrase, Phrases, featureless
from luxterm.formats import read
from luxterm.lexicon.load import load
from luxterm.termbase import Termbase
from luxterm.termbase import read as files
from luxterm.termbase.agreement import Paradigm
from luxterm.termbase.build import build
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.types import Applicability, Finding
from tests.test_german import complete

pytestmark = pytest.mark.once

DATA = Path(__file__).parent / "data" / "agreement"
MADE_UP = Path(__file__).parent / "data" / "made_up"
CASES: list[dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "agreement.toml").read_text(encoding="utf-8")
)["case"]


@cache
def small() -> Termbase:
    """The small grammars of the tests, in which a table that is left out is empty."""
    read_in = files.read([DATA])
    read_in.grammar = {lang: complete(grammar) for lang, grammar in read_in.grammar.items()}
    read_in.cues = {lang: [complete(part) for part in parts] for lang, parts in read_in.cues.items()}
    return Termbase(build(read_in))


def findings(case: dict[str, str]) -> list[Finding]:
    document = read(case["before"], case.get("format", "markdown"))
    return check(document, small(), Settings(lang=case["lang"]))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_what_stands_around(case: dict[str, str]) -> None:
    found = findings(case)
    assert {it.fixes[0].applicability.label for it in found} == {case["fix"]}
    assert apply(case["before"], found, Applicability.UNSAFE)[0] == case["after"]


def test_every_case_is_named_once() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_a_fix_changes_nothing_outside_its_edits(case: dict[str, str]) -> None:
    text = case["before"]
    for found in findings(case):
        for fix in found.fixes:
            places = [(edit.start, edit.end) for edit in fix.edits]
            assert places == sorted(places)
            assert all(end <= start for (_, end), (start, _) in pairwise(places))
            # The term's own edit is among them, and none goes out of its sentence
            assert any(start < found.end and found.start < end for start, end in places)
            assert apply(text, [found._replace(fixes=(fix,))], Applicability.DISPLAY)[0].count("\n") == (
                text.count("\n")
            )


# ---- Laws of the tables, in every language that has some


def languages() -> Iterator[Language]:
    made_up = Termbase(build(files.read([MADE_UP])))  # over the bundled one, that is compiled again
    for termbase in (small(), load(), made_up):
        for lang in termbase.languages:
            yield termbase.language(lang)


def paradigms() -> Iterator[Any]:
    for language in languages():
        for number, paradigm in enumerate(language.agreement.paradigms):
            yield pytest.param(language, paradigm, id=f"{language.lang}-{number}-{paradigm.cells[0].form}")


def heads(language: Language) -> list[Phrase]:
    """A phrase for each set of features and each onset that the language has."""
    phrases = Phrases(language)
    gendered = language.agreement.gendered
    found: dict[Any, Phrase] = {}
    for noun in language.agreement.nouns if gendered else ("house", "hour", "example"):
        phrase = phrases.of(noun) if gendered else featureless(noun)
        onsets = tuple(phrases.begins(noun, name) for name, _ in language.agreement.onsets)
        found.setdefault((phrase.readings, onsets), phrase)
    return list(found.values())


def standing_form(form: str) -> str:
    return fold(form) if fold(form).endswith("'") else f"{fold(form)} "


@pytest.mark.parametrize(("language", "paradigm"), [*paradigms()])
def test_a_determiner_that_is_written_is_read_as_what_it_was_written_for(
    language: Language, paradigm: Paradigm
) -> None:
    phrases = Phrases(language)
    determiners = Determiners(language.agreement, phrases)
    for old, new in product(heads(language), heads(language)):
        for reading in old.readings:
            form = determiners.form(paradigm, reading, old.text)
            if form is None:
                continue
            read_as = determiners.standing(standing_form(form), (reading,))
            assert paradigm in [it.paradigm for it in read_as]
            for it in read_as:
                if it.paradigm is not paradigm or it.cases:
                    continue
                for wanted, made in zip(
                    new.readings, determiners.written(it, new.readings, new.text), strict=False
                ):
                    again = made and determiners.standing(standing_form(made), new.readings)
                    assert not made or paradigm in [it.paradigm for it in again or ()]
                    if reading not in new.readings:
                        assert made == determiners.form(paradigm, wanted, new.text)
                    # and back again
                    back = [
                        written
                        for it in again or ()
                        if it.paradigm is paradigm and not it.cases
                        for written in determiners.written(it, (reading,), old.text)
                    ]
                    assert not made or form in back


@pytest.mark.parametrize(("language", "paradigm"), [*paradigms()])
def test_a_term_with_the_same_features_and_onset_changes_nothing_before_it(
    language: Language, paradigm: Paradigm
) -> None:
    phrases = Phrases(language)
    determiners = Determiners(language.agreement, phrases)
    for head in heads(language):
        for cell in paradigm.cells:
            for it in determiners.standing(standing_form(cell.form), head.readings):
                if it.paradigm is paradigm and determiners.form(paradigm, it.noun, head.text) == cell.form:
                    assert determiners.written(it, head.readings, head.text) == [cell.form]


@pytest.mark.parametrize("lang", ["de", "en", "es", "fr", "pt"])
def test_a_conjunction_is_seen_before_one_that_it_ends_in(lang: str) -> None:
    joints = load().language(lang).joints
    assert list(joints) == sorted(
        joints, key=lambda it: (-len(it), it)
    )  # a set's own order differs each time

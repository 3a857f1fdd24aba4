"""A language that lacks a part of its data gets more caution, never less, and nothing breaks for want of it.

English is the example, with each of its tables, lists and sets of words taken away in turn.
"""

import shutil
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from pydantic import BaseModel

from luxterm.cli.main import main
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.formats import read
from luxterm.termbase import Termbase, TermbaseError
from luxterm.termbase import read as files
from luxterm.termbase.build import build
from luxterm.termbase.cue_models import REQUIRED_SETS, Cues
from luxterm.termbase.fields import Need
from luxterm.termbase.grammar_build import tables_with
from luxterm.termbase.grammar_models import Grammar
from luxterm.termbase.models import Term
from luxterm.types import Applicability, Finding
from tests.bundled import bundled_files
from tests.sampling import sampled
from tests.test_made_up_language import MADE_UP

pytestmark = pytest.mark.once

M = TypeVar("M", bound=BaseModel)
SPARE, OF_NOUNS = tables_with(Need.NONE), tables_with(Need.NOUNS)
SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE
SENTENCES = (
    "The State shall remove child pornography.",
    "A child pornography was reported as a child prostitute was found.",
    "The wording of this report says child pornography must be removed.",
    "The term “child pornography” should be avoided.",
    "He was charged with possession of child pornography.",
    "There are no child prostitutes in the town; child prostitution does not exist.",
    "CHILD PROSTITUTION and trafficking (s. 15), as defined in section 12.",
    "The Directive on child pornography; the Child Pornography Unit.",
    "The minister said: “We shall end child prostitution in this country.”",
    "Doe, J. and Roe, R. (2014). Child pornography on the Internet. Example Press.",
    "# Section 3. Child pornography",
    "| Offence | Cases |\n|---|---|\n| Child pornography | 3 |",
    "Girls are sold into child prostitution in male child prostitution's name.",
)


@cache
def english() -> files.Files:
    """A few concepts of the bundled termbase, with all that English has."""
    whole = bundled_files()
    words = ("child pornography", "child prostitution", "child prostitute")
    found = {
        name: concept.model_copy(update={"terms": {"en": concept.terms["en"]}})
        for name, concept in whole.concepts.items()
        if any(term.term in words for term in concept.terms["en"])
    }
    preferred = {
        name: concept.model_copy(
            update={"terms": {"en": [term for term in concept.terms["en"] if term.status != "deprecated"]}}
        )
        for name, concept in whole.concepts.items()
    }
    return replace(whole, concepts=preferred | found, profiles={"un": whole.profiles["un"]})


def without(model: M, name: str) -> M:
    """The model of a file that doesn't give one of its keys."""
    given = {key: getattr(model, key) for key in model.model_fields_set - {name}}
    return type(model).model_construct(_fields_set=set(given), **given)


def sets_of(term: Term) -> set[str]:
    """The sets of words that a term names."""
    return {
        *term.needs,
        *term.unless_lacking,
        *(name for it in term.forms for name in (*it.safe_near, *it.unsafe_near)),
    }


def found(termbase: Termbase) -> list[Finding]:
    settings = Settings(profile="un")
    return [it for text in SENTENCES for it in check(read(text, "markdown"), termbase, settings)]


def fixes(findings: Iterable[Finding]) -> set[Applicability]:
    return {fix.applicability for finding in findings for fix in finding.fixes}


def assert_cautious(changed: files.Files, lacks: str) -> None:
    termbase = Termbase(build(changed))
    findings = found(termbase)
    assert lacks in termbase.language("en").lacks
    assert fixes(findings) <= {UNSAFE, Applicability.DISPLAY}
    because = [it.cautions[0].code for it in findings if it.cautions]
    assert "lacks-grammar" in because
    assert len(set(because)) > 1, "what else lowered a fix is still said"


@cache
def whole() -> list[Finding]:
    return found(Termbase(build(english())))


def test_with_every_table_fixes_are_made_unasked() -> None:
    """Else nothing would follow from what comes next."""
    assert SAFE in fixes(whole())
    assert "lacks-grammar" not in {caution.code for it in whole() for caution in it.cautions}


@pytest.mark.slow
@pytest.mark.parametrize("name", sampled(sorted(Grammar.model_fields.keys() - SPARE - OF_NOUNS), 5))
def test_without_a_table_of_the_grammar(name: str) -> None:
    grammar = without(english().grammar["en"], name)
    assert_cautious(replace(english(), grammar={"en": grammar}), name)


@pytest.mark.slow
@pytest.mark.parametrize("name", sampled(sorted(SPARE | OF_NOUNS), 7))
def test_without_a_table_that_no_fix_depends_on(name: str) -> None:
    grammar = without(english().grammar["en"], name)
    assert found(Termbase(build(replace(english(), grammar={"en": grammar})))) == whole()


@pytest.mark.slow
@pytest.mark.parametrize("name", sampled(sorted(Cues.model_fields.keys() - {"contexts"}), 5))
def test_without_a_list_of_the_cues(name: str) -> None:
    cues = [without(part, name) for part in english().cues["en"]]
    assert_cautious(replace(english(), cues={"en": cues}), name)


@pytest.mark.slow
@pytest.mark.parametrize("name", sampled(sorted(english().cues["en"][0].contexts), 7))
def test_without_a_set_of_words(name: str) -> None:
    """One that the engine asks for is lacking; one that the files name themselves is an error of theirs."""
    (part,) = english().cues["en"]
    sets = {other: words for other, words in part.contexts.items() if other != name}
    changed = replace(english(), cues={"en": [part.model_copy(update={"contexts": sets})]})
    named = {need for cue in part.cues for need in cue.needs}
    named |= {need for it in english().concepts.values() for term in it.terms["en"] for need in sets_of(term)}
    if name in REQUIRED_SETS:
        own = [
            cue for cue in part.cues if name not in cue.needs
        ]  # what the file itself needs it for goes, too
        changed = replace(changed, cues={"en": [part.model_copy(update={"contexts": sets, "cues": own})]})
        assert_cautious(changed, f"contexts.{name}")
    elif name in named:
        with pytest.raises(TermbaseError, match=f"'{name}'"):
            build(changed)
    else:
        assert found(Termbase(build(changed))) == whole()


def test_without_any_cues_and_grammar() -> None:
    """A file that isn't there is as an empty one."""
    concepts = {
        name: concept.model_copy(
            update={"terms": {"en": [term for term in concept.terms["en"] if not sets_of(term)]}}
        )
        for name, concept in english().concepts.items()
    }
    bare = replace(english(), concepts=concepts)
    missing = Termbase(build(replace(bare, cues={}, grammar={}, grammar_paths={})))
    empty = Termbase(build(replace(bare, cues={"en": [Cues()]}, grammar={"en": Grammar()})))
    assert missing.language("en").lacks == empty.language("en").lacks
    findings = found(missing)
    assert findings == found(empty)
    assert {*(it.text.lower() for it in findings)} >= {it.text.lower() for it in whole()}
    assert SAFE not in fixes(findings)


@pytest.mark.usefixtures("brief_bundled")
def test_validating_says_what_there_is_none_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own" / "concepts"
    own.mkdir(parents=True)
    text = (MADE_UP / "concepts" / "desk.toml").read_text(encoding="utf-8")
    begin = text.index("[[terms.qaa]]")
    qaa = text[begin : text.index("[[terms.qab]]")].replace(
        'keep = ["La vordé drénba korvú."]', 'keep = ["Kelu pärma."]'
    )
    (own / "desk.toml").write_text(text[:begin] + qaa, encoding="utf-8")
    assert main(["lexicon", "validate", str(own.parent)]) == 0
    out, err = capsys.readouterr()
    for part in ("grammar", "cues"):
        assert f"there is no {part}/qaa.toml" in out + err
    assert "'en'" not in out + err


@pytest.mark.usefixtures("brief_bundled")
def test_validating_says_which_tables_are_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own"
    shutil.copytree(MADE_UP, own)
    for part, table in (("grammar", "boundaries"), ("cues", "reporting")):
        path = own / part / "qaa.toml"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(it for it in lines if not it.startswith(f"{table} = ")), encoding="utf-8")
    assert main(["lexicon", "validate", str(own)]) in (0, 2)
    notes = [line for line in capsys.readouterr().err.splitlines() if "lacks tables" in line]
    for note, part, table in zip(notes, ("grammar", "cues"), ("boundaries", "reporting"), strict=True):
        place, _, tables = note.partition("'qaa' is made unasked, because ")[2].partition(" lacks tables: ")
        assert (place, table in tables.partition(". ")[0].split(", ")) == (f"{part}/qaa.toml", True)

"""German terms in the case, number and gender that their place asks for, by the lexicon's own grammar.

The terms are few and made for the tests (`tests/data/german`); the sentences are in `cases/german.toml`.
"""

import shutil
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

import luxterm_lexicon
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.fixes import apply
from luxterm.formats import read
from luxterm.termbase import Termbase
from luxterm.termbase import read as files
from luxterm.termbase.build import build
from luxterm.termbase.declension import Declension, Reading, cell
from luxterm.termbase.declension_models import Declension as DeclensionFile
from luxterm.termbase.declined_phrase import DeclinedPhrases
from luxterm.termbase.errors import TermbaseError
from luxterm.termbase.fields import Need
from luxterm.termbase.grammar_build import tables_with
from luxterm.termbase.grammar_models import Grammar
from luxterm.termbase.language import Language
from luxterm.termbase.models import FormGroup
from luxterm.text.folding import fold
from luxterm.text.words import words
from luxterm.types import Applicability, Finding, Usage
from tests.sampling import sampled

pytestmark = pytest.mark.once

M = TypeVar("M", bound=BaseModel)
HERE = Path(__file__).parent
LEXICON = Path(luxterm_lexicon.__file__).parent
TABLES: dict[str, list[tuple[str, str, str]]] = tomllib.loads(
    (HERE / "cases" / "german.toml").read_text(encoding="utf-8")
)
ROWS = [tuple(row) for rows in TABLES.values() for row in rows]
FIRST, LAST = "In Ort und Land wurde viel berichtet. ", " Weiteres steht im Anhang."


@cache
def grammar() -> Grammar:
    text = (LEXICON / "grammar" / "de.toml").read_text(encoding="utf-8")
    return complete(Grammar.model_validate(tomllib.loads(text)))


def complete(model: M) -> M:
    """A model in which a table that is left out is an empty one, so that fixes may be safe."""
    return model.model_copy(update={name: getattr(model, name) for name in type(model).model_fields})


def built(words: Grammar) -> Termbase:
    read_in = files.read([HERE / "data" / "german"])
    read_in.grammar = {"de": words}
    read_in.cues = {lang: [complete(part) for part in parts] for lang, parts in read_in.cues.items()}
    return Termbase(build(read_in))


@cache
def termbase() -> Termbase:
    return built(grammar())


def language() -> Language:
    return termbase().language("de")


def findings(text: str) -> list[Finding]:
    return check(read(text, "markdown"), termbase(), Settings(lang="de"))


def fixed(text: str, least: Applicability = Applicability.UNSAFE) -> str:
    return apply(text, findings(text), least)[0]


def test_nothing_of_the_grammar_is_missing() -> None:
    text = (LEXICON / "grammar" / "de.toml").read_text(encoding="utf-8")
    given = Grammar.model_validate(tomllib.loads(text)).model_fields_set
    assert Grammar.model_fields.keys() - given <= tables_with(Need.NONE)


@pytest.mark.parametrize(("before", "after", "fix"), ROWS)
def test_a_sentence(before: str, after: str, fix: str) -> None:
    found = findings(before)
    assert [it.fixes[0].applicability.label for it in found] == fix.split()
    assert fixed(before) == after


def test_every_sentence_stands_once() -> None:
    assert len({before for before, _, _ in ROWS}) == len(ROWS) > 400


@pytest.mark.parametrize(("before", "after", "fix"), ROWS)
def test_what_other_sentences_say_makes_no_difference(before: str, after: str, fix: str) -> None:
    if before[-1] == "." and "display" not in fix:
        assert fixed(FIRST + before + LAST) == FIRST + after + LAST


# ---- Laws


def nouns() -> Iterator[tuple[str, str, Reading]]:
    """A discouraged noun with each number and case that it has, and the form."""
    declension = language().declension
    for term in (
        "Kinderpornografie", "Kinderprostitution", "Kindersextourismus", "Kindersex", "Kinderschändung",
        "Kinderschänder", "Kindersextourist", "Kinderprostituierte", "Rachepornos",
    ):  # fmt: skip
        for meaning in declension.meanings(fold(term)):
            noun = declension.nouns[meaning.noun]
            numbers = declension.numbers if term != "Rachepornos" else declension.numbers[1:]
            for number, case in product(numbers, declension.cases):
                reading = noun.features | {number, case}
                table = "weak"
                form = noun.form(reading, declension.adjectives[table])
                if form:
                    yield term, term[: len(meaning.before)] + form.lower(), reading


NOUNS = [*nouns()]


@settings(max_examples=300, deadline=None)
@given(
    noun=st.sampled_from(NOUNS),
    number=st.integers(0, 10_000),
    left=st.sampled_from(
        ["", "gegen ", "mit ", "wegen ", "Die Folgen ", "von ", "Wir sehen ", "in ", "und "]
    ),
    right=st.sampled_from([".", " im Ausland.", " und Gewalt.", " ist das Thema.", ", die fehlt."]),
)
def test_a_determiner_that_is_left_fits_the_new_noun(
    noun: tuple[str, str, Reading], number: int, left: str, right: str
) -> None:
    """No safe fix leaves a determiner that isn't in the paradigm's cell for the new words."""
    declension = language().declension
    _, form, reading = noun
    determiner = declension.determiners[number % len(declension.determiners)]
    written = cell(determiner.forms, reading)
    if determiner.preposition or not written or written in declension.between:
        return  # "weniger" may be "fewer", which doesn't decline: then nothing is left that has to fit
    text = f"{left}{written} {form}{right}"
    text = text[0].upper() + text[1:]
    found = [it for it in findings(text) if it.fixes and it.fixes[0].applicability is Applicability.SAFE]
    if len(found) != 1:
        return
    new = apply(text, found, Applicability.SAFE)[0]
    replacement = found[0].fixes[0].replacement
    before = words(fold(new[: new.index(replacement)]))
    phrases = DeclinedPhrases(declension, language().grammar.conjunctions, language().grammar.small_words)
    heads = [it for it in phrases.of(replacement) if before]
    standing = [declension.determiners[it] for it in declension.before.get(before[-1], ())] if before else []
    if not standing:
        assert (
            before[-1:] and before[-1] in {*declension.prepositions, "folgen", "sehen", "und"}
        ) or not before
        return
    fits = [
        (one, it)
        for head in heads
        for one in standing
        for it in head.readings
        if fold(cell(one.forms, it) or "") == before[-1]
        and it in head.fitting(declension, declension.strength(one, it))
    ]
    assert fits, new


@pytest.mark.parametrize("table", ["strong", "weak"])
def test_every_adjective_ending_is_one_of_the_tables(table: str) -> None:
    declension: Declension = language().declension
    for features, number, case in product("mfn", declension.numbers, declension.cases):
        assert cell(declension.adjectives[table], frozenset({features, number, case})) in {
            "e", "en", "er", "es", "em",
        }  # fmt: skip


def test_every_noun_form_is_read_as_what_it_was_written_for() -> None:
    declension = language().declension
    for number, noun in enumerate(declension.nouns):
        for count, case in product(declension.numbers, declension.cases):
            reading = noun.features | {count, case}
            for table in declension.adjectives.values():
                form = noun.form(reading, table)
                if form is not None:
                    readings = dict(declension.forms[fold(form)])
                    assert reading in readings[number]


@pytest.mark.parametrize(("before", "after", "fix"), ROWS)
def test_unasked_nothing_is_made_that_is_not_safe(before: str, after: str, fix: str) -> None:
    made = fixed(before, Applicability.SAFE)
    assert made == (after if set(fix.split()) == {"safe"} else before) or len(fix.split()) > 1


# ---- Finding


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Das Kinderpornografieargument überzeugt nicht.", "Kinderpornografieargument"),
        ("Die Kinderpornographie-Seiten fehlen.", "Kinderpornographie-Seiten"),
        ("Die Kinderpornografie-Sperr-Debatte endet.", "Kinderpornografie-Sperr-Debatte"),
        ("Ein Kinderpornoring wurde entdeckt.", "Kinderpornoring"),
        ("Der Kinderprostitutionsring wurde entdeckt.", "Kinderprostitutionsring"),
        ("Eine Kinderschänderdebatte begann.", "Kinderschänderdebatte"),
        ("KINDERPORNOGRAFIESEITEN", "KINDERPORNOGRAFIESEITEN"),
        ("Die Kinderschänder:innen fehlen.", "Kinderschänder:innen"),
        ("Die Kinderschänder_innen fehlen.", "Kinderschänder_innen"),
        ("Die Kinderschänder/-innen fehlen.", "Kinderschänder/-innen"),
        ("Die KinderschänderInnen fehlen.", "KinderschänderInnen"),
        ("Von Kinder- und Jugendpornografie ist die Rede.", "Kinder- und Jugendpornografie"),
    ],
)
def test_a_compound_or_an_inclusive_form_is_found_whole(text: str, found: str) -> None:
    (one,) = findings(text)
    assert text[one.start : one.end] == found
    assert termbase().may_contain(text.encode())
    # The automaton finds what the index finds
    again = Termbase(termbase()._parts)  # pyright: ignore[reportPrivateUsage]
    again.prepare(["de"])
    (same,) = check(read(text, "markdown"), again, Settings(lang="de"))
    assert (same.start, same.end, same.term) == (one.start, one.end, one.term)


@pytest.mark.parametrize(
    "text",
    ["Die Prostitution Erwachsener.", "Antikinderpornografie", "Ein Kinderschanderlass.", "Kinderporn"],
)
def test_other_words_are_not(text: str) -> None:
    assert findings(text) == []


def test_a_quotation_is_left() -> None:
    (found,) = findings("Der Begriff „Kinderpornografie“ führt in die Irre.")
    assert found.usage is Usage.MENTION


# ---- A language that declines and lacks a table

SPARE = [name for name, field in DeclensionFile.model_fields.items() if not field.is_required()]


@pytest.mark.parametrize("table", sampled(dict.fromkeys(["infinitive", *SPARE]), 12))
def test_nothing_breaks_for_want_of_a_table(table: str) -> None:
    whole = grammar()
    assert whole.declension
    empty = DeclensionFile.model_fields[table].get_default(call_default_factory=True)
    less = whole.model_copy(update={"declension": whole.declension.model_copy(update={table: empty})})
    lacking = built(less)
    for before, _, _ in ROWS[::40]:
        check(read(before, "markdown"), lacking, Settings(lang="de"))


# ---- Mistakes in a grammar or a concept


def declension(**changed: object) -> dict[str, object]:
    """A grammar with the smallest declension there can be, and changes."""
    tables: dict[str, object] = {
        "numbers": ["s", "p"],
        "bare": "strong",
        "attribute": "gen",
        "instead": ["von", "dat"],
        "adjectives": {"strong": {"": "e"}},
        "nouns": [{"features": "f", "endings": {"s": ""}, "nouns": ["Gewalt"]}],
    }
    return {"cases": ["nom", "acc", "dat", "gen"], "declension": {**tables, **changed}}


def test_the_smallest_declension_there_can_be() -> None:
    Grammar.model_validate(declension())


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (declension(bare="week"), "'week' is none of `adjectives`; there are strong"),
        (declension(attribute="genn"), "'genn' is none of `cases`; did you mean gen?"),
        (
            declension(nouns=[{"features": "f", "endings": {"s.gan": ""}}]),
            "nouns 1: 's.gan': 'gan' is neither a feature, nor a number, nor one of `cases`; did you",
        ),
        (declension(nouns=[{"features": "f"}]), "a class of nouns needs `endings` or `nouns`"),
        (declension() | {"cases": ["nom"]}, "`cases` has to name the case of subjects, then that of objects"),
        (
            declension(determiners=[{"forms": {"s": "die"}, "then": {"": "weak"}}]),
            "determiners 1: 'weak' is none of `adjectives`",
        ),
        (
            declension(standing=[{"f.s": "ihr|ihre", "s": "sein"}]),
            "standing 1 needs as many forms in each of its cells",
        ),
    ],
)
def test_a_declension_that_does_not_hang_together(given: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Grammar.model_validate(given)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ({"say": ["x"]}, "a group of forms needs `match`, `compound` or `inclusive`"),
        ({"match": ["x"], "heads": ["y"]}, "`heads`, the ends of compounds, but no `compound`"),
    ],
)
def test_a_group_that_finds_nothing(group: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError) as raised:
        FormGroup.model_validate(group)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        (
            "<darstellungen:gem>",
            "a form of a term that can’t be made; the cases are nom, acc, dat, gen",
        ),
        ("<darstellungen:plural.dat>", "asks for a form of a term that can’t be made"),
        ("<nothing:dat>", "is not a preferred term"),
    ],
)
def test_a_reference_to_a_form_that_there_is_not(tmp_path: Path, reference: str, told: str) -> None:
    shutil.copytree(HERE / "data" / "german", tmp_path / "own")
    path = tmp_path / "own" / "concepts" / "material.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("<darstellungen:dat>", reference), encoding="utf-8")
    read_in = files.read([tmp_path / "own"])
    read_in.grammar = {"de": grammar()}
    with pytest.raises(TermbaseError) as raised:
        build(read_in)
    assert told in str(raised.value)
    assert reference in str(raised.value)

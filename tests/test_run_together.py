"""Terms whose space to the word before was lost, as in text from a PDF, and words that only look so."""

# pyright: reportPrivateUsage=false

import tomllib
from pathlib import Path

import pytest

import luxterm_lexicon
from luxterm import Applicability, check_text, fix_text
from luxterm.engine.match import candidates
from luxterm.lexicon.load import termbase_of
from luxterm.termbase.data import Termbase
from luxterm.termbase.patterns import Patterns, Share
from luxterm.termbase.term_data import EXCEPTION
from luxterm.text.view import View
from luxterm.types import Advice, Document, Piece, Segment

pytestmark = pytest.mark.once

GRAMMAR = tomllib.loads(
    (Path(luxterm_lexicon.__file__).parent / "grammar" / "en.toml").read_text(encoding="utf-8")
)
LEADS = GRAMMAR["run_together"]


@pytest.fixture(scope="module")
def termbase() -> Termbase:
    return termbase_of(())


def found(text: str, termbase: Termbase) -> list[str]:
    """By the inverted index, and by the automaton; the prefilter must not have ruled it out."""
    view = View(Document(text, "plain", (Segment((Piece(0, len(text)),)),)))
    language = termbase.language("en")
    standing, both = language.patterns, list[list[str]]()
    try:
        for prepared in (False, True):
            patterns = Patterns(termbase._parts["patterns"])
            if prepared:
                patterns.prepare()
            language.patterns = Share(patterns, standing.first, standing._size)
            both.append([text[it.start : it.end] for it in candidates(view, language)])
    finally:
        language.patterns = standing
    assert both[0] == both[1]
    assert not both[0] or termbase.may_contain(text.encode())
    return both[0]


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("term", ["sextortion", "child pornography", "Child Prostitution", "child-porn"])
def test_every_small_word(lead: str, term: str, termbase: Termbase) -> None:
    for text in (
        f"It speaks {lead}{term} in law.",
        f"{lead.title()}{term}",
        f"({lead}{term})",
        f"{lead.upper()}{term.upper()}",
    ):
        assert [it.lower() for it in found(text, termbase)] == [term.lower()]


def test_one_word_behind_several(termbase: Termbase) -> None:
    text = "Cases ofsextortion, as reports onsextortion tell, forchild prostitution, ofchild prostitution."
    assert found(text, termbase) == ["sextortion", "sextortion", "child prostitution", "child prostitution"]


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("The victims ofsextortion are children.", "The victims of sexual extortion are children."),
        ("He was involved inchild pornography.", "He was involved in child sexual abuse material."),
        ("On the law ofchild *pornography* now.", "On the law of child *sexual abuse material* now."),
    ],
)
def test_the_fix_restores_the_space_on_request(text: str, fixed: str) -> None:
    (finding,) = check_text(text, "markdown")
    assert finding.fixes[0].applicability is Applicability.UNSAFE
    assert "run-together" in [it.code for it in finding.cautions]
    assert fix_text(text, "markdown") == text
    assert fix_text(text, "markdown", least=Applicability.UNSAFE).split() == fixed.split()
    assert check_text(fixed, "markdown") == []


def test_a_space_that_would_be_none_is_only_shown() -> None:
    """In LaTeX a command takes in the spaces after it."""
    (finding,) = check_text(r"The victims of\relax sextortion are children.", "latex")
    assert {fix.applicability for fix in finding.fixes} == {Applicability.DISPLAY}


@pytest.mark.parametrize(
    "text",
    [
        "The forage of consent is a poem.",  # for, age of consent
        "It is often year old children who have sex.",  # of, ten year old
        "an unofsextortion", "x_ofsextortion", "outofsextortion", "7ofsextortion", "éofsextortion",
        "ofsextortions2x_y", "ofsextortionate",
        "oursextortion", "unsextortion",
        "The CSEC of theclient inminor forJohn ofCP.",  # a word for some contexts, an abbreviation
    ],
)  # fmt: skip
def test_what_is_a_word_by_itself(text: str, termbase: Termbase) -> None:
    assert found(text, termbase) == []


def test_no_common_word_is_taken_for_two(termbase: Termbase) -> None:
    """The commonest words of the language, and those that its file knows to look like two."""
    language = termbase.language("en")
    patterns = language.patterns._patterns
    phrases = str(patterns._lines, "utf-8").split("\n")[:-1]
    first = language.patterns.first
    firsts = {
        phrase.partition(" ")[0]
        for phrase, number in zip(phrases, patterns._numbers, strict=True)
        if first <= number < first + language.patterns._size
        for target in language.targets(number - first)
        if target.group != EXCEPTION
        and not target.cased
        and language.term(target.term).advice != Advice.CONTEXT
    }
    like_two = {lead + first for lead in LEADS for first in firsts if len(first) > 2}
    words = {*GRAMMAR["common"].split(), *WORDS.split()}
    assert like_two & words <= set(GRAMMAR["whole_words"])
    assert set(GRAMMAR["whole_words"]) <= {lead + first for lead in LEADS for first in [*firsts, *INFLECTED]}


INFLECTED = ("ages", "putting", "puts")
WORDS = """
    android asexual asunder atone forage forages forbade forbid forearm forensic foresee forever
    forgive format former forty forward inadequate inanimate inapt inbred inboard incest inform
    informed informer inhuman inland inlaid inlet inline inmate inner innocent input inputs insane
    inset inside insult intake intent intern into involuntary often offender offence offset
    offspring onlooker onset onshore ontology onto onward oracle oral orchard order organ orphan
    thebes theft their them theme then therapist therapy thereby these they thesis tobacco today
    toddler toilet token tomorrow tooth total touch tour tourist toward toxic withdraw withdrawn
    withhold within without withstand byline bypass bystander byte asleep ascent ashore aside aspect
    assent assume aspire astray againstand aboutface andante androgynous
"""

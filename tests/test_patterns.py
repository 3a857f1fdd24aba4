"""Few phrases or all of them: the same is found."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.phrases import numbered
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.formats import read
from luxterm.termbase import Termbase
from luxterm.termbase.patterns import AUTOMATON_FROM, Patterns, file_patterns
from luxterm.text.folding import fold

PHRASES = [
    "child porn",
    "porn",
    "sex-worker",
    "sex",
    "péd ophile",
    "№ 5",
    "ω",
    "a",
    "child porn ring",
    "sexual sex",
]
COMMON = {"a": 0, "child": 1}
GAPS = ["", " ", "-", "²", "7", "_", "é", "\n"]


def found(patterns: Patterns, text: str, searched: int) -> list[tuple[int, int, int]]:
    """What is found after so many code points, of what could be a whole word."""
    patterns._searched = searched  # pyright: ignore[reportPrivateUsage]
    hits = [tuple(hit) for hit in patterns.find(text)]
    whole = [(n, s, e) for n, s, e in hits if not (text[s - 1 : s].isalnum() or text[e : e + 1].isalpha())]
    return sorted(whole)


@given(st.lists(st.sampled_from([*PHRASES, *GAPS])).map("".join))
def test_the_first_texts_are_searched_as_the_others(text: str) -> None:
    patterns = Patterns(file_patterns(PHRASES, COMMON))
    by_word = found(patterns, text, 0)
    assert by_word == found(patterns, text, math.ceil(AUTOMATON_FROM * len(PHRASES)))


@pytest.mark.once
def test_every_phrase_of_the_lexicon_is_found_alone(termbase: Termbase) -> None:
    for lang in termbase.languages:
        patterns = Patterns(termbase._parts["patterns"])  # pyright: ignore[reportPrivateUsage]
        share = termbase.language(lang).patterns
        for number, phrase in numbered(share):
            assert (number + share.first, 0, len(phrase)) in found(patterns, phrase, 0), phrase


def test_a_mark_of_a_note_hides_nothing(termbase: Termbase) -> None:
    text = fold("No State tolerates child pornography² or child prostitution5 in law.")
    assert len(check(read(text, "plain"), termbase, Settings())) == 2

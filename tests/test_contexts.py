"""The named sets of words and phrases: what comes last among a passage's words."""

import random

import pytest

from luxterm.termbase import Termbase

NAMES = ("law-punishes", "involved", "taken-so", "such-as", "enacting")


@pytest.mark.parametrize("lang", ["en", "fr", "es", "pt", "de"])
def test_the_last_is_the_last_that_one_of_them_ends_in(termbase: Termbase, lang: str) -> None:
    contexts = termbase.language(lang).contexts
    rng = random.Random(5)
    met = 0
    for context in map(contexts.__getitem__, NAMES):
        pool = [*sorted(context.telling), "of", "the", "de", "la", "x"]
        for _ in range(300):
            passage = rng.choices(pool, k=rng.randrange(9))
            ends = (at for at in range(len(passage), 0, -1) if context.ends_in(passage[:at], 1))
            last = next(ends, 0)
            met += last > 0
            assert context.after_last(passage) == last, passage
    assert met > 50


@pytest.mark.parametrize("lang", ["en", "fr", "es", "pt", "de"])
def test_nothing_stands_in_no_word(termbase: Termbase, lang: str) -> None:
    """What is left of a mark that stands by itself, whether a set has words or only phrases."""
    for name, context in termbase.language(lang).contexts.items():
        assert not context.stands_in([""]), name
        assert not context.ends_in([""], 1), name

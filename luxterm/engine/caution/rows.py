"""Rows of nouns before a term, as what a law punishes: where one goes on, an article aside."""

from collections.abc import Sequence

from luxterm.termbase.language import Language
from luxterm.text.words import after_last

_LONG = 8
"""Words of what a conjunction joins a term to, at most."""


def goes_on(language: Language, left: str, row: Sequence[str]) -> bool:
    """Whether a text, whose last words are a row, ends in a comma, or in a conjunction behind one."""
    end, parts = _end(language, row), left.split()
    at = len(row) - end + 1
    comma = len(parts) >= at and parts[-at].endswith(",")
    return comma or ("," in left and end > 0 and row[end - 1] in language.grammar.conjunctions)


def joins_one(language: Language, row: Sequence[str]) -> bool:
    """Whether a row has no verb and ends in a conjunction: "fraud and"."""
    end = _end(language, row)
    joined = 1 < end <= _LONG and row[end - 1] in language.grammar.conjunctions
    return joined and not language.has_verb(row)


def _end(language: Language, row: Sequence[str]) -> int:
    """How many words of a row come before the article that ends it."""
    return after_last(row, lambda word: word not in language.grammar.determiners)

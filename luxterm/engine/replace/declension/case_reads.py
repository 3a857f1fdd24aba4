"""The ways to take a term in a language that declines: each reading of its case, and all of them."""

from typing import NamedTuple

from luxterm.engine.replace.declension.case_context import Opening
from luxterm.engine.replace.declension.tokens import Token
from luxterm.termbase.declension import Determiner, Reading
from luxterm.termbase.declined_phrase import DeclinedPhrase


class Read(NamedTuple):
    """One way to take a term: its phrase and reading, its determiner, and the table of the adjectives."""

    phrase: DeclinedPhrase
    reading: Reading
    determiner: Determiner | None
    table: str


class Reads(NamedTuple):
    """All of them, the likeliest first, with what they were read from.

    `governed` if something before the phrase says its case, so that no verb agrees with it; `by` is a
    preposition directly before it; `shares` if a determiner before another noun stands for its own.
    """

    several: tuple[Read, ...]
    opening: Opening
    governed: bool = False
    by: Token | None = None
    attribute: bool = False
    shares: bool = False
    sure: bool = True

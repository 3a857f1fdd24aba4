"""What the prefilter is made from, and the key of a pattern."""

from collections.abc import Sequence
from typing import NamedTuple

from luxterm.termbase.patterns import rarest

NEIGHBOUR = 3
"""How many letters of a neighbouring word go into a key."""

Needs = tuple[str, ...]
"""The names of the contexts that a pattern needs."""


class Flagged(NamedTuple):
    """What the prefilter is made from, of one language.

    `patterns` are those that raise a finding, folded, with the contexts each needs; `contexts` are the words
    and phrases of these; `common` are the commonest words with their ranks; `run_together` may stand directly
    before a pattern; a word may go on after one of the `first_parts`.
    """

    patterns: list[tuple[str, Needs]]
    contexts: dict[str, list[str]]
    common: dict[str, int]
    run_together: tuple[str, ...] = ()
    first_parts: frozenset[str] = frozenset()


def key_of(words: Sequence[str], common: dict[str, int]) -> tuple[int, str]:
    """The rarest word with the letters next to it, and where that begins in all the letters.

    For even a common word is rare beside another.
    """
    at = words.index(rarest(words, common))
    before = "".join(words[:at])
    if not before:
        return 0, words[0] + "".join(words[1:])[:NEIGHBOUR]
    return max(0, len(before) - NEIGHBOUR), before[-NEIGHBOUR:] + words[at]

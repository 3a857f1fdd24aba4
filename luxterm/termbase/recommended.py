"""The words that name a concept as it should be named: found on request, not in every check.

A check looks for discouraged words. Who compares two versions of a text (`luxterm.parity`) also asks where
the recommended ones stand: preferred and admitted terms in all their forms, and what fixes write.
"""

from functools import cached_property
from typing import NamedTuple

from luxterm.termbase.patterns import Patterns
from luxterm.termbase.tables import Data, Rows, parts_of


class Named(NamedTuple):
    """What a phrase names: a concept, by one of its terms ("" for a replacement that is none of them).

    `cased` is how it must be spelled exactly, if it is an abbreviation. `short`: it is an everyday word that
    a longer phrase for the concept has, too ("offender"), and may be about something else.
    """

    concept: str
    term: str
    status: str
    cased: str
    short: bool = False


class Recommended:
    """The recommended words of one language, ready for searching."""

    def __init__(self, filed: Data) -> None:
        phrases, named, stands_for, concepts, general = parts_of(filed)
        self.patterns = Patterns(phrases)
        self._named = Rows(named)
        self.stands_for: dict[str, str] = dict(Rows(stands_for)[0])
        """By the id of a discouraged term: the concept that it is a word for."""
        self.concepts: frozenset[str] = frozenset(Rows(concepts)[0])
        """Those with terms in the language."""
        self.general: frozenset[str] = frozenset(Rows(general)[0])
        """Concepts with everyday words: what is discouraged of them is so in some contexts only."""

    @cached_property
    def preferred(self) -> dict[str, str]:
        """The id of the term that each concept is best named by."""
        found: dict[str, str] = {}
        for pattern in range(len(self._named)):
            named = self.named(pattern)
            if named.status == "preferred" and named.term:
                found.setdefault(named.concept, named.term)
        return found

    def named(self, pattern: int) -> Named:
        """What the phrase with that number names."""
        return Named(*self._named[pattern])

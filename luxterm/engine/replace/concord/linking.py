"""The verbs that link a noun to what agrees with it. Words are folded."""

from collections.abc import Sequence

from luxterm.engine.replace.concord.inflection import Inflection
from luxterm.engine.replace.words_after import Word, longest_beginning, opens
from luxterm.termbase.agreement import Agreement
from luxterm.text.words import after_last

REACH = 3
"""Words of a linking verb, at most, and words between it and a predicate."""

_RELATIVE = 3
"""Words of a relative clause up to its verb, at most."""


class Linking:
    """Those of one language."""

    def __init__(self, agreement: Agreement, inflection: Inflection) -> None:
        self._inflection = inflection
        self._copulas = agreement.copulas
        self._transitives = agreement.complex_transitives
        self._relating = agreement.relating

    def directly(self, words: list[str]) -> bool:
        """Whether a verb that links its subject or its object ends some words, with or without adverbs."""
        return self.is_attributed(words) or _ends(self._without_adverbs(words), self._copulas, 0)

    def verb(self, words: Sequence[Word]) -> int:
        """How many of some words after a term make a copula at their beginning, 0 if none."""
        return opens(words, self._copulas)

    def begins(self, words: list[str]) -> int:
        """How many of some words make a copula at their beginning, 0 if none."""
        return longest_beginning(words, self._copulas)

    def opens(self, before: str) -> bool:
        """Whether a clause begins after this text."""
        return not before.rstrip(" ")[-1:].isalnum()

    def joins(self, word: str) -> bool:
        """Whether a word by itself links what comes after it: "consideradas"."""
        return word in self._transitives

    def is_attributed(self, words: list[str]) -> bool:
        """The same, of its object only."""
        return _ends(self._without_adverbs(words), self._transitives, 0)

    def near(self, words: list[str]) -> bool:
        """Whether a copula stands near the end of some words."""
        return _ends(words, self._copulas, REACH)

    def relates(self, words: list[str]) -> bool:
        """Whether some words end in a relative clause's verb, whose object or subject comes next.

        "Messages that contain", "that do not contain".
        """
        near = words[-_RELATIVE:]
        return 0 < after_last(near, self._relating.__contains__) < len(near)

    def _without_adverbs(self, words: list[str]) -> list[str]:
        end = len(words)
        while end and self._inflection.is_adverb(words[end - 1]):
            end -= 1
        return words[:end]


def _ends(words: list[str], phrases: frozenset[str], between: int) -> bool:
    """Whether one of the phrases ends some words, with so many after it at most."""
    return any(
        " ".join(words[start : start + count]) in phrases
        for count in range(1, REACH + 1)
        for start in range(max(0, len(words) - between - count), len(words) - count + 1)
    )

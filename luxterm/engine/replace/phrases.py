"""What a noun phrase is to the words around it: the features of its head, and how it begins.

The tables are a language's own (`luxterm.termbase.agreement`); which features there are, nothing here knows.
"""

from functools import lru_cache
from typing import NamedTuple

from luxterm.termbase.agreement import NOTHING, Readings
from luxterm.termbase.given_pattern import GivenPattern
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.words import WORD

WITHOUT_HEAD = ("adjective", "verb")
"""Numbers of a group whose forms are no noun phrases (`luxterm.termbase.models.FormGroup`)."""
_KNOWN = 1_000
"""Phrases whose features are remembered."""


class Phrase(NamedTuple):
    """A noun phrase. `readings` are the features that its head may have: none if the head isn't known.

    The head ends at `head`; at `tail` begins what belongs to it with a word such as "of", or the phrase ends.
    """

    text: str
    readings: Readings
    head: int
    tail: int
    opening: Readings = ()
    """Those of the first noun of a row, if they are others."""

    @property
    def opened(self) -> "Phrase":
        """It for what stands before it, which agrees with the first noun of a row: "las niñas y niños"."""
        return self._replace(readings=self.opening) if self.opening else self

    @property
    def has_complement(self) -> bool:
        """Whether another noun comes after the head: "matériel d’abus", "exploitation of children"."""
        return self.tail < len(self.text)


class Phrases:
    """The noun phrases of one language."""

    def __init__(self, language: Language) -> None:
        self._agreement = language.agreement
        self._opening = language.function_words
        """What begins a complement: "d’abus", "expliquant comment"."""
        self._joints = language.joints
        self._onsets = {
            name: GivenPattern(pattern, f"onsets.{name}", language.grammar_file)
            for name, pattern in language.agreement.onsets
        }
        self.of = lru_cache(_KNOWN)(self._of)
        """`of(text)`: the phrase."""

    def begins(self, text: str, onset: str) -> bool:
        """Whether a phrase begins as the onset of that name says. Raises TermbaseError if that takes long."""
        return self._onsets[onset].begins(text)

    def is_noun(self, word: str) -> bool:
        """Whether a folded word is a head, or begins one."""
        return word in self._agreement.nouns

    def _of(self, text: str) -> Phrase:
        folded = fold(text)
        for match in WORD.finditer(folded):
            for noun, readings in self._agreement.nouns.get(match[0], ()):
                end = match.start() + len(noun)
                if folded.startswith(noun, match.start()) and not folded[end : end + 1].isalnum():
                    first = self._first_of(noun, match[0])
                    opening = first if first != readings else ()
                    return Phrase(text, readings, end, self._tail(folded, end), opening)
        return Phrase(text, (), len(text), len(text))

    def _first_of(self, noun: str, word: str) -> Readings:
        """The features of the first word of a row of nouns, if it is one and that is a noun."""
        if not any(it in noun for it in self._joints):
            return ()
        return next((it for each, it in self._agreement.nouns[word] if each == word), ())

    def _tail(self, folded: str, head: int) -> int:
        """Where a complement begins, with the space before it."""
        for match in WORD.finditer(folded, head):
            elided = f"{match[0]}'" if folded.startswith("'", match.end()) else match[0]
            if not {match[0], elided}.isdisjoint(self._opening) or elided in self._agreement.before:
                return max(match.start() - 1, 0)
        return len(folded)


def featureless(text: str) -> Phrase:
    """A phrase that nothing has to agree with: an adjective, a verb."""
    return Phrase(text, (NOTHING,), len(text), len(text))

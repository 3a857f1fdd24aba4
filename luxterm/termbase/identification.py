"""Which language some words are in, told by the commonest words of each language the termbase knows.

A language is known by the words in its grammar file (`common`) and by those of its terms. A word that a
text has speaks for every language whose list has it, the more the commoner it is there; what the words leave
open, their letters decide, by threes as in the words of the lists (Cavnar & Trenkle, “N-Gram-Based Text
Categorization”, 1994). Evidence is in units of 1/8 nat: how much likelier the text is in that language.
"""

import marshal
from collections.abc import Iterable, Sequence
from operator import add
from typing import NamedTuple

from luxterm.termbase.tables import Data, Index, parts_of

UNIT = 8
"""Units of a nat (natural unit of information)."""

_FOREIGN = 8
"""Letters more in another script than in those of the languages."""
_CACHED = 20_000
"""Words of texts that are remembered: the same come again and again."""


class Evidence(NamedTuple):
    """What words say: for each of the languages how likely it is, and how many of the words it knows.

    `foreign`: whether most of them are in letters that none of the languages has.
    """

    scores: tuple[int, ...]
    known: tuple[int, ...]
    words: int
    foreign: bool = False


def threes(word: str) -> list[str]:
    """The letters of a word by threes, with what is before and after it."""
    spaced = f" {word} "
    return [spaced[at : at + 3] for at in range(len(spaced) - 2)]


class Identification:
    """What was filed, ready for looking up."""

    def __init__(self, filed: Data) -> None:
        about, words, letters = parts_of(filed)
        said: tuple[tuple[str, ...], dict[str, str]] = marshal.loads(about)
        self.langs, self.called = said
        """`called`: languages by the names that programs have for them, in small letters."""
        self._words, self._letters = Index(words), Index(letters)
        self._cached: dict[str, bytes | None] = {}
        self.none = Evidence((0,) * len(self.langs), (0,) * len(self.langs), 0)

    def by_words(self, words: Sequence[str], before: Evidence) -> Evidence:
        """The evidence of some words, in small letters, and what was found before."""
        cached = self._cached
        if len(cached) > _CACHED:
            cached.clear()
        looked_up = (cached[word] if word in cached else self._look_up(word) for word in words)
        found = [said for said in looked_up if said is not None]
        columns = list(zip(*found, strict=True))  # one for each language
        if not columns:
            return before._replace(words=before.words + len(words))
        scores = map(add, before.scores, map(sum, columns))
        known = (so_far + len(found) - it.count(0) for so_far, it in zip(before.known, columns, strict=True))
        return Evidence(tuple(scores), tuple(known), before.words + len(words))

    def _look_up(self, word: str) -> bytes | None:
        found = self._cached[word] = self._words.get(word)
        return found

    def are_foreign(self, words: Iterable[str]) -> bool:
        """Whether most letters of some words, in small letters, are no language's: another script's."""
        most = 0
        for word in words:
            own = word.isascii() or any(self._letters.get(it) is not None for it in threes(word))
            most += -len(word) if own else len(word)
        return most >= _FOREIGN

    def by_letters(self, words: Iterable[str], before: Evidence) -> Evidence:
        """The same with the evidence of their letters."""
        scores = before.scores
        get = self._letters.get
        for word in words:
            for three in threes(word):
                said = get(three)
                if said is not None:
                    scores = tuple(map(add, scores, said))
        return before._replace(scores=scores)

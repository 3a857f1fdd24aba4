"""The phrases of one language, found wherever they stand in a text.

One automaton finds them all, so that the cost doesn't grow with their number. It takes milliseconds to make,
which a single document isn't worth: the first texts are searched for the phrases whose rarest word they hold.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from ahocorasick_rs import AhoCorasick, Implementation

MUCH = 100_000
"""Code points from which on the automaton of all phrases pays for its making."""

words_in = re.compile(r"[a-z]+").findall
"""Words as phrases and texts are compared by: whatever else stands at a word's end doesn't count."""


class Patterns:
    """The phrases, folded, by number. `by_word`: the numbers of those that have a word for their rarest."""

    def __init__(self, phrases: Sequence[str], by_word: dict[str, tuple[int, ...]]) -> None:
        self._phrases = phrases
        self._by_word = by_word
        self._searched = 0

    @cached_property
    def longest(self) -> int:
        """Code points of the longest phrase."""
        return max(map(len, self._phrases), default=0)

    def find(self, folded: str) -> Iterable[tuple[int, int, int]]:
        """Every phrase in a folded text: number, start and end. They overlap, and may be parts of words."""
        self._searched += len(folded)
        if self._searched > MUCH:
            return self._all.find_matches_as_indexes(folded, overlapping=True)
        return self._find_few(folded)

    @cached_property
    def _all(self) -> AhoCorasick:
        return _automaton(self._phrases)

    def _find_few(self, folded: str) -> Iterator[tuple[int, int, int]]:
        words = self._by_word.keys() & {"", *words_in(folded)}
        numbers = sorted(number for word in words for number in self._by_word[word])
        few = _automaton([self._phrases[number] for number in numbers])
        for at, start, end in few.find_matches_as_indexes(folded, overlapping=True):
            yield numbers[at], start, end


def _automaton(phrases: Sequence[str]) -> AhoCorasick:
    return AhoCorasick(phrases, implementation=Implementation.ContiguousNFA)

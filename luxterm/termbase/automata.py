"""The Aho–Corasick automata of both prefilters, each made once so much was searched that it pays."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from ahocorasick_rs import BytesAhoCorasick, Implementation

from luxterm.termbase.tables import Data

_DFA_FROM = 1500
"""Bytes searched so far, for each key, from which on a faster automaton pays that takes longer to make."""
_BEGINNING = 2_000
"""Letters that are searched first: what speaks of the subject mostly does so at once."""
_STRETCHES = (500, 5_000)
"""Bytes at a text's beginning in which a context's words are looked for first: they are frequent, if they
occur at all."""


class Keys:
    """Finds keys in many files. `searched`: the bytes so far, which whoever searches counts."""

    def __init__(self, lines: Data) -> None:
        """`lines`: the keys, a line each; read when they are first looked for."""
        self._lines = lines
        self.searched = 0

    @cached_property
    def _keys(self) -> list[bytes]:
        return bytes(self._lines).split(b"\n") if self._lines else []

    @cached_property
    def _nfa(self) -> BytesAhoCorasick:
        return BytesAhoCorasick(self._keys, implementation=Implementation.ContiguousNFA)

    @cached_property
    def _dfa(self) -> BytesAhoCorasick:
        """Finds the same a third faster, but takes 2 ms to make, and with many keys far longer."""
        return BytesAhoCorasick(self._keys, implementation=Implementation.DFA)

    def prepare(self) -> None:
        """Make an automaton now."""
        self._nfa  # noqa: B018 (asking makes it)

    def find(self, letters: bytes) -> Iterator[tuple[int, int, int]]:
        """The number of each key in the letters, where it begins and where it ends, overlapping ones too.

        Those at the beginning come before the rest is searched, so they may come twice.
        """
        automaton = self._nfa if self.searched < _DFA_FROM * len(self._keys) else self._dfa
        yield from automaton.find_matches_as_indexes(letters[:_BEGINNING], overlapping=True)
        if len(letters) > _BEGINNING:
            yield from automaton.find_matches_as_indexes(letters, overlapping=True)


class ContextWords:
    """Finds the words of contexts in many files."""

    def __init__(self) -> None:
        self._automata: dict[str, BytesAhoCorasick] = {}

    def any_in(self, letters: bytes, name: str, words: Sequence[bytes]) -> bool:
        """Whether one of a context's words is among the letters; `name` is the context's."""
        if name not in self._automata:
            self._automata[name] = BytesAhoCorasick(words)
        find = self._automata[name].find_matches_as_indexes
        return any(find(letters[:size]) for size in (*_STRETCHES, len(letters)))

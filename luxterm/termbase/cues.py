"""The cue phrases of a language or a user, indexed so that an occurrence's neighbours find them.

There are thousands. Those directly beside an occurrence are indexed by the end nearest to it, the others by
where they may be.
"""

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import NamedTuple

from luxterm.termbase.patterns import Patterns, file_patterns
from luxterm.termbase.tables import (
    Data,
    Index,
    Rows,
    file_index,
    file_named,
    file_parts,
    file_rows,
    named_in,
    numbers_as_bytes,
    numbers_in,
    parts_of,
)

INDEXED_SIZES = (12, 6, 3, 1)
"""A phrase is indexed by at most this many code points at its near end."""


class CueData(NamedTuple):
    """What its phrases say about an occurrence, see `luxterm.termbase.cue_models.Cue`."""

    usage: str
    quoted: bool
    reason: str
    needs: tuple[str, ...] = ()
    ends: bool = False
    defines: bool = False
    opens: bool = False


Beside = tuple[tuple[str, ...], tuple[int, ...]]
"""Phrases that may be directly beside an occurrence, each with the number of its cue."""
_NONE: Beside = (), ()


def file_cues(cues: Iterable[tuple[str, Iterable[str], CueData]], common: dict[str, int]) -> bytes:
    """File cues, each with its position and its folded phrases; `common` as in `file_patterns`.

    The cues; by position (before, after) and near end their phrases; and by position (left, right, …)
    those that may stand anywhere there, with the number of the cue of each.
    """
    data: list[CueData] = []
    beside: dict[str, dict[str, Beside]] = {"before": {}, "after": {}}
    within: dict[str, list[tuple[str, int]]] = {}
    for number, (position, phrases, cue) in enumerate(cues):
        data.append(cue)
        if position not in beside:
            within.setdefault(position, []).extend((phrase, number) for phrase in phrases)
            continue
        for phrase in phrases:
            size = next((size for size in INDEXED_SIZES if size <= len(phrase)), 0)
            near = phrase[len(phrase) - size :] if position == "before" else phrase[:size]
            filed, numbers = beside[position].get(near, _NONE)
            beside[position][near] = (*filed, phrase), (*numbers, number)
    return file_parts(
        file_rows(map(tuple, data)),
        file_named({position: file_index(filed) for position, filed in beside.items()}),
        file_named(
            {
                position: file_parts(
                    file_patterns((phrase for phrase, _ in filed), common),
                    numbers_as_bytes(number for _, number in filed),
                )
                for position, filed in within.items()
            }
        ),
    )


class CueFile:
    """Indexed cues; if two apply, the first decides."""

    def __init__(self, filed: Data) -> None:
        cues, beside, within = parts_of(filed)
        rows = Rows(cues)
        self._cues = [CueData(*rows[number]) for number in range(len(rows))]
        self._beside = {position: Index(words) for position, words in named_in(beside).items()}
        self._within: dict[str, tuple[Patterns, memoryview]] = {}
        for position, filed_there in named_in(within).items():
            phrases, numbers = parts_of(filed_there)
            self._within[position] = Patterns(phrases), numbers_in(numbers)

    def prepare(self) -> None:
        """Make the automata now, for many occurrences."""
        for patterns, _ in self._within.values():
            patterns.prepare()

    def beside(self, position: str, text: str) -> list[tuple[str, CueData]]:
        """The phrases that end the folded text before an occurrence, or begin the one after it."""
        filed, ends = self._beside[position], position == "before"
        holds = text.endswith if ends else text.startswith
        found: list[tuple[int, str]] = []
        for size in INDEXED_SIZES:
            there = filed.get(text[-size:] if ends else text[:size])
            if there:
                found += [(number, phrase) for phrase, number in zip(*there, strict=True) if holds(phrase)]
        return [(phrase, self._cues[number]) for number, phrase in sorted(found)]

    def within(self, position: str, text: str) -> list[tuple[str, CueData]]:
        """The phrases in a folded text that may be anywhere in that place, as whole words."""
        if position not in self._within:
            return []
        patterns, numbers = self._within[position]
        hits = {
            number: text[start:end]
            for number, start, end in patterns.find(text)
            if not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum()
        }
        return [(hits[number], self._cues[numbers[number]]) for number in sorted(hits)]


class CueFiles:
    """Several files of cues as one: those of the first come before those of the second."""

    def __init__(self, files: Iterable[CueFile]) -> None:
        self._files = tuple(files)
        self.after = lru_cache(maxsize=1)(partial(self.beside, "after"))
        """`after(text)`: the phrases that begin a text; asked for the same one several times running."""

    def beside(self, position: str, text: str) -> list[tuple[str, CueData]]:
        """As `CueFile.beside`."""
        return [found for file in self._files for found in file.beside(position, text)]

    def within(self, position: str, text: str) -> list[tuple[str, CueData]]:
        """As `CueFile.within`."""
        return [found for file in self._files for found in file.within(position, text)]

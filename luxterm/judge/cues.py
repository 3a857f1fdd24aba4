"""Cue words: does the text around an occurrence say how it stands?

The words are data (`cues/<lang>.toml` and the house's own); here is only where they are looked for.
There may be thousands, so they are found by their nearest word or by one automaton a place.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from luxterm.judge.context import speaks_of
from luxterm.judge.place import Place
from luxterm.termbase.data import CueData

_OPENING = " \"'([*"
_CLOSING = " \"')]*"
_WORD = 80
"""Code points that the longest word has at most."""
_FIRST = re.compile(r"[^\W_]+|\S")
_LAST = re.compile(r"(?:[^\W_]+|[^\w\s])\Z")


class Found(NamedTuple):
    """A cue that holds and the phrase it was found by. The lower `order` decides."""

    order: int
    cue: CueData
    phrase: str

    @property
    def because(self) -> str:
        return self.cue.because.replace("{cue}", self.phrase)


class Cues:
    """All cues by position, ready for looking up."""

    def __init__(
        self, cues: Iterable[CueData], determiners: frozenset[str], connectors: tuple[str, ...]
    ) -> None:
        self._determiners = determiners
        self._connectors = tuple(f" {phrase}" for phrase in connectors)
        self._at: dict[str, list[Found]] = {}
        for cue in cues:
            found = self._at.setdefault(cue.position, [])
            found += [Found(len(found) + number, cue, phrase) for number, phrase in enumerate(cue.phrases)]

    def find(self, place: Place, quoted: bool) -> Found | None:
        """The cue that holds here: the nearest position first, the first in the file of each."""
        segment = place.segment
        return (
            self._look_before(place, quoted)
            or self._look_after(place, quoted)
            or self._anywhere("left", place.left, place, quoted)
            or self._anywhere("right", place.right, place, quoted)
            or self._anywhere("column", segment.column.lower(), place, quoted)
            or self._anywhere("heading", segment.under.lower(), place, quoted)
        )

    @cached_property
    def _by_last(self) -> dict[str, list[Found]]:
        return _index(self._at.get("before", []), _LAST)

    @cached_property
    def _by_first(self) -> dict[str, list[Found]]:
        return _index(self._at.get("after", []), _FIRST)

    @cached_property
    def _automata(self) -> dict[str, AhoCorasick]:
        return {
            position: AhoCorasick([found.phrase for found in self._at[position]])
            for position in ("left", "right", "column", "heading")
            if position in self._at
        }

    def _look_before(self, place: Place, quoted: bool) -> Found | None:
        """Directly before it, an article or the like between allowed: "instead of a …"."""
        tail = place.left.rstrip(_OPENING)
        for _ in range(3):
            last = _LAST.search(tail, max(0, len(tail) - _WORD))  # or it would try every word before
            if last is None:
                return None
            for found in self._by_last.get(last.group(), ()):
                head = len(tail) - len(found.phrase)
                if tail.endswith(found.phrase) and _counts(found.cue, place, quoted):
                    if head == 0 or not (tail[head - 1].isalnum() and found.phrase[0].isalnum()):
                        return found
            if last.group() not in self._determiners:
                return None
            tail = tail[: last.start()].rstrip(_OPENING)
        return None

    def _look_after(self, place: Place, quoted: bool) -> Found | None:
        head = place.right.lstrip(_CLOSING)
        # "Penalties for X are defined …" speaks of the penalties
        if not quoted and f" {place.left.rstrip(_OPENING)}".endswith(self._connectors):
            head = head if head.startswith(("(", "[", ",")) else ""
        first = _FIRST.match(head)
        for found in self._by_first.get(first.group(), ()) if first else ():
            stop = len(found.phrase)
            if head.startswith(found.phrase) and _counts(found.cue, place, quoted):
                if not head[stop : stop + 1].isalnum():
                    return found
        return None

    def _anywhere(self, position: str, text: str, place: Place, quoted: bool) -> Found | None:
        if not text or position not in self._automata:
            return None
        entries = self._at[position]
        hits = [
            entries[number]
            for number, start, end in self._automata[position].find_matches_as_indexes(text, overlapping=True)
            if not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum()
        ]
        return min((found for found in hits if _counts(found.cue, place, quoted)), default=None)


def _counts(cue: CueData, place: Place, quoted: bool) -> bool:
    """Whether a cue may count: what it asks for beside itself is proved by quotation marks, too."""
    return quoted or (not cue.quoted and (not cue.needs or speaks_of(place, cue.needs)))


def _index(entries: list[Found], key: re.Pattern[str]) -> dict[str, list[Found]]:
    """The entries by the word nearest to the occurrence."""
    found: dict[str, list[Found]] = {}
    for entry in entries:
        match = key.search(entry.phrase)
        if match:
            found.setdefault(match.group(), []).append(entry)
    return found

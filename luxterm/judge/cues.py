"""Cue words: does the text around an occurrence say how it stands?

The words are data (`cues/<lang>.toml` and the house's own); here is only where they are looked for.
"""

from collections.abc import Iterable

from luxterm.judge.place import Place
from luxterm.termbase.data import CueData

_OPENING = " \"'([*"
_CLOSING = " \"')]*"


class Cues:
    """All cues by position, ready for looking up."""

    def __init__(self, cues: Iterable[CueData], small: frozenset[str]) -> None:
        self._small = small
        self._at: dict[str, list[CueData]] = {}
        for cue in cues:
            self._at.setdefault(cue.position, []).append(cue)
        self._before = tuple(f" {phrase}" for cue in self._at.get("before", ()) for phrase in cue.phrases)

    def find(self, place: Place, quoted: bool, usage: str | None = None) -> tuple[CueData, str] | None:
        """The first cue that holds here, and the phrase found; optionally only of one usage."""
        for position, look in (
            ("before", self._look_before),
            ("after", self._look_after),
            ("left", self._look_left),
            ("right", self._look_right),
            ("column", self._look_column),
            ("heading", self._look_heading),
        ):
            cues = [
                cue
                for cue in self._at.get(position, ())
                if (quoted or not cue.quoted) and (usage is None or cue.usage == usage)
            ]
            if cues:
                found = look(place, cues)
                if found:
                    return found
        return None

    def _look_before(self, place: Place, cues: list[CueData]) -> tuple[CueData, str] | None:
        tail = " " + place.left.rstrip(_OPENING)
        for _ in range(3):
            if tail.endswith(self._before):
                for cue in cues:
                    for phrase in cue.phrases:
                        if tail.endswith(f" {phrase}"):
                            return cue, phrase
            head, _, last = tail.rpartition(" ")
            if last not in self._small:
                return None
            tail = head.rstrip(_OPENING)
        return None

    def _look_after(self, place: Place, cues: list[CueData]) -> tuple[CueData, str] | None:
        head = place.right.lstrip(_CLOSING)
        for cue in cues:
            for phrase in cue.phrases:
                if head.startswith(phrase) and not head[len(phrase) : len(phrase) + 1].isalnum():
                    return cue, phrase
        return None

    def _look_left(self, place: Place, cues: list[CueData]) -> tuple[CueData, str] | None:
        return _anywhere(place.left, cues)

    def _look_right(self, place: Place, cues: list[CueData]) -> tuple[CueData, str] | None:
        return _anywhere(place.right, cues)

    def _look_column(self, place: Place, cues: list[CueData]) -> tuple[CueData, str] | None:
        return _anywhere(place.segment.column.lower(), cues) if place.segment.column else None

    def _look_heading(self, place: Place, cues: list[CueData]) -> tuple[CueData, str] | None:
        return _anywhere(place.segment.under.lower(), cues) if place.segment.under else None


def _anywhere(text: str, cues: list[CueData]) -> tuple[CueData, str] | None:
    for cue in cues:
        for phrase in cue.phrases:
            at = text.find(phrase)
            while at >= 0:
                stop = at + len(phrase)
                if not (at and text[at - 1].isalnum()) and not text[stop : stop + 1].isalnum():
                    return cue, phrase
                at = text.find(phrase, at + 1)
    return None

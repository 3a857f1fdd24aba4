"""Cue words: does the text around an occurrence say how it is used?

The words are data (`cues/<lang>.toml` and the user's own); this module only says where to look for them.
There may be thousands, so they are indexed (`luxterm.termbase.cues`).
"""

from collections.abc import Iterator
from typing import NamedTuple

from luxterm.base import lazy_pattern
from luxterm.engine.judge.context import speaks_of
from luxterm.engine.judge.surroundings import Surroundings
from luxterm.termbase.cues import CueData, CueFile
from luxterm.text.marks import CLOSING, OPENING
from luxterm.types import Message, Usage

_ENDS = ".;:?!"
"""Before these a clause ends; a comma may join subjects, too."""
_GLOSS = lazy_pattern(r"\([^()]{1,60}\) ")
"""An abbreviation or translation between the term and what is said of it."""
_ASIDE = lazy_pattern(r"(?:, [^,.;:]{1,60},|\([^()]{1,60}\)) ")
"""What limits a definition: ", in relation to a website, means"."""


class Found(NamedTuple):
    """A cue that applies and the phrase it was found by."""

    cue: CueData
    phrase: str

    @property
    def because(self) -> Message:
        """The reason that a judgement gives."""
        return Message(self.cue.reason, (self.phrase,))


class Cues:
    """The cues of some files, the first file's before the second's."""

    def __init__(
        self, files: tuple[CueFile, ...], determiners: frozenset[str], connectors: tuple[str, ...]
    ) -> None:
        self._files = files
        # Elided ones (l') stand as the text before an occurrence does: without a mark at its end
        self._determiners = frozenset(it.rstrip(OPENING) for it in determiners)
        self._connectors = tuple(f" {phrase}" for phrase in connectors)

    def find(self, place: Surroundings, quoted: bool) -> Found | None:
        """The cue that applies here: the nearest position first, in each the first in the file."""
        segment = place.segment
        marked = quoted or place.emphasised
        return (
            self._look_before(place, marked)
            or self._look_after(place, marked)
            or self._anywhere("soon", place.soon, place, quoted)
            or self._anywhere("left", place.left, place, quoted)
            or self._anywhere("right", place.right, place, quoted)
            or self._anywhere("column", segment.column.lower(), place, quoted)
            or self._anywhere("heading", segment.under.lower(), place, quoted)
            or self._led(place, quoted)
        )

    def defining(self, place: Surroundings, end: int) -> Found | None:
        """The cue after a phrase that ends there and contains the occurrence, if it defines the phrase."""
        head = place.view.folded[end : place.sentence.end].lstrip(CLOSING)
        aside = _ASIDE.match(head)
        for text in (head, head[aside.end() :] if aside else ""):
            found = self._first(text, place, marked=True)
            if found and found.cue.defines:
                return found
        return None

    def _led(self, place: Surroundings, quoted: bool) -> Found | None:
        """What introduces the list it belongs to: "the following terms should be avoided:"."""
        lead = place.lead
        return self._anywhere("heading", lead, place, quoted) or self._anywhere("lead", lead, place, quoted)

    def _look_before(self, place: Surroundings, marked: bool) -> Found | None:
        """Directly before it, an article or the like between allowed: "instead of a …"."""
        tail = place.left.rstrip(OPENING)
        for passed in range(3):
            # In a marked phrase it belongs to a name: the definition *child … offence*
            qualifies = not marked and place.qualifies and not place.emphasis_end
            if passed and qualifies:
                return None  # "known as a child sex tourism destination"
            for phrase, cue in self._beside("before", tail):
                if qualifies and not _for_words(place, phrase):
                    continue
                head = len(tail) - len(phrase)
                if head == 0 or not (tail[head - 1].isalnum() and phrase[0].isalnum()):
                    bare = not passed and cue.quoted and cue.usage == Usage.MENTION and place.bare
                    if _counts(cue, place, marked or bare):
                        return Found(cue, phrase)
            rest, _, last = tail.rpartition(" ")
            if last.lstrip(OPENING) not in self._determiners:
                return None
            tail = rest.rstrip(OPENING)
        return None

    def _look_after(self, place: Surroundings, marked: bool) -> Found | None:
        head = place.after.lstrip(CLOSING)
        # "Penalties for X are defined …" is about the penalties
        if not marked and f" {place.left.rstrip(OPENING)}".endswith(self._connectors):
            head = head if head.startswith(("(", "[", ",")) else ""
        found = self._first(head, place, marked)
        if found is None and (gloss := _GLOSS.match(head)):
            found = self._first(head[gloss.end() :], place, marked)
        return found

    def _first(self, head: str, place: Surroundings, marked: bool) -> Found | None:
        for phrase, cue in self._beside("after", head):
            if not head[len(phrase) : len(phrase) + 1].isalnum() and _counts(cue, place, marked):
                return Found(cue, phrase)
        return None

    def _beside(self, position: str, text: str) -> Iterator[tuple[str, CueData]]:
        for file in self._files:
            yield from file.beside(position, text)

    def _anywhere(self, position: str, text: str, place: Surroundings, quoted: bool) -> Found | None:
        if not text:
            return None
        for file in self._files:
            for phrase, cue in file.within(position, text):
                if _counts(cue, place, quoted):
                    return Found(cue, phrase)
        return None


def _for_words(place: Surroundings, phrase: str) -> bool:
    """Whether a phrase ends in a noun for words, which names all that follows: "the term"."""
    words = place.language.contexts.get("words")
    return words is not None and words.stands_in(phrase.split()[-1:])


def _counts(cue: CueData, place: Surroundings, marked: bool) -> bool:
    """Whether a cue applies: either of `quoted` and `needs` is enough."""
    if cue.ends and place.right.lstrip(CLOSING)[:1] not in ("", *_ENDS):
        return False
    if not (cue.quoted or cue.needs) or (cue.quoted and marked):
        return True
    # Of "avoid child … rings" the rings are the object
    return not place.qualifies and any(speaks_of(place, name) for name in cue.needs)

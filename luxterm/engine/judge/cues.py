"""Cue words: does the text around an occurrence say how it is used?

The words are data (`cues/<lang>.toml` and the user's own); this module only says where to look for them.
There may be thousands, so they are indexed (`luxterm.termbase.cues`). What gives a word a meaning in the
document is for `definitions`.
"""

from functools import lru_cache
from typing import NamedTuple

from luxterm.engine.context import speaks_of
from luxterm.engine.judge.cue_phrases import (
    ENTITY,
    GLOSS,
    counts,
    goes_on,
    has_words,
    heads,
    is_whole,
    only_perhaps,
    said_of,
    stands_bare,
    unmarked,
)
from luxterm.engine.judge.entries import consists, is_entry
from luxterm.engine.judge.said_of import joined_to, said_of_row
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.cues import CueData, CueFiles
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.marks import OPENING
from luxterm.types import Message, Usage

KEPT = 1000
"""Headings of which it is remembered whether they are about words."""


class Found(NamedTuple):
    """A cue that applies and the phrase it was found by."""

    cue: CueData
    phrase: str

    @property
    def because(self) -> Message:
        """The reason that a judgement gives."""
        return Message(self.cue.reason, (self.phrase,))


class Cues:
    """The cues of some files in one language."""

    def __init__(self, files: CueFiles, language: Language) -> None:
        self._files = files
        self._language = language
        self._whole = lru_cache(maxsize=KEPT)(self._find_whole)
        self._about_words = lru_cache(maxsize=KEPT)(self._find_about_words)

    def find(self, around: Surroundings, quoted: bool) -> Found | None:
        """The cue that applies here: the nearest position first, in each the first in the file."""
        segment = around.segment
        marked = quoted or around.emphasised
        return (
            self._before(around, marked)
            or self._behind(around, marked)
            or self._anywhere("soon", around.soon, around, quoted)
            or self._anywhere("left", around.left, around, quoted)
            or self._anywhere("right", around.right, around, quoted)
            or self._anywhere("joined", joined_to(around), around, quoted)
            or self._anywhere("column", fold(segment.column), around, quoted)
            or self._under(around, quoted)
            or self._led(around, quoted)
        )

    def defining(self, around: Surroundings, end: int, quoted: bool) -> Found | None:
        """The cue after a phrase that ends there and contains the occurrence, if it defines the phrase.

        After what is only emphasised a mark isn't enough: "**Child …** – not allowed". The colon before the
        meaning may stand in the emphasis: "**Child … and violence:** material that …".
        """
        colon = around.view.folded[end - 1 : end] == ":"
        for start in (end, end - 1) if colon else (end,):
            for text in heads(around.view.folded[start : around.sentence.end]):
                found = self._first(text, around, marked=True)
                if found and found.cue.defines and (quoted or has_words(found.phrase)):
                    return found
        return None

    def under_words(self, around: Surroundings) -> bool:
        """Whether the heading above is one of a section about words: a glossary, a note on terms."""
        heading = around.segment.under
        return bool(heading) and self._about_words(fold(heading))

    def _find_about_words(self, heading: str) -> bool:
        """Whether cues for headings say so (cached as `_about_words`)."""
        return self._whole(heading) and any(
            cue.usage == Usage.MENTION or cue.defines for _, cue in self._files.within("heading", heading)
        )

    def _under(self, around: Surroundings, quoted: bool) -> Found | None:
        """What the heading above, or the line that introduces its list, says of the entries under it."""
        for heading in (fold(around.segment.under), around.led_by):
            if heading and self._whole(heading):
                found = self._anywhere("heading", heading, around, quoted)
                if found and is_entry(around, found.cue.usage):
                    return found
        return None

    def _find_whole(self, heading: str) -> bool:
        """Whether a heading consists of its cue words (cached as `_whole`)."""
        phrases = [phrase for phrase, _ in self._files.within("heading", heading)]
        return bool(phrases) and consists(heading, phrases, self._language)

    def _led(self, around: Surroundings, quoted: bool) -> Found | None:
        """What introduces the list it belongs to: "the following terms should be avoided:"."""
        lead = around.lead
        return self._anywhere("heading", lead, around, quoted) or self._anywhere("lead", lead, around, quoted)

    def _before(self, around: Surroundings, marked: bool) -> Found | None:
        """Directly before it, an article or the like between allowed: "instead of a …"."""
        tail, language = around.left.rstrip(OPENING), self._language
        conjunctions = language.grammar.conjunctions
        for passed in range(3):
            # In a marked phrase it belongs to a name: the definition *child … offence*
            qualifies = not marked and around.qualifies and not around.emphasis_end
            if passed and qualifies:
                return None  # "known as a child sex tourism destination"
            for phrase, cue in self._files.beside("before", tail):
                if only_perhaps(cue):
                    continue
                if qualifies and not language.contexts["words"].stands_in(phrase.split()[-1:]):
                    continue  # a noun for words names all that follows: "the term"
                if any(tail.endswith(f" {it}") and it.endswith(f" {phrase}") for it in conjunctions):
                    continue  # "refers to …, as well as"
                head = len(tail) - len(phrase)
                if cue.opens and head:
                    continue
                if head == 0 or not (tail[head - 1].isalnum() and phrase[0].isalnum()):
                    bare = not passed and cue.quoted and cue.usage == Usage.MENTION and around.bare
                    if counts(cue._replace(opens=False), around, marked or bare):
                        return Found(cue, phrase)
            rest, _, last = tail.rpartition(" ")
            if last.lstrip(OPENING) not in language.plain_determiners:
                return None
            tail = rest.rstrip(OPENING)
        return None

    def _behind(self, around: Surroundings, marked: bool) -> Found | None:
        """Directly after it, or after a gloss or the rest of a row that it opens."""
        marked = marked or around.after.startswith(ENTITY)
        head = unmarked(said_of(around, around.after, marked))
        found = self._first(head, around, marked)
        if found is None and (gloss := GLOSS.match(head)):
            found = self._first(head[gloss.end() :], around, marked)
        if found is None and (predicate := said_of_row(around, head)):
            found = self._first(predicate, around, marked)
        return found

    def _first(self, head: str, around: Surroundings, marked: bool) -> Found | None:
        """The first cue that a text begins with and that applies."""
        for phrase, cue in self._files.after(head):
            if only_perhaps(cue):
                continue
            if cue.defines and goes_on(around, phrase):
                continue
            shown = has_words(phrase) or speaks_of(around, "words")
            bare = shown and stands_bare(cue, around)
            if is_whole(head, phrase) and counts(cue, around, marked or bare):
                return Found(cue, phrase)
        return None

    def _anywhere(self, position: str, text: str, around: Surroundings, quoted: bool) -> Found | None:
        """The first cue that applies of those anywhere in a text."""
        for phrase, cue in self._files.within(position, text) if text else ():
            if not only_perhaps(cue) and counts(cue, around, quoted):
                return Found(cue, phrase)
        return None

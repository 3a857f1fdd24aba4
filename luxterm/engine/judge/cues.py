"""Cue words: does the text around an occurrence say how it is used?

The words are data (`cues/<lang>.toml` and the user's own); this module only says where to look for them.
There may be thousands, so they are indexed (`luxterm.termbase.cues`).
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from luxterm.base import lazy_pattern
from luxterm.engine.context import gives_years, speaks_of
from luxterm.engine.judge.entries import consists, is_entry
from luxterm.engine.judge.headwords import heads_definition, is_headword
from luxterm.engine.judge.said_of import ROW, ends_clause, joined_to, said_of_head, said_of_row
from luxterm.engine.surroundings import Surroundings
from luxterm.engine.table_rows import cells_beside
from luxterm.termbase.cues import CueData, CueFile
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.marks import APOSTROPHES, CLOSING, OPENING
from luxterm.types import Message, Scope, Usage

KEPT = 1000
"""Headings of which it is remembered whether they are about words."""
_HYPHEN = "   "
"""A hyphen between spaces, folded."""
_ENTITY = "&quot;"
"""A quotation mark in text that was taken from markup as it stood."""
_MARK = lazy_pattern(r"[,;:.(\"]")
_ABOUT = 5
"""Words before the term, at most, of which one says what is done about it."""
_RANK = 20
"""Code points behind "is the" in which the next word is."""
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
    """The cues of some files in one language, the first file's before the second's."""

    def __init__(self, files: tuple[CueFile, ...], language: Language) -> None:
        self._files = files
        self._conjunctions = language.grammar.conjunctions
        self._connectors = language.ending_connectors
        self._language = language
        self._asked: tuple[str, list[tuple[str, CueData]]] = "", []
        self._whole = lru_cache(maxsize=KEPT)(self._find_whole)
        self._about_words = lru_cache(maxsize=KEPT)(self._find_about_words)

    def find(self, around: Surroundings, quoted: bool) -> Found | None:
        """The cue that applies here: the nearest position first, in each the first in the file."""
        segment = around.segment
        marked = quoted or around.emphasised
        return (
            self._look_before(around, marked)
            or self._look_after(around, marked)
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
            for text in self._heads(around.view.folded[start : around.sentence.end]):
                found = self._first(text, around, marked=True)
                if found and found.cue.defines and (quoted or _has_words(found.phrase)):
                    return found
        return None

    def defines(self, around: Surroundings, quoted: bool, end: int | None) -> bool:
        """Whether the document gives the occurrence a meaning, or a marked phrase with it that ends there.

        However the word itself is judged: "the term “X” shall mean", "“X” includes" in a quotation.
        """
        marked = quoted or around.emphasised
        return (
            self._defined(around, around.after, marked)
            or (
                end is not None
                and self._defined(around, around.view.folded[end : around.sentence.end], True, mark=quoted)
            )
            or any(
                cue.defines and _counts(cue, around, marked)
                for _, cue in (*self._beside("before", around.left.rstrip(OPENING)), *self._joined(around))
            )
            or self._beside_definitions(around)
            or self._defined(around, said_of_head(around), False, mark=False)
            or _says_out(around)
            or is_headword(around)
            or heads_definition(around, self.under_words)
            or self._said_to_mean(around, quoted)
        )

    def _said_to_mean(self, around: Surroundings, quoted: bool) -> bool:
        """Whether its sentence says what it means, further on: "the terms X and Y have …"."""
        return any(
            _only_perhaps(cue) and _counts(cue, around, quoted)
            for file in self._files
            for _, cue in file.within("right", around.right)
        )

    def _joined(self, around: Surroundings) -> list[tuple[str, CueData]]:
        """The cues in the noun phrases that it is joined to; for most occurrences there are none."""
        text = joined_to(around)
        return [found for file in self._files for found in file.within("joined", text)] if text else []

    def _beside_definitions(self, around: Surroundings) -> bool:
        """Whether it is alone in a cell, or the headword of a list, and its definition stands beside it."""
        if around.segment.scope not in (Scope.CELL, Scope.TERM) or not around.is_alone:
            return False
        if around.segment.scope is Scope.TERM:
            return True
        view, beside = around.view, around.index + 1
        if not view.has(beside) or view.segment(beside).scope is not Scope.CELL:
            return False
        column = fold(view.segment(beside).column)
        if any(cue.defines for file in self._files for _, cue in file.within("column", column)):
            return True
        if beside not in cells_beside(around):
            return False
        return self._defined(around, f": {view.head(beside, ROW)}", False, mark=False)

    def _defined(self, around: Surroundings, after: str, marked: bool, mark: bool = True) -> bool:
        """Whether a cue after it defines it; with `mark`, one that is only a mark, too."""
        marked = marked or after.startswith(_ENTITY)
        return any(
            cue.defines
            and (mark or _has_words(phrase))
            and not _goes_on(around, phrase)
            and _is_whole(head, phrase)
            and not (_only_perhaps(cue) and self._ranks(head[len(phrase) :]))
            and _counts(cue, around, marked or _stands_bare(cue, around))
            for head in self._heads(self._said_of(around, after, marked))
            for phrase, cue in self._after(head)
        )

    def _ranks(self, rest: str) -> bool:
        """Whether what is said of it sets it beside others (the context `ranking`): "the biggest …"."""
        first = rest[:_RANK].split()[:1]
        return self._language.contexts["ranking"].stands_in(first)

    @staticmethod
    def _heads(after: str) -> Iterator[str]:
        """What comes after an occurrence: all of it, and without an aside or a gloss at its beginning."""
        head = _unmarked(after)
        yield head
        for pattern in (_ASIDE, _GLOSS):
            if head.startswith((",", "(")) and (aside := pattern.match(head)):
                yield head[aside.end() :]

    def _said_of(self, around: Surroundings, after: str, marked: bool) -> str:
        """The text after an occurrence as far as it can be about it: "Penalties for X are defined" isn't."""
        if after.startswith(_HYPHEN):
            after = f"–{after[len(_HYPHEN) - 1 :]}"
        if marked or not f" {around.left.rstrip(OPENING)}".endswith(self._connectors):
            return after
        return after if after.lstrip(CLOSING).startswith(("(", "[", ",")) else ""

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
        phrases = [phrase for file in self._files for phrase, _ in file.within("heading", heading)]
        return bool(phrases) and consists(heading, phrases, self._language)

    def under_words(self, around: Surroundings) -> bool:
        """Whether the heading above is one of a section about words: a glossary, a note on terms."""
        heading = around.segment.under
        return bool(heading) and self._about_words(fold(heading))

    def _find_about_words(self, heading: str) -> bool:
        """Whether cues for headings say so (cached as `_about_words`)."""
        return self._whole(heading) and any(
            cue.usage == Usage.MENTION or cue.defines
            for file in self._files
            for _, cue in file.within("heading", heading)
        )

    def _led(self, around: Surroundings, quoted: bool) -> Found | None:
        """What introduces the list it belongs to: "the following terms should be avoided:"."""
        lead = around.lead
        return self._anywhere("heading", lead, around, quoted) or self._anywhere("lead", lead, around, quoted)

    def _look_before(self, around: Surroundings, marked: bool) -> Found | None:
        """Directly before it, an article or the like between allowed: "instead of a …"."""
        tail = around.left.rstrip(OPENING)
        for passed in range(3):
            # In a marked phrase it belongs to a name: the definition *child … offence*
            qualifies = not marked and around.qualifies and not around.emphasis_end
            if passed and qualifies:
                return None  # "known as a child sex tourism destination"
            for phrase, cue in self._beside("before", tail):
                if _only_perhaps(cue):
                    continue
                if qualifies and not _for_words(around, phrase):
                    continue
                if any(tail.endswith(f" {it}") and it.endswith(f" {phrase}") for it in self._conjunctions):
                    continue  # "refers to …, as well as"
                head = len(tail) - len(phrase)
                if cue.opens and head:
                    continue
                if head == 0 or not (tail[head - 1].isalnum() and phrase[0].isalnum()):
                    bare = not passed and cue.quoted and cue.usage == Usage.MENTION and around.bare
                    if _counts(cue._replace(opens=False), around, marked or bare):
                        return Found(cue, phrase)
            rest, _, last = tail.rpartition(" ")
            if last.lstrip(OPENING) not in self._language.plain_determiners:
                return None
            tail = rest.rstrip(OPENING)
        return None

    def _look_after(self, around: Surroundings, marked: bool) -> Found | None:
        marked = marked or around.after.startswith(_ENTITY)
        head = _unmarked(self._said_of(around, around.after, marked))
        found = self._first(head, around, marked)
        if found is None and (gloss := _GLOSS.match(head)):
            found = self._first(head[gloss.end() :], around, marked)
        if found is None and (predicate := said_of_row(around, head)):
            found = self._first(predicate, around, marked)
        return found

    def _first(self, head: str, around: Surroundings, marked: bool) -> Found | None:
        for phrase, cue in self._after(head):
            if _only_perhaps(cue):
                continue
            if cue.defines and _goes_on(around, phrase):
                continue
            shown = _has_words(phrase) or speaks_of(around, "words")
            bare = shown and _stands_bare(cue, around)
            if _is_whole(head, phrase) and _counts(cue, around, marked or bare):
                return Found(cue, phrase)
        return None

    def _beside(self, position: str, text: str) -> list[tuple[str, CueData]]:
        return [found for file in self._files for found in file.beside(position, text)]

    def _after(self, head: str) -> list[tuple[str, CueData]]:
        """The phrases that begin a text after an occurrence; asked for the same one several times running."""
        asked = self._asked
        if head != asked[0]:
            asked = self._asked = head, self._beside("after", head)
        return asked[1]

    def _anywhere(self, position: str, text: str, around: Surroundings, quoted: bool) -> Found | None:
        if not text:
            return None
        for file in self._files:
            for phrase, cue in file.within(position, text):
                if not _only_perhaps(cue) and _counts(cue, around, quoted):
                    return Found(cue, phrase)
        return None


def _is_headline(around: Surroundings) -> bool:
    """Whether it is in a heading; of a line that is only set off as one, up to a mark: "**Child …: …**"."""
    heading = around.segment.scope is Scope.HEADING
    return heading or (around.is_heading and not around.right.lstrip(f"{CLOSING} ")[:1].isalpha())


def _stands_bare(cue: CueData, around: Surroundings) -> bool:
    """Whether it opens its sentence without the article that its noun needs: "Child bride is to be avoided".

    Before a mark that shows nothing, for headlines have no articles: "Child bride: village in shock".
    """
    return cue.quoted and cue.usage == Usage.MENTION and not around.left and around.bare


def _goes_on(around: Surroundings, phrase: str) -> bool:
    """Whether what follows a mark is no definition: "Child …: what to do?", "…: act now!", or in a heading.

    Nor is what follows from it, by the context `consequences`: "means a ban".
    Nor are the years of an age: "Age of consent: 15 years". Nor is anything that says more of what is done
    about it, by the context `done-about`: "Prevention of child …: the use of filters"; but what is in
    brackets is.
    """
    words = around.words(_MARK.split(around.left[-ROW:])[-1])[-_ABOUT:]
    if phrase[0] not in "(," and around.language.contexts["done-about"].stands_in(words):
        return True
    if phrase[0].isalnum():
        said = around.words(around.right[: 2 * ROW])
        return around.language.contexts["consequences"].stands_in(said)
    if gives_years(around):
        return True
    asks = around.right.rstrip(f"{CLOSING} ").endswith(("?", "!"))
    return asks or (around.segment.scope is Scope.HEADING and not _has_words(phrase))


def _is_whole(head: str, phrase: str) -> bool:
    """Whether a phrase that begins a text ends with a word of it, which an elided one does: "s’entend d’"."""
    return phrase.endswith(tuple(APOSTROPHES)) or not head[len(phrase) : len(phrase) + 1].isalnum()


def _only_perhaps(cue: CueData) -> bool:
    """Whether it is for what only may be a definition, and says nothing of how the word is used."""
    return cue.defines and cue.usage == Usage.USE


def _says_out(around: Surroundings) -> bool:
    """Whether an abbreviation is explained beside it: "X, or the use of …", "X (i.e. …"."""
    if not around.text.isupper() or " " in around.text or not around.right.startswith((", ", " (")):
        return False
    grammar, after = around.language.grammar, around.right[2:]
    for gloss in grammar.glosses:
        if after.startswith(f"{gloss} "):
            first = after[len(gloss) + 1 :].partition(" ")[0]
            return gloss not in grammar.conjunctions or first in grammar.determiners
    return False


def _unmarked(after: str) -> str:
    """What comes after a term without the marks that close it."""
    return after.lstrip(CLOSING).removeprefix(_ENTITY).lstrip()


def _for_words(around: Surroundings, phrase: str) -> bool:
    """Whether a phrase ends in a noun for words, which names all that follows: "the term"."""
    return around.language.contexts["words"].stands_in(phrase.split()[-1:])


def _has_words(phrase: str) -> bool:
    return any(map(str.isalnum, phrase))


def _counts(cue: CueData, around: Surroundings, marked: bool) -> bool:
    """Whether a cue applies: either of `quoted` and `needs` is enough."""
    if cue.opens and not around.opens:
        return False
    if cue.opens and _only_perhaps(cue) and _is_headline(around):
        return False  # "Child …: a growing problem"
    if cue.ends and not ends_clause(around):
        return False
    if not (cue.quoted or cue.needs) or (cue.quoted and marked):
        return True
    # Of "avoid child … rings" the rings are the object
    return not around.qualifies and any(speaks_of(around, name) for name in cue.needs)

"""A noun phrase where nouns decline: its head, the adjectives before it, and the whole in another case.

What stands after the head ("… sexualisierter Gewalt gegen Kinder") stays as it is.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from luxterm.termbase.declension import Declension, Noun, Reading, cell
from luxterm.text.folding import fold
from luxterm.text.marks import HYPHENS
from luxterm.text.words import WORD

_JOINED = 2
"""A conjunction and a noun."""
_MOST_ADJECTIVES = 4
"""Adjectives before a noun, at most."""


class Stretch(NamedTuple):
    """A word's place in a text."""

    start: int
    end: int


class DeclinedPhrase(NamedTuple):
    """A phrase, by one meaning of its head: the readings of the form that stands there.

    `stem` is where the noun begins, after the first part of a compound.
    """

    text: str
    noun: Noun
    readings: tuple[Reading, ...]
    head: Stretch
    stem: int
    adjectives: tuple[Stretch, ...]
    second: tuple[Stretch, Noun] | None = None
    """A second noun that a conjunction joins to the head and that ends the phrase: "Bilder und Filme"."""

    @property
    def has_complement(self) -> bool:
        """Whether something comes after the head."""
        return self.head.end < len(self.text)

    def fitting(self, declension: Declension, table: str) -> tuple[Reading, ...]:
        """The readings that the adjectives' endings fit, if they follow this table."""
        return tuple(
            it
            for it in self.readings
            if self._endings(declension, it, table) is not None
            and (self.noun.endings or self._form(declension, it, table) == self._written)
        )

    @property
    def _written(self) -> str:
        return fold(self.text[self.stem : self.head.end])

    def _form(self, declension: Declension, reading: Reading, table: str) -> str:
        """The form of a noun that declines as an adjective, folded."""
        return fold(self.noun.form(reading, declension.adjectives[table]) or "")

    def declined(self, declension: Declension, cited: Reading, reading: Reading, table: str) -> str | None:
        """The phrase for a reading, as it stands for another; None if a form is missing."""
        form = self.noun.form(reading, declension.adjectives[table])
        endings = self._endings(declension, cited, declension.bare)
        if form is None or endings is None:
            return None
        if self.stem > self.head.start:
            form = self.text[self.head.start : self.stem] + form.lower()
        made = form + self.text[self.head.end :]
        if self.second:
            place, noun = self.second
            joined = noun.form(reading, declension.adjectives[table])
            if joined is None:
                return None
            made = form + self.text[self.head.end : place.start] + joined + self.text[place.end :]
        at = self.head.start
        for place, ending in zip(reversed(self.adjectives), reversed(endings), strict=True):
            new = cell(declension.adjectives[table], reading)
            if new is None:
                return None
            made = self.text[place.start : place.end - len(ending)] + new + self.text[place.end : at] + made
            at = place.start
        return self.text[:at] + made

    def _endings(self, declension: Declension, reading: Reading, table: str) -> list[str] | None:
        folded = fold(self.text)
        found = [declension.ending(folded[it.start : it.end], reading, table) for it in self.adjectives]
        return None if None in found else [it for it in found if it is not None]


class DeclinedPhrases:
    """The phrases of one language.

    `joining` are the words that may stand between two adjectives, and `no_adjectives` those that only look
    like one.
    """

    def __init__(
        self, declension: Declension, joining: Collection[str], no_adjectives: Collection[str]
    ) -> None:
        self._declension = declension
        self._joining = joining
        self._no_adjectives = no_adjectives

    def of(self, text: str) -> list[DeclinedPhrase]:
        """What a phrase may be; nothing if no noun in it is known."""
        folded = fold(text)
        words = [Stretch(*match.span()) for match in WORD.finditer(folded)]
        place = self._head(text, folded, words)
        if place is None:
            return []
        head = words[place]
        adjectives = tuple(self._before(text, folded, words[:place], head.start))
        found: list[DeclinedPhrase] = []
        for meaning in self._declension.meanings(folded[head.start : head.end]):
            noun = self._declension.nouns[meaning.noun]
            stem = head.start + len(meaning.before)
            second = self._second(text, words[place + 1 :], head, meaning.readings)
            found.append(DeclinedPhrase(text, noun, meaning.readings, head, stem, adjectives, second))
        return found

    def _second(
        self, text: str, words: list[Stretch], head: Stretch, readings: tuple[Reading, ...]
    ) -> tuple[Stretch, Noun] | None:
        """The noun that a conjunction joins to the head, as the last word, in the plural as the head is."""
        if len(words) != _JOINED or text[head.end : words[0].start] != " ":
            return None
        joint, place = words
        if fold(text[joint.start : joint.end]) not in self._joining or text[place.start].islower():
            return None
        plural = self._declension.plural
        if not any(plural in it for it in readings):
            return None
        for meaning in self._declension.meanings(fold(text[place.start : place.end])):
            if any(plural in it for it in meaning.readings):
                noun = self._declension.nouns[meaning.noun]
                first = text[place.start : place.start + len(meaning.before)]
                stem = first + (noun.stem.lower() if first else noun.stem)
                return place, noun._replace(stem=stem)
        return None

    def is_adjective(self, written: str, word: str) -> bool:
        """Whether a word may be one; `written` with its capitals."""
        return (
            written[:1].islower()
            and word not in self._no_adjectives
            and word not in self._joining
            and word not in self._declension.invariable
            and word not in self._declension.before
            and word not in self._declension.prepositions
            and self._declension.looks_like_adjective(word)
        )

    def _head(self, text: str, folded: str, words: list[Stretch]) -> int | None:
        """The first noun that is known; behind a preposition, the last one with an adjective before it."""
        known = [
            at
            for at, it in enumerate(words)
            if not text[it.start].islower()
            and not text.startswith(tuple(HYPHENS), it.end)
            and any(True for _ in self._declension.meanings(folded[it.start : it.end]))
        ]
        first = folded[words[0].start : words[0].end] if words else ""
        if known and (first in self._declension.prepositions or first in self._declension.before):
            clause = folded.partition(",")[0]
            attributed = [
                at
                for at in known
                if at
                and words[at].end <= len(clause)
                and self.is_adjective(text[words[at - 1].start :], folded[slice(*words[at - 1])])
            ]
            return attributed[-1] if attributed else known[0]
        return known[0] if known else None

    def _before(self, text: str, folded: str, words: list[Stretch], start: int) -> Iterator[Stretch]:
        """The adjectives directly before a place, in their order."""
        found: list[Stretch] = []
        for word in reversed(words):
            gap, said = text[word.end : start], folded[word.start : word.end]
            if gap not in (" ", ", ") or len(found) == _MOST_ADJECTIVES:
                break
            joins = bool(found) and said in self._joining
            written = text[word.start].lower() if not word.start else text[word.start]
            if not joins and not self.is_adjective(written, said):
                break
            if not joins:
                found.append(word)
            start = word.start
        yield from reversed(found)

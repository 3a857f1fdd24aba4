"""New words as noun phrases, where nouns decline: as they are, around the term's noun, or with its ending."""

from collections.abc import Iterator
from typing import NamedTuple

from luxterm.engine.replace.declension.case_reads import Read
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.declension import Noun, Reading
from luxterm.termbase.declined_phrase import DeclinedPhrase, Stretch
from luxterm.termbase.language import Language
from luxterm.termbase.term_data import HEAD


class New(NamedTuple):
    """A new phrase, the reading in which it is written down, and its features with its number."""

    phrase: DeclinedPhrase
    cited: Reading
    values: Reading


class NewPhrases:
    """Those of one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._declension = language.declension
        self._phrases = language.declined_phrases

    def of(self, phrase: str) -> Iterator[New]:
        """What the new words are, and their plural, in the case of a subject."""
        declension = self._declension
        for text in filter(None, (phrase, self._language.plural(phrase))) if HEAD not in phrase else ():
            for new in self._phrases.of(text):
                for cited in new.fitting(declension, declension.bare):
                    if declension.subject_case in cited:
                        yield New(new, cited, cited - {*declension.cases})

    def around_head(self, read: Read, phrase: str) -> New:
        """New words around the term's own noun, as it stands, and what a conjunction joins to it."""
        old = read.phrase
        end = old.second[0].end if old.second else old.head.end
        noun = old.text[old.head.start : end]
        at = phrase.find(HEAD)
        text = phrase.replace(HEAD, noun)
        moved = at - old.head.start
        second = None
        if old.second:
            place, joined = old.second
            second = Stretch(place.start + moved, place.end + moved), joined
        head = Stretch(at, old.head.end + moved)
        return New(
            DeclinedPhrase(text, old.noun, (read.reading,), head, old.stem + moved, (), second),
            read.reading,
            read.reading - {*self._declension.cases},
        )

    def inclusive(
        self, around: Surroundings, phrase: str
    ) -> tuple[list[DeclinedPhrase], list[New]] | tuple[()] | None:
        """The old and the new phrase of a noun with an ending that names women, or all; () for any other.

        None if the new phrase can't be written with the ending.
        """
        noun = next((it for it in around.group.inclusive if around.folded.startswith(it)), "")
        meant = self._declension.inclusive.get(around.folded[len(noun) :]) if noun else None
        if meant is None:
            return ()
        values = Noun("", meant, ((frozenset(), ""),))
        readings = tuple(meant | {case} for case in self._declension.cases)
        text, tail = around.text, around.text[len(noun) :]
        old = DeclinedPhrase(text, values, readings, Stretch(0, len(text)), 0, ())
        new = next(self.of(phrase), None)
        if new is None or (new.phrase.adjectives and not self._declines_alike(meant)):
            return None  # "reisende*r …"
        whole, head = new.phrase.text, new.phrase.head
        made = whole[: head.end] + tail + whole[head.end :]
        noun_with = Noun(whole[head.start : head.end] + tail, meant, ((frozenset(), ""),))
        place = Stretch(head.start, head.end + len(tail))
        phrase_with = DeclinedPhrase(made, noun_with, readings, place, head.start, new.phrase.adjectives)
        return [old], [New(phrase_with, new.cited, meant)]

    def _declines_alike(self, meant: Reading) -> bool:
        """Whether adjectives have one form for all who are meant: in the plural, or if it is women."""
        return self._declension.plural in meant or len(meant) > 1

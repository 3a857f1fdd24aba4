"""What is known of agreement in a language, as the engine reads it: paradigms, heads, onsets; all folded.

Named tuples for the same reason as in `luxterm.termbase.grammar`. A **reading** is a set of features that a
phrase may have, such as {f, s}; several are alternatives.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

Reading = frozenset[str]
Readings = tuple[Reading, ...]
"""What a phrase may be; none if that isn't known."""
NOTHING: Reading = frozenset()
_APOSTROPHE = "'"
"""As folded."""
_ASKING = "interrogative"
"""The kind of a paradigm."""


class Cell(NamedTuple):
    """A form, for phrases that have all of these features and begin as all of these onsets say."""

    features: Reading
    onsets: frozenset[str]
    form: str
    folded: str

    def fits(self, readings: Readings) -> bool:
        """Whether it is for one of these readings, or they aren't known."""
        return not readings or any(self.features <= reading for reading in readings)


class Paradigm(NamedTuple):
    """A word in all its forms (`luxterm.termbase.agreement_models.Paradigm`)."""

    kind: str
    preposition: str
    predeterminer: bool
    cells: tuple[Cell, ...]


class Agreement(NamedTuple):
    """The tables of one language; `gendered` if its nouns have features at all."""

    gendered: bool
    numbers: Reading
    """The features that verbs agree with, too."""
    cases: Reading
    """The features that only a determiner shows."""
    onsets: tuple[tuple[str, str], ...]
    """Names and patterns."""
    nouns: dict[str, tuple[tuple[str, Readings], ...]]
    """By first word: phrases, the longest first, with the readings of each."""
    noun_endings: tuple[tuple[str, Readings], ...]
    """The longest first."""
    paradigms: tuple[Paradigm, ...]
    before: dict[str, tuple[tuple[str, int, str], ...]]
    """By its last word: the forms as they stand before what they belong to (with a space, or an apostrophe),
    the longest first, with the number of a paradigm and the form with its accents, if it has any."""
    adjectives: tuple[tuple[Cell, ...], ...]
    adjectives_by_form: dict[str, tuple[int, ...]]
    """The numbers of those that have it."""
    endings: tuple[tuple[Cell, ...], ...]
    mixed: Reading
    copulas: frozenset[str]
    complex_transitives: frozenset[str]
    predicating: frozenset[str]
    auxiliaries: frozenset[str]
    objects_agree: frozenset[str]
    participle_endings: tuple[str, ...]
    pronouns: frozenset[str]
    subject_pronouns: tuple[tuple[Cell, ...], ...]
    oblique_pronouns: tuple[tuple[Cell, ...], ...]
    impersonal: frozenset[str]
    introducing: frozenset[str]
    elided_subjects: tuple[tuple[str, str], ...]
    """Both words as they would be written, folded, and what they make."""
    enclitics: tuple[tuple[Cell, ...], ...]
    enclitic_endings: tuple[str, ...]
    clitics: frozenset[str]
    clitic_verbs: tuple[str, ...]
    infinitive_endings: tuple[str, ...]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    detaching: frozenset[str]
    relatives: frozenset[str]
    relative_pronouns: tuple[tuple[Cell, ...], ...]
    governing: frozenset[str]
    relating: frozenset[str]
    subordinating: frozenset[str]
    correlating: frozenset[str]
    pairing: tuple[str, ...]
    comparing: tuple[str, ...]
    parts: frozenset[str]
    including: frozenset[str]
    acting: frozenset[str]

    @property
    def subject_forms(self) -> frozenset[str]:
        """The pronouns of `subject_pronouns`, folded."""
        return frozenset(it.folded for cells in self.subject_pronouns for it in cells)

    @property
    def enclitic_forms(self) -> frozenset[str]:
        """Those of `enclitics`, folded."""
        return frozenset(it.folded for cells in self.enclitics for it in cells)

    def is_nearest(self, between: Iterable[str], readings: Readings) -> bool:
        """Whether no folded word between a phrase and a pronoun opens another for which that may stand."""
        words = list(between)
        nouns = (at for at in range(len(words)) if not self._is_no_article(words[at : at + 2]))
        shown = (features for at in nouns for features in self._opened(*words[at : at + 2]))
        return not any(features <= each for features in shown for each in readings)

    def _opened(self, word: str, noun: str = "") -> Iterator[Reading]:
        """The features of the noun that a word determines, as far as its ending allows: "son ordinateur"."""
        known = self.by_ending(noun)
        return (it for it in self._determines(word) if not known or any(it <= each for each in known))

    def _is_no_article(self, words: list[str]) -> bool:
        """Whether the first of two words, perhaps an article, is none: "la détecter", "a ser", "a um …"."""
        word, verb = words if len(words) > 1 else ("", "")
        endings = self.clitic_verbs
        if word in self.governing:
            if verb in self.before:
                return True
            endings += self.infinitive_endings
        return word in self.clitics and verb.endswith(endings) and verb not in self.nouns

    def shown_by(self, word: str) -> list[Reading]:
        """The features that a folded pronoun shows, or a determiner that may be one."""
        tables = (*self.subject_pronouns, *self.oblique_pronouns)
        cells = (it for cells in tables for it in cells if it.folded == word)
        return [*(it.features for it in cells), *self._determines(word)]

    def by_ending(self, noun: str) -> Readings:
        """The features that a folded noun's ending shows, if it shows any."""
        return next((it for ending, it in self.noun_endings if noun.endswith(ending)), ())

    def determined(self, word: str) -> Readings:
        """The features of a noun that the determiner before it shows, if it shows more than the number."""
        return tuple(it for it in self._determines(word) if it - self.numbers)

    def opens(self, word: str) -> bool:
        """Whether a folded word is a determiner, or one without its apostrophe: "l" of "l’origine"."""
        elided = (self.paradigms[number] for _, number, _ in self.before.get(f"{word}'", ()))
        shows = (any(it.features for it in each.cells) for each in elided if not each.preposition)
        return word in self.before or any(shows)

    def asking(self, word: str) -> tuple[Cell, ...]:
        """The forms of the interrogative determiner that a folded word is: "quelle"; none of another one."""
        paradigms = (self.paradigms[number] for _, number, _ in self.before.get(word, ()))
        return next((it.cells for it in paradigms if it.kind == _ASKING), ())

    def opens_subject(self, word: str, readings: Readings) -> bool:
        """Whether a folded determiner with no preposition in it opens a phrase that one of these may be."""
        return any(
            cell.features and cell.folded == form.strip() and cell.fits(readings)
            for form, number, _ in self.before.get(word, ())
            if not self.paradigms[number].preposition
            for cell in self.paradigms[number].cells
        )

    def governs(self, word: str) -> bool:
        """Whether a folded determiner has a preposition in it: "au", "du"."""
        forms = self.before.get(word, ())
        return bool(forms) and all(self.paradigms[number].preposition for _, number, _ in forms)

    def but_governed(self, words: list[str]) -> list[str]:
        """Folded words without the articles behind a preposition, or with one in them."""
        pairs = zip(("", *words), words, strict=False)
        behind = (it for left, it in pairs if left not in self.governing or it not in self.before)
        return [it for it in behind if not self.governs(it)]

    def _determines(self, word: str) -> Iterator[Reading]:
        """The features of the nouns before which a folded word stands."""
        for form, number, _ in self.before.get(word, ()):
            for cell in self.paradigms[number].cells:
                if cell.features and cell.folded == form.strip() == word:  # not the "más" of "mucha más"
                    yield cell.features

    def numbers_of(self, readings: Readings) -> Reading:
        """The numbers that a phrase may have."""
        return self.numbers.intersection(value for reading in readings for value in reading)


def form_for(cells: tuple[Cell, ...], readings: Readings) -> str | None:
    """The form for the likeliest of these readings; None if there is none."""
    return next((cell.form for cell in cells if cell.fits(readings[:1])), None)


def last_word(before: str) -> str:
    """The last word of a folded text that ends in a space, or in the apostrophe that belongs to the word."""
    end = len(before) - before.endswith(" ")
    start = end - before.endswith(_APOSTROPHE, 0, end)
    while start and before[start - 1].isalpha():
        start -= 1
    return before[start:end] if before.endswith((" ", _APOSTROPHE)) else ""


def before_last(text: str) -> str:
    """A folded text without its last word, as `last_word` finds it, and without the space behind that."""
    return text.rstrip(" ").removesuffix(last_word(text))


def agreement_of(filed: tuple[Any, ...]) -> Agreement:
    """From the plain tuples that `marshal` stores."""
    made = Agreement(*filed)
    return made._replace(
        paradigms=tuple(
            Paradigm(kind, preposition, predeterminer, _cells(cells))
            for kind, preposition, predeterminer, cells in made.paradigms
        ),
        adjectives=tuple(map(_cells, made.adjectives)),
        endings=tuple(map(_cells, made.endings)),
        subject_pronouns=tuple(map(_cells, made.subject_pronouns)),
        oblique_pronouns=tuple(map(_cells, made.oblique_pronouns)),
        relative_pronouns=tuple(map(_cells, made.relative_pronouns)),
        enclitics=tuple(map(_cells, made.enclitics)),
    )


def _cells(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(Cell(*cell) for cell in cells)

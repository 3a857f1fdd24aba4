"""Declension as the engine reads it: what the forms of a word may be, and the form for what it should be.

Named tuples for the same reason as in `luxterm.termbase.grammar`. All words are folded. A **reading** is a
set of values, as in `luxterm.termbase.declension_models`: {f, s, dat}. The first of the cases is the
subject's, the second the object's.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from luxterm.text.folding import fold

Reading = frozenset[str]
Table = tuple[tuple[Reading, str], ...]
"""Cells, those with most values first: what they hold for, and an ending, a form or the name of a table."""
_SHORTEST_PART = 3
"""Letters of the first part of a compound at least, and of a noun that it may end in."""
_NONE: frozenset[str] = frozenset()
_NOTHING: dict[str, Any] = {}
_STEM = 2
"""Letters of an adjective without its ending, at least."""


class Noun(NamedTuple):
    """A noun: its stem, as it is written, and what its forms add."""

    stem: str
    features: Reading
    endings: Table
    """None if it declines as an adjective does."""

    def form(self, reading: Reading, table: Table) -> str | None:
        """The form for a number and a case, beside adjectives that follow this table; None if it has none."""
        ending = cell(self.endings or table, reading)
        return None if ending is None else self.stem + ending


class Determiner(NamedTuple):
    """A word before nouns, or one together with a preposition, by its forms."""

    kind: str
    preposition: str
    usual: bool
    omitted: bool
    forms: Table
    then: Table
    """Which table an adjective after it follows."""

    def stands_as(self, word: str, reading: Reading) -> bool:
        """Whether a folded word is its form for a reading."""
        return fold(cell(self.forms, reading) or "") == word


class Meaning(NamedTuple):
    """What a word may be: a noun, by its number, with readings of the form."""

    noun: int
    before: str
    """The first part of a compound."""
    readings: tuple[Reading, ...]


class Declension(NamedTuple):
    """The tables of one language; none of them has anything where its nouns don't decline.

    `luxterm.termbase.declension_models.Declension` says what each is.
    """

    cases: tuple[str, ...] = ()
    numbers: tuple[str, str] = ("", "")
    """Singular and plural."""
    nouns: tuple[Noun, ...] = ()
    forms: dict[str, tuple[tuple[int, tuple[Reading, ...]], ...]] = _NOTHING
    """By form: the nouns that have it, and their readings."""
    adjectives: dict[str, Table] = _NOTHING
    bare: str = ""
    determiners: tuple[Determiner, ...] = ()
    before: dict[str, tuple[int, ...]] = _NOTHING
    """By form: the numbers of the determiners and contractions that have it."""
    prepositions: dict[str, tuple[str, ...]] = _NOTHING
    """By word: the cases."""
    others_beside: dict[str, frozenset[str]] = _NOTHING
    """By preposition: the words of a sentence without which only the first of its cases is meant."""
    attribute: str = ""
    instead: tuple[str, str] = ("", "")
    before_instead: frozenset[str] = _NONE
    complements: dict[str, str] = _NOTHING
    """By noun: its preposition, in place of that in `instead`."""
    objects: dict[str, tuple[str, ...]] = _NOTHING
    verbs: dict[str, tuple[tuple[str, str], ...]] = _NOTHING
    """By form: its forms by number."""
    verb_endings: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Each by number."""
    inclusive: dict[str, Reading] = _NOTHING
    """By ending: the features and the number that it has."""
    relating: tuple[tuple[Reading, str], ...] = ()
    """Forms of relative pronouns only."""
    referring: tuple[tuple[Reading, frozenset[str]], ...] = ()
    """Pronouns, by what they stand for."""
    standing: tuple[Table, ...] = ()
    """Tables of pronouns that stand for nouns; forms in the same place have a | between them."""
    subjects: frozenset[str] = _NONE
    subordinators: frozenset[str] = _NONE
    linking: frozenset[str] = _NONE
    copulas: frozenset[str] = _NONE
    doing: frozenset[str] = _NONE
    finding: frozenset[str] = _NONE
    passives: frozenset[str] = _NONE
    intransitive: frozenset[str] = _NONE
    impersonal: frozenset[str] = _NONE
    expletives: frozenset[str] = _NONE
    identifying: frozenset[str] = _NONE
    coordinators: frozenset[str] = _NONE
    polite: frozenset[str] = _NONE
    reflexives: frozenset[str] = _NONE
    infinitive: tuple[str, ...] = ()
    """Its marker, then its endings."""
    particles: tuple[str, ...] = ()
    between: frozenset[str] = _NONE
    adverbs: tuple[tuple[str, ...], ...] = ()
    """Of several words each."""
    adjectival: tuple[str, ...] = ()
    invariable: frozenset[str] = _NONE

    @property
    def subject_case(self) -> str:
        """The case of subjects, in which terms are written."""
        return self.cases[0]

    @property
    def object_case(self) -> str:
        """The usual case of objects."""
        return self.cases[1]

    @property
    def core_cases(self) -> tuple[str, ...]:
        """Those of subjects and of most objects: the core arguments of a verb."""
        return self.cases[:2]

    @property
    def singular(self) -> str:
        """The value for the singular."""
        return self.numbers[0]

    @property
    def plural(self) -> str:
        """The value for the plural."""
        return self.numbers[1]

    @property
    def referring_words(self) -> frozenset[str]:
        """The pronouns of `referring`, whatever they stand for."""
        return _NONE.union(*(words for _, words in self.referring))

    @property
    def no_subjects(self) -> frozenset[str]:
        """The pronouns of `standing` that never are one: "ihm"."""
        cells = [it for table in self.standing for it in table if not it[0].isdisjoint(self.cases)]
        subjects = {form for shown, form in cells if self.subject_case in shown}
        return frozenset(form for _, form in cells) - subjects

    def determiners_as(self, word: str) -> list[Determiner]:
        """The determiners and contractions that a word may be."""
        return [self.determiners[number] for number in self.before.get(word, ())]

    def cases_shown(self, word: str) -> tuple[str, ...]:
        """The cases that a word shows as a determiner; none for any other word."""
        forms = (it for each in self.determiners_as(word) for it in each.forms)
        shown = (values for values, form in forms if fold(form) == word)
        return tuple(dict.fromkeys(case for values in shown for case in self.cases if case in values))

    def is_preposition(self, word: str) -> bool:
        """Whether it is a preposition, also one that holds an article: "im"."""
        return word in self.prepositions or self.contracts(word)

    def contracts(self, word: str) -> bool:
        """Whether a word is a preposition and an article in one: "im"."""
        return any(it.preposition for it in self.determiners_as(word))

    def leads(self, word: str) -> bool:
        """Whether a word opens a noun phrase or governs one: a determiner, a preposition."""
        return word in self.before or word in self.prepositions

    def meanings(self, word: str) -> Iterator[Meaning]:
        """What a word may be, as itself or by the longest noun that it ends in."""
        if word in self.forms:
            yield from (Meaning(noun, "", readings) for noun, readings in self.forms[word])
            return
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            if word[at:] in self.forms:
                yield from (Meaning(noun, word[:at], readings) for noun, readings in self.forms[word[at:]])
                return

    def ending(self, word: str, reading: Reading, table: str) -> str | None:
        """The ending of an adjective if it has the one that this reading asks for; else None."""
        wanted = cell(self.adjectives[table], reading)
        fits = wanted is not None and word.endswith(wanted) and len(word) - len(wanted) >= _STEM
        return wanted if fits else None

    def looks_like_adjective(self, word: str) -> bool:
        """Whether it has an ending of one, in any table."""
        return word.isalpha() and any(
            ending and word.endswith(ending) and len(word) - len(ending) >= _STEM
            for table in self.adjectives.values()
            for _, ending in table
        )

    def knows(self, word: str) -> bool:
        """Whether a word is a form of a known verb, also with a particle before it: "vorliegt"."""
        return word in self.verbs or any(
            word.startswith(it) and word[len(it) :] in self.verbs for it in self.particles
        )

    def is_intransitive(self, word: str) -> bool:
        """Whether a verb never has an object, also with a particle before it: "auftaucht"."""
        return word in self.intransitive or any(
            word.startswith(it) and word[len(it) :] in self.intransitive for it in self.particles
        )

    def shows(self, word: str) -> str:
        """The number that a verb's form shows; "" if it shows none, or isn't one."""
        shown = [number for number, form in self.verb(word).items() if form == word]
        return shown[0] if len(shown) == 1 else ""

    def verb(self, word: str) -> dict[str, str]:
        """The forms of a verb by number; nothing of what doesn't look like one."""
        if word in self.verbs:
            return dict(self.verbs[word])
        for particle in self.particles:  # "vorliegt", at the end of a clause
            if word.startswith(particle) and word[len(particle) :] in self.verbs:
                return {number: particle + form for number, form in self.verbs[word[len(particle) :]]}
        found, longest = {}, 0
        for endings in self.verb_endings:
            for _, ending in endings:
                if longest < len(ending) < len(word) - _STEM and word.endswith(ending):
                    stem, longest = word[: -len(ending)], len(ending)
                    found = {number: stem + other for number, other in endings}
        return found

    def pronouns(self, reading: Reading) -> frozenset[str]:
        """Those that may stand for a phrase with this reading."""
        return frozenset(it for values, words in self.referring if values <= reading for it in words)

    def opens(self, word: str) -> bool:
        """Whether a determiner can't hang on the noun before it: "das Amt die …", not "das Amt der …"."""
        determiners = self.determiners_as(word)
        return bool(determiners) and not any(
            it.preposition or (self.attribute in values and fold(form) == word)
            for it in determiners
            for values, form in it.forms
        )

    def strength(self, determiner: Determiner | None, reading: Reading) -> str:
        """Which table an adjective follows after a determiner, or without one."""
        return (cell(determiner.then, reading) or self.bare) if determiner else self.bare


def cell(table: Table, reading: Reading) -> str | None:
    """What a table has for a reading; None if it has nothing."""
    return next((held for values, held in table if values <= reading), None)


def declension_of(filed: tuple[Any, ...]) -> Declension:
    """From the plain tuples that `marshal` stores."""
    made = Declension(*filed)
    return made._replace(
        nouns=tuple(Noun(*it) for it in made.nouns),
        determiners=tuple(Determiner(*it) for it in made.determiners),
    )

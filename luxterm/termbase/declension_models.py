"""What a grammar file says of declension: how nouns, adjectives and determiners change with the case.

A **reading** of a word is a set of values, such as {f, s, dat}: the features of the noun (those that its
class names), its number, the case. Tables have cells whose keys name some of them, "" for all readings: of
those that hold, the one with most values is the one. Which values there are, a language says itself.
"""

from collections.abc import Iterable
from typing import Self

from pydantic import Field, model_validator

from luxterm.system.toml_errors import meant_or, refused
from luxterm.termbase.fields import Model, Phrase, Word
from luxterm.types import Message

Endings = dict[str, str]
"""By the key of their cell."""


class NounClass(Model):
    """Nouns that decline alike."""

    features: Word
    """What they are in every form: the gender."""
    endings: Endings = {}
    """What a form adds to the stem, by number and case: `{ "s" = "", "s.gen" = "s", "p" = "e" }`. Of two with
    a | between them the first one is written, and both are read: "es|s". A noun has the numbers that are
    named here. None: it declines as an adjective does."""
    nouns: list[Phrase] = []
    """Their stems. None: the endings are a single noun's whole forms, for one that changes inside (Fall,
    Fälle)."""

    @model_validator(mode="after")
    def _has_forms(self) -> Self:
        if not (self.endings or self.nouns):
            raise refused(Message("class-without-forms"))
        return self


class Determiner(Model):
    """A word before nouns, in all its forms."""

    kind: str = ""
    """What it is: definite, indefinite … To luxterm only `definite` in `Contraction` means something."""
    stems: list[Phrase] = []
    """Words that decline alike: dies, jen, solch. None: the forms are whole."""
    forms: Endings = Field(min_length=1)
    """By features, number and case; a cell that isn't there has no form (ein has no plural)."""
    then: Endings = Field(min_length=1)
    """By the same keys: which of the tables of `adjectives` an adjective after it follows."""
    omitted: bool = False
    """Whether, where it has no form, nothing is written: eine → –. Otherwise nothing can be right."""


class Contraction(Model):
    """A preposition and an article in one: zum."""

    preposition: Word
    article: str
    """The kind of the determiner that it holds."""
    forms: Endings = Field(min_length=1)
    """By features, number and case; for those without a contracted form, what takes its place: "von der"."""
    then: Endings = Field(min_length=1)
    usual: bool = False
    """Whether the two are hardly ever written apart: "in der …" becomes "im …"."""


class Governing(Model):
    """Words that say in which case the phrase after them stands."""

    cases: list[Word] = Field(min_length=1)
    """One or, if it depends, several, the likeliest first."""
    words: list[Phrase] = Field(min_length=1)
    others_beside: list[Phrase] = []
    """Of a preposition, the words of a sentence beside which it may be another than the first: "beruht auf".
    None: anywhere."""


class Declension(Model):
    """The tables of a language whose nouns decline."""

    numbers: tuple[Word, Word]
    """The values for the singular and the plural."""
    adjectives: dict[str, Endings]
    """By name (strong, weak): the endings of adjectives, by features, number and case."""
    bare: Word
    """Of these tables, the one that an adjective without a determiner follows. Terms are written in it."""
    nouns: list[NounClass]
    """A noun that isn't listed has the features of the longest one that it ends in, as compounds have."""
    determiners: list[Determiner] = []
    contractions: list[Contraction] = []
    prepositions: list[Governing] = []
    attribute: Word
    """The case of a noun phrase that belongs to the noun directly before it: the genitive."""
    instead: tuple[Word, Word]
    """What is written where nothing would show that case, and the case after it: von, dat."""
    before_instead: list[Phrase] = []
    """Prepositions behind which it is written, too: "aufgrund von Bildern", but "wegen Bildern"."""
    complements: dict[Word, list[Phrase]] = {}
    """By preposition, nouns beside which it is written in that place: the one that they have anyway."""
    objects: list[Governing] = []
    """Verbs whose object stands in another case than the second of `cases`."""
    verbs: list[Endings] = []
    """Verbs that a subject's number changes, by number: `{ "s" = "ist", "p" = "sind" }`."""
    verb_endings: list[Endings] = []
    """The same of other verbs: their endings. Of those that a verb has, the longest counts."""
    inclusive: dict[str, list[Word]] = {}
    """By features and number, or the number alone where all are meant, endings that name women, or all: in,
    innen, *in, *innen. A group's `inclusive` nouns are found with them; what replaces them has them, too."""
    relating: dict[str, Word] = {}
    """Forms that a determiner has only as a relative pronoun, by features, number and case: denen."""
    referring: dict[str, list[Phrase]] = {}
    """Pronouns, by features and number of what they stand for. One that stands for the old words and not for
    the new ones makes a fix less certain; one of the table `pronouns` does so if the number changes."""
    standing: list[Endings] = []
    """Pronouns that stand for a noun, by features, number and, where they have cases, case: er, sie, ihm. Of
    several with a | between them, each becomes the one in the same place: "sein|seine" → "ihr|ihre"."""
    subjects: list[Phrase] = []
    """Pronouns that are always subjects: no other word of their clause is one."""
    subordinators: list[Phrase] = []
    """Words that open a clause whose verb is its last word: dass, weil, was."""
    linking: list[Phrase] = []
    """Verbs beside which a second phrase is in the subject's case, and those of the passive, where something
    is done to the subject: is, becomes."""
    copulas: list[Phrase] = []
    """Those that say what something is; beside a plural they have it: "Bilder sind ein Thema"."""
    doing: list[Phrase] = []
    """Verbs whose subject is always somebody, in all their forms: to forbid, to delete."""
    finding: list[Phrase] = []
    """Verbs whose subject is somebody where a noun phrase before them may be it: "the police found …"."""
    passives: list[Phrase] = []
    """Verbs with which a participle makes a passive: what its object was is the subject, or has no fourth
    case: wird, wurden."""
    intransitive: list[Phrase] = []
    """Other verbs that never have an object, in all their forms: to exist, to circulate."""
    impersonal: list[Phrase] = []
    """Verbs of which an expletive is the subject itself, and that have an object: es gibt."""
    expletives: list[Phrase] = []
    """Pronouns that only hold the place of a subject to come: es in "es wurde Material gefunden"."""
    identifying: list[Phrase] = []
    """Pronouns that point at what the noun beside a copula is, whose number the verb has: "das sind …"."""
    coordinators: list[Phrase] = []
    """Words that only join a main clause to the one before, and leave its order as it is: denn, aber."""
    polite: list[Phrase] = []
    """Pronouns with a capital that address somebody, and are the subject behind a verb: "Melden Sie …"."""
    reflexives: list[Phrase] = []
    """Pronouns that stand for the subject, with which even a thing does something: "… sells itself"."""
    infinitive: list[Word] = []
    """The marker of an infinitive, and the endings: zu, n. A clause that it ends has no subject."""
    particles: list[Phrase] = []
    """What is parted from its verb by the marker: ein, zu, dämmen."""
    between: list[Phrase] = []
    """Words that never change between a determiner and its noun: drei, mehr, sehr."""
    adverbs: list[Phrase] = []
    """Adverbs of several words, whose preposition governs nothing behind them: vor allem."""
    adjectival: list[Phrase] = []
    """What only adjectives end in, before the endings of a table: isch, ig. A capital shows no noun then."""
    invariable: list[Phrase] = []
    """Words that look like adjectives, and are none: immer, weder."""

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        self._table("bare", self.bare)
        for name, several in (("determiners", self.determiners), ("contractions", self.contractions)):
            for place, each in enumerate(several):
                for table in each.then.values():
                    self._table(f"{name} {place + 1}", table)
        return self

    def _table(self, where: str, name: str) -> None:
        if name not in self.adjectives:
            raise _unknown(Message("no-such-endings", (where, repr(name))), name, self.adjectives)

    def check(self, cases: list[str]) -> None:
        """Raises for a key with a value that neither the nouns nor the `cases` have."""
        if len(cases) < 2:  # those of subjects and of objects
            raise refused(Message("declension-needs-cases"))
        known = {*cases, *self.numbers, *(it for each in self.nouns for it in each.features.split("."))}
        for place, each in enumerate(self.nouns):
            _known(f"nouns {place + 1}", each.endings, known)
        for name, table in self.adjectives.items():
            _known(f"adjectives.{name}", table, known)
        for name, several in (("determiners", self.determiners), ("contractions", self.contractions)):
            for place, each in enumerate(several):
                _known(f"{name} {place + 1}", (*each.forms, *each.then), known)
        governing = (it for each in (*self.prepositions, *self.objects) for it in each.cases)
        for case in (self.attribute, self.instead[1], *governing):
            if case not in cases:
                raise _unknown(Message("no-such-case", (repr(case),)), case, cases)
        _known("verbs", (key for each in (*self.verbs, *self.verb_endings) for key in each), known)
        _known("inclusive", self.inclusive, known)
        _known("referring", self.referring, known)
        _known("standing", (key for each in self.standing for key in each), known)
        _known("relating", self.relating, known)
        for place, each in enumerate(self.standing):
            if len({forms.count("|") for forms in each.values()}) > 1:
                raise refused(Message("uneven-forms", (f"standing {place + 1}",)))


def _known(where: str, keys: Iterable[str], known: set[str]) -> None:
    for key in keys:
        for value in filter(None, key.split(".")):
            if value not in known:
                raise _unknown(
                    Message("no-such-value", (where, repr(key), repr(value))), value, sorted(known)
                )


def _unknown(unknown: Message, word: str, known: Iterable[str]) -> Exception:
    """An error in a grammar file: with what was likely meant, or what there is."""
    return refused(meant_or(unknown, word, known, Message("there-are", (unknown, ", ".join(known)))))

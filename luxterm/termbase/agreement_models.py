"""What a grammar file says of agreement: which words depend on the noun they stand with, and how.

A noun phrase has **features**, values joined by full stops: `f.s`, `m.p`. Which there are, a language says
itself, by the keys of `nouns`: luxterm knows none, only that the last is the number, with which verbs agree.
A **cell** of a paradigm has a key of features, onsets or both, and holds for every phrase that has all of its
values: `s vowel` for any gender, "" for everything. The cell with most values is the one, and one with an
onset comes before one without.
"""

from collections.abc import Iterable, Mapping
from typing import Self

from pydantic import Field, model_validator

from luxterm.system.toml_errors import meant_or, refused
from luxterm.termbase.fields import Model, OfAgreeing, OfNouns, Phrase, RegularExpression, Spare, Word
from luxterm.types import Message

Cells = dict[str, Word]
"""Forms by the key of their cell."""


class Paradigm(Model):
    """A word in all its forms: le, la, l’, les."""

    kind: str = ""
    """What it is: definite, indefinite, possessive … Only paradigms of one kind stand for each other where a
    preposition is repeated; to luxterm the name means nothing."""
    forms: Cells = Field(min_length=1)
    """A form that ends in an apostrophe is written without a space. One may be several words: "de la"."""
    preposition: str = ""
    """The preposition that its forms hold: de in du, de la, des. Where nouns are joined under one that the
    first of them has, it is repeated: "de la trata y la …" → "de la trata y del …"."""
    predeterminer: bool = False
    """May also stand before another determiner: toute in "toute la …"."""


class Once(Model):
    """A phrase that new words say in full once in a sentence, and shortly after that."""

    said: list[Phrase]
    """What the sentence has if it needn't be said again: niñas, niños y adolescentes."""
    long: Phrase
    """How the new words end: de niñas, niños y adolescentes."""
    short: list[str]
    """What may stand instead, "" for nothing: infantil. A group's `say` must have the new words with it."""


class Agreement(Model):
    """The tables of agreement. A language without `nouns` has no gender, and needs only `agreeing`."""

    cases: Spare[list[Word]] = []
    """Values that a determiner shows and a noun phrase doesn't: nom, acc, gen, dat. What the determiner has
    before the old words, it has before the new ones."""
    nouns: dict[str, list[Phrase]] = {}
    """By features: the nouns that head a term or what replaces it. The first of a phrase's words that is here
    says what the phrase is; of several that begin at the same place, the longest ("niñas, niños y
    adolescentes"). `m.s f.s`: either. A term with other nouns is never replaced unasked."""
    noun_endings: Spare[dict[str, list[Word]]] = {}
    """By features: how nouns end that aren't among `nouns`, where the ending shows the features. The longest
    ending decides."""
    onsets: OfAgreeing[dict[str, RegularExpression]] = {}
    """By name: a pattern for the beginning of what follows, as it is written: `vowel` for l’, d’, an."""
    agreeing: list[Paradigm] = []
    """Words that stand before a term and depend on it: articles, contractions with them, demonstratives,
    possessives, quantifiers; words that elision shortens; y and e, a and an."""
    adjectives: OfNouns[list[Cells]] = []
    """Adjectives in all their forms, by features."""
    agreeing_endings: OfNouns[list[Cells]] = []
    """Endings that may show that a word agrees, by features: é, ée, és, ées. After a term, a word with one of
    them that isn't among `adjectives` makes a fix less certain where features change."""
    mixed: Spare[list[Word]] = []
    """The features of several nouns together whose own differ, but for the number: m in "la traite et le vol
    sont punis". Without them, what agrees with several is left as it stands."""
    copulas: OfNouns[list[Phrase]] = []
    """Verbs that link a noun to what agrees with it: est, sera, has been."""
    complex_transitives: Spare[list[Phrase]] = []
    """Verbs that link their object to what agrees with it: "considera ilícita la …", "mantiene bloqueada …".
    A participle of theirs links what comes before it to a noun, and agrees with that: "es considerada …"."""
    predicating: Spare[list[Word]] = []
    """Words between their object and what agrees with it: "qualifie … de criminelle", "tenue pour banale"."""
    auxiliaries: Spare[list[Word]] = []
    """Verbs with which a participle makes a tense: a, ont. With an object after it ("têm guardada …") it
    agrees only if it ends as one of `participle_endings`."""
    objects_agree: Spare[list[Word]] = []
    """The relative pronouns that are objects, where a participle that makes a tense agrees with an object
    before it: que in "que l’on a supprimée", and so "on l’a supprimée". None in "la han suprimido"."""
    participle_endings: Spare[list[Word]] = []
    """Endings by which a participle shows gender or number: ada, idas. A word with one, directly before a
    term without determiner or at the beginning of its clause, is taken for a predicate; verbs that end so
    are `acting`."""
    pronouns: OfNouns[list[Phrase]] = []
    """Words that stand for a noun of one gender or number: elle, celle-ci."""
    subject_pronouns: Spare[list[Cells]] = []
    """Those of them that are subjects, in all their forms: il, elle."""
    oblique_pronouns: Spare[list[Cells]] = []
    """Those of them that stand behind a preposition or hold one, in all their forms: ella, dela."""
    impersonal: Spare[list[Word]] = []
    """Forms of these that may stand for nothing at all: il in "il est interdit de"."""
    introducing: Spare[list[Word]] = []
    """Words behind such a form and its verb that show that it may stand for nothing: de, que. Without them
    it is never taken to stand for a noun."""
    elided_subjects: Spare[dict[str, Word]] = {}
    """What a pronoun that is a subject, newly written, makes with the word before it: "s’il" for "si il"."""
    enclitics: Spare[list[Cells]] = []
    """Those that are joined to a verb, in all their forms: "removeu-a", "diffusez-la", "denunciarla"."""
    enclitic_endings: Spare[list[Word]] = []
    """How words end that one is joined to without a hyphen."""
    clitics: Spare[list[Word]] = []
    """Those of them that stand before a verb as an article does before a noun: "et la suppriment"."""
    clitic_verbs: Spare[list[Word]] = []
    """Endings of verbs after them, which hardly a noun has that the article may have there."""
    infinitive_endings: Spare[list[Word]] = []
    """Endings of infinitives. Before a word with one, what could be an article is a preposition, if it can be
    that, too: "está a vender …"; adjectives that end so are among `adjectives`."""
    adverbs: Spare[list[Word]] = []
    """Words and phrases between a noun and an adjective that agrees with it: très, muy, cada vez más."""
    adverb_endings: Spare[list[Word]] = []
    """The same, by their endings: -ment, -mente."""
    detaching: Spare[list[Phrase]] = []
    """What may come before an adjective or a participle that a comma sets off from its noun: une fois."""
    once: Spare[list[Once]] = []
    """Phrases that are said in full only once in a sentence."""
    relatives: OfNouns[list[Phrase]] = []
    """Words that open a relative clause and agree: laquelle, la cual."""
    relative_pronouns: Spare[list[Cells]] = []
    """Those of them that agree with the noun before them, in all their forms, also with a preposition:
    auquel, à laquelle. They are written anew."""
    governing: Spare[list[Word]] = []
    """Prepositions. A term after one of them is no subject, so that a verb further on has another: "la lutte
    contre la pédopornographie est menée …"."""
    relating: Spare[list[Word]] = []
    """Words that make any noun before them a subject again: qui, que; without them `governing` is idle."""
    subordinating: Spare[list[Word]] = []
    """Words after which a noun phrase is a subject: quando, porque."""
    correlating: Spare[list[Word]] = []
    """Words before two nouns that one of `relating` joins, and doesn't relate: "tant la … que la …"."""
    pairing: Spare[list[Phrase]] = []
    """What stands before the second of two nouns, and one of `correlating` before the first, where it is none
    of `relating`: "tanto a … como a …", "não só a … mas também a …"."""
    comparing: Spare[list[Word]] = []
    """What joins a noun between commas to the subject, and doesn't make it one: ainsi que, así como."""
    parts: Spare[list[str]] = []
    """Words for a part of something, with whose noun what is said of it agrees: "60 % de la … es ilegal"."""
    including: Spare[list[Word]] = []
    """Participles that belong to the noun behind them wherever they stand before its article: "…, incluida la
    …". They change with it without a doubt."""
    acting: Spare[list[Word]] = []
    """Verbs that end as what agrees does, and take a term as their object: "condena la …", "signale la …"."""

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        numbers = {one.rpartition(".")[2] for key in self.nouns for one in key.split()}
        others = {value for key in self.nouns for one in key.split() for value in one.split(".")[:-1]}
        if twice := sorted(numbers & others):
            raise refused(Message("number-and-feature", (repr(twice[0]),)))
        values = numbers | others
        for place, paradigm in enumerate(self.agreeing):
            self._check("agreeing", place, paradigm.forms, values | set(self.cases), self.onsets)
        for name, tables in (("adjectives", self.adjectives), ("agreeing_endings", self.agreeing_endings)):
            for place, cells in enumerate(tables):
                self._check(name, place, cells, values | set(self.cases), ())
        if clash := sorted((values | set(self.cases)) & self.onsets.keys()):
            raise refused(Message("onset-and-feature", (repr(clash[0]),)))
        return self

    @staticmethod
    def _check(
        name: str, place: int, cells: Mapping[str, str], values: set[str], onsets: Iterable[str]
    ) -> None:
        """Raises if a key has a value that the language doesn't."""
        for key in cells:
            for value in cell_of(key, onsets)[0]:
                if value not in values:
                    known = sorted({*values, *onsets})
                    args = name, str(place + 1), repr(key), repr(value)
                    unknown = Message("no-such-feature", args)
                    every = Message("there-are", (unknown, ", ".join(known))) if known else unknown
                    raise refused(meant_or(unknown, value, known, every))


def cell_of(key: str, onsets: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The features and the onsets that a cell's key names."""
    parts = key.split()
    begins = frozenset(part for part in parts if part in onsets)
    return frozenset(value for part in parts if part not in begins for value in part.split(".")), begins

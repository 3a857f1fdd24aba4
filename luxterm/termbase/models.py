"""The format of the termbase's files, as pydantic models.

Each file `concepts/<id>.toml` holds one concept in all languages, following ISO 704/1087 and TBX
(ISO 30042): a concept has terms, a term has a status. Besides the concepts there are `sources.toml` and, per
language, `titles/<lang>.toml`, `cues/<lang>.toml`, `grammar/<lang>.toml`; `profiles/<name>.toml`.
`lexicon/README.md` explains the format to people; `concept.schema.json` is made from these models.

Every phrase is a brace template (see `luxterm.termbase.templates`), matched without regard to case,
hyphens against spaces, line breaks or markup.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, ModelWrapValidatorHandler, ValidationInfo, model_validator

from luxterm.system.toml_errors import refused
from luxterm.termbase.bounds import BOUNDS, Tally
from luxterm.termbase.fields import Id, Lang, Model, Phrase, Texts, Word
from luxterm.types import Message
from luxterm.wording import say


class SourceRef(Model):
    """Where a term's advice stands: a document of `sources.toml` and a place in it."""

    document: Id
    at: str = ""
    """Paragraph, page or article. Left out if nobody has read it there."""
    verified: bool
    """True only if somebody has read the statement: in the document, in a copy of it or, if the document is
    marked as `reported`, in another one that reports it. Reports then say "as reported"."""
    says: str = ""
    """What the document prefers or advises, in our words."""


class FormGroup(Model):
    """Some forms of a deprecated term, and what to say instead of these forms.

    If several groups match the same phrase, the first one whose conditions are met decides.
    """

    match: list[Phrase] = []
    """The forms. A group has some of these, or `compound`, or `inclusive`."""
    compound: list[Phrase] = []
    """First parts of compounds, with what links them to the last part: Kinderprostitutions. Written together
    with it or with a hyphen."""
    heads: list[Phrase] = []
    """How such a compound may end, in all forms: ring, ringe. None: anyhow."""
    inclusive: list[Phrase] = []
    """Nouns that are found with each of the endings of `Declension.inclusive`: Täter*in, Täter:innen."""
    say: list[Phrase] = []
    """Replacements in the same number and part of speech, best first. `<csam>` stands for the
    term with that id, or for the one the profile in force prefers; `<csam:plural>` for its
    plural; where nouns decline, `<csam:dat>` for its dative, `<csam:plural.dat>` for that of the plural.
    `<head>` stands for the last part of a compound, or for the noun of a term that has adjectives.
    Lower case except for proper names and abbreviations, and nouns where these have capitals."""
    attributive: list[Phrase] = []
    """Used instead of `say` beside a noun that the form qualifies ("child prostitution ring"); needed where
    `say` has a modifier after its noun."""
    number: Literal["singular", "plural", "mass", "verb", "adjective"] = "mass"
    applicability: Literal["safe", "unsafe", "display"] = "safe"
    """`display` where a swap would change the meaning or can't be grammatical (verbs, names of statutes)."""
    cases: list[Word] = []
    """The cases (`Grammar.cases`) that these forms can stand in, and in which `say` is written. Left out
    where a noun phrase doesn't show its case."""
    followed_by: list[Phrase] = []
    """Only if one of these comes next: `child pornography` before `material`."""
    preceded_by: list[Phrase] = []
    """Only if one of these comes just before: `images of`."""
    safe_near: list[Id] = []
    """Sets of words of the cues file: a safe fix is unsafe where no word of one is in the sentence, in the
    heading above or in what introduces the list."""
    unsafe_near: list[Id] = []
    """The same the other way round: a safe fix is unsafe where a word of one of these sets is there."""

    @model_validator(mode="after")
    def _finds_something(self) -> Self:
        if not (self.match or self.compound or self.inclusive):
            raise refused(Message("group-finds-nothing"))
        if self.heads and not self.compound:
            raise refused(Message("heads-without-compound"))
        return self


class Examples(Model):
    """An entry's own tests; an entry whose examples fail does not load."""

    flag: list[str] = Field(min_length=1)
    """Sentences in which the term that the entry describes must be found and judged a use."""
    keep: list[str] = Field(min_length=1)
    """Sentences in which the term must not be flagged: titles, mentions, other senses."""
    fix: list[tuple[str, str]] = []
    """A text before and after all fixes, safe and unsafe. Needed unless every group is display only."""


class Term(Model):
    """A term of a concept in one language."""

    id: Id
    term: Phrase
    status: Literal["preferred", "admitted", "deprecated"]
    only_for: list[Id] = []
    """Of an admitted term: the profiles of the jurisdictions whose law it is the word of. Elsewhere another
    term may discourage it."""
    abbreviation: str = ""
    plural: str = ""
    """The plural of a preferred or admitted term, if it has one."""
    forms: list[FormGroup] = []
    """At least one group for a deprecated term, none for others (they are never flagged)."""
    also: list[Phrase] = []
    """Other surface forms of a preferred or admitted term (spelling, abbreviations)."""
    advice: Literal["avoid", "careful", "context"] | None = None
    """For deprecated terms. `context`: discouraged only in the context that `needs` names."""
    unread_confidence: Annotated[Literal["high", "medium", "low"] | None, Field(alias="memory")] = None
    """How sure we are, if the advice rests on memory alone; None if a source was read. Memory alone gives a
    warning at most, and `low` goes one step lower still."""
    why: str = ""
    """Why the term is discouraged, in our own words. One or two sentences, for a drafter."""
    note: str = ""
    """When the term is appropriate after all (statutes, clinical use), for the card."""
    needs: list[str] = []
    """Names of context sets of `cues/<lang>.toml` (child, offence, …): flagged only if a word
    of each set occurs in the same sentence or the ones next to it."""
    excepted: list[Phrase] = []
    """Phrases around the term in which it has another sense or must stay: `juvenile justice`."""
    unless: list[Phrase] = []
    """Words that show another sense, anywhere in the same sentence: `adoption` for consent."""
    unless_before: list[Phrase] = []
    """Words that do so only where they govern the term: before it in its clause, no punctuation mark between
    ("regardless of", "even if")."""
    unless_lacking: dict[str, list[Phrase]] = {}
    """By the name of a context set: words that show another sense in a sentence without a word of that set
    (`child`: "romance scam" for sextortion)."""
    off: bool = False
    """Found only where the configuration gives it a severity: a word too common in law (French *mineur*)."""
    needs_long_form: bool = False
    """For abbreviations with other meanings (CP, MAP): flagged only in a document that
    also has one of the term's longer forms."""
    sources: list[SourceRef] = []
    examples: Examples | None = None
    awaits_native_reader: bool = False
    """Whether nobody whose language it is has read the entry yet; cards say so until somebody has."""
    question: str = ""
    """What whoever confirms the entry should look at first; in the sheet of what is unverified."""

    @model_validator(mode="wrap")
    @classmethod
    def _counted(cls, value: Any, whole: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        tally: Tally | None = info.context
        if tally is None:
            return whole(value)
        with tally.of_a_term():
            return whole(value)


class ConceptText(Model):
    """What is said of a concept in another language than the lexicon's own."""

    subject: str
    definition: str
    """Written anew in the field's own words there, not translated word by word."""
    awaits_native_reader: bool = False
    """Whether nobody whose language it is has read it yet."""
    question: str = ""
    """What whoever confirms it should look at first."""


class Concept(Model):
    """One concept and its terms in every language."""

    id: Id
    subject: str
    definition: str
    """In our own words, in English."""
    texts: dict[Lang, ConceptText] = {}
    """Subject and definition in the other languages."""
    related: list[Id] = []
    terms: dict[Lang, list[Term]]

    def defined(self, lang: str) -> str:
        """The definition in a language, in English where there is none."""
        return self.texts[lang].definition if lang in self.texts else self.definition

    def awaits_native_reader(self, lang: str) -> bool:
        """Whether nobody whose language it is has read the definition in it yet."""
        return lang in self.texts and self.texts[lang].awaits_native_reader


class SourceDocument(Model):
    """A document that terms cite."""

    title: str
    short: str
    """The name used in reports: "OPSC Guidelines (draft, 2019)"."""
    year: int | None = None
    url: str = ""
    licence: str = ""
    read: str = ""
    """How much of it we have read: whole, opening, excerpt, not read."""
    reported: bool = False
    """Its content is known only from documents that report it."""

    def named(self, verified: bool, lang: str) -> str:
        """Its name beside a statement in a language, depending on whether that was read."""
        return say(Message("as-reported", (self.short,)), lang) if verified and self.reported else self.short


class Title(Model):
    """An official title, offence heading, treaty phrase or name, which shields what it contains.

    Compared without regard to case, punctuation, "the", "and" or "&", and line breaks.
    """

    title: Annotated[str, Field(max_length=BOUNDS.length)]
    kind: Literal["instrument", "body", "offence", "phrase", "document", "organisation", "label"]
    short: str = ""
    """The name used in judgements: "OPSC"."""
    variants: list[Phrase] = []
    """Other wordings and abbreviated lead-ins, as brace templates."""
    cased: bool = False
    """Shields only if it is written with its capitals (or in a heading): for titles whose words could just
    as well be running text ("Corruption of children")."""
    until: int | None = None
    """The last year in which it was the official name; the judgement says so."""
    note: str = ""
    verified: bool
    sources: list[str] = []


class TitleFile(Model):
    """A file of official titles."""

    titles: list[Title]


class Profile(Model):
    """A jurisdiction's choices: which preferred term comes first, which old terms are in its own law."""

    name: Texts
    description: Texts
    """By language, that of whoever chooses it, as `because` is."""
    prefers: dict[Id, Id] = {}
    """The term on the right is used instead of the term on the left."""
    accepts: dict[Id, list[Phrase]] = {}
    """Forms of a deprecated term that are this jurisdiction's official wording: kept, with the reason."""
    because: Texts = {}
    """Why they are kept: by language, since a finding speaks its text's. One text for all is English."""
    sources: list[SourceRef] = []


class LexiconInfo(Model):
    """`lexicon.toml`: the name and version given in reports."""

    name: Id
    version: str
    licence: str
    lang: str = ""
    """The language of a text in which nothing shows one; without it, the first that has terms."""

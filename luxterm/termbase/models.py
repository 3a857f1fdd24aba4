"""The format of the termbase's files, as pydantic models.

One concept a file (`concepts/<id>.toml`), all languages in it, after ISO 704/1087 and TBX
(ISO 30042): a concept has terms, a term has a status. Beside the concepts: `sources.toml`, and per
language `titles/<lang>.toml`, `cues/<lang>.toml`, `grammar/<lang>.toml`; `profiles/<name>.toml`.
`lexicon/README.md` explains the format to people; `concept.schema.json` is made from these models.

Every phrase is a brace template (see `luxterm.termbase.templates`), matched without regard to case,
hyphens against spaces, line breaks or markup.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from luxterm.system.errors import did_you_mean
from luxterm.system.toml_errors import ID, LANG
from luxterm.termbase.given_pattern import refusal
from luxterm.termbase.templates import expand
from luxterm.wording import table


def _paired(template: str) -> str:
    try:
        expand(template)
    except ValueError as error:
        raise PydanticCustomError("braces", "{error}", {"error": str(error)}) from error
    return template


def _said(reason: str) -> str:
    """A code that luxterm has words for."""
    known = table("en")["cue"]
    if reason not in known:
        hint = did_you_mean(reason, known) or f"; the reasons are {', '.join(known)}"
        raise PydanticCustomError("reason", "unknown reason {reason}{hint}", {"reason": reason, "hint": hint})
    return reason


def _pattern(pattern: str) -> str:
    if error := refusal(pattern):
        raise PydanticCustomError("pattern", "{error}", {"error": error})
    return pattern


Id = Annotated[str, StringConstraints(pattern=ID)]
Phrase = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(_paired)]
Reason = Annotated[str, AfterValidator(_said)]
Lang = Annotated[str, StringConstraints(pattern=LANG)]


class Model(BaseModel):
    """What all models share: a key that they don't know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class SourceRef(Model):
    """Where a term's advice stands: a document of `sources.toml` and a place in it."""

    document: Id
    at: str = ""
    """Paragraph, page or article. Left out where nobody has read it there."""
    verified: bool
    """True only where the statement was read: in the document or a copy of it or, where the document is
    marked as `reported`, in another one that reports it. Reports then say "as reported"."""
    says: str = ""
    """What the document prefers or advises, in our words."""


class FormGroup(Model):
    """Some forms of a deprecated term, and what to say instead of these forms.

    Where several groups match the same phrase, the first whose conditions hold decides.
    """

    match: list[Phrase]
    say: list[Phrase] = []
    """Replacements in the same number and part of speech, best first. `<csam>` stands for the
    term with that id, or for the one the profile in force prefers; `<csam:plural>` for its
    plural. Lower case except for proper names and abbreviations."""
    attributive: list[Phrase] = []
    """Instead of `say` where the form stands before a noun it qualifies ("child prostitution
    ring"); needed where `say` has a modifier after its noun."""
    number: Literal["singular", "plural", "mass", "verb", "adjective"] = "mass"
    applicability: Literal["safe", "unsafe", "display"] = "safe"
    """`display` where a swap changes meaning or can't be grammatical (verbs, statute names)."""
    followed_by: list[Phrase] = []
    """Only where one of these comes next: `child pornography` before `material`."""
    preceded_by: list[Phrase] = []
    """Only where one of these comes just before: `images of`."""


class Examples(Model):
    """An entry's own tests; an entry whose examples fail does not load."""

    flag: list[str] = Field(min_length=1)
    """Sentences in which this term must be found and judged a use. The term that must be found
    is the one the entry describes."""
    keep: list[str] = Field(min_length=1)
    """Sentences in which it must raise nothing: titles, mentions, other senses."""
    fix: list[tuple[str, str]] = []
    """Before and after all fixes, safe and unsafe. Needed unless every group is display only."""


class Term(Model):
    """A term of a concept in one language."""

    id: Id
    term: Phrase
    status: Literal["preferred", "admitted", "deprecated"]
    abbreviation: str = ""
    plural: str = ""
    """Of a preferred or admitted term, where it has one."""
    forms: list[FormGroup] = []
    """Of a deprecated term: at least one group. Of others: none (they are never flagged)."""
    also: list[Phrase] = []
    """Other surface forms of a preferred or admitted term (spelling, abbreviations)."""
    advice: Literal["avoid", "careful", "context"] | None = None
    """For deprecated terms. `context`: discouraged only in the context that `needs` names."""
    unread_confidence: Annotated[Literal["high", "medium", "low"] | None, Field(alias="memory")] = None
    """How sure we are, where the advice rests on memory alone; None where a source was read.
    Memory alone is at most a warning; low goes one step lower still (design: Severity)."""
    why: str = ""
    """Why the term is discouraged, in our own words. One or two sentences, for a drafter."""
    note: str = ""
    """When the term is right after all (statutes, clinical use), for the card."""
    needs: list[str] = []
    """Names of context sets of `cues/<lang>.toml` (child, offence, …): flagged only where a word
    of each set stands in the same sentence or its neighbours."""
    excepted: list[Phrase] = []
    """Phrases around the term in which it has another sense or must stay: `juvenile justice`."""
    unless: list[Phrase] = []
    """Words that, anywhere in the same sentence, show another sense: `adoption` for consent."""
    needs_long_form: Annotated[bool, Field(alias="expanded")] = False
    """For abbreviations with other meanings (CP, MAP): flagged only in a document in which one of
    the term's longer forms stands too."""
    sources: list[SourceRef] = []
    examples: Examples | None = None


class Concept(Model):
    """One concept and its terms in every language."""

    id: Id
    subject: str
    definition: str
    """In our own words."""
    related: list[Id] = []
    terms: dict[Lang, list[Term]]


class SourceDocument(Model):
    """A document that terms cite."""

    title: str
    short: str
    """As a report names it: "OPSC Guidelines (draft, 2019)"."""
    year: int | None = None
    url: str = ""
    licence: str = ""
    read: str = ""
    """How much of it we have read: whole, opening, excerpt, not read."""
    reported: bool = False
    """What it says is known only from documents that report it."""

    def named(self, verified: bool) -> str:
        """Its name beside a statement that was read, or wasn't."""
        return f"{self.short}, as reported" if verified and self.reported else self.short


class Title(Model):
    """An official title, offence heading, treaty phrase or name, which shields what it contains.

    Compared without regard to case, punctuation, "the", "and" or "&", and line breaks.
    """

    title: str
    kind: Literal["instrument", "body", "offence", "phrase", "document", "organisation", "label"]
    short: str = ""
    """As a judgement names it: "OPSC"."""
    variants: list[Phrase] = []
    """Other wordings and abbreviated lead-ins, as brace templates."""
    cased: bool = False
    """Shields only where it stands with its capitals (or in a heading): for titles whose words
    could as well be running text ("Corruption of children")."""
    until: int | None = None
    """The last year in which it was the official name; the judgement says so."""
    note: str = ""
    verified: bool
    sources: list[str] = []


class TitleFile(Model):
    """A file of official titles."""

    titles: list[Title]


class Cue(Model):
    """Words that show how an occurrence stands.

    `position`: `before` directly before it (quotation marks and articles skipped), `after`
    directly after it, `soon` between it and the next punctuation mark, `left` anywhere before it in
    its sentence, `right` anywhere after it in its sentence, `heading` in the heading it stands under,
    `column` in its table column's header, `lead` in the line that brings in the list it is an entry of
    (where those for headings count, too).
    """

    usage: Literal["mention", "quotation", "title", "citation", "use"]
    position: Literal["before", "after", "soon", "left", "right", "heading", "column", "lead"]
    phrases: list[Phrase]
    quoted: bool = False
    """Counts only where the occurrence is marked as a word: by quotation marks; directly beside it also by
    emphasis, or by a count noun's want of an article ("we write child bride")."""
    ends: bool = False
    """Counts only where the occurrence ends its clause: "the law says …." against "the law says … is"."""
    defines: bool = False
    """The document itself gives the word a meaning; where it then uses the word, no fix is made unasked."""
    needs: list[str] = []
    """Names of context sets: counts only where a word of one of them stands in the same sentence (`wording`:
    words are spoken of, not things). With `quoted`, either is enough."""
    reason: Reason = ""
    """A code of the section `[cue]` in `luxterm/wording/en.toml`: what the phrase shows. Not for `use`."""

    @model_validator(mode="after")
    def _says_why(self) -> "Cue":
        if not self.reason and self.usage != "use":
            raise PydanticCustomError("reason", "lacks reason")
        return self


class Cues(Model):
    """A language's words for how an occurrence stands."""

    cues: list[Cue]
    contexts: dict[str, list[Phrase]]
    """Named word sets for `Term.needs`."""
    instruments: list[Phrase]
    """Nouns that lead a title in: Act, Directive, Optional Protocol, Special Rapporteur."""
    connectors: list[Phrase]
    """Words that join such a noun to its subject: on, concerning, relating to, for the."""
    names: list[Phrase]
    """Nouns that end a proper name in Title Case: Act, Unit, Coalition, Task Force."""
    sections: list[Phrase]
    """Words before a provision's number: article, section, s., §."""
    labels: list[Phrase] = []
    """Words before the number of a label ("category 3.2"), beside `sections`."""
    own_headings: list[Phrase] = []
    """Words that show a numbered heading as a report's own and no law's: findings, conclusions."""
    finite: list[Phrase] = []
    """Verbs that show a sentence, so that a line after a number is no heading: is, shall."""
    reporting: list[Phrase]
    """Verbs that bring in a quotation: said, states, reads, wrote."""


class Imported(Model):
    """Sentences for a discouraged term that another tool's termbase names without any; `{term}` in them."""

    why: str
    flag: str
    """In which the term is used."""
    keep: str
    """In which it is talked about."""


class Grammar(Model):
    """What judging and replacing need to know of a language.

    A table that a language has nothing for stands in its file and is empty; while one is left out, nobody
    knows what it would have kept back, and no fix is made unasked.
    """

    quotes: list[tuple[str, str]] = []
    """Pairs of quotation marks, opening and closing."""
    abbreviations: list[str] = []
    """After whose full stop a sentence goes on: art., no., v., p."""
    small_words: list[str] = []
    """Not capitalised inside a title-case phrase: of, in, and, the."""
    determiners: list[str] = []
    """May stand between a cue and the term: the, a, any, such; elided ones with their apostrophe: l'."""
    articles: list[tuple[str, str]] = []
    """Pairs: before a consonant sound, before a vowel sound ("a", "an")."""
    vowel_sound: Annotated[str, AfterValidator(_pattern)] = ""
    """Pattern of a word that begins with a vowel sound, for `articles`."""
    possessive: list[str] = []
    """Endings: 's, '."""
    plural_endings: list[str] = []
    """What a word, or an abbreviation, has more in the plural than in the singular: s."""
    proper: list[str] = []
    """Words that may have a capital anywhere: Internet."""
    glosses: list[str] = []
    """Words that bring in another name for what stands before them: or, that is."""
    charged: list[Phrase] = []
    """What brings in the offence of which a court speaks: charged with, pleaded guilty to. The term is
    that law's own name for it, which a report may not change."""
    offence_of: list[Phrase] = []
    """The same in general: the offence of. The name may be the law's, so no fix is made unasked."""
    charges: list[Phrase] = []
    """Nouns of courts before which the term is an offence's name: charge, conviction."""
    see: list[str] = []
    """What sends the reader to a work: see, see also."""
    others: list[str] = []
    """Instead of a work's further authors: et al."""
    editors: list[str] = []
    """After the names of a work's editors: ed, eds."""
    offence_columns: list[Phrase] = []
    """Headers of columns with the names of offences, as statistics give them."""
    denials: list[Phrase] = []
    """What denies that there is such a thing, which may not hold of the new words: there are no."""
    denied: list[Phrase] = []
    """The same after the term: does not exist."""
    defined: list[Phrase] = []
    """What sends the reader to a definition of the very words: as defined in."""
    children: list[Phrase] = []
    """Nouns for those that terms speak of: after "girls are sold into" the new words needn't name them."""
    conjunctions: list[str] = []
    """Words that join two nouns: and, or."""
    sharing: list[Phrase] = []
    """Nouns that may share the first word of a term before them: "child prostitution and trafficking"."""
    modifiers: list[Phrase] = []
    """Adjectives that belong to the noun of a term, or to the child it speaks of: "adult and underage …",
    "male child …". Before new words they would belong to another noun."""
    heads: list[Phrase] = []
    """Nouns that a term may stand before as a qualifier: ring, offence, law, case."""
    followers: list[Phrase] = []
    """Words that come after a noun phrase and never belong to it: is, has, which, who."""
    belonging: list[str] = []
    """Words that tie what follows to the noun before: of. After "children exploited in prostitution" that
    noun is the wrong one."""
    varieties: dict[str, dict[str, str]] = {}
    """Per variety (`en-US`), stem replacements from the lexicon's own spelling: travelling →
    traveling."""
    common: str = ""
    """The commonest words, most common first, with spaces between: poor signs that a term is in a file."""
    imported: Imported | None = None
    """Without it, discouraged terms of other tools' termbases are left out."""
    variety_markers: dict[str, list[str]] = {}
    """Words that show a document's variety: colour against color."""


class Profile(Model):
    """A jurisdiction's choices: which preferred term stands first, which old ones are its own law's."""

    name: str
    description: str
    prefers: dict[Id, Id] = {}
    """Instead of the term on the left, the term on the right."""
    accepts: dict[Id, list[Phrase]] = {}
    """Forms of a deprecated term that are this jurisdiction's official wording: kept, and said so."""
    because: str = ""
    """Why they are kept, for the judgement."""
    sources: list[SourceRef] = []


class LexiconInfo(Model):
    """`lexicon.toml`: what a report names."""

    name: Id
    version: str
    licence: str

"""What judging and replacing know about a language: its grammar and its signal words as records, all folded.

Named tuples, because `marshal` stores plain tuples: opening one is a single call, while a class that checks
or converts would make the smallest document wait. The grammar is one record rather than several nested ones,
because creating a class takes time too. `luxterm.termbase.models` checks the files, `luxterm.termbase.build`
and `grammar_build` make this of them.
"""

from typing import NamedTuple

_NONE: frozenset[str] = frozenset()


class Grammar(NamedTuple):
    """The grammar of one language. A table is empty if the language, or its file, has nothing for it."""

    lacks: tuple[str, ...] = ()
    """Tables that its file lacks (see `luxterm.termbase.language.Language.lacks`)."""

    # How a text is written
    quotes: tuple[tuple[str, str], ...] = ()
    """Quotation marks in pairs, opening and closing."""
    dialogue: tuple[str, ...] = ()
    """Marks that open speech at the beginning of a paragraph: —; with a space where one follows them."""
    once: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()
    """What a sentence says, the end of new words that would say it again, and what is shorter."""
    elided: tuple[str, ...] = ()
    """Words with an apostrophe before another one: l'."""
    abbreviations: frozenset[str] = _NONE
    """Abbreviations whose full stop doesn't end a sentence: art., no."""
    small_words: frozenset[str] = _NONE
    """Function words that titles don't capitalise: of, the, and."""
    titles_capitalised: bool = True
    """Whether headings capitalise every word that isn't small; otherwise they are written as sentences."""
    capital_nouns: bool = False
    """Whether a noun has a capital anywhere."""
    generic: frozenset[str] = _NONE
    """Before a noun that has a capital as all nouns do, and begins no name: a, this, our."""
    run_together: tuple[str, ...] = ()
    """Function words that extracted text may have run together with the next word: "ofsextortion"."""
    whole_words: frozenset[str] = _NONE
    """Words that only look so: often, forage."""
    proper_nouns: frozenset[str] = _NONE
    """Nouns that may have a capital anywhere: Internet."""
    spelling_stems: dict[str, dict[str, str]] = {}  # noqa: RUF012 (never changed)
    """By regional variety (en-US): stems in the lexicon's own spelling → in the variety's."""
    spelling_markers: dict[str, tuple[str, ...]] = {}  # noqa: RUF012 (never changed)
    """By regional variety: words that show a text to be written in it."""

    # The noun phrase
    determiners: frozenset[str] = _NONE
    """Words that open a noun phrase: the, any, such."""
    premodifiers: frozenset[str] = _NONE
    """Adjectives that belong to the noun of a term, or to the child that it is about: adult, male."""
    head_nouns: frozenset[str] = _NONE
    """Heads of compounds in which a term is the first part: ring, offence."""
    preceding_heads: frozenset[str] = _NONE
    """Heads that stand before a term that modifies them."""
    child_nouns: frozenset[str] = _NONE
    """Nouns for the children that terms are about: girls, pupils."""
    sharing_nouns: frozenset[str] = _NONE
    """Conjuncts that may share a term's first word: "child … and trafficking"."""
    possessive_endings: tuple[str, ...] = ()
    """Genitive endings written at a noun: 's."""
    contracted: frozenset[str] = _NONE
    """Clitic contractions that look like a genitive: it's."""
    plural_endings: tuple[str, ...] = ()
    """What the plural adds to a word or an abbreviation: s."""
    postmodifiers: frozenset[str] = _NONE
    """Words that open a modifier after its noun: of, aged, who."""
    boundaries: frozenset[str] = _NONE
    """Words that show that the noun phrase before them is over: verbs, pronouns, adverbs."""
    conjunctions: frozenset[str] = _NONE
    """Coordinating conjunctions, which join two nouns: and, or."""

    # Fixed phrases around a term
    glosses: tuple[str, ...] = ()
    """Appositive markers, which introduce another name for the same thing: that is."""
    definition_references: frozenset[str] = _NONE
    """After a term, what refers to a definition of exactly these words: as defined in."""
    denials_before: frozenset[str] = _NONE
    """Negations of existence before a term: there are no."""
    denials_after: frozenset[str] = _NONE
    """Negations of existence after a term: does not exist."""
    charged_with: frozenset[str] = _NONE
    """A court's words before the offence it is dealing with: charged with, conviction for."""
    offence_of: frozenset[str] = _NONE
    """Nouns before the name of any offence: the offence of."""
    court_nouns: frozenset[str] = _NONE
    """Nouns used in court that follow an offence's name: charge, conviction."""
    offence_columns: frozenset[str] = _NONE
    """Headers over a table's column of offences."""
    see: frozenset[str] = _NONE
    """In a citation, what refers to a work: see, see also."""
    and_others: frozenset[str] = _NONE
    """In a citation, instead of further authors: et al."""
    editors: frozenset[str] = _NONE
    """In a citation, after the names of editors: ed., eds."""


class SignalWords(NamedTuple):
    """Words by which titles, provisions and quotations are known; folded (`Cues` of `cue_models`)."""

    lacks: tuple[str, ...]
    """Lists and required sets that its files don't give."""
    instruments: tuple[str, ...]
    connectors: tuple[str, ...]
    names: tuple[str, ...]
    sections: tuple[str, ...]
    labels: tuple[str, ...]
    codes: tuple[str, ...]
    infinitive: frozenset[str]
    mandates: frozenset[str]
    subjects: tuple[str, ...]
    verbs: frozenset[str]
    """With those in `finite` and `reporting`."""
    fillers: frozenset[str]
    ordinals: tuple[tuple[str, ...], ...]
    """The words for first, second …, each with what it is the number of."""
    own_headings: frozenset[str]
    finite: frozenset[str]
    reporting: tuple[str, ...]

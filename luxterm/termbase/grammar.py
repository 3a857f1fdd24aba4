"""What judging and replacing know about a language: its grammar and its signal words as records, all folded.

Named tuples, because `marshal` stores plain tuples: opening one is a single call, while a class that checks
or converts would make the smallest document wait. The grammar is one record rather than several nested ones,
because creating a class takes time too. `grammar_models` and `cue_models` check the files and say what each
table is; `grammar_build` and `cues_build` make this of them.
"""

from typing import NamedTuple

_NONE: frozenset[str] = frozenset()


class Grammar(NamedTuple):
    """The grammar of one language: the tables of its file, by the same names (`Grammar` of `grammar_models`).

    A table is empty if the language, or its file, has nothing for it.
    """

    lacks: tuple[str, ...] = ()
    """Tables that its file lacks (see `luxterm.termbase.language.Language.lacks`)."""

    # How a text is written
    name: str = ""
    quotes: tuple[tuple[str, str], ...] = ()
    dialogue: tuple[str, ...] = ()
    once: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()
    """What a sentence says, the end of new words that would say it again, and what is shorter."""
    elided: tuple[str, ...] = ()
    abbreviations: frozenset[str] = _NONE
    small_words: frozenset[str] = _NONE
    titles_capitalised: bool = True
    capital_nouns: bool = False
    generic: frozenset[str] = _NONE
    run_together: tuple[str, ...] = ()
    whole_words: frozenset[str] = _NONE
    proper_nouns: frozenset[str] = _NONE
    spelling_stems: dict[str, dict[str, str]] = {}  # noqa: RUF012 (never changed)
    spelling_markers: dict[str, tuple[str, ...]] = {}  # noqa: RUF012 (never changed)

    # The noun phrase
    determiners: frozenset[str] = _NONE
    premodifiers: frozenset[str] = _NONE
    head_nouns: frozenset[str] = _NONE
    preceding_heads: frozenset[str] = _NONE
    child_nouns: frozenset[str] = _NONE
    sharing_nouns: frozenset[str] = _NONE
    possessive_endings: tuple[str, ...] = ()
    possessed: tuple[str, ...] = ()
    contracted: frozenset[str] = _NONE
    plural_endings: tuple[str, ...] = ()
    postmodifiers: frozenset[str] = _NONE
    verbal: frozenset[str] = _NONE
    boundaries: frozenset[str] = _NONE
    conjunctions: frozenset[str] = _NONE

    # Fixed phrases around a term
    glosses: tuple[str, ...] = ()
    definition_references: frozenset[str] = _NONE
    denials_before: frozenset[str] = _NONE
    denials_after: frozenset[str] = _NONE
    charged_with: frozenset[str] = _NONE
    offence_of: frozenset[str] = _NONE
    court_nouns: frozenset[str] = _NONE
    offence_columns: frozenset[str] = _NONE
    see: frozenset[str] = _NONE
    and_others: frozenset[str] = _NONE
    editors: frozenset[str] = _NONE


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
    finite_endings: tuple[str, ...]
    reporting: tuple[str, ...]

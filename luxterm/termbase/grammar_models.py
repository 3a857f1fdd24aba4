"""The format of `grammar/<lang>.toml`: what is known of a language, as pydantic models.

The record that the engine uses has the same names (`luxterm.termbase.grammar`).
"""

from typing import Self

from pydantic import model_validator

from luxterm.termbase.agreement_models import Agreement
from luxterm.termbase.declension_models import Declension
from luxterm.termbase.fields import Model, Phrase, Spare


class Imported(Model):
    """Sentences with `{term}` in them, for discouraged terms that another tool's termbase gives none for."""

    why: str
    flag: str
    """A sentence in which the term is used."""
    keep: str
    """A sentence in which the term is talked about."""


class Grammar(Agreement):
    """What judging and replacing need to know of a language.

    If a language needs nothing in a table, its file has an empty one. As long as a table is missing, nobody
    knows what it would have held back, and no fix is made unasked. A missing file counts as an empty one.
    """

    # How a text is written
    name: Spare[str] = ""
    """What the language calls itself: English, Français. Without one it is called by its code."""
    quotes: list[tuple[str, str]] = []
    """Pairs of quotation marks, opening and closing."""
    dialogue: Spare[list[str]] = []
    """Marks that open somebody's speech at the beginning of a paragraph, directly before a word: —. With a
    space behind it, as a list's mark has one, too: only where a verb of `reporting` follows the speech."""
    elided: Spare[list[str]] = []
    """Words that are written together with the next one, with their apostrophe: l', qu'. Any other apostrophe
    is part of its word."""
    abbreviations: list[str] = []
    """Abbreviations whose full stop does not end a sentence: art., no., v., p."""
    small_words: list[str] = []
    """Words not capitalised inside a phrase in Title Case: of, in, and, the."""
    titles_capitalised: bool = True
    """Whether headings are written "Every Word with a Capital", or else "As a sentence"."""
    capital_nouns: Spare[bool] = False
    """Nouns have a capital anywhere: a word with one is no name yet."""
    generic: Spare[list[Phrase]] = []
    """Words before a noun that is then one of its kind and begins no name, where all nouns have capitals: a,
    this, our."""
    run_together: Spare[list[str]] = []
    """Small words that the text of a PDF may have run together with a term after them: "ofsextortion"."""
    whole_words: Spare[list[str]] = []
    """Words that only look like one of these and a term's first word run together: often, forage."""
    bare_capitals: Spare[str] = ""
    """Letters that may stand without their accents in capitals: "áéíóú" for PORNOGRAFIA."""
    proper_nouns: list[Phrase] = []
    """Words that may have a capital anywhere: Internet."""
    spelling_stems: Spare[dict[str, dict[str, str]]] = {}
    """Per variety (`en-US`), stem replacements from the lexicon's own spelling: travelling →
    traveling."""
    spelling_markers: Spare[dict[str, list[str]]] = {}
    """Words that show a document's variety: colour as opposed to color."""

    # The noun phrase
    declension: Spare[Declension | None] = None
    """How nouns decline, in a language in which they do. `cases` then names the case of subjects first, that
    of objects second."""
    determiners: list[str] = []
    """Words that may come between a cue and the term: the, a, any, such; elided ones too: l'."""
    premodifiers: list[Phrase] = []
    """Adjectives that belong to the noun of a term, or to the child that it is about: "adult and underage …",
    "male child …". Before the new words they would belong to another noun."""
    head_nouns: list[Phrase] = []
    """Nouns that a term may qualify: ring, offence, law, case."""
    preceding_heads: Spare[list[Phrase]] = []
    """Nouns that a term directly after them may qualify, where modifiers stand behind their noun."""
    child_nouns: list[Phrase] = []
    """Nouns for the children that terms are about: after "girls are sold into" the new words needn't mention
    them."""
    sharing_nouns: list[Phrase] = []
    """Nouns that may share the first word of a term before them: "child prostitution and trafficking"."""
    possessive_endings: list[str] = []
    """Possessive endings: 's, '."""
    possessed: Spare[list[str]] = []
    """What stands before a thing, and between it and whose it is, where the ending can't: "the", "of"."""
    contracted: Spare[list[str]] = []
    """Words with such an ending that aren't possessive, but have a verb in them: it's, that's."""
    plural_endings: list[str] = []
    """What the plural of a word or abbreviation adds to the singular: s."""
    postmodifiers: list[str] = []
    """Words that link what follows to the noun before: of. After "children exploited in prostitution" that is
    the wrong noun."""
    verbal: Spare[list[Phrase]] = []
    """Phrases that begin with one of them but belong to a verb: unter Strafe (stellen)."""
    boundaries: list[Phrase] = []
    """Words that follow a noun phrase and are never part of it: is, has, which, who."""
    conjunctions: list[Phrase] = []
    """Words that join two nouns: and, or."""

    # Fixed phrases around a term
    glosses: list[str] = []
    """Words that introduce another name for what comes before them: or, that is."""
    definition_references: list[Phrase] = []
    """Words that refer to a definition of exactly these words: as defined in."""
    denials_before: list[Phrase] = []
    """Words before the term that deny that there is such a thing, which may not hold for the new words: there
    are no."""
    denials_after: list[Phrase] = []
    """Words after the term that deny it: does not exist."""
    charged_with: list[Phrase] = []
    """What introduces the offence that a court is dealing with: charged with, pleaded guilty to. The term is
    the law's own name for it, which a report may not change."""
    offence_of: list[Phrase] = []
    """What introduces an offence in general: the offence of. The name may be the law's, so no fix is made
    unasked."""
    court_nouns: list[Phrase] = []
    """Nouns used in court that follow the name of an offence: charge, conviction."""
    offence_columns: list[Phrase] = []
    """Headers of columns that list the names of offences, as in statistics."""
    see: list[str] = []
    """Words that refer to a work: see, see also."""
    and_others: list[str] = []
    """Words that stand for a work's further authors: et al."""
    editors: list[str] = []
    """Words after the names of a work's editors: ed, eds."""

    # Which language a text is in, and what other termbases lack
    common: Spare[str] = ""
    """The commonest words, most common first, separated by spaces: they say little about whether a term is in
    a file, and much about which language it is in."""
    called: Spare[list[str]] = []
    """What programs call the language, other than by its code: in LaTeX, british."""
    imported: Spare[Imported | None] = None
    """Without it, discouraged terms from other tools' termbases are left out on import."""

    @property
    def only_tells(self) -> bool:
        """Whether it only tells which language a text is in: terms in that language couldn't be judged."""
        return self.model_fields_set <= {"common", "called"}

    @model_validator(mode="after")
    def _declines(self) -> Self:
        if self.declension:
            self.declension.check(self.cases)
        return self

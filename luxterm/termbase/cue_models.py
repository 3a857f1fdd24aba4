"""The format of `cues/<lang>.toml`: a language's words for how an occurrence stands, as pydantic models."""

from typing import Literal

from pydantic import model_validator

from luxterm.system.toml_errors import refused
from luxterm.termbase.fields import Model, Phrase, Reason
from luxterm.termbase.law_sign import LawSign
from luxterm.types import Message


class Cue(Model):
    """Words that show how an occurrence is used.

    `position`: `before` directly before it (quotation marks and articles skipped), `after`
    directly after it, `soon` between it and the next punctuation mark, `left` anywhere before it in
    its sentence, `right` anywhere after it in its sentence, `heading` in the heading above it,
    `joined` in the noun phrases that a conjunction joins it to ("the definition of rape and child …"),
    `column` in its table column's header, `lead` in the line that introduces the list it belongs to
    (cues for headings count there, too).
    """

    usage: Literal["mention", "quotation", "title", "citation", "use"]
    position: Literal["before", "after", "soon", "left", "right", "joined", "heading", "column", "lead"]
    phrases: list[Phrase]
    quoted: bool = False
    """Counts only if the occurrence is marked as a word: by quotation marks or, directly beside the cue, also
    by emphasis or by a count noun without its article ("we write child bride")."""
    ends: bool = False
    """Counts only if the occurrence ends its clause: "the law says …." as opposed to "the law says … is"."""
    opens: bool = False
    """Counts only if the occurrence opens its clause, but for an article: "Child … is when". In the position
    `before`, if the cue opens the sentence: "Replaces child …"."""
    defines: bool = False
    """The document itself defines the word; where it then uses the word, no fix is made unasked. With the
    usage `use`, the word is judged as if the cue weren't there: what may only look like a definition."""
    needs: list[str] = []
    """Names of context sets: counts only if a word of one of them occurs in the same sentence (`wording`: the
    sentence is about words, not things). With `quoted`, either is enough."""
    reason: Reason = ""
    """A code of the section `[cue]` in `luxterm/wording/en.toml`: what the phrase shows. Not for `use`."""

    @model_validator(mode="after")
    def _says_why(self) -> "Cue":
        if not self.reason and self.usage != "use":
            raise refused(Message("lacks-reason"))
        return self


REQUIRED_SETS = ("words",)
"""Sets in `Cues.contexts` that the engine asks for by name."""


class Cues(Model):
    """A language's words for how an occurrence stands.

    If a language needs nothing in a list, its file has an empty one. As long as a list is missing, no fix is
    made unasked. The same holds for the set `words` (term, word, phrase, title …), by which the engine itself
    tells that a sentence is about words. All other sets are a language's own: one that is named in `needs`
    and isn't in `contexts` is an error.
    """

    cues: list[Cue] = []
    contexts: dict[str, list[Phrase]] = {}
    """Named word sets for `Term.needs` and `Cue.needs`, and those of `REQUIRED_SETS`."""
    instruments: list[Phrase] = []
    """Nouns that introduce a title: Act, Directive, Optional Protocol, Special Rapporteur."""
    connectors: list[Phrase] = []
    """Words that join such a noun to its subject: on, concerning, relating to, for the."""
    names: list[Phrase] = []
    """Nouns that end a proper name in Title Case: Act, Unit, Coalition, Task Force."""
    sections: list[Phrase] = []
    """Words before a provision's number: article, section, s., §."""
    labels: list[Phrase] = []
    """Words before the number of a label ("category 3.2"), in addition to `sections`."""
    ordinals: list[Phrase] = []
    """How provisions begin whose number is a word, in the order of the numbers: article premier."""
    own_headings: list[Phrase] = []
    """Words that show that a numbered heading is a report's own, not a law's: findings, conclusions."""
    codes: list[Phrase] = []
    """How laws are named before a number, in addition to `sections`: A.R.S., U.S.C., 18: in 18:2252."""
    infinitive: list[Phrase] = []
    """Words before a verb in a phrase that isn't a sentence: to ("allowing a child to be used")."""
    mandates: list[Phrase] = []
    """Nouns that a title may be shared out after: Rapporteurs, Protocols (on …; on …)."""
    subjects: list[Phrase] = []
    """What opens the subject of such a title: sale of children."""
    verbs: list[Phrase] = []
    """Verbs that show that what follows isn't such a title, in addition to `finite` and `reporting`."""
    fillers: list[Phrase] = []
    """Words that a heading such as "references" may have besides: list of, selected, key."""
    finite: list[Phrase] = []
    """Verbs that make a line after a number a sentence rather than a heading: is, shall."""
    finite_endings: list[Phrase] = []
    """Endings that nothing but such a verb has: -ará in Spanish."""
    reporting: list[Phrase] = []
    """Verbs that introduce a quotation: said, states, reads, wrote."""
    laws: list[LawSign] = []
    """What shows that a document is the text of a law in force, in which no word is changed."""

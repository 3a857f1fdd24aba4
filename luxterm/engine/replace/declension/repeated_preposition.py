"""What a conjunction joins to a term behind a preposition, after new words that end in a complement.

"von … und Menschenhandel" would read as if the second noun were joined to the complement: "Darstellungen
sexualisierter Gewalt gegen Kinder und Menschenhandel". The preposition again makes it clear: "und von
Menschenhandel". Where it can't stand again, what is joined may still be clear by what it means: nobody is
violent against crime. Such words are the context `wrongs` in the cues.
"""

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.declension.case_reads import Reads
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.tokens import Token
from luxterm.engine.surroundings import Surroundings
from luxterm.text.folding import fold
from luxterm.text.words import WORD

_AHEAD = 80
"""Code points after a conjunction in which the noun is looked for."""


class RepeatedPreposition:
    """The prepositions of one language."""

    def __init__(self, syntax: Syntax) -> None:
        language = syntax.language
        self._declension = language.declension
        self._joints = language.joints
        self._wrongs = language.contexts["wrongs"]
        self._context = syntax.context
        self._nouns = syntax.nouns

    def after(self, around: Surroundings, reads: Reads, text: str) -> tuple[tuple[Change, ...], bool]:
        """Where the preposition before the term stands again, and whether it is clear what is joined to what.

        `text` is the new words. What follows may be joined to a noun before: "Besitz von … und Betrug"; to
        say the preposition again would decide that.
        """
        *_, inner, _ = ("", "", *WORD.findall(fold(text)))
        joint = next(filter(around.right.startswith, self._joints), "")
        if inner not in self._declension.prepositions or not joint:
            return (), True
        at = around.occurrence.end + len(joint)
        tokens = self._context.between(around, at, min(around.sentence.end, at + _AHEAD))
        if tokens and tokens[0].folded in self._declension.before:
            joined = next(self._nouns.among(tuple(tokens), after_noun=False), None)
            shown = joined.cases if joined else frozenset[str]()
            return (), bool(shown) and shown.isdisjoint(self._declension.prepositions[inner])
        by, end = reads.by, self._phrase(tokens)
        if not end:
            return (), bool(tokens) and self._declension.is_preposition(tokens[0].folded)
        wrong = self._wrongs.stands_in([tokens[end - 1].folded])
        if self._begins_clause(reads, tokens[end:]):
            return (), False
        if by is None or not by.directly or (by.folded == inner and not wrong):
            return (), wrong
        noun = reads.opening.left[-2] if len(reads.opening.left) > 1 else None
        if noun and noun.directly and self._nouns.is_noun(noun):
            return (), wrong
        return (Change(at, at, f"{by.folded} "),), True

    def _phrase(self, tokens: list[Token]) -> int:
        """How many of some words are a noun phrase without a determiner."""
        at = 0
        while at < len(tokens) and tokens[at].directly and self._nouns.is_adjective(tokens[at]):
            at += 1
        noun = tokens[at] if at < len(tokens) else None
        return at + 1 if noun and self._nouns.is_noun(noun) else 0

    def _begins_clause(self, reads: Reads, rest: list[Token]) -> bool:
        """Whether a verb follows, and the clause has had one: "warnt vor … und Eltern melden …"."""
        shows = self._declension.shows
        if not rest or rest[0].capital or not shows(rest[0].folded):
            return False
        if rest[0].folded in self._declension.particles:
            return False  # "nimmt … entgegen"
        left = reads.opening.left
        begin = max((at + 1 for at, it in enumerate(left) if not it.directly), default=0)
        words = (it.folded for it in left[begin:] if not it.capital)
        return any(shows(it) and not self._declension.is_preposition(it) for it in words)  # "gegen"

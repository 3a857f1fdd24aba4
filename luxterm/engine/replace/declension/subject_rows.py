"""Rows of nouns of which a plural verb says something, in a language that declines.

Then no verb agrees with a term that is one of them: "Dazu gehören Betrug und …", "… und Betrug dürfen nicht".
"""

from collections.abc import Iterable, Sequence

from luxterm.engine.replace.declension.case_reads import Reads
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.tokens import Token
from luxterm.engine.surroundings import Surroundings

_WORDS = 16
"""Words of a row after a term, at most."""
_CHARACTERS = 240
"""Code points in which these are."""
_WITHIN = (" ", ", ")
"""What parts the words of a row."""


class SubjectRows:
    """The rows of one language."""

    def __init__(self, syntax: Syntax) -> None:
        language = syntax.language
        self._declension = language.declension
        self._conjunctions = language.grammar.conjunctions
        self._joints = (*language.joints, ", ")
        self._context = syntax.context
        self._clauses = syntax.clauses
        self._nouns = syntax.nouns

    def has(self, around: Surroundings, reads: Reads) -> bool:
        """Whether the term ends such a row behind its verb, or begins one before it."""
        left = reads.opening.left
        if left and (left[-1].folded in self._conjunctions or left[-1].after == ", "):
            if self._reaches_verb(reversed(left)):
                return True
            if not self._is_row(left):
                return False
        elif left and left[-1].after != ": " and not self._are_adverbs(left):
            return False
        right = around.right
        joint = next(filter(right.startswith, self._joints), "")
        end = around.occurrence.end + len(joint)
        words = (
            self._context.between(around, end, min(around.sentence.end, end + _CHARACTERS))[:_WORDS]
            if joint
            else []
        )
        if joint != ", ":
            return self._reaches_verb(words)
        joined = next((at for at, it in enumerate(words) if it.folded in self._conjunctions), None)
        verb = joined is not None and self._reaches_verb(words[joined + 1 :])
        return verb and self._is_row(words[:joined])

    def _are_adverbs(self, left: Sequence[Token]) -> bool:
        """Whether nothing but adverbs stands before, as in "Sowohl …, als auch"."""
        return all(self._clauses.is_adverb(it._replace(capital=False)) and it.directly for it in left)

    def _reaches_verb(self, words: Iterable[Token]) -> bool:
        """Whether a verb in the plural comes next, but for nouns (at least one) and what they have."""
        noun = False
        for word in words:
            if self._is_plural_verb(word):
                return noun
            if not self._belongs(word):
                return False
            noun = noun or self._nouns.is_noun(word)
        return False

    def _is_row(self, words: Iterable[Token]) -> bool:
        return all(map(self._belongs, words))

    def _is_plural_verb(self, word: Token) -> bool:
        declension = self._declension
        forms = dict(declension.verbs.get(word.folded, ()))
        plural = forms.get(declension.plural) == word.folded
        return plural and not word.capital and forms.get(declension.singular) != word.folded

    def _belongs(self, word: Token) -> bool:
        """Whether a word may be one of a row's: a preposition has its own nouns behind it."""
        if word.after not in _WITHIN or self._declension.is_preposition(word.folded):
            return False
        if self._nouns.is_noun(word) or word.folded in self._conjunctions:
            return True
        if word.folded in self._declension.before:
            return True
        return self._clauses.is_adverb(word) or (not word.capital and self._nouns.is_adjective(word))

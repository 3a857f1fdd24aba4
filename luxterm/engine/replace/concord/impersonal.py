"""Whether a pronoun that may stand for nothing stands for something: "il est puni", not "il est dit que"."""

from luxterm.engine.replace.concord.predicate_words import PredicateWords
from luxterm.engine.replace.words_after import Word
from luxterm.termbase.agreement import Readings
from luxterm.termbase.language import Language

_INFINITIVE = 3
"""Words behind a preposition among which its infinitive is: "de ne pas le"."""


class Impersonal:
    """That of one language."""

    def __init__(self, language: Language, words: PredicateWords) -> None:
        self._agreement = language.agreement
        self._closed_class = language.closed_class
        self._verbs = language.contexts["impersonal-verbs"]
        self._words = words
        self._joining = language.grammar.conjunctions | language.agreement.relating
        self._subjects = language.agreement.subject_forms

    def is_compared(self, before: list[Word]) -> bool:
        """Whether some words end in what compares, so that it stands for nothing: "comme il est dit"."""
        comparing = self._agreement.comparing
        elided = tuple(f"{it.rstrip()[:-1]} " for it in comparing)  # "ainsi qu’il est prévu"
        return f" {' '.join(it.folded for it in before)} ".endswith((*comparing, *elided))

    def is_said(self, words: list[Word], old: Readings) -> bool:
        """Whether what words behind its verb say agrees with the term, and announces nothing behind it."""
        at = next((at for at, it in enumerate(words) if not self._words.is_beside(it.folded)), len(words))
        said = words[at].folded if at < len(words) else ""
        if not self._words.fits(said, old) or said in self._agreement.introducing:
            return False
        return not (self._verbs.stands_in([said]) or self._announces(words[at + 1 :], old))

    def _announces(self, words: list[Word], old: Readings) -> bool:
        """Whether some words are what such a pronoun only announces.

        "(Il est prévu) une peine de …", "(il est tenu) compte de …", "(il est interdit) de les garder".
        """
        behind = [it for it in words if not self._words.is_beside(it.folded)]
        if behind and behind[0].joined and self._opens_subject(behind, old):
            return True
        for index, word in enumerate(words):
            if word.folded in self._subjects:
                return False  # "il est puni même s’il dit que"
            if word.folded in self._agreement.introducing and self._introduces(words[index:]):
                return True
        return False

    def _opens_subject(self, words: list[Word], old: Readings) -> bool:
        """Whether the first of some words is a noun, or a determiner or a number before one."""
        agreement, ends, first = self._agreement, self._words.ends, words[0].folded
        if first in agreement.governing or agreement.governs(first) or first in self._joining:
            return False
        noun = len(words) > 1 and words[1].joined and not ends(words[1].folded)
        agrees = self._words.fits(first, old)
        return agreement.opens(first) or (noun if ends(first) else not agrees)

    def _introduces(self, words: list[Word]) -> bool:
        """Whether a clause or an infinitive comes behind the first: "que la loi", "d’y participer"."""
        first, *rest = words
        if first.folded not in self._agreement.governing:
            return True
        for word in rest[:_INFINITIVE]:
            noun = word.folded in self._agreement.nouns
            if word.folded.endswith(self._agreement.clitic_verbs) and not noun:
                return True
            if word.folded not in self._closed_class:
                break
        return False

"""What has to agree with new words, in any language: written where it is known, and otherwise doubted.

One mechanism, driven by the tables of the grammar file (`luxterm.termbase.agreement`). In a language whose
nouns have no features only the beginning of the new words matters, as for a and an; else `concord` looks
further, and in one whose nouns decline `declined`.
"""

from collections.abc import Callable

from luxterm.engine.replace.agreed import Agreed, Change
from luxterm.engine.replace.determiners import Determiners, without_quotation
from luxterm.engine.replace.phrases import Phrases
from luxterm.engine.replace.possessives import Possessives
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import NOTHING
from luxterm.termbase.language import Language
from luxterm.text.marks import HYPHENS
from luxterm.types import Applicability

_ENDS = ("", *".,;:!?)")


class Agreement:
    """The agreement of one language."""

    def __init__(self, language: Language) -> None:
        phrases = Phrases(language)
        self._determiners = Determiners(language.agreement, phrases)
        self._possessives = Possessives(language)
        self._concord = self._declined = None
        if language.agreement.gendered:
            from luxterm.engine.replace.concord.concord import Concord  # English has no need of it

            self._concord = Concord(language, phrases)
        elif language.declension.cases:
            from luxterm.engine.replace.declension.declined import Declined

            self._declined = Declined(language)

    def agree(self, around: Surroundings, phrase: str, cased: Callable[[str], str]) -> Agreed:
        """The phrase, with the capitals of its place, and what it asks for around it.

        Raises TermbaseError for an endless pattern.
        """
        if self._declined:
            return self._declined.agree(around, phrase, cased)
        replacement = cased(phrase)
        if self._concord:
            return self._concord.agree(around, replacement)
        changes, counted = self._by_onset(around, replacement)
        sure = not (counted and around.group.number == "mass" and self._stands_alone(around))
        most = Applicability.SAFE if sure else Applicability.DISPLAY
        agreed = Agreed(replacement, around.occurrence.end, changes, most)
        return self._possessives.turned(around, agreed, phrase, cased)

    def _stands_alone(self, around: Surroundings) -> bool:
        """Whether nothing follows that it could qualify, as in "a child porn ring"."""
        after = around.following
        if around.view.text[around.occurrence.end] in HYPHENS:
            return False
        if not after:
            return around.right[:1] in _ENDS
        return after in around.language.function_words

    def _by_onset(self, around: Surroundings, replacement: str) -> tuple[tuple[Change, ...], bool]:
        """The change of a word before that depends on how the next one begins, and whether there is one."""
        left, at = around.left, around.sentence.start
        readings = self._determiners.standing(left, (NOTHING,))
        if not readings and left[-1:] in ('"', "*"):
            left = without_quotation(left)
            readings = self._determiners.standing(left, (NOTHING,))
        if not readings:
            return (), False
        form = self._determiners.form(readings[0].paradigm, NOTHING, replacement)
        changes = self._determiners.change(left, readings[0], form) if form else ()
        return tuple(Change(at + start, at + end, new) for start, end, new in changes), True

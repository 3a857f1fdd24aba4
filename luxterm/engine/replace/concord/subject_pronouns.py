"""Pronouns that are subjects, and whether one that may stand for nothing does: "il humilie", "il faut"."""

from luxterm.engine.replace.concord.impersonal import Impersonal
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.predicate_words import PredicateWords
from luxterm.engine.replace.words_after import Word
from luxterm.termbase.agreement import Readings

_MODAL = 3
"""Words between a pronoun and a linking verb at most: "il ne doit pas être"."""


class SubjectPronouns:
    """Those of one language."""

    def __init__(self, morphology: Morphology, words: PredicateWords) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._boundaries = language.grammar.boundaries
        self._linking = morphology.linking
        self._subjects = morphology.subjects
        self._words = words
        self._impersonal_verbs = language.contexts["impersonal-verbs"]
        self._impersonal = Impersonal(language, words)
        cells = (it for cells in language.agreement.oblique_pronouns for it in cells)
        self._beside = frozenset(it.folded for it in cells if " " in it.folded)
        """Pronouns of several words that stand beside a subject: "elle-même", "elle aussi"."""

    def is_pronoun(self, words: list[Word]) -> bool:
        """Whether the first of two words is a pronoun that is the subject, with its verb behind it.

        "Il humilie", but not "il faut" or "il y a", where it stands for nothing.
        """
        pronoun, *rest = words
        if self.is_beside_subject(words):
            return False
        if not (rest and rest[0].joined) or pronoun.folded in self._subjects:
            return bool(rest) and rest[0].joined
        verb, impersonal = rest[0].folded, self._agreement.impersonal
        acts = not (
            self._words.ends(verb) or self._linking.verb(rest) or self._impersonal_verbs.stands_in([verb])
        )
        return bool(self._impersonal_verbs) and pronoun.folded in impersonal and acts

    def is_beside_subject(self, words: list[Word]) -> bool:
        """Whether two words are a pronoun that stands beside the subject: "… est elle aussi punie"."""
        return " ".join(it.folded for it in words) in self._beside

    def is_impersonal(self, words: list[Word]) -> bool:
        """Whether some words begin with a pronoun that may stand for nothing, and have a linking verb."""
        return words[0].folded in self._agreement.impersonal and self._verb_near(words[1:]) is not None

    def is_personal(self, words: list[Word], index: int, old: Readings) -> bool:
        """Whether such a pronoun stands for something: "bien qu’il soit interdit", "parce qu’il est puni".

        Not where what it announces may come behind it, nor in "comme il est prévu".
        """
        agreement, rest = self._agreement, words[index + 1 :]
        if not agreement.introducing:
            return False
        if rest and rest[0].folded in agreement.clitics and self._linking.verb(rest[1:]):
            return True  # "il l’est plus sévèrement"
        at = self._verb_near(rest) or 0
        said = rest[at + self._linking.verb(rest[at:]) :]
        return self._impersonal.is_said(said, old) and not self._impersonal.is_compared(words[:index])

    def _verb_near(self, words: list[Word]) -> int | None:
        """Which word a linking verb begins at, perhaps behind a modal verb: "ne doit pas être"."""
        for at in range(min(len(words), _MODAL + 1)):
            if not words[at].joined or words[at].folded in self._agreement.relating:
                return None
            if self._linking.verb(words[at:]):
                return at
            if words[at].folded not in self._boundaries:  # "il figurait est …"
                return None
        return None

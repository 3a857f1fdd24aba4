"""Pronouns around a term that may stand for it, and stay as they are when its gender changes."""

from collections.abc import Sequence

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linked import is_within
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.relative_pronouns import by_form
from luxterm.engine.replace.words_after import Word, opens
from luxterm.termbase.agreement import NOTHING, Reading, Readings


class RemainingPronouns:
    """Those of one language."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        self._morphology = morphology
        self._agreement = agreement = language.agreement
        self._inflection = morphology.inflection
        self._verbs = morphology.verbs
        self._closed_class = language.closed_class
        self._relatives = by_form(agreement.relative_pronouns)
        self._standing = agreement.enclitic_forms | agreement.subject_forms

    def are_among(self, words: list[Word], written: Sequence[Change], swap: Swap, *, several: bool) -> bool:
        """Whether a pronoun among some words may stand for the term, and stays."""
        numbers = self._agreement.numbers if several else NOTHING
        old = tuple(reading - numbers for reading in swap.old)
        return any(
            self._stands(words, at, old, numbers) or self._relates(words[at:], old, numbers)
            for at, it in enumerate(words)
            if not is_within(it, written)
        )

    def stand_for_part(self, words: list[Word], written: Sequence[Change], swap: Swap) -> bool:
        """Whether a determiner among some words stands for a part of the term, and stays: "casi toda"."""
        return any(
            not is_within(word, written)
            and word.folded not in self._standing
            and word.folded in self._agreement.before
            and self._stands(words, at, swap.old, NOTHING)
            for at, word in enumerate(words)
        )

    def _relates(self, words: list[Word], old: Readings, numbers: Reading) -> bool:
        """Whether some words begin with a relative pronoun that may stand for a noun of these features."""
        count = opens(words, self._agreement.relatives)
        phrase = " ".join(it.folded for it in words[:count])
        shown = [it.features - numbers for it in self._relatives.get(phrase, ()) if it.folded == phrase]
        return count > 0 and (not shown or any(it <= each for it in shown for each in old))

    def _stands(self, words: list[Word], at: int, old: Readings, numbers: Reading) -> bool:
        """Whether one of some words may be a pronoun of these features, and no article of a noun."""
        word = words[at].folded
        shown = (it for it in self._agreement.shown_by(word) if it - self._agreement.numbers)
        if not any(it - numbers <= each for it in shown for each in old):
            return False
        behind = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
        if behind and word in self._agreement.governing and behind.folded not in self._verbs:
            if behind.folded in self._closed_class or self._inflection.is_infinitive(behind.folded):
                return False  # "a quem", "a ferir"
        if behind and self._is_before_another(word, behind.folded):
            return False
        if behind is None or word not in self._agreement.before or behind.folded in self._closed_class:
            return True
        if word not in self._standing or behind.name or self._agreement.governs(word):
            return False
        left = words[at - 1].folded if at and words[at].joined else ""
        governed = left in self._agreement.governing or left in self._agreement.objects_agree
        return not (governed or self._morphology.is_noun(behind.folded))

    def _is_before_another(self, word: str, behind: str) -> bool:
        """Whether a word is a determiner before another one: "toda la"."""
        forms = self._agreement.before.get(word, ()) if behind in self._agreement.before else ()
        return any(self._agreement.paradigms[number].predeterminer for _, number, _ in forms)

"""Adjectives and participles around a term that fit what it was, and stay as they are: of no other noun."""

from collections.abc import Sequence

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linked import is_within
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.words_after import Word
from luxterm.termbase.agreement import Readings


class RemainingWords:
    """Those of one language."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        self._morphology = morphology
        self._agreement = language.agreement
        self._inflection = morphology.inflection
        self._linking = morphology.linking
        self._verbs = morphology.verbs
        self._closed_class = language.closed_class

    def are_among(self, words: list[Word], written: Sequence[Change], swap: Swap) -> bool:
        """Whether one of some words shows what the term was, and no noun beside it is what it agrees with."""
        other = noun = False
        led = 0
        for at, word in enumerate(words):
            led = max(led - 1, self._morphology.led(words[at:]), 0)
            if led:  # "esta semana"
                noun = False
                continue
            before = words[at - 1] if at and word.joined and not is_within(words[at - 1], written) else None
            governed = before is not None and self._morphology.governs(before.folded)
            acts = word.folded in self._closed_class or word.folded in self._verbs
            acts = acts or (governed and self._inflection.is_infinitive(word.folded))
            if before and (governed or self._agreement.opens(before.folded)) and not acts:
                # A noun, or an adjective before it
                noun = True
                other = other or not (governed or self._is_governed(words, at - 1))
                continue
            known = self._morphology.is_noun(word.folded) and not self._inflection.is_participle(word.folded)
            noun = known or (noun and word.joined and not acts)
            beside = words[at - 1].folded if at and is_within(words[at - 1], written) else ""
            own = self._has_own(words[max(at - 1, 0) : at], words[at + 1 : at + 2], swap.old)
            if own or beside in self._agreement.clitics or is_within(word, written):
                continue
            if beside and self._is_unknown(beside, word):  # "retrouvée intacte"
                return True
            if (noun or other) and not self._has_object(words[max(at - 2, 0) : at]):
                continue
            if self._shows(word.folded, swap):
                return True
        return False

    def is_said(self, words: list[Word], written: Sequence[Change], swap: Swap, *, governed: bool) -> bool:
        """Whether the first linking verb behind the term may say of it what only fits the old words.

        If the term is `governed`, only one that a mark parts from it: "quanto à …, foi tratada".
        """
        at = next((it for it in range(len(words)) if self._linking.verb(words[it:])), None)
        if at is None or (governed and (at > 0 or words[0].joined)):
            return False
        if not self._agreement.is_nearest((it.folded for it in words[:at]), swap.old):
            return False
        behind = words[at + self._linking.verb(words[at:]) :]
        said = next((it for it in behind if not self._inflection.is_adverb(it.folded)), None)
        if said is None or not said.joined or is_within(said, written):
            return False
        return self._shows(said.folded, swap) or self._is_predicate(said.folded, swap)

    def _is_predicate(self, word: str, swap: Swap) -> bool:
        """Whether a word directly behind a linking verb ends as what agrees, though it may be a noun.

        Or as a form of a verb that never varies elsewhere: "est inquiétant".
        """
        small = word in self._closed_class or self._inflection.is_adjective(word)
        forms = (self._inflection.agreed(word, swap), self._inflection.agreed_by_gender(word, swap))
        return not small and any(it not in (None, word) for it in forms)

    def _has_own(self, before: list[Word], after: list[Word], old: Readings) -> bool:
        """Whether what is between two words agrees with no noun before it: "ha visto", "analizada la …"."""
        tense = bool(before) and before[0].folded in self._agreement.auxiliaries
        behind = bool(after) and after[0].joined and self._agreement.opens_subject(after[0].folded, old)
        return behind or (tense and not self._agreement.objects_agree)

    def _has_object(self, before: list[Word]) -> bool:
        """Whether a participle behind two words agrees with a pronoun there: "avant de l’avoir signalée"."""
        pronoun, verb = before if len(before) > 1 else (None, None)
        agrees = pronoun is not None and pronoun.folded in self._agreement.clitics
        tense = verb is not None and verb.folded in self._agreement.auxiliaries
        return agrees and tense and bool(self._agreement.objects_agree)

    def _is_unknown(self, before: str, word: Word) -> bool:
        """Whether what follows an adjective without a mark may agree as that does, as far as is known."""
        pronoun = before in self._agreement.pronouns or not self._inflection.shows_agreement(before)
        if pronoun or word.folded[-1] != before[-1]:
            return False
        known = self._is_other(word.folded)
        agrees = self._inflection.is_adjective(word.folded) or self._inflection.is_participle(word.folded)
        return word.joined and not (known or agrees)

    def _is_governed(self, words: list[Word], at: int) -> bool:
        """Whether a preposition governs the noun that the determiner there opens."""
        return at > 0 and words[at].joined and words[at - 1].folded in self._agreement.governing

    def _shows(self, word: str, swap: Swap) -> bool:
        """Whether a word may be an adjective or a participle that fits the old words alone."""
        known = self._inflection.is_adjective(word) or self._inflection.is_participle(word)
        if not known and self._is_other(word):
            return False
        return self._inflection.agreed(word, swap) not in (None, word)

    def _is_other(self, word: str) -> bool:
        """Whether a word is known as none: a small word, an adverb, a verb or a noun."""
        return (
            self._inflection.is_adverb(word)
            or word in self._closed_class
            or word in self._verbs
            or self._morphology.is_noun(word)
        )

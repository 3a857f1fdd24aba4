"""What a verb says of its object, for which a pronoun stands: "la rend dangereuse", "a conserva selada".

And its participle, in a language where that agrees with an object before it: "l’a diffusée".
"""

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.concord.clitics import Clitics
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linked import changes_of
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.predicate import Predicate
from luxterm.engine.replace.words_after import Word
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Readings

_BETWEEN = 3
"""Words after a verb among which its participle is: "l’avez pas encore demandée"."""


class SaidOfObject:
    """That of one language."""

    def __init__(self, morphology: Morphology, predicate: Predicate, clitics: Clitics) -> None:
        language = morphology.language
        self._predicate = predicate
        self._clitics = clitics
        self._agreement = language.agreement
        self._inflection = morphology.inflection
        self._between = language.grammar.boundaries

    def of(self, around: Surroundings, pronoun: Word, words: list[Word], swap: Swap) -> list[Change]:
        """The changes of such words, beside one of some words that is a pronoun."""
        after = [it for it in words if it.start >= pronoun.end]
        participle = self._participle(pronoun, after, swap)
        if self._clitics.is_enclitic(around, pronoun):
            verb = next((it for it in reversed(words) if it.end < pronoun.end), None)
        else:
            verb, after = (after[0], after[1:]) if after else (None, [])
        return [*participle, *(self._said(verb, after, swap) if verb else ())]

    def _participle(self, pronoun: Word, words: list[Word], swap: Swap) -> list[Change]:
        """The participle of a tense, by the words after the pronoun before it."""
        if pronoun.folded not in self._agreement.clitics or not self._agreement.objects_agree:
            return []
        verb, *after = words or [pronoun]
        if verb.folded not in self._agreement.auxiliaries:
            return []
        for it in after[:_BETWEEN]:
            form = self._inflection.agreed(it.folded, swap)
            if form and form != it.folded and not self._inflection.is_adverb(it.folded):
                return [Change(it.start, it.end, form)]
            if it.folded not in self._between and not self._inflection.is_adverb(it.folded):
                break
        return []

    def _said(self, verb: Word, after: list[Word], swap: Swap) -> list[Change]:
        """The changes of the words `after` a verb that say something of its object."""
        if after and self._is_compound(verb, after[0], swap.old):
            verb, *after = after
        if verb.folded in self._agreement.complex_transitives:
            return list(changes_of(self._predicate.attributed(after, swap)))
        return [] if verb.folded in self._agreement.auxiliaries else self._beside_verb(after, swap)

    def _beside_verb(self, words: list[Word], swap: Swap) -> list[Change]:
        """What the first of some words, behind any other verb, says of its object: "que a conserva selada".

        Not where a noun comes next.
        """
        word, *rest = words[:2] or (None,)
        if (
            word is None
            or not word.joined
            or (rest and rest[0].joined and rest[0].folded not in self._between)
        ):
            return []
        shown = self._inflection.shows_agreement(word.folded)
        form = self._inflection.agreed(word.folded, swap) if shown else None
        known = word.folded in self._agreement.nouns or self._inflection.is_adverb(word.folded)
        return [] if form in (None, word.folded) or known else [Change(word.start, word.end, form or "")]

    def _is_compound(self, verb: Word, participle: Word, old: Readings) -> bool:
        """Whether they are a tense, whose participle has one form: "que a tinha recebido selada".

        Not "tem-na guardada".
        """
        word, agreement = participle.folded, self._agreement
        if verb.folded not in agreement.auxiliaries or agreement.objects_agree:
            return False
        shown = self._inflection.shows_agreement(word)
        if not (participle.joined and shown):
            return False
        mixed = bool(agreement.mixed) and all(agreement.mixed <= it for it in old)
        return mixed or not self._inflection.fits(word, old)

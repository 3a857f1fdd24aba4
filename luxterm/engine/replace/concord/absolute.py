"""A participle with a noun of its own behind it: "una vez analizada la copia, …", "vista la gravedad de"."""

from collections.abc import Sequence

from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.words_after import Word
from luxterm.termbase.agreement import Readings

_PHRASE = 2
"""Words of a noun with its article."""


class Absolute:
    """Those of one language."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._boundaries = language.grammar.boundaries
        self._inflection = morphology.inflection

    def is_one(self, words: Sequence[Word], old: Readings, *, led: bool = False) -> bool:
        """Whether the first of some words is said of the noun directly behind it, which agrees with it.

        The phrase ends there, or goes on with a preposition: "detectada la semana pasada" says when. What may
        be a preposition, too, is an article if what opens such a part has `led` to it: "uma vez vista a".
        """
        first, *phrase = words[: _PHRASE + 2]
        if len(phrase) < _PHRASE or not all(it.joined for it in phrase[:_PHRASE]):
            return False
        article, noun, *rest = phrase
        word, agreement = first.folded, self._agreement
        known = self._inflection.shows_agreement(word)
        if not known or word in agreement.complex_transitives:  # "considerada la peor"
            return False
        opens = agreement.opens_subject(article.folded, old)
        opens = opens and (led or article.folded not in agreement.governing)
        if not opens or noun.folded in self._boundaries:
            return False
        return not (rest and rest[0].joined) or rest[0].folded in agreement.governing

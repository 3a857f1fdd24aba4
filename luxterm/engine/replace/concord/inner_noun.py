"""What agrees with a noun inside a term, not with its head: "consumidores de … que la buscan".

A pronoun that fits this noun alone stands for it. What agrees with it directly behind the term is left to a
reader.
"""

from luxterm.engine.replace.agreed import After
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.object_pronouns import ObjectPronouns
from luxterm.engine.replace.phrases import Phrase
from luxterm.engine.replace.words_after import words_after
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Readings
from luxterm.text.folding import fold
from luxterm.text.words import words


class InnerNoun:
    """Such nouns of one language."""

    def __init__(self, morphology: Morphology, objects: ObjectPronouns) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._inflection = morphology.inflection
        self._phrases = morphology.phrases
        self._children = language.grammar.child_nouns
        self._objects = objects

    def agree(self, around: Surroundings, old: Phrase, new: Phrase) -> After:
        """What the new noun asks for in place of the old one."""
        if not self._agreement.enclitics:
            return After()
        swap = Swap(self._readings(old), self._readings(new))
        if not swap.old or not swap.new or not {*swap.old}.isdisjoint((*swap.new, *old.readings)):
            return After()
        after = words_after(around, self._agreement.adverbs)
        made = self._objects.agree(around, after, swap)
        first = after[0] if after and after[0].joined else None
        form = self._inflection.agreed(first.folded, swap) if first else None
        shown = first is not None and self._inflection.is_of_participle(first.folded)
        return made._replace(half=True) if shown and form not in (None, first and first.folded) else made

    def _readings(self, phrase: Phrase) -> Readings:
        """Those of the first noun behind a phrase's head, none if it isn't known, or a child is meant."""
        inside = words(fold(phrase.text[phrase.tail if phrase.has_complement else phrase.head :]))
        known = ((it, self._phrases.of(it).readings) for it in inside)
        noun, readings = next(filter(lambda it: it[1], known), ("", ()))
        return () if noun in self._children else readings

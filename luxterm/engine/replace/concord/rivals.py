"""The other nouns before a pronoun that is an object: those for which it may stand instead of a term."""

from luxterm.engine.replace.concord.clitics import Clitics
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.words_after import Word
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Readings

_BEHIND = 2
"""The verb of a pronoun, and the word behind that."""
_STEM = 3
"""Letters with which both genders of a noun begin: "hija", "hijo"."""
_PAIR = 3
"""A determiner, a noun, and what joins the other one."""


class Rivals:
    """Those of one language."""

    def __init__(self, morphology: Morphology, clitics: Clitics) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._inflection = morphology.inflection
        self._clitics = clitics
        self._conjunctions = language.grammar.conjunctions
        verbs = language.signals.verbs | language.agreement.copulas
        self._passed = (language.agreement.relating | verbs) - self._conjunctions
        """Between a subject and the verb that has the pronoun: "a plataforma (deve) removê-la"."""
        self._proper = language.grammar.proper_nouns

    def nearer(
        self, around: Surroundings, pronoun: Word, reach: list[Word], old: Readings, *, next_one: bool
    ) -> bool:
        """Whether there is one nearer than the term, behind which the words in `reach` are.

        The subject of the pronoun's verb is none; in the next sentence (`next_one`) neither is what a
        preposition governs.
        """
        before = self._without_aside([it for it in reach if it.end <= pronoun.start], old)
        if self._clitics.is_enclitic(around, pronoun):
            before = before[:-1]  # without the verb: "a polícia persegue-a"
            if before and before[-1].folded in self._agreement.governing:
                before.pop()  # "e a comunicá-la"
        resumed = not next_one and self._is_resumed(around, pronoun, reach)
        words = [it.folded for it in before] if resumed else self._without_subject(before, old)
        return not self._agreement.is_nearest(self._agreement.but_governed(words) if next_one else words, old)

    def _without_aside(self, before: list[Word], old: Readings) -> list[Word]:
        """Without a participle that marks set off right behind the term: "la …, vendida por la red, crece".

        The clause goes on behind it, and its nouns are none for which a pronoun there stands.
        """
        if not before or before[0].joined:
            return before
        ends = next((at for at, it in enumerate(before) if at and not it.joined), 0)
        first = next((it for it in before[:ends] if not self._inflection.is_adverb(it.folded)), None)
        shown = first is not None and self._inflection.shows_agreement(first.folded)
        if first is None or not shown or not self._inflection.fits(first.folded, old):
            return before
        return before[ends:]

    def _is_resumed(self, around: Surroundings, pronoun: Word, reach: list[Word]) -> bool:
        """Whether a subject comes behind its verb, so that the noun before it may be what it stands for.

        "Toda alerta la revisa una persona", which is no other than "la plataforma la elimina el lunes".
        """
        if self._clitics.is_enclitic(around, pronoun):
            return False
        _, *behind = [it for it in reach if it.start >= pronoun.end][:_BEHIND] or [pronoun]
        first = behind[0].folded if behind else ""
        opens = first in self._agreement.before and first not in self._agreement.governing
        return opens and all(it.joined for it in behind)

    def _without_subject(self, before: list[Word], old: Readings) -> list[str]:
        """The words before a pronoun, without the subject of its verb: "la plataforma la elimina".

        A relative pronoun, an adverb or another verb may come between: "que la acompaña", "deve removê-la".
        What such a pronoun relates to is the subject behind a preposition, too: "à polícia, que a destruirá".
        """
        relating = self._agreement.relating
        for at in range(len(before), 1, -1):
            determiner, noun = before[at - 2 : at]
            if noun.joined and determiner.folded in self._agreement.before:
                related = at < len(before) and before[at].folded in relating
                if at == len(before) or related or self._agreement.opens_subject(determiner.folded, old):
                    before = self._without_other_gender(before[: at - 2], noun)
                break
            word = noun.folded
            passed = noun.joined and (word in self._passed or self._inflection.is_adverb(word))
            if at < len(before) and before[at].folded in relating and self._inflection.is_adjective(word):
                passed = noun.joined  # "la unidad policial que la investigue"
            if not (passed or noun.folded in relating):
                break
        words = [it.folded for it in before]
        named = zip(words, (*words[1:], ""), strict=False)  # "na internet" is no rival
        return [it for it, noun in named if noun not in self._proper]

    def _without_other_gender(self, before: list[Word], noun: Word) -> list[Word]:
        """Without the same noun in the other gender, as both are one subject: "su hija o su hijo"."""
        if len(before) < _PAIR:
            return before
        determiner, other, joint = before[-_PAIR:]
        joins = joint.folded in self._conjunctions and other.joined and joint.joined
        same = other.folded[:_STEM] == noun.folded[:_STEM]
        return before[:-_PAIR] if joins and same and determiner.folded in self._agreement.before else before

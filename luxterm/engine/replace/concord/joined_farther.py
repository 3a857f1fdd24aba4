"""What a conjunction joins to a participle that has words of its own: "produite en Europe et vendue ici"."""

from luxterm.engine.replace.concord.inflection import Inflection
from luxterm.engine.replace.concord.linked import Linked
from luxterm.engine.replace.concord.predicate import Predicate
from luxterm.engine.replace.phrases import Phrase, Phrases
from luxterm.engine.replace.words_after import Word
from luxterm.termbase.language import Language


class JoinedFarther:
    """The participles of one language."""

    def __init__(
        self, language: Language, phrases: Phrases, inflection: Inflection, predicate: Predicate
    ) -> None:
        self._agreement = language.agreement
        self._conjunctions = language.grammar.conjunctions
        self._phrases = phrases
        self._inflection = inflection
        self._predicate = predicate

    def agree(self, words: list[Word], old: Phrase, new: Phrase) -> list[Linked]:
        """The first of some words behind a participle that a conjunction joins to it.

        No linking verb is between, and a relative clause only where a preposition follows, as behind the
        first: "visto por quem o procura e pago por terceiros".
        """
        related = False
        for index, word in enumerate(words[:-1]):
            following = words[index + 1]
            if not word.joined or self._predicate.verb(words[index:]):
                break
            related = related or word.folded in self._agreement.relating
            if related and not self._governs(words[index + 2 : index + 3]):
                continue
            if index == 0 or word.folded not in self._conjunctions or not following.joined:
                continue
            form = self._agreed(following.folded, old, new)
            if form and self._agreement.is_nearest((it.folded for it in words[:index]), old.readings):
                return [Linked(following, form, True)]
        return []

    def _governs(self, words: list[Word]) -> bool:
        """Whether the first of some words is a preposition, or holds one."""
        agreement = self._agreement
        return any(it.folded in agreement.governing or agreement.governs(it.folded) for it in words)

    def _agreed(self, word: str, old: Phrase, new: Phrase) -> str | None:
        """Its form beside the new phrase, if it is an adjective or a participle."""
        known = self._inflection.is_adjective(word)
        if not known and (self._phrases.is_noun(word) or not self._inflection.is_of_participle(word)):
            return None
        return self._inflection.agreed(word, old.readings, new.readings)

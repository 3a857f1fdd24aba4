"""What a conjunction joins to a participle that has words of its own: "produite en Europe et vendue ici".

And what agrees farther off in a part that a mark sets off right behind a term: "…, hasta ahora no vista".
"""

from collections.abc import Iterator

from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linked import Linked
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.words_after import Word
from luxterm.termbase.agreement import Readings


class JoinedFarther:
    """The participles of one language."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._conjunctions = language.grammar.conjunctions
        self._closed_class = language.closed_class
        self._leading = language.agreement.detaching
        self._phrases = morphology.phrases
        self._inflection = morphology.inflection
        self._adjectival = morphology.adjectival
        self._linking = morphology.linking

    def agree(self, words: list[Word], swap: Swap) -> list[Linked]:
        """The first of some words behind a participle that a conjunction joins to it.

        No linking verb is between, but for one that the conjunction joins ("ni haya sido producida"), and a
        relative clause only where a preposition follows, as behind the first: "visto por quem o procura e
        pago por terceiros".
        """
        related = False
        for index, word in enumerate(words[:-1]):
            behind = words[index + 1 :]
            behind = behind[self._linking.verb(behind) :] or behind
            following = next((it for it in behind if not self._is_led(it)), behind[0])
            if not word.joined or self._linking.verb(words[index:]):
                break
            related = related or word.folded in self._agreement.relating
            if related and not self._governs(words[index + 2 : index + 3]):
                continue
            if index == 0 or word.folded not in self._conjunctions or not following.joined:
                continue
            form = self._agreed(following.folded, swap)
            if form and self._agreement.is_nearest((it.folded for it in words[:index]), swap.old):
                return [Linked(following, form, True)]
        return []

    def _is_led(self, word: Word) -> bool:
        """Whether a word may stand between a conjunction and what agrees: "y hoy compartida"."""
        return word.joined and (word.folded in self._leading or self._inflection.is_adverb(word.folded))

    def _governs(self, words: list[Word]) -> bool:
        """Whether the first of some words is a preposition, or holds one."""
        agreement = self._agreement
        return any(it.folded in agreement.governing or agreement.governs(it.folded) for it in words)

    def set_off(self, part: list[Word], swap: Swap) -> list[Linked]:
        """What agrees in such a part whose first word doesn't, behind a conjunction or an adverb.

        "…, rare en ville et cachée", "…, hasta ahora no vista", "…, que nadie ve y vendida en"; not behind a
        noun, to which it may belong.
        """
        for index, word in self._places(part, swap.old):
            form = self._agreed(word.folded, swap)
            if form and self._leads(part, index):
                further = self.agree(part[index + 1 :], swap)
                return [it for it in (Linked(word, form, True), *further) if it.form != it.word.folded]
        return []

    def leaves(self, part: list[Word], swap: Swap) -> bool:
        """Whether a word may agree with the term there, with no noun of its kind before it."""
        for index, word in self._places(part, swap.old):
            if self._is_of_noun(part, index, swap.old):
                continue
            form = self._agreed(word.folded, swap)
            if form is None and self._leads(part, index) and not self._is_other(word.folded):
                form = self._inflection.agreed(word.folded, swap)  # "sino cotidiana"
            if form not in (None, word.folded):
                return True
        return False

    def _is_of_noun(self, part: list[Word], index: int, old: Readings) -> bool:
        """Whether a word stands directly behind a bare noun of the term's kind: "suspensão imediata"."""
        noun = part[index - 1].folded if index and part[index].joined else ""
        if not noun or noun in self._closed_class:
            return False
        readings = self._phrases.of(noun).readings or self._agreement.by_ending(noun)
        return not set(readings).isdisjoint(old)

    def _places(self, part: list[Word], old: Readings) -> Iterator[tuple[int, Word]]:
        """The words of such a part, up to a verb or a noun with which they would agree.

        In a relative clause only what a conjunction joins to it.
        """
        related = False
        for index, word in enumerate(part):
            related = related or word.folded in self._agreement.relating
            if self._linking.verb(part[index:]):
                return
            joins = index > 0 and part[index - 1].folded in self._conjunctions
            said = [it.folded for it in part[:index] if it.folded not in self._agreement.adverbs]  # "poco"
            if joins and said[0] not in self._agreement.governing:  # "rara en la red y …"
                said = self._agreement.but_governed(said)
            if self._agreement.is_nearest(said, old) and (joins or not related):
                yield index, word

    def _leads(self, part: list[Word], index: int) -> bool:
        """Whether a conjunction, or a word that such a part begins with, stands before one of its words."""
        before = part[index - 1].folded if index and part[index].joined else ""
        joins = index > 1 and before in self._conjunctions
        return joins or before in self._leading or (bool(before) and self._inflection.is_adverb(before))

    def _is_other(self, word: str) -> bool:
        """Whether a word is a noun or a verb, or a small one."""
        return word in self._closed_class or word in self._agreement.acting or self._phrases.is_noun(word)

    def _agreed(self, word: str, swap: Swap) -> str | None:
        """Its form beside the new phrase, if it is an adjective or a participle."""
        return self._adjectival.agreed(word, swap) if self._inflection.shows_agreement(word) else None

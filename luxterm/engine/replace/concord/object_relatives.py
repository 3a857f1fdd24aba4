"""Participles of the relative clauses behind a term: "… que la police a saisie et détruite"."""

from collections.abc import Iterator

from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linked import Linked
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.openings import Openings
from luxterm.engine.replace.words_after import Word


class ObjectRelatives:
    """Those of one language."""

    def __init__(self, morphology: Morphology, openings: Openings) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._conjunctions = language.grammar.conjunctions
        self._closed_class = language.closed_class
        self._inflection = morphology.inflection
        self._openings = openings

    def agree(self, words: list[Word], clause: list[Word], swap: Swap) -> list[Linked]:
        """The first participle of each relative clause in which the term is the object, and its row.

        Not "qui a touché"; another clause says it of the term only behind a conjunction: "et qu’il a reçue".
        """
        agreement, found, same, waits = self._agreement, list[Linked](), clause == words, False
        for at, word in enumerate(clause):
            if word.folded in agreement.relating:
                waits = word.folded in agreement.objects_agree
                same = same and (at == 0 or clause[at - 1].folded in self._conjunctions)
            if not waits or word.folded not in agreement.auxiliaries | agreement.complex_transitives:
                continue
            waits, behind = False, self._behind_auxiliary(clause[at + 1 :])
            found += [it._replace(plain=same) for it in self._openings.at_beginning(behind, swap)]
        return found

    def beside_verbs(self, clause: list[Word], swap: Swap, *, plain: bool) -> Iterator[Linked]:
        """What a verb of such a clause says of the term: "que le prévenu gardait cachée".

        The nearest noun it can belong to is the term, whether that is the subject or the object.
        """
        for at in range(1, len(clause) - 1):
            verb, word, *rest = clause[at : at + 3]
            if not (
                self._inflection.is_participle(word.folded)
                and word.joined
                and self._openings.acts(verb.folded)
            ):
                continue
            if rest and rest[0].joined and rest[0].folded not in self._closed_class:
                continue  # "que exige probada experiencia"
            form = self._inflection.agreed(word.folded, swap)
            nearest = self._agreement.is_nearest((it.folded for it in clause[:at]), swap.old)
            if form not in (None, word.folded) and nearest:
                yield Linked(word, form or "", plain)

    def _behind_auxiliary(self, words: list[Word]) -> list[Word]:
        """Some words from the participle on: "avait, selon lui, déjà reçue", "n’a pas encore touché"."""
        if words and not words[0].joined:  # what two marks enclose
            at = next((at for at, it in enumerate(words) if at and not it.joined), len(words))
            words = words[at:]
        while words and (self.passes(words[0].folded) or self._inflection.is_adverb(words[0].folded)):
            words = words[1:]
        return words

    def passes(self, word: str) -> bool:
        """Whether a word can't be the participle that an auxiliary waits for."""
        return word in self._closed_class and not self._agreement.opens(word)

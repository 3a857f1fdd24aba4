"""Participles of relative clauses in which a term is the object: "… que la police a saisie et détruite"."""

from collections.abc import Callable

from luxterm.engine.replace.concord.inflection import Inflection, Swap
from luxterm.engine.replace.concord.linked import Linked
from luxterm.engine.replace.words_after import Word
from luxterm.termbase.language import Language

Opening = Callable[[list[Word], Swap], list[Linked]]
"""What opens some words and agrees with the old phrase, and what a conjunction joins to it."""


class ObjectRelatives:
    """Those of one language."""

    def __init__(self, language: Language, inflection: Inflection, opening: Opening) -> None:
        self._agreement = language.agreement
        self._conjunctions = language.grammar.conjunctions
        self._closed_class = language.closed_class
        self._inflection = inflection
        self._opening = opening

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
            found += [it._replace(plain=same) for it in self._opening(behind, swap)]
        return found

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

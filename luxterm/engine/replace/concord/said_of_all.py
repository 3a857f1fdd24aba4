"""What verbs say of a term and of what is joined to it: "la traite et la … sont punies"."""

from collections.abc import Iterator

from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linked import Linked
from luxterm.engine.replace.concord.linking import REACH
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.predicate_words import PredicateWords
from luxterm.engine.replace.concord.relative_pronouns import by_form
from luxterm.engine.replace.words_after import Word, opens
from luxterm.termbase.agreement import Readings

_PHRASE = 2
"""Words of a pronoun that no adjective is like, at least: not "ambas"."""


class SaidOfAll:
    """That of one language."""

    def __init__(self, morphology: Morphology, words: PredicateWords) -> None:
        language = morphology.language
        self._agreement = agreement = language.agreement
        self._conjunctions = language.grammar.conjunctions
        self._inflection = morphology.inflection
        self._words = words
        self._linking = morphology.linking
        self._subjects = agreement.subject_forms
        self._of_several = by_form(
            tuple(
                cells
                for cells in agreement.oblique_pronouns
                if len({it.features & agreement.numbers for it in cells}) == 1
            )
        )
        """Pronouns with one number only, which stand for several: "toutes deux"."""

    def agree(self, words: list[Word], swap: Swap) -> Iterator[Linked]:
        """The words that may agree with a term and what is joined to it, and not with the new words.

        "… sont punies" for masculine words. What fits their gender needn't change: "… sont punis". No form
        where it isn't known what several nouns have together. A pronoun may stand for both: "e ambas são …".
        """
        left, said, passed = 0, False, 0
        for index, word in enumerate(words):
            if index < passed:
                continue
            count, form = self._pronoun(words[index:], swap)
            if self._ends(words, index, swap.old, said=said):
                return
            if count:
                passed = index + count
            elif self._stand_for_all(words, index, swap.old):
                form = self._inflection.agreed_with_all(word.folded, swap)
            elif verb := self._linking.verb(words[index:]):
                left, said = verb + REACH, True
            elif word.folded in self._agreement.adverbs:
                pass  # "é vendida às escondidas"
            elif word.folded in self._agreement.before and word.folded not in self._conjunctions:
                left = 0  # "organizadas pelas mesmas redes"
            elif left and self._words.fits(word.folded, ()):
                form = self._inflection.agreed_with_all(word.folded, swap)
            if form is not None:
                yield Linked(word._replace(end=words[index + max(count, 1) - 1].end), form, True)
            left = max(left - 1, 0)

    def _ends(self, words: list[Word], index: int, old: Readings, *, said: bool) -> bool:
        """Whether another subject comes there: "… são punidas, e as vítimas são", "…; estas são".

        `said` if the verb has come; a pronoun that keeps its form may stand for other nouns.
        """
        word, *rest = words[index : index + 2]
        if not word.joined and self._is_demonstrative(words[index:]):
            return True
        opened = said and word.folded in self._conjunctions and bool(rest) and rest[0].joined
        opened = opened and self._agreement.opens(rest[0].folded)
        return opened and not self._stand_for_all(words, index + 1, old)

    def _is_demonstrative(self, words: list[Word]) -> bool:
        """Whether the first of some words is a pronoun that may be a determiner, before its verb: "estas"."""
        word, *rest = words
        verb = bool(rest) and rest[0].joined and self._linking.verb(rest) > 0
        known = word.folded in self._agreement.pronouns and word.folded in self._agreement.before
        return known and verb and not self._inflection.is_adjective(word.folded)

    def _pronoun(self, words: list[Word], swap: Swap) -> tuple[int, str | None]:
        """How many of some words make a pronoun that stands for several in any case, and its other form.

        "Toutes deux": no form where it doesn't have to change.
        """
        agreement = self._agreement
        count = opens(words, agreement.pronouns)
        phrase = " ".join(it.folded for it in words[:count])
        cells = self._of_several.get(phrase, ())
        if count < _PHRASE or not cells:
            return 0, None
        mixed, numbers = agreement.mixed, agreement.numbers
        was = tuple(it - numbers | {each} for it in swap.old for each in sorted(numbers))
        fits = any(it.folded == phrase and it.fits(was) for it in cells)
        changes = fits and bool(mixed) and any(mixed <= it for it in swap.new)
        form = next((it.form for it in cells if mixed <= it.features), None) if changes else None
        return count, form

    def _stand_for_all(self, words: list[Word], index: int, old: Readings) -> bool:
        """Whether one of some words is a pronoun for several nouns, and no other is nearer.

        No determiner: not "e ambas as …".
        """
        word, *rest = words[index : index + 2]
        if word.folded not in self._agreement.pronouns or word.folded in self._subjects:
            return False
        if rest and rest[0].joined and not (self._words.ends(rest[0].folded) or self._linking.verb(rest)):
            return False
        if rest and rest[0].joined and rest[0].folded in self._agreement.before:
            return False
        numbers = self._agreement.numbers
        others = tuple(it - numbers | {each} for it in old for each in numbers - it)
        return self._agreement.is_nearest((it.folded for it in words[:index]), others)

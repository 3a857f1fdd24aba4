"""Which pronouns after a term may stand for it, by their form and by the nouns that are nearer."""

from collections.abc import Iterator, Sequence

from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.relative_pronouns import shows_gender
from luxterm.engine.replace.words_after import Word, opens
from luxterm.termbase.agreement import Readings

_NOUN = 4
"""Words of a noun with its determiner and adjectives at most."""


class Pronouns:
    """Those of one language."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._linking = morphology.linking
        self._function_words = language.function_words
        self._boundaries = language.grammar.boundaries
        self._conjunctions = language.grammar.conjunctions
        self._verbs = language.signals.verbs

    def near(
        self, words: list[Word], following: list[Word], old: Readings, *, joined: bool
    ) -> Iterator[tuple[list[Word], list[Word], bool]]:
        """As `_among`, in the term's sentence and inside the next, where only one that shows its nouns."""
        yield from self._among(words, [], old, joined=joined)
        for each in self._among(following, [it.folded for it in words], old, joined=joined):
            pronoun = each[0]
            if pronoun[0] != following[0] and self.fits(pronoun, old) is not None:
                yield each

    def _among(
        self, words: list[Word], between: list[str], old: Readings, *, joined: bool
    ) -> Iterator[tuple[list[Word], list[Word], bool]]:
        """The pronouns that may stand for a term, the words after each, and whether nothing else is nearer.

        That is known only of those that show which nouns they stand for. What is `between` comes before.
        """
        for index in range(len(words)):
            count = opens(words[index:], self._agreement.pronouns)
            # Before "de" there is no noun: "sobre todo la de …"
            if not count or (count == 1 and self._is_determiner(words, index)):
                continue
            if 1 < count <= opens(words[index + 1 :], self._agreement.pronouns):
                continue  # "est elle aussi": not "est-elle"
            pronoun = words[index : index + count]
            if self._determines(pronoun, words[index + count :]):
                continue
            fits = self.fits(pronoun, old)
            if fits is False and self._is_of_several(pronoun, [*between, *(it.folded for it in words)], old):
                yield pronoun, words[index + count :], False
            elif fits is False and joined and self.are_of_both(pronoun, words[:index], old):
                yield pronoun, words[index + count :], False  # "la traite et la …, toutes deux"
            elif fits is not False:
                before = self._but_governing([*between, *(it.folded for it in words[:index])], pronoun)
                nearest = self._agreement.is_nearest(before, old)
                yield pronoun, words[index + count :], bool(fits) and nearest

    def _but_governing(self, before: list[str], pronoun: list[Word]) -> list[str]:
        """The words before a pronoun, without its preposition and the noun on which that hangs.

        Which the pronoun can't stand for: "una copia de ella", "une copie de celle-ci".
        """
        governing, first = self._agreement.governing, pronoun[0].folded
        if before and before[-1] in governing:
            before = before[:-1]  # the Portuguese "a" of "a ela" is no article
        elif not (first in governing or self._agreement.governs(first)):
            return before
        for at in range(len(before) - 2, max(len(before) - _NOUN, 0) - 1, -1):
            if before[at] in self._agreement.before and before[at] not in governing:
                return before[:at]
            if before[at] in self._boundaries:
                break
        return before

    def fits(self, pronoun: Sequence[Word], old: Readings) -> bool | None:
        """Whether a pronoun may stand for a phrase by its form; None if that shows nothing."""
        forms = [it.folded for it in pronoun]
        spelled = dict.fromkeys((*forms, " ".join(forms)))  # "sí misma", too
        shown = [it for form in spelled for it in self._agreement.shown_by(form)]
        impersonal = any(it.folded in self._agreement.impersonal for it in pronoun)
        if any(it <= each for it in shown for each in old):
            return None if impersonal else True
        return False if shown else None

    def _is_of_several(self, pronoun: list[Word], after: list[str], old: Readings) -> bool:
        """Whether a plural pronoun may stand for a term and what a conjunction behind it joins to it."""
        if not after or after[0] not in self._conjunctions:
            return False
        return shows_gender(self._agreement, pronoun, old)

    def are_of_both(self, pronoun: list[Word], between: list[Word], old: Readings) -> bool:
        """Whether a plural pronoun may stand for a term and what it is joined to: no "las niñas" between."""
        shown = tuple(self._agreement.shown_by(pronoun[0].folded))
        nearest = self._agreement.is_nearest((it.folded for it in between), shown)
        return nearest and shows_gender(self._agreement, pronoun, old)

    def _is_determiner(self, words: list[Word], index: int) -> bool:
        """Whether a word that may also stand for a noun has one after it: it doesn't begin its clause."""
        word, *rest = words[index : index + 2]
        if word.folded not in self._agreement.before:
            return False
        if not word.joined:  # ", esta conta …"
            return bool(rest) and rest[0].joined and rest[0].folded in self._agreement.nouns
        before = words[index - 1].folded if index else ""
        if before in self._conjunctions:
            return False
        within = before in self._agreement.governing or before in self._agreement.before
        return within or before not in self._boundaries

    def _determines(self, pronoun: list[Word], rest: list[Word]) -> bool:
        """Whether a pronoun of several words has a noun after it: "la misma fiscalía", not "la misma que".

        Or a determiner and a noun: "si no toda la red".
        """
        forms = self._agreement.before.get(pronoun[-1].folded, ()) if len(pronoun) > 1 else ()
        if not (rest and rest[0].joined):
            return False
        if any(self._agreement.paradigms[number].predeterminer for _, number, _ in forms):
            if rest[0].folded in self._agreement.before:
                return True
        phrase = " ".join(it.folded for it in pronoun)
        determiner = any(form.strip() == phrase for form, _, _ in forms)
        return determiner and not self.is_verb(rest[:1])

    def is_verb(self, words: list[Word]) -> bool:
        """Whether the first of some words, if there is any, is hardly a noun after a determiner."""
        if not words:
            return False
        word = words[0].folded
        noun = word in self._agreement.nouns or word in self._agreement.adjectives_by_form
        if noun and word not in self._function_words:
            return False  # "esta conta", "esa gran desconocida"
        known = word in self._verbs or word in self._function_words
        return known or word.endswith(self._agreement.clitic_verbs) or self._linking.begins([word]) > 0

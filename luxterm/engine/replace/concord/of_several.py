"""Pronouns that stand for a term and for a noun that a conjunction joins to it: "la trata y la …; con ellas".

Only where the noun shows the gender that the pronoun has, and the new words have the one that both have
together: "con ellos", "quienes los ocultan".
"""

from collections.abc import Iterator

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.concord.clitics import Clitics
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.relative_pronouns import by_form
from luxterm.engine.replace.words_after import Word, opens
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Readings, form_for
from luxterm.termbase.language import Language
from luxterm.text.words import words as words_of

_REACH = 6
"""Words before the conjunction among which the determiner of the other noun is."""


class OfSeveral:
    """Those of one language."""

    def __init__(self, language: Language, clitics: Clitics) -> None:
        self._agreement = language.agreement
        self._conjunctions = language.grammar.conjunctions
        self._clitics = clitics
        self._oblique = by_form(language.agreement.oblique_pronouns)

    def agree(self, around: Surroundings, before: str, words: list[Word], swap: Swap) -> tuple[Change, ...]:
        """What becomes of them; text `before` the term stands left of its determiner."""
        agreement, said = self._agreement, words_of(before)
        mixed, numbers = agreement.mixed, agreement.numbers
        were_mixed = any(mixed <= it for it in swap.old)
        if not mixed or were_mixed or not any(mixed <= it for it in swap.new):
            return ()
        if not self._has_partner(said, words, {it - numbers for it in swap.old}):
            return ()
        several = tuple(it - numbers | {each} for it in swap.old for each in numbers - it)
        shown = (features for word in said for features in agreement.shown_by(word))
        if any(features <= it for features in shown if features for it in several):
            return ()  # "Las niñas denuncian la trata y la …, y nadie las oye"
        fit = tuple(mixed | {each} for it in several for each in numbers & it)
        return tuple(self._written(around, words, several, fit))

    def _has_partner(self, said: list[str], words: list[Word], genders: set[frozenset[str]]) -> bool:
        """Whether the noun that is joined to the term shows the term's gender by its determiner."""
        determined, numbers = self._agreement.determined, self._agreement.numbers
        if said and said[-1] in self._conjunctions:
            shown = next((it for word in said[-2:-_REACH:-1] if (it := determined(word))), ())
        elif len(words) > 1 and words[0].joined and words[0].folded in self._conjunctions:
            shown = determined(words[1].folded)
        else:
            return False
        return any(it - numbers in genders for it in shown)

    def _written(
        self, around: Surroundings, words: list[Word], several: Readings, fit: Readings
    ) -> Iterator[Change]:
        objects = self._clitics.among(around, words)
        for index, word in enumerate(words):
            if not self._agreement.is_nearest((it.folded for it in words[:index]), several):
                return
            form = self._oblique_form(words, index, several, fit)
            if form is not None:
                yield form
            elif word in objects and (shown := self._clitics.shown(word, several)):
                cells, length = shown
                made = form_for(cells, fit)
                yield from [] if made is None else [Change(word.end - length, word.end, made)]

    def _oblique_form(self, words: list[Word], index: int, several: Readings, fit: Readings) -> Change | None:
        """What becomes of a pronoun behind a preposition, or with one in it: "con ellas", "de las mismas"."""
        pronoun = words[index : index + opens(words[index:], self._agreement.pronouns)]
        phrase = " ".join(it.folded for it in pronoun)
        cells = self._oblique.get(phrase, ())
        before = words[index - 1].folded if index else ""
        governed = not self._agreement.governing.isdisjoint((before, phrase.partition(" ")[0]))
        if not governed or not any(it.folded == phrase and it.fits(several) for it in cells):
            return None
        form = form_for(cells, fit)
        return None if form is None else Change(pronoun[0].start, pronoun[-1].end, form)

"""The relative pronouns that stand for a term, with their prepositions: "à laquelle" → "auquel"."""

from collections.abc import Sequence

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.words_after import Word
from luxterm.engine.replace.words_after import opens as opens_with
from luxterm.termbase.agreement import Agreement, Cell, Readings, form_for
from luxterm.termbase.language import Language

_PHRASE = 4
"""Words of a relative pronoun with its preposition, at most."""


class RelativePronouns:
    """Those of one language."""

    def __init__(self, language: Language) -> None:
        self._agreement = language.agreement
        self._conjunctions = language.grammar.conjunctions
        self._relatives = by_form(language.agreement.relative_pronouns)

    def written(self, words: list[Word], swap: Swap) -> list[Change]:
        """The relative pronouns that stand for a term, with their prepositions: "à laquelle" → "auquel"."""
        found = list[Change]()
        for index, word in enumerate(words):
            form, cells = self._at(words[index:])
            fits = any(it.folded == form and it.fits(swap.old) for it in cells)
            if not fits or (found and word.start < found[-1].end):
                continue
            # Not those that are written: "la que se vende y la que circula"
            before = [
                it for it in words[:index] if not any(done.start <= it.start < done.end for done in found)
            ]
            # "tanto el que … como el que": no determiner
            passed = [it.folded for it in before if it.folded not in self._agreement.correlating]
            if self._agreement.is_nearest(passed, swap.old):
                last = words[index + form.count(" ")]
                anew = form_for(cells, swap.new)
                found += [] if anew is None else [Change(word.start, last.end, anew)]
        return found

    def _at(self, words: list[Word]) -> tuple[str, tuple[Cell, ...]]:
        """The longest relative pronoun that some words begin with, and all of its forms."""
        for count in range(min(_PHRASE, len(words)), 0, -1):
            form = " ".join(it.folded for it in words[:count])
            if form in self._relatives and all(it.joined for it in words[1:count]):
                return form, self._relatives[form]
        return "", ()

    def opens(self, words: list[Word], old: Readings, *, joined: bool) -> bool:
        """Whether a relative pronoun with its article comes next, or behind a preposition: "de la que".

        Not one that shows that it stands for something else: "denuncias de …, de las cuales"; the plural may
        stand for the term and what it is joined to.
        """
        behind = bool(words) and words[0].folded in self._agreement.governing
        count = opens_with(words[behind:], self._agreement.relatives)
        if count < 2:  # not "cuja origem"
            return False
        form, cells = self._at(words[behind:])
        shown = [it for it in cells if it.folded == form]
        fits = not shown or any(it.fits(old) for it in shown)
        return fits or (joined and shows_gender(self._agreement, words[behind : behind + count], old))

    def are_among(self, words: list[Word], old: Readings) -> bool:
        """Whether one that may stand for a term is anywhere in the sentence.

        Not "en las que" for a singular, if no conjunction has joined another noun to it.
        """
        joint = next((at for at, it in enumerate(words) if it.folded in self._conjunctions), len(words))
        for index in range(len(words)):
            if opens_with(words[index:], self._agreement.relatives):
                form, cells = self._at(words[index:])
                shown = [it for it in cells if it.folded == form]
                if index > joint or not shown or any(it.fits(old) for it in shown):
                    return True
        return False


def by_form(tables: tuple[tuple[Cell, ...], ...]) -> dict[str, tuple[Cell, ...]]:
    """Tables of pronouns, by each of their forms."""
    return {it.folded: cells for cells in tables for it in cells}


def shows_gender(agreement: Agreement, pronoun: Sequence[Word], old: Readings) -> bool:
    """Whether a pronoun has a phrase's features but for the number, so that it may stand for several."""
    shown = (it - agreement.numbers for word in pronoun for it in agreement.shown_by(word.folded))
    return any(it <= each for it in shown if it for each in old)

"""The words before a noun phrase that depend on it: read for the old phrase, written for the new one.

"de la" before a feminine is read as the contraction and as the partitive; each reading writes its own cell
for the new phrase: "du". Whether they write the same is for the caller to judge.
"""

from collections.abc import Iterator
from typing import NamedTuple

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.phrases import Phrases
from luxterm.engine.word_ends import ends_with
from luxterm.termbase.agreement import Agreement, Paradigm, Reading, Readings, last_word
from luxterm.text.folding import fold

_QUOTING = ' "*'
"""What may stand between a determiner and a term, folded."""


class Standing(NamedTuple):
    """A form that stands before a phrase, as one paradigm's: its place, and the features that it shows.

    `noun` is the reading of the phrase that it fits, `cases` what it shows besides. It ends before the space.
    """

    start: int
    end: int
    paradigm: Paradigm
    noun: Reading
    cases: Reading

    @property
    def has_features(self) -> bool:
        """Whether it depends on more than how the phrase begins."""
        return any(cell.features for cell in self.paradigm.cells)


class Determiners:
    """Those of one language."""

    def __init__(self, agreement: Agreement, phrases: Phrases) -> None:
        self._agreement = agreement
        self._phrases = phrases

    def standing(
        self, left: str, readings: Readings, cases: tuple[str, ...] = (), *, again: bool = False
    ) -> tuple[Standing, ...]:
        """The readings of the longest form that ends a folded text and fits the phrase after it.

        `readings` are that phrase's, none if unknown. With `again`, only of what may stand before a
        determiner. How the phrase begins makes no difference: a slip ("a apple") is put right.
        """
        found: list[Standing] = []
        for form, number, written in self._agreement.before.get(last_word(left), ()):
            if found and len(form) < len(left) - found[0].start:
                break
            paradigm = self._agreement.paradigms[number]
            if paradigm.predeterminer < again or not ends_with(left, (form,)):
                continue
            start = len(left) - len(form)
            end = start + len(form.rstrip(" "))
            fits = self._fits(paradigm, written, readings, cases)
            found += (Standing(start, end, paradigm, noun, shown) for noun, shown in fits)
        return tuple(dict.fromkeys(found))

    def change(self, left: str, standing: Standing, form: str) -> tuple[Change, ...]:
        """What a form changes that is written instead of the standing one; places in the text before."""
        if fold(form) == left[standing.start : standing.end]:
            return ()
        end = standing.end + (left[standing.end : standing.end + 1] == " ")
        return (Change(standing.start, end, spaced(form)),)

    def ends_in_determiner(self, left: str) -> bool:
        """Whether a form that shows features ends a folded text, whatever phrase it fits."""
        return any(
            ends_with(left, (form,))
            and any(cell.features for cell in self._agreement.paradigms[number].cells)
            for form, number, _ in self._agreement.before.get(last_word(left), ())
        )

    def written(self, standing: Standing, new: Readings, following: str) -> list[str | None]:
        """Its forms before a new phrase, one for each reading of it; None where the paradigm has none.

        `following` is what comes directly after: the phrase or an adjective before it.
        """
        readings = new if standing.noun not in new else ()
        return [
            self.form(standing.paradigm, reading | standing.cases, following)
            for reading in readings or (standing.noun,)
        ]

    def form(self, paradigm: Paradigm, reading: Reading, following: str) -> str | None:
        """The form of a paradigm for a phrase with these features that begins so."""
        for cell in paradigm.cells:
            if cell.features <= reading and all(self._phrases.begins(following, it) for it in cell.onsets):
                return cell.form
        return None

    def _fits(
        self, paradigm: Paradigm, form: str, readings: Readings, cases: tuple[str, ...]
    ) -> Iterator[tuple[Reading, Reading]]:
        """The features that a form may show: the phrase's, and the case."""
        for cell in paradigm.cells:
            shown = cell.features & self._agreement.cases
            if cell.folded != form or (cases and shown and shown.isdisjoint(cases)):
                continue
            of_noun = cell.features - shown
            for noun in readings or (of_noun,):
                if of_noun <= noun:
                    yield noun, shown


def spaced(form: str) -> str:
    """A form as it stands before what it belongs to."""
    return form if form.endswith(("'", "’")) else f"{form} "


def without_quotation(left: str) -> str:
    """A folded text without the quotation mark that opens at its end: 'a "' before "child …".

    A mark that touches the word before it closes.
    """
    bare = left.rstrip(_QUOTING)
    if bare.endswith("'") or not bare:
        return bare
    return f"{bare} " if left.startswith(" ", len(bare)) else left

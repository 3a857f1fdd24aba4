"""The other form of a word that agrees: a known adjective by its table, a participle by its ending."""

from luxterm.termbase.agreement import Agreement, Cell, Reading
from luxterm.text.folding import fold

_STEM = 2
"""Letters before an ending at least: the end of a shorter word shows nothing."""

Readings = tuple[Reading, ...]
"""What a phrase may be; none if that isn't known."""


class Inflection:
    """The words that agree, in one language. All words are folded."""

    def __init__(self, agreement: Agreement) -> None:
        self._agreement = agreement
        shown = frozenset(agreement.participle_endings)
        of_participles = [it for it in agreement.endings if any(fold(cell.form) in shown for cell in it)]
        self._participles = tuple(fold(cell.form) for it in of_participles for cell in it)

    def is_adjective(self, word: str) -> bool:
        """Whether it is a form of a known adjective."""
        return word in self._agreement.adjective

    def is_adverb(self, word: str) -> bool:
        """Whether an adjective may follow it that agrees with the noun before it."""
        agreement = self._agreement
        return word in agreement.adverbs or word.endswith(agreement.adverb_endings)

    def is_participle(self, word: str) -> bool:
        """Whether its ending is one of those that agree."""
        return self._ending(word, ()) is not None

    def is_of_participle(self, word: str) -> bool:
        """Whether it ends as a participle does in any of its forms, also in that of a tense: "hallado"."""
        return word.endswith(self._participles)

    def agreed(self, word: str, old: Readings, new: Readings) -> str | None:
        """The form for a new phrase of a word that may agree with the old one; None for any other word."""
        for number in self._agreement.adjective.get(word, ()):
            cells = self._agreement.adjectives[number]
            if any(fold(cell.form) == word and _fits(cell, old) for cell in cells):
                return next((cell.form for cell in cells if _fits(cell, new[:1])), word)
        if word in self._agreement.adjective:
            return None
        ending = self._ending(word, old)
        if ending is None:
            return None
        shown, cells = ending
        wanted = next((cell.form for cell in cells if _fits(cell, new[:1])), shown)
        return word if fold(wanted) == shown else word[: len(word) - len(shown)] + wanted

    def agreed_with_all(self, word: str, old: Readings, new: Readings) -> str | None:
        """The form of a word that may agree with the old phrase and others, not with the new one and them.

        "" where the language doesn't say what several nouns have together; None for any other word.
        """
        numbers, mixed = self._agreement.numbers, self._agreement.mixed
        fitting = tuple(it - numbers | {each} for it in new for each in numbers)
        if self.agreed(word, old, ()) is not None or self.agreed(word, fitting, ()) is not None:
            return None
        for number in sorted(numbers):
            had = tuple(it - numbers | {number} for it in old)
            if self.agreed(word, had, ()) is not None:
                known = mixed and any(mixed <= it for it in new)
                return self.agreed(word, had, (mixed | {number},)) if known else ""
        return None

    def clashes(self, word: str, readings: Readings) -> bool:
        """Whether it is a known adjective in a form that doesn't fit the phrase: it has another noun, too."""
        known = self._agreement.adjective.get(word, ())
        forms = (cell for number in known for cell in self._agreement.adjectives[number])
        return bool(known and readings) and not any(
            fold(cell.form) == word and _fits(cell, readings) for cell in forms
        )

    def _ending(self, word: str, readings: Readings) -> tuple[str, tuple[Cell, ...]] | None:
        """The longest ending that a word has and that fits a phrase, with all of its forms."""
        found: tuple[str, tuple[Cell, ...]] | None = None
        for cells in self._agreement.endings:
            for cell in cells:
                shown = fold(cell.form)
                longer = len(shown) > (len(found[0]) if found else 0)
                if (
                    longer
                    and word.endswith(shown)
                    and len(word) - len(shown) >= _STEM
                    and _fits(cell, readings)
                ):
                    found = shown, cells
        return found


def _fits(cell: Cell, readings: Readings) -> bool:
    return not readings or any(cell.features <= reading for reading in readings)

"""The other form of a word that agrees: a known adjective by its table, a participle by its ending."""

from collections.abc import Set
from typing import NamedTuple

from luxterm.termbase.agreement import Agreement, Cell, Readings, form_for

_STEM = 2
"""Letters before an ending at least: the end of a shorter word shows nothing."""


class Swap(NamedTuple):
    """What a term may be to the words that agree with it, and what the new words in its place may be."""

    old: Readings
    new: Readings

    @property
    def differs(self) -> bool:
        """Whether what agrees with the one may not agree with the other."""
        return set(self.old) != set(self.new)


class Inflection:
    """The words that agree, in one language. All words are folded.

    Those that are rather something else (`others`) agree only if a table has them.
    """

    def __init__(self, agreement: Agreement, others: Set[str] = frozenset()) -> None:
        self._agreement = agreement
        self._others = others
        shown = frozenset(agreement.participle_endings)
        of_participles = [it for it in agreement.endings if any(cell.folded in shown for cell in it)]
        self._participles = tuple(cell.folded for it in of_participles for cell in it)
        endings = ((cell, cells) for cells in agreement.endings for cell in cells if cell.form)
        self._longest_first = sorted(endings, key=lambda it: len(it[0].folded), reverse=True)

    def but(self, others: Set[str]) -> "Inflection":
        """The same without words that are rather something else where it is asked: nouns, verbs."""
        return Inflection(self._agreement, others)

    def is_adjective(self, word: str) -> bool:
        """Whether it is a form of a known adjective."""
        return word in self._agreement.adjectives_by_form

    def is_adverb(self, word: str) -> bool:
        """Whether an adjective may follow it that agrees with the noun before it."""
        agreement = self._agreement
        return word in agreement.adverbs or word.endswith(agreement.adverb_endings)

    def may_agree(self, word: str) -> bool:
        """Whether its ending is one of those that agree."""
        return self._ending(word, ()) is not None

    def shows_gender(self, word: str) -> bool:
        """Whether a table gives it other forms for other genders: "puesta", not "ilegal"."""
        tables = (self._agreement.adjectives[it] for it in self._agreement.adjectives_by_form.get(word, ()))
        numbers = self._agreement.numbers
        return any(cell.features - numbers for cells in tables for cell in cells)

    def shows_agreement(self, word: str) -> bool:
        """Whether it agrees for certain: by a table, or as a participle."""
        return self.is_adjective(word) or self.is_of_participle(word)

    def is_participle(self, word: str) -> bool:
        """Whether its ending shows that it is one, and that it agrees."""
        return word.endswith(self._agreement.participle_endings)

    def is_infinitive(self, word: str) -> bool:
        """Whether it ends as an infinitive does, and is no known adjective."""
        return word.endswith(self._agreement.infinitive_endings) and not self.is_adjective(word)

    def is_of_participle(self, word: str) -> bool:
        """Whether it ends as a participle does in any of its forms, also in that of a tense: "hallado"."""
        return word.endswith(self._participles)

    def fits(self, word: str, readings: Readings) -> bool:
        """Whether a word may agree with a phrase."""
        return self._form(word, readings) is not None

    def agreed(self, word: str, swap: Swap) -> str | None:
        """The form for a new phrase of a word that may agree with the old one; None for any other word."""
        found = self._form(word, swap.old)
        if found is None:
            return None
        shown, cells = found
        wanted = form_for(cells, swap.new)
        return word if wanted is None else word.removesuffix(shown.folded) + wanted

    def agreed_by_gender(self, word: str, swap: Swap) -> str | None:
        """The same by those endings alone that show the gender: "inquiétant", which may be invariable."""
        if self.is_adjective(word) or word in self._others:
            return None
        for cell, cells in self._longest_first:
            shows = cell.features - self._agreement.numbers and word.endswith(cell.folded)
            if shows and len(word) - len(cell.folded) >= _STEM and cell.fits(swap.old):
                wanted = form_for(cells, swap.new)
                return None if wanted is None else word.removesuffix(cell.folded) + wanted
        return None

    def agreed_with_all(self, word: str, swap: Swap) -> str | None:
        """The form of a word that may agree with the old phrase and others, not with the new one and them.

        "" where the language doesn't say what several nouns have together; None for any other word.
        """
        numbers, mixed = self._agreement.numbers, self._agreement.mixed
        fitting = tuple(it - numbers | {each} for it in swap.new for each in numbers)
        if self.fits(word, swap.old) or self.fits(word, fitting):
            return None
        for number in sorted(numbers):
            had = tuple(it - numbers | {number} for it in swap.old)
            if self.fits(word, had):
                known = mixed and any(mixed <= it for it in swap.new)
                return self.agreed(word, Swap(had, (mixed | {number},))) if known else ""
        return None

    def clashes(self, word: str, readings: Readings) -> bool:
        """Whether it is a known adjective in a form that doesn't fit the phrase: it has another noun, too."""
        return bool(readings) and self.is_adjective(word) and not self.fits(word, readings)

    def _form(self, word: str, readings: Readings) -> tuple[Cell, tuple[Cell, ...]] | None:
        """The form that a word has, or its ending, where it fits a phrase, with all others of the table."""
        tables = self._agreement.adjectives_by_form.get(word)
        if tables is None:
            return None if word in self._others else self._ending(word, readings)
        known = (self._agreement.adjectives[it] for it in tables)
        forms = ((cell, cells) for cells in known for cell in cells)
        return next((it for it in forms if it[0].folded == word and it[0].fits(readings)), None)

    def _ending(self, word: str, readings: Readings) -> tuple[Cell, tuple[Cell, ...]] | None:
        """The longest ending that a word has and that fits a phrase, with all of its forms."""
        return next(
            (
                (cell, cells)
                for cell, cells in self._longest_first
                if word.endswith(cell.folded)
                and len(word) - len(cell.folded) >= _STEM
                and cell.fits(readings)
            ),
            None,
        )

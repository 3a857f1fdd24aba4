"""The other form of a word that agrees: a known adjective by its table, a participle by its ending."""

from luxterm.termbase.agreement import Agreement, Cell, Readings, form_for

_STEM = 2
"""Letters before an ending at least: the end of a shorter word shows nothing."""


class Inflection:
    """The words that agree, in one language. All words are folded."""

    def __init__(self, agreement: Agreement) -> None:
        self._agreement = agreement
        shown = frozenset(agreement.participle_endings)
        of_participles = [it for it in agreement.endings if any(cell.folded in shown for cell in it)]
        self._participles = tuple(cell.folded for it in of_participles for cell in it)
        endings = ((cell, cells) for cells in agreement.endings for cell in cells if cell.form)
        self._longest_first = sorted(endings, key=lambda it: len(it[0].folded), reverse=True)

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

    def agreed(self, word: str, old: Readings, new: Readings) -> str | None:
        """The form for a new phrase of a word that may agree with the old one; None for any other word."""
        for number in self._agreement.adjectives_by_form.get(word, ()):
            cells = self._agreement.adjectives[number]
            if any(cell.folded == word and cell.fits(old) for cell in cells):
                form = form_for(cells, new)
                return word if form is None else form
        if word in self._agreement.adjectives_by_form:
            return None
        ending = self._ending(word, old)
        if ending is None:
            return None
        shown, cells = ending
        wanted = form_for(cells, new)
        return word if wanted in (None, shown.form) else word.removesuffix(shown.folded) + wanted

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
        known = self._agreement.adjectives_by_form.get(word, ())
        forms = (cell for number in known for cell in self._agreement.adjectives[number])
        return bool(known and readings) and not any(
            cell.folded == word and cell.fits(readings) for cell in forms
        )

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

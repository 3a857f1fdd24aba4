"""What new words are in place of a term, in a language that declines: another gender, another number."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from luxterm.termbase.declension import Reading


class Swap(NamedTuple):
    """The reading of a term, and that of the new words; the number that it had, and that these have."""

    old: Reading
    new: Reading
    had: str
    has: str

    @classmethod
    def of(cls, old: Reading, new: Reading, numbers: Sequence[str]) -> "Swap":
        """That of two readings."""
        had, has = (next((it for it in numbers if it in each), "") for each in (old, new))
        return cls(old, new, had, has)

    def verb(self, word: str, forms: Mapping[str, str]) -> str:
        """What becomes of a verb, by its forms for each number; "" if it hasn't the term's, or no other."""
        return forms.get(self.has, "") if forms.get(self.had) == word else ""

    def turns(self, word: str, forms: Mapping[str, str]) -> bool:
        """Whether a verb gets another form."""
        return self.verb(word, forms) not in ("", word)

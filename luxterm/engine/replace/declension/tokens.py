"""A word of a sentence, as replacing reads it in a language that declines."""

from typing import NamedTuple

QUOTING = '"*_'
"""What may stand between two words that belong together, folded."""


class Token(NamedTuple):
    """A word, folded, with its place in the view, and what comes between it and the next."""

    folded: str
    start: int
    end: int
    after: str
    capital: bool
    first: bool

    @property
    def directly(self) -> bool:
        """Whether the next word follows directly, quotation marks or emphasis aside."""
        return self.after.strip(QUOTING) in (" ", "")

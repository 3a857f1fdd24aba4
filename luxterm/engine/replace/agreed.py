"""New words with what changes around them."""

from typing import NamedTuple

from luxterm.engine.replace.determiners import Change
from luxterm.types import Applicability


class Agreed(NamedTuple):
    """New words, and what changes around them; places in the view.

    `text` replaces the term and what follows up to `end`. `applicability` is what the fix may be at most.
    """

    text: str
    end: int
    changes: tuple[Change, ...] = ()
    applicability: Applicability = Applicability.SAFE

    @property
    def written(self) -> tuple[str, ...]:
        """What is written around the term."""
        return tuple(change.new for change in self.changes)

"""New words with what changes around them."""

from typing import NamedTuple

from luxterm.types import Applicability


class Change(NamedTuple):
    """A stretch of the view and what to write there."""

    start: int
    end: int
    new: str


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


class After(NamedTuple):
    """What becomes of the words after a term: `sure` if nothing there has to agree.

    `half` if a word may have to agree that stays as it stands, as its noun may be another one; `either` if
    one that is written may belong to another noun of the new words. `set_in` is to stand beside the new
    head, or at its `place` in the new words, and `taken` code points after the term go for it. Places are
    from the term's end.
    """

    set_in: str = ""
    taken: int = 0
    changes: tuple[Change, ...] = ()
    sure: bool = True
    half: bool = False
    either: bool = False
    place: int | None = None

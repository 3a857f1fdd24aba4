"""A word that may agree with a term, and its form for the new words."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.words_after import Word


class Linked(NamedTuple):
    """A word that may agree with a term across a linking verb, and its form for the new words.

    `plain` if nothing comes between that could be what it agrees with instead: no article, no other subject.
    `apart` if that isn't sure only because it is in another clause.
    """

    word: Word
    form: str
    plain: bool
    apart: bool = False


def changes_of(found: Iterable[Linked], at: int = 0) -> Iterator[Change]:
    """The changes of words that certainly agree and have another form, from a place on."""
    for word, form, plain, _ in found:
        if plain and form not in ("", word.folded):
            yield Change(at + word.start, at + word.end, form)


def is_within(word: Word, changes: Iterable[Change]) -> bool:
    """Whether one of the changes is of this word or phrase, or of a part of it."""
    return any(it.start < word.end and word.start < it.end for it in changes)

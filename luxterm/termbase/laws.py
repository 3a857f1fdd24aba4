"""The signs of a law in force in one language, filed and found (`luxterm.termbase.law_sign.LawSign`).

In the phrases and in the text that is searched, `#` stands for a number and `####` for a year, so that a
phrase is plain text: "#### c. #".
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

from luxterm.base import lazy_pattern
from luxterm.termbase.patterns import Patterns, file_patterns
from luxterm.termbase.tables import Data, Rows, file_parts, file_rows, numbers_as_bytes, numbers_in, parts_of
from luxterm.text.folding import fold

_NUMBER = lazy_pattern(r"\d+")
_YEAR = lazy_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")

Sign = tuple[str, str, str]
"""What its phrases show, where they have to be, and what they are (`luxterm.termbase.law_sign.LawSign`)."""


def numberless(text: str) -> str:
    """A text folded, each number as `#` and each year as `####`."""
    return _NUMBER.sub("#", _YEAR.sub("####", fold(text)))


def file_laws(signs: Iterable[tuple[Sign, Iterable[str]]], common: dict[str, int]) -> bytes:
    """File signs with their folded phrases; `common` as in `file_patterns`."""
    rows: list[Sign] = []
    filed: list[tuple[str, int]] = []
    for sign, phrases in signs:
        filed += ((phrase, len(rows)) for phrase in phrases)
        rows.append(sign)
    return file_parts(
        file_rows(rows),
        file_patterns((phrase for phrase, _ in filed), common),
        numbers_as_bytes(number for _, number in filed),
    )


class LawFile:
    """Filed signs."""

    def __init__(self, filed: Data) -> None:
        rows, phrases, self._numbers = parts_of(filed)
        self._rows = Rows(rows)
        self._phrases = Patterns(phrases)

    @cached_property
    def _signs(self) -> list[Sign]:
        return [self._rows[number] for number in range(len(self._rows))]

    def prepare(self) -> None:
        """Make the automaton now, for many documents."""
        self._phrases.prepare()

    def find(self, text: str) -> Iterator[tuple[Sign, int, int]]:
        """The signs in a text without numbers or line ends, as whole words, each with its place, in order."""
        if not self._signs:
            return
        numbers = numbers_in(self._numbers)
        for start, end, phrase in sorted((*place, phrase) for phrase, *place in self._phrases.find(text)):
            if _ends_word(text, start) and _ends_word(text, end):
                yield self._signs[numbers[phrase]], start, end


def _ends_word(text: str, at: int) -> bool:
    """Whether a word or number ends or begins there; a number may have letters after it ("12a")."""
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    if before == "#" or after == "#":
        return before != after
    return not (before.isalnum() and after.isalnum())

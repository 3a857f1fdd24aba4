r"""What a word is in any language: letters with the marks that belong to them, and numbers.

Unicode's properties decide, not ranges of letters: a vowel sign of Hindi or Arabic, or an accent that is a
code point of its own, is part of its word. (For `re`'s `\w` it is not.)
"""

import re
from collections.abc import Callable, Iterable, Sequence

from luxterm.base import cached_attribute, lazy_regex

LETTERS = lazy_regex(r"\p{L}[\p{L}\p{M}]*")
"""A word of letters alone."""
WORD = lazy_regex(r"[\p{L}\p{M}\p{N}]+")
"""A word that may have digits, or a number."""
PART = lazy_regex(r"[\p{L}\p{M}\p{N}]+|[^\w\s]")
"""Such a word, or a mark."""
INSERTED = r"(?:[ \u00a0\u202f](?:bis|ter|qu[aá]ter|quinquies|sexies|septies|octies)\b)?"
"""What tells a provision that was inserted later from the one before it, in Latin everywhere: 172 bis."""

_COMPARED = lazy_regex(r"[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_']*")
_ASCII_COMPARED = "".join(char if char.isalnum() or char in "_'" else " " for char in map(chr, range(128)))
_ASCII_WORDS = "".join(char if char.isalnum() else " " for char in map(chr, range(128)))


def words(text: str) -> list[str]:
    """The words of a text (`WORD`), without what stands between them."""
    if text.isascii():
        return text.translate(_ASCII_WORDS).split()  # five times as fast as the pattern
    return WORD.findall(text)


def after_last(words: Sequence[str], counts: Callable[[str], object]) -> int:
    """How many of some words there are up to the last that counts, 0 if none does."""
    return next((at for at in range(len(words), 0, -1) if counts(words[at - 1])), 0)


def after_marks(text: str, marks: Iterable[str]) -> str:
    """What comes after the last of some marks: the clause that a text ends in."""
    return text[max(map(text.rfind, marks)) + 1 :]


class Divider:
    """Divides a folded text into words as one language writes them: "l'enfant" is two in French.

    Any other apostrophe is inside its word or at its end, as in "don't" and "parents'"; before a word it is a
    quotation mark. Phrases and texts are compared after both were divided.
    """

    def __init__(self, elided: Iterable[str]) -> None:
        """`elided` are folded words that stand before another one with an apostrophe, written with it."""
        self._elided = tuple(elided)

    @cached_attribute
    def _joints(self) -> "re.Pattern[str]":
        longest_first = sorted((it.rstrip("'") for it in self._elided), key=len, reverse=True)
        return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})'")

    def apart(self, text: str) -> str:
        """The text with a space for the apostrophe of what is elided."""
        return self._joints.sub(r"\1 ", text) if self._elided and "'" in text else text

    def words(self, text: str) -> list[str]:
        """The words, without what stands between them."""
        text = self.apart(text)
        if not text.isascii():
            return _COMPARED.findall(text)
        parts = text.translate(_ASCII_COMPARED).split()  # four times as fast as the pattern
        return parts if "'" not in text else [word for it in parts if (word := it.lstrip("'"))]

    def plain(self, text: str) -> str:
        """The words with single spaces between and around them."""
        return f" {' '.join(self.words(text))} "

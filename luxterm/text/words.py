r"""What a word is in any language: letters with the marks that belong to them, and numbers.

Unicode's properties decide, not ranges of letters: a vowel sign of Hindi or Arabic, or an accent that is a
code point of its own, is part of its word. (For `re`'s `\w` it is not.)
"""

from luxterm.base import lazy_regex

LETTERS = lazy_regex(r"\p{L}[\p{L}\p{M}]*")
"""A word of letters alone."""
WORD = lazy_regex(r"[\p{L}\p{M}\p{N}]+")
"""A word that may have digits, or a number."""

_ASCII_WORDS = "".join(char if char.isalnum() else " " for char in map(chr, range(128)))


def words(text: str) -> list[str]:
    """The words of a text (`WORD`), without what stands between them."""
    if text.isascii():
        return text.translate(_ASCII_WORDS).split()  # five times as fast as the pattern
    return WORD.findall(text)

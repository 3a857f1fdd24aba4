"""Whether a match is whole words, and which words stand directly beside it. All texts are folded."""

from unicodedata import category

from luxterm.base import lazy_pattern
from luxterm.termbase.language import Language

_SELECTORS = lazy_pattern("[\u180b-\u180f\U000e0100-\U000e01ef]")
"""Marks that nobody sees: which variant of a character is meant."""
_SHORT = 3
"""Code points that a term's first word has at least, if a word before it is run together with it."""


def is_part_of_word(folded: str, start: int, end: int) -> bool:
    """Whether the match is only a part of a word. A digit may follow: footnote numbers do in PDF text.

    A letter with a mark of its own is another letter, so a phrase that a mark follows ends in another word.
    """
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    if before.isalnum() or before == "_" or after.isalpha() or after == "_":
        return True
    return not (before.isascii() and after.isascii()) and (_is_mark(after) or _ends_in_marks(folded, start))


def goes_on(folded: str, start: int, end: int) -> bool:
    """Whether a word begins with the match and is longer."""
    before = folded[start - 1] if start else " "
    return not (before.isalnum() or before == "_") and folded[end : end + 1].isalpha()


def is_run_together(folded: str, start: int, end: int, language: Language) -> bool:
    """Whether only a space is missing before a match, lost when text was taken out of a PDF: "ofsextortion".

    A small word stands there, and what both make is no word of its own.
    """
    if folded[end : end + 1].isalpha():
        return False
    leads = language.grammar.run_together
    if not folded.endswith(leads, 0, start):
        return False
    first = folded[start:end].partition(" ")[0]
    for lead in leads:
        begin = start - len(lead)
        if begin >= 0 and folded.startswith(lead, begin) and not is_part_of_word(folded, begin, end):
            return len(first) >= _SHORT and lead + first not in language.grammar.whole_words
    return False


def follows(folded: str, end: int, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases comes directly after `end`: whole words after a space, or a mark."""
    if not (folded.startswith(phrases, end + 1) or folded.startswith(phrases, end)):
        return False
    for phrase in phrases:
        begin = end + 1 if phrase[0].isalnum() or phrase[0] == "(" else end
        if folded.startswith(phrase, begin) and (begin == end or folded[end] == " "):
            stop = begin + len(phrase)
            if stop >= len(folded) or not folded[stop].isalnum():
                return True
    return False


def precedes(folded: str, start: int, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases comes directly before `start`, as whole words."""
    if start < 2 or not folded.endswith(phrases, 0, start - 1):
        return False
    for phrase in phrases:
        begin = start - 1 - len(phrase)
        if begin < 0 or folded[start - 1] != " " or not folded.startswith(phrase, begin):
            continue
        if begin == 0 or not (folded[begin - 1].isalnum() and phrase[0].isalnum()):
            return True
    return False


def begins_with(folded: str, phrases: tuple[str, ...]) -> bool:
    """Whether a text begins with one of the phrases, as whole words."""
    return folded.startswith(phrases) and any(
        folded.startswith(phrase) and not folded[len(phrase) : len(phrase) + 1].isalnum()
        for phrase in phrases
    )


def ends_with(folded: str, phrases: tuple[str, ...]) -> bool:
    """Whether a text ends with one of the phrases, as whole words; a mark such as "§" may touch one."""
    return folded.endswith(phrases) and any(
        folded.endswith(phrase) and not (phrase[0].isalnum() and folded[: -len(phrase)][-1:].isalnum())
        for phrase in phrases
    )


def _is_mark(char: str) -> bool:
    """Whether a code point belongs to the letter before it: an accent, a vowel's sign."""
    return not char.isascii() and category(char)[0] == "M" and not _SELECTORS.match(char)


def _ends_in_marks(folded: str, end: int) -> bool:
    """Whether marks stand before a place, and a letter or digit before them."""
    start = end
    while start and _is_mark(folded[start - 1]):
        start -= 1
    return start < end and folded[start - 1 : start].isalnum()

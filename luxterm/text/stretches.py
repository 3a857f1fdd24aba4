"""Which stretches of a text a reader doesn't see as they are written, and what is seen of them.

Each begins with a character of its own kind, and one pattern goes over the text once. So they come in the
order of the text and never overlap, whatever stands beside what:

- a gap: spaces and line ends, with what is invisible among them, are one space; invisible characters alone
  are nothing, and neither is a soft hyphen at the end of a line;
- a joint: a hyphen at the end of a line, and the gap after it;
- a letter with its combining marks, or one that Unicode has for compatibility's sake (a ligature, a
  full-width letter): it is seen as the plain one.
"""

from collections.abc import Callable, Container, Iterator
from unicodedata import normalize

from luxterm.base import lazy_pattern

_PLAIN_SPACES = "\t\r\n\f\v"
_WHITE = f" {_PLAIN_SPACES}"
_ODD = "\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SPACES = _WHITE + _ODD
_SIGNS = ("  ", " \n", "\n ", "\r", "\t", "\n\n", "\f", "\v")
"""One of them is in every text of plain spaces that has two beside each other."""
_ZERO = "\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_INVISIBLE = f"\u00ad{_ZERO}"
_MARK = "\u0300-\u034e\u0350-\u036f"
_COMPATIBLE = "\ufb00-\ufb06\uff01-\uff5e"
_LETTER = r"[^\W\d_]"
_GAP = f"[{_SPACES}{_INVISIBLE}]"
_MARKS = f"(?:[{_INVISIBLE}]*[{_MARK}])"

# Every pattern begins with one set of characters, which is looked for ten times as fast as alternatives
_HYPHENS = lazy_pattern(rf"-[ \t]*[\r\n][{_WHITE}]*")
_ASCII = lazy_pattern(rf"[{_WHITE}-][{_WHITE}]+")
_RARE = lazy_pattern(f"[{_ODD}{_INVISIBLE}{_MARK}{_COMPATIBLE}\u2010]")
_ALL = lazy_pattern(
    rf"[{_SPACES}{_INVISIBLE}{_MARK}{_COMPATIBLE}\u2010-](?:"
    rf"(?<=[{_SPACES}]){_GAP}+"
    rf"|(?<=[-\u2010])[ \t{_INVISIBLE}]*[\r\n]{_GAP}*"
    rf"|(?<=[{_ODD}])"
    rf"|(?<=[{_COMPATIBLE}]){_MARKS}*"
    rf"|(?<={_LETTER}[{_MARK}]){_MARKS}*()"
    rf"|(?<={_LETTER}[{_INVISIBLE}])[{_INVISIBLE}]*[{_MARK}]{_MARKS}*()"
    rf"|(?<=[{_INVISIBLE}]){_GAP}*)"
)
"""The group says that the stretch begins with the letter before."""

_UNSEEN = lazy_pattern(f"[{_INVISIBLE}]+")
_SOFT_HYPHEN = lazy_pattern(rf"[{_ZERO}]*\u00ad[^\r\n]*[\r\n]")
_LETTERS = lazy_pattern("[\\w\u0300-\u036f]+")
_LONGEST_WORD = 40
"""Code points of the longest word that is looked for on two lines."""


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where they are, in the order of the text; none is empty, and none overlaps another."""
    if not text.isascii() and _RARE.search(text):
        return ((it.start() - (it.lastindex is not None), it.end()) for it in _ALL.finditer(text))
    if any(sign in text for sign in _SIGNS):
        return _plain(text)
    return (match.span() for match in _HYPHENS.finditer(text))


def _plain(text: str) -> Iterator[tuple[int, int]]:
    """The gaps and joints of a text without rare characters."""
    for match in _ASCII.finditer(text):
        start, end = match.span()
        if text[start] == "-" and not _HYPHENS.match(text, start):  # a dash, and a gap after it
            start += 1
        if end - start > 1:
            yield start, end


def seen(text: str, start: int, end: int, words: Callable[[], Container[str]]) -> str:
    """What a reader sees of a stretch of the text.

    `words` gives those that a hyphen may divide, and pairs that have a hyphen and a space between them, as
    "kinder-und".
    """
    first = text[start]
    if first in "-\u2010":
        return _joint(text, start, end, words())
    stretch = text[start:end]
    if first in _SPACES:
        return " "
    if first >= "\ufb00" and not _UNSEEN.match(first):
        return normalize("NFKC", _UNSEEN.sub("", stretch))
    if first.isalpha():
        return normalize("NFC", _UNSEEN.sub("", stretch))
    if _SOFT_HYPHEN.match(stretch):
        return ""
    return " " if any(char in _SPACES for char in stretch) else ""


def level(text: str) -> str:
    """The text with a space for every other plain one that stands alone: a tab, a line's end."""
    for char in _PLAIN_SPACES:
        text = text.replace(char, " ")
    return text


def _joint(text: str, start: int, end: int, words: Container[str]) -> str:
    """What a reader sees of a hyphen and the line end after it."""
    low = start - _LONGEST_WORD - 1
    before = _LETTERS.match(text[start - 1 : low if low >= 0 else None : -1]) if start else None
    after = _LETTERS.match(text, end)
    if not before or not after:
        return "- "
    first, last = before[0][::-1], after[0]
    if _composed(f"{first}-{last}") in words:
        return "- "
    return "" if _composed(first + last) in words else "-"


def _composed(word: str) -> str:
    return (word if word.isascii() else normalize("NFC", word)).lower()

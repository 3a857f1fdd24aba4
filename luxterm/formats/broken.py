"""Paragraphs that a page break or a blank line parts in mid-sentence, as in text taken out of a PDF.

They are one to a reader. Both sides have to show it: prose that doesn't end, and a line that doesn't begin.
A paragraph with a number is an item to a reader of text. Headings, cells and short items are never joined to
anything, and neither are lists of words without signs.
"""

from luxterm.base import lazy_pattern
from luxterm.text.marks import OPENING, QUOTES
from luxterm.types import Document, Piece, Scope, Segment

FORMATS = frozenset(("plain", "markdown", "mdx"))
"""Formats that such texts are kept in."""
_PARAGRAPH = Scope.PARAGRAPH
_BEGUN = frozenset((_PARAGRAPH, Scope.ITEM))
_OPENING = OPENING + QUOTES + "‘’§¶"
_ONE_BLANK = lazy_pattern(
    r"[ \t]*+(?:\r?\n[ \t]*+){2}|(?:[ \t\r]*+\n){0,2}[ \t\r]*+\f[ \t\r]*+(?:\n[ \t\r]*+){0,2}"
)
_GAP = 60
"""Code points that are between the two at most."""
_WORDS = 4
"""Words that a paragraph has at least to be the beginning of a sentence, rather than an entry."""
_SAID = 8
"""Words that an item has at least: a paragraph with a number, rather than an entry of a list."""
_PROSE = 60
"""Code points from which on a paragraph is prose even if it begins in the middle of a sentence."""


def goes_on(text: str, start: int) -> bool:
    """Whether what begins at `start` may belong to the paragraph before it."""
    return text[start : start + 1].islower() and text[max(0, start - _GAP) : start].rstrip()[-1:].isalpha()


def mended(document: Document) -> Document:
    """The document with such paragraphs as one segment."""
    text, segments = document.text, document.segments
    later = [
        number
        for number, it in enumerate(segments)
        if number and it.scope is _PARAGRAPH and text[it.pieces[0].start].islower()
    ]
    if not later or document.format not in FORMATS:
        return document
    joined: list[Segment] = []
    done = 0
    for number in later:
        joined += segments[done:number]
        done = number + 1
        if joined and _are_one(text, joined[-1], segments[number]):
            joined[-1] = _one(joined[-1], segments[number])
        else:
            joined.append(segments[number])
    return document._replace(segments=(*joined, *segments[done:]))


def _are_one(text: str, before: Segment, after: Segment) -> bool:
    start, end = before.span
    last, first = before.pieces[-1], after.pieces[0]
    if before.scope not in _BEGUN or before.quoted != after.quoted or before.under != after.under:
        return False
    if last.text is not None or first.text is not None or not text[end - 1].isalpha():
        return False
    if first.start - end >= _GAP or not _ONE_BLANK.fullmatch(text, end, first.start):
        return False
    least = _WORDS if before.scope is _PARAGRAPH else _SAID
    if len(text[start:end].split()) < least or not (text[start].isalnum() or text[start] in _OPENING):
        return False
    return end - start >= _PROSE or not text[start].islower()


def _one(before: Segment, after: Segment) -> Segment:
    middle = Piece(before.pieces[-1].start, after.pieces[0].end)
    return before._replace(
        pieces=(*before.pieces[:-1], middle, *after.pieces[1:]),
        marks=(*before.marks, *after.marks),
        ties=(*before.ties, *after.ties),
    )

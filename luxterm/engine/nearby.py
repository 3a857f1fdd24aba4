"""An occurrence and where it is: in which segment, where in the source, on which line, and what is near it.

Judging looks only at this neighbourhood, so its cost doesn't grow with the document.
"""

from typing import NamedTuple

from luxterm.base import cached_attribute
from luxterm.engine.match import Occurrence
from luxterm.termbase.language import Language
from luxterm.termbase.term_data import Group
from luxterm.text.marks import HYPHENS
from luxterm.text.view import View
from luxterm.types import Mark, Segment, Span

SOURCE = 2_000
"""How far, in code points of the source, a judgement may look to either side."""
PARAGRAPHS = 8
"""How many segments to either side a judgement may look at."""
SPEECH = 12
"""How many segments before its own it may look at for the beginning of a speech that goes on."""

_PLAIN = (
    ("\r\n", " \n"),
    *((space, " ") for space in "\u00a0\u202f\u2009\u2007"),
    *((hyphen, "-") for hyphen in HYPHENS[1:]),
)
"""How a stretch of the source is read: with plain spaces instead of those at which no line ends."""


class Lines(NamedTuple):
    """The lines of the source around an occurrence, as far as `SOURCE` reaches; its own is left and right."""

    above: str
    left: str
    right: str
    below: str

    @property
    def beside(self) -> tuple[str, str]:
        """The nearest lines above and below that aren't blank."""
        return self.above.rstrip().rpartition("\n")[2], self.below.lstrip().partition("\n")[0]


class Nearby:
    """An occurrence in its segment; all spans are places in the view."""

    def __init__(self, view: View, language: Language, occurrence: Occurrence) -> None:
        self.view = view
        self.language = language
        self.occurrence = occurrence

    @property
    def group(self) -> Group:
        """Its group of forms."""
        return self.occurrence.term.groups[self.occurrence.group]

    @cached_attribute
    def index(self) -> int:
        """The number of its segment."""
        return self.view.segment_at(self.occurrence.start)

    def above(self, most: int = PARAGRAPHS) -> range:
        """The numbers of the segments before its own that a judgement may look at, the nearest first."""
        return range(self.index - 1, max(-1, self.index - 1 - most), -1)

    @cached_attribute
    def segment(self) -> Segment:
        """The segment it stands in."""
        return self.view.segment(self.index)

    @cached_attribute
    def source(self) -> Span:
        """Where it is in the source."""
        return self.view.source(self.occurrence.start, self.occurrence.end)

    @cached_attribute
    def bounds(self) -> Span:
        """Where its segment begins and ends."""
        return self.view.bounds(self.index)

    @cached_attribute
    def text(self) -> str:
        """The occurrence as read, with its capitals."""
        return self.view.text[self.occurrence.start : self.occurrence.end]

    @cached_attribute
    def folded(self) -> str:
        """Its text, folded for comparison."""
        return self.view.folded[self.occurrence.start : self.occurrence.end]

    def before(self, most: int) -> Span:
        """Where, in its segment, the last code points before it are, so many as `most`."""
        start = self.occurrence.start
        return Span(max(self.bounds.start, start - most), start)

    def behind(self, most: int) -> Span:
        """Where, in its segment, the first code points behind it are, so many as `most`."""
        end = self.occurrence.end
        return Span(end, min(self.bounds.end, end + most))

    def text_before(self, most: int) -> str:
        """What is there before it, as read, with its capitals."""
        return self.view.text[slice(*self.before(most))]

    def text_behind(self, most: int) -> str:
        """What is there behind it, as read, with its capitals."""
        return self.view.text[slice(*self.behind(most))]

    def folded_before(self, most: int) -> str:
        """What is there before it, folded."""
        return self.view.folded[slice(*self.before(most))]

    def folded_behind(self, most: int) -> str:
        """What is there behind it, folded."""
        return self.view.folded[slice(*self.behind(most))]

    def words(self, text: str) -> list[str]:
        """The words of a folded text, as its language writes them."""
        return self.language.divider.words(text)

    @cached_attribute
    def marks(self) -> list[Mark]:
        """The inline markup around it."""
        start, end = self.source
        return [mark for mark in self.view.marks(self.index, start) if end <= mark.end]

    @cached_attribute
    def lines(self) -> Lines:
        """The lines of the source around it."""
        start, end = self.source
        above, _, left = self.document_text(start - SOURCE, start).rpartition("\n")
        right, _, below = self.document_text(end, end + SOURCE).partition("\n")
        return Lines(above, left, right, below)

    @property
    def line(self) -> str:
        """Its line in the source, it itself as read."""
        return f"{self.lines.left}{self.text}{self.lines.right}"

    @property
    def line_left(self) -> str:
        """What is before it on its line in the source, of its own segment: no item's mark, no other cell."""
        left = self.lines.left
        return left[max(0, len(left) - (self.source.start - self.segment.span.start)) :]

    def document_text(self, start: int, end: int) -> str:
        """A stretch of the source, of what is within `SOURCE` of the occurrence; its spaces are plain ones.

        So are its line ends and its hyphens. It stays as long as it is.
        """
        near = slice(max(0, start, self.source.start - SOURCE), min(end, self.source.end + SOURCE))
        text = self.view.document.text[near]
        for mark, plain in _PLAIN if "\r" in text or not text.isascii() else ():
            text = text.replace(mark, plain)
        return text

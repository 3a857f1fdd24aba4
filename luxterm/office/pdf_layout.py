"""From the lines of a PDF's pages to what a person reads: paragraphs, headings, notes, running heads.

A PDF only says where letters are. What follows from that is decided here, once: which lines are one
paragraph (even across columns and pages), what is repeated on every page, what is a footnote.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from luxterm.office.extracted import ExtractedText
from luxterm.office.places import numeral, part_of
from luxterm.text.marks import BULLETS, ENUMERATOR
from luxterm.text.sentences import ended as is_ended
from luxterm.types import Document, Message, PlaceChange, Scope

_SAME_SIZE = 0.08
"""By what share two sizes of type differ at most that are the same."""
_RAISED = 0.85
"""How large a raised sign is at most, as a share of the type beside it."""


def same_size(one: float, other: float) -> bool:
    """Whether two sizes of type, in points, are the same but for rounding."""
    return abs(one - other) <= _SAME_SIZE * max(one, other)


def is_raised(size: float, beside: float) -> bool:
    """Whether a sign is as small as footnotes' marks are beside type of a size, both in points."""
    return size < _RAISED * beside


class Line(NamedTuple):
    """A line of a page: points from the page's lower left corner.

    `x` and `y` are where its first letter is on the base line, `right` and `bottom` where its last one
    does: halves of a divided word are in one line. `small` says that it begins with a small raised number.
    """

    text: str
    x: float
    y: float
    right: float
    bottom: float
    size: float
    small: bool = False
    turned: bool = False


class Page(NamedTuple):
    """A page: the number printed on it and in the file, height in points, lines in reading order.

    `annotations` are what people wrote onto it: what each is, and its text. `pictured` says that it has
    a picture instead of words.
    """

    label: str
    number: int
    height: float
    lines: list[Line]
    annotations: list[tuple[Message, str]]
    pictured: bool = False

    def place(self, last: "Page | None" = None) -> Message:
        """Where something is that begins on this page; `last` is the page where it ends."""
        place = Message("page", (numeral(self.label),))
        if last and last.number != self.number:
            place = Message("pages", (numeral(self.label), numeral(last.label)))
        return place if self.label == str(self.number) else Message("in-file", (place, str(self.number)))


HYPHEN = "\ufffe"
"""PDFium's sign for the hyphen of a word divided at a line's end; the halves are joined."""

_ITEM = re.compile(rf"(?:[-–—{BULLETS}]|{ENUMERATOR})\s")
_PAGE_NUMBER = re.compile(
    r"[\W_]*+(?:[^\W\d_]{1,8}\.?\s[\W_]*+)?(?:\d{1,4}|[ivxlcIVXLC]{1,7})(?:\s?(?:/|\w{1,4})\s?\d{1,4})?[\W_]*"
)
_NOTE_MARK = r"(\d{1,3}|[*†‡]{1,3})"
_NOTE = re.compile(_NOTE_MARK + r"\s*(?=\D)")
_WORD = re.compile(r"[^\W\d_]+")
_DIVIDED = re.compile(rf"(?<![^\W\d_])([^\W\d_]++)(?:{HYPHEN}|[-\u2010](?=\n))\n?([^\W\d_]+)")


def lay_out(pages: list[Page]) -> Document:
    """The pages as a document: lines joined to paragraphs, without running heads."""
    return _Layout(pages).document()


class _Layout:
    def __init__(self, pages: list[Page]) -> None:
        self._pages = [page._replace(lines=_joined(page.lines)) for page in pages]
        self._heads = _running_heads(self._pages)
        lines = [line for page in self._pages for line in page.lines]
        self._body = _body_size(lines)
        self._leading = _leading(lines)
        self._lines = lines
        self._extracted = ExtractedText()
        self._open: list[Line] = []
        """The paragraph so far; `_right` is how far it reaches to the right."""
        self._right: float = 0.0
        self._first = self._last = pages[0]
        self._changes: list[tuple[int, Page]] = []
        """Where the paragraph comes to a page: its line there, and the page."""
        self._asides: list[tuple[Message, Scope, list[Line]]] = []
        """What is read after the paragraph."""
        self._note: Line | None = None
        self._has_notes = False

    def document(self) -> Document:
        said: set[str] = set()
        for page in self._pages:
            self._note = None
            for line, head in zip(page.lines, _edges(page), strict=True):
                if head and (_PAGE_NUMBER.fullmatch(line.text) or head in self._heads):
                    if head[1] not in said and not _PAGE_NUMBER.fullmatch(line.text):
                        said.add(head[1])
                        self._aside(part_of(page.place(), Message("running-head")), line)
                elif self._is_note(line, page):
                    self._read_note(line, page)
                else:
                    self._read_line(line, page)
            for what, words in page.annotations:
                self._aside(part_of(page.place(), what), Line(words, 0, 0, 0, 0, 0))
        self._close()
        return self._extracted.document("pdf")

    def _read_line(self, line: Line, page: Page) -> None:
        if self._open and not self._goes_on(self._open[-1], line, page):
            self._close()
        if not self._open:
            self._first, self._right, self._changes = page, 0.0, []
        if not self._changes or self._changes[-1][1] is not page:
            self._changes.append((len(self._open), page))
        self._open.append(line)
        self._right = max(self._right, line.right)
        self._last, self._note = page, None

    def _goes_on(self, last: Line, line: Line, page: Page) -> bool:
        """Whether a line goes on with the paragraph that `last` is the last line of, so far."""
        ended = is_ended(last.text)
        if last.turned or line.turned or not same_size(last.size, line.size):
            return False
        if self._is_heading(last):
            return last.bottom > line.y and last.bottom - line.y < 1.7 * line.size
        if _ITEM.match(line.text):
            # "in a)" may begin a line, but a sentence with it goes on in lower case before
            return not ended and not self._is_item(line, last)
        short = last.right < max(self._right, line.right) - 0.25 * (line.right - line.x)
        if page is not self._last or line.y > last.bottom + line.size / 2:
            # over the page, or at the top of the next column
            return not ended and not (short and line.text[0].isupper())
        if last.bottom - line.y > 1.35 * self._leading * line.size:
            return False
        if len(self._open) > 1 and line.x - last.x > 0.8 * line.size:
            return not ended
        very_short = last.right - last.x < 0.6 * (line.right - line.x)  # a heading in the body's type
        return not (line.text[0].isupper() and (very_short or (ended and short)))

    def _is_item(self, line: Line, last: Line) -> bool:
        return (
            not line.text[0].isalnum() or abs(line.x - self._open[0].x) < line.size or last.text[-1] in ",;"
        )

    def _is_heading(self, line: Line) -> bool:
        return line.size > 1.12 * self._body and not line.turned

    def _close(self) -> None:
        """The paragraph ends; what came between its pages follows it."""
        if self._open:
            words = self._text(self._open)
            first = self._open[0]
            scope, begin = Scope.PARAGRAPH, 0
            if self._is_heading(first) and len(words) < 300:
                scope = Scope.HEADING
            elif item := _ITEM.match(words):
                scope, begin = Scope.ITEM, item.end()
            changes = [
                PlaceChange(
                    max(0, len(self._text(self._open[:first])) - begin), page.place(), before.place(page)
                )
                for (_, before), (first, page) in pairwise(self._changes)
            ]
            if changes:
                changes.insert(0, PlaceChange(0, self._first.place()))
            place = self._first.place(self._last)
            self._extracted.add(words[begin:], place, scope, place_changes=changes)
        self._open = []
        for place, scope, lines in self._asides:
            self._extracted.add(self._text(lines), place, scope)
        self._asides = []

    def _aside(self, place: Message, line: Line, scope: Scope = Scope.PARAGRAPH) -> None:
        self._asides.append((place, scope, [line]))

    def _is_note(self, line: Line, page: Page) -> bool:
        """Whether a line is of a footnote: low on the page, in small type or led by a raised number."""
        if line.y > page.height / 2:
            return False
        smaller = line.size < 0.95 * self._body
        if line.small or (smaller and _NOTE.match(line.text)):
            return True
        if (last := self._note) is None:
            return smaller and self._has_notes
        return same_size(last.size, line.size) and (
            smaller or 0 < last.bottom - line.y < 1.5 * self._leading * line.size
        )

    def _read_note(self, line: Line, page: Page) -> None:
        mark = _NOTE.match(line.text)
        if mark and (line.small or self._note is None or line.x <= self._note.x + line.size):
            place = part_of(page.place(), Message("footnote", (mark[1],)))
            self._aside(place, line._replace(text=line.text[mark.end() :]), Scope.FOOTNOTE)
        elif self._note and self._asides:
            self._asides[-1][2].append(line)
        else:
            self._aside(part_of(page.place(), Message("footnote-unnumbered")), line, Scope.FOOTNOTE)
        self._note, self._has_notes = line, True

    def _text(self, lines: Iterable[Line]) -> str:
        text = "\n".join(line.text for line in lines)
        divided = HYPHEN in text or "-\n" in text or "\u2010\n" in text
        return _DIVIDED.sub(self._undivided, text) if divided else text

    @cached_property
    def _words(self) -> set[str]:
        """The words of the document that aren't divided."""
        whole = _DIVIDED.sub(" ", "\n".join(line.text for line in self._lines))
        return set(_WORD.findall(whole.lower()))

    def _undivided(self, word: re.Match[str]) -> str:
        """A divided word joined again: with its hyphen if that is how the document writes it."""
        first, second = word[1].lower(), word[2].lower()
        known = self._words
        if first + second not in known and first in known and second in known:
            return f"{word[1]}-{word[2]}"
        return word[1] + word[2]


def _joined(lines: list[Line]) -> list[Line]:
    """Pieces of one line joined: a raised number or a change of font splits it."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if (
            last
            and not last.turned
            and abs(last.bottom - line.y) < 0.5 * max(last.size, line.size)
            and -0.5 * line.size < line.x - last.right < 2 * max(last.size, line.size)
        ):
            larger = max(last, line, key=lambda part: len(part.text))
            space = "" if line.text[0] in ".,;:!?)" else " "
            joined[-1] = last._replace(
                text=f"{last.text}{space}{line.text}",
                right=line.right,
                bottom=line.bottom,
                size=larger.size,
                small=last.small
                or (is_raised(last.size, line.size) and bool(re.fullmatch(_NOTE_MARK, last.text))),
            )
        else:
            joined.append(line)
    return joined


def _edges(page: Page) -> Iterator[tuple[int, str] | None]:
    """For each line at the page's edge, where it is and what it says except for numbers."""
    sizes = {round(line.y): line.size for line in page.lines}
    edge = set[int]()
    for heights in (sorted(sizes), sorted(sizes, reverse=True)):
        if len(heights) < 2:
            break  # if it is all the page says, it isn't its head
        edge.update(heights[:1])
        if len(heights) > 2 and abs(heights[0] - heights[1]) < 1.6 * sizes[heights[1]]:
            edge.add(heights[1])  # a head of two lines
    for line in page.lines:
        yield (round(line.y), re.sub(r"\d+", "#", line.text)) if round(line.y) in edge else None


def _running_heads(pages: list[Page]) -> set[tuple[int, str]]:
    """What is at the same place at the edge of several pages."""
    seen = Counter(edge for page in pages for edge in set(_edges(page)) if edge)
    return {edge for edge, times in seen.items() if times > 1}


def _body_size(lines: Iterable[Line]) -> float:
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _leading(lines: list[Line]) -> float:
    """The usual distance between lines, in sizes of their type."""
    gaps = [
        (above.bottom - below.y) / below.size
        for above, below in pairwise(lines)
        if below.size
        and abs(above.size - below.size) < 0.01
        and 0 < above.bottom - below.y < 2.5 * below.size
    ]
    return median(gaps) if gaps else 1.2

"""The reader's view: what a person sees of a document, with an exact way back to the source.

Markup is gone, entities are characters, white space is one space, soft hyphens and other invisible
characters have vanished, a word broken at a line's end is whole again. Every place in the view
maps to the source span it came from; the source itself is never changed.
"""

from bisect import bisect_right
from collections.abc import Callable, Container
from itertools import accumulate
from unicodedata import normalize

from luxterm.base import lazy_pattern
from luxterm.text.folding import fold
from luxterm.types import Document, Mark, Segment, Span

SEPARATOR = "\x1e"
"""Comes between two segments in the view: no phrase matches across it."""

_SPACES = " \t\r\n\f\v\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
NESTING = 32
"""How many marks that begin before a place are looked at: nobody nests more."""
_PLAIN_SPACES = "\t\r\n\f\v"
_WHITE = f" {_PLAIN_SPACES}"
_ODD_SPACES = {ord(char): " " for char in _SPACES}
_SIGNS = ("  ", " \n", "\n ", "\r", "\t", "\n\n", "\f", "\v")

# Few texts have any of these; each is looked for by a pattern that begins with one set or letter
_RUNS = lazy_pattern(r"[ \t\r\n\f\v][ \t\r\n\f\v]+")
_BROKEN = lazy_pattern(r"-[ \t]*\r?\n[ \t\r\n\f\v]*")
_RARE = lazy_pattern(
    "[\x85\u00a0\u00ad\u0300-\u036f\u1680\u180e\u2000-\u2010\u2028-\u202f\u205f-\u206f\u3000\ufb00-\ufb06\ufe00-\ufe0f\ufeff\uff01-\uff5e]"
    "[ \t\r\n\f\v\x85\u00a0\u00ad\u034f\u1680\u180e\u2000-\u2010\u2028-\u202f\u205f-\u206f\u3000"
    "\ufe00-\ufe0f\ufeff]*"
)
_COMBINED = lazy_pattern("[^\\W\\d_][\u0300-\u034e\u0350-\u036f]+")

_LETTERS = lazy_pattern("[\\w\u0300-\u036f]+")
_LONGEST = 40
"""Code points of the longest word that is looked for on two lines."""


class View:
    """A document as read. `text` keeps the case, `folded` is for comparing; same length.

    `starts[i]` is where segment i begins; it ends before the separator that begins segment i + 1.
    """

    __slots__ = (
        "_edits",
        "_marks",
        "_piece_ends",
        "_piece_raw",
        "_piece_src",
        "_shift",
        "document",
        "folded",
        "starts",
        "text",
    )

    def __init__(self, document: Document, words: Callable[[], Container[str]] = tuple) -> None:
        """`words` gives the termbase's words: "porno-" + "graphy" is one of them, "child-" + "sex" isn't."""
        source = document.text
        raw: list[str] = []
        begins: list[int] = []
        ends: list[int] = []
        firsts: list[int] = []
        for segment in document.segments:
            firsts.append(len(raw))
            for start, end, text in segment.pieces:
                if text is None:
                    raw.append(source[start:end])
                    ends.append(-1)
                else:
                    raw.append(text)
                    ends.append(end)
                begins.append(start)
            raw.append(SEPARATOR)
            begins.append(begins[-1])
            ends.append(begins[-1])
        self.document = document
        self._marks: dict[int, list[Mark]] = {}
        self._piece_src = begins
        self._piece_ends = ends
        self._piece_raw = list(accumulate(map(len, raw), initial=0))
        joined = "".join(raw)
        del raw
        self._edits: list[tuple[int, int, int]] = []
        """Of each rewritten stretch: its end in the view, its start and end in the joined text."""
        self._shift: list[int] = []
        """Where each rewritten stretch begins in the view, for bisecting."""
        self.text = self._read(joined, words)
        del joined
        self.folded = fold(self.text)
        self.starts = [self._to_view(self._piece_raw[first]) for first in firsts]

    def _read(self, joined: str, words: Callable[[], Container[str]]) -> str:
        """The text of the view; what is rewritten on the way is recorded for the way back."""
        stretches, divided, odd = _stretches(joined)
        known = words() if divided else ()
        parts: list[str] = []
        position = length = 0
        shift, edits = self._shift, self._edits
        for start, end in stretches:
            seen = _seen(joined, start, end, known)
            parts += joined[position:start], seen
            length += start - position
            shift.append(length)
            length += len(seen)
            edits.append((length, start, end))
            position = end
        parts.append(joined[position:])
        text = "".join(parts)
        if odd:
            return text.translate(_ODD_SPACES)
        for char in _PLAIN_SPACES:
            text = text.replace(char, " ")
        return text

    def _to_view(self, raw: int) -> int:
        """The place in the view of a place in the joined text that isn't inside a rewritten stretch."""
        index = bisect_right(self._edits, raw, key=lambda edit: edit[1]) - 1
        if index < 0:
            return raw
        view_end, _, raw_end = self._edits[index]
        return view_end + max(0, raw - raw_end)

    def _to_raw(self, view: int) -> Span:
        """The stretch of the joined text that a character of the view represents."""
        index = bisect_right(self._shift, view) - 1
        if index < 0:
            return Span(view, view + 1)
        view_end, raw_start, raw_end = self._edits[index]
        if view < view_end:
            return Span(raw_start, raw_end)
        raw = raw_end + view - view_end
        return Span(raw, raw + 1)

    def _source_of(self, raw: int) -> Span:
        """The source span of a character of the joined text."""
        index = bisect_right(self._piece_raw, raw) - 1
        start = self._piece_src[index]
        end = self._piece_ends[index]
        if end >= 0:
            return Span(start, end)
        start += raw - self._piece_raw[index]
        return Span(start, start + 1)

    def source(self, start: int, end: int) -> Span:
        """The source span of view[start:end], which must not be empty."""
        first = self._to_raw(start)
        last = self._to_raw(end - 1)
        return Span(self._source_of(first.start).start, self._source_of(last.end - 1).end)

    def segment_at(self, position: int) -> int:
        """The number of the segment that a place in the view is in."""
        return bisect_right(self.starts, position) - 1

    def bounds(self, index: int) -> Span:
        """Where segment `index` is in the view, without its separator."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return Span(self.starts[index], end - 1)

    def marks(self, index: int, start: int) -> list[Mark]:
        """The marks of segment `index` that begin at or before a place in the source, the nearest few."""
        if index not in self._marks:
            self._marks[index] = sorted(self.document.segments[index].marks)
        marks = self._marks[index]
        end = bisect_right(marks, start, key=lambda mark: mark.start)
        return marks[max(0, end - NESTING) : end]

    def segment(self, index: int) -> Segment:
        """The segment with this number."""
        return self.document.segments[index]


def _stretches(joined: str) -> tuple[list[tuple[int, int]], bool, bool]:
    """The stretches that a reader doesn't see as they are written.

    Also whether there may be words among them that a hyphen divides, and odd spaces in the text.
    """
    runs = any(sign in joined for sign in _SIGNS) and [match.span() for match in _RUNS.finditer(joined)]
    found = [match.span() for match in _BROKEN.finditer(joined)]
    divided = bool(found)
    rare = [] if joined.isascii() else [match.span() for match in _RARE.finditer(joined)]
    if not rare and not (runs and found):
        return runs or found, divided, False
    found += runs or ()
    marked = False
    for start, end in rare:
        first = joined[start]
        if "\u0300" <= first <= "\u034e" or "\u0350" <= first <= "\u036f":
            marked = True
            start += 1  # it goes with its letter
            if start == end:
                continue
        elif first != "\u2010" and joined[max(start - 1, 0)] in _WHITE and _has_space(joined[start:end]):
            start -= 1
        elif end - start == 1 and first in _SPACES:
            continue
        found.append((start, end))
    found.sort()
    merged: list[tuple[int, int]] = []
    for start, end in found:
        # What touches is read as one, but a hyphen is no space
        if merged and (start < merged[-1][1] or (start == merged[-1][1] and joined[start] != "-")):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    if marked:
        merged = sorted(merged + [match.span() for match in _COMBINED.finditer(joined)])
    return merged, divided or bool(rare), bool(rare)


def _seen(joined: str, start: int, end: int, words: Container[str]) -> str:
    """What a reader sees for a stretch."""
    first = joined[start]
    if first == "-":  # at the end of its line, or it would be no stretch
        return _joint(joined, start, end, words)
    stretch = joined[start:end]
    if first in "\u00ad\u2010" and ("\n" in stretch or "\r" in stretch):
        return "" if first == "\u00ad" else _joint(joined, start, end, words)
    if first == "\u2010":
        return first
    space = " " if _has_space(stretch) else ""
    if first >= "\ufb00" and (first.isalpha() or "\uff01" <= first <= "\uff5e"):
        return normalize("NFKC", first) + space
    return normalize("NFC", stretch) if first.isalpha() else space


def _joint(joined: str, start: int, end: int, words: Container[str]) -> str:
    """What a reader sees of a hyphen and the line end after it."""
    low = start - _LONGEST - 1
    before = _LETTERS.match(joined[start - 1 : low if low >= 0 else None : -1]) if start else None
    after = _LETTERS.match(joined, end)
    if not before or not after:
        return "- "
    word = before[0][::-1] + after[0]
    return "" if (word if word.isascii() else normalize("NFC", word)).lower() in words else "-"


def _has_space(stretch: str) -> bool:
    return any(char in _SPACES for char in stretch)

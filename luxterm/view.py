"""The reader's view: what a person sees of a document, with an exact way back to the source.

Markup is gone, entities are characters, white space is one space, soft hyphens and other invisible
characters have vanished, a word broken at a line's end is whole again. Every place in the view
maps to the source span it came from; the source itself is never changed.
"""

import re
from bisect import bisect_right
from collections.abc import Container
from itertools import accumulate
from unicodedata import normalize

from luxterm.fold import fold
from luxterm.types import Document, Segment, Span

SEPARATOR = "\x1e"
"""Stands between two segments in the view: no phrase matches across it."""

_SPACE = r" \t\r\n\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\x85"
_INVISIBLE = r"\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_LIGATURE = r"\ufb00-\ufb06"
_BROKEN = rf"[-\u2010][ \t]*\r?\n[{_SPACE}]*"
_ASCII = re.compile(r"-[ \t]*\r?\n[ \t\r\n\f\v]*|[ \t\r\n\f\v]{2,}")
_FULL = re.compile(
    rf"\u00ad[ \t]*\r?\n[{_SPACE}]*|{_BROKEN}|(?:[{_SPACE}][{_INVISIBLE}]*){{2,}}|[{_INVISIBLE}]+"
    rf"|[{_LIGATURE}]|[^\W\d_][\u0300-\u036f]+"
)
_ONE_SPACE = {ord(c): " " for c in "\t\r\n\f\v\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\x85"}
_ONE_SPACE.update(dict.fromkeys(range(0x2000, 0x200B), " "))
_SPACES = frozenset(map(chr, _ONE_SPACE)) | {" "}
_SIGNS = ("  ", " \n", "\n ", "\r", "\t", "\n\n", "-\n", "- \n", "\f", "\v")
_WORD_BEFORE = re.compile(r"\w+\Z")
_WORD_AFTER = re.compile(r"\w+")


class View:
    """A document as read. `text` keeps the case, `folded` is for comparing; same length.

    `starts[i]` is where segment i begins; it ends before the separator that begins segment i + 1.
    """

    __slots__ = (
        "_edits",
        "_piece_ends",
        "_piece_raw",
        "_piece_src",
        "_shift",
        "document",
        "folded",
        "starts",
        "text",
    )

    def __init__(self, document: Document, words: Container[str] = ()) -> None:
        """`words` are the termbase's own: "porno-" + "graphy" is one of them, "child-" + "sex" isn't."""
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
        self._piece_src = begins
        self._piece_ends = ends
        self._piece_raw = list(accumulate(map(len, raw), initial=0))
        joined = "".join(raw)
        self._edits: list[tuple[int, int, int]] = []
        """Of each rewritten stretch: its end in the view, its start and end in the joined text."""
        self._shift: list[int] = []
        """Where each rewritten stretch begins in the view, for bisecting."""
        self.text = self._read(joined, words)
        self.folded = fold(self.text)
        self.starts = [self._to_view(self._piece_raw[first]) for first in firsts]

    def _read(self, joined: str, words: Container[str]) -> str:
        if joined.isascii():
            pattern = _ASCII
            if not any(sign in joined for sign in _SIGNS):
                return joined.translate(_ONE_SPACE) if "\n" in joined else joined
        else:
            pattern = _FULL
        parts: list[str] = []
        position = length = 0
        for match in pattern.finditer(joined):
            start, end = match.span()
            seen = _seen(joined, match.group(), start, end, words)
            parts.append(joined[position:start])
            length += start - position
            self._shift.append(length)
            parts.append(seen)
            length += len(seen)
            self._edits.append((length, start, end))
            position = end
        parts.append(joined[position:])
        return "".join(parts).translate(_ONE_SPACE)

    def _to_view(self, raw: int) -> int:
        """The place in the view of a place in the joined text that isn't inside a rewritten stretch."""
        index = bisect_right(self._edits, raw, key=lambda edit: edit[1]) - 1
        if index < 0:
            return raw
        view_end, _, raw_end = self._edits[index]
        return view_end + max(0, raw - raw_end)

    def _to_raw(self, view: int) -> Span:
        """The stretch of the joined text that a character of the view stands for."""
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
        """The number of the segment in which a place of the view lies."""
        return bisect_right(self.starts, position) - 1

    def bounds(self, index: int) -> Span:
        """Where segment `index` lies in the view, without its separator."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return Span(self.starts[index], end - 1)

    def segment(self, index: int) -> Segment:
        return self.document.segments[index]


def _seen(joined: str, match: str, start: int, end: int, words: Container[str]) -> str:
    """What a reader sees for a rewritten stretch."""
    first = match[0]
    if first in "-\u2010":
        before = _WORD_BEFORE.search(joined, max(0, start - 40), start)
        after = _WORD_AFTER.match(joined, end)
        if not before or not after:
            return "- "
        return "" if (before.group() + after.group()).lower() in words else "-"
    if first in _SPACES:
        return " "
    if first.isalpha():
        return normalize("NFKC" if "\ufb00" <= first <= "\ufb06" else "NFC", match)
    return ""

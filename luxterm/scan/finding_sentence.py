"""The sentence around a finding, as a person reads it: without markup, its lines joined.

Only for display. It ends where it does for judging (`luxterm.text.sentences`); a very long one is cut at a
word on either side.
"""

from bisect import bisect_right
from collections.abc import Callable

from luxterm.base import lazy_pattern
from luxterm.scan.job import Sentence
from luxterm.text.sentences import ANY_LANGUAGE, Splitter
from luxterm.types import BARRIER, Document, Finding, Piece

KEPT_BESIDE = 320
"""Code points kept on either side of the words: a paragraph may be many MB."""

_SPACE = lazy_pattern(r"\s+")
_SHOWN_BARRIER = "[…]"

_NOTES = 20
"""The most notes in one paragraph that are skipped."""


class Sentences:
    """The sentences of one document; `splitter` gives that of a language."""

    def __init__(
        self, document: Document, splitter: Callable[[str], Splitter] = lambda _: ANY_LANGUAGE
    ) -> None:
        self._splitter = splitter
        self._text = document.text
        self._segments = document.segments
        self._starts = [segment.pieces[0].start for segment in document.segments]

    def around(self, finding: Finding) -> Sentence:
        """A finding's sentence; a finding outside of any segment (a comment) is its own."""
        at = bisect_right(self._starts, finding.start) - 1
        for _ in range(_NOTES):  # a note may be inside the sentence, and is a segment of its own
            if at > 0 and self._segments[at].span.end < finding.end:
                at -= 1
        if at < 0 or self._segments[at].span.end < finding.end:
            return Sentence("", _one_line(finding.text).strip(), "")
        pieces = self._segments[at].pieces
        before = self._before(pieces, finding.start)
        words = self._read(pieces, finding.start, finding.end)
        after = self._after(pieces, finding.end)
        splitter = self._splitter(finding.lang)
        return Sentence(_beginning(before, splitter), words.strip(), _ending(after, splitter))

    def _before(self, pieces: tuple[Piece, ...], end: int) -> str:
        """What is read before a place, as far back as it may matter."""
        index = bisect_right(pieces, end, key=lambda piece: piece.start)
        read = ""
        while index > 0 and len(read) <= KEPT_BESIDE:
            index -= 1
            read = self._seen(pieces[index], min(pieces[index].end, end) - 2 * KEPT_BESIDE, end) + read
        return read

    def _after(self, pieces: tuple[Piece, ...], start: int) -> str:
        """What is read after a place, as far ahead as it may matter."""
        index = max(bisect_right(pieces, start, key=lambda piece: piece.start) - 1, 0)
        read = ""
        while index < len(pieces) and len(read) <= KEPT_BESIDE:
            read += self._seen(pieces[index], start, max(pieces[index].start, start) + 2 * KEPT_BESIDE)
            index += 1
        return read

    def _read(self, pieces: tuple[Piece, ...], start: int, end: int) -> str:
        index = max(bisect_right(pieces, start, key=lambda piece: piece.start) - 1, 0)
        read = ""
        while index < len(pieces) and pieces[index].start < end:
            read += self._seen(pieces[index], start, end)
            index += 1
        return _one_line(read)

    def _seen(self, piece: Piece, start: int, end: int) -> str:
        """What is seen of the part of a piece inside these bounds."""
        begin, stop = max(piece.start, start), min(piece.end, end)
        if begin >= stop:
            return ""
        if piece.text is None:
            return self._text[begin:stop]
        return piece.text.replace(BARRIER, _SHOWN_BARRIER)


def _beginning(text: str, splitter: Splitter) -> str:
    """From the end of the sentence before, or from a word that is near enough."""
    text = _one_line(text)
    *_, begin = 0, *splitter.ends(text, 0, len(text))
    kept = text[begin:].lstrip()
    if len(kept) > KEPT_BESIDE:
        cut = kept[-KEPT_BESIDE:]
        return "…" + (cut.partition(" ")[2] if " " in cut else cut)
    return kept


def _ending(text: str, splitter: Splitter) -> str:
    """Up to the end of the sentence, or to a word that is far enough."""
    text = _one_line(text)
    end = next(splitter.ends(text, 0, len(text)), None)
    kept = text[:end] if end else text.rstrip()
    if len(kept) > KEPT_BESIDE:
        cut = kept[:KEPT_BESIDE]
        return (cut.rpartition(" ")[0] if " " in cut else cut) + "…"
    return kept


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text)

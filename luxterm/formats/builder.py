"""What the readers share: gathering the pieces of the segment that is being read.

A reader walks through its document once, tells the builder what is seen (`see`, `put`), what is
marked (`open`, `shut`) and where a segment ends (`close`). The builder joins what touches, trims
white space at both ends and drops segments with nothing to read.
"""

import re
from collections.abc import Callable, Sequence
from itertools import chain
from unicodedata import normalize

from luxterm.base import lazy_pattern
from luxterm.types import (
    BARRIER,
    CELL_SCOPES,
    Comment,
    Document,
    Mark,
    MarkKind,
    Message,
    Piece,
    Scope,
    Segment,
    Span,
    Tie,
)

REFERRED = Message("link-here")
_LONGEST_HEADING = 5_000
"""Code points; of a longer piece no more is looked at to tell what a segment is."""
_BLANK = lazy_pattern(r"\n[ \t\r]*+\n")
_COMMENT_OR_BLANK = lazy_pattern(r"<!--(.*?)-->|\n[ \t\r]*+\n", re.DOTALL)
_HEADING = Scope.HEADING  # a member of an enumeration is slow to look up


def has_words(seen: str) -> bool:
    """Whether there is anything to read in what is seen of a stretch."""
    return bool(seen.replace(BARRIER, "").strip())


class Builder:
    """Segments of one document, in the order of the text. All positions are code points in `text`."""

    __slots__ = (
        "_marks",
        "_named",
        "_ties",
        "begins_row",
        "comments",
        "hidden",
        "lang",
        "names",
        "opened",
        "pieces",
        "roles",
        "segments",
        "text",
        "under",
    )

    def __init__(self, text: str, hidden: list[Span] | None = None) -> None:
        """The stretches that are `hidden`, sorted and disjoint, are seen as a barrier (`BARRIER`)."""
        self.text = text
        self.hidden = hidden
        self.segments: list[Segment] = []
        self.comments: list[Comment] = []
        self.under = ""
        self.lang = ""
        """The language declared for what is being read, "" if it is the document's."""
        self.begins_row = False
        """Whether the next cell begins a row of its table."""
        self.pieces: list[Piece] = []
        self._marks: list[Mark] = []
        self.opened: dict[MarkKind, list[int]] = {}
        """Where the markup begins that hasn't ended yet."""
        self._ties: list[Tie] = []
        self._named: list[tuple[int, Tie]] = []
        self.roles: dict[str, str] = {}
        """Markup that the text defines itself, and what it is derived from (in reStructuredText)."""
        self.names: set[str] = set()
        """The names to which the text refers, in the form in which the format compares them."""

    def document(self, format: str, name_of: Callable[[str], str] | None = None) -> Document:
        """What was read, whole; `name_of` makes a name of words, as the format does."""
        return Document(self.text, format, tuple(self.tied(name_of or anchor)), tuple(self.comments))

    def tied(self, name_of: Callable[[str], str]) -> list[Segment]:
        """The segments; those with words that are a name the text refers to are tied.

        A link leads to a heading by the anchor made from its words, for instance.
        """
        if self.names:
            for number, tie in self._named:
                if number < len(self.segments) and name_of(self.text[tie.start : tie.end]) in self.names:
                    segment = self.segments[number]
                    self.segments[number] = segment._replace(ties=(*segment.ties, tie))
        return self.segments

    def tie(self, tie: Tie) -> None:
        """Something has to change along with the segment that is being read (see `Tie`)."""
        self._ties.append(tie)

    def tie_named(self, start: int, end: int) -> None:
        """These words of the segment are a name: it is tied if the text refers to it by that."""
        self._named.append((len(self.segments), Tie(start, end, REFERRED)))

    def see(self, start: int, end: int) -> None:
        """The source between `start` and `end` is seen as it is."""
        pieces = self.pieces
        if pieces:
            last = pieces[-1]
            if last.end == start and last.text is None:
                pieces[-1] = Piece(last.start, end)
                return
        pieces.append(Piece(start, end))

    def put(self, start: int, end: int, text: str) -> None:
        """`text` is seen instead of the source between `start` and `end`."""
        self.pieces.append(Piece(start, end, text))

    def comment(self, start: int, end: int, text: str) -> None:
        """A comment, whose text without its marks is `text`."""
        self.comments.append(Comment(start, end, text.strip()))

    def open(self, kind: MarkKind, start: int) -> None:
        """Inline markup begins; its content starts at `start`."""
        self.opened.setdefault(kind, []).append(start)

    def shut(self, kind: MarkKind) -> None:
        """The innermost open markup of this kind ends here; it doesn't matter if none is open."""
        starts = self.opened.get(kind)
        if starts:
            self._mark(kind, starts.pop())
            if not starts:
                del self.opened[kind]

    def mark(self, *marks: Mark) -> None:
        """Markup of the segment that is being read, as it was read before."""
        self._marks += marks

    def _mark(self, kind: MarkKind, start: int) -> None:
        if self.pieces and (end := self.pieces[-1].end) > start:
            self._marks.append(Mark(start, end, kind))

    def close(self, scope: Scope = Scope.PARAGRAPH, quoted: bool = False, column: str = "") -> Segment | None:
        """The segment ends. Returns it, or None if there was nothing to read in it."""
        pieces = self.pieces
        if self.opened:
            for kind, starts in self.opened.items():
                for start in starts:
                    self._mark(kind, start)
            self.opened = {}
        if not pieces:
            self._ties = []
            return None
        marks, self._marks, self.pieces = self._marks, [], []
        if len(pieces) == 1 and pieces[0].text is None:
            return self._whole(pieces[0], scope, quoted, column, marks)
        pieces = self._trim(pieces)
        if not pieces:
            self._ties = []
            return None
        return self._add(pieces, scope, quoted, column, marks)

    def whole(
        self,
        start: int,
        end: int,
        scope: Scope = Scope.PARAGRAPH,
        quoted: bool = False,
        column: str = "",
    ) -> Segment | None:
        """A segment that is seen as it is, from `start` to `end`: most are."""
        return self._whole(Piece(start, end), scope, quoted, column, ())

    def _whole(
        self, piece: Piece, scope: Scope, quoted: bool, column: str, marks: Sequence[Mark]
    ) -> Segment | None:
        body = self.text[piece.start : piece.end]
        short = body.strip()
        if not short or (short[0] == BARRIER and not has_words(short)):
            self._ties = []
            return None
        if len(short) != len(body):
            start = piece.end - len(body.lstrip())
            piece = Piece(start, start + len(short))
        if marks or self.hidden or self._ties:
            return self._add([piece], scope, quoted, column, marks)
        return self._file((piece,), scope, quoted, column)

    def _add(
        self, pieces: list[Piece], scope: Scope, quoted: bool, column: str, marks: Sequence[Mark]
    ) -> Segment | None:
        if self.hidden:
            from luxterm.formats.templates import without  # few texts have any

            pieces = self._trim(without(pieces, self.hidden))
            if not pieces:
                self._ties = []
                return None
        if marks:
            low, high = pieces[0].start, pieces[-1].end
            clipped = (Mark(max(m.start, low), min(m.end, high), m.kind) for m in marks)
            marks = sorted(m for m in clipped if m.start < m.end)
        ties: tuple[Tie, ...] = ()
        if self._ties:
            ties, self._ties = tuple(self._ties), []
        return self._file(tuple(pieces), scope, quoted, column, tuple(marks), ties=ties)

    def _file(
        self,
        pieces: tuple[Piece, ...],
        scope: Scope,
        quoted: bool,
        column: str,
        marks: tuple[Mark, ...] = (),
        *,
        ties: tuple[Tie, ...] = (),
    ) -> Segment:
        begins_row = self.begins_row and scope in CELL_SCOPES
        if begins_row:
            self.begins_row = False
        # By place, because names take half as long again
        under, nowhere = self.under, None
        segment = Segment(
            pieces, scope, quoted, under, column, marks, nowhere, (), ties, self.lang, begins_row
        )
        self.segments.append(segment)
        if scope is _HEADING:
            self.under = read_text(self.text, segment)
        return segment

    def _trim(self, pieces: list[Piece]) -> list[Piece]:
        """Without white space at both ends; empty where no piece has anything to read."""
        text = self.text
        seen = [text[p.start : p.end] if p.text is None else p.text for p in pieces]
        if not any(map(has_words, seen)):
            return []
        first, last = 0, len(pieces) - 1
        while not seen[first].strip():
            first += 1
        while not seen[last].strip():
            last -= 1
        piece, body = pieces[last], seen[last]
        if piece.text is None:
            pieces[last] = Piece(piece.start, piece.start + len(body.rstrip()))
        piece, body = pieces[first], seen[first]
        if piece.text is None:
            pieces[first] = Piece(piece.start + len(body) - len(body.lstrip()), pieces[first].end)
        return pieces[first : last + 1]


def anchor(words: str) -> str:
    """Words as anchors are compared: whatever a program makes from them, it keeps letters and digits."""
    return "".join(char for char in words.lower() if char.isalnum())


class HardlyText(Exception):
    """Nothing but markup: a million levels of quotation, a table with a million cells."""


def crude(text: str, format: str, hidden: list[Span] | None = None) -> Document:
    """Paragraphs with their markup, and comments: enough to find the words in what is hardly text."""
    builder = Builder(text, hidden)
    start = 0
    # What opens behind the last end has none, and isn't looked through for one again and again
    last = text.rfind("-->") + 3 if "-->" in text else 0
    for gap in chain(_COMMENT_OR_BLANK.finditer(text, 0, last), _BLANK.finditer(text, last)):
        builder.whole(start, gap.start())
        if gap.lastindex:
            builder.comment(gap.start(), gap.end(), gap[1])
        start = gap.end()
    builder.whole(start, len(text))
    return builder.document(format)


def read_text(text: str, segment: Segment) -> str:
    """What is seen of a segment, white space and accents folded; of a long piece its beginning."""
    seen = "".join(
        text[p.start : min(p.end, p.start + _LONGEST_HEADING)] if p.text is None else p.text
        for p in segment.pieces
    )
    seen = " ".join(seen.split())
    return seen if seen.isascii() else normalize("NFC", seen)

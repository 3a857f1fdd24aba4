"""Text taken out of a document as it stands, with a way back to the XML it came from.

Each segment is a line of its own; a line break inside one is U+2028. Unlike `taken`, white space is
kept: what is read here can be changed in the document, to the character.
"""

from collections.abc import Collection
from typing import NamedTuple

from luxterm.office.package import Element
from luxterm.office.taken import TEXT
from luxterm.source import UnreadableError
from luxterm.types import BARRIER, Comment, Document, Mark, MarkKind, Piece, Scope, Segment

LINE_BREAK = "\u2028"
_ONE_LINE = str.maketrans("\n\r", "  ")


class Anchor(NamedTuple):
    """Where text comes from: text[start:end] is what `node` shows, from character `skip` of its text on.

    `tail` says that the text stands behind the node, not in it.
    """

    start: int
    end: int
    node: Element
    skip: int = 0
    tail: bool = False


class Story:
    """Gathers segments in reading order. `under` is the heading above what comes next."""

    __slots__ = (
        "_chunks",
        "_length",
        "_marks",
        "_opened",
        "_start",
        "anchors",
        "comments",
        "segments",
        "under",
    )

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.anchors: list[Anchor] = []
        self.comments: list[Comment] = []
        self.under = ""
        self._chunks: list[str] = []
        self._length = 0
        self._start = 0, 0
        """Where the current segment begins: in the text, in the chunks."""
        self._opened: dict[MarkKind, int] = {}
        self._marks: list[Mark] = []

    def put(self, text: str, node: Element | None, skip: int = 0, tail: bool = False) -> None:
        """Text of the current segment; `node` is None where it stands in no node of its own.

        Raises UnreadableError where the file has more text than anybody reads.
        """
        if not text:
            return
        end = self._length + len(text)
        if end > TEXT:
            raise UnreadableError(f"it has more than {TEXT >> 20:,} million characters of text")
        if node is not None:
            self.anchors.append(Anchor(self._length, end, node, skip, tail))
        self._chunks.append(text.translate(_ONE_LINE))
        self._length = end

    def dress(self, kinds: Collection[MarkKind]) -> None:
        """What is put from here on stands in markup of these kinds and no other."""
        opened = self._opened
        if opened or kinds:
            for kind in [kind for kind in opened if kind not in kinds]:
                self._mark(kind)
            for kind in kinds:
                opened.setdefault(kind, self._length)

    def _mark(self, kind: MarkKind) -> None:
        if (start := self._opened.pop(kind)) < self._length:
            self._marks.append(Mark(start, self._length, kind))

    @property
    def line(self) -> str:
        """The current segment so far."""
        return "".join(self._chunks[self._start[1] :])

    def close(
        self, place: str, scope: Scope = Scope.PARAGRAPH, *, quoted: bool = False, column: str = ""
    ) -> bool:
        """The segment ends. Whether there was anything to read in it."""
        self.dress(())
        start, marks = self._start[0], tuple(sorted(self._marks))
        line, self._marks = self.line, []
        body = line.strip()
        found = bool(body.replace(BARRIER, "").strip())
        if found:
            begin = start + line.index(body)
            piece = Piece(begin, begin + len(body))
            marks = tuple(
                Mark(max(m.start, piece.start), min(m.end, piece.end), m.kind)
                for m in marks
                if m.start < piece.end and m.end > piece.start
            )
            self.segments.append(Segment((piece,), scope, quoted, self.under, column, marks, place))
            if scope is Scope.HEADING:
                self.under = " ".join(body.split())
        if line:
            self._end_line()
        return found

    def comment(self, text: str) -> None:
        """A comment that speaks to us, on a line of its own between two segments."""
        self.put(text, None)
        self.comments.append(Comment(self._start[0], self._length, text))
        self._end_line()

    def _end_line(self) -> None:
        self._chunks.append("\n")
        self._length += 1
        self._start = self._length, len(self._chunks)

    def document(self, format: str) -> Document:
        return Document("".join(self._chunks), format, tuple(self.segments), tuple(self.comments))

"""Text taken out of a document unchanged, with a way back to the XML it came from.

Each segment is a line of its own; a line break inside one is U+2028. Unlike `extracted`, white space is
kept: what is read here can be changed in the document, to the character.
"""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import islice
from typing import NamedTuple

from luxterm.office.extracted import Enough, text_limit, too_much_text
from luxterm.office.package import Element
from luxterm.types import (
    BARRIER,
    CELL_SCOPES,
    Comment,
    Document,
    Edit,
    Mark,
    MarkKind,
    Message,
    Piece,
    Scope,
    Segment,
)

AUTHOR = "luxterm"
"""Who signs a review; comments with this signature are not read."""
LINE_BREAK = "\u2028"
_ONE_LINE = str.maketrans("\n\r", "  ")


class Anchor(NamedTuple):
    """Where text comes from: text[start:end] is what `node` shows, from character `skip` of its text on.

    `tail` says that the text follows the node rather than being in it.
    """

    start: int
    end: int
    node: Element
    skip: int = 0
    tail: bool = False


def between(anchors: Sequence[Anchor], start: int, end: int) -> list[Anchor]:
    """Where text[start:end] comes from, of sorted anchors."""
    first = max(bisect_right(anchors, start, key=lambda anchor: anchor.start) - 1, 0)
    found: list[Anchor] = []
    for anchor in islice(anchors, first, None):
        if anchor.start >= end:
            break
        if anchor.end > start:
            found.append(anchor)
    return found


def covering(anchors: Sequence[Anchor], edit: Edit) -> list[Anchor]:
    """Where the text comes from that an edit replaces; of an insertion, the character before it.

    Empty if some of it comes from nowhere, like the line end between two segments.
    """
    start = edit.start if edit.start < edit.end else edit.start - 1
    found = between(anchors, start, edit.end)
    length = sum(min(each.end, edit.end) - max(each.start, start) for each in found)
    return found if length == edit.end - start else []


class AnchoredText:
    """Gathers segments in reading order. `under` is the heading above what comes next.

    `begins_row` says that the next cell begins a row of its table.
    """

    __slots__ = (
        "_chunks",
        "_length",
        "_marks",
        "_most",
        "_opened",
        "_start",
        "anchors",
        "begins_row",
        "bodies",
        "comments",
        "segments",
        "under",
    )

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.bodies: list[str] = []
        """The text of each segment."""
        self.anchors: list[Anchor] = []
        self.comments: list[Comment] = []
        self.under = ""
        self.begins_row = False
        self._chunks: list[str] = []
        self._length = 0
        self._most = text_limit()
        self._start = 0, 0
        """Where the current segment begins: in the text, in the chunks."""
        self._opened: dict[MarkKind, int] = {}
        self._marks: list[Mark] = []

    def put(self, text: str, node: Element | None, skip: int = 0, tail: bool = False) -> None:
        """Text of the current segment; `node` is None if it has no node of its own.

        Raises Enough if the file has more text than anybody reads.
        """
        if not text:
            return
        end = self._length + len(text)
        if end > self._most:
            raise Enough(too_much_text(self._most), self.document)
        if node is not None:
            self.anchors.append(Anchor(self._length, end, node, skip, tail))
        self._chunks.append(text.translate(_ONE_LINE))
        self._length = end

    def dress(self, kinds: Collection[MarkKind]) -> None:
        """What is added from here on is in markup of these kinds and no other."""
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
    def at_space(self) -> bool:
        """Whether the current segment is still empty, or ends with a space."""
        return len(self._chunks) == self._start[1] or self._chunks[-1].endswith(" ")

    @property
    def is_open(self) -> bool:
        """Whether there is anything in the current segment so far."""
        return self._length > self._start[0]

    @property
    def line(self) -> str:
        """The current segment so far."""
        return "".join(self._chunks[self._start[1] :])

    def close(
        self,
        place: Message | None,
        scope: Scope = Scope.PARAGRAPH,
        *,
        quoted: bool = False,
        column: str = "",
        lang: str = "",
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
            begins_row = self.begins_row and scope in CELL_SCOPES
            if begins_row:
                self.begins_row = False
            seen = (piece,), scope, quoted, self.under, column, marks, place
            self.segments.append(Segment(*seen, lang=lang, begins_row=begins_row))
            self.bodies.append(body)
            if scope is Scope.HEADING:
                self.under = " ".join(body.split())
        if line:
            self._end_line(line)
        return found

    def comment(self, *texts: str) -> None:
        """Comments addressed to luxterm, each on a line of its own between two segments."""
        for text in texts:
            self.put(text, None)
            self.comments.append(Comment(self._start[0], self._length, text))
            self._end_line(text)

    def _end_line(self, line: str) -> None:
        self._chunks[self._start[1] :] = line, "\n"
        self._length += 1
        self._start = self._length, len(self._chunks)

    def document(self, format: str) -> Document:
        """What was read, whole."""
        return Document("".join(self._chunks), format, tuple(self.segments), tuple(self.comments))

"""The text taken out of a file: one line per segment, white space folded."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager

from luxterm.office.places import Counting
from luxterm.system.errors import UnreadableError
from luxterm.system.limits import in_proportion
from luxterm.text.directives import addressed, closes
from luxterm.types import (
    BARRIER,
    CELL_SCOPES,
    Comment,
    Document,
    Mark,
    Message,
    Piece,
    PlaceChange,
    Scope,
    Segment,
    figure,
)

TEXT = 64 << 20
"""The most code points that are taken out of one file; a thousand pages have three million."""
_TEXT_OF_A_SMALL_FILE, _TEXT_PER_BYTE = 3 << 20, 10


def text_limit() -> int:
    """The most code points that are taken out of the file being read."""
    return in_proportion(_TEXT_OF_A_SMALL_FILE, _TEXT_PER_BYTE, TEXT)


class Enough(UnreadableError):
    """The file goes on after what is read; `so_far(format)` is the document up to there."""

    def __init__(self, message: str | Message, so_far: Callable[[str], Document]) -> None:
        super().__init__(message)
        self.args = message, so_far  # what a copy is made of
        self.so_far = so_far


class ExtractedText:
    """Gathers segments in reading order. `under` is the heading above what comes next.

    `begins_row` says that the next cell begins a row of its table.
    """

    __slots__ = ("_at", "_comments", "_lines", "_most", "_segments", "begins_row", "lang", "under")

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._segments: list[Segment] = []
        self._comments: list[Comment] = []
        self._at = 0
        self._most = text_limit()
        self.under = self.lang = ""
        """`lang`: the language that the file declares."""
        self.begins_row = False

    @property
    def segments(self) -> int:
        """How many there are so far."""
        return len(self._segments)

    @property
    def comments(self) -> int:
        """How many comments there are so far."""
        return len(self._comments)

    def replaced(self, at: int, place: Message) -> None:
        """The segment with that number is at another place than it seemed."""
        self._segments[at] = self._segments[at]._replace(place=place)

    def add(
        self,
        words: str,
        place: Message,
        scope: Scope = Scope.PARAGRAPH,
        *,
        quoted: bool = False,
        column: str = "",
        marks: Iterable[Mark] = (),
        place_changes: Sequence[PlaceChange] = (),
        lang: str = "",
    ) -> None:
        """A segment, unless there is nothing to read in it.

        The positions in `marks` and `place_changes` are those in `words`.
        Raises Enough if the file has more text than anybody reads.
        """
        marks = sorted(marks)
        line, marks = _fold(words, marks) if marks else (" ".join(words.split()), ())
        if not line or (line[0] == BARRIER and not line.replace(BARRIER, "").strip()):
            return
        at = self._at
        if at + len(line) >= self._most:
            raise Enough(too_much_text(self._most), self.document)
        self._at = at + len(line) + 1
        marks = tuple(Mark(at + mark.start, at + mark.end, mark.kind) for mark in marks)
        piece = Piece(at, at + len(line))
        self._lines.append(line)
        changes = tuple(_folded_changes(words, place_changes, at)) if place_changes else ()
        begins_row = self.begins_row and scope in CELL_SCOPES
        if begins_row:
            self.begins_row = False
        seen = (piece,), scope, quoted, self.under, column, marks, place, changes
        self._segments.append(Segment(*seen, lang=lang, begins_row=begins_row))
        if scope is Scope.HEADING:
            self.under = line

    def comment(self, text: str) -> None:
        """A comment, on a line of its own, if addressed to luxterm; it applies to the next segment."""
        line = " ".join(text.split())
        if addressed(line):
            self._comments.append(Comment(self._at, self._at + len(line), line))
            self._lines.append(line)
            self._at += len(line) + 1

    @contextmanager
    def commented(self, texts: Iterable[str]) -> Generator[None]:
        """Comments that apply to everything added in the block; what ends a region comes after it."""
        texts = list(texts)
        first = len(self._comments)
        for text in texts:
            if not closes(text):
                self.comment(text)
        last, begin = len(self._comments), self._at
        yield
        if self._at > begin:
            for at in range(first, last):
                self._comments[at] = self._comments[at]._replace(until=self._at - 1)
        for text in texts:
            if closes(text):
                self.comment(text)

    def adopt(self, document: Document, place: Message, titled: bool = False) -> None:
        """The segments of a text inside the file, as they are read, and its comments between them.

        `place` is that of the text, whose paragraphs are counted; `titled` says that its first heading
        is in it.
        A comment within a segment applies to it and so comes before it; so does one at its line's end.
        """
        text, comments = document.text, deque(sorted(document.comments))
        counting = Counting(place, titled)
        starts = [segment.span.start for segment in document.segments]
        for segment, following in zip(document.segments, [*starts, len(text)][1:], strict=True):
            start, end = segment.span
            while comments:
                at = comments[0].start
                behind = "\n" not in text[end:at] and "\n" in text[at:following]
                if at >= start and (closes(comments[0].text) or not (at < end or behind)):
                    break
                self.comment(comments.popleft().text)
            words, marks = _seen(document.text, segment)
            self.begins_row |= segment.begins_row
            self.add(
                words,
                counting.next(segment.scope, words),
                segment.scope,
                quoted=segment.quoted,
                column=segment.column,
                marks=marks,
                lang=segment.lang or document.lang,
            )
        for comment in comments:
            self.comment(comment.text)

    def document(self, format: str) -> Document:
        """What was read, whole: a line for each segment."""
        return Document(
            "".join(line + "\n" for line in self._lines),
            format,
            tuple(self._segments),
            tuple(self._comments),
            lang=self.lang,
        )


def too_much_text(most: int) -> Message:
    """What to say about a file with more text than may be read."""
    return Message("too-much-text", (figure(most >> 20),))


def _seen(text: str, segment: Segment) -> tuple[str, list[Mark]]:
    """What is read of a segment, and its marks as positions in that."""
    if not segment.marks and len(segment.pieces) == 1:  # most are so
        piece = segment.pieces[0]
        return (text[piece.start : piece.end] if piece.text is None else piece.text), []
    words: list[str] = []
    points = iter(sorted({point for mark in segment.marks for point in (mark.start, mark.end)}))
    point, moved, length = next(points, None), dict[int, int](), 0
    for piece in segment.pieces:
        seen = text[piece.start : piece.end] if piece.text is None else piece.text
        while point is not None and point < piece.end:
            moved[point] = length + min(max(point - piece.start, 0), len(seen))
            point = next(points, None)
        words.append(seen)
        length += len(seen)
    marks = [Mark(moved.get(m.start, length), moved.get(m.end, length), m.kind) for m in segment.marks]
    return "".join(words), marks


def _folded_changes(words: str, changes: Iterable[PlaceChange], at: int) -> Iterator[PlaceChange]:
    """Where the changes, which stand before words, are in the folded line that begins `at`."""
    last = 0
    for change in changes:
        before = words[last : change.at].split()
        at += sum(map(len, before)) + len(before)
        last = change.at
        yield change._replace(at=at)


def _fold(words: str, marks: Sequence[Mark]) -> tuple[str, Sequence[Mark]]:
    """The words with single spaces, and the marks at their new positions."""
    starts, ends = dict[int, int](), dict[int, int]()
    folded: list[str] = []
    waiting: list[int] = []  # where a mark begins, before the word that it begins with
    length = at = 0
    gap = False
    for point in (*sorted({point for mark in marks for point in (mark.start, mark.end)}), len(words)):
        chunk = words[at:point]
        body = " ".join(chunk.split())
        if body:
            if length and (gap or chunk[0].isspace()):
                folded.append(" ")
                length += 1
            starts.update(dict.fromkeys(waiting, length))
            waiting = []
            folded.append(body)
            length += len(body)
            gap = chunk[-1].isspace()
        else:
            gap = gap or bool(chunk)
        waiting.append(point)
        ends[point] = length
        at = point
    starts.update(dict.fromkeys(waiting, length))
    moved = (Mark(starts[mark.start], ends[mark.end], mark.kind) for mark in marks)
    return "".join(folded), [mark for mark in moved if mark.start < mark.end]

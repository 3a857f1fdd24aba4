"""The types that carry everything from a document to a finding.

All positions are code points in the document's text, end exclusive. Lines, columns and other units
exist only at the edge (`luxterm.text.lines`). Everything here is frozen: data flows one way. Named
tuples, because dataclasses would take a quarter of the start-up time.
"""

from bisect import bisect_right
from enum import IntEnum, StrEnum
from typing import NamedTuple


class Message(NamedTuple):
    """Something to tell people: a code and its arguments, put into words by `luxterm.wording`.

    An argument may be a message itself: a place named in a note, the words of a document.
    """

    code: str
    args: "tuple[str | Message, ...]" = ()


QUOTED, TITLED, NAMED = "quoted", "titled", "named"
"""The codes of a message that is words of a document, or of the people who wrote it: without quotation marks,
in those for a title, in those for a name."""
OWN_WORDS = frozenset((QUOTED, TITLED, NAMED))


VERBATIM = "verbatim-law"
"""The code of the reason for which words stay in the text of a law or treaty in force; its argument says how
it is known as that."""
BY_SIGNS = "by-signs"
"""The code of that argument where no person says so, but the text itself."""
SUPPRESSION = "suppression"
"""In place of a concept and of a term: what is wrong with a comment to luxterm is found under this id."""


def quoted(text: str, code: str = QUOTED) -> Message:
    """Words of a document as part of a message, so that a report can leave them out."""
    return Message(code, (text,))


NUMBER = "number"
"""The code of a message that is a number."""


def figure(number: float, places: int = 0) -> Message:
    """A number that isn't negative, with so many decimal places, as part of a message.

    It is written as the message's language writes numbers: 12,345.6, 12 345,6. Not for years, lines and
    pages, which are names.
    """
    return Message(NUMBER, (f"{number:.{places}f}",))


def whole_number(message: "str | Message") -> int:
    """The number of which `figure` made a message, without decimal places."""
    return int(message if isinstance(message, str) else whole_number(message.args[0]))


class Span(NamedTuple):
    """A stretch of the text: code points, end exclusive."""

    start: int
    end: int


class Piece(NamedTuple):
    """A stretch of source that a reader sees.

    `text` is None where the reader sees the source as it stands; otherwise it is what is seen
    instead (an entity's character, BARRIER for code, an image or a URL). What is between two
    pieces of a segment (emphasis marks, tags) is not seen at all.
    """

    start: int
    end: int
    text: str | None = None


BARRIER = "\ufffc"
"""Represents something in a piece that isn't prose: no phrase matches across it."""


class Scope(StrEnum):
    """What kind of place a segment is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "list item"
    CELL = "table cell"
    HEADER_CELL = "table header"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    TERM = "definition list term"
    DEFINITION = "definition"
    ALT = "alt text"


CELL_SCOPES = frozenset((Scope.CELL, Scope.HEADER_CELL))


class MarkKind(StrEnum):
    """Inline markup that may matter to a judgement."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    LINK = "link"
    QUOTE = "quote"
    CITE = "cite"
    STRUCK = "struck out"


class Mark(NamedTuple):
    """Inline markup: the source span of its content, and its kind."""

    start: int
    end: int
    kind: MarkKind


class PlaceChange(NamedTuple):
    """Where in the text another place begins: a page, a line.

    `across` is the place of words that begin before it and end after it, None for where they begin.
    """

    at: int
    place: Message
    across: Message | None = None


class Edit(NamedTuple):
    """Replace text[start:end] with `text`."""

    start: int
    end: int
    text: str


class Tie(NamedTuple):
    """What has to change along with a stretch of the source, or a fix there would break the document.

    `because` says why nothing in it may be replaced, if so. `edits` go with whatever is replaced: they keep a
    name. For each of `grows`, a place and the sign before it, as many signs are inserted or removed as
    columns are gained or lost. With a `room` (a line of a table's cell, in columns) the spaces at the end of
    the stretch are used up first, and `grows` only covers what goes beyond that. `apart` is the length of a
    line that isn't the stretch's own: AsciiDoc might take them for a pair if they differ by one or less.
    `by_length`: not columns are counted, but characters. With signs that are `unfit`, `because` only holds
    for new words that have one of them, begin with no letter or digit, or take the place of a line's end.
    """

    start: int
    end: int
    because: Message | None = None
    edits: tuple[Edit, ...] = ()
    grows: tuple[tuple[int, str], ...] = ()
    room: int | None = None
    apart: int = 0
    by_length: bool = False
    unfit: str | None = None


JOINS_LINES = Message("joins-lines")
"""Why no fix takes the end of a line away: the lines would be read as something else."""

TOO_WIDE = Message("too-wide")
"""Why no fix is made in a cell of a table whose columns can't grow."""

UNCLOSED = Message("unclosed")
"""Why no fix is made below code whose end is missing."""

COMMA = Message("comma")
"""Why no fix is made in what a comma would end."""

NO_SPACES = Message("no-spaces")
"""Why no fix is made in markup that a space would end."""


class Segment(NamedTuple):
    """What a person reads as one: a paragraph, heading, cell, footnote and so on.

    `pieces` are sorted, disjoint and not empty. `quoted` says it stands in a block quotation.
    `under` is the heading above it and `column` the header of its table column, as read. `place` says
    where it is in a file without lines: "page 12", "footnote 3"; `place_changes` where in it another place
    begins, if it extends over several. `ties` are what its text is tied to elsewhere. `lang` is the language
    declared for it, "" for that of the document. `begins_row`: it is the first of a row of a table, where all
    cells up to the next such segment stand.
    """

    pieces: tuple[Piece, ...]
    scope: Scope = Scope.PARAGRAPH
    quoted: bool = False
    under: str = ""
    column: str = ""
    marks: tuple[Mark, ...] = ()
    place: Message | None = None
    place_changes: tuple[PlaceChange, ...] = ()
    ties: tuple[Tie, ...] = ()
    lang: str = ""
    begins_row: bool = False

    def place_of(self, start: int, end: int) -> Message | None:
        """Where text[start:end] is, more exactly than the segment if that is known."""
        changes = self.place_changes
        first, last = (bisect_right(changes, at, key=lambda change: change.at) for at in (start, end - 1))
        if last > first and (across := changes[first].across):
            return across
        return changes[first - 1].place if first else self.place

    @property
    def span(self) -> Span:
        """From its first piece's start to its last one's end."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


class Comment(NamedTuple):
    """A comment of the document's own syntax: its whole span, and the text inside its marks.

    `until` is the end of what it is on, if a person can see that (a slide, a cell); then it applies to
    nothing else.
    """

    start: int
    end: int
    text: str
    until: int = 0


class Document(NamedTuple):
    """A text with the segments a person reads in it, sorted and disjoint.

    `notes` say what in the file was left out, if a person would miss it; `unread` why its rest couldn't be
    read at all. `lang` is the language that it declares, "" if none.
    """

    text: str
    format: str
    segments: tuple[Segment, ...]
    comments: tuple[Comment, ...] = ()
    notes: tuple[Message, ...] = ()
    unread: tuple[Message, ...] = ()
    lang: str = ""


class Usage(StrEnum):
    """How an occurrence is used in its sentence."""

    USE = "use"
    QUOTATION = "quotation"
    MENTION = "mention"
    TITLE = "title"
    CITATION = "citation"


class Advice(StrEnum):
    """What the Guidelines advise on a deprecated term; `context`: discouraged only in some contexts."""

    AVOID = "avoid"
    CAREFUL = "careful"
    CONTEXT = "context"


class Severity(IntEnum):
    """Ordered, so that a threshold is a comparison."""

    INFO = 0
    WARNING = 1
    ERROR = 2

    @property
    def label(self) -> str:
        """Its name as people and files write it."""
        return self.name.lower()


class Applicability(IntEnum):
    """Whether a fix may be applied: `SAFE` unasked, `UNSAFE` on request, `DISPLAY` never."""

    DISPLAY = 0
    UNSAFE = 1
    SAFE = 2

    @property
    def label(self) -> str:
        """Its name as people and files write it."""
        return self.name.lower()


class Fix(NamedTuple):
    """One way to fix a finding; its edits are sorted and disjoint."""

    replacement: str
    applicability: Applicability
    edits: tuple[Edit, ...]


class Source(NamedTuple):
    """A document that backs a term: its name, where in it, whether we have read it there, its address."""

    document: str
    at: str
    verified: bool
    url: str


class Finding(NamedTuple):
    """An occurrence, how it is used, and what to do about it.

    `text` is what the source has and `seen` the words that a reader sees in it. `concept` and `term` are ids
    of the termbase (both `SUPPRESSION` for what is wrong with a comment to luxterm). `because` is why it is
    judged so and `cautions` what to consider before changing it; `luxterm.wording.findings` says both in
    words. `kept` occurrences are judged to stay and are reported only on request. `defines`: the document
    gives the word a meaning of its own there; `discusses`: it names the word in a section about its words.
    `joined`: only a comma, "and" or the like stands between it and the finding before it.
    """

    start: int
    end: int
    text: str
    seen: str
    concept: str
    term: str
    advice: str
    usage: Usage
    because: Message
    severity: Severity
    kept: bool
    why: str
    lang: str
    place: Message | None = None
    sources: tuple[Source, ...] = ()
    fixes: tuple[Fix, ...] = ()
    cautions: tuple[Message, ...] = ()
    defines: bool = False
    discusses: bool = False
    joined: bool = False

    @property
    def own(self) -> bool:
        """Whether it is the author's own word, and nobody says that it stays: what is to be changed."""
        return self.usage is Usage.USE and not self.kept

    @property
    def in_law(self) -> bool:
        """Whether it is in the text of a law in force: kept, but counted apart from the others."""
        return self.because.code == VERBATIM

    @property
    def about_comment(self) -> bool:
        """Whether it is about a comment to luxterm that is malformed or without effect."""
        return self.concept == SUPPRESSION

    @property
    def usable(self) -> tuple[Fix, ...]:
        """The fixes that can be made, unasked or on request, best first: others only show words."""
        return tuple(fix for fix in self.fixes if fix.edits and fix.applicability > Applicability.DISPLAY)


class Failure(NamedTuple):
    """An occurrence that could not be judged, because the program made an error there.

    `start` and `end` are places in the document, `term` is an id of the termbase, `because` what went wrong.
    """

    start: int
    end: int
    term: str
    because: Message
    place: Message | None = None

"""Where a paragraph is, as a person would say it: "section 3.2 › paragraph 4".

A place is a message: words of the document's own in it (a heading, a name) are `quoted`, so that a report can
leave them out; numbers are given as they are.
"""

import re
from functools import reduce
from typing import NamedTuple

from luxterm.types import CELL_SCOPES, TITLED, Message, Scope, quoted

LEVELS = frozenset(
    (
        *("part", "book", "title", "chapter", "section", "article", "paragraph", "subparagraph", "point"),
        *("subpoint", "clause", "subclause", "subsection", "recital", "annex", "schedule", "appendix"),
        *("rule", "indent"),
    )
)
"""What laws are divided into; each is the code of a place."""
_LONGEST_HEADING = 60
# A number that an author typed before the words: "3.2 Scope", "4) Scope", "IV. Scope", "(b) Scope"
_TYPED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*|(?=[IVXLC]+[.)])[IVXLC]+|[A-Za-z](?=[.)])|\(\w{1,4}\))[.)]?\s")
_NUMBER = (
    r"\d{1,7}(?:[.–-]\d{1,4}){0,8}[a-z]{0,2}|[A-Z]{1,3}-?\d{1,7}|[A-Za-z]|(?:[ivxlc]{1,7}|[IVXLC]{1,7})"
    r"(?:[–-](?:[ivxlc]{1,7}|[IVXLC]{1,7}|\d{1,4}))?"
)
_OWN = rf"(?!\(*(?:{_NUMBER}|(?i:{'|'.join(sorted(LEVELS))}))[),]*(?!\S))\S+"
_OWN_WORDS = re.compile(rf"(?<!\S)({_OWN}(?:\s+{_OWN})*)")
"""What in a number is neither number nor word for a part of a law: "Legal Unit" in "Legal Unit 12 (b)"."""


def typed(text: str) -> str:
    """The number that a text begins with; empty if it has none."""
    match = _TYPED.match(text)
    return match[1] if match else ""


def numeral(number: str) -> str | Message:
    """A number as the document has it: automatic, typed or printed. Words in it are the document's own."""
    parts = [quoted(part) if at % 2 else part for at, part in enumerate(_OWN_WORDS.split(number)) if part]
    return reduce(lambda before, part: Message("beside", (before, part)), parts) if parts else ""


def counted(code: str, number: int) -> Message:
    """Something that is counted: "table 2"."""
    return Message(code, (str(number),))


def part_of(around: Message | None, place: Message) -> Message:
    """A place in another: "page 12, footnote 3"."""
    return Message("part-of", (around, place)) if around else place


def within(around: Message | None, place: Message) -> Message:
    """A place in a larger one, whose sections are shown: "section 3.2 › paragraph 4"."""
    return Message("within", (around, place)) if around else place


def cell(table: Message, row: int, column: int) -> Message:
    """A cell of a table; both numbers count from 1."""
    return Message("cell", (table, str(row), str(column)))


def comment_by(author: str, number: int | None = None) -> Message:
    """A comment: its number if they are counted, and who wrote it if that is known."""
    said = Message("comment-unnumbered") if number is None else counted("comment", number)
    return Message("by", (said, quoted(author))) if author else said


class Where(NamedTuple):
    """What a stretch of a document is; it has no `place` in the body, whose paragraphs are counted."""

    place: Message | None = None
    scope: Scope | None = None
    column: str = ""


def scope_of(heading: bool, caption: bool, item: bool) -> Scope:
    """What a paragraph is by its style and its list."""
    if heading:
        return Scope.HEADING
    if caption:
        return Scope.CAPTION
    return Scope.ITEM if item else Scope.PARAGRAPH


class Places:
    """Counts what a person would count on the way through a document's body."""

    def __init__(self) -> None:
        self._section: Message | None = None
        self._paragraphs = 0
        self._tables = 0
        self._pictures = 0

    def heading(self, text: str, number: str) -> Message:
        """A section begins; `number` is its automatic one, empty if it has none."""
        number = number or typed(text)
        if not number:
            title = " ".join(text.split())
            short = title if len(title) <= _LONGEST_HEADING else title[: _LONGEST_HEADING - 1].rstrip() + "…"
            self._section = Message("section", (quoted(short, TITLED),))
        elif " " in number and number[0].isalpha():
            self._section = Message("named-section", (numeral(number),))
        else:
            self._section = Message("section", (numeral(number),))
        self._paragraphs = 0
        return self.within(Message("heading"))

    def paragraph(self, text: str, number: str) -> Message:
        """The next paragraph of the section; one with a number is called by it."""
        self._paragraphs += 1
        number = number or typed(text)
        return self.within(
            Message("point", (numeral(number),)) if number else counted("paragraph", self._paragraphs)
        )

    def within(self, what: Message) -> Message:
        """Something in the current section."""
        return within(self._section, what)

    def table(self) -> Message:
        """The next table."""
        self._tables += 1
        return counted("table", self._tables)

    def picture(self) -> Message:
        """The next description of a picture."""
        self._pictures += 1
        return counted("picture-description", self._pictures)


class Counting:
    """The places of a text inside a file (a chapter, the body of a message), segment by segment."""

    def __init__(self, place: Message, titled: bool) -> None:
        """`titled` says that the first heading is the text's own title, not the beginning of a section."""
        self._place = place
        self._titled = titled
        self._places = Places()
        self._table: Message | None = None
        """The table that the last segment was in."""
        self._notes = 0

    def next(self, scope: Scope, text: str) -> Message:
        """Where the next segment is."""
        return within(self._place, self._within(scope, text))

    def _within(self, scope: Scope, text: str) -> Message:
        places = self._places
        if scope in CELL_SCOPES:
            self._table = self._table or places.table()
            return places.within(self._table)
        self._table = None
        if scope is Scope.HEADING:
            titled, self._titled = self._titled, False
            return Message("heading") if titled else places.heading(text, "")
        if scope is Scope.FOOTNOTE:
            self._notes += 1
            return counted("footnote", self._notes)
        return places.picture() if scope is Scope.ALT else places.paragraph(text, "")

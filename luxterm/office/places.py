"""Where a paragraph stands, in words a person can follow: "section 3.2 › paragraph 4"."""

import re

from luxterm.typed import NamedTuple
from luxterm.types import Scope

SEPARATOR = " › "
_LONG = 60
# A number that an author typed before the words: "3.2 Scope", "4) Scope", "IV. Scope", "(b) Scope"
_TYPED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*|(?=[IVXLC]+[.)])[IVXLC]+|[A-Za-z](?=[.)])|\(\w{1,4}\))[.)]?\s")


def typed(text: str) -> str:
    """The number that a text begins with; empty where it has none."""
    match = _TYPED.match(text)
    return match[1] if match else ""


class Where(NamedTuple):
    """What a stretch of a document is; `place` is empty in the body, whose paragraphs are counted."""

    place: str = ""
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
        self.section = ""
        self._paragraphs = 0
        self._tables = 0
        self._pictures = 0

    def heading(self, text: str, number: str) -> str:
        """A section begins; `number` is its automatic one, empty where it has none."""
        number = number or typed(text)
        if not number:
            title = " ".join(text.split())
            short = title if len(title) <= _LONG else title[: _LONG - 1].rstrip() + "…"
            self.section = f"section “{short}”"
        else:
            self.section = number if " " in number and number[0].isalpha() else f"section {number}"
        self._paragraphs = 0
        return f"{self.section}{SEPARATOR}heading"

    def paragraph(self, text: str, number: str) -> str:
        """The next paragraph of the section; one with a number is called by it."""
        self._paragraphs += 1
        number = number or typed(text)
        return self.within(f"point {number}" if number else f"paragraph {self._paragraphs}")

    def within(self, what: str) -> str:
        """Something in the current section."""
        return f"{self.section}{SEPARATOR}{what}" if self.section else what

    def table(self) -> str:
        self._tables += 1
        return f"table {self._tables}"

    def picture(self) -> str:
        self._pictures += 1
        return f"picture {self._pictures}, description"


class Counting:
    """The places of a text inside a file (a chapter, the body of a message), segment by segment."""

    def __init__(self, place: str, titled: bool) -> None:
        """`titled` says that the first heading is the text's own title, and begins no section of it."""
        self._place = place
        self._titled = titled
        self._places = Places()
        self._in_table = False
        self._table = ""
        self._notes = 0

    def next(self, scope: Scope, text: str) -> str:
        """Where the next segment stands."""
        return f"{self._place}{SEPARATOR}{self._within(scope, text)}"

    def _within(self, scope: Scope, text: str) -> str:
        places = self._places
        was_in_table, self._in_table = self._in_table, scope in (Scope.CELL, Scope.HEADER_CELL)
        if self._in_table:
            self._table = self._table if was_in_table else places.table()
            return places.within(self._table)
        if scope is Scope.HEADING:
            titled, self._titled = self._titled, False
            return "heading" if titled else places.heading(text, "")
        if scope is Scope.FOOTNOTE:
            self._notes += 1
            return f"footnote {self._notes}"
        return places.picture() if scope is Scope.ALT else places.paragraph(text, "")

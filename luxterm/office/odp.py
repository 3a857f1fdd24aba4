"""The reader of OpenDocument slides: shapes, tables, speaker's notes and comments, slide by slide."""

from collections.abc import Iterator

from luxterm.formats.columns import Columns
from luxterm.office.extracted import ExtractedText
from luxterm.office.opendocument import attribute, body, comments, words
from luxterm.office.package import Element, local
from luxterm.office.places import cell, comment_by, counted, part_of
from luxterm.text.directives import addressed
from luxterm.types import Document, Message, Scope

_FURNITURE = frozenset(("date-time", "footer", "page-number", "header"))


_READ_APART = ("{*}table", "{*}annotation", "{*}p", "{*}h")


def read(data: bytes) -> Document:
    """The document's text. Raises UnreadableError."""
    extracted = ExtractedText()
    for number, slide in enumerate(body(data).iterdescendants("{*}page"), 1):
        extracted.under = ""
        _Slide(extracted, counted("slide", number)).read(slide)
    return extracted.document("odp")


class _Slide:
    def __init__(self, extracted: ExtractedText, place: Message) -> None:
        self._extracted = extracted
        self._place = place
        self._tables: int = 0

    def read(self, slide: Element) -> None:
        written = list(comments(slide))
        with self._extracted.commented(said for _, said in written):
            self._shapes(slide, self._place)
            for by, said in written:
                if not addressed(said):
                    self._extracted.add(said, part_of(self._place, comment_by(by)))
            for notes in slide.iterchildren("{*}notes"):
                self._extracted.under = ""
                self._shapes(notes, part_of(self._place, Message("notes")))

    def _shapes(self, parent: Element, place: Message) -> None:
        for shape in _shapes(parent):
            holds = attribute(shape, "class")
            if holds in _FURNITURE:
                continue
            for table in shape.iterchildren("{*}table"):
                self._table(table, place)
            scope = Scope.HEADING if holds == "title" else Scope.PARAGRAPH
            for paragraph in shape.iterdescendants("{*}p", "{*}h"):
                if next(paragraph.iterancestors(*_READ_APART), None) is None:
                    self._extracted.add(words(paragraph), place, scope)
            for described in shape.iterchildren("{*}title", "{*}desc"):
                self._extracted.add(described.text or "", part_of(place, Message("picture")), Scope.ALT)

    def _table(self, table: Element, place: Message) -> None:
        self._tables += 1
        here = part_of(place, counted("table", self._tables))
        columns = Columns()
        headed = attribute(table, "use-first-row-styles") != "false"  # not every program says
        lines = table.iterdescendants("{*}table-row")
        own = (line for line in lines if next(line.iterancestors("{*}table-row"), None) is None)
        for row, line in enumerate(own, 1):
            columns.row()
            self._extracted.begins_row = True
            for column, inner in enumerate(line.iterchildren("{*}table-cell", "{*}covered-table-cell"), 1):
                columns.cell()
                scope = Scope.HEADER_CELL if headed and row == 1 else Scope.CELL
                paragraphs = inner.iterdescendants("{*}p")
                said = [words(each) for each in paragraphs if next(each.iterancestors("{*}p"), None) is None]
                for paragraph in said:
                    self._extracted.add(paragraph, cell(here, row, column), scope, column=columns.header())
                if columns.heads(scope):
                    columns.head(" ".join(said))


def _shapes(parent: Element) -> Iterator[Element]:
    """The shapes of a slide, those in groups too; not those of its notes."""
    for child in parent:
        name = local(child)
        if name == "g":
            yield from _shapes(child)
        elif name and name not in ("notes", "annotation", "animations", "forms"):
            yield child

"""The reader of OpenDocument sheets: cells with words, their comments, and text boxes."""

from collections.abc import Iterator

from luxterm.office.extracted import ExtractedText
from luxterm.office.grid import Grid, letters
from luxterm.office.opendocument import attribute, body, comments, words
from luxterm.office.package import Element, local
from luxterm.office.places import comment_by, part_of
from luxterm.text.directives import addressed
from luxterm.types import NAMED, Document, Message, Scope, quoted

_DRAWING = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_OTHERS = frozenset(("p", "annotation", "table-cell", "covered-table-cell"))
REPEATED = 1_000
"""A row of words that is repeated more often than this fills the sheet: it is read once."""


def read(data: bytes) -> Document:
    """The document's text. Raises UnreadableError."""
    extracted = ExtractedText()
    for sheet in body(data).iterdescendants("{*}table"):
        if next(sheet.iterancestors("{*}table"), None) is not None:
            continue  # its rows are among those of the sheet around it
        name = attribute(sheet, "name")
        place = Message("sheet", (quoted(name, NAMED),))
        extracted.under = ""
        extracted.add(name, place, Scope.HEADING)
        _read_sheet(sheet, place, extracted)
    return extracted.document("ods")


def _read_sheet(sheet: Element, place: Message, extracted: ExtractedText) -> None:
    def cell_place(row: int, column: int) -> Message:
        return Message("part-of", (place, f"{letters(column)}{row}"))

    grid, number = Grid(extracted, cell_place), 1
    for row in sheet.iterdescendants("{*}table-row"):
        cells = list(_cells(row))
        written = {column: found for column, _, cell in cells if (found := list(comments(cell)))}
        texts = {column: [said for _, said in found] for column, found in written.items()}
        grid.row(number, [(column, said) for column, said, _ in cells], texts)
        for column, found in written.items():
            for by, said in found:
                if not addressed(said):
                    at_cell = Message("on", (comment_by(by), f"{letters(column)}{number}"))
                    extracted.add(said, part_of(place, at_cell))
        number += _times(row, "rows")
    for paragraph in sheet.iterdescendants("{*}p"):
        if _is_drawn(paragraph):
            extracted.add(words(paragraph), part_of(place, Message("text-box")))


def _is_drawn(paragraph: Element) -> bool:
    """Whether it is of a text box or shape, not of a cell or a comment."""
    for around in paragraph.iterancestors("*"):
        if local(around) in _OTHERS:
            return False
        if str(around.tag).startswith(_DRAWING):
            return True
    return False


def _cells(row: Element) -> Iterator[tuple[int, str | None, Element]]:
    """The cells of a row that aren't empty: column, and words or None if it has a number."""
    column = 1
    for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
        times = _times(cell, "columns")
        paragraphs = [words(paragraph) for paragraph in cell.iterchildren("{*}p")]
        if paragraphs or len(cell):
            typed = attribute(cell, "value-type")
            said = " ".join(paragraphs) if typed in ("", "string") else None
            for repeated in range(times if times <= REPEATED else 1):
                yield column + repeated, said, cell
        column += times


def _times(element: Element, what: str) -> int:
    digits = attribute(element, f"number-{what}-repeated")
    return max(int(digits), 1) if digits.isdecimal() and len(digits) < 9 else 1

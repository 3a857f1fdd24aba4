"""The reader of Excel workbooks: cells with words, comments, text boxes and charts, sheet by sheet.

Rows are read one at a time, and only those that are there: a sheet may have its one cell in the last of
seventeen thousand million places.
"""

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from lxml import etree

from luxterm.office.drawings import CHART, charts
from luxterm.office.extracted import Enough, ExtractedText
from luxterm.office.grid import Grid, letters
from luxterm.office.package import Element, Package, TooMuch, not_well_formed
from luxterm.office.places import part_of
from luxterm.office.relations import related
from luxterm.text.directives import addressed
from luxterm.types import NAMED, Document, Message, Scope, quoted

_WORDED = frozenset(("s", "str", "inlineStr"))
_ESCAPED = re.compile(r"_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
"""A character as it is written that XML can't have, or that an older program didn't: _x000D_."""
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def read(data: bytes) -> Document:
    """The document's text. Raises UnreadableError."""
    package, extracted = Package(data), ExtractedText()
    book = next((name for _, name in related(package, "", "officeDocument")), "")
    sheets = dict(related(package, book, "worksheet"))
    strings = [
        "".join(_words(item))
        for _, name in related(package, book, "sharedStrings")
        for item in _elements(package, name, "si")
    ]
    for sheet in package.xml(book).iterdescendants("{*}sheet"):
        part = next((sheets[str(value)] for value in sheet.attrib.values() if str(value) in sheets), "")
        if part:
            try:
                _read_sheet(package, part, sheet, strings, extracted)
            except TooMuch as error:
                raise Enough(error.message, extracted.document) from error
    return extracted.document("xlsx")


def _read_sheet(
    package: Package, part: str, sheet: Element, strings: list[str], extracted: ExtractedText
) -> None:
    name = sheet.get("name", "")
    place = Message("sheet", (quoted(name, NAMED),))
    if sheet.get("state", "visible") != "visible":
        place = Message("hidden", (place,))
    extracted.under = ""
    extracted.add(name, place, Scope.HEADING)
    grid = Grid(extracted, lambda row, column: Message("part-of", (place, f"{letters(column)}{row}")))
    comments = list(_comments(package, part))
    directives: dict[int, dict[int, list[str]]] = {}
    for ref, said in comments:
        if addressed(said):
            column, number = _position(ref) or (0, 0)
            directives.setdefault(number, {}).setdefault(column, []).append(said)
    waiting = deque(sorted(directives))
    number = 0
    for row in _elements(package, part, "row"):
        number = _number(row.get("r"), number + 1)
        while waiting and waiting[0] < number:  # on rows without cells
            grid.row(waiting[0], (), directives[waiting.popleft()])
        if waiting and waiting[0] == number:
            waiting.popleft()
        grid.row(number, _cells(row, strings, grid.undecided), directives.get(number, {}))
    for number in waiting:
        grid.row(number, (), directives[number])
    for ref, said in comments:
        if not addressed(said):
            cell = ref if _position(ref) else quoted(ref)
            extracted.add(said, part_of(place, Message("on", (Message("comment-unnumbered"), cell))))
    _read_drawings(package, part, place, extracted)


def _read_drawings(package: Package, part: str, place: Message, extracted: ExtractedText) -> None:
    for _, drawing in related(package, part, "drawing"):
        for paragraph in package.xml(drawing).iterdescendants("{*}p"):
            if next(paragraph.iterancestors("{*}p"), None) is not None:
                continue
            extracted.add("".join(_words(paragraph)), part_of(place, Message("text-box")))
        for text in charts(package, drawing):
            extracted.add(text, part_of(place, CHART))


def _cells(row: Element, strings: list[str], numbers: bool) -> Iterator[tuple[int, str | None]]:
    """The cells with words: column and words; on request those with numbers too, with None for words."""
    for at, cell in enumerate(row, 1):
        kind = cell.get("t")
        if kind not in _WORDED and not numbers:
            continue
        words = None
        if kind == "inlineStr":
            words = "".join(_words(cell))
        elif (value := cell.find("{*}v")) is None or not value.text:
            continue
        elif kind == "str":
            words = _unescaped(value.text)
        elif kind == "s" and 0 <= (index := _number(value.text, -1)) < len(strings):
            words = strings[index]
        found = _position(cell.get("r") or "")
        yield found[0] if found else at, words


def _comments(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """A sheet's comments: the cell each is on, and what it says without the name that Excel puts first."""
    threads = related(package, part, "threadedComment")
    for _, comments in threads or related(package, part, "comments"):
        authors: list[str] = []
        for element in _elements(package, comments, "threadedComment" if threads else "comment", "author"):
            if str(element.tag).endswith("}author"):
                authors.append(element.text or "")
                continue
            said = "".join(_words(element)).strip()
            by = _number(element.get("authorId"), -1)
            if 0 <= by < len(authors) and authors[by]:
                said = said.removeprefix(f"{authors[by]}:").lstrip()
            yield element.get("ref", ""), said


def _position(reference: str) -> tuple[int, int] | None:
    """The column and row of a cell's reference."""
    found = _REFERENCE.fullmatch(reference)
    return (_column(found[1]), int(found[2])) if found else None


@lru_cache(2_000)
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return column


def _words(element: Element) -> Iterator[str]:
    """What is written in it, without the readings that some languages put above words."""
    for text in element.iterdescendants("{*}t", "{*}text", "{*}br"):
        above = text.getparent()
        if above is None or not str(above.tag).endswith("}rPh"):
            yield _unescaped(text.text or " ")


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda escaped: chr(max(int(escaped[1], 16), 0x20)), text)


def _elements(package: Package, name: str, *tags: str) -> Iterator[Element]:
    """The elements of these names in a part, each forgotten before the next one is read."""
    events = etree.iterparse(
        BytesIO(package.streamed(name)),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        for _, element in events:
            yield element
            element.clear()
            while (before := element.getprevious()) is not None and (
                above := element.getparent()
            ) is not None:
                above.remove(before)
    except etree.XMLSyntaxError as error:
        raise not_well_formed(error, name) from error


def _number(digits: str | None, otherwise: int) -> int:
    return int(digits) if digits and digits.isdecimal() and len(digits) < 10 else otherwise

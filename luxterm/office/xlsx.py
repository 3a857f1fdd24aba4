"""The reader of Excel workbooks: cells with words, comments, text boxes and charts, sheet by sheet.

Rows are read one at a time, and only those that are there: a sheet may have its one cell in the last of
seventeen thousand million places.
"""

from collections import deque
from collections.abc import Iterator

from luxterm.office import cells
from luxterm.office.drawings import CHART, charts
from luxterm.office.extracted import Enough, ExtractedText
from luxterm.office.grid import Grid, letters
from luxterm.office.package import Element, Package, TooMuch
from luxterm.office.places import part_of
from luxterm.office.relations import related
from luxterm.text.directives import addressed
from luxterm.types import NAMED, Document, Message, Scope, quoted

_WORDED = frozenset(("s", "str", "inlineStr"))


def read(data: bytes) -> Document:
    """The document's text. Raises UnreadableError."""
    package, extracted = Package(data), ExtractedText()
    book = next((name for _, name in related(package, "", "officeDocument")), "")
    sheets = dict(related(package, book, "worksheet"))
    strings = cells.strings(package, book)
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
            column, number = cells.position(ref) or (0, 0)
            directives.setdefault(number, {}).setdefault(column, []).append(said)
    waiting = deque(sorted(directives))
    number = 0
    for row in cells.elements(package, part, "row"):
        number = cells.whole(row.get("r"), number + 1)
        while waiting and waiting[0] < number:  # on rows without cells
            grid.row(waiting[0], (), directives[waiting.popleft()])
        if waiting and waiting[0] == number:
            waiting.popleft()
        grid.row(number, _cells(row, strings, grid.undecided), directives.get(number, {}))
    for number in waiting:
        grid.row(number, (), directives[number])
    for ref, said in comments:
        if not addressed(said):
            cell = ref if cells.position(ref) else quoted(ref)
            extracted.add(said, part_of(place, Message("on", (Message("comment-unnumbered"), cell))))
    _read_drawings(package, part, place, extracted)


def _read_drawings(package: Package, part: str, place: Message, extracted: ExtractedText) -> None:
    for _, drawing in related(package, part, "drawing"):
        for paragraph in package.xml(drawing).iterdescendants("{*}p"):
            if next(paragraph.iterancestors("{*}p"), None) is not None:
                continue
            extracted.add(cells.words(paragraph), part_of(place, Message("text-box")))
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
            words = cells.words(cell)
        elif (value := cell.find("{*}v")) is None or not value.text:
            continue
        elif kind == "str":
            words = cells.unescaped(value.text)
        elif kind == "s" and 0 <= (index := cells.whole(value.text, -1)) < len(strings):
            words = strings[index]
        found = cells.position(cell.get("r") or "")
        yield found[0] if found else at, words


def _comments(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """A sheet's comments and notes: the cell each is on, and what it says.

    Where a cell has a thread of comments, Excel writes a note for programs that don't know threads.
    """
    threaded = set[str]()
    for _, threads in related(package, part, "threadedComment"):
        for element in cells.elements(package, threads, "threadedComment"):
            threaded.add(element.get("ref", ""))
            yield element.get("ref", ""), cells.words(element).strip()
    for _, notes in related(package, part, "comments"):
        authors: list[str] = []
        for element in cells.elements(package, notes, "comment", "author"):
            if str(element.tag).endswith("}author"):
                authors.append(element.text or "")
            elif (ref := element.get("ref", "")) not in threaded:
                yield ref, _without_author(element, authors)


def _without_author(note: Element, authors: list[str]) -> str:
    """What a note says without the name that Excel puts first."""
    said = cells.words(note).strip()
    by = cells.whole(note.get("authorId"), -1)
    if 0 <= by < len(authors) and authors[by]:
        said = said.removeprefix(f"{authors[by]}:").lstrip()
    return said

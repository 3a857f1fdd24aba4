"""The reader of PowerPoint slides: shapes, tables, charts, diagrams, notes and comments, slide by slide."""

from collections.abc import Iterator

from luxterm.formats.columns import Columns
from luxterm.office.drawings import drawing
from luxterm.office.extracted import Enough, ExtractedText
from luxterm.office.package import Element, Package, TooMuch, local
from luxterm.office.places import cell, comment_by, counted, part_of
from luxterm.office.relations import related
from luxterm.text.directives import addressed
from luxterm.types import Document, Mark, MarkKind, Message, Scope

_FURNITURE = frozenset(("dt", "ftr", "sldNum", "hdr", "sldImg"))
"""Placeholders for the date, the number, the footer of every slide."""
_TITLES = frozenset(("title", "ctrTitle"))


def read(data: bytes) -> Document:
    """The document's text. Raises UnreadableError."""
    package, extracted = Package(data), ExtractedText()
    root = next((name for _, name in related(package, "", "officeDocument")), "")
    authors = {
        author.get("id", ""): author.get("name", "")
        for kind in ("commentAuthors", "authors")
        for _, name in related(package, root, kind)
        for author in _all(package.xml(name), "cmAuthor", "author")
    }
    names = dict(related(package, root, "slide"))
    slides = [name for slide in _all(package.xml(root), "sldId") if (name := _target(slide, "id", names))]
    for number, name in enumerate(slides, 1):
        try:
            _read_slide(package, name, counted("slide", number), extracted, authors)
        except TooMuch as error:
            raise Enough(error.message, extracted.document) from error
    return extracted.document("pptx")


def _read_slide(
    package: Package, name: str, place: Message, extracted: ExtractedText, authors: dict[str, str]
) -> None:
    slide = package.xml(name)
    if slide.get("show") in ("0", "false"):
        place = Message("hidden", (place,))
    comments = [
        (authors.get(comment.get("authorId", ""), ""), said)
        for _, part in related(package, name, "comments")
        for comment in _all(package.xml(part), "cm")
        for said in _said(comment)
    ]
    extracted.under = ""
    with extracted.commented(said for _, said in comments):
        _Shapes(extracted, place, package, name).read(slide)
        for _, notes in related(package, name, "notesSlide"):
            _Shapes(extracted, part_of(place, Message("notes")), package, notes).read(package.xml(notes))
    for by, said in comments:
        if not addressed(said):
            extracted.add(said, part_of(place, comment_by(by)))


def _said(comment: Element) -> Iterator[str]:
    """The paragraphs of a comment, and of the answers to it; older comments have one."""
    for part in _outermost(comment, "text", "p"):
        yield part.text or "" if local(part) == "text" else _words(part)[0]


class _Shapes:
    """Reads what the shapes of a slide, or of its notes, say."""

    def __init__(self, extracted: ExtractedText, place: Message, package: Package, part: str) -> None:
        self._extracted = extracted
        self._place = place
        self._package = package
        self._part = part
        self._tables = 0

    def read(self, root: Element) -> None:
        """The shapes in the order of the file, which is that of the slide from back to front, title first."""
        shapes = list(_shapes(root))
        for shape in sorted(shapes, key=lambda shape: _holds(shape) not in _TITLES):
            name = local(shape)
            if name == "sp" and (holds := _holds(shape)) not in _FURNITURE:
                self._paragraphs(shape, Scope.HEADING if holds in _TITLES else Scope.PARAGRAPH, self._place)
            elif name == "graphicFrame":
                for table in _outermost(shape, "tbl"):
                    self._table(table)
                for drawn in _all(shape, "relIds", "chart"):
                    for what, text in drawing(self._package, self._part, drawn):
                        self._extracted.add(text, part_of(self._place, what))
            for known in _all(shape, "cNvPr"):
                self._extracted.add(
                    known.get("descr", ""), part_of(self._place, Message("picture")), Scope.ALT
                )

    def _table(self, table: Element) -> None:
        self._tables += 1
        here = part_of(self._place, counted("table", self._tables))
        columns = Columns()
        headed = any(True for look in _all(table, "tblPr") if look.get("firstRow") in ("1", "true"))
        for number, row in enumerate(_outermost(table, "tr"), 1):
            columns.row()
            self._extracted.begins_row = True
            for column, inner in enumerate(_outermost(row, "tc"), 1):
                if inner.get("hMerge") in ("1", "true"):
                    continue  # of the wide cell before it
                columns.cell(_width(inner))
                scope = Scope.HEADER_CELL if headed and number == 1 else Scope.CELL
                self._paragraphs(inner, scope, cell(here, number, column), columns.header())
                if columns.heads(scope):
                    columns.head(" ".join(text.text or "" for text in _all(inner, "t")))

    def _paragraphs(self, shape: Element, scope: Scope, place: Message, column: str = "") -> None:
        for paragraph in _outermost(shape, "p"):
            words, marks = _words(paragraph)
            self._extracted.add(words, place, scope, column=column, marks=marks)


def _width(cell: Element) -> int:
    digits = cell.get("gridSpan", "")
    return max(1, int(digits)) if digits.isdecimal() and len(digits) < 4 else 1


def _words(paragraph: Element) -> tuple[str, list[Mark]]:
    words, at, marks = list[str](), 0, list[Mark]()
    for run in paragraph:
        name = local(run)
        text = " " if name == "br" else "".join(part.text or "" for part in _all(run, "t"))
        if name == "fld":
            text = text or " "
        words.append(text)
        start, at = at, at + len(text)
        look = next(_all(run, "rPr"), None)
        if look is not None and text:
            if look.get("i") in ("1", "true"):
                marks.append(Mark(start, at, MarkKind.EMPHASIS))
            if look.get("b") in ("1", "true"):
                marks.append(Mark(start, at, MarkKind.STRONG))
            if look.get("strike", "noStrike") != "noStrike":
                marks.append(Mark(start, at, MarkKind.STRUCK))
            if any(True for _ in _all(look, "hlinkClick")):
                marks.append(Mark(start, at, MarkKind.LINK))
    return "".join(words), marks


def _shapes(root: Element) -> Iterator[Element]:
    """All shapes, those in groups too; of alternatives for several programs, the first."""
    pending = [root]
    while pending:
        for child in reversed(element := pending.pop()):
            if local(child) == "Fallback" and local(element) == "AlternateContent":
                continue
            if local(child) not in ("sp", "graphicFrame", "pic"):
                pending.append(child)
        for child in element:
            if local(child) in ("sp", "graphicFrame", "pic"):
                yield child


def _holds(shape: Element) -> str:
    """What kind of placeholder a shape is: "title", "body" and so on."""
    return next((place.get("type", "body") for place in _all(shape, "ph")), "")


def _all(element: Element, *names: str) -> Iterator[Element]:
    """The elements of these names below one, in any namespace: those of Office come in two editions."""
    return element.iterdescendants(*(f"{{*}}{name}" for name in names))


def _outermost(element: Element, *names: str) -> Iterator[Element]:
    """Those of them that aren't in one another: so that nothing is read once for each level it is in."""
    tags = [f"{{*}}{name}" for name in names]
    parent, own = None, False
    for each in element.iterdescendants(*tags):
        if (above := each.getparent()) is not parent:  # else it is as the one before
            parent, own = above, next(each.iterancestors(*tags), None) is None
        if own:
            yield each


def _target(element: Element, attribute: str, names: dict[str, str]) -> str:
    """The part that an element names; relations are in another namespace in each of the editions."""
    ids = (str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{attribute}"))
    return next((names[id] for id in ids if id in names), "")

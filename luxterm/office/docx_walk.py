"""The walk through one part of a Word document (body, header, notes): what a person reads in it.

Tracked insertions and moved text are read, deletions, hidden text and a field's instruction are not.
What is written twice for older programs (`mc:AlternateContent`) is read once.
"""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from luxterm.office import docx_styles
from luxterm.office.anchored import LINE_BREAK, AnchoredText
from luxterm.office.docx_names import attribute, child, children, value, whole
from luxterm.office.docx_numbers import Numbers
from luxterm.office.docx_styles import PLAIN, Style, Styles
from luxterm.office.fields import is_shown
from luxterm.office.package import Element
from luxterm.office.places import Places, Where, scope_of
from luxterm.office.table import Table
from luxterm.text.directives import closes
from luxterm.types import BARRIER, MarkKind, Message, Scope

SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "br": LINE_BREAK,
    "cr": LINE_BREAK,
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_UNREAD = frozenset({"del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr"})
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_DRAWN = ("?chart", "?relIds")
_KINDS = (MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.STRUCK)
_SYMBOL_AREA = 0xF000
_SPACES = " \t\r\n"
_BODY = 9
"""The outline level of what isn't a heading."""


class Book(NamedTuple):
    """What all parts of a document share. `notes` are the references met: kind and id, in order."""

    anchored: AnchoredText
    styles: Styles
    numbers: Numbers
    places: Places
    notes: list[tuple[str, str]]
    directives: dict[str, str]
    """Comments addressed to luxterm: id and text."""
    drawing: Callable[[Element], list[tuple[Message, str]]]
    """The texts of what an element in a drawing represents, each with what that is."""


class Walk:
    """One way through a part; `part(root, where)` reads it."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._anchored = book.anchored
        self._fields: list[str | None] = []
        """Of each field that is open: its instruction, None from where its result is shown."""
        self._boxes: list[Element] = []
        self._pictures: list[Element] = []
        self._drawings: list[Element] = []
        self._style = PLAIN
        self._lang = ""
        self._langs: Counter[str] = Counter()
        """How many characters of the paragraph are in runs of each language."""
        self._linked: tuple[MarkKind, ...] = ()
        self._root: Element | None = None
        self._said: dict[Element, list[str]] = {}
        """The comments addressed to luxterm on each paragraph of the part with this root."""
        self._inline: dict[str, Callable[[Element], None]] = {
            "r": self._run,
            "mc:AlternateContent": self._alternate,
            "m:oMath": self._barrier,
            "fldSimple": self._simple_field,
            "hyperlink": self._link,
        }

    def part(self, root: Element, where: Where = Where()) -> None:  # noqa: B008 (frozen)
        """Reads the paragraphs and tables inside an element."""
        for kind, element in children(root):
            if kind == "p":
                self._paragraph(element, where)
            elif kind == "tbl":
                self._flush(where)
                self._table(element)
            elif kind == "mc:AlternateContent":
                if (chosen := _chosen(element)) is not None:
                    self.part(chosen, where)
            elif kind not in _UNREAD:  # content controls and other wrappings
                self.part(element, where)
        self._flush(where)

    def _flush(self, where: Where) -> None:
        """A paragraph that continues in the next one ends if there is none."""
        if self._anchored.is_open:
            self._close(self._style, None, where)

    def _paragraph(self, element: Element, where: Where) -> None:
        book, anchored = self._book, self._anchored
        directives = self._directives(element) if book.directives else []
        if not anchored.is_open:
            anchored.comment(*(text for text in directives if not closes(text)))
        properties = child(element, "pPr")
        id = value(properties, "pStyle") or book.styles.default
        style = docx_styles.paragraph(properties).over(book.styles.get(id))
        self._style = style
        self._content(element)
        anchored.dress(())
        self._fields = [None for _ in self._fields]  # an instruction doesn't go on into the next
        if _mark_deleted(properties):
            return  # goes on in the next paragraph
        label = book.numbers.label(style.list, style.list_level, id) if style.list else None
        self._close(style, label, where)
        anchored.comment(*filter(closes, directives))
        self._beside(where)

    def _beside(self, where: Where) -> None:
        """What is beside the paragraph it is anchored in."""
        book, anchored = self._book, self._anchored
        boxes, pictures, drawings = self._boxes, self._pictures, self._drawings
        self._boxes, self._pictures, self._drawings = [], [], []
        for picture in pictures:
            anchored.put(picture.get("descr") or "", picture)
            anchored.close(where.place or book.places.picture(), Scope.ALT)
        for element in drawings:
            for what, text in book.drawing(element):
                anchored.put(text, None)  # of another part, where nothing can be tracked
                anchored.close(where.place or book.places.within(what))
        for box in boxes:
            self.part(box, Where(where.place or book.places.within(Message("text-box"))))

    def _close(self, style: Style, label: str | None, where: Where) -> None:
        anchored, places = self._anchored, self._book.places
        line = anchored.line
        text = line.strip()
        heading = style.title or (style.level is not None and style.level < _BODY)
        scope = where.scope or scope_of(bool(heading), bool(style.caption), label is not None)
        place = where.place
        if not place and text:
            if style.title:
                place = Message("document-title")
            elif heading:
                place = places.heading(text, label or "")
            elif style.contents:
                place = Message("contents")
            else:
                place = places.paragraph(text, label or "")
        lang = next((lang for lang, _ in self._langs.most_common(1)), "")
        self._langs.clear()
        anchored.close(place, scope, quoted=bool(style.quoted), column=where.column, lang=lang)

    def _directives(self, paragraph: Element) -> list[str]:
        """The comments addressed to luxterm on a paragraph, but not those in a text box."""
        root = paragraph.getroottree().getroot()
        if root is not self._root:
            self._root, self._said = root, {}
            for reference in root.iter("{*}commentReference"):
                text = self._book.directives.get(attribute(reference, "id") or "")
                around = next(reference.iterancestors(str(paragraph.tag)), None)
                if text and around is not None:
                    self._said.setdefault(around, []).append(text)
        return self._said.get(paragraph, [])

    def _table(self, table: Element) -> None:
        reading = Table(self._anchored, self._book.places.table())
        rows = [row for row in _unwrapped(table, "tr") if child(child(row, "trPr"), "del") is None]
        look = child(child(table, "tblPr"), "tblLook")
        headed = len(rows) > 1 and _first_row(look)
        for at, row in enumerate(rows, 1):
            properties = child(row, "trPr")
            header = child(properties, "tblHeader") is not None or (headed and at == 1)
            column = 1 + (whole(value(properties, "gridBefore")) or 0)
            for cell in _unwrapped(row, "tc"):
                properties = child(cell, "tcPr")
                width = whole(value(properties, "gridSpan")) or 1
                if child(properties, "cellDel") is None:
                    reading.cell(at, column, header, partial(self.part, cell), width)
                column += width

    def _content(self, parent: Element) -> None:
        for kind, element in children(parent):
            action = self._inline.get(kind)
            if action is not None:
                action(element)
            elif kind not in _UNREAD and kind[0] != "?":
                self._content(element)

    def _alternate(self, element: Element) -> None:
        if (chosen := _chosen(element)) is not None:
            self._content(chosen)

    def _barrier(self, element: Element) -> None:
        self._anchored.put(BARRIER, element)

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        style, code = self._style, self._style.code
        if properties is not None:
            own = docx_styles.run(properties)
            if id := value(properties, "rStyle"):
                own = own.over(self._book.styles.get(id))
            if own.italic or own.bold or own.struck:
                kinds = (kind for kind, is_on in zip(_KINDS, own[-3:], strict=True) if is_on)
                self._anchored.dress((*kinds, *self._linked))
            else:
                self._anchored.dress(self._linked)
            hidden = style.hidden if own.hidden is None else own.hidden
            code = own.code or code
            self._lang = own.lang or style.lang or ""
        else:
            self._anchored.dress(self._linked)
            hidden = style.hidden
            self._lang = style.lang or ""
        if code and not hidden:
            self._anchored.put(BARRIER, run)
        self._run_content(run, bool(hidden or code))

    def _run_content(self, run: Element, hidden: bool) -> None:
        for kind, element in children(run):
            if kind == "fldChar":
                self._field(attribute(element, "fldCharType"))
            elif any(field is not None for field in self._fields):
                if kind == "instrText" and self._fields[-1] is not None:
                    self._fields[-1] += element.text or ""
            elif not hidden:
                self._shown(kind, element)

    def _shown(self, kind: str, element: Element) -> None:
        """What a run has for its reader."""
        anchored = self._anchored
        if kind == "t":
            text = element.text or ""
            self._langs[self._lang] += len(text)
            if element.get(_PRESERVE) == "preserve":
                anchored.put(text, element)
            else:
                anchored.put(text.strip(_SPACES), element, len(text) - len(text.lstrip(_SPACES)))
        elif sign := SIGNS.get(kind):
            anchored.put(sign, element)
        elif kind == "sym":
            anchored.put(_symbol(element), element)
        elif kind in ("footnoteReference", "endnoteReference"):
            self._book.notes.append((kind.removesuffix("Reference"), attribute(element, "id") or ""))
        elif kind in ("drawing", "pict", "object"):
            self._drawing(element)
        elif kind == "mc:AlternateContent":
            if (chosen := _chosen(element)) is not None:
                self._run_content(chosen, hidden=False)
        elif kind == "ruby":
            if (base := child(element, "rubyBase")) is not None:
                self._content(base)

    def _link(self, element: Element) -> None:
        """A link; one to another place in the document, as in its contents, says nothing of its words."""
        leads_away = any(str(key).endswith("}id") for key in element.attrib)
        self._linked = (MarkKind.LINK,) if leads_away else ()
        self._content(element)
        self._linked = ()

    def _simple_field(self, element: Element) -> None:
        if is_shown(attribute(element, "instr") or ""):
            self._content(element)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append("")
        elif kind == "separate" and self._fields and is_shown(self._fields[-1] or ""):
            self._fields[-1] = None
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _drawing(self, element: Element) -> None:
        """Text boxes and descriptions of pictures are read after the paragraph they are anchored in."""
        for kind, inner in children(element):
            if kind == "txbxContent":
                self._boxes.append(inner)
                continue
            if kind == "wp:inline":
                self._anchored.put(BARRIER, inner)
            elif kind == "wp:docPr" and inner.get("descr"):
                self._pictures.append(inner)
            if kind == "mc:AlternateContent":
                if (chosen := _chosen(inner)) is not None:
                    self._drawing(chosen)
            elif kind in _DRAWN:
                self._drawings.append(inner)
            else:
                self._drawing(inner)


def _symbol(element: Element) -> str:
    code = attribute(element, "char") or ""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    # a symbol font's own character, in the place where fonts for text have ASCII
    number = number - _SYMBOL_AREA if _SYMBOL_AREA <= number < _SYMBOL_AREA + 0x100 else number
    return chr(number) if 0x20 <= number < 0xD800 else BARRIER


def _chosen(element: Element) -> Element | None:
    """The first of several alternatives for the same thing; they are sorted, the best first."""
    return next((inner for kind, inner in children(element) if kind in ("mc:Choice", "mc:Fallback")), None)


def _unwrapped(parent: Element, wanted: str) -> list[Element]:
    """The rows or cells in a table, even inside a content control."""
    found: list[Element] = []
    for kind, element in children(parent):
        if kind == wanted:
            found.append(element)
        elif kind in ("sdt", "sdtContent", "customXml", "ins"):
            found += _unwrapped(element, wanted)
    return found


def _mark_deleted(properties: Element | None) -> bool:
    mark = child(properties, "rPr")
    return mark is not None and any(kind in ("del", "moveFrom") for kind, _ in children(mark))


def _first_row(look: Element | None) -> bool:
    """Whether a table's style treats its first row as a header."""
    if look is None:
        return False
    if (first := attribute(look, "firstRow")) is not None:
        return first in ("1", "true", "on")
    try:
        return bool(int(attribute(look, "val") or "0", 16) & 0x20)
    except ValueError:
        return False

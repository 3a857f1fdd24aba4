"""The walk through an OpenDocument text: what a person reads in it.

What was inserted with changes tracked is read, what was deleted is not: the standard keeps it apart
from the text, LibreOffice may leave it between marks. Hidden text is not read.
"""

import re
from functools import partial
from typing import NamedTuple

from luxterm.office.anchored import LINE_BREAK, AnchoredText
from luxterm.office.numbers import LEVELS, Counts
from luxterm.office.odt_names import attribute, child, children, name, tag, whole
from luxterm.office.odt_styles import Style, Styles
from luxterm.office.package import Element
from luxterm.office.places import Places, Where, scope_of
from luxterm.office.table import Table
from luxterm.text.directives import closes
from luxterm.types import BARRIER, MarkKind, Message, Scope

_READ_APART = "text:tracked-changes office:forms text:note-citation"
_UNREAD = frozenset((*_READ_APART.split(), "text:ruby-text", "text:hidden-text", "text:hidden-paragraph"))
_INDEXED = "alphabetical illustration object table user"
_INDEXES = frozenset(("text:table-of-content", *(f"text:{of}-index" for of in _INDEXED.split())))
_KINDS = (MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.STRUCK)
_SIGNS = {"text:tab": "\t", "text:line-break": LINE_BREAK}
_SPACES = re.compile(r"[ \t\r\n]+")
_ODD = re.compile(r"[\t\r\n]|  ")
_MOST_REPEATED = 1_000
"""More spaces, columns or rows in one element than anybody needs."""


class Book(NamedTuple):
    """What all parts of a document share. `notes` and `comments` are put aside, in order."""

    anchored: AnchoredText
    styles: Styles
    places: Places
    notes: list[Element]
    comments: list[Element]
    directives: dict[Element, str]
    """Comments addressed to luxterm, and what they say."""
    deletions: set[str]
    """The ids of tracked deletions, whose text some programs leave where it was."""


class Walk:
    """One way through a document; `part(root, where)` reads an element."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._anchored = book.anchored
        self._outline = Counts()
        self._lists: dict[str, Counts] = {}
        self._boxes: list[Element] = []
        self._pictures: list[Element] = []
        self._signed = False
        """Whether the last thing read was an element that stands for white space."""
        self._deleted: set[str] = set()
        """The deletions that this is in."""
        self._said: dict[Element, list[str]] = {}
        """The comments addressed to luxterm on each paragraph."""
        for comment, text in book.directives.items():
            if (paragraph := _paragraph_of(comment)) is not None:
                self._said.setdefault(paragraph, []).append(text)
        self._dress: tuple[MarkKind, ...] = ()
        self._wrappings = {"text:span": self._span, "text:a": self._link}

    def part(self, root: Element, where: Where = Where(), label: str | None = None) -> None:  # noqa: B008 (frozen)
        """Reads the paragraphs, lists and tables inside an element.

        `label` is the number of its first paragraph, "" in a list without one.
        """
        for kind, element in children(root):
            if kind in ("text:p", "text:h"):
                self._paragraph(element, where, label)
                label = None if label is None else ""
            elif kind == "text:list":
                self._list(element, where, 0, "")
            elif kind == "table:table":
                self._table(element)
            elif kind == "text:section" and attribute(element, "text:display") == "none":
                continue
            elif kind in _INDEXES:
                self.part(element, where if where.place else Where(Message("contents")))
            elif kind.startswith("draw:"):
                self._drawing(element)
                self._after(where)
            elif kind not in _UNREAD and kind != "office:annotation":
                self.part(element, where)

    def _paragraph(self, element: Element, where: Where, label: str | None) -> None:
        book, anchored = self._book, self._anchored
        directives = self._said.get(element, [])
        anchored.comment(*(text for text in directives if not closes(text)))
        style = book.styles.get("paragraph", attribute(element, "text:style-name"))
        self._signed = False
        if not style.hidden:
            self._dressed(element, *[MarkKind.STRUCK] * style.struck)
        line = anchored.line
        text = line.strip()
        level = 0
        if name(element) == "text:h":
            level = min(whole(attribute(element, "text:outline-level")), LEVELS)
        if level and not label and attribute(element, "text:is-list-header") != "true":
            label = self._outline.next(book.styles.outline, level - 1)
        anchored.close(
            where.place or self._place(style, level, label, text),
            where.scope or scope_of(bool(level) or style.title, style.caption, label is not None),
            quoted=style.quoted,
            column=where.column,
            lang=style.lang,
        )
        anchored.comment(*filter(closes, directives))
        self._after(where)

    def _place(self, style: Style, level: int, label: str | None, text: str) -> Message | None:
        places = self._book.places
        if not text:
            return None
        if style.title:
            return Message("document-title")
        return places.heading(text, label or "") if level else places.paragraph(text, label or "")

    def _after(self, where: Where) -> None:
        """Text boxes and descriptions of pictures, which are read after the paragraph they are in."""
        book = self._book
        boxes, pictures, self._boxes, self._pictures = self._boxes, self._pictures, [], []
        for picture in pictures:
            self._text(picture, picture.text, False)
            self._anchored.close(where.place or book.places.picture(), Scope.ALT)
        for box in boxes:
            self.part(box, Where(where.place or book.places.within(Message("text-box"))))

    def _list(self, element: Element, where: Where, level: int, style: str) -> None:
        style = attribute(element, "text:style-name") or style
        levels = self._book.styles.levels(style)
        goes_on = attribute(element, "text:continue-numbering") == "true" or attribute(
            element, "text:continue-list"
        )
        if level == 0 and not goes_on:
            self._lists[style] = Counts()
        counts = self._lists.setdefault(style, Counts())
        for kind, item in children(element):
            if kind == "text:list-header":
                self._item(item, where, level, style, "")
            elif kind == "text:list-item":
                nested_only = child(item, "text:p") is None and child(item, "text:h") is None
                at = min(level, LEVELS - 1)
                if start := attribute(item, "text:start-value"):
                    counts.restart(at, whole(start))
                label = "" if nested_only else counts.next(levels, at)
                self._item(item, where, level, style, label)

    def _item(self, item: Element, where: Where, level: int, style: str, label: str) -> None:
        for kind, element in children(item):
            if kind == "text:list":
                self._list(element, where, level + 1, style)
            elif kind in ("text:p", "text:h"):
                self._paragraph(element, where, label)
                label = ""
            else:
                self.part(element, where, label)

    def _table(self, table: Element) -> None:
        reading = Table(self._anchored, self._book.places.table())
        at = 1
        for row, header in _rows(table):
            column = 1
            for kind, cell in children(row):
                if kind in ("table:table-cell", "table:covered-table-cell"):
                    width = min(whole(attribute(cell, "table:number-columns-spanned")), _MOST_REPEATED)
                    reading.cell(at, column, header, partial(self.part, cell), width)
                    column += min(whole(attribute(cell, "table:number-columns-repeated")), _MOST_REPEATED)
            at += min(whole(attribute(row, "table:number-rows-repeated")), _MOST_REPEATED)

    def _content(self, parent: Element) -> None:
        """The text in an element, and what is in between."""
        self._text(parent, parent.text, False)
        for kind, element in children(parent):
            self._inline(kind, element)
            self._text(element, element.tail, True)

    def _inline(self, kind: str, element: Element) -> None:
        book = self._book
        if kind == "text:change-start":
            self._deleted |= {attribute(element, "text:change-id")} & book.deletions
        elif kind == "text:change-end":
            self._deleted.discard(attribute(element, "text:change-id"))
        elif self._deleted:
            self._content(element)
        elif kind == "text:s":
            self._sign(" " * min(whole(attribute(element, "text:c")), _MOST_REPEATED), element)
        elif sign := _SIGNS.get(kind):
            self._sign(sign, element)
        elif wrapping := self._wrappings.get(kind):
            wrapping(element)
        elif kind == "text:note":
            book.notes.append(element)
        elif kind == "office:annotation":
            book.comments.append(element)
        elif kind.startswith("draw:"):
            self._drawn(kind, element)
        elif kind in ("text:p", "text:h"):  # in what we don't know
            self._boxes.append(element)
        elif kind not in _UNREAD and attribute(element, "text:display") != "none":
            self._content(element)

    def _span(self, element: Element) -> None:
        style = self._book.styles.get("text", attribute(element, "text:style-name"))
        if style.hidden:
            return
        if style.code:
            self._anchored.put(BARRIER, element)
            return
        looks = (style.italic, style.bold, style.struck)
        self._dressed(element, *(kind for kind, is_on in zip(_KINDS, looks, strict=True) if is_on))

    def _link(self, element: Element) -> None:
        """A link; one to another place in the document, as in its contents, says nothing of its words."""
        href = next((value for key, value in element.attrib.items() if str(key).endswith("}href")), "#")
        self._dressed(element, *(() if str(href).startswith("#") else (MarkKind.LINK,)))

    def _dressed(self, element: Element, *kinds: MarkKind) -> None:
        """What is in an element, in markup of these kinds besides that around it."""
        outer = self._dress
        self._dress = (*outer, *(kind for kind in kinds if kind not in outer))
        self._content(element)
        self._dress = outer

    def _sign(self, text: str, element: Element) -> None:
        self._anchored.put(text, element)
        self._signed = True

    def _text(self, node: Element, text: str | None, tail: bool) -> None:
        """Text with its white space as the standard folds it: one space for many, none at the beginning.

        White space that comes from an element is not folded with it.
        """
        if not text or self._deleted:
            return
        anchored, signed, self._signed = self._anchored, self._signed, False
        anchored.dress(self._dress)
        if not _ODD.search(text) and text[0] != " ":
            anchored.put(text, node, 0, tail)
            return
        at = 0
        for gap in (*_SPACES.finditer(text), None):
            end = len(text) if gap is None else gap.start()
            if gap is not None and (end > at or signed or not anchored.at_space):
                end += 1
            signed = False
            if end > at:
                anchored.put(text[at:end].replace("\t", " "), node, at, tail)
            at = len(text) if gap is None else gap.end()

    def _drawn(self, kind: str, element: Element) -> None:
        """A drawing among the words: one that is anchored as a character parts them."""
        if kind != "draw:a" and attribute(element, "text:anchor-type") == "as-char":
            self._anchored.put(BARRIER, element)
        self._drawing(element)

    def _drawing(self, element: Element) -> None:
        for kind, inner in children(element):
            if kind in ("text:p", "text:h", "text:list"):
                self._boxes.append(element)
                break
            if kind == "draw:text-box":
                self._boxes.append(inner)
            elif kind in ("svg:desc", "svg:title") and inner.text:
                self._pictures.append(inner)
            elif kind == "office:annotation":
                self._book.comments.append(inner)
            else:
                self._drawing(inner)


def _paragraph_of(element: Element) -> Element | None:
    return next(element.iterancestors(tag("text:p"), tag("text:h")), None)


def _rows(table: Element) -> list[tuple[Element, bool]]:
    """The rows, and whether each is a header."""
    found: list[tuple[Element, bool]] = []
    for kind, element in children(table):
        if kind == "table:table-row":
            found.append((element, False))
        elif kind in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            found += [(row, header or kind == "table:table-header-rows") for row, header in _rows(element)]
    return found

"""OpenDocument texts (.odt, .ott, .fodt): what a person reads in them, and the way back to the XML.

Read in this order: the body with its text boxes and tables, notes, headers, footers, comments.
"""

from collections.abc import Iterable
from typing import NamedTuple

from luxterm.office import opendocument
from luxterm.office.anchored import AUTHOR, Anchor, AnchoredText
from luxterm.office.odt_names import attribute, child, name, tag
from luxterm.office.odt_styles import Styles
from luxterm.office.odt_walk import Book, Walk
from luxterm.office.package import Element
from luxterm.office.places import Places, Where, comment_by, counted
from luxterm.system.errors import UnreadableError
from luxterm.text.directives import addressed
from luxterm.types import Document, Message, Scope


class Opened(NamedTuple):
    """A document as read, sorted anchors into its XML, and the parts that the anchors lead into.

    The one part of a flat document is called "".
    """

    document: Document
    anchors: tuple[Anchor, ...]
    parts: dict[str, Element]


def read(data: bytes) -> Document:
    """The document's text. Raises UnreadableError."""
    return open_document(data).document


def open_document(data: bytes) -> Opened:
    """The document with the way back to its XML. Raises UnreadableError."""
    parts = opendocument.parts(data)
    content = next(iter(parts.values()))
    body = child(child(content, "office:body"), "office:text")
    if body is None:
        raise UnreadableError(Message("not-opendocument"))
    book = Book(AnchoredText(), Styles(parts.values()), Places(), [], [], {}, _deletions(parts.values()))
    for comment in content.iter(tag("office:annotation")):
        if text := _directive(comment):
            book.directives[comment] = text
    walk = Walk(book)
    walk.part(body)
    anchored = book.anchored
    counts = {"footnote": 0, "endnote": 0}
    for note in book.notes:  # a note in a note is added to them
        kind = "endnote" if attribute(note, "text:note-class") == "endnote" else "footnote"
        counts[kind] += 1
        anchored.under = ""
        if (inner := child(note, "text:note-body")) is not None:
            walk.part(inner, Where(counted(kind, counts[kind]), Scope.FOOTNOTE))
    for root in parts.values():
        for element in root.iter(*map(tag, RUNNING)):
            anchored.under = ""
            if attribute(element, "style:display") != "false":
                walk.part(element, Where(RUNNING[name(element)]))
    number = 0
    for number, comment in enumerate(book.comments, 1):
        author = "".join(comment.itertext(tag("dc:creator")))
        if author != AUTHOR and comment not in book.directives:
            anchored.under = ""
            walk.part(comment, Where(comment_by(author, number)))
    document = anchored.document("odt")._replace(lang=book.styles.lang)
    return Opened(document, tuple(anchored.anchors), parts)


RUNNING = {
    **dict.fromkeys(("style:header", "style:header-left", "style:header-first"), Message("header")),
    **dict.fromkeys(("style:footer", "style:footer-left", "style:footer-first"), Message("footer")),
}


def _deletions(roots: Iterable[Element]) -> set[str]:
    regions = (region for root in roots for region in root.iter(tag("text:changed-region")))
    return {attribute(region, "text:id") for region in regions if child(region, "text:deletion") is not None}


def _directive(comment: Element) -> str:
    """What a comment says to us; empty if it is for people."""
    text = " ".join(" ".join("".join(p.itertext()) for p in comment.iter(tag("text:p"))).split())
    return text if addressed(text) else ""

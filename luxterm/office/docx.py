"""Word documents (.docx, .docm, .dotx, …): what a person reads in them, and the way back to the XML.

Read in this order: the body with its text boxes and tables, footnotes, endnotes, headers, footers,
comments. Macros, links and embedded files are not looked at.
"""

from typing import NamedTuple

from luxterm.office.anchored import AUTHOR, Anchor, AnchoredText
from luxterm.office.docx_names import attribute, children
from luxterm.office.docx_numbers import Numbers
from luxterm.office.docx_styles import Styles
from luxterm.office.docx_walk import Book, Walk
from luxterm.office.drawings import drawing
from luxterm.office.package import Element, Package
from luxterm.office.places import Places, Where, comment_by, counted
from luxterm.office.relations import related
from luxterm.system.errors import UnreadableError
from luxterm.text.directives import addressed
from luxterm.types import Document, Message, Scope


class Opened(NamedTuple):
    """A document as read, sorted anchors into its XML, and the parts that the anchors lead into.

    `main` is the name of the part with the body.
    """

    document: Document
    anchors: tuple[Anchor, ...]
    package: Package
    parts: dict[str, Element]
    main: str


def read(data: bytes) -> Document:
    """The document's text. Raises UnreadableError."""
    return open_document(data).document


def open_document(data: bytes) -> Opened:
    """The document with the way back to its XML. Raises UnreadableError."""
    package = Package(data)
    main = next((name for _, name in related(package, "", "officeDocument")), None)
    if main is None:
        raise UnreadableError(Message("not-word"))
    parts: dict[str, Element] = {}

    def part(name: str) -> Element:
        if name not in parts:
            parts[name] = package.xml(name)
        return parts[name]

    def first(kind: str) -> Element | None:
        return next((part(name) for _, name in related(package, main, kind)), None)

    comments = list(enumerate(_children(first("comments"), "comment"), 1))
    directives = {attribute(each, "id") or "": text for _, each in comments if (text := _directive(each))}

    def drawn(element: Element) -> list[tuple[Message, str]]:
        root = element.getroottree().getroot()
        return drawing(package, next(name for name, each in parts.items() if each is root), element)

    styles, numbers = Styles(first("styles")), Numbers(first("numbering"))
    book = Book(AnchoredText(), styles, numbers, Places(), [], directives, drawn)
    walk = Walk(book)
    walk.part(part(main))
    anchored = book.anchored
    for kind in ("footnote", "endnote"):
        _read_notes(kind, _children(first(f"{kind}s"), kind), book, walk)
    for kind in ("header", "footer"):
        for _, name in related(package, main, kind):
            anchored.under = ""
            walk.part(part(name), Where(Message(kind)))
    for number, comment in comments:
        author = attribute(comment, "author") or ""
        if author != AUTHOR and attribute(comment, "id") not in directives:
            anchored.under = ""
            walk.part(comment, Where(comment_by(author, number)))
    document = anchored.document("docx")._replace(lang=styles.lang)
    return Opened(document, tuple(anchored.anchors), package, parts, main)


def _read_notes(kind: str, notes: list[Element], book: Book, walk: Walk) -> None:
    """Those notes of a kind that the text leads to, numbered in its order."""
    by_id = {attribute(note, "id") or "": note for note in notes}
    wanted = [id for found, id in book.notes if found == kind]
    for number, id in enumerate(dict.fromkeys(wanted), 1):
        book.anchored.under = ""
        if id in by_id:
            walk.part(by_id[id], Where(counted(kind, number), Scope.FOOTNOTE))


def _children(root: Element | None, wanted: str) -> list[Element]:
    return [] if root is None else [element for kind, element in children(root) if kind == wanted]


def _directive(comment: Element) -> str:
    """What a comment says to luxterm; empty if it is for people."""
    text = "".join(node.text or "" for node in comment.iter("{*}t")).strip()
    return " ".join(text.split()) if addressed(text) else ""

"""The reader of EPUB books: their chapters, in the order in which one reads them."""

import posixpath
import re
from urllib.parse import unquote

from luxterm import formats
from luxterm.office.extracted import Enough, ExtractedText
from luxterm.office.package import Package, TooMuch
from luxterm.office.places import counted
from luxterm.system.errors import UnreadableError
from luxterm.text.source import decode
from luxterm.types import TITLED, Document, Message, Scope, quoted

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_LINK = re.compile(r"(<a\s[^<>]*+>)[^<>]{0,20}</a\s*+>")
_OF_A_NOTE = re.compile(r"\bnoteref\b")
"""What says so of a link. With its number, the word before it would seem to continue."""
_HTML = 4
"""How many times what an XML tree costs reading HTML does."""
_CHAPTERS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


def read(data: bytes) -> Document:
    """The document's text. Raises UnreadableError."""
    package, extracted = Package(data), ExtractedText()
    container = package.xml(_CONTAINER)
    root = next((file.get("full-path", "") for file in container.iterdescendants("{*}rootfile")), "")
    book = package.xml(root)
    declared = book.iterdescendants("{http://purl.org/dc/elements/1.1/}language")
    extracted.lang = next(((lang.text or "").strip() for lang in declared), "")
    for title in book.iterdescendants("{http://purl.org/dc/elements/1.1/}title"):
        extracted.add(title.text or "", Message("document-title"), Scope.HEADING)
    chapters = {
        item.get("id", ""): _path(root, item.get("href", ""))
        for item in book.iterdescendants("{*}item")
        if item.get("media-type") in _CHAPTERS
    }
    sealed = _sealed(package)
    order = [chapters.get(item.get("idref", ""), "") for item in book.iterdescendants("{*}itemref")]
    # once each: a book may name a chapter as often as it likes
    for number, name in enumerate(dict.fromkeys(name for name in order if name in package), 1):
        if name in sealed:
            raise UnreadableError(Message("copy-protected"))
        try:
            chapter = _chapter(package.streamed(name, times=_HTML))
        except TooMuch as error:
            raise Enough(error.message, extracted.document) from error
        headings = (s for s in chapter.segments if s.scope is Scope.HEADING)
        first = next((chapter.text[s.span.start : s.span.end] for s in headings), "")
        title = " ".join(first.split())[:80]
        extracted.under = ""
        place = Message("chapter", (quoted(title, TITLED),)) if title else counted("part", number)
        extracted.adopt(chapter, place, titled=True)
    return extracted.document("epub")


def _chapter(data: bytes) -> Document:
    """A chapter's text without its head, whose title is often the book's."""
    text = decode(data).text
    body = text[max(text.find("<body"), 0) :]
    body = _LINK.sub(lambda link: "" if _OF_A_NOTE.search(link[1]) else link[0], body)
    return formats.read("<?xml?>" + body, "html")


def _path(root: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(root), unquote(href.partition("#")[0])))


def _sealed(package: Package) -> set[str]:
    """The parts that are encrypted; fonts often are, which doesn't matter."""
    if _ENCRYPTION not in package:
        return set()
    references = package.xml(_ENCRYPTION).iterdescendants("{*}CipherReference")
    return {unquote(reference.get("URI", "")) for reference in references}

"""What OpenDocument texts, sheets and slides have in common: the package; paragraphs and comments."""

from collections.abc import Iterator

from luxterm.office.package import Element, Package, local, parse_xml
from luxterm.system.errors import UnreadableError
from luxterm.types import Message

CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_UNREAD = frozenset(("annotation", "note-citation", "tracked-changes", "desc", "title"))


def parts(data: bytes) -> dict[str, Element]:
    """The parts of a document with what people read, its content first; a flat one has one, called "".

    Raises UnreadableError.
    """
    if data[:100].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return {"": parse_xml(data)}
    package = Package(data)
    if MANIFEST in package and b":encryption-data" in package.read(MANIFEST):
        raise UnreadableError(Message("is-protected"))
    found = {CONTENT: package.xml(CONTENT)}
    if STYLES in package:
        found[STYLES] = package.xml(STYLES)
    return found


def body(data: bytes) -> Element:
    """The content of a document, packed or flat. Raises UnreadableError."""
    return next(iter(parts(data).values()))


def words(paragraph: Element) -> str:
    """What is read of a paragraph."""
    return "".join(_texts(paragraph))


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in ("s", "tab", "line-break"):
            yield " "
        elif name and name not in _UNREAD:
            yield from _texts(child)
        yield child.tail or ""


def comments(element: Element) -> Iterator[tuple[str, str]]:
    """Who wrote each comment on an element ("" if that isn't given), and what it says.

    Excel begins comments with their author's name, and LibreOffice leaves it there.
    """
    for note in element.iterdescendants("{*}annotation"):
        outer = next(note.iterancestors("{*}p"), None)
        by = next((creator.text or "" for creator in note.iterchildren("{*}creator")), "")
        paragraphs = note.iterdescendants("{*}p")
        own = (part for part in paragraphs if next(part.iterancestors("{*}p"), None) in (None, outer))
        said = " ".join(map(words, own))
        yield by, said.removeprefix(f"{by}:").lstrip() if by else said


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without the namespace."""
    found = (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name)
    return next(found, "")

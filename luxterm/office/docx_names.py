"""Names in WordprocessingML, whichever of its two namespaces (Transitional, Strict) a document uses."""

from collections.abc import Iterator
from functools import lru_cache

from luxterm.office.package import Element

_MAIN = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_PREFIXES = {
    **dict.fromkeys(_MAIN, ""),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}": "mc:",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}": "m:",
    "{http://purl.oclc.org/ooxml/officeDocument/math}": "m:",
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}": "wp:",
    "{http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing}": "wp:",
}


def name(element: Element) -> str:
    """An element's name: "p" for w:p, "mc:Choice" for others we know, "?…" for the rest."""
    return _name(str(element.tag))


@lru_cache(2_000)
def _name(tag: str) -> str:
    namespace, brace, local = tag.rpartition("}")
    return _PREFIXES.get(namespace + brace, "?") + local


@lru_cache(2_000)
def _tags(wanted: str) -> tuple[str, str]:
    return _MAIN[0] + wanted, _MAIN[1] + wanted


def children(element: Element) -> Iterator[tuple[str, Element]]:
    """The child elements with their names."""
    for child in element.iterchildren("*"):
        yield name(child), child


def child(element: Element | None, wanted: str) -> Element | None:
    """The first child of that name, which is one of the main namespace."""
    if element is None:
        return None
    return next(element.iterchildren(*_tags(wanted)), None)


def attribute(element: Element | None, local: str) -> str | None:
    """An attribute in the main namespace."""
    if element is None:
        return None
    value = element.get(_MAIN[0] + local)
    return element.get(_MAIN[1] + local) if value is None else value


def value(element: Element | None, wanted: str) -> str | None:
    """The `val` of the first child of that name."""
    return attribute(child(element, wanted), "val")


def on(element: Element) -> bool:
    """Whether an element that switches something switches it on."""
    return attribute(element, "val") not in ("0", "false", "off", "none")


def whole(text: str | None) -> int | None:
    """A number in an attribute; None if it isn't a number, or not a sensible one."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None

"""Names in OpenDocument: an element is "text:p" whatever prefixes its file declares."""

from collections.abc import Iterator
from functools import cache, lru_cache

from luxterm.office.package import Element

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    **{f"{{{_SPACE}{name}:1.0}}": f"{name}:" for name in ("office", "style", "text", "table")},
    f"{{{_SPACE}drawing:1.0}}": "draw:",
    f"{{{_SPACE}svg-compatible:1.0}}": "svg:",
    f"{{{_SPACE}xsl-fo-compatible:1.0}}": "fo:",
    "{http://purl.org/dc/elements/1.1/}": "dc:",
}
_SPACES = {prefix: space for space, prefix in _PREFIXES.items()}


@lru_cache(2_000)
def _name(tag: str) -> str:
    space, brace, local = tag.rpartition("}")
    return _PREFIXES.get(space + brace, "?") + local


def name(element: Element) -> str:
    """An element's name with our prefix for its namespace; "?…" if we have none."""
    return _name(str(element.tag))


@cache
def tag(wanted: str) -> str:
    """A name as lxml has it: "text:p" in full."""
    prefix, colon, local = wanted.partition(":")
    return _SPACES[prefix + colon] + local


def children(element: Element) -> Iterator[tuple[str, Element]]:
    """The child elements with their names."""
    for child in element.iterchildren("*"):
        yield name(child), child


def child(element: Element | None, wanted: str) -> Element | None:
    """The first child of that name."""
    return None if element is None else element.find(tag(wanted))


def attribute(element: Element | None, wanted: str) -> str:
    """An attribute; empty if it isn't there."""
    return "" if element is None else element.get(tag(wanted)) or ""


def whole(text: str, default: int = 1) -> int:
    """A number in an attribute; `default` if it isn't a number, or not a sensible one."""
    return int(text) if text.isdecimal() and len(text) < 10 else default

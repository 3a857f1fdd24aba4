"""Putting changed elements back into the bytes of an XML part; every other byte stays as it was."""

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.parsers import expat

from lxml import etree

from luxterm.office.package import Element, not_well_formed, parse_xml

_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


class Part:
    """The bytes of a part and its parsed root, before anything in it is changed."""

    def __init__(self, data: bytes, root: Element) -> None:
        self._data = _in_utf_8(data, root)
        self.root = root
        self._order = {element: number for number, element in enumerate(root.iter("*"))}

    def patched(self, changed: Iterable[Element], before: Mapping[Element, Element] | None = None) -> bytes:
        """The part with these elements as they are now; none may be inside another.

        `before` are new elements, each by the old one that it goes before. Raises UnreadableError.
        """
        numbers = {self._order[element]: element for element in changed}
        added = {self._order[element]: new for element, new in (before or {}).items()}
        spans = _spans(self._data, numbers | added)
        parts: list[bytes] = []
        done = 0
        for number in sorted(spans):
            start, end = spans[number]
            parts.append(self._data[done:start])
            done = start
            if number in added:
                parts.append(written(added[number]))
            if number in numbers:
                parts.append(written(numbers[number]))
                done = end
        return b"".join([*parts, self._data[done:]])


def appended(data: bytes, added: Sequence[Element]) -> bytes:
    """The part with elements added at the end of its root element, in the prefixes declared there.

    Raises UnreadableError.
    """
    root = parse_xml(data)
    data = _in_utf_8(data, root)
    root.extend(added)
    content = b"".join(map(written, added))
    start, end = _spans(data, [0])[0]
    inner = data[start:end]
    if inner.endswith(b"/>"):
        name = re.split(rb"[\s/>]", inner[1:], maxsplit=1)[0]
        return b"".join((data[: end - 2], b">", content, b"</", name, b">", data[end:]))
    close = start + inner.rindex(b"</")
    return data[:close] + content + data[close:]


def _in_utf_8(data: bytes, root: Element) -> bytes:
    """A part into which bytes of UTF-8 can be put: as it is, where it is in that encoding."""
    tree = root.getroottree()
    ours = (tree.docinfo.encoding or "utf-8").lower() == "utf-8"
    return data if ours else etree.tostring(tree, encoding="UTF-8", standalone=True)


def written(element: Element) -> bytes:
    """An element as it stands in its document, without the namespaces that are declared above it."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    end = text.index(">")
    tag = text[:end]
    parent = element.getparent()
    for prefix, uri in () if parent is None else parent.nsmap.items():
        tag = tag.replace(f' xmlns:{prefix}="{uri}"' if prefix else f' xmlns="{uri}"', "", 1)
    return (tag + text[end:]).encode()


def _spans(data: bytes, wanted: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Where in the bytes the elements with these numbers are, counted in document order.

    Raises UnreadableError: this parser refuses names and declarations that the other one takes.
    """
    left, found = set(wanted), dict[int, tuple[int, int]]()
    parser = expat.ParserCreate()
    opened: list[tuple[int, int]] = []
    count = 0

    def begin(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal count
        opened.append((count, parser.CurrentByteIndex))
        count += 1

    def finish(_name: str) -> None:
        number, start = opened.pop()
        if number in left:
            tag = _TAG.match(data, start)
            if tag is None or not tag[0].endswith(b"/>"):  # it has an end tag
                tag = _TAG.match(data, parser.CurrentByteIndex)
            assert tag is not None
            found[number] = start, tag.end()

    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise not_well_formed(error) from error
    return found

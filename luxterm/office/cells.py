"""What the parts of an Excel workbook have in common: strings, references, characters by their numbers."""

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from lxml import etree

from luxterm.office.package import Element, Package, not_well_formed
from luxterm.office.relations import related

_ESCAPED = re.compile(r"_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
"""A character as it is written that XML can't have, or that an older program didn't: _x000D_."""
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def strings(package: Package, book: str) -> list[str]:
    """The strings that the cells of a workbook name by their numbers."""
    parts = related(package, book, "sharedStrings")
    return [words(item) for _, name in parts for item in elements(package, name, "si")]


def words(element: Element) -> str:
    """What is written in it, without the readings that some languages put above words."""
    return "".join(
        " " if str(text.tag).endswith("}br") else unescaped(text.text or "")
        for text in element.iterdescendants("{*}t", "{*}text", "{*}br")
        if (above := text.getparent()) is None or not str(above.tag).endswith("}rPh")
    )


def unescaped(text: str) -> str:
    """Text with the characters that are written by their numbers; what no text has is a space."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda escaped: chr(max(int(escaped[1], 16), 0x20)), text)


def position(reference: str) -> tuple[int, int] | None:
    """The column and row of a cell's reference."""
    found = _REFERENCE.fullmatch(reference)
    return (_column(found[1]), int(found[2])) if found else None


def whole(digits: str | None, otherwise: int) -> int:
    """A number in an attribute or a cell, if it is a sensible one."""
    return int(digits) if digits and digits.isdecimal() and len(digits) < 10 else otherwise


def elements(package: Package, name: str, *tags: str) -> Iterator[Element]:
    """The elements of these names in a part, each forgotten before the next one is read."""
    events = etree.iterparse(
        BytesIO(package.streamed(name)),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        for _, element in events:
            yield element
            element.clear()
            while (before := element.getprevious()) is not None and (
                above := element.getparent()
            ) is not None:
                above.remove(before)
    except etree.XMLSyntaxError as error:
        raise not_well_formed(error, name) from error


@lru_cache(2_000)
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return column

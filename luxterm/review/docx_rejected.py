"""What a Word document says and looks like once every change of ours is rejected, paragraph by paragraph.

Reckoned from the copy's bytes alone, by what the standard says a tracked change is: it shares nothing with
the code that writes the changes, so that it can tell where that went wrong.
"""

from lxml import etree

from luxterm.office.anchored import AUTHOR
from luxterm.office.docx_names import attribute, child, name
from luxterm.office.package import Element, Package
from luxterm.review.flat import Context, Flat, attributes, skeleton

_TYPES = "[Content_Types].xml"
_TRACKED = frozenset({"ins", "moveTo", "del", "moveFrom"})
_COMMENTED = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference"})
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a document by name, but for lists of parts. Raises UnreadableError."""
    package = Package(data)
    return {part: package.read(part) for part in package.names if part.endswith(".xml") and part != _TYPES}


def paragraphs(root: Element, ours: frozenset[str]) -> list[Flat] | None:
    """Of a part: each outermost paragraph, and what is around them; None for one that says nothing.

    `ours` are the ids of our comments.
    """
    if name(root) == "comments":
        return None
    found = [_Paragraph(ours).flat(each) for each in outermost(root)]
    return [*found, skeleton(root, lambda each: name(each) == "p")]


def outermost(root: Element) -> list[Element]:
    """The paragraphs of a part that aren't in others."""
    every = (each for each in root.iter("{*}p") if name(each) == "p")
    return [each for each in every if not any(name(around) == "p" for around in each.iterancestors("*"))]


def comments(roots: list[Element]) -> frozenset[str]:
    """The ids of our comments."""
    every = (each for root in roots if name(root) == "comments" for each in root.iterchildren("*"))
    return frozenset(attribute(each, "id") or "" for each in every if attribute(each, "author") == AUTHOR)


class _Paragraph:
    def __init__(self, ours: frozenset[str]) -> None:
        self._ours = ours
        self._flat = Flat()

    def flat(self, paragraph: Element) -> Flat:
        self._inside(paragraph, ())
        return self._flat

    def _inside(self, element: Element, context: Context) -> None:
        for each in element.iterchildren("*"):
            self._one(each, name(each), context)

    def _one(self, element: Element, kind: str, context: Context) -> None:
        ours = kind in _TRACKED and attribute(element, "author") == AUTHOR
        if ours and kind == "ins":
            return
        if ours and kind == "del":
            self._inside(element, context)
        elif kind in _COMMENTED and attribute(element, "id") in self._ours:
            return
        elif kind in ("t", "delText"):
            text = element.text or ""
            gone = kind == "delText" and not _in_ours(element)
            self._flat.put(text if element.get(_PRESERVE) == "preserve" else text.strip(), (*context, gone))
        elif kind == "r":
            properties = child(element, "rPr")
            look = b"" if properties is None else etree.tostring(properties, with_tail=False)
            here = (*context, "r", look)
            for each in element.iterchildren("*"):
                if each is not properties:
                    self._one(each, name(each), here)
        elif len(element):
            stated = attributes(element, lambda key: kind in _TRACKED and key.endswith("}id"))
            here = (*context, str(element.tag), stated)
            before = self._flat.size
            self._inside(element, here)
            if self._flat.size == before and not _only_ours(element, self._ours):
                self._flat.sign(here)
        else:
            self._flat.sign((*context, str(element.tag), attributes(element), element.text))


def _in_ours(element: Element) -> bool:
    around = next((each for each in element.iterancestors("*") if name(each) == "del"), None)
    return around is not None and attribute(around, "author") == AUTHOR


def _only_ours(element: Element, ours: frozenset[str]) -> bool:
    """Whether there is nothing in an element but what we put there."""
    return any(
        (name(each) in _COMMENTED and attribute(each, "id") in ours)
        or (name(each) == "ins" and attribute(each, "author") == AUTHOR)
        for each in element.iter("*")
    )

"""What an OpenDocument text says and looks like once every change of ours is rejected, as `docx_rejected`."""

import re

from luxterm.office import opendocument
from luxterm.office.anchored import AUTHOR, LINE_BREAK
from luxterm.office.odt_names import attribute, child, children, name, tag, whole
from luxterm.office.package import Element, Package
from luxterm.review.flat import Context, Flat, attributes, skeleton

_PARAGRAPHS = frozenset({"text:p", "text:h"})
_LIST = "text:tracked-changes"
_SPACES = re.compile(r"[ \t\r\n]+")
_SIGNS = {"text:s": " ", "text:tab": "\t", "text:line-break": LINE_BREAK}
_MARKS = ("text:change", "text:change-start", "text:change-end")


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a document by name. Raises UnreadableError."""
    if "" in opendocument.parts(data):
        return {"": data}
    package = Package(data)
    return {part: package.read(part) for part in package.names if part.endswith(".xml")}


def comments(roots: list[Element]) -> frozenset[str]:
    """The names of our comments."""
    every = (each for root in roots for each in root.iter(tag("office:annotation")) if _signed(each))
    return frozenset(attribute(each, "office:name") for each in every)


def outermost(root: Element) -> list[Element]:
    """The paragraphs of a part that aren't in others, nor in the list of changes."""
    every = root.iter(tag("text:p"), tag("text:h"))
    within = frozenset({*_PARAGRAPHS, _LIST})
    return [each for each in every if not any(name(a) in within for a in each.iterancestors())]


def paragraphs(root: Element, ours: frozenset[str]) -> list[Flat]:
    """Of a part: each outermost paragraph, and what is around them. `ours` are the names of our comments."""
    changes: dict[str, Element] = {}
    others = Flat()
    for region in root.iter(tag("text:changed-region")):
        change = next(region.iterchildren("*"), None)
        if change is not None and _signed(child(change, "office:change-info")):
            changes[attribute(region, "text:id")] = change
        else:
            others.sign(tuple(_stated(each) for each in region.iter("*")))
    found = [_Paragraph(ours, changes).flat(each) for each in outermost(root)]
    around = skeleton(root, lambda each: name(each) in (*_PARAGRAPHS, _LIST))
    return [*found, others, Flat(each for each in around if each[0][1] != tag(_LIST))]


def _signed(element: Element | None) -> bool:
    return element is not None and "".join(element.itertext(tag("dc:creator"))) == AUTHOR


def _stated(element: Element) -> tuple[object, ...]:
    return str(element.tag), attributes(element), (element.text or "").strip()


class _Paragraph:
    def __init__(self, ours: frozenset[str], changes: dict[str, Element]) -> None:
        self._ours = ours
        self._changes = changes
        self._flat = Flat()
        self._inserted = set[str]()
        """Our insertions that this is in."""
        self._folds = True
        """Whether a space would be folded away: it follows one, or begins the paragraph."""

    def flat(self, paragraph: Element) -> Flat:
        self._nested(paragraph)
        return self._flat

    def _nested(self, paragraph: Element) -> None:
        self._folds = True
        self._flat.sign((str(paragraph.tag), attributes(paragraph)))
        self._inside(paragraph, ())
        self._flat.sign(("end",))

    def _inside(self, element: Element, context: Context) -> None:
        self._text(element.text, context)
        for kind, each in children(element):
            self._one(kind, each, context)
            self._text(each.tail, context)

    def _one(self, kind: str, element: Element, context: Context) -> None:
        id = attribute(element, "text:change-id")
        if kind in _MARKS and id in self._changes:
            if kind == "text:change-start":
                self._inserted.add(id)
            elif kind == "text:change-end":
                self._inserted.discard(id)
            else:
                self._put_back(self._changes[id])
        elif self._inserted:
            return
        elif kind in ("office:annotation", "office:annotation-end"):
            if attribute(element, "office:name") not in self._ours:
                self._flat.sign((*context, *(_stated(each) for each in element.iter("*"))))
        elif kind in _PARAGRAPHS:
            folds = self._folds
            self._nested(element)
            self._folds = folds
        elif kind in _SIGNS:
            times = whole(attribute(element, "text:c")) if kind == "text:s" else 1
            self._flat.put(_SIGNS[kind] * min(times, 1_000), context)
            self._folds = False
        elif len(element) or element.text:
            self._inside(element, (*context, str(element.tag), _look(element)))
        else:
            self._flat.sign((*context, str(element.tag), attributes(element)))

    def _put_back(self, change: Element) -> None:
        """What a deletion took out."""
        for kind, each in children(change):
            if kind in _PARAGRAPHS:
                self._inside(each, ())

    def _text(self, text: str | None, context: Context) -> None:
        if not text or self._inserted:
            return
        folded = _SPACES.sub(" ", text)
        if self._folds and folded[0] == " ":
            folded = folded[1:]
        if folded:
            self._flat.put(folded, context)
            self._folds = folded[-1] == " "


def _look(element: Element) -> tuple[tuple[str, str], ...]:
    return attributes(element, lambda key: key.endswith("}id"))

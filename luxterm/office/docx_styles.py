"""Styles of a Word document: what a paragraph or a run is by its style, through what that is based on.

A built-in style keeps its name in every language of Word; only its id is translated. A style of the
user's own is what the style it is based on is.
"""

from typing import NamedTuple

from luxterm.office.docx_names import attribute, child, children, name, on, value, whole
from luxterm.office.package import Element
from luxterm.office.style_names import CAPTION, CODE, QUOTES, TITLES

_DEPTH = 20
"""How many styles may be based one on another."""


class Style(NamedTuple):
    """What a style says, or properties that stand by themselves; None is nothing.

    `level` is the heading's, from 0, and 9 is body text. `list` is the list's id, "" for none.
    """

    level: int | None = None
    title: bool | None = None
    quoted: bool | None = None
    caption: bool | None = None
    contents: bool | None = None
    code: bool | None = None
    list: str | None = None
    list_level: int | None = None
    hidden: bool | None = None
    lang: str | None = None
    italic: bool | None = None
    bold: bool | None = None
    struck: bool | None = None

    def over(self, base: "Style") -> "Style":
        """This style based on another."""
        pairs = zip(self, base, strict=True)
        return Style._make(theirs if mine is None else mine for mine, theirs in pairs)


PLAIN = Style()


class Styles:
    """The styles of a document; `root` is None if it has none."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._found: dict[str, Style] = {}
        self.default = ""
        """The id of the style of a paragraph that names none."""
        defaults = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr") if root is not None else None
        self.lang = run(defaults).lang or ""
        """The language of what declares none."""
        for kind, element in children(root) if root is not None else ():
            if kind == "style":
                id = attribute(element, "styleId") or ""
                self._elements.setdefault(id, element)
                if attribute(element, "type") == "paragraph" and attribute(element, "default") in (
                    "1",
                    "true",
                ):
                    self.default = id

    def get(self, id: str, depth: int = 0) -> Style:
        """The style with that id; a plain one if there is none."""
        if id not in self._found:
            element = self._elements.get(id)
            if element is None or depth > _DEPTH:
                return PLAIN
            base = value(element, "basedOn")
            own = _read(element)
            self._found[id] = own.over(self.get(base, depth + 1)) if base else own
        return self._found[id]


def _read(element: Element) -> Style:
    called = (value(element, "name") or "").lower()
    own = paragraph(child(element, "pPr")).over(run(child(element, "rPr")))
    level = own.level
    if level is None and called.startswith("heading ") and called[8:].isdecimal():
        level = min(int(called[8:]), 10) - 1
    return own._replace(
        level=level,
        title=called in TITLES or None,
        quoted=called in QUOTES or None,
        caption=called == CAPTION or None,
        contents=called.startswith("toc ") or None,
        code=called in CODE or None,
    )


def paragraph(properties: Element | None) -> Style:
    """What a paragraph's properties say by themselves: outline level, place in a list."""
    if properties is None:
        return PLAIN
    numbered = child(properties, "numPr")
    id = value(numbered, "numId")
    return Style(
        level=whole(value(properties, "outlineLvl")),
        list="" if id == "0" else id,
        list_level=whole(value(numbered, "ilvl")),
    )


def run(properties: Element | None) -> Style:
    """What a run's properties switch on or off by themselves."""
    if properties is None:
        return PLAIN
    hidden = italic = bold = struck = lang = None
    for element in properties.iterchildren("*"):
        match name(element):
            case "vanish":
                hidden = on(element)
            case "i":
                italic = on(element)
            case "b":
                bold = on(element)
            case "strike" | "dstrike":
                struck = on(element) or struck
            case "lang":
                lang = attribute(element, "val")
            case _:
                pass
    return Style(hidden=hidden, lang=lang, italic=italic, bold=bold, struck=struck)

"""Styles and lists of an OpenDocument text: what a paragraph or a span is by its style."""

from collections.abc import Iterable
from typing import NamedTuple

from luxterm.office.numbers import Level
from luxterm.office.odt_names import attribute, child, children, tag, whole
from luxterm.office.package import Element
from luxterm.office.style_names import CAPTION, CODE, QUOTES, TITLES

_DEPTH = 20
"""How many styles may be based one on another."""
_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": "none",
}


class Style(NamedTuple):
    """What a style says, with all that it is based on."""

    title: bool = False
    quoted: bool = False
    caption: bool = False
    code: bool = False
    hidden: bool = False
    italic: bool = False
    bold: bool = False
    struck: bool = False
    lang: str = ""


PLAIN = Style()


class Styles:
    """The styles in the roots of a document's parts; of two with one name, the first root's applies."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._found: dict[tuple[str, str], Style] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self.outline: dict[int, Level] = {}
        """How headings are numbered."""
        self.lang = ""
        """The language of what declares none."""
        for root in roots:
            for element in root.iter(tag("style:style")):
                key = attribute(element, "style:family"), attribute(element, "style:name")
                self._elements.setdefault(key, element)
            for element in root.iter(tag("style:default-style")):
                if attribute(element, "style:family") == "paragraph":
                    self.lang = self.lang or _lang(child(element, "style:text-properties"))
            for element in root.iter(tag("text:list-style")):
                self._lists.setdefault(attribute(element, "style:name"), _levels(element))
            for element in root.iter(tag("text:outline-style")):
                self.outline = self.outline or _levels(element)

    def get(self, family: str, name: str, depth: int = 0) -> Style:
        """The style of that family ("paragraph", "text"); one that isn't there is the program's own."""
        key = family, name
        if key not in self._found:
            element = self._elements.get(key)
            if element is None or depth > _DEPTH:
                return PLAIN if element is not None else _built_in(name)
            parent = attribute(element, "style:parent-style-name")
            base = self.get(family, parent, depth + 1) if parent else PLAIN
            self._found[key] = _read(element, base)
        return self._found[key]

    def levels(self, name: str) -> dict[int, Level]:
        """How a list style numbers its levels, from 0."""
        return self._lists.get(name, {})


def _called(name: str) -> str:
    return name.replace("_20_", " ").lower()


def _built_in(name: str) -> Style:
    """What a style with that name is by it."""
    called = _called(name)
    return Style(called in TITLES, called in QUOTES, called == CAPTION, called in CODE)


def _read(element: Element, base: Style) -> Style:
    called = (attribute(element, "style:display-name") or _called(attribute(element, "style:name"))).lower()
    text = child(element, "style:text-properties")
    display, slope = attribute(text, "text:display"), attribute(text, "fo:font-style")
    weight, line = attribute(text, "fo:font-weight"), attribute(text, "style:text-line-through-style")
    return Style(
        title=base.title or called in TITLES,
        quoted=base.quoted or called in QUOTES,
        caption=base.caption or called == CAPTION,
        code=base.code or called in CODE,
        hidden=display == "none" if display else base.hidden,
        italic=slope in ("italic", "oblique") if slope else base.italic,
        bold=weight == "bold" or weight > "500"
        if weight and weight != "normal"
        else base.bold and not weight,
        struck=line != "none" if line else base.struck,
        lang=_lang(text) or base.lang,
    )


def _lang(properties: Element | None) -> str:
    """The language that the properties of a text declare."""
    lang, country = attribute(properties, "fo:language"), attribute(properties, "fo:country")
    return "" if lang in ("none", "zxx") else f"{lang}-{country}" if lang and country != "none" else lang


def _levels(style: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for kind, element in children(style):
        at = whole(attribute(element, "text:level")) - 1
        if kind in ("text:list-level-style-number", "text:outline-level-style"):
            format = _FORMATS.get(attribute(element, "style:num-format"), "decimal")
            shown = whole(attribute(element, "text:display-levels"))
            counts = ".".join(f"%{level}" for level in range(max(at + 2 - shown, 1), at + 2))
            affixes = attribute(element, "style:num-prefix"), attribute(element, "style:num-suffix")
            start = whole(attribute(element, "text:start-value"))
            found[at] = Level(start, format, counts.join(affixes))
        else:
            found[at] = Level(format="bullet")
    return found

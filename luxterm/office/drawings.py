"""The text of drawings in Office documents that have a part of their own: charts and diagrams (SmartArt)."""

from collections.abc import Iterator

from luxterm.office.package import Element, Package, local
from luxterm.office.relations import related
from luxterm.types import Message

CHART, DIAGRAM = Message("chart"), Message("diagram")
_KINDS = {
    "chart": ("chart", "id"),
    "relIds": ("diagramData", "dm"),
}
"""The element that represents a drawing: the kind of its part, and the attribute that names its relation."""


def drawing(package: Package, part: str, element: Element) -> list[tuple[Message, str]]:
    """The texts of a drawing in a part, each with what it is in: a chart, a diagram."""
    shape = local(element)
    if shape not in _KINDS:
        return []
    kind, wanted = _KINDS[shape]
    ids = {str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{wanted}")}
    kinds = (kind, "chartEx") if kind == "chart" else (kind,)
    names = [name for each in kinds for id, name in related(package, part, each) if id in ids]
    what, read = (CHART, _chart) if kind == "chart" else (DIAGRAM, _diagram)
    return [(what, text) for name in names for text in read(package.xml(name))]


def charts(package: Package, part: str) -> list[str]:
    """The texts of all charts that a part shows."""
    names = [name for kind in ("chart", "chartEx") for _, name in related(package, part, kind)]
    return [text for name in dict.fromkeys(names) for text in _chart(package.xml(name))]


def _chart(root: Element) -> Iterator[str]:
    """Titles and labels, then the names of series and categories as they were saved; each once."""
    found = list(map(_words, _paragraphs(root)))
    caches = ("{*}tx", "{*}strCache", "{*}strLit", "{*}multiLvlStrCache")
    values = root.iterdescendants("{*}v")
    found += [each.text or "" for each in values if next(each.iterancestors(*caches), None) is not None]
    found += [
        point.text or "" for level in root.iterdescendants("{*}lvl") for point in level.iterchildren("{*}pt")
    ]
    yield from dict.fromkeys(text for text in found if text.strip())


def _diagram(root: Element) -> Iterator[str]:
    for paragraph in _paragraphs(root):
        point = next(paragraph.iterancestors("{*}pt"), None)
        if point is not None and point.get("type", "node") in ("node", "asst"):
            yield _words(paragraph)


def _paragraphs(root: Element) -> Iterator[Element]:
    """Those that aren't in one another."""
    found = root.iterdescendants("{*}p")
    return (paragraph for paragraph in found if next(paragraph.iterancestors("{*}p"), None) is None)


def _words(paragraph: Element) -> str:
    return "".join(text.text or " " for text in paragraph.iterdescendants("{*}t", "{*}br"))

"""Which text of an OpenDocument text somebody has inserted with changes tracked."""

from bisect import bisect_right

from lxml import etree

from luxterm.office.odt import Opened
from luxterm.office.odt_names import attribute, child, name, tag
from luxterm.office.package import Element


class Insertions:
    """The insertions in a document before anything in it is changed."""

    def __init__(self, opened: Opened) -> None:
        self._spans: list[tuple[int, int, Element]] = []
        records: dict[str, Element] = {}
        for root in opened.parts.values():
            for region in root.iter(tag("text:changed-region")):
                record = child(region, "text:insertion")
                if record is not None and child(region, "text:deletion") is None:
                    records[attribute(region, "text:id")] = record
        if not records:
            return
        inserted: dict[tuple[Element, bool], Element] = {}
        for root in opened.parts.values():
            inserted |= _inserted(root, records)
        for anchor in opened.anchors:
            record = inserted.get((anchor.node, anchor.tail))
            if record is not None:
                self._spans.append((anchor.start, anchor.end, record))

    def at(self, position: int) -> Element | None:
        """The record of the insertion to which a place of the text belongs."""
        at = bisect_right(self._spans, position, key=lambda span: span[0]) - 1
        return self._spans[at][2] if at >= 0 and position < self._spans[at][1] else None


def _inserted(root: Element, records: dict[str, Element]) -> dict[tuple[Element, bool], Element]:
    """The texts (of a node, behind a node) inside insertions, with the record of the innermost."""
    found: dict[tuple[Element, bool], Element] = {}
    opened: dict[str, Element] = {}
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            id = attribute(node, "text:change-id")
            if name(node) == "text:change-start" and id in records:
                opened[id] = records[id]
            elif name(node) == "text:change-end":
                opened.pop(id, None)
        if opened:
            found[node, event == "end"] = next(reversed(opened.values()))
    return found

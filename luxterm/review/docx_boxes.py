"""Text boxes that a Word document has twice, once for older programs: both copies say the same."""

from collections.abc import Callable, Iterable
from copy import deepcopy

from luxterm.office.docx_names import children, name
from luxterm.office.package import Element


class Twins:
    """The text boxes of a part, before anything in it is changed."""

    def __init__(self, root: Element, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self._copies: dict[Element, Element] = {}
        for alternate in root.iter("{*}AlternateContent"):
            ways = [_boxes(way) for kind, way in children(alternate) if kind in ("mc:Choice", "mc:Fallback")]
            if len(ways) == 2 and list(map(_text, ways[0])) == list(map(_text, ways[1])):
                self._copies.update(zip(*ways, strict=True))

    def follow(self, changed: Iterable[Element]) -> None:
        """The copies of boxes that were changed are made the same."""
        boxes = {around for node in changed for around in node.iterancestors("*") if around in self._copies}
        for box in boxes:
            copy = self._copies[box]
            copy[:] = deepcopy(box)[:]
            for element in copy.iter("{*}ins", "{*}del"):
                space = str(element.tag).rpartition("}")[0] + "}"
                element.set(f"{space}id", self._new_id())


def _boxes(way: Element) -> list[Element]:
    return [element for element in way.iter("{*}txbxContent") if name(element) == "txbxContent"]


def _text(box: Element) -> str:
    return "".join(node.text or "" for node in box.iter("{*}t"))

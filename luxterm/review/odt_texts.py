"""The text of an OpenDocument text, opened up: elements put in, and stretches taken out."""

from bisect import bisect_left
from collections.abc import Iterator

from luxterm.office.anchored import LINE_BREAK, Anchor, between, covering
from luxterm.office.odt_names import attribute, name, tag, whole
from luxterm.office.package import Element
from luxterm.review.odt_shapes import keeps_changes
from luxterm.types import Edit

_SIGNS = frozenset({"text:s", "text:tab", "text:line-break"})
PARAGRAPHS = frozenset({"text:p", "text:h"})
_CONTAINERS = PARAGRAPHS | {"text:span", "text:a", "text:meta", "?content-control"}


class Texts:
    """The anchors of an opened document, kept right while elements are put between them."""

    def __init__(self, anchors: tuple[Anchor, ...]) -> None:
        self._anchors = list(anchors)

    def between(self, start: int, end: int) -> list[Anchor]:
        """Where text[start:end] comes from."""
        return between(self._anchors, start, end)

    def editable(self, edit: Edit) -> bool:
        """Whether a change can be tracked there: in ordinary text, not in what the program fills in."""
        covered = covering(self._anchors, edit)
        return bool(covered) and all(_free(anchor, edit.start, edit.end) for anchor in covered)

    def put(self, position: int, element: Element, *, after: bool = False) -> None:
        """Puts an element into the text, before what is at a place, or after what comes before it."""
        at = position - 1 if after else position
        anchor = self.between(at, at + 1)[0]
        if is_sign(anchor):
            if after:
                self.behind(position, anchor.node, element)
            else:
                parent = parent_of(anchor.node)
                parent.insert(parent.index(anchor.node), element)
            return
        offset = anchor.skip + position - anchor.start
        self._open(anchor, offset, offset, element)

    def take(self, start: int, end: int, element: Element) -> str | Element:
        """Puts an element in place of text[start:end], which has one anchor; returns what was there."""
        anchor = self.between(start, end)[0]
        if not is_sign(anchor):
            first = anchor.skip + start - anchor.start
            return self._open(anchor, first, first + end - start, element)
        node = anchor.node
        del self._anchors[self._number(anchor)]
        element.tail, node.tail = node.tail, None
        parent_of(node).replace(node, element)
        self._move(end, node, True, element, 0)
        return node

    def behind(self, position: int, node: Element, element: Element) -> None:
        """An element directly behind a node, before the text that follows it, which begins at a place."""
        parent = parent_of(node)
        element.tail, node.tail = node.tail, None
        parent.insert(parent.index(node) + 1, element)
        self._move(position, node, True, element, 0)

    def inside(self, node: Element, element: Element) -> None:
        """An element at the beginning of a node."""
        element.tail, node.text = node.text, None
        node.insert(0, element)
        position = next((each.start for each in self._anchors if each.node is node and not each.tail), None)
        if position is not None:
            self._move(position, node, False, element, 0)

    def _open(self, anchor: Anchor, first: int, last: int, element: Element) -> str:
        node, tail = anchor.node, anchor.tail
        text = (node.tail if tail else node.text) or ""
        element.tail = text[last:]
        if tail:
            parent = parent_of(node)
            parent.insert(parent.index(node) + 1, element)
            node.tail = text[:first]
        else:
            node.insert(0, element)
            node.text = text[:first]
        at = self._number(anchor)
        cut, again = anchor.start + first - anchor.skip, anchor.start + last - anchor.skip
        parts = (
            Anchor(anchor.start, cut, node, anchor.skip, tail),
            Anchor(again, anchor.end, node, last, tail),
        )
        self._anchors[at : at + 1] = [part for part in parts if part.start < part.end]
        self._move(again, node, tail, element, last)
        return text[first:last]

    def _number(self, anchor: Anchor) -> int:
        return bisect_left(self._anchors, anchor.start, key=lambda each: each.start)

    def _move(self, position: int, node: Element, tail: bool, to: Element, less: int) -> None:
        """The text of a node from a place on now follows another node; `less` were before it."""
        first = bisect_left(self._anchors, position, key=lambda anchor: anchor.start)
        for at in range(first, len(self._anchors)):
            start, end, each, skip, behind = self._anchors[at]
            if each is not node or behind != tail:
                break
            self._anchors[at] = Anchor(start, end, to, skip - less, True)


def is_sign(anchor: Anchor) -> bool:
    """Whether an element stands for the text itself."""
    return not anchor.tail and name(anchor.node) in _SIGNS


def parent_of(node: Element) -> Element:
    """The element around one that stands in a document."""
    parent = node.getparent()
    assert parent is not None
    return parent


def around(anchor: Anchor) -> Iterator[Element]:
    """The elements that text is in, up to its paragraph."""
    node = anchor.node.getparent() if anchor.tail or is_sign(anchor) else anchor.node
    while node is not None:
        yield node
        node = None if name(node) in PARAGRAPHS else node.getparent()


def shown(parent: Element, text: str) -> list[Element | str]:
    """A text as it is written: spaces that would be folded away, tabs and breaks as elements."""
    found: list[Element | str] = []
    for at, char in enumerate(text):
        if char == " " and (at in (0, len(text) - 1) or text[at - 1] == " "):
            found.append(parent.makeelement(tag("text:s")))
        elif char == LINE_BREAK:
            found.append(parent.makeelement(tag("text:line-break")))
        elif found and isinstance(found[-1], str):
            found[-1] += char
        else:
            found.append(char)
    return found


def _free(anchor: Anchor, start: int, end: int) -> bool:
    parted = anchor.start < start or end < anchor.end
    if is_sign(anchor) and parted and whole(attribute(anchor.node, "text:c")) > 1:
        return False
    return all(name(each) in _CONTAINERS for each in around(anchor)) and keeps_changes(anchor.node)

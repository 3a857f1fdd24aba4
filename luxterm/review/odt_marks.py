"""Marks in an OpenDocument text that a tracked change beside them would move or lose.

Bookmarks, references and entries of indexes, at a point or around text. LibreOffice puts what was deleted
back in front of a mark that is directly before it, unless a comment is in between.
"""

from bisect import bisect_left

from lxml import etree

from luxterm.office.odt import Opened
from luxterm.office.odt_names import name
from luxterm.office.package import Element
from luxterm.review.odt_texts import PARAGRAPHS

_INDEXES = ("text:toc-mark", "text:user-index-mark", "text:alphabetical-index-mark")
_MARKS = frozenset(
    kind + which
    for kind in ("text:bookmark", "text:reference-mark", *_INDEXES)
    for which in ("", "-start", "-end")
)


class Marks:
    """The places in the text with a mark directly before them, before anything is changed."""

    def __init__(self, opened: Opened) -> None:
        texts: dict[tuple[Element, bool], int] = {}
        for anchor in opened.anchors:
            texts.setdefault((anchor.node, anchor.tail), anchor.start)
        self._places = sorted(place for root in opened.parts.values() for place in _marked(root, texts))

    def before(self, position: int) -> bool:
        """Whether a mark is between a place and the character before it."""
        return self.within(position - 1, position + 1)

    def within(self, start: int, end: int) -> bool:
        """Whether a mark is between two characters of text[start:end]."""
        at = bisect_left(self._places, start + 1)
        return at < len(self._places) and self._places[at] < end


def _marked(root: Element, texts: dict[tuple[Element, bool], int]) -> list[int]:
    found: list[int] = []
    seen: list[bool] = []  # for each paragraph around: whether a mark stands since its last text
    for event, node in etree.iterwalk(root, events=("start", "end")):
        kind = name(node)
        if kind in PARAGRAPHS:
            if event == "start":
                seen.append(False)
            else:
                seen.pop()
        if not seen:
            continue
        seen[-1] |= kind in _MARKS
        place = texts.get((node, event == "end"))
        if place is not None and seen[-1]:
            found.append(place)
        seen[-1] &= place is None
    return found

"""Lines of a table of contents: dots lead to a page's number, or several lines end in one."""

from collections.abc import Iterable
from itertools import takewhile

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.judge.captions import OVER
from luxterm.engine.surroundings import Surroundings
from luxterm.types import Message

_LINE = 160
"""Code points from a term to the dots, and of the dots, at most."""
_LEADER = lazy_pattern(r"(?:\.\s?){5,}|(?:…\s*){2,}|_{5,}")
_LEADING = ("..", ". .", "…", "__")
"""One of them is in every such row."""
_PAGE = lazy_pattern(r"\s?(?:\d{1,4}(?!\d|[.)] ?[^\W_])|[ivx]+\b|[IVX]+\b)")
"""A page's number, and not the next number of a list."""
_COUNTED = lazy_pattern(r"[.…_] ?(\d{1,6})[ \t]*\Z")
"""The number to which dots lead at a line's end."""
_GOES_ON = lazy_regex(r" ?[,;]? ?\p{Ll}")
"""A sentence goes on behind what is to be filled in."""
_ENDS_IN_PAGE = lazy_pattern(r"[,.–—-] ?pp?\. ?\d{1,4}[\s*_]{0,4}\Z")
"""As contents have it without dots."""


def find(around: Surroundings) -> Message | None:
    """Why the occurrence is in such a line, or None: `Child … ........ 12`, `Child …, p. 12`."""
    return Message("contents-line") if _is_paged(around) or _is_led(around) else None


def _is_paged(around: Surroundings) -> bool:
    """Whether its line and the one above or below it end in the number of a page."""
    above, _, own, below = around.lines
    if not _ENDS_IN_PAGE.search(own):
        return False
    beside = above.rpartition("\n")[2], below.partition("\n")[0]
    return any(_ENDS_IN_PAGE.search(it) is not None for it in beside)


def _ascend(around: Surroundings) -> bool:
    """Whether the numbers to which dots lead can be pages, on its line and those beside it.

    In a count of cases they go down, too.
    """
    above, _, own, below = around.lines
    before = _counted(reversed(above.split("\n")))
    pages = [*reversed(before), *_counted([own]), *_counted(below.split("\n"))]
    return pages == sorted(pages)


def _counted(lines: Iterable[str]) -> list[int]:
    """The numbers to which dots lead at the ends of the first lines."""
    led = takewhile(lambda line: any(mark in line for mark in _LEADING), lines)
    found = takewhile(lambda it: it is not None, map(_COUNTED.search, led))
    return [int(it[1]) for it in found if it]


def _is_led(around: Surroundings) -> bool:
    """Whether dots follow that lead to a page's number."""
    text, (end, stop) = around.view.text, around.behind(_LINE)
    if not any(mark in text[end:stop] for mark in _LEADING):
        return False
    leader = _LEADER.search(text, end, min(around.bounds.end, stop + _LINE))
    if leader is None or leader.start() >= stop or OVER.search(text, end, leader.start()):
        return False
    if _PAGE.match(text, leader.end()):
        return _ascend(around)
    if _GOES_ON.match(text, leader.end()):
        return False  # "in the town of ______ and for other purposes"
    line = around.document_text(around.source.end, around.source.end + leader.start() - end)
    return "\n" not in line and not line.rstrip().endswith(":")  # "other: ……", to be filled in

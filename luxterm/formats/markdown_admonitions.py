"""Admonitions and tabs of MkDocs: `!!! note "A title"`, `??? tip`, `=== "A tab"`, each with the text below.

That text is indented, so to CommonMark it is code. Here the line above it is covered by the mark of an item,
to which the lines below belong, and by a heading where there is a title.
"""

import re

from luxterm.base import lazy_pattern
from luxterm.types import Message, Tie

SIGNS = ("!!!", "???", "===")
"""What such a line begins with."""
_OPENING = (
    r"(?P<margin>[ \t>]*+)(?P<line>(?:(?:!!!|\?\?\?\+?+)[ ]++[A-Za-z][\w-]*+(?:[ ]++[\w-]++)*+"
    r"|===[+!]?+(?=[ ]++\"[^\"\r\n]))(?:[ ]++\"(?P<title>[^\"\r\n]*+)\")?+)[ \t]*+"
)
_OPENED = lazy_pattern(
    rf"(?m)^{_OPENING}(?=\r?\n(?:[ \t>]*+\r?\n)?(?P=margin)(?:[ ]{{4}}|[ ]{{0,3}}\t)[ \t]*+[^\s])"
)
_LINE = lazy_pattern(_OPENING)
_UNOPENED = lazy_pattern(r"(?m)^[ \t>]*+(?:!!!|\?\?\?\+?+) ")
_OPENS = Message("opens-box")
_MARK, _TABS_MARK = "-   ", "-  "
"""That of a tab is shorter, because between its sign and its title is room for one sign more alone."""
_LEVEL = 6
"""A title is below whatever headings the text has itself."""


def covered(text: str) -> str:
    """The text, sign by sign, with an item for each of them."""
    return _OPENED.sub(_item, text) if has_signs(text) else text


def has_signs(text: str) -> bool:
    """Whether there may be any in the text."""
    return any(f"{sign} " in text or f"{sign}+" in text for sign in SIGNS)


def tie(text: str, start: int, end: int) -> Tie | None:
    """What keeps a paragraph's line from becoming one: only a sign such as "/" in it says that it is none."""
    line = _UNOPENED.search(text, text.rfind("\n", 0, start) + 1, end)
    return Tie(max(start, line.start()), end, _OPENS) if line else None


def opens(text: str, item: int) -> bool:
    """Whether what the parser takes for an item there is one of these, after up to three spaces."""
    return text[item : item + 6].lstrip(" ").startswith(SIGNS)


def title(text: str, start: int) -> re.Match[str] | None:
    """The line around a place, if it opens an admonition or a tab with a title: its group of that name."""
    begin = text.rfind("\n", 0, start) + 1
    if not text[begin:start].lstrip(" \t>").startswith(SIGNS):
        return None
    line = _LINE.match(text, begin)
    return line if line and line["title"] else None


def _item(opened: re.Match[str]) -> str:
    line, begin = opened[0], opened.start("line") - opened.start()
    mark, rest = _TABS_MARK if line.startswith("===", begin) else _MARK, "#"
    if words := opened["title"]:
        at = opened.start("title") - opened.start() - begin - len(mark)
        rest = ("#" * min(_LEVEL, at - 1)).ljust(at) + words
    return f"{line[:begin]}{mark}{rest}".ljust(len(line))

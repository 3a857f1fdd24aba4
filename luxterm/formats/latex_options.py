"""Options of LaTeX's commands and environments: where they end, and which of them is a title."""

import re
from collections.abc import Mapping
from typing import NamedTuple

OPTION = re.compile(
    r"\[(?:[^\[\]{}\\\n]|\\[\s\S]|\n(?![ \t]*\r?\n)|\{(?:[^{}]|\{[^{}]{0,500}\}){0,500}\})*+\]"
)
OVERLAY = re.compile(r"<(?:[a-z]{2,12}[:@])?[-+.\d][^<>\n]{0,40}>")
"""On which slides something is shown, as Beamer has it."""
_TITLE = re.compile(r"[\[,]\s*(?:frame)?title\s*=\s*")
"""The title of a box is one of its options."""
_END_OF_TITLE = re.compile(r"[,\]]")
_KEY = re.compile(r"[\[,]\s*+[\w./ -]++=")
_PLACE = re.compile(r"\[[hHtbp!]++\]")
"""Where on a page something may float: no word, though as long as one."""
_WORD = re.compile(r"(?<![\\@A-Za-z])[^\W\d_]{4}")


class Title(NamedTuple):
    """Where a title is, and where all options end; `listed` says that it is one of several in brackets."""

    start: int
    end: int
    after: int
    listed: bool


def end_of(text: str, at: int) -> int:
    """Where the options end that begin there."""
    while option := OPTION.match(text, at) or OVERLAY.match(text, at):
        at = option.end()
    return at


def title(text: str, at: int, closings: Mapping[int, int], *, settings: bool) -> Title | None:
    """The title among the options of an environment: what has that name, or is words without one.

    `closings` says where braces are closed. With `settings`, words without a name are none.
    """
    while option := OPTION.match(text, at) or OVERLAY.match(text, at):
        at = option.end()
        if named := _TITLE.search(text, *option.span()):
            start = named.end()
            if (end := closings.get(start, 0)) and end < at:
                return Title(start + 1, end, end_of(text, at), listed=False)
            end = next(_END_OF_TITLE.finditer(text, start, at)).start()
            return Title(start, end, end_of(text, at), listed=True)
        if not settings and is_name(option[0]):
            return Title(option.start() + 1, at - 1, end_of(text, at), listed=False)
    return None


def is_name(option: str) -> bool:
    """Whether an option is words, as the name of a theorem is, and not settings."""
    return bool(_WORD.search(option)) and not (_PLACE.fullmatch(option) or _KEY.search(option))

"""How text looks on a terminal: how wide it is, what is safe to show, and in what colour.

Widths are in terminal columns. A document may contain control characters, and a terminal obeys them,
so nothing from it is shown before `safe` has made it harmless.
"""

import unicodedata
from typing import NamedTuple

from luxterm.base import lazy_pattern
from luxterm.text.width import ODD, width

TAB = 4
_NO_BREAK = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_BREAKING = lazy_pattern(rf"[^\S{_NO_BREAK}]+")


class Style(NamedTuple):
    """Whether to colour, and how many columns there are."""

    colour: bool = False
    width: int = 80

    def paint(self, text: str, *codes: str) -> str:
        """`text` in SGR `codes`, if colour is wanted."""
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colour and text else text


BOLD, DIM = "1", "2"
RED, GREEN, YELLOW, BLUE, CYAN = "31", "32", "33", "34", "36"


def safe(text: str, column: int = 0) -> str:
    """The text without anything a terminal would act on.

    A tab becomes spaces up to its stop (`column` is where the text begins), control characters become
    their pictures, and characters that are invisible or change the direction are removed.
    """
    if text.isprintable():
        return text
    shown: list[str] = []
    for char in text:
        if char == "\t":
            char = " " * (TAB - column % TAB)
        elif not char.isprintable() and char != " ":
            char = _harmless(char)
        shown.append(char)
        column += width(char)
    return "".join(shown)


def safe_lines(text: str) -> str:
    """A text of several lines without anything a terminal would act on but line ends."""
    return "\n".join(safe(line.removesuffix("\r")) for line in text.split("\n"))


def safe_path(path: str) -> str:
    """A file's name at the beginning of a line, where GitHub Actions would take `::` for a command."""
    shown = safe(path)
    return f"./{shown}" if shown.lstrip().startswith("::") else shown


def _harmless(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Cc":
        return (
            chr(0x2400 + ord(char)) if char < " " else "\N{SYMBOL FOR DELETE}" if char == "\x7f" else "\ufffd"
        )
    if kind == "Zs":
        return char if char in _NO_BREAK else " "
    return "" if kind in ("Cf", "Zl", "Zp") else "\ufffd"


def head(text: str, room: int) -> str:
    """The longest beginning of harmless text that fits."""
    if width(text) <= room:
        return text
    if not ODD.search(text, 0, room + 1):  # nothing odd in it, nor just behind
        return text[:room]
    end = 0
    while end < len(text) and (room := room - width(text[end])) >= 0:
        end += 1
    return text[:end]


def tail(text: str, room: int) -> str:
    """The longest ending of harmless text that fits."""
    return head(text[::-1], room)[::-1] if width(text) > room else text


def one_line(text: str) -> str:
    """The text in one line, with single spaces; those that don't break, as in « … », stay."""
    return " ".join(_BREAKING.split(text.strip()))


def wrap(text: str, room: int) -> list[str]:
    """Words in lines of at most `room` columns (a longer word gets a line of its own)."""
    text = one_line(text)
    if width(text) <= room:  # most
        return [text]
    lines = [""]
    used = 0
    for word in text.split(" "):
        size = width(word)
        if lines[-1] and used + 1 + size > room:
            lines.append(word)
            used = size
        else:
            if lines[-1]:
                lines[-1] += " "
                used += 1
            lines[-1] += word
            used += size
    return lines

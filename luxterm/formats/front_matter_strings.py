"""The strings of front matter: how YAML and TOML write one, and what a person reads in it.

Each function passes the words of one string to the builder, with a `Tie` that names the signs that would end
the string or make something else of it: new words with one of them aren't written there.
"""

import re
from collections.abc import Iterator

from luxterm.formats.builder import Builder
from luxterm.types import Message, Scope, Tie

_SIMPLE = {
    "0": "\0",
    "a": " ",
    "b": " ",
    "t": "\t",
    "n": "\n",
    "v": " ",
    "f": " ",
    "r": "\r",
    "e": " ",
    **{sign: sign for sign in ' "/\\'},
    "\t": "\t",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}
_ESCAPE = re.compile(
    r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([ \t]*\r?\n\s*)|(.))"
    r"|('')|(\n[ \t\r]*\n\s*)",
    re.DOTALL,
)
_BLANK = re.compile(r"\n[ \t\r]*\n\s*")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+")
_KEEPS = Message("front-matter")
_OPEN_PLAIN = ":#"
_IN_FLOW = ",[]{}"


def quoted(builder: Builder, start: int, end: int, mark: str, scope: Scope, *, doubled: bool = False) -> None:
    """The string between two quotation marks; in YAML two `'` may stand for one (`doubled`)."""
    text, escaped = builder.text, mark == '"'
    tie = Tie(start, end, _KEEPS, unfit='"\\' if escaped else "'")
    first = start
    for sign in _ESCAPE.finditer(text, start, end):
        if not (sign[7] or (doubled if sign[6] else escaped)):
            continue  # as it stands
        if first < sign.start():
            builder.see(first, sign.start())
        first = sign.end()
        if sign[7]:
            builder.tie(tie)
            builder.close(scope)
        elif char := "'" if sign[6] else _meant(sign):
            builder.put(sign.start(), first, char)
    if first < end:
        builder.see(first, end)
    builder.tie(tie)
    builder.close(scope)


def _meant(escape: re.Match[str]) -> str:
    """The character that an escape stands for; nothing for the end of a line that goes on."""
    if code := escape[1] or escape[2] or escape[3]:
        number = int(code, 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return "" if escape[4] else _SIMPLE.get(escape[5], escape[5])


def plain(builder: Builder, start: int, end: int, scope: Scope, *, flow: bool = False) -> None:
    """YAML's string without marks; in brackets (`flow`) a comma ends it, too."""
    tie = Tie(start, end, _KEEPS, unfit=_OPEN_PLAIN + _IN_FLOW if flow else _OPEN_PLAIN)
    for low, high in _paragraphs(builder.text, start, end):
        builder.see(low, high)
        builder.tie(tie)
        builder.close(scope)


def block(builder: Builder, start: int, end: int, scope: Scope, *, literal: bool) -> None:
    """YAML's indented lines; those of a `literal` one stay lines, so that items are told apart."""
    text, tie = builder.text, Tie(start, end, _KEEPS, unfit="")
    for low, high in _paragraphs(text, start, end):
        at = low
        kind = scope
        while at < high:
            stop = text.find("\n", at, high) + 1 or high
            item = _ITEM.match(text, at, stop) if literal else None
            if item:
                builder.tie(tie)
                builder.close(kind)
                kind, at = Scope.ITEM, item.end()
            builder.see(at, stop)
            at = stop
        builder.tie(tie)
        builder.close(kind)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for gap in _BLANK.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    if start < end:
        yield start, end

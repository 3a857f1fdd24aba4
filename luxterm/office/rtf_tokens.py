"""Rich Text Format as a sequence of tokens, and its words for characters."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple


class Token(NamedTuple):
    """`word` is a control word or symbol, "{", "}", or "" for `data`, bytes of text."""

    word: str
    number: int | None = None
    data: bytes = b""


_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,9})? ?"
    rb"|\\'([0-9A-Fa-f]{2})"
    rb"|([{}])"
    rb"|\\(.)"
    rb"|[\r\n\0]+"
    rb"|([^\\{}\r\n\0]+)",
    re.DOTALL,
)

SYMBOLS = {
    "~": "\u00a0",
    "_": "-",
    "tab": " ",
    "line": " ",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
}

_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}


def tokens(data: bytes) -> Iterator[Token]:
    """Control words, braces and plain bytes, in their order."""
    at, end = 0, len(data)
    while at < end and (match := _TOKEN.match(data, at)):
        at = match.end()
        word, number, code, brace, symbol, plain = match.groups()
        if word is not None:
            value = int(number) if number else None
            if word == b"bin":
                at += max(value or 0, 0)
            else:
                yield Token(word.decode("ascii"), value)
        elif plain is not None:
            yield Token("", None, plain)
        elif code is not None:
            yield Token("", None, bytes([int(code, 16)]))
        elif brace is not None:
            yield Token(brace.decode("ascii"))
        elif symbol is not None and symbol in b"{}\\":
            yield Token("", None, symbol)
        elif symbol is not None:
            yield Token("par" if symbol in b"\r\n" else symbol.decode("latin-1"))


def encoding(charset: int, otherwise: str) -> str:
    """The encoding of a font's letters by the number of its character set."""
    return _CHARSETS.get(charset, otherwise)


def codepage(number: int) -> str:
    """The encoding with that number; Windows-1252 if we have none."""
    name = "utf-8" if number == 65001 else f"cp{number}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"

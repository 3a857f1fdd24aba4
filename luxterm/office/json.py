"""The reader of JSON: its strings, each with the path to it. Read only if a file is named."""

import json
from typing import cast

from luxterm.office.extracted import ExtractedText
from luxterm.system.errors import UnreadableError
from luxterm.text.source import decode
from luxterm.types import Document, Message, quoted

WAY = 500
"""The most characters of a path, and of a key in it, that are shown."""


class _Pairs(list[tuple[str, object]]):
    """What is named in braces; a name may stand there twice."""


def read(data: bytes) -> Document:
    """The document's text. Raises UnreadableError."""
    if not data:
        raise UnreadableError(Message("is-empty"))
    try:
        content: object = json.loads(decode(data).text, object_pairs_hook=_Pairs)
    except ValueError as error:
        raise UnreadableError(Message("not-json", (quoted(str(error)),))) from error
    except RecursionError:
        raise UnreadableError(Message("parts-nested")) from None
    extracted = ExtractedText()
    pending: list[tuple[object, str]] = [(content, "")]
    while pending:
        value, way = pending.pop()
        if isinstance(value, str):
            extracted.add(value, quoted(way) if way else Message("only-value"))
        elif isinstance(value, _Pairs):
            way, dot = _short(way), "." if way else ""
            pending.extend((item, f"{way}{dot}{_short(key)}") for key, item in reversed(value))
        elif isinstance(value, list):
            items = cast("list[object]", value)
            way = _short(way)
            pending.extend((item, f"{way}[{number}]") for number, item in reversed(list(enumerate(items))))
    return extracted.document("json")


def _short(way: str) -> str:
    """The end of a path that nobody would read to its beginning."""
    return way if len(way) <= WAY else f"…{way[-WAY:]}"

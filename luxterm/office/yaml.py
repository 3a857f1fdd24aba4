"""The reader of YAML: its strings, each with its line. Read only if a file is named.

Everything is read as strings: tags are ignored, and what an alias repeats is read where it is written.
"""

import re
from importlib import import_module
from typing import Any

from luxterm.office.extracted import ExtractedText
from luxterm.office.places import counted
from luxterm.system.errors import UnreadableError
from luxterm.text.source import decode
from luxterm.types import Document, Message, PlaceChange, quoted

_STRING = "tag:yaml.org,2002:str"


def read(data: bytes) -> Document:
    """The document's text. Raises UnreadableError."""
    if not data:
        raise UnreadableError(Message("is-empty"))
    try:
        yaml: Any = import_module("yaml")
    except ImportError:
        raise UnreadableError(Message("needs-yaml")) from None
    extracted, text = ExtractedText(), decode(data).text
    try:
        roots: list[Any] = list(yaml.compose_all(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.YAMLError as error:
        raise UnreadableError(Message("not-yaml", (quoted(" ".join(str(error).split())),))) from error
    except RecursionError:
        raise UnreadableError(Message("parts-nested")) from None
    seen = set[int]()
    pending = [root for root in reversed(roots) if root is not None]
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if node.tag == _STRING:
                line = node.start_mark.line + 1
                changes: list[PlaceChange] = []
                if node.end_mark.line >= line:
                    written = text[node.start_mark.index : node.end_mark.index]
                    changes = _lines(written, node.value, line, block=node.style in ("|", ">"))
                extracted.add(node.value, counted("line", line), place_changes=changes)
        elif isinstance(node, yaml.MappingNode):
            pending.extend(value for _, value in reversed(node.value))
        else:
            pending.extend(reversed(node.value))
    return extracted.document("yaml")


def _lines(written: str, value: str, line: int, *, block: bool) -> list[PlaceChange]:
    """Where the lines of a string begin in it; nothing if the string isn't written word for word."""
    begins = [word.start() for word in re.finditer(r"\S+", value)]
    changes: list[PlaceChange] = []
    count = 0
    for number, words in enumerate(map(str.split, written.split("\n")), line):
        if block and number == line:
            continue  # the sign that a block follows
        if words and count < len(begins):
            changes.append(PlaceChange(begins[count], counted("line", number)))
        count += len(words)
    return changes if count == len(begins) else []

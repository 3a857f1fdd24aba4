"""Readers of files that aren't text: a file's kind to the module that reads it.

Each module has `read(data) -> Document`: the document's `text` is what was taken out of the file, a
segment a line, and each segment has a `place` in words that a person can follow ("page 12"). A reader
raises UnreadableError for a file that is broken, locked or beyond the limits; it never runs, follows or
fetches anything a file names. To add a kind, add a module and a line to the table.
"""

from importlib import import_module
from typing import Protocol, cast

from luxterm.types import Document

KINDS: dict[str, str] = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
    ".pdf": "pdf",
    ".pptx": "pptx",
    ".pptm": "pptx",
    ".ppsx": "pptx",
    ".potx": "pptx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".eml": "eml",
    ".epub": "epub",
}
"""Suffix (lower case) to the kind, which is its module's name."""


class Reader(Protocol):
    """A module of this package."""

    def read(self, data: bytes) -> Document: ...


def kind_of(path: str) -> str | None:
    """The kind of a file by its suffix, in any case; None where it isn't one of ours."""
    stem, dot, suffix = path.replace("\\", "/").rpartition("/")[2].rpartition(".")
    return KINDS.get(dot + suffix.lower()) if stem else None


def read(data: bytes, kind: str) -> Document:
    """Reads a file's bytes with the reader of that kind. Raises UnreadableError."""
    module = import_module(f"{__name__}.{kind}")  # when needed: start-up time
    return cast(Reader, module).read(data)

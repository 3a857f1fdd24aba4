"""Readers of files that aren't text: one module per kind of file.

Each module has `read(data) -> Document`: the document's `text` is what was taken out of the file, a
segment a line, and each segment has a `place` that a person can find, such as "page 12" (`places`). A
reader raises UnreadableError for a file that is damaged, locked or beyond the limits; it never runs, follows
or fetches anything that a file names. To add a kind, add a module and a line to the table.
"""

from importlib import import_module
from typing import Protocol, cast

from luxterm.system.errors import UnreadableError
from luxterm.system.limits import reading
from luxterm.types import Document, Message

KINDS: dict[str, str] = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
    **dict.fromkeys((".odt", ".ott", ".fodt"), "odt"),
    ".pdf": "pdf",
    **dict.fromkeys((".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"), "pptx"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx", ".xltm"), "xlsx"),
    **dict.fromkeys((".ods", ".ots", ".fods"), "ods"),
    **dict.fromkeys((".odp", ".otp", ".fodp"), "odp"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    **dict.fromkeys((".eml", ".mht", ".mhtml"), "eml"),
    ".epub": "epub",
    ".rtf": "rtf",
    **dict.fromkeys((".xml", ".akn"), "xml"),
    ".json": "json",
    **dict.fromkeys((".yaml", ".yml"), "yaml"),
}
"""Suffix (lower case) to the kind, which is its module's name."""

WHERE_NAMED = frozenset(("json", "yaml"))
"""Kinds that are read only if a file is named: in a folder they are seldom meant for people."""


class Reader(Protocol):
    """A module of this package."""

    def read(self, data: bytes) -> Document:
        """The document's text. Raises UnreadableError."""
        ...


def kind_of(path: str) -> str | None:
    """The kind of a file by its suffix, in upper or lower case; None if it isn't supported."""
    stem, dot, suffix = path.replace("\\", "/").rpartition("/")[2].rpartition(".")
    return KINDS.get(dot + suffix.lower()) if stem else None


def kind_in_folder(path: str) -> str | None:
    """The kind of a file that is found in a folder; None for one that must be named to be read."""
    kind = kind_of(path)
    return None if kind in WHERE_NAMED else kind


def read(data: bytes, kind: str) -> Document:
    """Reads a file's bytes with the reader for that kind. Raises UnreadableError.

    Of a file that is more than a reader takes, what comes before that is read, and `unread` says so.
    """
    module = import_module(f"{__name__}.{kind}")  # when needed: start-up time
    with reading(len(data)):
        try:
            return cast("Reader", module).read(data)
        except UnreadableError as error:
            if so_far := getattr(error, "so_far", None):
                return so_far(kind)._replace(unread=(Message("unread-rest", (error.message,)),))
            raise

"""Readers of documents: one module per text format.

Each module has `read(text) -> Document`. It never changes the text and never raises: for any
text it says which stretches a person reads. To add a format, add a module and a line to the table.
"""

from typing import Protocol, cast

from luxterm.base import lazy_pattern
from luxterm.formats.broken import mended
from luxterm.formats.front_matter import with_fields
from luxterm.types import Document

_CARRIAGE = lazy_pattern(r"\r(?!\n)")


class Reader(Protocol):
    """A module of this package."""

    def read(self, text: str) -> Document:
        """The text as a document."""
        ...


FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".mdx": "mdx",
    ".txt": "plain",
    ".text": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rst": "rst",
    ".rest": "rst",
    ".tex": "latex",
    ".ltx": "latex",
    ".latex": "latex",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
}
"""Suffix (lower case) to the format's name, which is its module's name."""

NAMES = {
    "COMMIT_EDITMSG": "gitcommit",
    "MERGE_MSG": "gitcommit",
    "TAG_EDITMSG": "gitcommit",
    "NOTES_EDITMSG": "gitcommit",
}
"""Whole file name to the format's name, for names without a suffix."""

PLAIN_SIGHT = frozenset(("markdown", "html", "rst", "plain"))
"""Formats for which the prefilter knows what may come between a term's letters."""

_MODULES = frozenset((*FORMATS.values(), *NAMES.values()))


def format_of(path: str) -> str | None:
    """The format of a file by its name or suffix (in any case); None if there is no reader for it."""
    name = path.replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    return FORMATS.get(dot + suffix.lower()) if stem else NAMES.get(name)


def read(text: str, format: str, fields: tuple[str, ...] = ()) -> Document:
    """Reads `text` with the reader of that name. Raises ValueError if there is none.

    `fields` are the names of front matter's text fields besides the usual ones.
    """
    if format not in _MODULES:
        raise ValueError(f"no reader for the format “{format}”")
    # The table's own names only; imported when needed, because start-up time matters.
    module = __import__(f"{__name__}.{format}", fromlist=["read"])
    if "\r" in text and text.count("\r") > text.count("\r\n"):  # a line ends there, too
        document = cast("Reader", module).read(_CARRIAGE.sub("\n", text))
        return with_fields(mended(document), fields)._replace(text=text)
    return with_fields(mended(cast("Reader", module).read(text)), fields)

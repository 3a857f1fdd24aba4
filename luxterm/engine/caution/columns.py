"""Whether a term stands in the columns of a page turned to text, where its line may be of two sentences."""

from luxterm.base import lazy_pattern
from luxterm.engine.surroundings import Surroundings

_INDENTED = 24 * " "
"""Before a line that is in a column of its own."""
_NEAR = 300
"""Code points of the lines around a term in which columns are looked for."""
_COLUMNS = lazy_pattern(r"(?:[^\W\d]{2}[,;:]?(?: {4,}|\t[ \t]*)|\w {6,})\S")
"""A gap after a word, not after the number of a paragraph: "63.    The State"."""
_BY_LINES = frozenset(("plain", "pdf"))
"""Formats whose columns are only white space."""


def in_columns(around: Surroundings) -> bool:
    """In plain text with columns, on its line or the next, where words may belong to another sentence."""
    if around.view.document.format not in _BY_LINES:
        return False
    text = around.view.document.text
    start, end = around.source
    line = text.rfind("\n", 0, start) + 1
    if text.startswith(_INDENTED, line):
        return True
    begin = text.rfind("\n", 0, max(0, line - 1)) + 1
    stop = text.find("\n", text.find("\n", end) + 1 or len(text))
    stop = min(stop if stop >= 0 else len(text), end + _NEAR)
    lines = text[max(begin, start - _NEAR) : stop]
    return ("    " in lines or "\t" in lines) and _COLUMNS.search(lines) is not None

"""Pandoc's tables that are drawn with signs: `+---+---+`, or columns below `-----  -----`.

To CommonMark they are paragraphs, and are read as such, but for the cells of `+---+---+`. Their columns are
counted in characters, so nothing in them may become wider, unless the table is drawn wider with it.
"""

from luxterm.base import lazy_pattern
from luxterm.types import TOO_WIDE, Document, Tie

_GRID = lazy_pattern(r"\+[:=-]+(?:\+[:=-]+)*\+[ \t]*(?:\r?\n|\Z)")
_COLUMNS = lazy_pattern(r"[ \t>]*-{2,}(?:[ ]+-{2,})+[ \t]*(?:\r?\n|\Z)")


def has_rules(text: str) -> bool:
    """Whether there may be any in the text."""
    return _has_grids(text) or "- --" in text or "-  -" in text


def in_cells(document: Document) -> Document:
    """The document, with the cells of `+---+---+` as segments."""
    if not _has_grids(document.text):
        return document
    from luxterm.formats import markdown_grid

    return markdown_grid.in_cells(document)


def _has_grids(text: str) -> bool:
    return "+--" in text or "+:-" in text


def tie(text: str, start: int, end: int) -> Tie | None:
    """What keeps a paragraph as wide as it is, if it is a table or its head."""
    begin = text.rfind("\n", 0, start) + 1
    before = text.rfind("\n", 0, max(begin - 1, 0)) + 1
    if (
        _GRID.match(text, start)
        or (text.endswith(("-\n", "-\r\n"), 0, begin) and _COLUMNS.match(text, before))
        or _COLUMNS.match(text, text.find("\n", max(start, end - 1)) + 1 or len(text))
    ):
        return Tie(start, end, TOO_WIDE)
    return None

"""The rows of tables: which cells stand beside an occurrence's own.

A reader of a format gives cells in their order; where a row ends, the source between them shows. In a file
without lines, and where AsciiDoc has a line for each cell, nothing does.
"""

from luxterm.base import lazy_pattern
from luxterm.engine.surroundings import Surroundings
from luxterm.types import Scope

_CELL_TAG = lazy_pattern(r"<t[dh]\b")
_ON_LINES = {"rst": "-", "latex": "&"}
"""By format, all that stands between cells of one row that are on lines of their own."""


def cells_beside(around: Surroundings, most: int = 1) -> list[int]:
    """The segments that are cells of its row, at most so many to either side of its own."""
    view = around.view
    found: list[int] = []
    for step in (-1, 1):
        for index in range(around.index + step, around.index + step * (most + 1), step):
            if not view.has(index) or _is_parted(around, *sorted((index - step, index))):
                break
            if view.segment(index).scope is Scope.CELL:
                found.append(index)
    return found


def _is_parted(around: Surroundings, left: int, right: int) -> bool:
    """Whether a row ends between a segment and the next."""
    view = around.view
    between = around.document_text(view.segment(left).span.end, view.segment(right).span.start).lower()
    if view.document.format == "html" or _CELL_TAG.search(between):
        return "<tr" in between
    return "\n" in between and between.strip() != _ON_LINES.get(view.document.format)

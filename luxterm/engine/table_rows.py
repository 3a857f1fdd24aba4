"""The rows of tables: which cells stand beside an occurrence's own."""

from luxterm.engine.surroundings import Surroundings
from luxterm.types import CELL_SCOPES, Scope


def cells_beside(around: Surroundings, most: int = 1) -> list[int]:
    """The segments that are cells of its row, at most so many to either side of its own."""
    view, own = around.view, around.index
    if view.segment(own).scope not in CELL_SCOPES:
        return []
    found: list[int] = []
    for step in (-1, 1):
        for index in range(own + step, own + step * (most + 1), step):
            if not view.has(index) or view.segment(max(index, index - step)).begins_row:
                break  # the later of the two begins a row
            if view.segment(index).scope is Scope.CELL:
                found.append(index)
    return found

"""One row per finding, for spreadsheets: UTF-8 with a byte order mark, so that Excel reads it as UTF-8.

A text that a spreadsheet would take for a formula gets an apostrophe in front, because the documents may come
from anybody.
"""

import csv
from typing import TYPE_CHECKING

from luxterm.report import display
from luxterm.report.rows import COLUMNS, Cell, rows
from luxterm.report.run import Out, Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from luxterm.scan.job import FileResult

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a formula begins with in one spreadsheet program or another."""


def write(results: "Iterable[FileResult]", run: Run, out: Out) -> None:
    """A line of column names, then one line per finding, as each file is done. Errors only go to stderr."""
    del run
    out.write(BOM)
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(map(safe, row) for row in rows(results))


def safe(cell: Cell) -> Cell:
    """A text that no spreadsheet takes for a formula, and no terminal for a command."""
    if not isinstance(cell, str):
        return cell
    cell = display.safe(cell)
    return f"'{cell}" if cell.startswith(FORMULA) else cell

"""A workbook: a summary sheet, one of findings (one row each), one of what could not be checked.

Everything is written as text or as a number, never as a formula or a link. Rows go to temporary files, so
that memory doesn't grow with them.
"""

import re
import shutil
import tempfile
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast

from luxterm.report.rows import COLUMNS, rows
from luxterm.report.run import Out, Run
from luxterm.report.words import Words, size, table_of
from luxterm.types import Severity
from luxterm.wording import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from luxterm.scan.job import FileResult

ROWS = 1_048_576
"""Rows a sheet can have."""
CELL = 32_767
"""Characters a cell can have."""

_WIDTHS = {"path": 30, "place": 18, "text": 24, "sentence": 60, "replacement": 36, "why": 50, "source": 40}
_WIDTH = 12
_HEADS = {"path": "document", "line": "line_number"}
"""Column heads that differ from the column's name."""
_BROKEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


class _File(Protocol):
    """What `out` is for a format that isn't text."""

    buffer: BinaryIO


def write(results: "Iterable[FileResult]", run: Run, out: Out) -> None:
    """The whole workbook, to the bytes under `out`. Raises OSError."""
    xlsxwriter: Any = import_module("xlsxwriter")  # it has no types
    table = table_of(spoken())
    with tempfile.TemporaryFile() as file:  # a ZIP that cannot be ended makes noise of its own
        book = xlsxwriter.Workbook(file, {"constant_memory": True})
        bold = book.add_format({"bold": True})
        title = book.add_format({"bold": True, "font_size": 16})
        summary = book.add_worksheet(table["summary"])
        _findings(book, results, table)
        _problems(book, run, table, bold)
        _summary(summary, run, table, title, bold)
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:  # what it makes of any OSError
            raise OSError(str(error)) from error
        file.seek(0)
        shutil.copyfileobj(file, cast("_File", out).buffer)


def _findings(book: Any, results: "Iterable[FileResult]", table: Words) -> None:
    """As many sheets as the rows need."""
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    names = [table[_HEADS.get(column, column)] for column in COLUMNS]
    sheet, number, at = _sheet(book, table, names, 1, head), 1, 0
    for row in rows(results):
        if at + 1 == ROWS:
            _finish(sheet, at)
            number, at = number + 1, 0
            sheet = _sheet(book, table, names, number, head)
        at += 1
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(at, column, cell, body)
            else:
                sheet.write_string(at, column, _fit(cell), body)
    _finish(sheet, at)


def _sheet(book: Any, table: Words, names: list[str], number: int, head: Any) -> Any:
    sheet = book.add_worksheet(table["findings"] + (f" {number}" if number > 1 else ""))
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for column, name in enumerate(names):
        sheet.set_column(column, column, _WIDTHS.get(COLUMNS[column], _WIDTH))
        sheet.write_string(0, column, name, head)
    return sheet


def _finish(sheet: Any, last: int) -> None:
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)


def _problems(book: Any, run: Run, table: Words, bold: Any) -> None:
    unknown = run.request.unknown if run.request else ()
    if not (run.errors or run.notes or unknown):
        return
    sheet = book.add_worksheet(table["problems"])
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 1, 60)
    lines = [*run.errors, *run.notes, *((path, table["unknown"]) for path in unknown)]
    for at, (path, message) in enumerate([(table["path"], table["problem"]), *lines]):
        sheet.write_string(at, 0, _fit(path), bold if at == 0 else None)
        sheet.write_string(at, 1, _fit(message), bold if at == 0 else None)


def _summary(sheet: Any, run: Run, table: Words, title: Any, bold: Any) -> None:
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 60)
    sheet.write_string(0, 0, table["title"], title)
    for at, (name, value) in enumerate(_facts(run, table), 2):
        style = bold if value == "" else None
        sheet.write_string(at, 0, _fit(name), style)
        if isinstance(value, int):
            sheet.write_number(at, 1, value)
        else:
            sheet.write_string(at, 1, _fit(value))


def _facts(run: Run, table: Words) -> list[tuple[str, str | int]]:
    """Names and values; a name without a value is a heading."""
    request = run.request
    facts: list[tuple[str, str | int]] = []
    if run.interrupted:
        facts.append((table["interrupted"], ""))
    if request and request.redacted:
        facts.append((table["redacted"], ""))
    if request:
        facts += [
            (table["checked_at"], request.moment),
            (table["scope"], ", ".join(request.paths)),
        ]
    facts += [
        (table["documents"], run.files),
        (table["volume"], size(run.bytes, table)),
        (table["lexicon"], f"{run.lexicon.name} {run.lexicon.version}"),
        (table["lexicon_sha"], run.lexicon.sha256),
        (table["program"], f"luxterm {run.luxterm}"),
    ]
    for setting in request.settings if request else ():
        facts += [
            (table["configuration"], setting.path or table["defaults"]),
            (table["language"], setting.lang),
            (table["profile"], setting.profile),
            (table["baseline"], setting.baseline or table["no_baseline"]),
        ]
    facts += [("", ""), (table["by_severity"], "")]
    facts += [(table[f"{each.label}s"], run.by_severity[each.label]) for each in reversed(Severity)]
    facts += [(table["kept"], run.kept), (table["verbatim"], run.verbatim), ("", ""), (table["by_term"], "")]
    facts += run.by_term.most_common()
    return facts


def _fit(text: str) -> str:
    """What a cell can hold."""
    return _BROKEN.sub("\ufffd", text)[:CELL]

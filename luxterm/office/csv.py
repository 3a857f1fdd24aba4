"""The reader of tables as text: values separated by commas, semicolons, tabs or bars."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from itertools import chain, islice

from luxterm.office.extracted import ExtractedText, text_limit
from luxterm.office.grid import Grid, letters
from luxterm.system.errors import UnreadableError
from luxterm.text.source import decode
from luxterm.types import Document, Message, quoted

_DELIMITERS = ",;\t|"
_SAMPLE = 64 << 10
_NAMED = "sep="
_NONE = ("", '"', "\r", "\n")
"""What after that names no delimiter: a value's own marks, the end of the line."""


def read(data: bytes) -> Document:
    """The document's text. Raises UnreadableError."""
    if not data:
        raise UnreadableError(Message("is-empty"))
    text = decode(data).text
    extracted = ExtractedText()
    grid = Grid(extracted, lambda row, column: Message("row-and-column", (str(row), letters(column))))
    delimiter = _delimiter(text[:_SAMPLE])
    lines = _lines(text)
    if text[: len(_NAMED)].lower() == _NAMED:
        lines = chain(("\n",), islice(lines, 1, None))  # Excel's own word for it: no row to read, but counted
    usual = csv.field_size_limit(text_limit())  # a document in one cell has more than it
    try:
        _rows(lines, delimiter, grid)
    except csv.Error as error:
        raise UnreadableError(Message("not-table", (quoted(str(error)),))) from error
    finally:
        csv.field_size_limit(usual)
    return extracted.document("csv")


def _lines(text: str) -> Iterable[str]:
    """Lines as programs that write tables end them; what else parts lines may stand in a value as it is."""
    return io.StringIO(text, newline="")


def _rows(lines: Iterable[str], delimiter: str, grid: Grid) -> None:
    for number, row in enumerate(csv.reader(lines, delimiter=delimiter), 1):
        grid.row(number, ((at, cell) for at, cell in enumerate(row, 1) if cell and not cell.isspace()))


def _delimiter(sample: str) -> str:
    """What separates the values: whatever makes most rows equally long, and long rather than short."""
    if sample[:4].lower() == _NAMED and (named := sample[4:5]) not in _NONE:
        return named
    lines = list(islice(_lines(sample), 200))
    scores: dict[str, tuple[float, int]] = {}
    for delimiter in _DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
        except csv.Error:
            continue
        shares = ((times / widths.total(), width) for width, times in widths.items() if width > 1)
        scores[delimiter] = max(shares, default=(0.0, 0))
    return max(scores, key=lambda delimiter: scores[delimiter], default=",")

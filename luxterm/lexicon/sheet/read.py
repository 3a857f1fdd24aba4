"""A workbook that was filled in: what each row says, and where it stands."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from luxterm.lexicon.sheet.claims import Claim
from luxterm.lexicon.sheet.columns import HEADS, known
from luxterm.office.cells import position, strings, unescaped, whole, words
from luxterm.office.package import Element, Package
from luxterm.office.relations import related
from luxterm.system.errors import UnreadableError, did_you_mean
from luxterm.types import Message, quoted

_DECIMAL = re.compile(r"-?\d+\.0")


class Row(NamedTuple):
    """A row with a verdict. `at` is its number in the sheet."""

    at: int
    claim: Claim
    page: str
    verdict: str
    name: str
    remark: str


def read(data: bytes) -> list[Row]:
    """The rows in which something was filled in. Raises UnreadableError for what is no such sheet."""
    package = Package(data)
    rows = list(_rows(package))
    if not rows:
        raise UnreadableError(Message("sheet-not-ours"))
    (_, first), *others = rows
    heads = {column: known("heads").get(text.strip().lower()) for column, text in first.items()}
    columns = {name: column for column, name in heads.items() if name}
    missing = [name for name in HEADS if name not in columns]
    if missing:
        raise UnreadableError(Message("sheet-lacks-column", (repr(missing[0]),)))
    return [row for at, cells in others for row in _row(at, cells, columns)]


def _row(at: int, cells: dict[int, str], columns: dict[str, int]) -> Iterator[Row]:
    said = {name: cells.get(column, "") for name, column in columns.items()}
    page, verdict, name, remark = (said[it].strip() for it in ("page", "verdict", "name", "remark"))
    if not (page or verdict or remark):
        return
    code = known("verdicts").get(verdict.lower())
    if verdict and not code:
        unknown = Message("sheet-no-such-verdict", (str(at), quoted(repr(verdict))))
        meant = did_you_mean(unknown, verdict.lower(), known("verdicts"))
        raise UnreadableError(Message("choose-of-list", (unknown,)) if meant == unknown else meant)
    claim = Claim(**{field: said[field] for field in Claim._fields})
    for field in ("concept", "lang", "id", "document"):
        claim = claim._replace(**{field: said[field].strip()})
    yield Row(at, claim, page, code or "", name, remark)


def _rows(package: Package) -> Iterator[tuple[int, dict[int, str]]]:
    """The rows of the first sheet: number, and the text of each cell by its column from 1."""
    book = next((name for _, name in related(package, "", "officeDocument")), "")
    if not book:
        raise UnreadableError(Message("not-excel"))
    sheets = dict(related(package, book, "worksheet"))
    named = strings(package, book)
    sheet = next(package.xml(book).iterdescendants("{*}sheet"), None)
    part = "" if sheet is None else next((sheets[it] for it in sheet.attrib.values() if it in sheets), "")
    if not part:
        raise UnreadableError(Message("no-sheet"))
    at = 0
    for row in package.xml(part).iterdescendants("{*}row"):
        at = whole(row.get("r"), at + 1)
        yield at, {column: text for column, text in _cells(row, named) if text.strip()}


def _cells(row: Element, named: list[str]) -> Iterator[tuple[int, str]]:
    for column, cell in enumerate(row.iterchildren("{*}c"), 1):
        value = cell.findtext("{*}v") or ""
        if cell.get("t") == "inlineStr":
            text = words(cell)
        elif cell.get("t") == "s":
            index = whole(value, len(named))
            text = named[index] if index < len(named) else ""
        elif cell.get("t") == "str":
            text = unescaped(value)
        else:
            text = value.removesuffix(".0") if _DECIMAL.fullmatch(value) else value
        found = position(cell.get("r") or "")
        yield found[0] if found else column, text

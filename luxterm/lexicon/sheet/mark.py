"""What was confirmed, marked in the concept files; the rest of each file stays as it is, comments too."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import tomlkit

from luxterm.lexicon.sheet.claims import Claim, Key, key
from luxterm.lexicon.sheet.read import Row
from luxterm.lexicon.sheet.write import fitting
from luxterm.system.errors import did_you_mean
from luxterm.types import Message

_PAGES = re.compile(r"\d+(?:\s*[-–]\s*\d+)?")
_PART_OF_CLAIM = ("term", "why", "note", "instead")
"""What somebody who confirms a row has read; if it has changed since, nobody has confirmed it."""

_NOT_CONFIRMED = {
    "": Message("sheet-no-verdict"),
    "wrong": Message("sheet-wrong"),
    "unsure": Message("sheet-unsure"),
}


class Outcome(NamedTuple):
    """What became of a row: `done` if something was marked, and what is said about it otherwise."""

    row: Row
    done: bool
    said: Message | None = None


def judge(rows: list[Row], claims: Mapping[Key, Claim], documents: Mapping[str, object]) -> list[Outcome]:
    """Which rows can be marked, and why the others can't. `claims`: all that are unverified now."""
    seen: dict[Key, str] = {}
    outcomes: list[Outcome] = []
    for row in rows:
        about = key(row.claim)
        said = _objection(row, claims.get(about), documents, seen.get(about))
        seen.setdefault(about, row.verdict)
        outcomes.append(Outcome(row, said is None or said.code == "sheet-no-page", said))
    return outcomes


def _objection(
    row: Row, now: Claim | None, documents: Mapping[str, object], before: str | None
) -> Message | None:
    if row.verdict != "confirmed":
        return _NOT_CONFIRMED[row.verdict]
    if not row.name:
        return Message("sheet-no-name")
    if before is not None:
        return Message("sheet-twice")
    if now is None:
        return Message("sheet-unknown")
    if any(_plain(getattr(now, name)) != _plain(getattr(row.claim, name)) for name in _PART_OF_CLAIM):
        return Message("sheet-changed")
    if row.page and not row.claim.document:
        return Message("sheet-needs-document")
    if row.page and row.claim.document not in documents:
        name = row.claim.document
        return did_you_mean(Message("sheet-no-document", (repr(name),)), name, documents)
    return None


def _plain(text: str) -> str:
    return " ".join(fitting(text).split())


def marked(text: str, rows: list[Row]) -> tuple[str, list[Row]]:
    """A concept's file with these rows marked; and those that still rest on memory, for want of a page.

    The file is valid; `rows` are confirmed and of this concept.
    """
    document: Any = tomlkit.parse(text)
    lacking: list[Row] = []
    for row in rows:
        if not row.claim.id:
            _settle(document["texts"][row.claim.lang])
            continue
        terms = document["terms"][row.claim.lang]
        term = next(it for it in terms if it["id"] == row.claim.id)
        _settle(term)
        if row.page:
            term.pop("memory", None)
            _cite(term, row.claim.document, place(row.page))
        elif "memory" in term:
            lacking.append(row)
    return tomlkit.dumps(document), lacking


def _settle(entry: Any) -> None:
    """Somebody has read it, and answered what was asked."""
    for name in ("awaits_native_reader", "question"):
        entry.pop(name, None)


def place(page: str) -> str:
    """A page as sources name it: "35" is "p. 35"; what has a word of its own stays ("art. 12")."""
    if not _PAGES.fullmatch(page):
        return page
    return f"p. {page}" if page.isdigit() else f"pp. {page}"


def _cite(term: Any, document: str, at: str) -> None:
    """Say that the advice stands there: in the source that wasn't read, or in one more."""
    if "sources" not in term:
        term["sources"] = tomlkit.array()
    sources: Any = term["sources"]
    source: Any
    for number, source in enumerate(sources):
        if source["document"] == document and not source["verified"]:
            says = source.get("says", "")
            sources[number] = _source(document, at, says)
            return
    sources.append(_source(document, at, ""))


def _source(document: str, at: str, says: str) -> Any:
    table: Any = tomlkit.inline_table()
    table.update({"document": document, "at": at, "verified": True})
    if says:
        table["says"] = says
    return table

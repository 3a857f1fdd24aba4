"""`luxterm lexicon export --unverified` and `import` of the sheet: what somebody who can has confirmed."""

import argparse
import csv
import os
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from luxterm.cli import files
from luxterm.cli.console import Console
from luxterm.cli.explain import lexicon_in_force
from luxterm.cli.failure import Failure
from luxterm.report.display import safe as displayed
from luxterm.system.limits import Limits
from luxterm.types import Message, figure
from luxterm.wording import say as said_in
from luxterm.wording import spoken, tell

if TYPE_CHECKING:
    from luxterm.lexicon.sheet.claims import Claim, Key
    from luxterm.lexicon.sheet.mark import Outcome
    from luxterm.lexicon.sheet.read import Row
    from luxterm.termbase.read import Files

RECORD = "confirmations.csv"
"""Beside the concepts: who has confirmed what, and all that was said about the rest."""
SHEET = Limits(size=32)
"""The most that a sheet may have."""
_COLUMNS = (
    *("taken in", "concept", "language", "term", "document", "page", "verdict", "name", "remark", "result"),
)


def meant(args: argparse.Namespace) -> bool:
    """Whether the sheet is to be exported, or what is to be imported is one."""
    if args.action == "export":
        return args.unverified or args.format == "xlsx"
    return args.file.lower().endswith(".xlsx")


def export(args: argparse.Namespace, console: Console) -> int:
    """Write the sheet. Raises Failure for a wrong use, a broken termbase or a file that can't be written."""
    from luxterm.lexicon.load import termbase_of
    from luxterm.lexicon.sheet.write import write

    if args.format != "xlsx" or not args.unverified:
        raise Failure(tell("sheet-only-unverified"))
    if not args.output:
        raise Failure(tell("sheet-needs-output"))
    if args.lang:
        termbase_of(tuple(args.lexicon)).require(args.lang)
    _, claims = _claims(tuple(args.lexicon), args.lang)
    files.write(args.output, write(claims.values(), spoken()))
    console.say(tell("written", args.output))
    return 0


def take(args: argparse.Namespace, console: Console) -> int:
    """Mark in a folder what a sheet confirms. Raises Failure for an unsuitable sheet or folder."""
    from luxterm.lexicon.sheet.mark import judge

    rows = _rows(args.file)
    if not rows:
        raise Failure(tell("sheet-empty", args.file))
    termbase, claims = _claims((*lexicon_in_force(args), *filter(_is_termbase, (args.folder,))), "")
    outcomes = judge(rows, claims, termbase.sources)
    record = os.path.join(args.folder, RECORD)
    paths = {record, *(_concept_file(args.folder, it.row.claim.concept) for it in outcomes if it.done)}
    old = {path: _bytes(path) for path in paths if os.path.lexists(path)}
    made, outcomes = _marked(outcomes, termbase, args.folder)
    made[record] = _record(old.get(record, b""), record, outcomes)
    files.write_all(made, old)
    for outcome in outcomes:
        if outcome.said:
            console.say(f"luxterm: {displayed(_said(outcome))}")
    done = sum(outcome.done for outcome in outcomes)
    console.say(tell("sheet-result", figure(done), figure(len(outcomes) - done), record))
    return 0


def _claims(lexicon: tuple[str, ...], lang: str) -> "tuple[Files, dict[Key, Claim]]":
    from luxterm.lexicon.cards import Cards
    from luxterm.lexicon.load import bundled
    from luxterm.lexicon.sheet.claims import claims, key
    from luxterm.termbase.read import read

    termbase = read([Path(bundled()), *map(Path, lexicon)])
    return termbase, {key(claim): claim for claim in claims(termbase, Cards(lexicon), lang)}


def _rows(path: str) -> "list[Row]":
    from luxterm.lexicon.sheet.read import read

    data = files.content(path, SHEET, lambda size, most: Message("sheet-too-big", (size, most)))
    with files.reading(path):
        return read(data)


def _is_termbase(folder: str) -> bool:
    return os.path.isdir(os.path.join(folder, "concepts"))


def _marked(
    outcomes: "list[Outcome]", termbase: "Files", folder: str
) -> "tuple[dict[str, str], list[Outcome]]":
    """The concept files to write, by path; and the outcomes, of which some lack a page."""
    from luxterm.lexicon.sheet.mark import marked

    made: dict[str, str] = {}
    lacking: list[Row] = []
    for concept in dict.fromkeys(it.row.claim.concept for it in outcomes if it.done):
        rows = [it.row for it in outcomes if it.done and it.row.claim.concept == concept]
        text = termbase.paths[concept].read_text(encoding="utf-8")
        made[_concept_file(folder, concept)], without = marked(text, rows)
        lacking += without
    no_page = Message("sheet-no-page")
    return made, [it._replace(said=no_page) if it.row in lacking else it for it in outcomes]


def _concept_file(folder: str, concept: str) -> str:
    return os.path.join(folder, "concepts", f"{concept}.toml")


def _said(outcome: "Outcome") -> str:
    row, said = outcome.row, outcome.said
    what = said_in(said, spoken()) if said else ""
    if row.remark:
        what = tell("sheet-remark", what, row.remark)
    return tell("sheet-row", str(row.at), row.claim.id or row.claim.concept, what)


def _bytes(path: str) -> bytes:
    """What is in a file as yet. Raises Failure."""
    with files.reading(path), open(path, "rb") as file:
        return file.read()


def _record(old: bytes, path: str, outcomes: "list[Outcome]") -> str:
    """The record at this path with these rows added. Raises Failure if what is there is no text."""
    from luxterm.report.csv import BOM, safe

    try:
        before = old.decode()
    except UnicodeDecodeError as error:
        raise Failure(tell("file-unreadable", path, Message("not-utf8"))) from error
    if before and not before.endswith(("\n", "\r")):  # somebody has edited it
        before += "\n"
    lines = StringIO()
    table = csv.writer(lines, lineterminator="\n")
    if not before:
        table.writerow(_COLUMNS)
    today = datetime.now(UTC).date().isoformat()
    for row, _, said in outcomes:
        claim, result = row.claim, said_in(said) if said else "marked"
        cells = (today, claim.concept, claim.lang, claim.id, claim.document, row.page, row.verdict, row.name)
        table.writerow([safe(cell) for cell in (*cells, row.remark, result)])
    return (before or BOM) + lines.getvalue()

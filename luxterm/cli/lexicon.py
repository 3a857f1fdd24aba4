"""`luxterm lexicon`: list the terms, show a concept, run the entries' own examples, exchange them."""

import argparse
import os
from pathlib import Path
from types import ModuleType

from luxterm.cli.console import Console
from luxterm.cli.explain import lexicon_in_force, write
from luxterm.cli.failure import Failure
from luxterm.cli.options import TERMBASE_FORMATS
from luxterm.lexicon.card import Card
from luxterm.lexicon.cards import Cards
from luxterm.lexicon.wording import ADVICE, SEVERITY, STANDING
from luxterm.report import format_of
from luxterm.report.display import BOLD, Style, head, safe
from luxterm.text.width import width
from luxterm.types import Message
from luxterm.wording import counted, tell, told

_COLUMNS = (
    Message("list-id"),
    Message("list-term"),
    Message("list-lang"),
    Message("list-status"),
    Message("list-advice"),
    Message("list-severity"),
)
_FIELDS = ("id", "term", "lang", "concept", "status", "advice", "severity")


def run(args: argparse.Namespace, console: Console) -> int:
    """Raises Failure for an unknown concept or a broken termbase."""
    if args.action == "validate":
        return _validate([*args.lexicon, *([args.path] if args.path else [])], console)
    if args.action == "import":
        return _exchange(args).take(args, console)
    args.lexicon = lexicon_in_force(args)
    if args.action == "export":
        return _exchange(args).export(args, console)
    if args.action == "parity":
        return _parity(args, console)
    cards = Cards(args.lexicon, args.lang)
    if args.action == "show":
        found = cards.concept(args.concept)
        if not found and (named := cards.named(args.concept)):
            found = cards.concept(named[0]["concept"])
        if not found:
            unknown = Message("no-concept-named", (repr(args.concept),))
            raise Failure(told(cards.nearest(unknown, args.concept, "concept")))
        write(found, args, console)
    elif args.format == "json":
        from luxterm.report.plain_json import dumps

        rows = [{name: card[name] for name in _FIELDS} for card in cards.all]
        console.out.encode("utf-8")
        console.out.write(dumps(rows, indent=2) + "\n")
    else:
        rows = sorted(map(_row, cards.all))
        console.out.write(_table(rows, console.out.style(args.no_color)))
    return 0


def _exchange(args: argparse.Namespace) -> ModuleType:
    """The module for the sheet, or that for other tools' formats."""
    from luxterm.cli import confirming, exchange

    if args.action == "export" and not args.format:
        args.format = "xlsx" if args.unverified else format_of(args.output, TERMBASE_FORMATS)
    return confirming if confirming.meant(args) else exchange


def _parity(args: argparse.Namespace, console: Console) -> int:
    """Where the languages differ; 1 if they do."""
    from luxterm.lexicon.parity import KINDS, compare
    from luxterm.report import lexicon_parity

    compared = compare(args.lexicon, args.lang, args.only or KINDS)
    if args.format == "json":
        console.out.encode("utf-8")
        console.out.write(lexicon_parity.json(compared))
    else:
        console.out.write(lexicon_parity.text(compared, console.out.style(args.no_color)))
    return int(bool(compared.differences))


def _row(card: Card) -> list[str]:
    said = STANDING[card["status"]], ADVICE.get(card["advice"], ""), SEVERITY.get(card["severity"], "")
    return [safe(card["id"]), safe(card["term"]), safe(card["lang"]), *map(told, said)]


def _table(rows: list[list[str]], style: Style) -> str:
    """Rows under their headers, each column as wide as necessary (40 at most)."""
    rows = [[*map(told, _COLUMNS)], *rows]
    widths = [min(max(map(width, column)), 40) for column in zip(*rows, strict=True)]
    lines: list[str] = []
    for number, row in enumerate(rows):
        cells = [
            cell if width(cell) <= room else head(cell, room - 1) + "…"
            for cell, room in zip(row, widths, strict=True)
        ]
        line = "  ".join(cell + " " * (room - width(cell)) for cell, room in zip(cells, widths, strict=True))
        lines.append(line.rstrip() if number else style.paint(line.rstrip(), BOLD))
    return "\n".join(lines) + "\n"


def _validate(paths: list[str], console: Console) -> int:
    """Read, build and run all examples; every example that fails is printed, with its file and line."""
    from luxterm.lexicon.examples import failures
    from luxterm.lexicon.heads import unknown_heads
    from luxterm.lexicon.load import bundled
    from luxterm.termbase import Termbase, TermbaseError
    from luxterm.termbase.build import build
    from luxterm.termbase.read import read

    roots = [Path(bundled()), *(Path(os.path.abspath(path)) for path in paths)]
    try:
        files = read(roots)
        termbase = Termbase(build(files))
    except TermbaseError as error:
        raise Failure(str(error)) from error
    failed = 0
    for failure in failures(files, termbase):
        console.out.write(safe(f"{failure.path}:{failure.line}: {told(failure.message)}") + "\n")
        failed += 1
    for lang in termbase.languages:
        language = termbase.language(lang)
        grammar, signals = language.grammar.lacks, language.signals.lacks
        for part, known, lacks in (("grammar", files.grammar, grammar), ("cues", files.cues, signals)):
            if lang not in known:
                console.say(tell("no-such-table", f"{part}/{lang}.toml", repr(lang)))
            elif lacks:
                console.say(tell("lacks-tables", repr(lang), f"{part}/{lang}.toml", ", ".join(lacks)))
    for unknown in unknown_heads(files, termbase):
        where = Message("beside", (f"{unknown.path}:{unknown.line}: ", unknown.message))
        console.say(safe(tell("unknown-noted", where)))
    terms = sum(len(terms) for concept in files.concepts.values() for terms in concept.terms.values())
    sums = counted(len(files.concepts), "concept"), counted(terms, "term")
    if failed:
        console.say(tell("some-examples-fail", *sums, counted(failed, "failing-example")))
    else:
        console.say(tell("all-examples-pass", *sums))
    return 2 if failed else 0

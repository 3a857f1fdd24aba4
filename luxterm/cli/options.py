"""The options of each command: their names, values and help. What they do is the command's own.

Each function adds one command's options to its parser.
"""

import argparse
from collections.abc import Callable
from typing import Any

from luxterm.report import FORMATS

HELP_WIDTH = 96


def formatter(prog: str) -> argparse.HelpFormatter:
    """Help at a fixed width: asking for the terminal's imports more than everything else here."""
    return argparse.HelpFormatter(prog, width=HELP_WIDTH)


def command_in(commands: Any, name: str, text: str) -> argparse.ArgumentParser:
    """A command among others; `text` says what it does, in a line."""
    description = f"{text[0].upper()}{text[1:]}."
    return commands.add_parser(
        name, help=text, description=description, allow_abbrev=False, formatter_class=formatter
    )


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", nargs="*", metavar="PATH", help='file or folder; "-" is standard input (default: .)'
    )
    output = command.add_argument_group("output")
    output.add_argument("--format", choices=FORMATS, help="format of the report (default: text)")
    output.add_argument("--output", metavar="FILE", help="write the report to FILE")
    output.add_argument(
        "--show-kept", action="store_true", help="also show what is kept (titles, mentions, …), and why"
    )
    output.add_argument(
        "--statistics", action="store_true", help="how often each term was found, instead of each finding"
    )
    output.add_argument(
        "--redact", action="store_true", help="leave all text of the documents out of the report"
    )
    output.add_argument(
        "--no-color", "--no-colour", action="store_true", help="no colour, even on a terminal"
    )
    output.add_argument("--no-progress", action="store_true", help="no progress bar")
    fixing = command.add_argument_group("fixing")
    fixing.add_argument(
        "--fix", action="store_true", help="make the safe replacements, in the files themselves"
    )
    fixing.add_argument(
        "--interactive", action="store_true", help="with --fix: ask about each; also keeps, with your reason"
    )
    fixing.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: also make replacements that need a look",
    )
    fixing.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and change nothing"
    )
    choice = _choice(command)
    choice.add_argument("--write-baseline", metavar="FILE", help="record what is found now as a baseline")
    choice.add_argument(
        "--exclude",
        metavar="GLOB",
        action="append",
        default=[],
        help="leave out files of folders, as in .gitignore",
    )
    choice.add_argument(
        "--force-exclude",
        action="store_true",
        help="leave out excluded files even if they are named, as pre-commit does",
    )
    choice.add_argument("--stdin-filename", metavar="NAME", help="the name of the document on standard input")
    speed = command.add_argument_group("speed")
    speed.add_argument(
        "--jobs", metavar="N", type=_jobs, default=0, help="number of processes (default: as many as pay off)"
    )
    speed.add_argument(
        "--scheduler", metavar="ADDRESS", help="check on the workers of a Dask scheduler (tcp://host:port)"
    )
    speed.add_argument(
        "--cache",
        action=argparse.BooleanOptionalAction,
        help="keep results and skip files that have not changed (default: for large folders)",
    )


def _review(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a Word document or an OpenDocument text")
    output = command.add_mutually_exclusive_group()
    output.add_argument(
        "-o",
        "--output",
        metavar="COPY",
        help="where the copy goes (default: FILE with .reviewed before its extension)",
    )
    output.add_argument("--in-place", action="store_true", help="change FILE itself")
    command.add_argument("--unsafe-fixes", action="store_true", help="also track changes that need a look")
    _choice(command)


def _choice(command: argparse.ArgumentParser) -> Any:
    """Options that a check and a review share; returns the group, for adding more."""
    choice = command.add_argument_group("what counts")
    choice.add_argument(
        "--fail-on",
        choices=("error", "warning", "info", "never"),
        help="lowest severity that makes the exit status 1 (default: error)",
    )
    choice.add_argument(
        "--min-severity",
        choices=("error", "warning", "info"),
        help="leave out what is below; info also shows the notes one by one",
    )
    choice.add_argument(
        "--select", metavar="TERM", action="append", default=[], help="only these terms or concepts, by id"
    )
    choice.add_argument(
        "--ignore", metavar="TERM", action="append", default=[], help="all but these terms or concepts"
    )
    choice.add_argument(
        "--lang",
        metavar="CODE[,CODE]",
        help="the documents' language, several they may be in, or auto (default): each text's own",
    )
    choice.add_argument("--profile", metavar="CODE", help="a jurisdiction's choices (default: un)")
    choice.add_argument(
        "--lexicon", metavar="PATH", action="append", default=[], help="add a termbase of your own"
    )
    choice.add_argument("--config", metavar="FILE", help="use this configuration instead of the nearest one")
    choice.add_argument("--baseline", metavar="FILE", help="leave out what is in this baseline")
    choice.add_argument(
        "--trust",
        action="store_true",
        help="let configurations name links out of their repository and addresses, and set any limit",
    )
    return choice


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"not a number of processes: {text!r}")
    return int(text)


def _termbase_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", metavar="CODE", default="", help="the term's language (default: any)")
    command.add_argument(
        "--lexicon", metavar="PATH", action="append", default=[], help="add a termbase of your own"
    )


def _card_options(command: argparse.ArgumentParser) -> None:
    _termbase_options(command)
    command.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    command.add_argument(
        "--no-color", "--no-colour", action="store_true", help="no colour, even on a terminal"
    )


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("term", metavar="TERM|CONCEPT", nargs="+", help="as written in a text, or its id")
    _card_options(command)


def _lexicon(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(
        prog="luxterm lexicon", title="actions", metavar="ACTION", dest="action", required=True
    )
    listing = command_in(actions, "list", "list the terms, with status, advice and severity")
    _card_options(listing)
    show = command_in(actions, "show", "show one concept with all its terms")
    show.add_argument("concept", metavar="CONCEPT", help="the concept's id")
    _card_options(show)
    validate = command_in(actions, "validate", "check a termbase and run its entries' own examples")
    validate.add_argument(
        "path", metavar="PATH", nargs="?", help="a termbase of your own (default: the bundled one)"
    )
    validate.add_argument(
        "--lexicon", metavar="PATH", action="append", default=[], help="others that it builds on"
    )
    export = command_in(actions, "export", "write the termbase for other tools, as TBX or CSV")
    _termbase_options(export)
    export.add_argument(
        "--format", choices=("tbx", "csv"), default="tbx", help="default: tbx (ISO 30042:2019, TBX-Basic)"
    )
    export.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of standard output")
    take = command_in(actions, "import", "make a termbase of your own from a TBX file")
    take.add_argument("file", metavar="FILE", help="TBX, of any dialect")
    take.add_argument("folder", metavar="FOLDER", help="where to write the concepts, for --lexicon")


def _init(command: argparse.ArgumentParser) -> None:
    pass


def _cache(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(
        prog="luxterm cache", title="actions", metavar="ACTION", dest="action", required=True
    )
    command_in(actions, "clean", "forget the results of earlier checks and the compiled termbases")


def _server(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--stdio", action="store_true", help="the default; accepted because many editors pass it"
    )


def _eval(command: argparse.ArgumentParser) -> None:
    _card_options(command)
    command.add_argument("gold", metavar="GOLD", help="labelled sentences, JSON lines")
    command.add_argument(
        "--show",
        choices=("misses", "false-alarms", "replacements", "damage", "whole-texts"),
        help="show only these disagreements",
    )
    for name, said in (
        ("recall", "recall"),
        ("precision", "precision"),
        ("exact", "rate of exact fixes"),
        ("whole", "rate of corrected texts met"),
        ("coverage", "rate of uses fixed unasked"),
    ):
        command.add_argument(f"--min-{name}", type=float, metavar="RATE", help=f"exit 1 below this {said}")
    command.add_argument("--max-damage", type=int, metavar="N", help="exit 1 with more damaging edits than N")


COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], str]] = {
    "check": (_check, "check files and folders"),
    "review": (_review, "make a copy with tracked changes and comments"),
    "explain": (_explain, "say why a term is discouraged, and what to say instead"),
    "lexicon": (_lexicon, "list, show or validate the terms, or exchange them with other tools"),
    "init": (_init, "write a commented luxterm.toml into the current folder"),
    "cache": (_cache, "forget what earlier checks have kept"),
    "server": (_server, "run the language server for editors, over stdio"),
    "eval": (_eval, "score the judgement against labelled sentences"),
}
"""For each command, named like its module: its options and its line of help."""

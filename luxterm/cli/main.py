"""The command line: its options, and how a run ends.

Exit status 0: nothing at or above `--fail-on`; 1: something; 2: wrong usage, broken configuration or
lexicon, an input that could not be read; 130: stopped with Ctrl-C. Only results go to standard output;
no user ever sees a traceback.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from luxterm.base import __version__
from luxterm.cli.console import Console
from luxterm.cli.failure import Failure
from luxterm.config.settings import ConfigError
from luxterm.lexicon.load import termbase_of
from luxterm.report.display import safe
from luxterm.termbase.errors import TermbaseError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn

HELP_WIDTH = 96


def main(argv: Sequence[str] | None = None) -> int:
    """Run luxterm with these arguments (default: the process's own); the exit status."""
    console = Console()
    try:
        words = sys.argv[1:] if argv is None else argv
        args = parser("".join(words[:1]), console).parse_args(words)
        status = import_module(args.module).run(args, console)
    except SystemExit as end:  # argparse, after its message
        status = end.code if isinstance(end.code, int) else 2
    except KeyboardInterrupt:
        console.say("luxterm: stopped early: nothing had been checked yet")
        status = 130
    except (Failure, ConfigError) as error:
        console.say(f"luxterm: {error}")
        status = 2
    except TermbaseError as error:
        console.say(f"luxterm: lexicon: {error}")
        status = 2
    except Exception as error:
        from luxterm.scan.job import describe_error
        from luxterm.wording import say

        console.say(f"luxterm: {say(describe_error(error))}")
        status = 2
    return console.close(status)


def program() -> NoReturn:
    """The installed command: `main`, then exit at once.

    By then everything is written and every process joined, and dismantling the modules and the lexicon
    would be an eighth of the cost of a small document.
    """
    os._exit(main())


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """As usual; but a shell may have made options of files' names, so it is safe to show."""
        super().error(safe(message))


class _Version(argparse.Action):
    """`--version`, which also names the lexicon and so has to load it; `const` is the console."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        termbase = termbase_of(())
        lexicon = f"lexicon {termbase.name} {termbase.version}, sha256 {termbase.sha256}"
        (self.const or Console()).out.write(f"luxterm {__version__} ({lexicon})\n")
        parser.exit()


def parser(command: str = "", console: Console | None = None) -> argparse.ArgumentParser:
    """The command line's parser: for that command alone if there is one of that name, else for all.

    Its own output goes to `console`, which knows at the end whether it was written.
    """
    top = _Parser(
        prog="luxterm",
        description="Checks the terminology of documents on the protection of children, "
        "based on the Luxembourg Guidelines, and says what to write instead.",
        allow_abbrev=False,
        formatter_class=_formatter,
    )
    top.add_argument(
        "--version",
        action=_Version,
        nargs=0,
        const=console,
        help="show the versions of luxterm and its lexicon",
    )
    commands = top.add_subparsers(prog="luxterm", title="commands", metavar="COMMAND", required=True)
    for name in (command,) if command in _COMMANDS else _COMMANDS:
        options, text = _COMMANDS[name]
        made = _command(commands, name, text)
        made.set_defaults(module=f"luxterm.cli.{name}")
        options(made)
    return top


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Help at a fixed width: asking for the terminal's imports more than everything else here."""
    return argparse.HelpFormatter(prog, width=HELP_WIDTH)


def _command(commands: Any, name: str, text: str) -> argparse.ArgumentParser:
    description = f"{text[0].upper()}{text[1:]}."
    return commands.add_parser(
        name, help=text, description=description, allow_abbrev=False, formatter_class=_formatter
    )


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", nargs="*", metavar="PATH", help='file or folder; "-" is standard input (default: .)'
    )
    output = command.add_argument_group("output")
    output.add_argument(
        "--format",
        choices=("text", "json", "jsonl", "sarif", "github", "html", "csv", "xlsx"),
        help="format of the report (default: text)",
    )
    output.add_argument("--output", metavar="FILE", help="write the report to FILE")
    output.add_argument(
        "--show-kept", action="store_true", help="also show what is kept (titles, mentions, …), and why"
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
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: also make replacements that need a look",
    )
    fixing.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and change nothing"
    )
    choice = _choice(command)
    choice.add_argument("--write-baseline", metavar="FILE", help="record what is found now as a baseline")
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
    choice.add_argument("--lang", metavar="CODE", help="the documents' language (default: en)")
    choice.add_argument(
        "--lexicon", metavar="PATH", action="append", default=[], help="add a termbase of your own"
    )
    choice.add_argument("--config", metavar="FILE", help="use this configuration instead of the nearest one")
    choice.add_argument("--baseline", metavar="FILE", help="leave out what is in this baseline")
    choice.add_argument(
        "--trust",
        action="store_true",
        help="let configurations name what is outside of their repository, or on the network",
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
    listing = _command(actions, "list", "list the terms, with status, advice and severity")
    _card_options(listing)
    show = _command(actions, "show", "show one concept with all its terms")
    show.add_argument("concept", metavar="CONCEPT", help="the concept's id")
    _card_options(show)
    validate = _command(actions, "validate", "check a termbase and run its entries' own examples")
    validate.add_argument(
        "path", metavar="PATH", nargs="?", help="a termbase of your own (default: the bundled one)"
    )
    export = _command(actions, "export", "write the termbase for other tools, as TBX or CSV")
    _termbase_options(export)
    export.add_argument(
        "--format", choices=("tbx", "csv"), default="tbx", help="default: tbx (ISO 30042:2019, TBX-Basic)"
    )
    export.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of standard output")
    take = _command(actions, "import", "make a termbase of your own from a TBX file")
    take.add_argument("file", metavar="FILE", help="TBX, of any dialect")
    take.add_argument("folder", metavar="FOLDER", help="where to write the concepts, for --lexicon")


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


_COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], str]] = {
    "check": (_check, "check files and folders"),
    "review": (_review, "make a copy with tracked changes and comments"),
    "explain": (_explain, "say why a term is discouraged, and what to say instead"),
    "lexicon": (_lexicon, "list, show or validate the terms, or exchange them with other tools"),
    "server": (_server, "run the language server for editors, over stdio"),
    "eval": (_eval, "score the judgement against labelled sentences"),
}
"""For each command, named like its module: its options and its line of help."""

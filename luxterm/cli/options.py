"""The options of each command: their names, values and help. What they do is the command's own.

Each function adds one command's options to its parser.
"""

import argparse
from collections.abc import Callable
from typing import Any

from luxterm.report import FORMATS
from luxterm.types import Message
from luxterm.wording import tell, told

HELP_WIDTH = 96
TERMBASE_FORMATS = ("tbx", "csv", "xlsx")
PARITY_FORMATS = ("text", "json", "html")
TERMBASE_KINDS = ("no-term", "no-recommended", "advice", "unverified")
"""As in `luxterm.report.parity` and `luxterm.lexicon.parity`, which take long to import."""


class Formatter(argparse.HelpFormatter):
    """Help in the user's language, at a fixed width: asking for the terminal's imports a lot."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=HELP_WIDTH)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """The line with all options."""
        super().add_usage(usage, actions, groups, tell("help-usage") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """A group of options; argparse names two by itself."""
        own = {"options": tell("help-group-options"), "positional arguments": tell("help-group-positional")}
        super().start_section(own.get(heading, heading) if heading else heading)


def add_common(parser: argparse.ArgumentParser) -> None:
    """What every command has; `--ui-lang` is read before all others (`luxterm.cli.user_language`)."""
    parser.add_argument("-h", "--help", action="help", help=tell("help-help"))
    parser.add_argument("--ui-lang", metavar="CODE", help=tell("help-ui-lang"))


def command_in(commands: Any, name: str, text: str) -> argparse.ArgumentParser:
    """A command among others; `text` says what it does, in a line."""
    made = commands.add_parser(
        name,
        help=text,
        description=f"{text[0].upper()}{text[1:]}.",
        allow_abbrev=False,
        add_help=False,
        formatter_class=Formatter,
    )
    add_common(made)
    return made


def _configuration_options(command: Any) -> None:
    """What every command that reads documents has over their configuration (`luxterm.cli.overrides`)."""
    command.add_argument("--profile", metavar="CODE", help=tell("help-profile"))
    _lexicon_option(command)
    command.add_argument("--config", metavar="FILE", help=tell("help-config"))
    command.add_argument("--trust", action="store_true", help=tell("help-trust"))
    command.add_argument("--restricted", action="store_true", help=tell("help-restricted"))


def _lexicon_option(command: Any) -> None:
    command.add_argument("--lexicon", metavar="PATH", action="append", default=[], help=tell("help-lexicon"))


def _colour_option(command: Any) -> None:
    command.add_argument("--no-color", "--no-colour", action="store_true", help=tell("help-no-color"))


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="*", metavar="PATH", help=tell("help-path"))
    output = command.add_argument_group(tell("help-group-output"))
    output.add_argument("--format", choices=FORMATS, help=tell("help-format"))
    output.add_argument("--output", metavar="FILE", help=tell("help-output"))
    output.add_argument("--show-kept", action="store_true", help=tell("help-show-kept"))
    output.add_argument("--statistics", action="store_true", help=tell("help-statistics"))
    output.add_argument("--redact", action="store_true", help=tell("help-redact"))
    _colour_option(output)
    output.add_argument("--no-progress", action="store_true", help=tell("help-no-progress"))
    fixing = command.add_argument_group(tell("help-group-fixing"))
    fixing.add_argument("--fix", action="store_true", help=tell("help-fix"))
    fixing.add_argument("--interactive", action="store_true", help=tell("help-interactive"))
    fixing.add_argument("--unsafe-fixes", action="store_true", help=tell("help-unsafe-fixes"))
    fixing.add_argument("--diff", action="store_true", help=tell("help-diff"))
    choice = _choice(command)
    choice.add_argument("--otherwise", metavar="JSON", default="", help=tell("help-otherwise"))
    choice.add_argument("--write-baseline", metavar="FILE", help=tell("help-write-baseline"))
    choice.add_argument(
        "--exclude",
        metavar="GLOB",
        action="append",
        default=[],
        help=tell("help-exclude"),
    )
    choice.add_argument("--force-exclude", action="store_true", help=tell("help-force-exclude"))
    choice.add_argument(
        "--changed", metavar="REVISION", nargs="?", const="HEAD", default="", help=tell("help-changed")
    )
    choice.add_argument("--stdin-filename", metavar="NAME", help=tell("help-stdin-filename"))
    speed = command.add_argument_group(tell("help-group-speed"))
    speed.add_argument("--jobs", metavar="N", type=_jobs, default=0, help=tell("help-jobs"))
    speed.add_argument("--scheduler", metavar="ADDRESS", help=tell("help-scheduler"))
    speed.add_argument("--cache", action=argparse.BooleanOptionalAction, help=tell("help-cache"))


def _review(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help=tell("help-review-file"))
    output = command.add_mutually_exclusive_group()
    output.add_argument("-o", "--output", metavar="COPY", help=tell("help-review-output"))
    output.add_argument("--in-place", action="store_true", help=tell("help-in-place"))
    command.add_argument("--unsafe-fixes", action="store_true", help=tell("help-review-unsafe-fixes"))
    _choice(command)


def _choice(command: argparse.ArgumentParser) -> Any:
    """Options that a check and a review share; returns the group, for adding more."""
    choice = command.add_argument_group(tell("help-group-choice"))
    choice.add_argument(
        "--fail-on",
        choices=("error", "warning", "info", "never"),
        help=tell("help-fail-on"),
    )
    choice.add_argument(
        "--min-severity",
        choices=("error", "warning", "info"),
        help=tell("help-min-severity"),
    )
    choice.add_argument("--select", metavar="TERM", action="append", default=[], help=tell("help-select"))
    choice.add_argument("--ignore", metavar="TERM", action="append", default=[], help=tell("help-ignore"))
    choice.add_argument("--lang", metavar="CODE[,CODE]", help=tell("help-lang"))
    _configuration_options(choice)
    choice.add_argument("--baseline", metavar="FILE", help=tell("help-baseline"))
    return choice


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(tell("not-processes", repr(text)))
    return int(text)


def _termbase_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", metavar="CODE", default="", help=tell("help-term-lang"))
    _lexicon_option(command)


def _card_options(command: argparse.ArgumentParser) -> None:
    _termbase_options(command)
    command.add_argument("--format", choices=("text", "json"), default="text", help=tell("help-card-format"))
    _colour_option(command)


def _parity(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", metavar="FILE", nargs="+", help=tell("help-parity-file"))
    command.add_argument("--langs", metavar="CODE,CODE", default="", help=tell("help-langs"))
    command.add_argument("--format", choices=PARITY_FORMATS, help=tell("help-format"))
    command.add_argument("--output", metavar="FILE", help=tell("help-output"))
    command.add_argument("--all", action="store_true", help=tell("help-parity-all"))
    _colour_option(command)
    _configuration_options(command)


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("term", metavar="TERM|CONCEPT", nargs="+", help=tell("help-explain-term"))
    _card_options(command)


def _lexicon(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(
        prog="luxterm lexicon",
        title=tell("help-group-actions"),
        metavar="ACTION",
        dest="action",
        required=True,
    )
    listing = command_in(actions, "list", tell("help-lexicon-list"))
    _card_options(listing)
    show = command_in(actions, "show", tell("help-lexicon-show"))
    show.add_argument("concept", metavar="CONCEPT", help=tell("help-concept"))
    _card_options(show)
    validate = command_in(actions, "validate", tell("help-lexicon-validate"))
    validate.add_argument("path", metavar="PATH", nargs="?", help=tell("help-validate-path"))
    validate.add_argument(
        "--lexicon", metavar="PATH", action="append", default=[], help=tell("help-validate-lexicon")
    )
    parity = command_in(actions, "parity", tell("help-lexicon-parity"))
    parity.add_argument("--lang", metavar="CODE,CODE", default="", help=tell("help-parity-lang"))
    _lexicon_option(parity)
    parity.add_argument("--format", choices=("text", "json"), default="text", help=tell("help-card-format"))
    _colour_option(parity)
    parity.add_argument(
        "--only", choices=TERMBASE_KINDS, action="append", default=[], help=tell("help-parity-only")
    )
    export = command_in(actions, "export", tell("help-lexicon-export"))
    _termbase_options(export)
    export.add_argument("--format", choices=TERMBASE_FORMATS, help=tell("help-export-format"))
    export.add_argument("--unverified", action="store_true", help=tell("help-export-unverified"))
    export.add_argument("-o", "--output", metavar="FILE", help=tell("help-export-output"))
    take = command_in(actions, "import", tell("help-lexicon-import"))
    take.add_argument("file", metavar="FILE", help=tell("help-import-file"))
    take.add_argument("folder", metavar="FOLDER", help=tell("help-import-folder"))
    _lexicon_option(take)


def _none(command: argparse.ArgumentParser) -> None:
    """None of its own."""


def _keep(command: argparse.ArgumentParser) -> None:
    command.add_argument("place", metavar="FILE[:LINE:COLUMN]", help=tell("help-keep-place"))
    command.add_argument("--reason", metavar="TEXT", required=True, help=tell("help-keep-reason"))
    command.add_argument("--by", metavar="NAME", help=tell("help-keep-by"))
    command.add_argument("--term", metavar="TERM", default="", help=tell("help-keep-term"))
    command.add_argument("--lang", metavar="CODE[,CODE]", help=tell("help-lang"))
    _configuration_options(command)


def _cache(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(
        prog="luxterm cache", title=tell("help-group-actions"), metavar="ACTION", dest="action", required=True
    )
    command_in(actions, "clean", tell("help-cache-clean"))


def _server(command: argparse.ArgumentParser) -> None:
    command.add_argument("--stdio", action="store_true", help=tell("help-stdio"))


def _mcp(command: argparse.ArgumentParser) -> None:
    command.add_argument("--folder", metavar="FOLDER", action="append", default=[], help=tell("help-folder"))


def _eval(command: argparse.ArgumentParser) -> None:
    _card_options(command)
    command.add_argument("gold", metavar="GOLD", help=tell("help-gold"))
    command.add_argument(
        "--show",
        choices=("misses", "false-alarms", "replacements", "damage", "whole-texts"),
        help=tell("help-eval-show"),
    )
    for name, said in _FLOORS.items():
        command.add_argument(name, type=float, metavar="RATE", help=told(said))
    command.add_argument("--max-damage", type=int, metavar="N", help=tell("help-max-damage"))


_FLOORS = {
    "--min-recall": Message("help-min-recall"),
    "--min-precision": Message("help-min-precision"),
    "--min-exact": Message("help-min-exact"),
    "--min-whole": Message("help-min-whole"),
    "--min-coverage": Message("help-min-coverage"),
}


COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], Message]] = {
    "check": (_check, Message("help-check")),
    "review": (_review, Message("help-review")),
    "parity": (_parity, Message("help-parity")),
    "explain": (_explain, Message("help-explain")),
    "lexicon": (_lexicon, Message("help-lexicon-command")),
    "keep": (_keep, Message("help-keep")),
    "init": (_none, Message("help-init")),
    "cache": (_cache, Message("help-cache-command")),
    "server": (_server, Message("help-server")),
    "proofread": (_none, Message("help-proofread")),
    "mcp": (_mcp, Message("help-mcp")),
    "eval": (_eval, Message("help-eval")),
}
"""For each command, named like its module: its options and its line of help."""
TAKES_FILES = frozenset(("check", "parity"))
"""The commands after which any number of files may be named."""

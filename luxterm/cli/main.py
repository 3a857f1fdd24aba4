"""The command line: its commands, and how a run ends.

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
from luxterm.cli.arguments import in_users_words, named_like_option
from luxterm.cli.console import Console
from luxterm.cli.failure import Failure
from luxterm.cli.options import COMMANDS, TAKES_FILES, Formatter, add_common, command_in
from luxterm.cli.user_language import speak_as_asked
from luxterm.config.settings import ConfigError
from luxterm.lexicon.load import termbase_of
from luxterm.report.display import safe
from luxterm.termbase.errors import TermbaseError
from luxterm.types import Message
from luxterm.wording import tell, told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


def main(argv: Sequence[str] | None = None) -> int:
    """Run luxterm with these arguments (default: the process's own); the exit status."""
    console = Console()
    try:
        words = sys.argv[1:] if argv is None else argv
        speak_as_asked(words, os.environ)
        args = parser("".join(words[:1]), console).understand(words)
        status = import_module(args.module).run(args, console)
    except SystemExit as end:  # argparse, after its message
        status = end.code if isinstance(end.code, int) else 2
    except KeyboardInterrupt:
        console.say(f"luxterm: {tell('stopped-at-once')}")
        status = 130
    except (Failure, ConfigError) as error:
        console.say(f"luxterm: {error}")
        status = 2
    except TermbaseError as error:
        console.say(f"luxterm: {tell('in-lexicon', str(error))}")
        status = 2
    except Exception as error:
        from luxterm.scan.job import describe_error

        problem = describe_error(error) if _is_somewhere() else Message("current-folder-gone")
        console.say(f"luxterm: {told(problem)}")
        status = 2
    return console.close(status)


def _is_somewhere() -> bool:
    """Whether the current folder is still there: nearly everything asks for it."""
    try:
        return bool(os.getcwd())
    except OSError:
        return False


def program() -> NoReturn:
    """The installed command: `main`, then exit at once.

    By then everything is written and every process joined, and dismantling the modules and the lexicon
    would be an eighth of the cost of a small document.
    """
    os._exit(main())


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, and which option was likely meant."""

    commands: Sequence[argparse.ArgumentParser] = ()

    def understand(self, words: Sequence[str]) -> argparse.Namespace:
        """What the words of a command line ask for; ends with exit status 2 if they are wrong."""
        if not words:
            self.exit(2, self.format_help())
        command = next((word for word in words if word in COMMANDS), "")
        if command in TAKES_FILES and (name := named_like_option(words)):
            self.error(tell("named-like-option", name))
        with in_users_words():
            found, others = self.parse_known_args(words)
        if others:
            from luxterm.system.errors import did_you_mean

            unknown = Message("unrecognised-arguments", (" ".join(others),))
            self.error(told(did_you_mean(unknown, others[0], self._known())))
        return found

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """A command or a choice that is nearly right: with the one that was meant."""
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as wrong:
            from luxterm.system.errors import did_you_mean

            unknown = Message("system-says", (wrong.message,))
            wrong.message = told(did_you_mean(unknown, str(value), map(str, action.choices or ())))
            raise

    def error(self, message: str) -> NoReturn:
        """End with exit status 2. A shell may have made options of files' names, so it is safe to show."""
        self.exit(2, f"{self.prog}: {safe(message)}\n")

    def _known(self) -> set[str]:
        """All options of this parser and of its commands, as the help has them."""
        import re

        helps = (parser.format_help() for parser in (self, *self.commands))
        return {option for text in helps for option in re.findall(r"--[a-z][a-z-]+", text)}


class _Version(argparse.Action):
    """`--version`, which also names the lexicon and so has to load it; `const` is the console."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        termbase = termbase_of(())
        lexicon = f"lexicon {termbase.name} {termbase.version}, sha256 {termbase.sha256}"
        (self.const or Console()).out.write(f"luxterm {__version__} ({lexicon})\n")
        parser.exit()


def parser(command: str = "", console: Console | None = None) -> _Parser:
    """The command line's parser: for that command alone if there is one of that name, else for all.

    Its own output goes to `console`, which knows at the end whether it was written.
    """
    top = _Parser(
        prog="luxterm",
        description=tell("help-description"),
        allow_abbrev=False,
        add_help=False,
        formatter_class=Formatter,
    )
    add_common(top)
    top.add_argument(
        "--version",
        action=_Version,
        nargs=0,
        const=console,
        help=tell("help-version"),
    )
    commands = top.add_subparsers(
        prog="luxterm", title=tell("help-group-commands"), metavar="COMMAND", required=True
    )
    for name in (command,) if command in COMMANDS else COMMANDS:
        options, text = COMMANDS[name]
        made = command_in(commands, name, tell(text.code))
        made.set_defaults(module=f"luxterm.cli.{name}")
        top.commands = (*top.commands, made)
        options(made)
    return top

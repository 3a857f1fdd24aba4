"""What the command line says over the configuration, for every command that has these options."""

import argparse
from collections.abc import Iterable

from luxterm.scan.overrides import Overrides
from luxterm.scan.selection import Selection
from luxterm.types import Severity


def overrides(args: argparse.Namespace, paths: Iterable[str]) -> Overrides:
    """What the options say of what counts (`luxterm.cli.main`); the rest is as it is by itself."""
    return Overrides(
        paths=tuple(paths),
        config=args.config or "",
        lang=args.lang or "",
        lexicon=tuple(args.lexicon),
        fail_on=args.fail_on or "",
        baseline=args.baseline or "",
        profile=args.profile or "",
        selection=Selection(
            Severity[(args.min_severity or "info").upper()], _names(args.select), _names(args.ignore)
        ),
        trust=args.trust,
    )


def _names(given: list[str]) -> tuple[str, ...]:
    """The ids in options that may be repeated, or name several with commas."""
    return tuple(name for each in given for name in each.replace(",", " ").split())

"""What the command line says over the configuration, for every command that has these options."""

import argparse
from collections.abc import Iterable

from luxterm.scan.overrides import Overrides
from luxterm.scan.selection import Selection
from luxterm.types import Severity


def configuration(args: argparse.Namespace, paths: Iterable[str]) -> Overrides:
    """What is said by the options of every command that reads documents (`options`)."""
    return Overrides(
        paths=tuple(paths),
        config=args.config or "",
        profile=args.profile or "",
        lexicon=tuple(args.lexicon),
        trust=args.trust,
        restricted=args.restricted,
    )


def overrides(args: argparse.Namespace, paths: Iterable[str]) -> Overrides:
    """What the options of a check or a review say of what counts; the rest is as it is by itself."""
    return configuration(args, paths)._replace(
        lang=args.lang or "",
        fail_on=args.fail_on or "",
        baseline=args.baseline or "",
        selection=Selection(
            Severity[(args.min_severity or "info").upper()], _names(args.select), _names(args.ignore)
        ),
    )


def _names(given: list[str]) -> tuple[str, ...]:
    """The ids in options that may be repeated, or name several with commas."""
    return tuple(name for each in given for name in each.replace(",", " ").split())

"""What the command line says over the configuration, for every command that has these options."""

import argparse
from collections.abc import Iterable

from luxterm.scan.plan import Overrides


def overrides(args: argparse.Namespace, paths: Iterable[str]) -> Overrides:
    """What the options say of what counts (`luxterm.cli.main`); the rest is as it is by itself."""
    return Overrides(
        paths=tuple(paths),
        config=args.config or "",
        lang=args.lang or "",
        lexicon=tuple(args.lexicon),
        fail_on=args.fail_on or "",
        baseline=args.baseline or "",
        trust=args.trust,
    )

"""`luxterm proofread`: what the extension of a word processor talks to, on standard input and output."""

import argparse
import sys

from luxterm.cli.console import Console, is_gone
from luxterm.cli.failure import Failure
from luxterm.wording import tell


def run(args: argparse.Namespace, console: Console) -> int:
    """Answer requests until there are no more; 0. Raises Failure if there is nobody to answer."""
    if sys.stdin is None or sys.stdout is None or sys.stdin.isatty():  # pyright: ignore[reportUnnecessaryComparison]
        raise Failure(tell("extension-starts"))
    from luxterm.proofread.lines import serve

    try:
        serve(sys.stdin.buffer, sys.stdout.buffer)
    except OSError as error:
        if not is_gone(error):
            raise
    return 0

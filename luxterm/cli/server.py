"""`luxterm server`: the language server on standard input and output."""

import argparse
import os
import sys

from luxterm.cli.console import Console
from luxterm.cli.failure import Failure
from luxterm.wording import tell


def run(args: argparse.Namespace, console: Console) -> int:
    """Serve one client: the process ends with 0 if the client said goodbye, with 1 if it vanished.

    Raises Failure if there is nobody to serve.
    """
    if sys.stdin is None or sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise Failure(tell("editor-starts"))
    from luxterm_server.app import run as serve  # half a second of imports that nothing else has to pay for

    if sys.stdin.isatty():
        console.say(f"luxterm: {tell('editor-meant')}")
    try:
        status = serve()
    except KeyboardInterrupt:
        status = 130
    # A thread may still read or check: ending it in the middle of native code could crash
    os._exit(console.close(status))

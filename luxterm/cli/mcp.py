"""`luxterm mcp`: the tools of an assistant on standard input and output."""

import argparse
import os
import sys

from luxterm.cli.console import Console, is_gone
from luxterm.cli.failure import Failure
from luxterm.wording import tell


def run(args: argparse.Namespace, console: Console) -> int:
    """Serve one client until it closes our standard input. Raises Failure if there is nobody to serve."""
    if sys.stdin is None or sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise Failure(tell("mcp-starts"))
    for folder in args.folder:
        if not os.path.isdir(folder):
            raise Failure(tell("mcp-not-a-folder", folder))
    from luxterm.mcp.folders import Folders
    from luxterm.mcp.inbox import Inbox
    from luxterm.mcp.session import Session
    from luxterm.mcp.wire import messages, send

    if sys.stdin.isatty():
        console.say(f"luxterm: {tell('mcp-meant')}")
    out = sys.stdout.buffer
    inbox = Inbox(messages(sys.stdin.buffer))
    folders = Folders(args.folder)
    session = Session(folders, lambda message: send(out, message), inbox.called_off, inbox.later)
    try:
        for message in inbox:
            session.receive(message)
        session.end()
    except OSError as error:
        if not is_gone(error):
            raise
        os._exit(0)
    except KeyboardInterrupt:  # the reader still waits, and would be ended in the middle of that
        os._exit(console.close(130))
    return 0

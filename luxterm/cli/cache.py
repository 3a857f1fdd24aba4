"""`luxterm cache clean`: forget the results of earlier checks and the compiled termbases."""

import argparse

from luxterm.cli.console import Console
from luxterm.system import cache_folder
from luxterm.wording import count


def run(args: argparse.Namespace, console: Console) -> int:
    """Says what went; what another luxterm is using is made again when it is next needed."""
    folder = cache_folder.folder()
    number, size = cache_folder.clean() if folder else (0, 0)
    what = f"removed {count(number, 'file')}, {size / 1e6:.1f} MB" if number else "nothing to remove"
    console.say(f"{folder or 'no cache folder'}: {what}")
    return 0

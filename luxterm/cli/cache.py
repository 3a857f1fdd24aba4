"""`luxterm cache clean`: forget the results of earlier checks and the compiled termbases."""

import argparse

from luxterm.cli.console import Console
from luxterm.system import cache_folder
from luxterm.types import figure
from luxterm.wording import counted, tell


def run(args: argparse.Namespace, console: Console) -> int:
    """Says what went; what another luxterm is using is made again when it is next needed."""
    folder = cache_folder.folder()
    number, size = cache_folder.clean() if folder else (0, 0)
    removed = tell("cache-removed", counted(number, "file"), figure(size / 1e6, 1))
    console.say(f"{folder or tell('no-cache')}: {removed if number else tell('cache-empty')}")
    return 0

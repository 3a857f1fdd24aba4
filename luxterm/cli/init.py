"""`luxterm init`: a commented configuration to start from, in the current folder."""

import argparse
from importlib.resources import files

from luxterm.cli.console import Console
from luxterm.cli.failure import Failure
from luxterm.cli.files import writing
from luxterm.wording import tell

NAME = "luxterm.toml"


def run(args: argparse.Namespace, console: Console) -> int:
    """Raises Failure if there is one already, or if it can't be written."""
    text = files("luxterm.config").joinpath("template.toml").read_bytes()
    with writing(NAME):
        try:
            with open(NAME, "xb") as file:
                file.write(text)
        except FileExistsError:
            raise Failure(tell("init-there", NAME)) from None
    console.say(tell("init-written", NAME))
    return 0

"""`luxterm init`: a commented configuration to start from, in the current folder and the user's language."""

import argparse
from importlib.resources import files

from luxterm.cli.console import Console
from luxterm.cli.failure import Failure
from luxterm.cli.files import writing
from luxterm.wording import languages_for, spoken, tell

NAME = "luxterm.toml"


def run(args: argparse.Namespace, console: Console) -> int:
    """Raises Failure if there is one already, or if it can't be written."""
    folder = files("luxterm.config").joinpath("templates")
    templates = (folder.joinpath(f"{lang}.toml") for lang in languages_for(spoken()))
    text = next(template for template in templates if template.is_file()).read_bytes()
    with writing(NAME):
        try:
            with open(NAME, "xb") as file:
                file.write(text)
        except FileExistsError:
            raise Failure(tell("init-there", NAME)) from None
    console.say(tell("init-written", NAME))
    return 0

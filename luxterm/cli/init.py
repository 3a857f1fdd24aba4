"""`luxterm init`: a commented configuration to start from, in the current folder and the user's language."""

import argparse
import os
from importlib.resources import files

from luxterm.cli.console import Console
from luxterm.cli.failure import Failure
from luxterm.cli.files import writing
from luxterm.config.find import find_in
from luxterm.config.settings import NAME
from luxterm.wording import languages_for, spoken, tell


def run(args: argparse.Namespace, console: Console) -> int:
    """Raises Failure if there is one already, be it in pyproject.toml, or if it can't be written.

    Raises ConfigError if the folder's pyproject.toml can't be read.
    """
    if there := find_in(os.curdir):
        raise Failure(tell("init-there", os.path.basename(there)))
    folder = files("luxterm.config").joinpath("templates")
    templates = (folder.joinpath(f"{lang}.toml") for lang in languages_for(spoken()))
    text = next(template for template in templates if template.is_file()).read_bytes()
    with writing(NAME), open(NAME, "xb") as file:
        file.write(text)
    console.say(tell("init-written", NAME))
    return 0

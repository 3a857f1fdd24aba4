"""Configuration: finding the file that applies, and reading it.

The nearest `luxterm.toml`, or `pyproject.toml` with a table `[tool.luxterm]`, going up from a folder,
is the whole configuration. Only `extend` brings in another file. If there is no file, nothing is
parsed and nothing imported.
"""

import os
from collections.abc import Collection
from typing import TYPE_CHECKING

from luxterm.config.settings import NAME, Config, ConfigError, read
from luxterm.system import regular
from luxterm.system.errors import did_you_mean, reason
from luxterm.types import Message

if TYPE_CHECKING:
    from luxterm.config.trust import Trust

NAMES = (NAME, "pyproject.toml")
"""In a folder that has both, the first one is used."""


def find(start_dir: str) -> str | None:
    """The path of the configuration file nearest to a folder, in it or above it.

    Raises ConfigError if a folder or file on the way can't be read, or a file is something else than that.
    """
    folder = os.path.abspath(start_dir)
    while True:
        if path := find_in(folder):
            return path
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def find_in(folder: str) -> str | None:
    """The path of the configuration file in a folder itself. Raises as `find` does."""
    for name in NAMES:
        path = os.path.join(folder, name)
        there = regular.is_regular(path)
        if there is False:
            _must_be_open(folder)
        if there is not None and (name == NAME or (there and _has_table(path))):
            return path
    return None


def load(path: str, trust: "Trust | None" = None, named: bool = False) -> Config:
    """The configuration in the file at `path` and in those it extends. Raises ConfigError.

    `named`: by the user, and not found in a folder.
    """
    from luxterm.config.file import load as load_model
    from luxterm.config.trust import Trust

    return load_model(path, trust or Trust(), named)


def check_terms(config: Config, known_terms: Collection[str]) -> None:
    """Raise ConfigError if the configuration names a term that the lexicon doesn't have."""
    named = [("[severity]", term) for term, _ in config.settings.severities]
    named += [("[[keep]]", keep.term) for keep in config.keeps]
    for where, term in named:
        if term not in known_terms:
            unknown = Message("names-unknown-term", (where, term))
            raise ConfigError(config.path, did_you_mean(unknown, term, known_terms))


def _must_be_open(folder: str) -> None:
    """Raise ConfigError if nothing in the folder may be looked at: its configuration isn't to blame."""
    try:
        os.stat(os.path.join(folder, os.curdir))
    except OSError as error:
        raise ConfigError(folder, Message("unreadable", (reason(error),))) from error


def _has_table(path: str) -> bool:
    """Whether a pyproject.toml configures luxterm; most don't, which shows without parsing them."""
    data = read(path)
    if b"tool.luxterm" not in data and b"[tool]" not in data:
        return False
    from luxterm.config.source import parsed

    return parsed(path).table is not None

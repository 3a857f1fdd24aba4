"""A configuration file, read once and parsed; the lines of errors are looked up in its text."""

import os
from typing import Any, NamedTuple, cast

from luxterm.config.settings import ConfigError, read
from luxterm.system import toml
from luxterm.system.toml_errors import line_of
from luxterm.types import Message


class Source(NamedTuple):
    """`table` is luxterm's part of it; None for a pyproject.toml that has none."""

    path: str
    text: str
    table: dict[str, Any] | None

    def line(self, location: tuple[str, ...], value: str = "") -> int:
        """The 1-based line in which a key has a value, 0 if it can't be found."""
        above = ("tool", "luxterm") if _shared(self.path) else ()
        whole: Any = self.table or {}
        for key in reversed(above):
            whole = {key: whole}
        at = line_of(self.text, (*above, *location), whole)
        lines = self.text.split("\n")  # as TOML counts them
        if not value:
            return at
        return next((n for n in range(max(at, 1), len(lines) + 1) if value in lines[n - 1]), at)


def parsed(path: str, named: bool = False) -> Source:
    """The configuration in a file; `named` by the user, and then perhaps a pipe. Raises ConfigError."""
    try:
        text = read(path, named).decode("utf-8-sig")
        table = toml.parse(text)
    except UnicodeDecodeError as error:
        raise ConfigError(path, Message("not-utf8")) from error
    except toml.TomlError as error:
        names_line = error.line and not error.says_line
        said = Message("at-line", (str(error.line), error.message)) if names_line else error.message
        raise ConfigError(path, said, error.line) from error
    return Source(path, text, _ours(path, table) if _shared(path) else table)


def _shared(path: str) -> bool:
    """Whether other programs' configuration is in the same file."""
    return os.path.basename(path) == "pyproject.toml"


def _ours(path: str, whole: dict[str, Any]) -> dict[str, Any] | None:
    found: object = whole
    for key in ("tool", "luxterm"):
        if not isinstance(found, dict) or key not in found:
            return None
        found = cast("dict[str, object]", found)[key]
    if not isinstance(found, dict):
        raise ConfigError(path, Message("tool-no-table"))
    return cast("dict[str, Any]", found)

"""Changing luxterm.toml for the author: everything else in it, including comments, stays as it is."""

import os
from collections.abc import Callable, MutableMapping
from typing import Any, cast

from luxterm.config.settings import NAME, ConfigError, read
from luxterm.system import toml
from luxterm.system.atomic import WriteError, replace
from luxterm.system.errors import ToldError
from luxterm.types import Message

Table = MutableMapping[str, Any]


class ConfigEditError(ToldError):
    """Why the file was not changed, in a line."""


def add_title(table: Table, title: str) -> None:
    """Add a title to the house's own. Raises ConfigEditError."""
    titles = table.get("titles")
    if titles is None:
        table["titles"] = [title]
    elif isinstance(titles, list):
        if title not in titles:
            cast("list[str]", titles).append(title)
    else:
        raise ConfigEditError(Message("titles-no-list"))


def set_profile(table: Table, profile: str | None) -> None:
    """Set the profile, or leave it to the default."""
    if profile is None:
        table.pop("profile", None)
    else:
        table["profile"] = profile


def change(path: str, make: Callable[[Table], None], new: dict[str, Any]) -> None:
    """Change the configuration in the file at `path`; a missing one is created, with `new` in it.

    If it raises ConfigEditError, the file is unchanged.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        old = read(path) if os.path.lexists(path) else None
        text = (old or b"").decode("utf-8-sig")
        toml.parse(text)  # within its bounds, which tomlkit has none of
        document = tomlkit.parse(text)
        table: Any = document
        if os.path.basename(path) != NAME:
            table = table["tool"]["luxterm"]
        if old is None:
            for key, value in new.items():
                table[key] = value
        make(table)
        data = tomlkit.dumps(document)
        if "\r\n" in text and "\n" not in text.replace("\r\n", ""):  # tomlkit ends new lines its own way
            data = data.replace("\r\n", "\n").replace("\n", "\r\n")
        toml.parse(data)  # what we write must be readable
        mark = b"\xef\xbb\xbf" if old and old.startswith(b"\xef\xbb\xbf") else b""
        replace(path, old, mark + data.encode(), os.path.dirname(path) if old is None else None)
    except (ConfigError, WriteError, TOMLKitError, ValueError, KeyError) as error:
        raise ConfigEditError(Message("was-not-changed", (path, str(error)))) from error

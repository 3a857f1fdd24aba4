"""Whom luxterm trusts: what a folder's configuration may have it read.

A configuration comes with a folder, and so from whoever wrote the folder. What it names may be a file in its
repository (without one, in its own folder). Something further away, or on another computer, is read only if
the user trusts the configuration: with `--trust`, or because the user's own `luxterm.toml` lists its folder.
"""

import os
from typing import Any, cast

from luxterm.config.settings import ConfigError
from luxterm.config.source import parsed
from luxterm.system import regular
from luxterm.system.config_folder import config_folder
from luxterm.system.errors import did_you_mean
from luxterm.system.storage import has_password, is_remote, is_url, leads_to


class Trust:
    """What the user says. `everything`: in this run every configuration is trusted (`--trust`).

    `lexicons`: whether termbases that a configuration names are loaded at all (not in an editor's Restricted
    Mode). The user's own file is read once, and only where it makes a difference.
    """

    def __init__(self, everything: bool = False, lexicons: bool = True) -> None:
        self.lexicons = lexicons
        self._everything = everything
        self._listed: tuple[str, ...] | None = None

    def covers(self, path: str) -> bool:
        """Whether the configuration at `path` is trusted. Raises ConfigError if the user's own is broken."""
        if self._everything:
            return True
        if self._listed is None:
            self._listed = _listed(own_file())
        folder = os.path.dirname(leads_to(path))
        return any(not regular.leads_out(folder, leads_to(each)) for each in self._listed)

    def place(self, path: str, key: str, value: str, line: int) -> str:
        """Where that is which the configuration at `path` says for a key in a line. Raises ConfigError."""
        where = f"line {line}: {key}" if line else key
        if is_remote(value):
            if not self.covers(path):
                shown = "an address with a password" if has_password(value) else value
                raise ConfigError(
                    path, f"{where} is on another computer ({shown}), {_unless_trusted(path)}", line
                )
            if is_url(value) and key != "baseline":
                raise ConfigError(path, f"{where} must be a path: only a baseline can be at an address", line)
            return value
        place = os.path.join(os.path.dirname(path), value)
        home = regular.repository(os.path.dirname(path))
        for found in (place, *(_within(place) if key == "lexicon" else ())):
            if regular.leads_out(found, home) and not self.covers(path):
                what = value if found == place else found
                raise ConfigError(
                    path, f"{where} leads out of {home} ({what}), {_unless_trusted(path)}", line
                )
        return place

    def admit(self, path: str) -> None:
        """Raise ConfigError if the configuration is itself a link that leads out of its repository."""
        home = regular.repository(os.path.dirname(path))
        if os.path.islink(path) and regular.leads_out(path, home) and not self.covers(path):
            raise ConfigError(path, f"it is a link that leads out of {home}, {_unless_trusted(path)}")


def own_file() -> str:
    """The user's own `luxterm.toml`, which needn't exist; "" if there is no place for it."""
    folder = config_folder()
    return os.path.join(folder, "luxterm.toml") if folder else ""


def _within(termbase: str) -> list[str]:
    """The files of a termbase that are links."""
    if not os.path.isdir(termbase):
        return []
    return [
        path
        for folder, folders, files in os.walk(termbase)
        for name in (*folders, *files)
        if os.path.islink(path := os.path.join(folder, name))
    ]


def _unless_trusted(path: str) -> str:
    folder = os.path.dirname(leads_to(path))
    own = own_file()
    listing = f", or list the folder in {own}: trust = ['{folder}']" if own else ""
    return f"and is read only for a folder that you trust: say so with --trust{listing}"


def _listed(path: str) -> tuple[str, ...]:
    """The folders that the user's own file names. Raises ConfigError."""
    if not path or not os.path.lexists(path):
        return ()
    table = parsed(path).table or {}
    for key in table:
        if key != "trust":
            hint = did_you_mean(key, ["trust"]) or "; your own file has only trust, a list of folders"
            raise ConfigError(path, f"unknown key {key}{hint}")
    folders: Any = table.get("trust", [])
    if not isinstance(folders, list) or not all(isinstance(each, str) for each in cast("list[Any]", folders)):
        raise ConfigError(path, "trust must be a list of folders")
    listed = tuple(map(os.path.expanduser, cast("list[str]", folders)))
    for each in listed:
        if not os.path.isabs(each):
            raise ConfigError(path, f'trust: "{each}" must be a whole path, or begin with ~/')
    return listed

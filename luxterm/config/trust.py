"""Whom luxterm trusts: what a folder's configuration may have it read.

A configuration comes with a folder, and so from whoever wrote the folder. Paths that it names plainly are
read wherever they are on this computer. Something on another computer, or over a link in its repository that
leads out of that, is read only if the user trusts the configuration: with `--trust`, or because their own
`luxterm.toml` lists its folder.
"""

import os
from typing import Any, cast

from luxterm.config.settings import NAME, ConfigError, folder_of
from luxterm.config.source import Source, parsed
from luxterm.system import layout, links, regular
from luxterm.system.config_folder import config_folder
from luxterm.system.errors import did_you_mean, reason
from luxterm.system.storage import has_password, is_remote, is_url, leads_to
from luxterm.types import Message


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
        folder = leads_to(folder_of(path))
        return any(not links.leads_out(folder, leads_to(each)) for each in self._listed)

    def place(self, source: Source, key: str, value: str, named: bool = False) -> str:
        """Where that is which a configuration says for a key. Raises ConfigError.

        `named`: the user named the configuration, and so what is on this computer may be anywhere.
        """
        path = source.path

        def line() -> int:
            return source.line((key,), value)

        def where() -> str | Message:
            return Message("at-line", (str(line()), key)) if line() else key

        if is_remote(value):  # of the words alone: nothing has been looked at yet
            if not self.covers(path):
                shown = Message("address-with-password") if has_password(value) else value
                said = Message("on-another-computer", (where(), shown, how_to_trust(path)))
                raise ConfigError(path, said, line())
            if is_url(value) and key != "baseline":
                raise ConfigError(path, Message("must-be-path", (where(),)), line())
            return value
        folder = folder_of(path)
        place = os.path.join(folder, value)
        home = "" if named else links.repository(folder)
        if not home:
            return place
        for found in (place, *(layout.links(place) if key == "lexicon" else ())):
            link = links.link_out(found, home)
            if link and not self.covers(path):
                said = Message("leads-out", (where(), home, link[0], link[1], how_to_trust(path)))
                raise ConfigError(path, said, line())
        return place

    def admit(self, path: str) -> None:
        """Raise ConfigError if the configuration is itself a link that isn't to be followed."""
        if not os.path.islink(path):
            return
        home = links.repository(folder_of(path))
        link = links.link_out(path, home) if home else None
        target = link[1] if link else leads_to(path)
        if not is_remote(target):
            try:
                kind = regular.kind(path)
            except FileNotFoundError as error:
                raise ConfigError(path, Message("link-to-nothing", (target,))) from error
            except OSError as error:
                raise ConfigError(path, Message("link-to-what", (target, reason(error)))) from error
            if kind:
                raise ConfigError(path, Message("link-to-no-file", (target, kind)))
        if link and not self.covers(path):
            raise ConfigError(path, Message("link-leads-out", (home, target, how_to_trust(path))))


def own_file() -> str:
    """The user's own `luxterm.toml`, which needn't exist; "" if there is no place for it."""
    folder = config_folder()
    return os.path.join(folder, NAME) if folder else ""


def how_to_trust(path: str) -> Message:
    """What to do for a configuration to be trusted: the end of a sentence."""
    folder, own = leads_to(folder_of(path)), own_file()
    return Message("say-trust-or-list", (own, folder)) if own else Message("say-trust")


def _listed(path: str) -> tuple[str, ...]:
    """The folders that the user's own file names. Raises ConfigError."""
    if not path or not os.path.lexists(path):
        return ()
    table = parsed(path).table or {}
    for key in table:
        if key != "trust":
            unknown = Message("unknown-key", (key,))
            meant = did_you_mean(unknown, key, ["trust"])
            raise ConfigError(path, Message("only-trust-there", (unknown,)) if meant == unknown else meant)
    folders: Any = table.get("trust", [])
    if not isinstance(folders, list) or not all(isinstance(each, str) for each in cast("list[Any]", folders)):
        raise ConfigError(path, Message("trust-no-list"))
    listed = tuple(map(os.path.expanduser, cast("list[str]", folders)))
    for each in listed:
        if not os.path.isabs(each):
            raise ConfigError(path, Message("trust-no-path", (each,)))
    return listed

"""`luxterm-kept.toml`: places that stay, with sentence, reason and who says so, outside of the documents.

For texts that can't carry a comment. It is beside the configuration in force, and is read as that is: a file
of at most a megabyte, and no link that leads out of its repository unless the user trusts the folder. Each
place is a table:

    [[keep]]
    path = "laws/act.txt"             relative to this file
    term = "child-pornography"
    sentence = "The offence of child pornography is in section 9."
    reason = "name of the offence"
    by = "A. Drafter"
    date = 2026-03-01

`luxterm.scan.kept` applies it.
"""

import json
import os
from collections.abc import Iterable
from typing import NamedTuple

from luxterm.config.settings import ConfigError, Kept, folder_of, read
from luxterm.system import listed, regular
from luxterm.types import Message, quoted

NAME = "luxterm-kept.toml"
_FIRST = (
    "# Places that stay as they are, each with its reason. luxterm adds to this file; it may be edited.\n"
)


class KeptPlaces(NamedTuple):
    """The file and what is in it, by the document's name (`luxterm.system.listed`)."""

    path: str
    places: dict[str, tuple[Kept, ...]]

    def of(self, path: str) -> tuple[Kept, ...]:
        """The places in the document at `path`."""
        return self.places.get(listed.name(path, _folder(self.path)), ())

    def gone(self, folders: Iterable[str]) -> list[str]:
        """The documents that it names, and that were in one of these folders but are gone."""
        return listed.gone(self.places, _folder(self.path), folders)


def beside(config: str) -> str:
    """Where the file is for a configuration; "" for none, and for one that a shell passes on."""
    if not config or config.startswith(regular.STREAMS):
        return ""
    return os.path.join(folder_of(config), NAME)


def entry(path: str, document: str, kept: Kept) -> Kept:
    """The place as the file at `path` lists it, in the document at that path."""
    return kept._replace(path=listed.name(document, _folder(path)))


def added(old: str, places: Iterable[Kept]) -> str:
    """The text of the file with more places at its end. Raises ValueError for what TOML can't say."""
    newline = "\r\n" if "\r\n" in old else "\n"
    text = old if not old or old.endswith("\n") else old + newline
    return (text or _FIRST) + "".join(map(_table, places)).replace("\n", newline)


def add(path: str, places: Iterable[Kept]) -> None:
    """Add places to the file at `path`, or to a new one. If it raises ConfigError, the file is unchanged."""
    from luxterm.system.atomic import WriteError, replace
    from luxterm.system.toml import parse

    old = read(path) if os.path.lexists(path) else None
    try:
        text = added((old or b"").decode(), places)
        parse(text.removeprefix("\ufeff"))  # what we write must be readable
        replace(path, old, text.encode(), _folder(path) if old is None else None)
    except WriteError as error:
        raise ConfigError(path, Message("not-written", (error.message,))) from error
    except UnicodeEncodeError as error:  # of a name or a reason
        said = Message("not-utf8-because", (quoted(error.object),))
        raise ConfigError(path, Message("not-written", (said,))) from error
    except ValueError as error:
        raise ConfigError(path, Message("not-written", (str(error),))) from error


def _table(kept: Kept) -> str:
    said = {
        "path": kept.path,
        "term": kept.term,
        "sentence": kept.sentence,
        "reason": kept.reason,
        "by": kept.by,
    }
    lines = [f"{key} = {_string(value)}" for key, value in said.items() if value]
    lines += [f"date = {kept.date}"] if kept.date else []
    return "\n".join(("", "[[keep]]", *lines, ""))


def _string(value: str) -> str:
    """A string of TOML, whose escapes are those of JSON; raises UnicodeEncodeError for what isn't text."""
    value.encode()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _folder(path: str) -> str:
    return os.path.dirname(os.path.abspath(path))

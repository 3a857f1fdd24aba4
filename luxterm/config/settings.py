"""What the configuration says, as data. `Settings` is the part that the engine sees.

`luxterm.config.file` reads and validates configuration files into this; the engine never reads files.
"""

import os
from collections.abc import Iterable
from typing import NamedTuple

from luxterm.system import regular
from luxterm.system.errors import LineError, PatternError, reason
from luxterm.system.limits import Limits
from luxterm.types import Message, Severity

NAME = "luxterm.toml"
"""A file that is luxterm's configuration and nothing else."""
SIZE = 1_000_000
"""The most bytes that a configuration file may have."""

AUTO = "auto"
"""Instead of the documents' language: each text is checked in the one that it is in."""
UNKNOWN = "und"
"""The code (ISO 639-2) for a language that none of those known is."""


class HouseCue(NamedTuple):
    """A cue of the drafter's own (see `luxterm.termbase.cue_models.Cue` for usage and position)."""

    usage: str
    position: str
    phrases: tuple[str, ...]


class Settings(NamedTuple):
    """How to judge and advise.

    `lang` is a language, several with commas between (the documents are in one of these), or `AUTO`.
    `severities` maps a term's id to the severity its uses get, or to None for "off". `titles` are
    the house's own titles. `variety` (such as "en-GB") is found from the document where empty.
    `front_matter` names fields that are text besides the usual ones. `laws`: whether a document may be
    recognised as the text of a law in force.
    """

    lang: str = AUTO
    profile: str = "un"
    variety: str = ""
    severities: tuple[tuple[str, Severity | None], ...] = ()
    titles: tuple[str, ...] = ()
    cues: tuple[HouseCue, ...] = ()
    front_matter: tuple[str, ...] = ()
    laws: bool = True


class Verbatim(NamedTuple):
    """Files that are the text of a law or treaty in force or, without `law`, are none; and why."""

    files: tuple[str, ...]
    reason: str
    law: bool = True


class Keep(NamedTuple):
    """A term to leave alone, and why; in the files that `files` names, or in all if it is empty."""

    term: str
    reason: str
    files: tuple[str, ...] = ()


class Kept(NamedTuple):
    """A place to leave alone: every occurrence of a term in a sentence of one document, and why.

    `path` is the document's name in its file (`luxterm.config.kept`), `sentence` as a person reads it with
    single spaces. `by` is who says so and `date` since when (ISO 8601), "" if that isn't said. `number` is
    the table's in its file, from 1.
    """

    path: str
    term: str
    sentence: str
    reason: str
    by: str = ""
    date: str = ""
    number: int = 0


class Config(NamedTuple):
    """What the configuration in force says.

    `path` is its file, "" if there is none. `fail_on` is the lowest severity that makes a check
    fail, None for never. `lexicon` and `baseline` are paths, relative to the current folder or
    absolute. `exclude` and the `files` of the others are patterns as in `.gitignore`, relative to `folder`.
    `ui_lang` is the language that the program speaks, "" for the environment's.
    `at` is the folder that one without a file is for, "" for every folder. `withheld`: it names lexicons,
    but they are not to be loaded (`luxterm.config.trust`).
    `extends` are the paths of the files that it builds on.
    """

    settings: Settings = Settings()
    fail_on: Severity | None = Severity.ERROR
    lexicon: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    baseline: str = ""
    keeps: tuple[Keep, ...] = ()
    verbatim: tuple[Verbatim, ...] = ()
    limits: Limits = Limits()
    ui_lang: str = ""
    path: str = ""
    at: str = ""
    withheld: bool = False
    extends: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The folder that patterns are relative to."""
        return self.at or folder_of(self.path) or "."

    @property
    def key(self) -> str:
        """What tells it from all others: its file, or the folder that it is for."""
        return self.path or self.at

    def keeps_for(self, path: str) -> tuple[Keep, ...]:
        """The terms to leave alone in the file at `path`. Raises ConfigError if patterns take long."""
        if not any(keep.files for keep in self.keeps):
            return self.keeps
        named = self._named(path, (keep.files for keep in self.keeps))
        return tuple(keep for keep, its in zip(self.keeps, named, strict=True) if its or not keep.files)

    def verbatim_for(self, path: str) -> Verbatim | None:
        """What is said of the file at `path`: the last that names it. Raises ConfigError as `keeps_for`."""
        named = self._named(path, (each.files for each in self.verbatim))
        return next(
            (each for each, its in zip(reversed(self.verbatim), reversed(named), strict=True) if its), None
        )

    def excludes(self, path: str) -> bool:
        """Whether the file at `path` is left out. Raises ConfigError if its patterns take too long."""
        return bool(self.exclude) and self._named(path, (self.exclude,))[0]

    def _named(self, path: str, lists: Iterable[tuple[str, ...]]) -> list[bool]:
        """Which of these lists of patterns name the file."""
        from luxterm.system.discover import which_match

        try:
            return which_match(path, tuple(lists), self.folder, self.path)
        except PatternError as error:
            raise ConfigError(self.path, error.message) from error


def folder_of(path: str) -> str:
    """The folder that a configuration is for: the current one where a shell passes it on."""
    return "." if path.startswith(regular.STREAMS) else os.path.dirname(path)


class ConfigError(LineError):
    """Something wrong with a configuration file."""


def read(path: str, named: bool = False) -> bytes:
    """The content of a configuration file of at most a megabyte. Raises ConfigError.

    A regular file; where the user `named` it, it may be a pipe.
    """
    try:
        return regular.read_named(path, SIZE) if named else regular.read(path, SIZE)
    except OSError as error:
        raise ConfigError(path, Message("unreadable", (reason(error),))) from error
    except ValueError as error:
        raise ConfigError(path, Message("unreadable", (Message("impossible-name"),))) from error

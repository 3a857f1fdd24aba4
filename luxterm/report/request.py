"""What was asked for and by what it was checked: for reports that are read without either at hand."""

from datetime import datetime
from typing import NamedTuple


class Setting(NamedTuple):
    """A configuration in force in a run: its file, "" for the defaults, and what it and the options say."""

    path: str
    lang: str
    profile: str
    lexicon: tuple[str, ...] = ()
    baseline: str = ""


class Request(NamedTuple):
    """What was asked for: the paths as given, when, and how.

    `unknown` are the files of unsupported types that were met on the way.
    """

    paths: tuple[str, ...]
    at: datetime
    settings: tuple[Setting, ...] = ()
    unknown: tuple[str, ...] = ()
    redacted: bool = False

    @property
    def moment(self) -> str:
        """When, for people."""
        return self.at.strftime("%Y-%m-%d %H:%M %Z").strip()

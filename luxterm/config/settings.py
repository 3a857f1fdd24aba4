"""What a check may be told: the part of the configuration that the engine sees.

`luxterm.config.find` reads and validates configuration files into this; the engine never reads files.
"""

from luxterm.typed import NamedTuple
from luxterm.types import Severity


class HouseCue(NamedTuple):
    """A cue of the drafter's own (see `luxterm.termbase.models.Cue` for usage and position)."""

    usage: str
    position: str
    phrases: tuple[str, ...]


class Settings(NamedTuple):
    """How to judge and advise.

    `severities` maps a term's id to the severity its uses get, or to None for "off". `titles` are
    the house's own titles. `variety` ("en-GB", "en-US") is found from the document where empty.
    """

    lang: str = "en"
    profile: str = "un"
    variety: str = ""
    severities: tuple[tuple[str, Severity | None], ...] = ()
    titles: tuple[str, ...] = ()
    cues: tuple[HouseCue, ...] = ()

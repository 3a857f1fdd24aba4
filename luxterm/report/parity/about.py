"""What a report of versions held side by side is told of its run."""

from datetime import UTC, datetime
from typing import NamedTuple

from luxterm.report.display import Style
from luxterm.report.run import Lexicon


class About(NamedTuple):
    """By what versions were compared, when, and how much to show: with `whole`, rows that agree, too."""

    luxterm: str
    lexicon: Lexicon
    moment: str
    style: Style = Style()
    whole: bool = False


def moment() -> str:
    """Now, for people."""
    return datetime.now(UTC).astimezone().strftime("%Y-%m-%d %H:%M %Z").strip()

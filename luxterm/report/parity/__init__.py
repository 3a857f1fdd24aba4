"""Reports of versions held side by side (`luxterm.parity`): one module per format.

Each has `write(parity, about, out)` and decides nothing.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from luxterm.parity.compare import Parity
from luxterm.report.display import Style
from luxterm.report.run import Lexicon, Out

FORMATS = ("text", "json", "html")


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


Write = Callable[[Parity, About, Out], None]


def writer(name: str) -> Write:
    """The `write` of one of FORMATS, its module imported only now."""
    if name == "json":
        from luxterm.report.parity.json import write
    elif name == "html":
        from luxterm.report.parity.html import write
    else:
        from luxterm.report.parity.text import write
    return write

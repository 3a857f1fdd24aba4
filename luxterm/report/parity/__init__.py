"""Reports of versions held side by side (`luxterm.parity`): one module per format.

Each has `write(parity, about, out)` and decides nothing.
"""

from collections.abc import Callable

from luxterm.parity.compare import Parity
from luxterm.report.parity.about import About
from luxterm.report.run import Out

FORMATS = ("text", "json", "html")


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

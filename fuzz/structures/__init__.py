"""The structure of a document as others read it: markdown-it-py, docutils, html5lib, pylatexenc.

A structure has everything but the words that a drafter may change: the blocks and what is in what, the levels
of headings, where links lead, code as it stands. Each reader gives it with those words (`seen.Seen`),
or raises `seen.Undecided`. To add one, add a module with `read(text) -> Seen` and a line here.
"""

from collections.abc import Callable

from fuzz.structures import html, latex, markdown, plain, rst
from fuzz.structures.seen import Seen

READERS: dict[str, Callable[[str], Seen]] = {
    "markdown": markdown.read,
    "rst": rst.read,
    "html": html.read,
    "latex": latex.read,
    "plain": plain.read,
}
"""By luxterm's name for the format."""

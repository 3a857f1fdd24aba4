"""How a page begins: what a browser has to know of it, and its header."""

from importlib import resources
from string import Template
from typing import NamedTuple

from luxterm.report.html.markup import policy

_QUIET = "<!-- luxterm: off: a report of luxterm’s own, which names the words it found -->\n"
"""So that what a page says is not found again if the page is in a folder that is checked."""


class Opening(NamedTuple):
    """What is markup already, but for `style` and `script`, which are what they are called."""

    lang: str
    title: str
    style: str
    script: str
    skip: str
    """What leads past the header, to the element with the id `skip_to`."""
    skip_to: str
    verdict: str
    facts: str
    notes: str

    def write(self, *, names_words: bool) -> str:
        """From the first line to the main part; `names_words`: whether discouraged words follow there."""
        template = resources.files(__package__ or "").joinpath("opening.html").read_text("utf-8")
        values = self._asdict() | {
            "quiet": _QUIET if names_words else "",
            "policy": policy(self.style, self.script),
        }
        return Template(template).substitute(values).rstrip("\n")

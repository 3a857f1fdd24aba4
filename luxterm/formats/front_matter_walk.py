"""Going through front matter by its lines and signs: what its readers share.

No parser of YAML or TOML gives the places inside a string, so entries are read here. What isn't understood
for certain isn't read.
"""

import re

from luxterm.formats.builder import Builder
from luxterm.types import Scope

_REST = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\r\n]*)?(?=\r?\n)")
SPACES = " \t\r\n"


class Unclear(Exception):
    """What begins here isn't understood, so neither is what follows it."""


class Walk:
    """Goes through the entries line by line."""

    def __init__(self, builder: Builder, fields: frozenset[str]) -> None:
        self.text = builder.text
        self.builder = builder
        self.fields = fields
        self.last = self.text.rstrip().rfind("\n") + 1  # where the closing line begins

    def line_end(self, at: int) -> int:
        """Where the next line begins."""
        return self.text.find("\n", at) + 1 or len(self.text)

    def wanted(self, key: str) -> Scope | None:
        """What a field is to its readers; None for one that isn't text."""
        name = key.strip("\"'").lower()
        if name not in self.fields:
            return None
        return Scope.HEADING if name == "title" else Scope.PARAGRAPH

    def closing(self, start: int, mark: str, *, escapes: bool, doubled: bool = False) -> int:
        """Where the string that begins at `start`, after its mark, has the one that ends it."""
        text, at = self.text, start
        while (at := text.find(mark, at)) >= 0:
            before = at
            while escapes and text[before - 1] == "\\" and before > start:
                before -= 1
            if (at - before) % 2:
                at += 1
            elif doubled and text.startswith(mark, at + 1):
                at += 2
            else:
                return at
        raise Unclear

    def rest(self, at: int) -> int:
        """The next line after a value that nothing but a comment may follow."""
        rest = _REST.match(self.text, at)
        if not rest:
            raise Unclear
        return self.line_end(rest.end())

    def blank(self, at: int) -> int:
        """The first place that is neither white space nor a comment."""
        text = self.text
        while at < self.last:
            if text[at] in SPACES:
                at += 1
            elif text[at] == "#" and text[at - 1] in SPACES + ",[":
                at = self.line_end(at)
            else:
                return at
        raise Unclear

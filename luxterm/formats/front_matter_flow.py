"""What stands in brackets in front matter: YAML's lists and maps, and all of JSON, which is among them.

A list or map is read as a whole or not at all: something in it that isn't understood may be what its strings
belong to.
"""

from contextlib import suppress
from typing import NamedTuple

from luxterm.formats import front_matter_strings as strings
from luxterm.formats.front_matter_walk import SPACES, Unclear, Walk
from luxterm.types import Scope

OPENS = "\"'[{&*!|>%@`#,]}"
"""What no plain string of YAML begins with."""
_DEPTH = 50
"""Brackets in brackets at most."""


class _Found(NamedTuple):
    start: int
    end: int
    scope: Scope


class Flow(Walk):
    """Reads what is in brackets."""

    def string(self, at: int, scope: Scope | None) -> int:
        """Reads a string in quotation marks; gives the place of the one that ends it."""
        mark = self.text[at]
        close = self.closing(at + 1, mark, escapes=mark == '"', doubled=mark == "'")
        if scope:
            strings.quoted(self.builder, at + 1, close, mark, scope, doubled=mark == "'")
        return close

    def flow(self, at: int, scope: Scope | None) -> int:
        """Reads a list or a map, if all of it is understood; gives the place after it."""
        end = self.skipped(at)
        found = list[_Found]()
        with suppress(Unclear):
            if self._collect(at, scope, found, 0) == end:
                for it in found:
                    if self.text[it.start] in "\"'":
                        self.string(it.start, it.scope)
                    else:
                        strings.plain(self.builder, it.start, it.end, it.scope, flow=True)
        return end

    def _collect(self, at: int, scope: Scope | None, found: list[_Found], depth: int) -> int:
        """Adds the strings of the value that begins here to `found`; gives the place after it."""
        text = self.text
        if text[at] in "\"'":
            close = self.closing(at + 1, text[at], escapes=text[at] == '"', doubled=text[at] == "'")
            if scope:
                found.append(_Found(at, close, scope))
            return close + 1
        if text[at] not in "[{":
            return self._plain(at, scope, found)
        if depth > _DEPTH:
            raise Unclear
        is_map = text[at] == "{"
        closes = "}" if is_map else "]"
        at = self.blank(at + 1)
        while text[at] != closes:
            inner = scope and Scope.ITEM if not is_map and text[at] not in "[{" else None
            if is_map:
                at, inner = self._key(at)
            if not (is_map and text[at] in ",}"):
                at = self.blank(self._collect(at, inner, found, depth + 1))
            if text[at] == ",":
                at = self.blank(at + 1)
            elif text[at] != closes:
                raise Unclear
        return at + 1

    def _key(self, at: int) -> tuple[int, Scope | None]:
        """Where the value of an entry begins, and what it is to its readers."""
        text, begin = self.text, at
        if text[at] in "\"'":
            at = self.closing(at + 1, text[at], escapes=text[at] == '"', doubled=text[at] == "'") + 1
        else:
            at = self._plain(at, None, [])
        scope = self.wanted(text[begin:at].strip())
        at = self.blank(at)
        if text[at] != ":":
            raise Unclear
        at = self.blank(at + 1)
        return at, None if text[at] == "{" else scope

    def _plain(self, at: int, scope: Scope | None, found: list[_Found]) -> int:
        text, begin = self.text, at
        if text[at] in OPENS or text[at : at + 2] in ("- ", "? ", ": "):
            raise Unclear
        while (
            at < self.last
            and text[at] not in ",[]{}#\n"
            and not (text[at] == ":" and text[at + 1 : at + 2] in (*SPACES, ",", "[", "]", "{", "}"))
        ):
            at += 1
        if text[at : at + 1] in ("[", "{", "#", ""):
            raise Unclear
        stop = begin + len(text[begin:at].rstrip())
        if scope:
            found.append(_Found(begin, stop, scope))
        return at

    def skipped(self, at: int) -> int:
        """The place after what is in brackets."""
        text, depth = self.text, 0
        while at < self.last:
            char = text[at]
            if char in "\"'" and text[at - 1] in SPACES + "[{,:":
                at = self.closing(at + 1, char, escapes=char == '"', doubled=char == "'")
            elif char in "[{":
                depth += 1
            elif char in "]}":
                depth -= 1
                if not depth:
                    return at + 1
            elif char == "#" and text[at - 1] in SPACES:
                at = self.line_end(at) - 1
            at += 1
        raise Unclear

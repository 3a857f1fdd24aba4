"""The text fields of front matter: which of its entries people read, and where their strings stand.

No parser of YAML or TOML gives the places inside a string, so the entries are read here, by their lines. What
isn't understood for certain isn't read. A test compares the rest with what PyYAML, tomllib and json make.
"""

import re
from bisect import bisect_right
from contextlib import suppress
from typing import NamedTuple

from luxterm.formats import front_matter_strings as strings
from luxterm.formats.builder import Builder
from luxterm.formats.front_matter_flow import OPENS, Flow
from luxterm.formats.front_matter_walk import Unclear, Walk
from luxterm.formats.templates import templates
from luxterm.text.directives import addressed
from luxterm.types import Comment, Scope, Segment

FIELDS = frozenset(("title", "description", "summary"))
"""The usual names of what a page's readers see, or those who find it."""

_QUOTED = r"\"[^\"\\\r\n]*\"|'[^'\r\n]*'"
_YAML = re.compile(
    rf"[ ]*+(?:-[ ]++)*+(?P<key>[\w.$/(<](?:[^\r\n#]*?[^\r\n#\s])??|{_QUOTED})[ ]*+:(?=\s|\Z)[ \t]*"
)
_TOML = re.compile(rf"[ \t]*(?:[\w-]+\.)*(?P<key>[\w-]+|{_QUOTED})[ \t]*=[ \t]*")
_DASH = re.compile(r"[ ]*-(?=[ ])[ ]+")
_ANCHOR = re.compile(r"&[^\s\[\]{},]+[ \t]+")
_BLOCK = re.compile(r"(?P<sign>[|>])(?:[+-]?(?P<deep>[1-9])?[+-]?)[ \t]*(?:(?<=[ \t])#[^\n]*)?\r?\Z")
_COMMENT = re.compile(r"(?:^|(?<=\s))#(?P<text>[^\r\n]*)")


class Front(NamedTuple):
    """What was read; `under` is the page's title."""

    segments: tuple[Segment, ...]
    comments: tuple[Comment, ...]
    under: str


def read(text: str, end: int, fields: tuple[str, ...]) -> Front:
    """The fields of the front matter text[:end], with their comments."""
    text = text[:end]
    builder = Builder(text, templates(text))
    sign = text.lstrip("\ufeff")[:1]
    reader = {"+": _Toml, "{": _Json}.get(sign, Yaml)
    walk = reader(builder, FIELDS | {it.lower() for it in fields})
    with suppress(Unclear):
        walk.read()
    said = [] if sign == "{" else comments(builder)  # JSON has none
    return Front(tuple(builder.segments), tuple(said), builder.under)


def comments(builder: Builder) -> list[Comment]:
    """The comments to luxterm: each is for the field on its line, or for the next one."""
    text, found = builder.text, list[Comment]()
    if "luxterm" not in text.lower():
        return found
    spans = [segment.span for segment in builder.segments]
    starts = [low for low, _ in spans]
    for sign in _COMMENT.finditer(text):
        start, end = sign.span()
        before = bisect_right(starts, start)
        if addressed(sign["text"]) and not (before and start < spans[before - 1][1]):
            alone = not text[text.rfind("\n", 0, start) + 1 : start].strip()
            after = bisect_right(starts, end) if alone else len(spans)
            until = spans[after][1] if after < len(spans) else end
            found.append(Comment(start, end, sign["text"].strip(), until))
    return found


class Yaml(Flow):
    """Reads entries that are lines; the first line of the text and its last one aren't among them."""

    def read(self) -> None:
        """Reads all entries. Raises Unclear where one isn't understood."""
        at = self.line_end(0)
        while at < self.last:
            entry = _YAML.match(self.text, at)
            if entry:
                # An item's entries are indented like its first key
                at = self.value(entry.end(), entry.start("key") - at, self.wanted(entry["key"]))
            elif self.text[at : self.line_end(at)].strip().startswith(('"', "'", "[", "{", "?", "- ")):
                dash = _DASH.match(self.text, at)
                at = self.value(dash.end(), dash.end() - at - 1, None) if dash else self.unclear()
            else:
                at = self.line_end(at)

    def unclear(self) -> int:
        """Raises Unclear."""
        raise Unclear

    def value(self, at: int, indent: int, scope: Scope | None) -> int:
        """Reads what an entry at some indentation has, if it has a `scope`; gives the line to go on with."""
        text = self.text
        if anchor := _ANCHOR.match(text, at):
            at = anchor.end()
        stop = self.line_end(at)
        first = text[at:stop].strip()
        if not first or first.startswith("#"):
            return self.below(stop, indent, scope)
        if first[0] in "|>":
            return self.block(at, stop, indent, scope)
        if first[0] in "\"'":
            return self.rest(self.string(at, scope) + 1)
        if first[0] in "[{":
            return self.rest(self.flow(at, scope))
        if first[0] in OPENS or first[:2] in ("- ", "? ", ": ", "-", "?"):
            return stop
        return self.plain(at, indent, scope)

    def below(self, at: int, indent: int, scope: Scope | None) -> int:
        """Items on lines of their own, or a string that begins on the next one."""
        text = self.text
        while scope and at < self.last:
            stop = self.line_end(at)
            line = text[at:stop].strip()
            deep = stop - at - len(text[at:stop].lstrip(" "))
            if not line or line[0] == "#":
                at = stop
            elif (dash := _DASH.match(text, at)) and deep >= indent:
                if _YAML.match(text, dash.end()):
                    break
                at = self.value(dash.end(), deep, Scope.ITEM)
            elif deep > indent and not _YAML.match(text, at) and line[0] != "-":
                return self.value(at + deep, indent, scope)
            else:
                break
        return at

    def block(self, at: int, stop: int, indent: int, scope: Scope | None) -> int:
        """Reads a string on indented lines, after its sign, which is in the line up to `stop`."""
        text = self.text
        header = _BLOCK.match(text[at:stop].rstrip("\n"))
        if not header:
            raise Unclear
        deep = indent + int(header["deep"]) if header["deep"] else 0
        begin = at = stop
        while at < self.last:
            stop = self.line_end(at)
            line = text[at:stop]
            own = len(line) - len(line.lstrip(" "))
            if line.strip():
                deep = deep or max(own, indent + 1)
                if own < deep:
                    break
            at = stop
        if scope and begin < at:
            strings.block(self.builder, begin, at, scope, literal=header["sign"] == "|")
        return at

    def plain(self, at: int, indent: int, scope: Scope | None) -> int:
        """Reads a string without marks."""
        text, end, begin = self.text, at, at
        while at < self.last:
            stop = self.line_end(at)
            line = text[at:stop]
            if line.strip():
                if at > begin and len(line) - len(line.lstrip(" ")) <= indent:
                    break
                comment = _COMMENT.search(line)
                body = line[: comment.start()] if comment else line
                if ": " in body or body.rstrip().endswith(":") or "\t" in body:
                    if at > begin and not scope:
                        break
                    raise Unclear
                if body.strip():
                    end = at + len(body.rstrip())
                at = stop
                if comment:
                    break
            else:
                at = stop
        if scope:
            strings.plain(self.builder, begin, end, scope)
        return at


class _Toml(Walk):
    def read(self) -> None:
        at = self.line_end(0)
        while at < self.last:
            entry = _TOML.match(self.text, at)
            at = self.rest(self.value(entry.end(), self.wanted(entry["key"]))) if entry else self.line_end(at)

    def value(self, at: int, scope: Scope | None) -> int:
        """Reads a value, if it has a `scope`; gives the place after it."""
        text = self.text
        if text[at] in "\"'":
            mark = text[at] * (3 if text.startswith(text[at] * 3, at) else 1)
            begin = at + len(mark)
            close = self.closing(begin, mark, escapes=text[at] == '"')
            if len(mark) == 1 and "\n" in text[begin:close]:
                raise Unclear
            while len(mark) == 3 and text.startswith(mark, close + 1):
                close += 1  # up to two quotation marks may stand before those that end it
            if scope:
                strings.quoted(self.builder, begin, close, text[at], scope)
            return close + len(mark)
        if text[at] == "[":
            at = self.blank(at + 1)
            while text[at] != "]":
                at = self.blank(self.value(at, scope and Scope.ITEM))
                if text[at] == ",":
                    at = self.blank(at + 1)
                elif text[at] != "]":
                    raise Unclear
            return at + 1
        if text[at] == "{":
            return self.table(at)
        while text[at] not in ",]}#\n":
            at += 1
        return at

    def table(self, at: int) -> int:
        """Reads an inline table; gives the place after it."""
        at = self.blank(at + 1)
        while self.text[at] != "}":
            entry = _TOML.match(self.text, at)
            if not entry:
                raise Unclear
            at = self.blank(self.value(entry.end(), self.wanted(entry["key"])))
            if self.text[at] == ",":
                at = self.blank(at + 1)
        return at + 1


class _Json(Flow):
    """All of it is one map in brackets."""

    def read(self) -> None:
        self.last = len(self.text)  # its last line is no sign of its end
        self.flow(self.text.index("{"), None)

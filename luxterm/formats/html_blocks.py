"""Which blocks of HTML are open, and what they say of the text in them."""

import re

from luxterm.formats import html_syntax as syntax
from luxterm.formats.builder import Builder, read_text
from luxterm.formats.columns import Columns
from luxterm.types import CELL_SCOPES, Scope, Segment

_Block = tuple[str, Scope | None, bool, str]
"""An element that is open: its name; of what is in it the scope (None: that around the HTML), whether it is a
quotation, and the language."""


class Blocks:
    """The blocks from the outermost to the innermost, and the tables among them."""

    def __init__(self, builder: Builder) -> None:
        self.lang = ""
        """The language of the whole document, as it declares."""
        self._builder = builder
        self.name = ""
        """The name of the innermost block, "" if none is open."""
        self.scope: Scope | None = None
        """The scope of what is in it."""
        self.quoted = False
        """Whether what is in it is a quotation."""
        self._open: list[_Block] = [("", None, False, "")]
        self._count: dict[str, int] = {}
        self._tables: list[Columns] = []

    @property
    def depth(self) -> int:
        """How many are open, and one more."""
        return len(self._open)

    def within(self, name: str) -> bool:
        """Whether such a block is open."""
        return self._count.get(name, 0) > 0

    def depth_of_cell(self) -> int:
        """The depth of the innermost cell of a table, of the whole text if there is none."""
        around = len(self._open) - 1
        while around and not (self._open[around][0] in syntax.CELLS and self._tables):
            around -= 1
        return around + 1

    def start(self, name: str, tag: re.Match[str]) -> None:
        """A block begins with this tag."""
        _, scope, quoted, lang = self._open[-1]
        if scope is not Scope.FOOTNOTE:
            scope = Scope.FOOTNOTE if tag[3] and syntax.NOTES.search(tag[3]) else syntax.BLOCKS[name] or scope
            if scope is Scope.CELL and self._open[-2:][0][0] == "thead":
                scope = Scope.HEADER_CELL
        if name == "table":
            self._tables.append(Columns())
            self._builder.begins_row = True
        elif self._tables and name == "tr":
            self._tables[-1].row()
            self._builder.begins_row = True
        elif self._tables and name in syntax.CELLS:
            self._tables[-1].cell(_number(tag, "colspan", 20), _number(tag, "rowspan", 10_000))
        if tag[3] and "lang" in tag[3].lower():
            lang = _lang(tag) or lang
            if name == "html":
                self.lang, lang = lang, ""
        self.name, self.scope, self.quoted = name, scope, quoted or name == "blockquote"
        self._builder.lang = lang
        self._open.append((name, scope, self.quoted, lang))
        self._count[name] = self._count.get(name, 0) + 1

    def end(self, name: str) -> bool:
        """The innermost block of this name ends, and all in it. Whether there was one."""
        if not self._count.get(name):
            return False
        ended = ""
        while ended != name:
            ended = self._open.pop()[0]
            self._count[ended] -= 1
            if ended == "table":
                self._tables.pop()
        self.name, self.scope, self.quoted, self._builder.lang = self._open[-1]
        return True

    def close(self, scope: Scope, quoted: bool) -> Segment | None:
        """The segment that is being read ends, which may be a cell's."""
        table = self._tables[-1] if self._tables and scope in CELL_SCOPES else None
        segment = self._builder.close(scope, quoted, table.header() if table else "")
        if table and segment and table.heads(scope):
            table.head(read_text(self._builder.text, segment))
        return segment


def attribute(text: str, start: int, end: int, name: str) -> tuple[int, int] | None:
    """Where the value of an attribute stands in the tag text[start:end]; None without one."""
    for match in syntax.ATTRIBUTE.finditer(text, start, end):
        if match.lastgroup and match[1].lower() == name:
            return match.span(match.lastgroup)
    return None


def _lang(tag: re.Match[str]) -> str:
    """The language that an element declares."""
    span = tag.span(3)
    where = attribute(tag.string, *span, "lang") or attribute(tag.string, *span, "xml:lang")
    return tag.string[where[0] : where[1]].strip() if where else ""


def _number(tag: re.Match[str], name: str, most: int) -> int:
    if name not in tag[3].lower():
        return 1
    where = attribute(tag.string, *tag.span(3), name)
    digits = tag.string[where[0] : where[1]].strip() if where else ""
    return max(1, min(int(digits), most)) if digits.isdecimal() and len(digits) < 6 else 1

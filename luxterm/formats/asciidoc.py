"""The reader of AsciiDoc.

A mask of our own over the lines, with the rules of Asciidoctor; no parser for Python gives
offsets. Nothing is included, and all conditional text is read. Inline markup is in
`luxterm.formats.asciidoc_inline`, tables in `luxterm.formats.asciidoc_tables`.
"""

import re
from typing import NamedTuple

from luxterm.formats import asciidoc_tables, values
from luxterm.formats.asciidoc_inline import Inline
from luxterm.formats.builder import Builder, anchor, read_text
from luxterm.formats.columns import Columns
from luxterm.formats.front_matter import front_matter_end
from luxterm.formats.templates import templates
from luxterm.types import Document, Scope, Tie

_DELIMITER = re.compile(
    r"(?:-{4,}|\.{4,}|\+{4,}|/{4,}|={4,}|\*{4,}|_{4,}|--|```(?!`)[^\n]*|~~~~|[|,!:]={3,})\Z"
)
_LANG = re.compile(r"^:lang:[ \t]+([\w-]{2,12})[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\[(?:[\w.#%,\"'{*][^\n]*|)\]\Z|\[\[[^\[\]\n]+\]\]\Z")
_ID = re.compile(r"\[\[|\[\w*#|\bid=")
_HEADING = re.compile(r"(?:={1,6}|#{1,6})[ \t]+(?=\S)")
_ENTRY = re.compile(r":!?\w[\w-]*!?:(?:[ \t]|\Z)")
_TITLE = re.compile(r"\.(?=[^\s.])")
_RULE = re.compile(r"(?:'{3,}|<{3,}|-[ ]?-[ ]?-|\*[ ]?\*[ ]?\*)\Z")
_MACRO = re.compile(r"(?P<name>[a-z]\w*)::(?P<target>[^\s\[]*)\[(?P<inside>[^\n]*)\]\Z")
_ALT = re.compile(r"(?:alt=)?(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>[^,=\"]+)(?=,|\Z))")
_ITEM = re.compile(
    r"(?:\*{1,6}|-|\.{1,6}|\d{1,4}\.|[A-Za-z]\.|[ivxlcdmIVXLCDM]{1,8}\)|<(?:\d{1,3}|\.)>|•)[ \t]+(?=\S)"
    r"(?:\[[ x*]\][ \t]+)?"
)
_TERM = re.compile(r"[:;](?:(?<=\S:):{1,3}|(?<=\S;);)(?:[ \t]+|\Z)")
_LABEL = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_UNDERLINE = re.compile(r"([-=~^+])\1+\Z")
_QUOTED_LINE = re.compile(r">[ ]?")
_SKIPPED_STYLE = re.compile(
    r"\[(?:source|listing|literal|stem|latexmath|asciimath|pass|comment|plantuml|mermaid|graphviz|ditaa)\b"
)
_QUOTE_STYLE = re.compile(r"\[(?:quote|verse)\b")

_SKIPPED = "-.+`~"
"""The first characters of the delimiters around blocks that aren't read: listings, literal text,
passthroughs. Those of "--" alone are read."""


class _Line(NamedTuple):
    """Where a line begins, where its text does, and where that ends; blank lines have none."""

    start: int
    first: int
    end: int


class _Block(NamedTuple):
    delimiter: str
    quoted: bool


def read(text: str) -> Document:
    """The text as a document."""
    return _Walk(text).read()


class _Walk:
    def __init__(self, text: str) -> None:
        self._text = text
        self._builder = Builder(text, templates(text))
        self._inline = Inline(self._builder)
        self._lines: list[_Line] = []
        at = 0
        for line in text.split("\n"):
            self._lines.append(_Line(at, at + len(line) - len(line.lstrip()), at + len(line.rstrip())))
            at += len(line) + 1
        self._count = len(self._lines)
        self._blocks: list[_Block] = []
        self._endless: set[str] = set()  # delimiters that were looked for in vain from here on
        self._attributes = ""  # of the next block
        self._in_list = False
        self._scope = Scope.PARAGRAPH  # of the next paragraph

    def read(self) -> Document:
        number = self._text.count("\n", 0, front_matter_end(self._text))
        while number < self._count:
            line = self._lines[number]
            number = self._block(number, line) if line.first < line.end else number + 1
        segments = self._builder.tied(anchor)
        if self._inline.notes:
            segments = sorted(segments + self._inline.notes, key=lambda segment: segment.pieces[0].start)
        lang = _LANG.search(self._text) if ":lang:" in self._text else None
        return Document(
            self._text,
            "asciidoc",
            tuple(segments),
            tuple(self._builder.comments),
            lang=lang[1] if lang else "",
        )

    @property
    def _quoted(self) -> bool:
        return bool(self._blocks and self._blocks[-1].quoted) or bool(_QUOTE_STYLE.match(self._attributes))

    def _emit(self, start: int, end: int, scope: Scope | None = None) -> None:
        self._inline.see(start, end)
        self._inline.ties = ()
        self._builder.close(scope or self._scope, self._quoted)

    def _block(self, number: int, line: _Line) -> int:
        """Reads what begins on a line; gives the number of the line to go on with."""
        start, first, end = line
        text = self._text
        if start == first:
            after = self._special(number, first, end)
            if after:
                return after
        skipped = _SKIPPED_STYLE.search(self._attributes)
        after = 0 if skipped else self._list(number, first, end)
        if not after:
            self._in_list = self._in_list and self._scope is not Scope.PARAGRAPH
            literal = start < first and self._scope is Scope.PARAGRAPH
            if skipped:
                after = self._blank(number)
            elif literal:
                after = self._paragraph_end(number)
            elif text[first] == ">" and _QUOTED_LINE.match(text, first, end):
                after = self._markdown_quote(number)
            else:
                after = self._paragraph(number, first, end)
        self._attributes = ""
        self._scope = Scope.DEFINITION if after < 0 else Scope.PARAGRAPH
        return abs(after)

    def _special(self, number: int, first: int, end: int) -> int:
        """What is only special at the beginning of a line; 0 if it is nothing of the kind."""
        text = self._text
        sign = text[first]
        if sign.isalpha():
            return self._macro(number, first, end)
        line = text[first:end]
        if _DELIMITER.match(line):
            return self._delimited(number, line)
        if line.startswith("//") and not line.startswith("///"):
            self._builder.comment(first, end, line[2:])
        elif sign == "[" and _ATTRIBUTES.match(line):
            self._attributes += line
        elif sign == ":" and _ENTRY.match(line):
            while number + 1 < self._count and text.endswith(" \\", 0, self._lines[number].end):
                number += 1
        elif sign == "." and _TITLE.match(line):
            self._emit(first + 1, end, Scope.CAPTION)
        elif line == "+" and self._in_list:
            self._scope = Scope.ITEM
        elif sign in "=#" and (heading := _HEADING.match(text, first, end)):
            self._in_list, self._scope = False, Scope.PARAGRAPH
            title = line.rstrip(sign)  # signs may follow it as well
            closed = title != line and title[-1].isspace() and len(title) > heading.end() - first
            is_first = not self._builder.segments and heading.end() == first + 2
            self._heading(heading.end(), first + len(title) if closed else end)
            if is_first:
                return self._header(number + 1)
        elif not _RULE.match(line):
            return 0
        return number + 1

    def _heading(self, start: int, end: int) -> None:
        """A section's title; links may refer to it by its words, unless it has an id."""
        if not _ID.search(self._attributes):
            self._builder.tie_named(start, end)
        self._attributes = ""
        self._emit(start, end, Scope.HEADING)

    def _header(self, number: int) -> int:
        """The lines below the document's title: authors, revision, attributes."""
        while number < self._count:
            _, first, end = self._lines[number]
            if first >= end:
                break
            after = self._special(number, first, end) if self._text[first] in ":/" else 0
            if not after:
                self._emit(first, end)
            number = after or number + 1
        return number

    def _macro(self, number: int, first: int, end: int) -> int:
        macro = _MACRO.match(self._text, first, end)
        if not macro:
            return 0
        if macro["name"] == "image":
            if alt := _ALT.match(self._text, *macro.span("inside")):
                self._emit(*alt.span(alt.lastgroup or 0), Scope.ALT)
        elif macro["name"] in ("ifdef", "ifndef"):
            self._emit(*macro.span("inside"))
        return number + 1

    def _closing(self, number: int, delimiter: str) -> int:
        """The number of the line that closes a block, or 0."""
        if delimiter in self._endless:
            return 0
        text = self._text
        for after in range(number + 1, self._count):
            start, _, end = self._lines[after]
            if end - start == len(delimiter) and text.startswith(delimiter, start):
                return after
        self._endless.add(delimiter)
        return 0

    def _delimited(self, number: int, line: str) -> int:
        """A delimiter: the block is skipped, or entered, or left."""
        attributes, self._attributes = self._attributes, ""
        scope, self._scope = self._scope, Scope.PARAGRAPH
        if any(block.delimiter == line for block in self._blocks[-8:]):
            while self._blocks.pop().delimiter != line:
                pass
            return number + 1
        closing = self._closing(number, "```" if line.startswith("```") else line)
        if not closing:
            self._attributes, self._scope = attributes, scope
            if (line[0] in "/" + _SKIPPED and line != "--") or _SKIPPED_STYLE.search(attributes):
                self._inline.unclosed = True
            return number + 1
        content, end = self._lines[number].end + 1, self._lines[closing].start
        if line[0] == "/":
            self._builder.comment(
                self._lines[number].start, self._lines[closing].end, self._text[content:end]
            )
            return closing + 1
        if line[0] in "|,!:":
            self._table(number, closing, attributes, asciidoc_tables.kind(line, attributes))
            return closing + 1
        if (line[0] in _SKIPPED and line != "--") or _SKIPPED_STYLE.search(attributes):
            return closing + 1
        quoted = line[0] == "_" or bool(_QUOTE_STYLE.match(attributes)) or self._quoted
        self._blocks.append(_Block(line, quoted))
        return number + 1

    def _table(self, number: int, closing: int, attributes: str, kind: values.Kind | None) -> None:
        """A table; of values that are separated by a sign, if it is of that kind."""
        start, end = self._lines[number].end + 1, self._lines[closing].start
        columns = Columns()
        if kind:
            has_header = "header" in attributes
            lines = [
                (it.start if kind.separator == "\t" else it.first, it.end)
                for it in self._lines[number + 1 : closing]
                if it.first < it.end
            ]
            for row, (first, stop) in enumerate(values.rows(self._text, lines, kind)):
                self._builder.begins_row = True
                for column, (cell, tie) in enumerate(values.row(self._text, first, stop, kind)):
                    columns.at(column)
                    self._builder.tie(tie)
                    self._cell(columns, *cell, header=has_header and not row)
            return
        row = -1
        for cell in asciidoc_tables.cells(self._text, start, end, attributes):
            if cell.row != row:
                row, self._builder.begins_row = cell.row, True
            columns.at(cell.column, cell.width)
            begin = at = cell.start
            for line in self._text[cell.start : cell.end].splitlines(keepends=True):
                lead = at + len(line) - len(line.lstrip())
                item = _ITEM.match(self._text, lead, cell.end)
                if item or not line.strip():
                    self._cell(columns, begin, at, cell.header)
                    begin = item.end() if item else at
                at += len(line)
            self._cell(columns, begin, cell.end, cell.header)

    def _cell(self, columns: Columns, start: int, end: int, header: bool) -> None:
        scope = Scope.HEADER_CELL if header else Scope.CELL
        self._inline.see(start, end)
        if segment := self._builder.close(scope, self._quoted, columns.header()):
            if columns.heads(scope):
                columns.head(read_text(self._text, segment))

    def _list(self, number: int, first: int, end: int) -> int:
        """An item, or a term with its definition (then less than 0 where that follows); 0 if neither."""
        text = self._text
        if item := _ITEM.match(text, first, end):
            self._in_list = True
            if under_end := self._rule_below(number):
                self._inline.ties = (Tie(first, end, apart=under_end - self._lines[number + 1].first),)
            after = self._paragraph_end(number)
            self._emit(item.end(), self._lines[after - 1].end, Scope.ITEM)
            return after
        said = text[first:end]
        term = _TERM.search(text, first, end) if "::" in said or ";;" in said else None
        if not term:
            return 0
        self._in_list = True
        self._emit(first, term.start(), Scope.TERM)
        if term.end() >= end:
            return -(number + 1)
        after = self._paragraph_end(number)
        self._emit(term.end(), self._lines[after - 1].end, Scope.DEFINITION)
        return after

    def _blank(self, number: int) -> int:
        """The next blank line, or the end."""
        while number < self._count and self._lines[number].first < self._lines[number].end:
            number += 1
        return number

    def _paragraph_end(self, number: int) -> int:
        """The line after the paragraph that line `number` belongs to."""
        text = self._text
        number += 1
        while number < self._count:
            start, first, end = self._lines[number]
            if first >= end:
                break
            sign = text[first]
            if not sign.isalnum() and start == first:
                line = text[first:end]
                if _DELIMITER.match(line) or line == "+" or (sign == "[" and _ATTRIBUTES.match(line)):
                    break
            if self._in_list and (_ITEM.match(text, first, end) or _TERM.search(text, first, end)):
                break
            number += 1
        return number

    def _rule_below(self, number: int) -> int:
        """Where the line below ends, if it is of signs that may be a title's; else 0."""
        if number + 1 >= self._count:
            return 0
        _, under, end = self._lines[number + 1]
        return end if _UNDERLINE.match(self._text, under, end) else 0

    def _paragraph(self, number: int, first: int, end: int) -> int:
        text = self._text
        if not self._blocks and (under_end := self._rule_below(number)):
            under = self._lines[number + 1].first
            if abs((under_end - under) - (end - first)) > 1:
                self._inline.ties = (Tie(first, end, apart=under_end - under),)
            else:
                self._in_list = False
                is_first = not self._builder.segments and text[under] == "="
                grows = ((under_end, text[under]),)
                self._inline.ties = (Tie(first, end, grows=grows, by_length=True),)
                if self._endless:  # then the line may be something else
                    self._inline.unclosed = True
                self._heading(first, end)
                return self._header(number + 2) if is_first else number + 2
        after = self._paragraph_end(number)
        label = _LABEL.match(text, first, end)
        self._emit(label.end() if label else first, self._lines[after - 1].end)
        return after

    def _markdown_quote(self, number: int) -> int:
        after = self._paragraph_end(number)
        for _, first, end in self._lines[number:after]:
            mark = _QUOTED_LINE.match(self._text, first, end)
            self._inline.see(mark.end() if mark else first, min(end + 1, len(self._text)))
        self._builder.close(self._scope, quoted=True)
        return after

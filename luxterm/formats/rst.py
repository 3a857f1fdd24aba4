"""The reader of reStructuredText.

A mask of our own over the lines: docutils, the reference, gives only line numbers and is thirty times
slower. A test compares the words that are read with those docutils shows. Inline markup is in
`luxterm.formats.rst_inline`, tables in `luxterm.formats.rst_tables`.
"""

from dataclasses import dataclass

from luxterm.formats import rst_inline, rst_layout, rst_tables
from luxterm.formats import rst_syntax as syntax
from luxterm.formats.builder import Builder, read_text
from luxterm.formats.columns import Columns
from luxterm.formats.templates import templates
from luxterm.types import Document, Scope, Segment, Tie


@dataclass(slots=True)
class _ListTable:
    columns: Columns
    headers: int  # rows that are headers
    in_header: bool = False


@dataclass(slots=True)
class _Place:
    """What stands at some indentation: an item, a note's body, a block quote."""

    low: int  # lines indented less end it
    base: int | None  # its own indentation; None until its second line shows it
    scope: Scope
    quoted: bool
    table: _ListTable | None = None
    level: int = 0  # in a list table: 1 in a row, 2 in a cell
    glossary: bool = False  # whose terms other documents refer to


_Next = tuple[int, int, int]
"""The line to go on with; and where more of that line is to be read, from where, else -1; and with
what indentation."""


def read(text: str) -> Document:
    return _Walk(text).read()


class _Walk:
    def __init__(self, text: str) -> None:
        self._text = text
        self._builder = Builder(text, templates(text))
        self._starts: list[int] = []
        self._ends: list[int] = []  # without white space
        self._indents: list[int] = []  # of blank lines -1
        at = 0
        for line in text.splitlines(keepends=True):
            body = line.lstrip()
            blank = len(line) - len(body)
            self._starts.append(at + blank)
            self._ends.append(at + len(line.rstrip()))
            lead = len(line[:blank].expandtabs(8)) if blank and "\t" in line else blank
            self._indents.append(lead if body else -1)
            at += len(line)
        self._count = len(self._starts)
        self._places = [_Place(0, 0, Scope.PARAGRAPH, False)]

    def read(self) -> Document:
        number = 0
        while number < self._count:
            indent = self._indents[number]
            if indent < 0:
                number += 1
                continue
            self._enter(indent)
            start = self._starts[number]
            # Several things may begin on one line: an item in an item, a field in a note.
            while start >= 0:
                number, start, indent = self._block(number, start, indent)
        return self._builder.document("rst", rst_inline.name_of)

    def _enter(self, indent: int) -> None:
        """Goes to the place of a line with this indentation."""
        places = self._places
        while indent < places[-1].low:
            places.pop()
        place = places[-1]
        if place.base is None or indent < place.base:
            place.base = indent
        elif indent > place.base:
            self._push(indent, indent, place.scope, quoted=True)

    def _push(self, low: int, base: int | None, scope: Scope, quoted: bool = False) -> _Place:
        place = _Place(low, base, scope, quoted or self._places[-1].quoted)
        self._places.append(place)
        return place

    def _emit(self, start: int, end: int, scope: Scope | None = None) -> None:
        place = self._places[-1]
        rst_inline.see(self._builder, [(start, end)])
        self._close(scope or place.scope, place.table.columns if place.table and place.level == 2 else None)

    def _close(self, scope: Scope, columns: Columns | None) -> Segment | None:
        column = columns.header() if columns else ""
        segment = self._builder.close(scope, self._places[-1].quoted, column)
        if columns and segment:
            columns.read(scope, read_text(self._text, segment))
        return segment

    def _block(self, number: int, start: int, indent: int) -> _Next:
        """Reads what begins at `start` in line `number`."""
        text, end = self._text, self._ends[number]
        sign = text[start]
        if sign == "." and text.startswith("..", start) and (start + 2 == end or text[start + 2].isspace()):
            return self._explicit(number, start, indent)
        mark = syntax.BULLET.match(text, start, end)
        if (
            not mark
            and (mark := syntax.ENUMERATOR.match(text, start, end))
            and not self._is_enumerated(number)
        ):
            mark = None
        if mark:
            return self._item(number, mark.end(), indent, indent + mark.end() - start)
        if sign == ":" and (mark := syntax.FIELD.match(text, start, end)):
            self._emit(*mark.span(1), Scope.TERM)
        elif sign in "-/":
            mark = syntax.OPTION.match(text, start, end)
        if mark:
            self._push(indent + 1, None, Scope.DEFINITION)
            return self._rest(number, mark.end(), indent + mark.end() - start)
        if text.startswith(">>> ", start):
            return self._to_blank(number), -1, 0
        if sign == "|" and (start + 1 == end or text[start + 1].isspace()):
            return self._line_block(number, start)
        if sign == "+" and rst_tables.GRID_TOP.match(text, start, end):
            return self._grid(number)
        if sign == "=" and rst_tables.SIMPLE_TOP.match(text, start, end):
            return self._simple(number)
        if sign == "_" and syntax.TARGET.match(text, start, end):
            return number + 1, -1, 0
        if syntax.LINE.match(text, start, end):
            return self._line(number, start)
        return self._paragraph(number, start)

    def _rest(self, number: int, start: int, indent: int) -> _Next:
        """The rest of a line, where there is one."""
        return (number, start, indent) if start < self._ends[number] else (number + 1, -1, 0)

    def _to_blank(self, number: int) -> int:
        while number < self._count and self._indents[number] >= 0:
            number += 1
        return number

    def _body_end(self, number: int, indent: int) -> int:
        """The line after those that are indented more than `indent`, from line `number` on."""
        while number < self._count and (self._indents[number] > indent or self._indents[number] < 0):
            number += 1
        return number

    def _item(self, number: int, start: int, indent: int, inner: int) -> _Next:
        outer = self._places[-1]
        place = self._push(indent + 1, inner if start < self._ends[number] else None, Scope.ITEM)
        if (table := outer.table) and outer.level < 2:
            place.table, place.level = table, outer.level + 1
            if place.level == 1:
                table.in_header = table.columns.row() < table.headers
            else:
                table.columns.cell()
                place.scope = Scope.HEADER_CELL if table.in_header else Scope.CELL
        return self._rest(number, start, inner)

    def _is_enumerated(self, number: int) -> bool:
        """Whether a line is an item as docutils has it: the next is blank, indented or an item too."""
        after = number + 1
        if after >= self._count or self._indents[after] != self._indents[number]:
            return True
        return bool(syntax.ENUMERATOR.match(self._text, self._starts[after], self._ends[after]))

    def _paragraph(self, number: int, start: int) -> _Next:
        """A paragraph, a section's title or a definition list's term."""
        text, place = self._text, self._places[-1]
        after = number + 1
        if place.glossary:  # several terms may have one definition
            self._builder.tie(Tie(start, self._ends[number], rst_inline.NAMES))
            self._emit(start, self._ends[number], Scope.TERM)
            self._push(self._indents[number] + 1, None, Scope.DEFINITION)
            return after, -1, 0
        if after < self._count and (indent := self._indents[after]) >= 0:
            ends = self._ends[after]
            base = self._indents[number] if place.base is None else place.base
            if indent == self._indents[number] and syntax.LINE.match(text, self._starts[after], ends):
                long = ends - self._starts[after]
                if long >= 4 or long >= self._ends[number] - start:
                    self._title(start, self._ends[number], after)
                    return after + 1, -1, 0
            if place.base is not None and indent > base:
                self._emit(start, self._ends[number], Scope.TERM)
                self._push(base + 1, indent, Scope.DEFINITION)
                return after, -1, 0
            while after < self._count and place.low <= (indent := self._indents[after]):
                if place.base is None:
                    place.base = indent
                elif indent > place.base:
                    break
                after += 1
        end = self._ends[after - 1]
        if not text.startswith("::", end - 2, end) or end - 2 < start:
            self._emit(start, end)
            return after, -1, 0
        # What follows is literal; of the colons one is shown, or none where they stand apart.
        apart = end - 2 == start or text[end - 3].isspace()
        self._emit(start, end - 2 if apart else end - 1)
        return self._literal_end(after, place.base or 0), -1, 0

    def _title(self, start: int, end: int, *lines: int) -> None:
        """A section's title, and the lines above and below it."""
        text = self._text
        signs = tuple((self._ends[line], text[self._ends[line] - 1]) for line in lines)
        self._builder.tie(Tie(start, end, grows=signs))
        self._builder.tie_named(start, end)
        self._emit(start, end, Scope.HEADING)

    def _literal_end(self, number: int, base: int) -> int:
        while number < self._count and self._indents[number] < 0:
            number += 1
        if number == self._count:
            return number
        if self._indents[number] > base:
            return self._body_end(number, base)
        sign = self._text[self._starts[number]]
        if self._indents[number] == base and syntax.LINE.match(sign):
            while (
                number < self._count
                and self._indents[number] == base
                and self._text[self._starts[number]] == sign
            ):
                number += 1
        return number

    def _line(self, number: int, start: int) -> _Next:
        """A line of signs: a title's overline, a transition, or text."""
        text, end = self._text, self._ends[number]
        rule = text[start:end]
        below = number + 2
        if below < self._count and self._indents[number + 1] >= 0 and self._indents[below] >= 0:
            if text[self._starts[below] : self._ends[below]] == rule:
                self._title(self._starts[number + 1], self._ends[number + 1], number, below)
                return below + 1, -1, 0
        if len(rule) >= 4:
            return number + 1, -1, 0
        return self._paragraph(number, start)

    def _line_block(self, number: int, start: int) -> _Next:
        """Lines that read on, up to one with nothing on it; markup ends with its line."""
        indent, end = self._indents[number], 0
        while True:
            if end:
                self._builder.see(end, start)
            number += 1
            while number < self._count and self._indents[number] > indent:
                number += 1  # a line that goes on
            end = self._ends[number - 1]
            if start + 1 == end:
                break
            rst_inline.see(self._builder, [(start + 1, end)])
            if number == self._count or self._indents[number] != indent:
                break
            start = self._starts[number]
            if self._text[start] != "|":
                break
        self._close(self._places[-1].scope, None)
        return number, -1, 0

    def _grid(self, number: int) -> _Next:
        after = number
        while (
            after < self._count
            and self._indents[after] == self._indents[number]
            and self._text[self._starts[after]] in "+|"
        ):
            after += 1
        lines = list(zip(self._starts[number:after], self._ends[number:after], strict=True))
        cells = rst_tables.grid(self._text, lines)
        self._cells(cells, rst_layout.grid(self._text, lines, cells))
        return after, -1, 0

    def _simple(self, number: int) -> _Next:
        left = self._indents[number]
        lines: list[rst_tables.Line] = []
        for line in range(number, self._count):
            if 0 <= self._indents[line] < left:
                break
            # From the table's left edge, not from the line's first word.
            start = self._starts[line] - max(0, self._indents[line] - left)
            lines.append((start, max(start, self._ends[line])))
            if line > number and rst_tables.ends_simple(self._text, lines, self._is_blank(line + 1)):
                break
        cells = rst_tables.simple(self._text, lines)
        self._cells(cells, rst_layout.simple(self._text, lines, cells))
        return number + len(lines), -1, 0

    def _is_blank(self, number: int) -> bool:
        return number >= self._count or self._indents[number] < 0

    def _cells(self, cells: list[rst_tables.Cell], ties: rst_layout.Ties) -> None:
        columns = Columns()
        for cell in cells:
            columns.at(cell.column, cell.width)
            scope = Scope.HEADER_CELL if cell.header else Scope.CELL
            paragraph: list[rst_tables.Line] = []
            for start, end in [*cell.lines, (0, 0)]:
                inside = self._text[start:end].strip()
                mark = syntax.BULLET.match(inside) if inside else None
                if paragraph and (not inside or mark):
                    rst_inline.see(self._builder, paragraph)
                    self._close(scope, columns)
                    paragraph = []
                if inside:
                    if start in ties:
                        self._builder.tie(ties[start])
                    start += self._text[start:end].index(inside) + (mark.end() if mark else 0)
                    paragraph.append((start, end))

    def _explicit(self, number: int, start: int, indent: int) -> _Next:
        """What begins with two dots."""
        text, end = self._text, self._ends[number]
        if mark := syntax.NOTE.match(text, start, end):
            if mark[1][0].isalpha():
                self._builder.tie(Tie(*mark.span(1), rst_inline.NAMES))
                self._emit(*mark.span(1), Scope.TERM)  # a citation's label is shown
            self._push(indent + 1, None, Scope.FOOTNOTE)
            return self._rest(number, mark.end(), indent + mark.end() - start)
        if mark := syntax.DIRECTIVE.match(text, start, end):
            return self._directive(mark[1].lower(), number, mark.end(), indent)
        after = number + 1
        if start + 2 < end or not self._is_blank(after):
            after = self._body_end(after, indent)
        if syntax.TARGET.match(text, start, end):
            if text.endswith("_", start, end):  # another name for what has one
                self._builder.names.add(rst_inline.name_of(text[start:end].rpartition(": ")[2].strip("_`")))
        elif not syntax.SUBSTITUTION.match(text, start, end):
            last = after - 1
            while self._indents[last] < 0:
                last -= 1
            self._builder.comment(start, self._ends[last], text[start + 2 : self._ends[last]])
        return after, -1, 0

    def _directive(self, name: str, number: int, start: int, indent: int) -> _Next:
        end = self._ends[number]
        if name in syntax.WHOLE and start < end:
            self._push(indent + 1, None, self._places[-1].scope, name in syntax.QUOTES)
            return number, start, indent + 1
        settings: dict[str, tuple[int, int]] = {}
        last = ""
        after = number + 1
        argument_end = end
        while not self._is_blank(after) and self._indents[after] > indent:
            setting = syntax.SETTING.match(self._text, self._starts[after], self._ends[after])
            if setting:
                last = setting[1]
                settings[last] = (setting.end(), self._ends[after])
            elif not settings and name in syntax.TITLED and start < end:
                argument_end = self._ends[after]  # a title of several lines
            elif not settings or name in syntax.WHOLE:
                break
            else:
                settings[last] = (settings[last][0], self._ends[after])
            after += 1
        if name in syntax.TITLED and start < argument_end:
            self._emit(start, argument_end, Scope.CAPTION)
        if "alt" in settings:
            self._emit(*settings["alt"], Scope.ALT)
        if name in syntax.SKIPPED or ":" in name:
            return self._body_end(after, indent), -1, 0
        if name == "csv-table":
            return self._csv(after, indent, settings), -1, 0
        scope = Scope.CAPTION if name == "figure" else self._places[-1].scope
        place = self._push(indent + 1, None, scope, name in syntax.QUOTES)
        place.glossary = name == "glossary"
        if name == "list-table":
            rows = self._text[slice(*settings.get("header-rows", (0, 0)))]
            place.table = _ListTable(Columns(), int(rows) if rows.isdecimal() and len(rows) < 4 else 0)
        return after, -1, 0

    def _csv(self, number: int, indent: int, settings: dict[str, tuple[int, int]]) -> int:
        columns = Columns()
        after = self._body_end(number, indent)
        rows = self._text[slice(*settings.get("header-rows", (0, 0)))]
        headers = int(rows) if rows.isdecimal() and len(rows) < 4 else 0
        lines = [settings["header"]] if "header" in settings else []
        headers += len(lines)
        lines += [(self._starts[n], self._ends[n]) for n in range(number, after) if self._indents[n] >= 0]
        for row, (start, end) in enumerate(lines):
            for column, cell in enumerate(rst_tables.csv_row(self._text, start, end)):
                columns.at(column)
                rst_inline.see(self._builder, [cell])
                self._close(Scope.HEADER_CELL if row < headers else Scope.CELL, columns)
        return after

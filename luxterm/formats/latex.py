"""The reader of LaTeX.

A walk over the tokens of `luxterm.formats.latex_lexer`, with a stack of groups and one of environments;
nothing is expanded and no file is followed. From the preamble, only the title and the like are read. If a
brace is never closed, what follows is read as text.
"""

import re
from collections import Counter
from dataclasses import dataclass

from luxterm.formats import latex_options as options
from luxterm.formats import latex_syntax as syntax
from luxterm.formats.builder import Builder
from luxterm.formats.latex_languages import in_languages, main_language
from luxterm.formats.latex_lexer import Token, closings, tokens
from luxterm.formats.latex_options import OPTION, OVERLAY
from luxterm.formats.latex_tables import Table, is_one_column
from luxterm.types import BARRIER, COMMA, Document, MarkKind, Scope, Segment, Tie

_BLANK = re.compile(r"[ \t]*(?:\r?\n[ \t]*)?")
_TRIM = re.compile(r"\([lr\d.{}]{0,12}\)")
_BARE = re.compile(r"\\[A-Za-z@]+|[^\W_]")
"""An argument without braces: a command, or one letter or digit."""
_DEFINED = re.compile(
    r"[ \t]*(?:\{[ \t]*\\(?P<braced>[A-Za-z@]+)[ \t]*\}|\\(?P<bare>[A-Za-z@]+))"
    r"(?P<parameters>(?:[ \t=]|\[[^\]\n]{0,200}\]|#\d)*)"
)
_WORD = re.compile(r"[^\W\d_]{4}")


@dataclass(slots=True)
class _Place:
    """An environment, or the inside of a note."""

    name: str
    scope: Scope
    quoted: bool
    table: Table | None = None
    groups: int = 0
    """How many groups it is in; more are within a cell of the table."""


@dataclass(slots=True)
class _Group:
    """What is in braces (or, for an option that is read, in brackets), and what is restored at its end."""

    marks: list[MarkKind]
    segment: bool = False
    closing: str = ""
    outer: Builder | None = None
    depth: int = 0
    scope: Scope | None = None
    shown: bool = True
    bracket: bool = False
    closed: bool = True
    following: Scope | None = None
    """After a short title in brackets comes the one in braces: as what that is read."""


def read(text: str) -> Document:
    """The text as a document."""
    return _Walk(text).read()


class _Walk:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._closings, self._long = closings(self._tokens)
        self._root = self._builder = Builder(text)
        self._notes: list[Segment] = []
        self._at = 0
        self._groups: list[_Group] = []
        self._brackets: list[
            tuple[int, int]
        ] = []  # where options end that are being read, and where to go on
        self._places = [_Place("", Scope.PARAGRAPH, False)]
        self._open = Counter[str]()  # the environments among the places
        self._scope: Scope | None = None  # of the segment that an argument is
        self._shown = not any(kind == "begin" and name == "document" for kind, _, _, name in self._tokens)
        self._defined: set[str] = set()

    def read(self) -> Document:
        for token in self._tokens:
            self._to(token.start)
            if token.start >= self._at:  # else it is in what was skipped
                self._at = token.end
                self._token(token)
        if not self._tokens or self._tokens[-1].kind != "end" or self._tokens[-1].value != "document":
            self._to(len(self._text))
        while self._groups:
            self._shut(self._at)
        self._close()
        segments = sorted(self._root.segments + self._notes, key=lambda segment: segment.pieces[0].start)
        return Document(
            self._text,
            "latex",
            tuple(in_languages(self._text, segments)),
            tuple(self._root.comments),
            lang=main_language(self._text),
        )

    def _to(self, end: int) -> None:
        """The text before a token."""
        while self._brackets and end >= self._brackets[-1][0]:
            bracket, after = self._brackets.pop()
            self._see(bracket)
            while not (group := self._shut(bracket)).bracket:
                pass
            self._at = max(self._at, after)  # a token may reach beyond it
            if group.following:
                self._read_segment(group.following)
        self._see(end)

    def _see(self, end: int) -> None:
        if self._shown and self._at < end:
            self._builder.see(self._at, end)
        self._at = max(self._at, end)

    def _token(self, token: Token) -> None:
        kind, start, end, value = token
        if kind == "put":
            self._put(start, end, value)
        elif kind == "command":
            self._command(start, value)
        elif kind == "par":
            self._close()
        elif kind in "{}":
            self._brace(kind, start)
        elif kind == "comment":
            stop = start + len(self._text[start:end].partition("\n")[0].rstrip())
            self._root.comment(start, stop, value.lstrip("%"))
        elif kind == "begin":
            self._begin(value)
        elif kind == "end":
            self._end(value)
        elif (table := self._places[-1].table) and not (kind == "row" and self._is_in_cell()):
            self._close()
            if kind == "row":
                table.row(self._builder, end)
            else:
                table.cell()
        elif kind == "row":
            self._put(start, end, " ")
        elif self._shown:
            self._builder.see(start, end)

    def _brace(self, kind: str, at: int) -> None:
        if kind == "{":
            if self._text.startswith("}{", at - 1):  # arguments of a command that we don't know
                self._put(at, at + 1, " ")
            self._groups.append(_Group([], closed=at in self._closings))
        elif self._groups and not self._groups[-1].bracket:
            self._shut(at)

    def _is_in_cell(self) -> bool:
        r"""Whether a line that ends here is one of several in a cell: `\makecell{two\\lines}`."""
        if len(self._groups) <= self._places[-1].groups:
            return False
        return not self._groups or self._groups[-1].closed

    def _put(self, start: int, end: int, seen: str) -> None:
        if seen and self._shown:
            self._builder.put(start, end, seen)

    def _close(self) -> None:
        """The segment ends."""
        place = self._places[-1]
        if place.table and not self._scope:
            place.table.close(self._builder, place.quoted)
        else:
            self._builder.close(self._scope or place.scope, place.quoted)

    def _shut(self, at: int) -> _Group:
        """The innermost group ends at this place."""
        group = self._groups.pop()
        for mark in group.marks:
            self._builder.shut(mark)
        if group.closing:
            self._put(at, at + 1, group.closing)
        if group.segment:
            self._close()
            if group.outer:
                self._notes += self._builder.segments
                self._builder = group.outer
                self._leave(group.depth)
            self._scope, self._shown = group.scope, group.shown
        return group

    def _leave(self, depth: int) -> None:
        while len(self._places) > depth:
            self._open[self._places.pop().name] -= 1

    def _segment(self, scope: Scope, aside: bool = False) -> None:
        """A group begins that is a segment."""
        group = _Group([], True, depth=len(self._places), scope=self._scope, shown=self._shown)
        if aside:
            group.outer = self._builder
            self._builder = Builder(self._text)
            self._builder.under = group.outer.under
            self._places.append(_Place("", scope, False))
            self._scope = None
        else:
            self._close()
            self._scope = scope
        self._shown = True
        self._groups.append(group)

    def _options(self) -> None:
        """Skips options."""
        self._at = options.end_of(self._text, self._at)

    def _skip(self, count: int, long: bool = False) -> None:
        """Skips so many arguments, and the options before and between them.

        An argument with a blank line in it has lost its closing brace and isn't skipped, unless it may be
        `long`.
        """
        for _ in range(count):
            self._options()
            at = self._argument()
            if at in self._closings and (long or at not in self._long):
                self._at = self._closings[at] + 1
            elif bare := _BARE.match(self._text, at):
                self._at = bare.end()

    def _skip_all(self) -> None:
        """Skips every argument that follows, each with its options."""
        self._options()
        while self._at in self._closings and self._at not in self._long:
            self._at = self._closings[self._at] + 1
            self._options()

    def _argument(self) -> int:
        """Where the next argument begins, if there is one."""
        blank = _BLANK.match(self._text, self._at)
        return blank.end() if blank else self._at

    def _command(self, start: int, name: str) -> None:
        command = syntax.COMMANDS.get(name)
        if command is None:
            self._other(start, name)
            return
        if name == "cmidrule" and (trim := _TRIM.match(self._text, self._at)):
            self._at = trim.end()
        if not command.reads:
            self._skip(command.skip)
            if command.all:
                self._skip_all()
            self._put(start, self._at, command.text)
            return
        self._skip(command.skip)
        if command.scope and not command.aside and (option := OPTION.match(self._text, self._at)):
            self._read_option(option, command.scope, following=command.scope)
            return
        self._options()
        if command.scope:
            self._read_segment(command.scope, command.aside)
        elif (at := self._argument()) in self._closings:
            self._groups.append(_Group([command.mark] if command.mark else []))
            if command.mark is MarkKind.QUOTE:
                self._put(start, at + 1, "“")
                self._groups[-1].closing = "”"
            if command.mark:
                self._builder.open(command.mark, at + 1)
            self._at = at + 1

    def _read_segment(self, scope: Scope, aside: bool = False) -> None:
        """The argument that follows, if one does, is a segment."""
        if (at := self._argument()) in self._closings:
            self._segment(scope, aside)
            self._at = at + 1

    def _read_option(self, option: re.Match[str], scope: Scope, following: Scope | None = None) -> None:
        """An option is a segment."""
        self._within(option.start() + 1, option.end() - 1, option.end(), scope)
        self._groups[-1].following = following

    def _within(self, start: int, end: int, after: int, scope: Scope) -> None:
        """A segment that no braces of its own are around; it goes on `after` what follows."""
        self._segment(scope)
        self._groups[-1].bracket = True
        self._at = start
        self._brackets.append((end, after))

    def _read_title(self, following: Scope) -> bool:
        """Reads the title among the options of an environment that isn't known; whether there is one."""
        settings = self._places[-1].name in syntax.BOXES
        title = options.title(self._text, self._at, self._closings, settings=settings)
        if not title or not self._shown:
            return False
        self._within(title.start, title.end, title.after, Scope.HEADING)
        self._groups[-1].following = following
        if title.listed:
            self._builder.tie(Tie(title.start, title.end, COMMA, unfit=",[]{}"))
        return True

    def _other(self, start: int, name: str) -> None:
        """A command that has more to it than its arguments, or one that we don't know."""
        if name == "item":
            self._item()
        elif name == "bibitem":
            self._close()
            self._skip(1)
            self._builder.open(MarkKind.CITE, self._at)
        elif name in syntax.DEFINITIONS:
            if defined := _DEFINED.match(self._text, self._at):
                self._at = defined.end()
                if not defined["parameters"].strip():
                    self._defined.add(defined["braced"] or defined["bare"])
                self._skip(1, long=True)
        elif name in syntax.BREAKS:
            self._close()
        elif name in syntax.DECLARATIONS:
            if self._groups:
                self._groups[-1].marks.append(syntax.DECLARATIONS[name])
                self._builder.open(syntax.DECLARATIONS[name], self._at)
        elif name == "multicolumn" or name == "multirow":
            self._spanned(name)
        elif name in self._defined:
            self._put(start, self._at, BARRIER)
        else:
            self._options()

    def _item(self) -> None:
        self._close()
        if overlay := OVERLAY.match(self._text, self._at):
            self._at = overlay.end()
        option = OPTION.match(self._text, self._argument())
        if option and (self._places[-1].scope is Scope.DEFINITION or _WORD.search(option[0])):
            self._read_option(option, Scope.TERM)
        elif option:
            self._at = option.end()

    def _spanned(self, name: str) -> None:
        at = self._argument()
        self._skip(1)
        count = self._text[at + 1 : self._at - 1]
        table = self._places[-1].table
        if table and name == "multicolumn" and count.isdecimal() and len(count) < 4:
            table.width = max(1, int(count))
        self._skip(1)
        self._options()

    def _begin(self, name: str) -> None:
        self._close()
        if name == "document":
            while self._groups:
                self._shut(self._at)
            self._brackets.clear()
            self._shown = True
            return
        known = syntax.ENVIRONMENTS.get(name) or syntax.ENVIRONMENTS.get(name.rstrip("*"))
        environment = known or syntax.Environment()
        outer = self._places[-1]
        table = Table() if environment.table else None
        scope = environment.scope or (Scope.PARAGRAPH if outer.table else outer.scope)
        quoted = outer.quoted or environment.quoted
        self._places.append(_Place(name, scope, quoted, table, len(self._groups)))
        self._open[name] += 1
        if not known and self._read_title(scope):
            return
        self._options()
        begin = self._at
        self._skip(environment.skip)
        if table and outer.table and is_one_column(self._text[begin : self._at]):  # the lines of a cell
            self._places[-1].table, self._places[-1].groups = outer.table, -1
        if environment.titled or not known:
            self._read_segment(Scope.HEADING if known else scope)

    def _end(self, name: str) -> None:
        self._close()
        if self._open[name] <= 0:
            return
        while len(self._places) > 1:
            place = self._places.pop()
            self._open[place.name] -= 1
            if place.name == name:
                break

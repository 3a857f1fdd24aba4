"""The reader of Markdown: CommonMark, what GitHub adds to it, and definition lists.

GitHub's are tables, footnotes, alerts and strikethrough. pyromark (pulldown-cmark) parses. Code, the targets
of links and reference definitions are not read; HTML is read by `luxterm.formats.html`.
"""

from collections.abc import Callable, Set
from itertools import dropwhile, islice
from typing import TYPE_CHECKING, Any

import pyromark

from luxterm.base import lazy_pattern
from luxterm.formats import markdown_admonitions, markdown_drawn
from luxterm.formats.builder import Builder, HardlyText, crude
from luxterm.formats.bulleted import in_items
from luxterm.formats.front_matter import front_matter_end
from luxterm.formats.markdown_clean import clean, title_tie
from luxterm.formats.markdown_events import (
    BYTES_AN_EVENT,
    FREE_EVENTS,
    WITH_MATH,
    WITHOUT_MATH,
    Events,
    Range,
    code_points,
    content,
    events_of,
    skip,
)
from luxterm.formats.markdown_links import anchors, label
from luxterm.formats.markdown_tables import Table
from luxterm.formats.templates import templates
from luxterm.types import BARRIER, Document, MarkKind, Scope, Segment

if TYPE_CHECKING:
    from luxterm.formats.html import Reader

_INLINE = ("*", "_", "`", "<", "[", "&", "\\", "~", "$", "\r", "\n ", "\n\t", "\n>")
"""A paragraph without any of these is nothing but text for our purposes."""
_INLINE_BYTES = tuple(mark.encode() for mark in _INLINE)
_RUN = lazy_pattern(r"\{[A-Za-z]")
"""What a fence says that opens a cell whose code is run: the code's language in braces."""
_WORD = lazy_pattern(r"(?<![\\A-Za-z])[A-Za-z]{4}")

_MARKS = {
    "Emphasis": (MarkKind.EMPHASIS, 1),
    "Strong": (MarkKind.STRONG, 2),
    "Strikethrough": (MarkKind.STRUCK, 1),
}
"""The kind of each, and of how many characters its mark is at least."""
_CONTAINERS: dict[str, Scope | None] = {
    "BlockQuote": None,
    "Item": Scope.ITEM,
    "FootnoteDefinition": Scope.FOOTNOTE,
    "DefinitionListTitle": Scope.TERM,
    "DefinitionListDefinition": Scope.DEFINITION,
    "Heading": Scope.HEADING,
    "TableHead": Scope.HEADER_CELL,
    "TableRow": Scope.CELL,
}
_ROWS = frozenset(("TableHead", "TableRow"))
_ROW_END: dict[str, Any] = {"End": "TableRow"}
_BATCH = 5_000
"""Events after which it is checked whether the input is hardly text (`FREE_EVENTS`)."""
_INLINE_STARTS = frozenset((*_MARKS, "Link", "Image", "Superscript", "Subscript"))


def read(text: str, before: str = "", money: bool = False, names: Set[str] | None = None) -> Document:
    """The text as a document.

    For a stretch of a text: `before` defines what the text defines elsewhere, with `money` no dollar
    sign makes a formula, as elsewhere there is one that would hold prose, and `names` are the anchors to
    which links lead.
    """
    names = anchors(text) if names is None else names
    try:
        try:
            document = walk(text, before, WITHOUT_MATH if money or "$" not in text else WITH_MATH, names)
        except MoneyNotMath:
            document = walk(text, before, WITHOUT_MATH, names)
        return in_items(markdown_drawn.in_cells(document))
    except HardlyText:
        return crude(text, "markdown", templates(text, attributes=True))


def walk(text: str, before: str, parser: pyromark.Markdown, names: Set[str] = frozenset()) -> Document:
    """The text as the parser reads it; `before`, `names` as for `read`. Raises HardlyText, MoneyNotMath."""
    start = front_matter_end(text)
    body, size = clean(text, start)
    reader = _Walk(text, start, body, size == len(text), before)
    reader.builder.names |= names
    return reader.read(parser)


class MoneyNotMath(Exception):
    """A "formula" holds prose: the dollar signs are amounts of money ("between US$5 and US$9")."""


class _Walk:
    """Walks once through the parser's events."""

    def __init__(self, text: str, start: int, body: str, one_byte: bool, before: str) -> None:
        self._text = text
        self.builder = Builder(text, templates(body, attributes=True))  # without the titles of divs
        self._body = body = before + body[start:]
        self._bytes = b"" if one_byte and before.isascii() else body.encode()
        self._first = len(before.encode())
        base = start - len(before)
        self._at: Callable[[int], int] = code_points(self._bytes, base) if self._bytes else base.__add__
        self._around: list[tuple[Scope, bool]] = [(Scope.PARAGRAPH, False)]
        self._table = Table(text)
        self._has_ties = markdown_drawn.has_rules(text) or markdown_admonitions.has_signs(text)
        self._html: Reader | None = None
        self._hidden = start  # until where nothing is read: a note's mark, code in HTML's own tags

    def read(self, parser: pyromark.Markdown) -> Document:  # noqa: C901, PLR0912, PLR0915 (one loop: a call for each event takes 4 % of reading)
        at, builder, see = self._at, self.builder, self.builder.see
        first = last = 0  # text that is seen as it is and not yet passed to the builder
        events = events_of(parser, self._body)
        if begin := self._first:
            events = dropwhile(lambda each: each[1]["start"] < begin, events)
        seen = 0
        where: Range | None = {}
        while where is not None:
            where = None
            for event, where in islice(events, _BATCH):
                if isinstance(event, dict):
                    ((key, value),) = event.items()
                    if key == "End":
                        self._end(value, first, last)
                        first = last
                        continue
                    if key != "Text":
                        if first < last:
                            see(first, last)
                            first = last
                        if key == "Start":
                            self._start(value, where, events)
                        else:
                            self._other(key, value, where)
                        continue
                    start = at(where["start"])
                    end = at(where["end"])
                    # An entity is always longer than what it stands for.
                    if end - start != len(value):
                        if start >= self._hidden:
                            if first < last:
                                see(first, last)
                            first = last = end
                            builder.put(start, end, value)
                        continue
                elif event == "SoftBreak":
                    start = at(where["start"])
                    end = at(where["end"])
                elif event == "HardBreak":  # two spaces or a backslash, and the line's end
                    start = at(where["start"] + 1)
                    end = at(where["end"])
                else:
                    continue
                if start == last:
                    last = end
                elif start >= self._hidden:
                    if first < last:
                        see(first, last)
                    first, last = start, end
            seen += _BATCH
            if where and seen > FREE_EVENTS and where["end"] < begin + seen * BYTES_AN_EVENT:
                raise HardlyText
        self._flush(first, last)
        return builder.document("markdown")

    def _other(self, key: str, value: str, where: Range) -> None:
        """Neither text nor the start or end of anything."""
        if key == "InlineHtml":
            self._inline_html(self._at(where["start"]), self._at(where["end"]))
        elif key in ("Code", "InlineMath", "DisplayMath"):
            if key != "Code" and _WORD.search(value):
                raise MoneyNotMath
            self._bar(where)

    def _bar(self, where: Range) -> None:
        """There is a barrier there."""
        if (start := self._at(where["start"])) >= self._hidden:
            self.builder.put(start, self._at(where["end"]), BARRIER)

    def _is_plain(self, where: Range) -> bool:
        """Whether a paragraph is nothing but text: most are, and need no look at their events."""
        start, end = where["start"], where["end"]
        # `in` for each is four times as fast as one regular expression for all.
        if self._bytes:
            encoded = self._bytes[start:end]
            for mark in _INLINE_BYTES:
                if mark in encoded:
                    return False
        else:
            body = self._body[start:end]
            for mark in _INLINE:
                if mark in body:
                    return False
        return True

    def _start(self, value: Any, where: Range, events: Events) -> None:
        name = value if value.__class__ is str else next(iter(value))
        builder = self.builder
        if name not in _INLINE_STARTS:
            if builder.pieces or builder.opened or self._html:
                self._flush()
            if name in _CONTAINERS:
                self._enter(name, value, where, events)
            elif name == "Paragraph":
                start, end = self._at(where["start"]), self._at(where["end"])
                ties = (markdown_drawn.tie, markdown_admonitions.tie) if self._has_ties else ()
                for tie in filter(None, (tie_of(self._text, start, end) for tie_of in ties)):
                    builder.tie(tie)
                if self._is_plain(where):
                    scope, quoted = self._context()
                    self._tie_loose()
                    builder.whole(start, end, scope, quoted)
                    skip(events)
            elif name == "CodeBlock":
                self._code(value["CodeBlock"], where, events)
            elif name == "HtmlBlock":
                self._html_block(events)
        else:
            self._start_inline(name, value, where, events)

    def _enter(self, name: str, value: Any, where: Range, events: Events) -> None:
        """What contains text begins."""
        at, builder = self._at(where["start"]), self.builder
        scope, quoted = self._around[-1]
        quoted |= name == "BlockQuote" and value["BlockQuote"] is None  # else an alert
        own = _CONTAINERS[name] or scope
        if name == "Item" and markdown_admonitions.opens(self._text, at):
            own = scope  # only looks like an item
        self._around.append((own, quoted))
        self._table.first()
        if name == "Heading":
            if tie := title_tie(self._text, at):
                builder.tie(tie)
            if builder.names and value["Heading"]["id"] is None:
                builder.tie_named(at, self._at(where["end"]))
        elif name in _ROWS:
            builder.begins_row = True
            if name == "TableHead":  # contained in more than the document and the row
                self._table.begin(at, contained=len(self._around) > 2)
            elif self._table.is_code(at):
                self._around.pop()
                next(event for event, _ in events if event == _ROW_END)

    def _code(self, kind: str | dict[str, str], where: Range, events: Events) -> None:
        """A block of code, of which only the options of a cell are read."""
        if isinstance(kind, str) or not _RUN.match(kind["Fenced"]):
            skip(events)
            return
        from luxterm.formats import cell_options  # few texts have any

        at, text = self._at, self._text
        start = at(where["start"])
        cell_options.read_arguments(self.builder, start, text.find("\n", start) + 1 or len(text))
        stretches = [(at(each["start"]), at(each["end"])) for each in content(events)]
        if stretches and cell_options.has_options(text, stretches[0][0]):
            cell_options.read_options(self.builder, stretches, self._context()[1])

    def _tie_loose(self) -> None:
        if self._html:
            self._html.tie_loose()

    def _start_inline(self, name: str, value: Any, where: Range, events: Events) -> None:
        builder = self.builder
        if name in _MARKS:
            kind, marker = _MARKS[name]
            at = self._at(where["start"]) + marker
            if name == "Strikethrough" and self._text.startswith("~", at):
                at += 1  # two tildes
            builder.open(kind, at)
        elif name == "Link":
            if value["Link"]["link_type"] in ("Autolink", "Email"):
                self._bar(where)
                skip(events)
            else:
                self._tie(value["Link"]["link_type"], where, 1)
                builder.open(MarkKind.LINK, self._at(where["start"]) + 1)
        elif name == "Image":
            if self._text.startswith("![]", self._at(where["start"])):
                self._bar(where)
                skip(events)
            else:  # segments are disjoint: an image with a text splits its sentence
                self._flush()
                self._tie(value["Image"]["link_type"], where, 2)

    def _tie(self, link_type: str, where: Range, mark: int) -> None:
        if link_type in ("Shortcut", "Collapsed"):
            start, end = self._at(where["start"]) + mark, self._at(where["end"]) - 1
            self.builder.tie(label(self._text, start, end, link_type == "Collapsed"))

    def _end(self, value: Any, first: int, last: int) -> None:
        """Something ends, after text from `first` to `last` that hasn't been passed to the builder."""
        name = value if value.__class__ is str else next(iter(value))
        if name not in _INLINE_STARTS:
            segment = self._flush(first, last)
            if name == "TableCell":
                self._table.end_cell(segment, self._around[-1][0])
            elif name in _CONTAINERS:
                self._around.pop()
            return
        if first < last:
            self.builder.see(first, last)
        if name in _MARKS:
            self.builder.shut(_MARKS[name][0])
        elif name == "Link":
            self.builder.shut(MarkKind.LINK)
        elif name == "Image":
            self.builder.close(Scope.ALT, self._around[-1][1])

    def _context(self) -> tuple[Scope, bool]:
        """The scope of what we are in, and whether it is quoted."""
        if not self._html:
            return self._around[-1]
        scope, quoted = self._html.around = self._around[-1]
        return self._html.scope if scope is Scope.PARAGRAPH else scope, quoted or self._html.quoted

    def _flush(self, first: int = 0, last: int = 0) -> Segment | None:
        """The segment that is being read ends, with the text from `first` to `last`."""
        builder = self.builder
        if self._html and self._html.skipping:
            if first < last:
                builder.see(first, last)
                first = last
            self._html.end_code()
            self._hidden = 0
        if not (first < last or builder.pieces or builder.opened):
            return None
        scope, quoted = self._context()
        self._tie_loose()
        column = self._table.head(scope)
        if not (builder.pieces or builder.opened):
            return builder.whole(first, last, scope, quoted, column)
        if first < last:
            builder.see(first, last)
        return builder.close(scope, quoted, column)

    def _reader(self) -> "Reader":
        if not self._html:
            from luxterm.formats.html import Reader

            self._html = Reader(self.builder)
        self._html.around = self._around[-1]
        return self._html

    def _inline_html(self, start: int, end: int) -> None:
        text = self._text
        if text.startswith("<!--", start):
            self.builder.comment(start, end, text[start + 4 : end - 3])
            return
        reader = self._reader()
        resume = reader.inline(start, end)
        if resume is None:
            self._flush()  # a <p> or <td> within a paragraph
        elif reader.skipping:
            self._hidden = len(text)
        else:
            self._hidden = resume

    def _html_block(self, events: Events) -> None:
        stretches: list[tuple[int, int]] = []
        for event, where in events:
            if type(event) is dict and "End" in event:
                break
            start, end = self._at(where["start"]), self._at(where["end"])
            if stretches and stretches[-1][1] == start:
                start = stretches.pop()[0]
            stretches.append((start, end))
        reader = self._reader()
        for number, (start, end) in enumerate(stretches, 1):
            reader.feed(start, end, last=number == len(stretches))
        reader.flush()

"""The reader of HTML and XHTML, and of the HTML in Markdown.

A tokeniser of our own, after the HTML standard: the parsers that are faster give no offsets, and
the standard library's is quadratic on some malformed input (figures: docs/formats.md). Malformed
HTML is read as a browser would show it; a `<` that opens nothing is text. The elements and patterns are in
`luxterm.formats.html_syntax`, which blocks are open is in `luxterm.formats.html_blocks`.
"""

import re
from html import unescape

from luxterm.formats import html_syntax as syntax
from luxterm.formats.builder import Builder, HardlyText, crude
from luxterm.formats.front_matter import front_matter_end
from luxterm.formats.html_blocks import Blocks, attribute
from luxterm.formats.templates import templates
from luxterm.types import BARRIER, UNCLOSED, Document, Scope, Tie

_FREE_TAGS, _CHARACTERS_A_TAG = 40_000, 6
"""A guard against what is hardly text: after `_FREE_TAGS` there must be `_CHARACTERS_A_TAG` for each."""


def read(text: str) -> Document:
    """The text as a document."""
    hidden = templates(text)
    builder = Builder(text, hidden)
    reader = Reader(builder)
    try:
        reader.feed(front_matter_end(text), len(text))
    except HardlyText:
        return crude(text, "html", hidden)
    reader.flush()
    return builder.document("html")._replace(lang=reader.lang)


def see_text(builder: Builder, start: int, end: int) -> None:
    """Text with its entities."""
    text = builder.text
    if text.find("&", start, end) >= 0:
        for match in syntax.ENTITY.finditer(text, start, end):
            if (decoded := unescape(match[0])) != match[0]:
                if match.start() > start:
                    builder.see(start, match.start())
                start = match.end()
                builder.put(match.start(), start, decoded)
    if end > start:
        builder.see(start, end)


class Reader:
    """Reads stretches of a text as HTML; what is open at the end of one is open in the next.

    `around` is the scope, and whether it is quoted, of the text around: HTML in Markdown may stand
    in a list or a block quote.
    """

    def __init__(self, builder: Builder) -> None:
        self.around: tuple[Scope, bool] = (Scope.PARAGRAPH, False)
        self.skipping = ""  # the element that is being skipped
        self._builder = builder
        self._text = builder.text
        self._blocks = Blocks(builder)
        head = self._text[:2_000]
        self._xml = head.lstrip().startswith("<?xml") or bool(syntax.XHTML.search(head))
        self._tag = syntax.TAG
        self._raw = ""  # the raw element, or "--" for a comment, that the stretch ended in
        self._from = self._depth = self._tags = 0
        self.loose = ""  # code that wasn't closed where it had to be, and may go on
        self._loose_from = 0
        self._inside: dict[str, int] = {}  # such code in the element that is being skipped
        self._home = 0  # with fewer elements open than this it doesn't
        self._line_end = 0  # where the last <br> ends

    @property
    def scope(self) -> Scope:
        """The scope of what is being read."""
        return self._blocks.scope or self.around[0]

    @property
    def quoted(self) -> bool:
        """Whether what is being read is a quotation."""
        return self._blocks.quoted or self.around[1]

    @property
    def lang(self) -> str:
        """The language of the whole document, as it declares."""
        return self._blocks.lang

    def feed(self, start: int, end: int, last: bool = True) -> None:
        """Reads text[start:end]; a comment that is open at its end goes on where it isn't the `last`."""
        text, builder = self._text, self._builder
        self._tag = syntax.TAG
        if self._raw:
            start = self._end_raw(start, end, last)
        while start < end:
            at = text.find("<", start, end)
            if at < 0:
                at = end
            # Most blocks have white space between them, and none begins with it
            if at > start and not self.skipping and (builder.pieces or not text[start:at].isspace()):
                self._see(start, at)
            if at < end:
                at = self._markup(at, end, last)
            start = at

    def inline(self, start: int, end: int) -> int | None:
        """Reads one tag within a paragraph of another format; gives where to go on.

        None if the tag separates paragraphs.
        """
        match = syntax.TAG.match(self._text, start, end)
        if not match:
            return end
        name = match[2].lower()
        if self.skipping in syntax.RAW:
            if match[1] and name == self.skipping:
                self.skipping = ""
            return match.end()
        if name in syntax.BLOCKS or (name == "br" and self._parts(match.start())):
            return None
        after = self.element(match, len(self._text))
        if self._raw:
            # What comes next isn't given to `feed`, so its end is a tag like others, or the paragraph's
            if not (self.skipping or match[3].endswith("/")):
                self._begin_skip(self._raw, start)
            self._raw = ""
        return after

    def end_code(self) -> None:
        """Code or a raw element within a line ends, at the latest, where its paragraph does."""
        if self.skipping in syntax.CODE:
            self._leave_code(self._from)
        elif self.skipping in syntax.RAW:
            self.skipping = ""

    def tie_loose(self) -> None:
        """Nothing that comes after code that isn't closed may be replaced while it may go on."""
        if self.loose:
            self._builder.tie(Tie(self._loose_from, len(self._text), UNCLOSED))

    def _leave_code(self, end: int) -> None:
        if self.skipping in syntax.SPREADING:
            if not self.loose:  # else it begins with the first that isn't closed
                self._loose_from = self._from
            self.loose = self.skipping
        self._end_skip(end)

    def flush(self) -> None:
        """The segment that is being read ends."""
        self.end_code()
        if not self._builder.pieces:  # as between most tags
            self._builder.close()
            return
        self.tie_loose()
        self._blocks.close(self.scope, self.quoted)

    def _see(self, start: int, end: int) -> None:
        """Text; if preformatted, its blank lines separate paragraphs."""
        if self._blocks.within("pre"):
            for gap in syntax.BLANK.finditer(self._text, start, end):
                see_text(self._builder, start, gap.start())
                self.flush()
                start = gap.end()
        see_text(self._builder, start, end)

    def _markup(self, at: int, end: int, last: bool) -> int:
        """Reads what begins with the `<` at `at`; gives where to go on."""
        text = self._text
        self._tags += 1
        if self._tags > _FREE_TAGS and at < self._tags * _CHARACTERS_A_TAG:
            raise HardlyText
        if match := self._tag.match(text, at, end):
            at = self.element(match, end)
            return self._end_raw(at, end, last) if self._raw else at
        if syntax.OPENS.match(text, at, end):
            if self._tag is syntax.TAG:
                # A tag that never ends. Ignore quotes from here on: that is linear whatever follows.
                self._tag = syntax.TAG_UNQUOTED
                return self._markup(at, end, last)
        elif text.startswith("<!--", at):
            if text.startswith((">", "->"), at + 4):
                return text.index(">", at) + 1
            self._raw, self._from = "--", at
            return self._end_raw(at + 4, end, last)
        elif self._xml and text.startswith("<![CDATA[", at):
            close = text.find("]]>", at, end)
            stop = close if close >= 0 else end
            if at + 9 < stop and not self.skipping:
                self._builder.see(at + 9, stop)
            return min(stop + 3, end)
        elif text.startswith(("<!", "<?", "</"), at):
            close = text.find(">", at, end)
            return end if close < 0 else close + 1
        if not self.skipping:
            self._builder.see(at, at + 1)
        return at + 1

    def _end_raw(self, start: int, end: int, last: bool) -> int:
        """Looks for the end of the comment or raw element we are in; gives where to go on."""
        text, raw = self._text, self._raw
        if raw == "--":
            found = syntax.COMMENT_END.search(text, start, end)
            if not found and not last:
                return end
            close, stop = found.span() if found else (end, end)
            self._builder.comment(self._from, stop, text[self._from + 4 : close])
            self._raw = ""
            return stop
        found = re.compile(rf"</{raw}(?=[\s/>])", re.IGNORECASE).search(text, start, end)
        if found or last:
            self._raw = ""
        return found.start() if found else end

    def element(self, tag: re.Match[str], end: int) -> int:
        """Reads a start or end tag; gives where to go on."""
        closing, name, attributes = tag.groups()
        name = name.lower()
        start, stop = tag.span()
        empty = attributes.endswith("/") and (self._xml or name in syntax.FOREIGN) and not closing
        if self.skipping:
            own = name == "title" and self.skipping in syntax.FOREIGN  # a drawing's
            if own or not (name in syntax.BLOCKS and self.skipping in syntax.CODE):
                if not empty:
                    self._skipped(name, bool(closing), stop)
                return stop
            self._leave_code(start)  # never closed, or closed late
        if name == "pre" and not closing and not empty and self._is_code(tag):
            self.flush()
            self._begin_skip(name, start)
        elif name in syntax.BLOCKS:
            self.flush()
            if not closing:
                self._start_block(name, tag)
            if closing or empty:
                self._end_block(name)
        elif name == "br":
            self._break(start, stop)
        elif name in syntax.BARRIERS:
            self._image(start, stop)
        elif closing:
            self._end_inline(name)
        elif not empty:
            return self._start_inline(name, tag, end)
        return stop

    def _break(self, start: int, stop: int) -> None:
        """A line ends, or a paragraph."""
        if self._parts(start):
            self.flush()
        else:
            self._builder.put(start, stop, " ")
        self._line_end = stop

    def _parts(self, start: int) -> bool:
        """Whether a line that ends here ends right after another one: together they part paragraphs."""
        return 0 < self._line_end <= start and not self._text[self._line_end : start].strip()

    def _end_inline(self, name: str) -> None:
        if name == self.loose:
            self.tie_loose()
            self.loose = ""
        elif name in syntax.MARKS:
            self._builder.shut(syntax.MARKS[name])

    def _start_inline(self, name: str, tag: re.Match[str], end: int) -> int:
        """Something begins within a block; gives where to go on."""
        start, stop = tag.span()
        if name == "sup":
            # A note's mark is not read at all, or the word before it would seem to go on.
            if mark := syntax.NOTE_MARK.match(self._text, stop, min(end, stop + 300)):
                return mark.end()
        elif name in syntax.MARKS:
            if name != "a" or "href" in tag[3].lower():
                self._builder.open(syntax.MARKS[name], stop)
        elif name in syntax.RAW:
            self._raw = name
        elif name in syntax.CODE or name in syntax.SKIPPED:
            if name in syntax.SKIPPED:
                self.flush()
            self._begin_skip(name, start)
        return stop

    def _begin_skip(self, name: str, start: int) -> None:
        self.skipping, self._from, self._depth = name, start, 1
        self._inside = {}
        if name in syntax.SPREADING and not self.loose:
            self._home = self._home_of(name)

    def _home_of(self, name: str) -> int:
        # Browsers open some again in what follows, up to the end of the table's cell
        return self._blocks.depth_of_cell() if syntax.SPREADING[name] else self._blocks.depth

    def _skipped(self, name: str, closing: bool, stop: int) -> None:
        """A tag in an element that is being skipped."""
        if name == self.skipping:
            self._depth += -1 if closing else 1
            if not self._depth:
                self._end_skip(stop)
                if self._inside and not self.loose:
                    self._loose_from = self._from
                    self.loose = next(iter(self._inside))
                    self._home = self._home_of(self.loose)
        elif syntax.SPREADING.get(name):
            left = self._inside.pop(name, 0) + (-1 if closing else 1)
            if left > 0:
                self._inside[name] = left
        elif name in syntax.RAW and not closing:
            self._raw = name

    def _is_code(self, pre: re.Match[str]) -> bool:
        return bool(syntax.CODE_CLASS.search(pre[3]) or syntax.CODE_INSIDE.match(self._text, pre.end()))

    def _end_skip(self, end: int) -> None:
        if self.skipping in syntax.CODE:
            # One code point is enough where the end is not known.
            self._builder.put(self._from, max(end, self._from + 1), BARRIER)
        self.skipping = ""

    def _start_block(self, name: str, tag: re.Match[str]) -> None:
        blocks, loose = self._blocks, self.loose
        last = blocks.name
        if last in syntax.ENDED_BY_ANY or last in syntax.ENDS.get(name, ()):
            self._end_block(last)
            if last in syntax.GOES_ON and name not in syntax.GOES_ON[last]:
                self.loose = loose  # to a browser it may go on, and code in it as well
        if name == "tr" and blocks.name in syntax.CELLS:
            self._end_block(blocks.name)
        if name != "hr":
            blocks.start(name, tag)

    def _end_block(self, name: str) -> None:
        if self._blocks.end(name) and self.loose and self._blocks.depth < self._home:
            self.loose = ""

    def _image(self, start: int, stop: int) -> None:
        where = attribute(self._text, start, stop, "alt")
        if where and where[0] < where[1]:
            # Segments are disjoint: an image with a text splits its sentence.
            self.flush()
            see_text(self._builder, *where)
            self._builder.close(Scope.ALT, self.quoted)
        else:
            self._builder.put(start, stop, BARRIER)

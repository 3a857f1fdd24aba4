"""The reader of Rich Text Format: a walk through its control words, a paragraph a segment.

Pictures, embedded objects and the instructions of fields are passed over; deleted and hidden text too.
"""

from typing import NamedTuple

from luxterm.office.extracted import ExtractedText
from luxterm.office.fields import is_shown, leads_away
from luxterm.office.places import Places, comment_by, counted, scope_of
from luxterm.office.rtf_styles import Styles
from luxterm.office.rtf_tables import Tables
from luxterm.office.rtf_tokens import SYMBOLS, Token, codepage, encoding, tokens
from luxterm.system.errors import UnreadableError
from luxterm.text.directives import addressed
from luxterm.types import Document, Mark, MarkKind, Message, Scope, figure

DEPTH = 2_000
"""How deeply groups may be nested."""

_PASSED_OVER = (
    "colortbl info generator pict object fldinst themedata colorschememapping listtable "
    "listoverridetable rsidtbl xmlnstbl datastore latentstyles datafield bkmkstart bkmkend pntext "
    "atnid atnref atntime atndate atnicn revtbl filetbl nonshppict mmathPr wgrffmtfilter sp private "
    "xe tc pnseclvl ftnsep ftnsepc aftnsep aftnsepc ftncn aftncn falt panose"
)
_SKIPPED = frozenset(_PASSED_OVER.split())
"""Destinations with nothing to read."""
_NOTED = frozenset(("fonttbl", "stylesheet", "listtext", "atnauthor"))
"""Destinations whose text isn't read but is needed."""
_ASIDE = {
    "footnote": "footnote",
    "annotation": "comment",
    "shptxt": "text-box",
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
}
"""Destinations with paragraphs of their own, and the codes of their places."""
_CONTAINERS = frozenset(("shpinst",))
_ENDS = frozenset(("par", "sect", "nestcell", "cell", "row"))


class _State(NamedTuple):
    """What a group inherits and gives back at its end: how letters look, and where they go."""

    goes: str = ""
    skipped: bool = False
    hidden: bool = False
    raised: bool = False
    font: int | None = None
    """None is the document's own."""
    follows: int = 1
    italic: bool = False
    bold: bool = False
    struck: bool = False
    linked: bool = False


_SWITCHES = {
    "i": "italic",
    "b": "bold",
    **dict.fromkeys(("strike", "striked", "strikedl"), "struck"),
    **dict.fromkeys(("v", "deleted"), "hidden"),
}
"""Properties of characters that a word switches on or, with a zero, off."""


def _dressed(state: _State, word: str, number: int | None) -> _State | None:
    """The state after a property of characters, or None for any other word."""
    on = number != 0
    if switch := _SWITCHES.get(word):
        return state._replace(**{switch: on})
    if word in ("super", "nosupersub", "sub"):
        return state._replace(raised=on and word == "super")
    if word == "plain":
        return state._replace(font=None, italic=False, bold=False, struck=False, hidden=False, raised=False)
    if word == "f":
        return state._replace(font=number or 0)
    if word == "uc":
        return state._replace(follows=max(number or 0, 0))
    return None


class _Flow:
    """Paragraphs one after another: the document's own, or those of a note."""

    def __init__(self, kind: str = "", place: Message | None = None) -> None:
        self.kind, self.place = kind, place
        self.words: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.number: list[str] = []
        self.style = 0
        self.level: int | None = None
        self.in_table = self.listed = False

    def add(self, words: str, state: _State) -> None:
        start, self.length = self.length, self.length + len(words)
        self.words.append(words)
        for kind, is_on in (
            (MarkKind.EMPHASIS, state.italic),
            (MarkKind.STRONG, state.bold),
            (MarkKind.STRUCK, state.struck),
            (MarkKind.LINK, state.linked),
        ):
            if is_on:
                self.marks.append(Mark(start, self.length, kind))


def read(data: bytes) -> Document:
    """The document's text. Raises UnreadableError."""
    if not data:
        raise UnreadableError(Message("is-empty"))
    if not data.lstrip()[:5].startswith(b"{\\rtf"):
        raise UnreadableError(Message("not-rtf"))
    return _Walk().read(data)


class _Held(NamedTuple):
    """A paragraph of a note or comment; `kind` says which."""

    words: str
    marks: list[Mark]
    kind: str
    place: Message

    @property
    def is_directive(self) -> bool:
        """Whether it is a comment addressed to luxterm."""
        return self.kind == "comment" and addressed(self.words)


class _Walk:
    def __init__(self) -> None:
        self._extracted = ExtractedText()
        self._places = Places()
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        """What letters are in where nothing else is said."""
        self._styles = Styles()
        self._state: _State = _State()
        self._stack: list[tuple[_State, bool]] = []
        """What was before each open group, and whether the group has a flow of its own."""
        self._starred: bool = False
        self._passed: int = 0
        self._pending = bytearray()
        """Bytes not decoded yet: a letter may take several."""
        self._flows = [_Flow()]
        self._held: list[_Held] = []
        """Paragraphs of notes, until the paragraph they are in ends."""
        self._counts: dict[str, int] = {}
        self._author: list[str] = []
        self._instruction = bytearray()
        """Of the field that comes next."""
        self._tables = Tables(self._extracted, self._places)

    def read(self, data: bytes) -> Document:
        for token in tokens(data):
            if not token.word:
                self._bytes(token.data)
                continue
            if self._pending:
                self._flush()
            self._word(token)
        self._flush()
        for _ in range(len(self._flows)):
            self._end_paragraph("par")
            self._close_flow()
        return self._extracted.document("rtf")

    def _bytes(self, data: bytes) -> None:
        if self._passed:
            # what replaces a Unicode character for programs that don't know it
            passed = min(self._passed, len(data))
            self._passed -= passed
            data = data[passed:]
        self._starred = False
        if not self._state.skipped:
            self._pending += data
        elif self._state.goes == "fldinst":
            self._instruction += data

    def _flush(self) -> None:
        if self._pending:
            font = self._font if self._state.font is None else self._state.font
            code = self._fonts.get(font, self._encoding)
            words, self._pending = self._pending.decode(code, "replace"), bytearray()
            self._write(words)

    def _write(self, words: str) -> None:
        state, flow = self._state, self._flows[-1]
        if state.skipped:
            return
        if state.goes == "stylesheet":
            self._styles.call(words)
        elif state.goes == "listtext":
            flow.number.append(words)
        elif state.goes == "atnauthor":
            self._author.append(words)
        elif state.goes != "fonttbl" and not state.hidden and not (state.raised and words.strip().isdigit()):
            flow.add(words, state)

    def _word(self, token: Token) -> None:
        word = token.word
        if word == "{":
            self._begin_group()
        elif word == "}":
            self._end_group()
        elif word == "*":
            self._starred = True
            return
        elif (self._starred and word not in _NOTED | _CONTAINERS | _ASIDE.keys()) or word in _SKIPPED:
            self._state = self._state._replace(skipped=True, goes=word)
            if word == "fldinst":
                self._instruction = bytearray()
        elif self._passed and word in SYMBOLS:
            self._passed -= 1  # as the letters for programs that don't know a character
        elif not self._state.skipped:
            self._shown(word, token.number)
        self._starred = False

    def _shown(self, word: str, number: int | None) -> None:
        """A word outside of what is skipped."""
        if word == "fldrslt":
            instruction = self._instruction.decode("latin-1")
            self._state = self._state._replace(
                skipped=not is_shown(instruction), linked=leads_away(instruction)
            )
        elif word in _NOTED:
            self._state = self._state._replace(goes=word)
            if word == "atnauthor":
                self._author = []
        elif word in _ASIDE:
            self._open_flow(_ASIDE[word])
        elif word == "u" and number is not None:
            self._write(chr(number % 0x10000))
            self._passed = self._state.follows
        elif word in SYMBOLS:
            self._write(SYMBOLS[word])
        elif word in _ENDS:
            self._end_paragraph(word)
        else:
            self._property(word, number)

    def _property(self, word: str, number: int | None) -> None:
        """A property of characters, of the document or of tables."""
        if changed := _dressed(self._state, word, number):
            self._state = changed
        elif word == "deff":
            self._font = number or 0
        elif word == "fcharset" and self._state.goes == "fonttbl" and self._state.font is not None:
            self._fonts[self._state.font] = encoding(number or 0, self._encoding)
        elif word == "ansicpg":
            self._encoding = codepage(number or 1252)
        elif word == "mac":
            self._encoding = "mac_roman"
        elif word == "trowd":
            self._tables.headed = False
        elif word == "trhdr":
            self._tables.headed = True
        else:
            self._paragraph_property(word, number)

    def _paragraph_property(self, word: str, number: int | None) -> None:
        state, flow = self._state, self._flows[-1]
        if word == "pard" and state.goes == "listtext":
            pass  # of the number alone
        elif word == "pard":
            flow.style, flow.level, flow.in_table, flow.listed = 0, None, False, False
        elif word == "s":
            if state.goes == "stylesheet":
                self._styles.begin(number or 0)
            flow.style = number or 0
        elif word in ("cs", "ds", "ts") and state.goes == "stylesheet":
            self._styles.begin(-1)
        elif word == "outlinelevel":
            if state.goes == "stylesheet":
                self._styles.outline(number or 0)
            flow.level = number
        elif word == "sbasedon" and state.goes == "stylesheet":
            self._styles.base(number or 0)
        elif word in ("intbl", "itap"):
            flow.in_table = number != 0
        elif word == "ls":
            flow.listed = True
        elif word == "ftnalt" and flow.kind == "footnote":
            self._counts["footnote"] -= 1
            flow.place = counted("endnote", self._count("endnote"))

    def _open_flow(self, kind: str) -> None:
        place = Message(kind)
        if kind == "comment":
            place = comment_by("".join(self._author).strip(), self._count(kind))
        elif kind == "footnote":
            place = counted(kind, self._count(kind))
        self._flows.append(_Flow(kind, place))
        if self._stack:
            self._stack[-1] = (self._stack[-1][0], True)
        plain = _State(font=self._state.font, follows=self._state.follows, skipped=self._state.skipped)
        self._state = plain

    def _count(self, kind: str) -> int:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return self._counts[kind]

    def _begin_group(self) -> None:
        if len(self._stack) >= DEPTH:
            raise UnreadableError(Message("groups-nested", (figure(DEPTH),)))
        self._stack.append((self._state, False))
        self._passed = 0

    def _end_group(self) -> None:
        if self._stack:
            state, flow = self._stack.pop()
            if flow:
                self._end_paragraph("par")
                self._close_flow()
            self._state = state
        self._passed = 0

    def _close_flow(self) -> None:
        if len(self._flows) > 1:
            self._flows.pop()

    def _end_paragraph(self, end: str) -> None:
        flow = self._flows[-1]
        words, marks = "".join(flow.words), flow.marks
        number = " ".join("".join(flow.number).split())
        flow.words, flow.marks, flow.length, flow.number = [], [], 0, []
        if max(words, default="") >= "\ud800":
            # characters beyond the first 65,536 come in halves
            words = words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if flow.place:
            self._held.append(_Held(words, marks, flow.kind, flow.place))
            return
        in_table = flow.in_table or end in ("cell", "row", "nestcell")
        with self._extracted.commented(held.words for held in self._held if held.is_directive):
            if not in_table:
                self._tables.end()
            elif words.strip() or end in ("cell", "row"):
                self._tables.read(words, marks, end)
            if not in_table and words.strip():
                self._read_paragraph(flow, words, marks, number)
        for held in self._held:
            if not held.is_directive:
                scope = Scope.FOOTNOTE if held.kind == "footnote" else Scope.PARAGRAPH
                self._extracted.add(held.words, held.place, scope, marks=held.marks)
        self._held = []

    def _read_paragraph(self, flow: _Flow, words: str, marks: list[Mark], number: str) -> None:
        words_number = number.strip(".)") if any(map(str.isalnum, number)) else ""
        if self._styles.heads(flow.style, flow.level):
            self._extracted.add(words, self._places.heading(words, words_number), Scope.HEADING, marks=marks)
        else:
            scope = scope_of(False, self._styles.captions(flow.style), bool(flow.listed or number))
            place = self._places.paragraph(words, words_number)
            quoted = self._styles.quotes(flow.style)
            self._extracted.add(words, place, scope, quoted=quoted, marks=marks)

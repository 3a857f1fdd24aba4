"""The inline markup of AsciiDoc: which parts of a stretch of text are read, and with what marks.

A mask with the rules of Asciidoctor: `*a*` only at a word's edges, `**a**` anywhere, and a sign without
its counterpart is text. What is open is kept on a stack, and each kind's end is looked for once.
"""

import re
from dataclasses import dataclass

from luxterm.formats.builder import Builder, anchor
from luxterm.types import BARRIER, COMMA, NO_SPACES, UNCLOSED, MarkKind, Scope, Segment, Tie

_TOKEN = re.compile(
    r"""
    [\n*_`\#^~+\\{&\[<(:"'-](?:
     (?<=\n) (?: //(?!/)(?P<comment>[^\n]*+)\n?
                | (?:ifn?def|ifeval|endif|include)::[^\s\[]*+\[(?P<directive>[^\n]*+)\n? )
    |(?<=[*_`\#]) (?P<sign>)
    |(?<=[\^~]) (?=\S) (?P<script>)
    |(?<=["']) ` (?=\S) (?P<quote>)
    |(?<=:) (?P<macro>)
    |(?<=-) - (?: (?<=[\w ]--)(?=[\w ]) | (?<=\n--)(?=[ ]) ) (?P<dash>)
    |(?<=\+) (?: (?<=[ \t]\+)(?=\r?\n|\Z) | \+\+ .*? \+\+\+ ) (?P<hidden>)
    |(?<=\+) (?P<plus>)
    |(?<=\\) (?=[*_`\#^~+{\[<(:"'|&-]|https?:) (?P<escape>)
    |(?<={) (?P<attribute>\w[\w-]{0,60}) }
    |(?<=&) (?:\#\d{1,7}|\#x[\da-fA-F]{1,6}|[A-Za-z]\w{1,30}) ; (?P<entity>)
    |(?<=\[) (?: \[\[? [^\[\]\n]{1,200} \]\]\]? (?P<anchor>)
                | [^\[\]\n]{1,200} \] (?=[*_`\#]) (?P<role>) )
    |(?<=<) (?: < (?P<cross>[^<>,\n][^>,]{0,199}+) (?:, [ ]* | (?=>>))
                | (?:https?|ftp|mailto):[^\s<>]{1,2000}> (?P<auto>) )
    |(?<=\() \( (?P<index>\(?)
    )""",
    re.X,
)
_BRACKETS = r"\[((?:[^\[\]\\]|\\[\s\S]|\[[^\[\]]{0,400}\])*+)\]"
_MACRO = re.compile(rf":[^\s\[\]]{{0,2000}}+{_BRACKETS}")
_NAME = re.compile(r"(?<![^\W_])[a-z][a-z0-9]*\Z")
_ADDRESS = re.compile(r"://[^\s\[\]<>]*")
_RUN = re.compile(r"([*_`#])\1*")
_FIRST = re.compile(r"(?:[^,\\]|\\.)*,[ ]*")

_END = {
    sign: re.compile(rf"(?<=\S){re.escape(sign)}(?!\w)" if len(sign) == 1 else re.escape(sign))
    for sign in ("*", "_", "`", "#", "+", "**", "__", "``", "##", "++", '`"', "`'", ">>", ")))", "))")
} | {sign: re.compile(rf"(?<=\S){re.escape(sign)}") for sign in ("^", "~")}
_OPENS = re.compile(r"(?<![\w;:}])(?P<sign>[*_`#+])(?=\S)")
_PAIRED = frozenset(("script", "quote", "cross", "index"))
_MARKS = {"*": MarkKind.STRONG, "_": MarkKind.EMPHASIS}
_STRUCK = "line-through]"
"""How the role ends of what is struck out."""
_CURLY = {'"`': ("“", "”"), "'`": ("‘", "’")}
_ATTRIBUTES = {
    "nbsp": "\u00a0", "sp": " ", "blank": "", "empty": "", "zwsp": "", "wj": "", "apos": "'", "quot": '"',
    "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "deg": "°", "plus": "+", "amp": "&", "lt": "<",
    "gt": ">", "startsb": "[", "endsb": "]", "vbar": "|", "caret": "^", "asterisk": "*", "tilde": "~",
    "backslash": "\\", "backtick": "`",
}  # fmt: skip
_SEEN_MACROS = frozenset(("link", "mailto", "xref", "http", "https", "ftp"))
_HIDDEN_MACROS = frozenset(("indexterm", "anchor", "icon"))
_BARRIER_MACROS = frozenset(("image", "stem", "latexmath", "asciimath", "pass", "kbd", "btn", "menu", "cite"))
_MACROS = _SEEN_MACROS | _HIDDEN_MACROS | _BARRIER_MACROS | {"footnote", "footnoteref", "indexterm2"}


@dataclass(slots=True)
class _Open:
    """Markup that has begun and ends at `end`, with a sign of `length` code points."""

    end: int
    length: int
    mark: MarkKind | None = None
    closing: str = ""
    outer: Builder | None = None


class Inline:
    """Reads stretches of one text into `builder`; the notes found on the way are in `notes`.

    What is read may belong to code, or to a comment, above that is `unclosed`. The `ties` of a stretch are
    those of the notes in it as well.
    """

    def __init__(self, builder: Builder) -> None:
        self.notes: list[Segment] = []
        self.unclosed = False
        self.ties: tuple[Tie, ...] = ()
        self._text = builder.text
        self._root = self._builder = builder
        self._done = 0
        self._open: list[_Open] = []
        self._missing: dict[str, int] = {}  # a closing sign, and up to where it isn't found

    def see(self, start: int, end: int) -> None:
        """Tells the builder what is seen of a stretch."""
        text = self._text
        self._tie()
        self._missing.clear()
        self._done, at, limit = start, start, end
        while True:
            token = _TOKEN.search(text, at, limit)
            if token:
                at = self._read(token, limit)
            else:
                self._pass(limit, limit)
                if not self._open:
                    return
                at = self._close(self._open.pop())
            limit = self._open[-1].end if self._open else end

    def _tie(self) -> None:
        for tie in self.ties:
            self._builder.tie(tie)
        if self.unclosed:
            self._builder.tie(Tie(0, len(self._text), UNCLOSED))

    def _pass(self, begin: int, end: int) -> None:
        """What comes before `begin` is seen, what comes before `end` is dealt with."""
        if self._done < begin:
            self._builder.see(self._done, begin)
        self._done = max(self._done, end)

    def _put(self, begin: int, end: int, seen: str) -> None:
        self._pass(begin, begin)
        if seen and begin >= self._done:
            self._builder.put(begin, end, seen)
        self._done = max(self._done, end)

    def _close(self, it: _Open) -> int:
        end = it.end + it.length
        if it.mark:
            self._builder.shut(it.mark)
        if it.closing:
            self._builder.put(it.end, end, it.closing)
        if it.outer:
            self._tie()
            self._builder.close(Scope.FOOTNOTE)
            self.notes += self._builder.segments
            self._builder = it.outer
        self._done = max(self._done, end)
        return end

    def _enter(self, begin: int, inside: int, it: _Open, opening: str = "") -> int:
        """Markup begins, with its content at `inside`."""
        self._put(begin, inside, opening)
        if it.outer:
            self._builder = Builder(self._text, it.outer.hidden)
            self._builder.under = it.outer.under
        if it.mark:
            self._builder.open(it.mark, inside)
        self._open.append(it)
        return inside

    def _find(self, sign: str, start: int, limit: int) -> int:
        """Where markup with this end sign ends, or -1."""
        if self._missing.get(sign) == limit:
            return -1
        found = _END[sign].search(self._text, start, limit)
        if not found:
            self._missing[sign] = limit
            return -1
        return found.start()

    def _read(self, token: re.Match[str], limit: int) -> int:
        """Reads a token; gives the place to go on at."""
        kind, begin = token.lastgroup, token.start()
        if kind == "sign" or kind == "plus":
            return self._span(begin, limit)
        if kind == "macro":
            return self._macro(begin, limit)
        if kind == "comment" or kind == "directive":
            return self._line(token)
        if kind in _PAIRED:
            return self._pair(token, limit)
        return self._single(token, limit)

    def _line(self, token: re.Match[str]) -> int:
        """A comment or a directive, each on a line of its own."""
        text, (begin, at) = self._text, token.span()
        if token.lastgroup == "comment":
            self._pass(begin + 1, at)
            stop = begin + 1 + len(text[begin + 1 : at].rstrip())
            self._root.comment(begin + 1, stop, token["comment"])
        else:
            inside, end = token.span("directive")
            if (
                text[begin + 1 : begin + 4] in ("ifd", "ifn")
                and (last := text.rfind("]", inside, end)) > inside
            ):
                return self._enter(begin + 1, inside, _Open(last, 1))
            self._pass(begin + 1, at)
        return at - 1 if text[at - 1] == "\n" else at  # its line end may begin another one

    def _pair(self, token: re.Match[str], limit: int) -> int:
        """What begins markup if its end is found."""
        text, kind = self._text, token.lastgroup
        begin, at = token.span()
        if kind == "script":
            end = self._find(text[begin], at, limit)
            if end > at and not re.search(r"\s", text[at:end]):
                self._builder.tie(Tie(at, end, NO_SPACES))
                return self._enter(begin, at, _Open(end, 1))
        elif kind == "quote":
            opening, closing = _CURLY[text[begin:at]]
            if (end := self._find(f"`{text[begin]}", at + 1, limit)) > 0:
                return self._enter(begin, at, _Open(end, 2, closing=closing), opening)
        elif kind == "cross":
            if (end := self._find(">>", at, limit)) >= 0:
                self._root.names.add(anchor(token["cross"]))
                if end > at:
                    return self._enter(begin, at, _Open(end, 2, MarkKind.LINK))
                self._put(begin, end + 2, BARRIER)
                return end + 2
        else:  # index
            if token["index"] and (end := self._find(")))", at, limit)) >= 0:
                self._pass(begin, end + 3)
                return end + 3
            if (end := self._find("))", begin + 2, limit)) >= 0:
                return self._enter(begin, begin + 2, _Open(end, 2))
        return at

    def _single(self, token: re.Match[str], limit: int) -> int:
        """What stands for itself."""
        text, kind = self._text, token.lastgroup
        begin, at = token.span()
        if kind == "dash":
            self._put(begin, at, "—")
        elif kind == "escape":
            self._pass(begin, at)
            run = _RUN.match(text, at, limit)
            return run.end() if run else at + 1
        elif kind == "attribute":
            self._put(begin, at, _ATTRIBUTES.get(token["attribute"].lower(), BARRIER))
        elif kind == "entity":
            from html import unescape  # seldom needed

            self._put(begin, at, unescape(text[begin:at]))
        elif kind == "auto":
            self._put(begin, at, BARRIER)
        else:  # hidden, anchor, role
            self._pass(begin, at)
            if text.startswith("[[[", begin):  # an entry of the bibliography
                self._builder.open(MarkKind.CITE, at)
        return at

    def _span(self, begin: int, limit: int) -> int:
        """Markup between signs."""
        text = self._text
        sign = text[begin]
        double = sign * 2
        if text.startswith(double, begin, limit):
            if (end := self._find(double, begin + 3, limit)) > 0:
                return self._marked(begin, begin + 2, end, double)
            return begin + 2
        opens = _OPENS.match(text, begin, limit)
        if opens and (end := self._find(sign, begin + 2, limit)) > 0:
            return self._marked(begin, begin + 1, end, sign)
        return begin + 1

    def _marked(self, begin: int, inside: int, end: int, sign: str) -> int:
        after = end + len(sign)
        if sign[0] == "`":
            self._put(begin, after, BARRIER)
            return after
        if sign[0] == "+":  # literal, nothing in it is markup
            self._pass(begin, inside)
            self._pass(end, after)
            return after
        mark = _MARKS.get(sign[0])
        if sign[0] == "#" and self._text.endswith(_STRUCK, max(0, begin - 40), begin):
            mark = MarkKind.STRUCK
        return self._enter(begin, inside, _Open(end, len(sign), mark))

    def _macro(self, colon: int, limit: int) -> int:
        """A macro or an address, whose colon this is."""
        text = self._text
        name = _NAME.search(text, max(self._done, colon - 12), colon)
        if not name or name[0] not in _MACROS:
            return colon + 1
        begin, word = name.start(), name[0]
        macro = _MACRO.match(text, colon, limit)
        if not macro:
            address = _ADDRESS.match(text, colon, limit)  # nothing in it is markup
            return address.end() if address else colon + 1
        inside, end = macro.span(1)
        if word in ("footnote", "footnoteref"):
            if word == "footnoteref":
                first = _FIRST.match(text, inside, end)
                inside = first.end() if first else end
            return self._enter(begin, inside, _Open(end, 1, outer=self._builder))
        if word in _SEEN_MACROS:
            if word == "xref":
                self._root.names.add(anchor(text[colon + 1 : inside - 1]))
            if inside < end:
                if text.find("=" if word != "mailto" else ",", inside, end) >= 0:  # the first of a list
                    self._builder.tie(Tie(inside, end, COMMA, unfit='"' if text[inside] == '"' else ","))
                return self._enter(begin, inside, _Open(end, 1, MarkKind.LINK))
            self._put(begin, end + 1, BARRIER)
        elif word == "indexterm2":
            return self._enter(begin, inside, _Open(end, 1))
        else:
            self._put(begin, end + 1, "" if word in _HIDDEN_MACROS else BARRIER)
        return end + 1

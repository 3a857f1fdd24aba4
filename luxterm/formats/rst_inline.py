"""The inline markup of reStructuredText: which parts of a paragraph are read, and with what marks.

A mask, not a parser: docutils gives no offsets within a paragraph. The rules are docutils' own (where
markup may start and end; an unclosed start is text; no nesting).
"""

import re
from collections.abc import Sequence

from luxterm.formats.builder import Builder
from luxterm.formats.rst_marks import CLOSED_BY, CLOSERS, OPENERS
from luxterm.formats.rst_syntax import SIMPLE_NAME
from luxterm.types import BARRIER, Edit, MarkKind, Message, Tie

_REFERS = Message("link-to-other")
NAMES = Message("links-perhaps")

Stretch = tuple[int, int]
"""Some of the source: start and end."""

_ROLE = r":[\w.+-]{1,40}(?::[\w.+-]{1,40}){0,3}:"
"""With bounds, or text that is full of colons would be looked through from each of them to its end."""
_BEFORE = rf"(?<![^{OPENERS}])"
_TOKEN, _NEXT = (
    re.compile(
        r"(?=[\\`*_|\[:])(?:"  # said at once, because all else takes longer to fail
        r"\\(?P<escaped>\r\n|[\s\S]|\Z)"
        rf"|{before}"
        rf"(?P<start>``|\*\*|\*(?!\*)|(?P<role>{_ROLE})?`(?!`)|_`|\|(?!\|))(?=\S)"
        rf"|{before}\[(?P<note>\d+|\#(?:{SIMPLE_NAME})?|\*|{SIMPLE_NAME})\]_(?![^{CLOSERS}])"
        rf"|(?<=[^\W_])(?P<reference>__?)(?![^{CLOSERS}]))"
    )
    for before in (_BEFORE, "")
)
"""What may be markup, and the same right after a mark that is none: there the text begins anew."""
_NAME = re.compile(rf"{_BEFORE}[^\W_](?:[-._+:]?[^\W_])*+\Z")
_END = {
    start: re.compile(rf"(?<=\S)(?<!\\){re.escape(end)}{after}(?![^{CLOSERS}])")
    for start, end, after in (
        ("``", "``", ""),
        ("**", "**", ""),
        ("*", "*", ""),
        ("`", "`", rf"(?P<role>{_ROLE}|__?)?"),
        ("_`", "`", ""),
        ("|", "|", r"(?:__?)?"),
    )
}
# A literal may end in a backslash.
_END["``"] = re.compile(rf"(?<=\S)``(?![^{CLOSERS}])")
_ESCAPE = re.compile(r"\\(\r\n|[\s\S]|\Z)")
_UNNAMED = re.compile(rf"`__?|[\\`*]|(?<=[^\W_])__?(?![^{CLOSERS}])")
_ROLE_MARKS = {
    "emphasis": MarkKind.EMPHASIS,
    "dfn": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "": MarkKind.CITE,
    "title": MarkKind.CITE,
    "t": MarkKind.CITE,
    "title-reference": MarkKind.CITE,
}
_INLINE = "inline"
"""What docutils makes of a role that is derived from no other."""
_PROSE_ROLES = frozenset(_ROLE_MARKS) | frozenset(
    [_INLINE, "sub", "subscript", "sup", "superscript", "term", "abbr", "index", "guilabel", "menuselection"]
)
_OWN_ROLE = re.compile(
    r"(?m)^[ \t]*\.\.[ \t]+role::[ \t]+([\w.+-]+)(?:[ \t]*\([ \t]*([\w.+-]+)[ \t]*\))?[ \t]*$"
)


def name_of(words: str) -> str:
    """A name as docutils compares it, without the marks that words in a title may have."""
    return " ".join(_UNNAMED.sub("", words).lower().split())


def own_roles(text: str) -> dict[str, str]:
    """The roles that a text defines, and what each is derived from."""
    if "role::" not in text:
        return {}
    return {name.lower(): base.lower() or _INLINE for name, base in _OWN_ROLE.findall(text)}


class _View:
    """Stretches of the source as one string, and the way back.

    Between stretches there is white space: their own, or a space for the code point that follows (the
    bar between the cells of a table).
    """

    def __init__(self, builder: Builder, stretches: Sequence[Stretch]) -> None:
        self.builder = builder
        text = builder.text
        self._parts: list[tuple[int, int, str]] = []
        for start, end in stretches:
            if self._parts and not self._parts[-1][2][-1:].isspace():
                last = self._parts[-1][1]
                self._parts.append((last, last + 1, " "))
            self._parts.append((start, end, text[start:end]))
        self.text = "".join([part[2] for part in self._parts])
        self._number = self._passed = 0

    def source(self, at: int) -> int:
        """The place in the source of a place in the string; places must not go back."""
        while True:
            start, end, _ = self._parts[self._number]
            if at - self._passed < end - start or self._number == len(self._parts) - 1:
                return start + at - self._passed
            self._passed += end - start
            self._number += 1

    def see(self, start: int, end: int) -> None:
        while start < end:
            source = self.source(start)
            _, last, seen = self._parts[self._number]
            there = min(end - start, last - source)
            if seen == " ":
                self.builder.put(source, source + there, seen)
            else:
                self.builder.see(source, source + there)
            start += there

    def see_text(self, start: int, end: int) -> None:
        """Text in which nothing but escapes is markup."""
        if self.text.find("\\", start, end) >= 0:
            for escape in _ESCAPE.finditer(self.text, start, end):
                self.see(start, escape.start())
                start = escape.end() if escape[1].isspace() else escape.start(1)
        self.see(start, end)

    def bar(self, start: int, end: int) -> None:
        first = self.source(start)
        # A barrier stands for the part on its first line; the rest is a gap.
        last = min(first + end - start, self._parts[self._number][1])
        self.builder.put(first, max(last, first + 1), BARRIER)


def see(builder: Builder, stretches: Sequence[Stretch]) -> None:
    """Passes on to the builder what is seen of these stretches, which are read as one text."""
    if len(stretches) == 1:
        (start, end), text = stretches[0], builder.text
        if start < end and not _has_signs(text[start:end]):
            builder.see(start, end)
            return
    view = _View(builder, stretches)
    if _has_signs(view.text):
        _see_marked(view)
    else:
        view.see(0, len(view.text))


def _see_marked(view: _View) -> None:
    """The same where there may be markup."""
    builder, text, at, done = view.builder, view.text, 0, 0
    never: set[str] = set()  # kinds of markup that have no end from here on
    anew = False
    while token := (anew and _NEXT.match(text, at)) or _TOKEN.search(text, at):
        begin, at = token.span()
        anew = False
        if token["escaped"] is not None:
            view.see(done, begin)
            done = at if token["escaped"].isspace() or not token["escaped"] else begin + 1
        elif token["reference"]:
            if name := _NAME.search(text, max(done, begin - 200), begin):
                view.see(done, begin)
                done = at
                if token["reference"] == "_":
                    builder.names.add(name_of(name[0]))
                    stop = view.source(begin)
                    builder.tie(Tie(stop - len(name[0]), stop, _REFERS))
        elif token["note"]:
            view.see(done, begin)
            if token["note"][0].isalpha():
                view.bar(begin, at)  # a citation shows its label, a note's mark isn't read at all
            done = at
        else:
            start = token["start"]
            kind = "`" if token["role"] else start
            if text[at : at + 1] in CLOSED_BY.get(text[begin - 1 : begin], ()) or kind in never:
                anew = True
                continue
            end = _END[kind].search(text, at + 1)
            if not end:
                never.add(kind)
                anew = True
                continue
            view.see(done, begin)
            _span(view, token, kind, end)
            at = done = end.end()
    view.see(done, len(text))


def _has_signs(text: str) -> bool:
    """Whether there may be markup."""
    return "`" in text or "*" in text or "_" in text or "\\" in text or "|" in text


def _span(view: _View, token: re.Match[str], kind: str, end: re.Match[str]) -> None:
    """Inline markup that begins with `token` and has the end string `end`."""
    (begin, start), stop = token.span(), end.start()
    role: str = token["role"] or ""
    mark: MarkKind | None = {"*": MarkKind.EMPHASIS, "**": MarkKind.STRONG}.get(kind)
    if kind in ("``", "|"):
        if kind == "|" and view.text[stop : end.end()] == "|_":  # what is put in its place is a link, too
            view.builder.names.add(name_of(view.text[start:stop]))
        view.bar(begin, end.end())
        return
    if kind == "`":
        after = end["role"] or ""
        target = view.text.rfind("<", start, stop) if view.text[stop - 1] == ">" else -1
        if target > start and not view.text[target - 1].isspace():
            target = -1
        if after.startswith("_"):
            mark = MarkKind.LINK
        else:
            role = (role or after).strip(":").lower()
            role = view.builder.roles.get(role, role)
            mark = _ROLE_MARKS.get(role)
            if role not in _PROSE_ROLES and (target < 0 or ":" in role):
                view.bar(begin, end.end())  # code, or the name of what is shown instead
                return
        if target > start and (after or role):
            stop = start + len(view.text[start:target].rstrip())
    first = view.source(start)
    if mark:
        view.builder.open(mark, first)
    view.see_text(start, stop)
    if mark:
        view.builder.shut(mark)
    if kind == "_`":
        view.builder.tie(Tie(first, view.source(stop), NAMES))
    elif kind == "`" and (end["role"] in ("_", "__") or role == "term"):
        _tie(view, first, start, stop, end)


def _tie(view: _View, first: int, start: int, stop: int, end: re.Match[str]) -> None:
    """The words of a link from `first` on, view.text[start:stop], are a name; `end` is what it ends with."""
    builder, words, last = view.builder, view.text[start:stop], view.source(stop)
    named = end["role"] == "_"
    if stop < end.start():  # the target follows the words, which then are a name for it
        if named:
            builder.tie_named(first, last)
        if view.text.endswith("_>", stop, end.start()):
            builder.names.add(name_of(view.text[stop : end.start() - 2].strip(" \n<")))
    if stop < end.start() or end["role"] == "__":
        return
    edits: tuple[Edit, ...] = (Edit(last, last, f" <{' '.join(words.split())}{'_' if named else ''}>"),)
    if named:  # with two underscores, so that the new words don't become its name
        under = view.source(end.start("role"))
        edits += (Edit(under, under + 1, "__"),)
        builder.names.add(name_of(words))
    plain = not any(sign in words for sign in "<>\\`")
    builder.tie(Tie(first, last, edits=edits) if plain else Tie(first, last, _REFERS))

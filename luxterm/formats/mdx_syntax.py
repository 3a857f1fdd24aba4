"""What of an MDX text isn't Markdown: imports and exports, `{expressions}`, comments in such, JSX tags.

As MDX 3 reads a text that is well formed; what is left open is text. The braces of an expression are paired
by JavaScript's strings, templates and comments; its regular expressions aren't known.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

_SIGN = re.compile(r"[`\\<{\n]")
_FENCE = re.compile(
    r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+(?P<mark>`{3,}+(?=[^`\n]*+$)|~{3,}+)", re.MULTILINE
)
_FENCE_END = re.compile(r"^[ \t>]*+(?P<mark>`{3,}+|~{3,}+)[ \t\r]*+(?:\n|\Z)", re.MULTILINE)
_ESCAPED = ("\\", "{", "<", "`")
_MODULE = re.compile(
    r"import[ \t]+(?:[\w$*{][^;'\"]{0,1000}?\bfrom\b|['\"])"
    r"|export[ \t]+(?:(?:default|const|let|var|function|class|async)\b|[{*])"
)
_STRING = r"\\.|(?<!\w)(?:'(?:[^'\\\n]|\\.)*+'|\"(?:[^\"\\\n]|\\.)*+\")"
"""Also what is escaped; no apostrophe within a word is one."""
_IN_MODULE = re.compile(rf"{_STRING}|(?<!:)//[^\n]*+|\{{|(?P<end>\n[ \t\r]*+(?=\n|\Z))", re.DOTALL)
_TICKS = re.compile(r"`+")
_BLANK = re.compile(r"\n[ \t\r]*+\n")
_NAME = re.compile(r"(/?)((?:[A-Za-z_$][\w$:.-]*+)?)")
_ATTRIBUTE = re.compile(
    r"\s*+(?:[A-Za-z_$][\w$:.-]*+(?:\s*+=\s*+(?:\"[^\"]{0,4000}+\"|'[^']{0,4000}+'|(?=\{)))?+|(?=\{))"
)
_CLOSE = re.compile(r"\s*+(/?)>")
_COMMENT = re.compile(r"\{\s*+/\*((?:[^*]|\*(?!/))*+)\*/\s*+\}")
_CODE = re.compile(rf"{_STRING}|`|(?<!:)//[^\n]*+|/\*|[{{}}]", re.DOTALL)
_TEMPLATE = re.compile(r"\\.|`|\$\{", re.DOTALL)


class Kind(Enum):
    """What a stretch of the text is."""

    MODULE = "import or export"
    EXPRESSION = "expression"
    COMMENT = "comment"
    OPEN = "opening tag"
    SHUT = "closing tag"
    EMPTY = "tag that closes itself"
    LOOSE = "brace that is never closed"


class Token(NamedTuple):
    """A stretch text[start:end]. `said` is a tag's name ("" for a fragment) or what is in a comment.

    `inside` are the places of a tag's attributes that are expressions.
    """

    start: int
    end: int
    kind: Kind
    said: str = ""
    inside: tuple[tuple[int, int], ...] = ()


def tokens(text: str, start: int) -> Iterator[Token]:
    """What isn't Markdown from `start`, where a line begins, to the end; in order."""
    braces, ticks = _Braces(text), _Ticks(text)
    at = start
    while at < len(text):
        if at == start or text[at - 1] == "\n":
            if fence := _FENCE.match(text, at):
                at = _after_fence(text, fence)
                continue
            if _MODULE.match(text, at) and _begins_block(text, at, start):
                end = _after_module(text, at, braces)
                yield Token(at, end, Kind.MODULE)
                at = end
                continue
        sign = _SIGN.search(text, at)
        if not sign:
            return
        at = sign.start()
        token = _expression(text, at, braces) if sign[0] == "{" else _tag(text, at, braces)
        if token:
            yield token
        at = token.end if token else _after_sign(text, at, ticks)


def _after_sign(text: str, at: int, ticks: "_Ticks") -> int:
    """Where to go on after a sign that begins nothing of MDX's own."""
    if text[at] == "`":
        return ticks.after(at)
    if text.startswith("<!--", at):  # a mistake in MDX, but no less a comment
        end = text.find("-->", at)
        return end + 3 if end >= 0 else len(text)
    return at + 2 if text[at] == "\\" and text[at + 1 : at + 2] in _ESCAPED else at + 1


def _begins_block(text: str, at: int, start: int) -> bool:
    """Whether the line before is blank, or there is none."""
    return at == start or not text[max(start, text.rfind("\n", 0, at - 1) + 1) : at].strip()


def _after_fence(text: str, fence: re.Match[str]) -> int:
    opened = fence["mark"]
    closings = (found for found in _FENCE_END.finditer(text, fence.end()) if found["mark"].startswith(opened))
    closing = next(closings, None)
    return closing.end() if closing else len(text)


def _after_module(text: str, start: int, braces: "_Braces") -> int:
    """The end of its last line: before a blank line that isn't inside of braces."""
    at = start
    while found := _IN_MODULE.search(text, at):
        if found["end"] is not None:
            return found.start()
        at = found.end()
        if found[0] == "{":
            at = max(at, braces.end(found.start()))
    return len(text.rstrip("\n"))


def _expression(text: str, start: int, braces: "_Braces") -> Token:
    end = braces.end(start)
    if end < 0:
        return Token(start, start + 1, Kind.LOOSE)
    comment = _COMMENT.fullmatch(text, start, end)
    return Token(start, end, Kind.COMMENT, comment[1]) if comment else Token(start, end, Kind.EXPRESSION)


def _tag(text: str, start: int, braces: "_Braces") -> Token | None:
    if text[start] != "<":
        return None
    head = _NAME.match(text, start + 1)
    assert head
    at, inside = head.end(), list[tuple[int, int]]()
    while not (close := _CLOSE.match(text, at)):
        attribute = _ATTRIBUTE.match(text, at) if head[2] else None
        if not attribute:
            return None
        begin, at = at, attribute.end()
        if text.startswith("{", at):
            at = braces.end(at)
            if at < 0:
                return None
            inside.append((begin, at))
    kind = Kind.SHUT if head[1] else Kind.EMPTY if close[1] else Kind.OPEN
    return Token(start, close.end(), kind, head[2], tuple(inside))


class _Ticks:
    """Where code within a line ends. Every paragraph is looked at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs: dict[int, list[int]] = {}
        self._known = -1

    def after(self, start: int) -> int:
        """The end of the code that begins there; that of its mark alone if nothing closes it."""
        if start >= self._known:
            self._look(start)
        end = start
        while self._text.startswith("`", end):
            end += 1
        runs = self._runs.get(end - start, [])
        at = bisect_right(runs, start)
        return runs[at] + end - start if at < len(runs) else end

    def _look(self, start: int) -> None:
        """Finds the marks of the paragraph, by their lengths."""
        blank = _BLANK.search(self._text, start)
        self._known = blank.start() if blank else len(self._text)
        self._runs = {}
        for run in _TICKS.finditer(self._text, start, self._known):
            self._runs.setdefault(len(run[0]), []).append(run.start())


class _Braces:
    """Which closing brace belongs to an opening one. Every character is looked at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[int, int] = {}
        self._known = 0

    def end(self, start: int) -> int:
        """The place after the brace that closes the one at `start`; -1 for none."""
        if start >= self._known:
            self._known = self._pair(start)
        return self._ends.get(start, -1)

    def _pair(self, start: int) -> int:
        """Pairs what is inside; up to where that was looked at: if nothing closes the first, to the end."""
        text, at = self._text, start
        stack: list[int] = []  # where a brace opened, -1 for a template
        while found := (_TEMPLATE if stack and stack[-1] < 0 else _CODE).search(text, at):
            sign, at = found[0], found.end()
            if sign == "`":
                if stack and stack[-1] < 0:
                    stack.pop()
                else:
                    stack.append(-1)
            elif sign == "/*":
                at = text.find("*/", at) + 2
                if at < 2:
                    break
            elif sign in ("{", "${"):
                stack.append(found.end() - 1)
            elif sign == "}":
                self._ends[stack.pop()] = at
                if not stack:
                    return at
        return len(text)

"""The reader of Git commit messages: the subject, and the body's paragraphs, items and quotations.

Read as Git keeps it: lines that begin with the comment sign and all below the scissors are gone, and the
first paragraph is the subject, wrapped or not. Trailers (`Signed-off-by: …`) and code aren't prose.
"""

import re
from collections.abc import Iterator

from luxterm.formats.builder import Builder
from luxterm.types import BARRIER, Document, Scope

Line = tuple[int, int]
"""Where a line begins, and where it ends, its newline included."""

_SCISSORS = re.compile(r"^(\S{1,8}) -{24} >8 -{24}\r?$", re.M)
_LEAD = re.compile(
    r"(?P<indent>[ \t]*)"
    r"(?:(?P<quote>(?:>[ \t]?)++)|(?P<item>(?:[-*+•]|(?P<number>\d{1,3}[.)]|\([a-z\d]\)))[ \t]+))?"
)
_FENCE = re.compile(r"(```|~~~)")
_CODE = re.compile(r"`[^`\n]{1,200}`")
_TRAILER = re.compile(
    r"(?:[A-Za-z\d]++(?:-[A-Za-z\d]++)+|Cc|Bug|Closes|Fixes|Issue|Link|References?|Refs?|Resolves|See)"
    r"[ \t]*:[ \t]"
    r"|\(cherry picked from commit ",
    re.I,
)
_CODE_INDENT = 4


def read(text: str) -> Document:
    """The text as a document."""
    return _Walk(text).read()


class _Walk:
    def __init__(self, text: str) -> None:
        self._text = text
        self._builder = Builder(text)
        scissors = _SCISSORS.search(text)
        self._comment_sign = scissors[1] if scissors else "#"  # its line shows core.commentChar
        self._end = scissors.start() if scissors else len(text)
        self._margin = 0  # the indentation of what belongs to the last item

    def read(self) -> Document:
        blocks = list(self._blocks())
        if blocks:
            self._emit(blocks[0], Scope.HEADING)
            for block in blocks[1:-1]:
                self._block(block)
            if len(blocks) > 1:
                self._block(list(self._without_trailers(blocks[-1])))
        return self._builder.document("gitcommit")

    def _blocks(self) -> Iterator[list[Line]]:
        """The lines between blank ones, without comments and fenced code."""
        text, fence = self._text, ""
        last_fence = {sign: text.rfind(f"\n{sign}", 0, self._end) for sign in ("```", "~~~")}
        block: list[Line] = []
        start = 0
        while start < self._end:
            newline = text.find("\n", start, self._end)
            end = newline + 1 if newline >= 0 else self._end
            mark = _FENCE.match(text, start, end)
            if text.startswith(self._comment_sign, start, end):
                stop = start + len(text[start:end].rstrip())
                self._builder.comment(start, stop, text[start + len(self._comment_sign) : stop])
            elif fence:
                fence = "" if mark and mark[1] == fence else fence
            elif mark and last_fence[mark[1]] >= end - 1:
                fence = mark[1]
            elif text[start:end].isspace():
                if block:
                    yield block
                block = []
            else:
                block.append((start, end))
            start = end
        if block:
            yield block

    def _without_trailers(self, block: list[Line]) -> Iterator[Line]:
        trailing = False
        for start, end in block:
            trailing = bool(_TRAILER.match(self._text, start, end)) or (
                trailing and self._text[start] in " \t"
            )
            if not trailing:
                yield start, end

    def _block(self, lines: list[Line]) -> None:
        text = self._text
        run: list[Line] = []
        scope, quoted, is_code = Scope.PARAGRAPH, False, True
        for number, (start, end) in enumerate(lines):
            lead = _LEAD.match(text, start, end)
            assert lead  # everything in it is optional
            indent = len(lead["indent"].expandtabs(8))
            is_code = is_code and indent >= self._margin + _CODE_INDENT and not lead["quote"]
            if is_code:
                continue
            begins_item = lead["item"] and not (lead["number"] and run and scope is not Scope.ITEM)
            if begins_item or bool(lead["quote"]) != quoted:
                self._emit(run, scope, quoted)
                run, scope, quoted = [], Scope.ITEM if begins_item else Scope.PARAGRAPH, bool(lead["quote"])
            if begins_item:
                self._margin = indent + len(lead["item"])
            elif number == 0 and indent < self._margin:
                self._margin = 0
            run.append((lead.end() if begins_item or quoted else start, end))
        self._emit(run, scope, quoted)

    def _emit(self, lines: list[Line], scope: Scope, quoted: bool = False) -> None:
        for start, end in lines:
            for code in _CODE.finditer(self._text, start, end):
                if start < code.start():
                    self._builder.see(start, code.start())
                self._builder.put(*code.span(), BARRIER)
                start = code.end()
            if start < end:
                self._builder.see(start, end)
        self._builder.close(scope, quoted)

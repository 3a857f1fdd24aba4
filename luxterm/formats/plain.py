"""The reader of plain text: what a person takes for paragraphs, items, cells, headings and quotations.

Hard wraps stay inside a segment. If the layout does not show clearly what a line is, it belongs to
the paragraph. `<!-- luxterm: … -->` is a comment here too.
"""

import re
from collections.abc import Iterator

from luxterm.base import lazy_regex
from luxterm.formats.builder import Builder
from luxterm.text.marks import BULLETS, ENUMERATOR
from luxterm.text.sentences import ended
from luxterm.text.words import INSERTED
from luxterm.types import Document, Scope, Span, Tie

_LEAD = re.compile(
    r"[ \t]*+(?:"
    r"(?P<rule>([-=~_*#^+])(?:[ \t]*+\2)++[ \t]*+(?:[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]|\Z))"
    rf"|(?P<item>(?:[-*+{BULLETS}①-⑳❶-❿➀-➓]|(?P<dash>[–—]))[ \t\u00a0\u202f]++"
    rf"|(?:{ENUMERATOR}"
    r"|(?P<number>\d{1,3}(?:\.\d{1,3})++)(?=[ \t]+[^\W\d_]))[ \t]++)"
    r")?"
)
_QUOTE_MARKS = re.compile(r"(?:[ \t]{0,3}>)+[ \t]?")
_OTHER_MARKS = re.compile(
    r"[ \t]{0,3}(?P<mark>[|:#])(?:(?=[ \t\r\n]|\Z)|(?:[ \t]?(?P=mark))+)(?:[ \t]?(?P=mark))*[ \t]?"
)
"""What letters and newsgroups quote by besides: a mark and a space, or the mark doubled."""
_OTHERS = frozenset("|:#")
_PARTED = re.compile(r"\t+|[ ]{4,}|[ ]{0,3}\|[ \t]*")
# A heading with a number: "2.1 Terms", "Article 3. Scope", "Kapitel IV", "§ 5". Any word with a capital
# may come before the number, so that this works in every language
_NUMBERED = lazy_regex(
    r"(?:\d{1,3}(?:\.\d{1,3})+\.?|[IVXLC]{1,6}\."
    r"|(?:§|[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}]*\.?)[ \t\u00a0\u202f]+"
    rf"(?:\d{{1,3}}{INSERTED}|[IVXLC]+|\p{{Lu}})\b)"
    r"(?:[ \t\u00a0\u202f.:–—-]+[\p{Lu}\p{Lt}\p{Lo}].*)?"
)
_STOPS = lazy_regex(r"(?:[.;:,!?]|\p{L}[.;!?]\s*[(\[][^()\[\]]*[)\]])\Z")
"""What ends a sentence, or a note behind one: "… is punished. (As amended in 2009)"."""
_WORD = re.compile(r"\w")
_COMMENT = re.compile(r"<!--\s*luxterm:")

Line = tuple[int, int]
"""Where a line's content begins, and where the line ends, its newline included."""


def read(text: str) -> Document:
    """The text as a document."""
    return _Walk(text).read()


class _Walk:
    def __init__(self, text: str) -> None:
        self._text = text
        self._builder = Builder(text)
        self._comments = list(self._find_comments())
        self._next_comment = 0

    def read(self) -> Document:
        text = self._text
        block: list[Line] = []
        depth = end = 0
        lines = text.splitlines(keepends=True)
        others = _quoted_otherwise(lines)
        for number, line in enumerate(lines):
            start, end = end, end + len(line)
            marks = others.get(number) or (_QUOTE_MARKS.match(line) if ">" in line else None)
            deeper = 0
            if marks:
                start += marks.end()
                deeper = sum(map(marks[0].count, ">|:#"))
                line = line[marks.end() :]
            if not line or line.isspace() or deeper != depth:
                self._block(block, depth > 0)
                block, depth = [], deeper
            if line and not line.isspace():
                block.append((start, end))
                if line[-1] in "\f\v":
                    self._block(block, depth > 0)
                    block = []
        self._block(block, depth > 0)
        return self._builder.document("plain")

    def _find_comments(self) -> Iterator[Span]:
        text, at, close = self._text, 0, 0
        while (at := text.find("<!--", at)) >= 0:
            if close < at + 4 and (close := text.find("-->", at + 4)) < 0:
                return
            if _COMMENT.match(text, at):
                self._builder.comment(at, close + 3, text[at + 4 : close])
                yield Span(at, close + 3)
                at = close + 3
            else:
                at += 4

    def _block(self, lines: list[Line], quoted: bool) -> None:
        """Lines without a blank one between them."""
        if lines:
            lines = self._take_heading(lines, quoted)
        if not lines:
            return
        text = self._text
        block = text[lines[0][0] : lines[-1][1]]
        inner = re.sub(r"\n +", "\n", block) if "    " in block else ""
        if ("\t" in block or "|" in block or "    " in inner) and self._is_table(lines):
            self._table(lines, quoted)
            return
        scope, first, dashes, indent = Scope.PARAGRAPH, 0, False, 0
        for number, (start, end) in enumerate(lines):
            lead = _lead(text, start, end)
            content = lead.end()
            if lead["rule"]:
                self._emit(lines[first:number], scope, quoted)
                scope, first = Scope.PARAGRAPH, number + 1
            elif lead["item"] and (number == first or not lead["dash"] or dashes):
                self._emit(lines[first:number], scope, quoted)
                scope, first, dashes = Scope.ITEM, number, dashes or bool(lead["dash"])
                lines[number] = (content, end)
            elif number > first and content - start > indent + 1 and self._ends_sentence(lines[number - 1]):
                self._emit(lines[first:number], scope, quoted)
                scope, first = Scope.PARAGRAPH, number
            indent = content - start
        self._emit(lines[first:], scope, quoted)

    def _ends_sentence(self, line: Line) -> bool:
        return ended(self._text[slice(*line)])

    def _take_heading(self, lines: list[Line], quoted: bool) -> list[Line]:
        """Reads the heading that the lines begin with, if they surely do; gives the rest."""
        text = self._text
        start, end = lines[0]
        lead = _lead(text, start, end)
        first = text[start:end].strip()
        if lead["rule"] or "\t" in first or len(first) > 200:
            return lines
        if len(lines) > 1:
            under = text[slice(*lines[1])].strip()
            is_line = under[0] in "=-~^" and under == under[0] * len(under)
            if is_line and len(under) >= max(3, len(first) // 2):
                if lead["item"]:
                    lines[0] = (lead.end(), end)
                line = lines[1][0] + len(text[slice(*lines[1])].rstrip())
                self._builder.tie(
                    Tie(lines[0][0], start + len(text[start:end].rstrip()), grows=((line, under[0]),))
                )
                self._emit(lines[:1], Scope.HEADING, quoted)
                return lines[2:]
        taken = 0
        if first.isupper():
            shouted = [text[slice(*line)].isupper() for line in lines[:4]]
            taken = len(lines) if all(shouted) else 1 if not shouted[1] else 0
            last = text[slice(*lines[taken - 1])].rstrip()
            after = text[lines[1][0] : lines[1][1]].lstrip() if taken < len(lines) else "A"
            parted = "\t" in text[start : lines[taken - 1][1]]
            stops = last.endswith(tuple(".;:,")) or not after[0].isupper()
            if len(first) < 4 or taken > 3 or stops or parted:
                taken = 0
        elif len(lines) == 1 and len(first) <= 120 and not _STOPS.search(first):
            taken = 1 if _NUMBERED.fullmatch(first) else 0
        if taken:
            if lead["item"]:
                lines[0] = (lead.end(), end)
            self._emit(lines[:taken], Scope.HEADING, quoted)
        return lines[taken:]

    def _is_table(self, lines: list[Line]) -> bool:
        """Whether the gaps between the words of most lines show columns."""
        parted = 0
        for start, end in lines:
            lead = _lead(self._text, start, end)
            body = self._text[lead.end() : end].strip()
            if body.startswith("|") and body.endswith("|") and len(body) > 1:
                parted += 2
            elif _PARTED.search(body):
                parted += 2 if "\t" in body and len(lines) == 1 else 1
        return parted >= 2 and 2 * parted >= len(lines)

    def _table(self, lines: list[Line], quoted: bool) -> None:
        for start, end in lines:
            self._builder.begins_row = True
            start = _lead(self._text, start, end).end()
            gaps = [gap.span() for gap in _PARTED.finditer(self._text, start, end)]
            for stop, following in [*gaps, (end, end)]:
                if _WORD.search(self._text, start, stop):
                    self._emit([(start, stop)], Scope.CELL, quoted)
                start = following

    def _emit(self, lines: list[Line], scope: Scope, quoted: bool) -> None:
        """A segment of these lines; what is between them (quotation marks) is not seen."""
        if not lines:
            return
        builder = self._builder
        if not quoted and not self._comments:
            builder.whole(lines[0][0], lines[-1][1], scope)
            return
        for start, end in lines:
            while self._next_comment < len(self._comments):
                comment = self._comments[self._next_comment]
                if comment.start >= end:
                    break
                if comment.start > start:
                    builder.see(start, comment.start)
                start = max(start, min(comment.end, end))
                if comment.end > end:
                    break
                self._next_comment += 1
            if start < end:
                builder.see(start, end)
        builder.close(scope, quoted)


def _quoted_otherwise(lines: list[str]) -> dict[int, re.Match[str]]:
    """The marks of lines that are quoted by another one than ">": two or more after one another."""
    found: dict[int, re.Match[str]] = {}
    run: list[tuple[int, re.Match[str]]] = []
    for number, line in enumerate((*lines, "")):
        marks = _OTHER_MARKS.match(line) if line.lstrip(" \t")[:1] in _OTHERS else None
        mark = marks["mark"] if marks else ""
        if marks and mark in line[marks.end() :]:
            marks = None  # columns; ": a field:"
        if run and (marks is None or run[0][1]["mark"] != mark):
            said = [it for at, it in run if not lines[at][it.end() :].isspace()]
            if len(said) > 1:
                found.update(run)
            run = []
        if marks:
            run.append((number, marks))
    return found


def _lead(text: str, start: int, end: int) -> re.Match[str]:
    """What a line begins with: its indentation, and what shows an item or a rule."""
    lead = _LEAD.match(text, start, end)
    if lead and lead["number"] and text[lead.end()].islower():  # "3.2 per cent" goes on
        lead = _LEAD.match(text, start, lead.start("number"))
    assert lead  # everything in it is optional
    return lead

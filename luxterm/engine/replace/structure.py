"""The edits that go with a fix, so that it leaves a document's structure intact.

A reader says what its text is tied to (`Segment.ties`): the name of a link, the line under a title, the
columns of a table. What that means for a fix is decided here and nowhere else, and so is where two lines may
become one.
"""

import re
from collections.abc import Iterable, Sequence

from luxterm.text.width import width
from luxterm.types import JOINS_LINES, TOO_WIDE, Edit, Message, Tie

_OTHER_END = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line to docutils, too."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t>]*[\r\n]|\f")
"""A blank line or a page break, over which a sentence may go on."""
_MARKDOWN = frozenset(("markdown", "mdx"))
_BY_LINES = frozenset(("markdown", "mdx", "rst", "asciidoc", "plain", "gitcommit"))
"""Formats in which a line's beginning, or the line above it, says what it is."""
_MARKED = re.compile(r"[ \t]*(?:[:.|+/_-]|\(?(?:\w{1,9}|#)[.)][ \t])")
"""A line that may be an item, a field, a row, if only the next one weren't there."""
_ITEM = re.compile(r"[ \t]*(?:[-*+•‣⁃]|\(?(?:\d{1,3}|[A-Za-z#])[.)])[ \t]+")
"""An item's mark, with the space before its text, where reStructuredText has its other lines begin."""
_BRACKET = re.compile(r"[ \t]*\[")
"""A line that may be attributes or a link's target if the next one, indented or not, ends it."""
_BREAK = re.compile(r"(?:[ ]{2}|\\)\r?[\n\r]")
"""A line's end that is one in print, too."""
_PARTED = re.compile(r"::|;;|\t|\||[ ]{4}")
"""What makes a term or cells of the line it is in."""
_TAG = 1_000
"""Characters from a tag's sign to the words, and from there to its end."""
_NEAR = 100
"""Characters by which the fixes of a line change its length at most, all together."""
_COLUMNS = {"plain": _PARTED, **dict.fromkeys(_MARKDOWN, re.compile(r"\|"))}


def joined(text: str, format: str, edits: Sequence[Edit]) -> Message | None:
    """Why these edits may not join two lines, None if they may or don't.

    A word divided at the end of a line comes to stand on one, and so do two that become one: "de", "la".
    That is no matter where there are nothing but words around; a line of signs below might become a title's,
    a mark in front an item's, and two paragraphs one.
    """
    if any(_BLANK.search(text, start, end) for start, end, _ in edits):
        return Message("across-blank")
    if format in _BY_LINES:
        for start, end, _ in edits:
            if _LINE_END.search(text, start, end) and (
                not _may_join(text, start, end)
                or _in_columns(text, format, start, end)
                or (format in _MARKDOWN and _BREAK.search(text, start, end))
                or (format == "rst" and _outside_item(text, start, end))
                or (format == "asciidoc" and _in_anchor(text, start))
            ):
                return JOINS_LINES
    return None


def tag_like(text: str, format: str, edits: Iterable[Edit]) -> Message | None:
    """Why these edits may not be made inside what is nearly a tag of Markdown's: `<child porn, law>`."""
    if format in _MARKDOWN:
        for start, end, _ in edits:
            begin = text.rfind("<", max(0, start - _TAG), start)
            if begin >= 0 and text.find(">", begin, start) < 0 and text.find(">", end, end + _TAG) >= 0:
                if text[begin + 1 : begin + 2].isalpha() or text[begin + 1 : begin + 2] in ("/", "!", "?"):
                    return Message("perhaps-tag")
    return None


def _may_join(text: str, start: int, end: int) -> bool:
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    stop = _line_end(text, end)
    if _OTHER_END.search(text, first, stop):
        return False
    if _PARTED.search(text[first:start].lstrip()) or _PARTED.search(text, end, stop):
        return False
    above, below = _indentation(text, first), text[start:end].rpartition("\n")[2].rpartition("\r")[2]
    second = len(below) - len(below.lstrip())
    if _BRACKET.match(text, first) or (second <= above and _MARKED.match(text, first)):
        return False
    after = _LINE_END.match(text, stop)
    if not after or not (third := text[after.end() : _line_end(text, after.end())]).strip():
        return True
    return third.lstrip()[0].isalpha() and len(third) - len(third.lstrip()) <= second


def _outside_item(text: str, start: int, end: int) -> bool:
    """Whether an item's second line doesn't begin where its text does: to docutils it isn't the item's."""
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    mark = _ITEM.match(text, first, start)
    below = text[start:end].rpartition("\n")[2].rpartition("\r")[2]
    return mark is not None and len(below) - len(below.lstrip()) != mark.end() - first


def _in_anchor(text: str, start: int) -> bool:
    """Whether brackets are open in which a name that is whole on its line is one for links: `[[child p-`."""
    first = text.rfind("\n", 0, start) + 1
    return text.rfind("[[", first, start) > text.rfind("]]", first, start)


def _in_columns(text: str, format: str, start: int, end: int) -> bool:
    """Whether the lines around may have columns: in plain text most have to show them."""
    if format not in _COLUMNS:
        return False
    end = text.find("\n\n", end)
    return bool(
        _COLUMNS[format].search(text, text.rfind("\n\n", 0, start) + 1, end if end >= 0 else len(text))
    )


def _indentation(text: str, start: int) -> int:
    line = text[start : _line_end(text, start)]
    return len(line) - len(line.lstrip())


def _line_end(text: str, start: int) -> int:
    end = _LINE_END.search(text, start)
    return end.start() if end else len(text)


def tied(text: str, ties: Sequence[Tie], edits: Sequence[Edit]) -> tuple[tuple[Edit, ...], Message | None]:
    """A fix's edits, with those that keep the document's structure intact; sorted.

    Also the reason why the fix may not be made at all, None if it may.
    """
    touched = [tie for tie in ties if _touches(tie, edits)]
    if because := _against(text, touched, edits):
        return tuple(edits), because
    made = [*edits, *(edit for tie in touched for edit in tie.edits)]
    # Two fixes together could make it as long, so both claim its end
    near = (tie for tie in touched if tie.apart and abs(_length(tie, edits) - tie.apart) < _NEAR)
    made += (Edit(tie.end, tie.end, "") for tie in near)
    growth = {tie: _growth(text, tie, made) for tie in ties if _touches(tie, made)}
    cells = {tie: (tie.room, by) for tie, by in growth.items() if tie.room is not None}
    over = max(0, *(by - room for room, by in cells.values())) if cells else 0
    if over and not all(tie.grows for tie in cells):
        return tuple(edits), TOO_WIDE
    for tie, by in growth.items():
        if tie.room is None:
            made += (edit for place, sign in tie.grows if (edit := _rule(text, tie, place, sign, by)))
        elif text[tie.end : tie.end + 1] not in ("", "\n", "\r"):
            made += filter(None, [_signs(text, tie.end, " ", over - by)])
        elif by > 0:  # nothing to move, but no other fix may use the same room
            made.append(Edit(tie.end, tie.end, ""))
    own = {tie.end for tie in cells}
    others = {each for tie in cells for each in tie.grows if each[0] not in own}
    made += (Edit(place, place, sign * over) for place, sign in others if over)
    return tuple(sorted(made)), None


def _against(text: str, touched: Sequence[Tie], edits: Sequence[Edit]) -> Message | None:
    """Why a fix may not be made in a structure that nothing could keep intact."""
    if any(tie.apart and abs(_length(tie, edits) - tie.apart) < 2 for tie in touched):
        return Message("as-long")
    if because := next((tie.because for tie in touched if tie.because and not _fits(text, tie, edits)), None):
        return because
    kept = [edit for tie in touched for edit in tie.edits]
    inside = any(edit.start < each.start < edit.end for each in kept for edit in edits)
    return Message("link-target") if inside else None


def _touches(tie: Tie, edits: Iterable[Edit]) -> bool:
    return any(edit.start < tie.end and tie.start < edit.end for edit in edits)


def _fits(text: str, tie: Tie, edits: Iterable[Edit]) -> bool:
    """Whether the string stays one: no new word has a sign that would end it, or takes a line's end."""
    return tie.unfit is not None and not any(
        _LINE_END.search(text, edit.start, edit.end)
        or _LINE_END.search(edit.text)
        or any(sign in edit.text for sign in tie.unfit)
        or not edit.text[:1].isalnum()
        for edit in edits
        if edit.start < tie.end and tie.start < edit.end
    )


def _length(tie: Tie, edits: Iterable[Edit]) -> int:
    """How many characters long a stretch becomes."""
    inside = (edit for edit in edits if tie.start <= edit.start and edit.end <= tie.end)
    return tie.end - tie.start + sum(len(new) - (end - start) for start, end, new in inside)


def _growth(text: str, tie: Tie, edits: Iterable[Edit]) -> int:
    """By how many columns a stretch grows."""
    if tie.by_length:
        return _length(tie, edits) - (tie.end - tie.start)
    inside = (edit for edit in edits if tie.start <= edit.start and edit.end <= tie.end)
    return sum(width(new) - width(text[start:end]) for start, end, new in inside)


def _rule(text: str, tie: Tie, place: int, sign: str, by: int) -> Edit | None:
    """Draws the line of a title longer or shorter; one that is too short for its title anyway stays."""
    start = place
    while text[start - 1 : start] == sign:
        start -= 1
    taken = tie.end - tie.start if tie.by_length else width(text[tie.start : tie.end])
    return _signs(text, place, sign, max(by, min(0, taken + by - (place - start))))


def _signs(text: str, place: int, sign: str, by: int) -> Edit | None:
    """Inserts this many signs at a place, or removes up to as many before it."""
    if by > 0:
        return Edit(place, place, sign * by)
    start = place
    while start > place + by and text[start - 1 : start] == sign:
        start -= 1
    return Edit(start, place, "") if start < place else None

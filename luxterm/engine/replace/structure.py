"""The edits that go with a fix, so that it leaves a document's structure intact.

A reader says what its text is tied to (`Segment.ties`): the name of a link, the line under a title, the
columns of a table. What that means for a fix is decided here and nowhere else.
"""

from collections.abc import Iterable, Sequence

from luxterm.text.width import width
from luxterm.types import TOO_WIDE, Edit, Message, Tie


def tied(text: str, ties: Sequence[Tie], edits: Sequence[Edit]) -> tuple[tuple[Edit, ...], Message | None]:
    """A fix's edits, with those that keep the document's structure intact; sorted.

    Also the reason why the fix may not be made at all, None if it may.
    """
    touched = [tie for tie in ties if _touches(tie, edits)]
    if because := next((tie.because for tie in touched if tie.because), None):
        return tuple(edits), because
    made = [*edits, *(edit for tie in touched for edit in tie.edits)]
    growth = {tie: _growth(text, tie, made) for tie in ties if _touches(tie, made)}
    cells = {tie: (tie.room, by) for tie, by in growth.items() if tie.room is not None}
    over = max((by - room for room, by in cells.values()), default=0)
    if over > 0 and not all(tie.grows for tie in cells):
        return tuple(edits), TOO_WIDE
    over = max(over, 0)
    for tie, by in growth.items():
        if tie.room is None:
            made += (edit for place, sign in tie.grows if (edit := _signs(text, place, sign, by)))
        elif text[tie.end : tie.end + 1] not in ("", "\n", "\r"):
            made += filter(None, [_signs(text, tie.end, " ", over - by)])
        elif by > 0:  # nothing to move, but no other fix may use the same room
            last = max(edit for edit in made if _touches(tie, [edit]))
            made.remove(last)
            made.append(Edit(last.start, tie.end, last.text + text[last.end : tie.end]))
    if over:
        own = {tie.end for tie in cells}
        others = {each for tie in cells for each in tie.grows if each[0] not in own}
        made += (Edit(place, place, sign * over) for place, sign in others)
    return tuple(sorted(made)), None


def _touches(tie: Tie, edits: Iterable[Edit]) -> bool:
    return any(edit.start < tie.end and tie.start < edit.end for edit in edits)


def _growth(text: str, tie: Tie, edits: Iterable[Edit]) -> int:
    """By how many columns a stretch grows."""
    inside = (edit for edit in edits if tie.start <= edit.start and edit.end <= tie.end)
    return sum(width(new) - width(text[start:end]) for start, end, new in inside)


def _signs(text: str, place: int, sign: str, by: int) -> Edit | None:
    """Inserts this many signs at a place, or removes up to as many before it."""
    if by > 0:
        return Edit(place, place, sign * by)
    start = place
    while start > place + by and text[start - 1 : start] == sign:
        start -= 1
    return Edit(start, place, "") if start < place else None

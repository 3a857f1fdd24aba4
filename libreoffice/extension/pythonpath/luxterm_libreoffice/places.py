"""Places in a text of Writer: where the cursor is, going to a mark, putting a comment there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from luxterm_libreoffice import office
from luxterm_libreoffice.marks import Mark, units

if TYPE_CHECKING:
    from luxterm_libreoffice.state import State

_OFF = (0, *(sign * by for by in range(1, 12) for sign in (1, -1)))
"""How far a place may be off, nearest first: notes and fields count differently in a paragraph's text."""


class Asked(NamedTuple):
    """A mark, with what luxterm was asked for it (which document, which paragraph), and the paragraph."""

    mark: Mark
    request: dict[str, Any]
    paragraph: Any


def mark_at_cursor(here: State, model: Any) -> Asked | None:
    """The mark that the cursor is in, or that is selected, None if there is none."""
    cursor = model.getCurrentController().getViewCursor()
    text = cursor.getText()
    paragraph = text.createTextCursorByRange(cursor.getStart())
    if not hasattr(paragraph, "gotoStartOfParagraph"):
        return None
    paragraph.gotoStartOfParagraph(False)
    before = text.createTextCursorByRange(paragraph.getStart())
    before.gotoRange(cursor.getStart(), True)
    paragraph.gotoEndOfParagraph(True)
    said = paragraph.getString()
    if not said.strip():
        return None
    locale = office.code_of(paragraph.getPropertyValue("CharLocale"))
    bound = here.documents.of(model)
    if bound.count < 0:
        bound.read(here.ask, bound.count)
    request = {"document": bound.id, "text": said, "lang": locale}
    marks = here.ask({"do": "check", **request})["marks"]
    at = units(before.getString())
    mark = next((it for it in marks if it["start"] <= at <= it["start"] + it["length"]), None)
    return Asked(mark, request, paragraph) if mark is not None else None


def select(model: Any, paragraph: Any, mark: Mark) -> None:
    """Show the place of a mark in a paragraph, with its words selected."""
    model.getCurrentController().getViewCursor().gotoRange(words_of(paragraph, mark), False)


def words_of(paragraph: Any, mark: Mark) -> Any:
    """The range of a mark's words in a paragraph, or the paragraph if they can't be found."""
    text = paragraph.getText()
    for off in _OFF:
        start, cursor = mark["start"] + off, text.createTextCursorByRange(paragraph.getStart())
        if start < 0 or (start and not cursor.goRight(start, False)):
            continue
        cursor.goRight(mark["length"], True)
        if mark["words"] in cursor.getString():
            return cursor
    return paragraph


def keep(model: Any, asked: Asked, reason: str) -> None:
    """Put a comment behind the words, wherever in them the cursor is, that says to luxterm why they stay."""
    words = words_of(asked.paragraph, asked.mark)
    comment = model.createInstance("com.sun.star.text.textfield.Annotation")
    comment.Content = f"luxterm: keep {asked.mark['rule']}: {reason}"
    comment.Author = office.user() or "luxterm"
    comment.DateTimeValue = office.now()
    words.getText().insertTextContent(words.getEnd(), comment, False)

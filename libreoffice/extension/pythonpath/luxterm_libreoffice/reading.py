"""What a text of Writer consists of: its paragraphs in reading order, with what each is.

Body with tables where they stand, then text frames, footnotes and endnotes. Each is plain data as
`luxterm.proofread.session` has it; where it stands in the document is given beside it.
"""

from __future__ import annotations

from typing import Any, Dict, Iterator, Tuple

import uno
from com.sun.star.lang import DisposedException
from com.sun.star.uno import Exception as OfficeException

from luxterm_libreoffice.office import code_of

Data = Dict[str, Any]
Found = Tuple[Data, Any]
"""A paragraph, and its range in the document."""
Mark = Tuple[int, int, str]
"""From a letter to another, and what is there."""

_PARAGRAPH = "com.sun.star.text.Paragraph"
_TABLE = "com.sun.star.text.TextTable"
_ANNOTATION = "com.sun.star.text.textfield.Annotation"
_ASKED = ("CharLocale", "ListId", "NumberingIsNumber", "OutlineLevel", "ParaStyleName")
_FONT = ("CharPosture", "CharWeight")
_QUOTES = ("Quotations", "Quote", "Intense Quote")
_TITLES = ("Title", "Subtitle")
_CAPTIONS = ("Caption", "Illustration", "Table", "Text", "Drawing", "Figure")
_BOLD = 150.0
_TRIES = 3
_WITH_TEXT = ("Text", "TextField", "Ruby")
"""Portions of a paragraph that its text has."""


class Unsettled(Exception):
    """The document changes, or is being closed, each time it is read."""


def paragraphs(model: Any) -> list[Found]:
    """All paragraphs of a document.

    Others can change it while it is read: then what was found in it may be gone before it is asked what it
    is, and all is read again. Raises Unsettled if that doesn't help, and DisposedException if it is closed.
    """
    why = ""
    for _ in range(_TRIES):
        try:
            return _paragraphs(model)
        except DisposedException:
            raise
        except (AttributeError, OfficeException) as error:  # what is gone has no methods any more
            why = str(error)
    raise Unsettled(f"The document can’t be read now: {why}")


def _paragraphs(model: Any) -> list[Found]:
    reading = _Reading(model.getRedlines().createEnumeration().hasMoreElements())
    found = list(reading.text(model.getText(), ""))
    frames = model.getTextFrames()
    for name in frames.getElementNames():
        found += reading.text(frames.getByName(name), "")
    for notes in (model.getFootnotes(), model.getEndnotes()):
        for at in range(notes.getCount()):
            found += reading.text(notes.getByIndex(at), "footnote")
    _attach_comments(model, found)
    return found


def language(model: Any) -> str:
    """The language that a document has where nothing else is said."""
    return code_of(model.getPropertyValue("CharLocale"))


class _Reading:
    """One way through a document. `tracked`: it has tracked changes, so deleted words may be there."""

    def __init__(self, tracked: bool) -> None:
        self._tracked = tracked

    def text(self, text: Any, scope: str, column: str = "") -> Iterator[Found]:
        """The paragraphs of a text, those of its tables where these stand."""
        elements = text.createEnumeration()
        while elements.hasMoreElements():
            element = elements.nextElement()
            if element.supportsService(_TABLE):
                yield from self._table(element)
            elif element.supportsService(_PARAGRAPH):
                yield self._paragraph(element, scope, column), element

    def _table(self, table: Any) -> Iterator[Found]:
        """The first row has the headers of the columns."""
        headers: dict[str, str] = {}
        begun = ""
        repeated = table.getPropertyValue("RepeatHeadline")
        for name in table.getCellNames():
            cell, letters = table.getCellByName(name), name.rstrip("0123456789.")
            row = name[len(letters) :]
            first, row = row == "1", row.partition(".")[0]  # "A2.1.3" is a part of A2
            if first:
                headers[letters] = " ".join(cell.getString().split())
            column = "" if first else headers.get(letters, "")
            scope = "table header" if first and repeated else "table cell"
            for said, element in self.text(cell, scope, column):
                if row != begun and said.get("scope") == scope and said["text"].strip():
                    begun, said["begins_row"] = row, True
                yield said, element

    def _paragraph(self, paragraph: Any, scope: str, column: str) -> Data:
        locale, list_id, numbered, level, style = paragraph.getPropertyValues(_ASKED)
        text = paragraph.getString()
        said: Data = {"text": text, "lang": code_of(locale)}
        if not text:
            return said
        if level or style in _TITLES:
            said["scope"] = "heading"
        elif scope:
            said["scope"] = scope
        elif style in _CAPTIONS:
            said["scope"] = "caption"
        elif list_id and numbered:
            said["scope"] = "list item"
        if column:
            said["column"] = column
        if style in _QUOTES:
            said["quoted"] = True
        if self._tracked or any(it.value != "DEFAULT_VALUE" for it in paragraph.getPropertyStates(_FONT)):
            if marks := _marks(paragraph, len(text)):
                said["marks"] = marks
        return said


def _marks(paragraph: Any, length: int) -> list[Mark]:
    """Where words are set off, and where they are deleted with changes tracked."""
    marks: list[Mark] = []
    at, deleted = 0, False
    portions = paragraph.createEnumeration()
    while portions.hasMoreElements():
        portion = portions.nextElement()
        kind = portion.TextPortionType
        if kind == "Redline" and portion.RedlineType == "Delete" and not portion.IsCollapsed:
            deleted = bool(portion.IsStart)
        words = portion.getString() if kind in _WITH_TEXT else ""
        end = min(at + len(words), length)
        if end > at:
            posture, weight = portion.getPropertyValues(_FONT)
            so = (
                ("emphasis", posture.value == "ITALIC"),
                ("strong", weight >= _BOLD),
                ("struck out", deleted),
            )
            marks += ((at, end, each) for each, is_so in so if is_so)
        at = end
    return _joined(marks)


def _joined(marks: list[Mark]) -> list[Mark]:
    """The marks, those of a kind that touch as one."""
    found: list[Mark] = []
    for kind in ("emphasis", "strong", "struck out"):
        for start, end, _ in (mark for mark in marks if mark[2] == kind):
            if found and found[-1][2] == kind and found[-1][1] == start:
                found[-1] = (found[-1][0], end, kind)
            else:
                found.append((start, end, kind))
    return sorted(found)


def _attach_comments(model: Any, found: list[Found]) -> None:
    """Put the comments that are addressed to luxterm on the paragraphs they stand in."""
    fields = model.getTextFields().createEnumeration()
    while fields.hasMoreElements():
        field = fields.nextElement()
        if not field.supportsService(_ANNOTATION):
            continue
        said = " ".join(field.Content.split())
        if said[:7].lower() != "luxterm":
            continue
        for data, place in found:
            if _is_in(field.getAnchor(), place):
                data.setdefault("comments", []).append(said)
                break


def _is_in(anchor: Any, paragraph: Any) -> bool:
    text = anchor.getText()
    if text != paragraph.getText():
        return False
    try:
        return bool(
            text.compareRegionStarts(paragraph, anchor) >= 0
            and text.compareRegionEnds(anchor, paragraph) >= 0
        )
    except uno.getClass("com.sun.star.lang.IllegalArgumentException"):  # in another part of the document
        return False

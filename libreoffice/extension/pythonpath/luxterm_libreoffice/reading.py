"""What a text of Writer consists of: its paragraphs in reading order, with what each is.

Body with tables where they stand, then text frames, footnotes and endnotes. Each is plain data as
`luxterm.proofread.session` has it; where it stands in the document is given beside it.
"""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Tuple

import uno
from luxterm_libreoffice.office import code_of

Data = Dict[str, Any]
Found = Tuple[Data, Any]
"""A paragraph, and its range in the document."""

_PARAGRAPH = "com.sun.star.text.Paragraph"
_TABLE = "com.sun.star.text.TextTable"
_ANNOTATION = "com.sun.star.text.textfield.Annotation"
_ASKED = ("CharLocale", "ListId", "NumberingIsNumber", "OutlineLevel", "ParaStyleName")
_DRESS = ("CharPosture", "CharWeight")
_QUOTES = ("Quotations", "Quote", "Intense Quote")
_TITLES = ("Title", "Subtitle")
_CAPTIONS = ("Caption", "Illustration", "Table", "Text", "Drawing", "Figure")
_BOLD = 150.0
_ORDERED = 100
"""Columns of a table that can be headers: more are counted, not read."""


def paragraphs(model: Any) -> List[Found]:
    """All paragraphs of a document."""
    found = list(_text(model.getText(), ""))
    frames = model.getTextFrames()
    for name in frames.getElementNames():
        found += _text(frames.getByName(name), "")
    for notes in (model.getFootnotes(), model.getEndnotes()):
        for at in range(notes.getCount()):
            found += _text(notes.getByIndex(at), "footnote")
    _say(model, found)
    return found


def language(model: Any) -> str:
    """The language that a document has where nothing else is said."""
    return code_of(model.getPropertyValue("CharLocale"))


def _text(text: Any, scope: str, column: str = "") -> Iterator[Found]:
    elements = text.createEnumeration()
    while elements.hasMoreElements():
        element = elements.nextElement()
        if element.supportsService(_TABLE):
            yield from _table(element)
        elif element.supportsService(_PARAGRAPH):
            yield _paragraph(element, scope, column), element


def _table(table: Any) -> Iterator[Found]:
    headers: Dict[str, str] = {}
    first = table.getPropertyValue("RepeatHeadline")
    for name in table.getCellNames():
        cell = table.getCellByName(name)
        letters, row = name.rstrip("0123456789."), name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        if first and row == "1":
            headers[letters] = " ".join(cell.getString().split())[:_ORDERED]
            yield from _text(cell, "table header")
        else:
            yield from _text(cell, "table cell", headers.get(letters, ""))


def _paragraph(paragraph: Any, scope: str, column: str) -> Data:
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
    if marks := _marks(paragraph, text):
        said["marks"] = marks
    return said


def _marks(paragraph: Any, text: str) -> List[Tuple[int, int, str]]:
    """Where words are set off: looked for only where not all of a paragraph is alike, or all of it is."""
    states = paragraph.getPropertyStates(_DRESS)
    if all(state.value == "DEFAULT_VALUE" for state in states):
        return []
    marks: List[Tuple[int, int, str]] = []
    at = 0
    portions = paragraph.createEnumeration()
    while portions.hasMoreElements():
        portion = portions.nextElement()
        if portion.TextPortionType != "Text":
            continue
        end = at + len(portion.getString())
        posture, weight = portion.getPropertyValues(_DRESS)
        for kind, is_so in (("emphasis", posture.value == "ITALIC"), ("strong", weight >= _BOLD)):
            if is_so and end > at:
                marks.append((at, min(end, len(text)), kind))
        at = end
    return _joined(marks)


def _joined(marks: List[Tuple[int, int, str]]) -> List[Tuple[int, int, str]]:
    """The marks, those of a kind that touch as one."""
    found: List[Tuple[int, int, str]] = []
    for kind in ("emphasis", "strong"):
        for start, end, _ in (mark for mark in marks if mark[2] == kind):
            if found and found[-1][2] == kind and found[-1][1] == start:
                found[-1] = (found[-1][0], end, kind)
            else:
                found.append((start, end, kind))
    return sorted(found)


def _say(model: Any, found: List[Found]) -> None:
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
            text.compareRegionStarts(paragraph, anchor) >= 0 and text.compareRegionEnds(anchor, paragraph) >= 0
        )
    except uno.getClass("com.sun.star.lang.IllegalArgumentException"):  # in another part of the document
        return False

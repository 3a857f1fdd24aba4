"""What to underline in a paragraph, as plain data: places in UTF-16 units, as word processors count."""

from collections.abc import Collection, Iterator
from typing import Any

from luxterm.engine.fixes import splice
from luxterm.types import Edit, Finding, Fix, Usage
from luxterm.wording.findings import because, message, why

OBJECTS = "\ufffc\ufff9\u0001\u200b"
"""What takes the place of a note, a field, or a picture in a paragraph's text."""

Mark = dict[str, Any]
"""`start` and `length`; `rule`, the term's id; `words`, as they stand; `severity`; if it is a `quotation`;
`message` and `why`; the `suggestions`: each is what may be written at that place instead, the best first."""


def mark(finding: Finding, text: str, begin: int, end: int, objects: Collection[int] = ()) -> Mark:
    """The mark of a finding in text[begin:end], which is its paragraph.

    `objects` are places in the paragraph (code points) of what can't be written anew: a note, a field. A fix
    that extends to one, or beyond the paragraph, isn't suggested.
    """
    fixes = [fix for fix in finding.usable if _within(fix, text, begin, end, objects)]
    edits = [edit for fix in fixes for edit in fix.edits]
    start = min(finding.start, *(edit.start for edit in edits), finding.start)
    stop = max(finding.end, *(edit.end for edit in edits), finding.end)
    start, stop = max(start, begin), min(stop, end)
    if _has_object(text, begin, start, stop, objects):
        fixes, start, stop = [], max(finding.start, begin), min(finding.end, end)
    return {
        "start": units(text[begin:start]),
        "length": units(text[start:stop]),
        "rule": finding.term,
        "words": text[max(finding.start, begin) : min(finding.end, end)],
        "severity": finding.severity.label,
        "quotation": finding.usage is Usage.QUOTATION,
        "message": message(finding),
        "why": "\n".join(filter(None, (why(finding), _caution(finding)))),
        "suggestions": list(dict.fromkeys(_written(fix, text, start, stop) for fix in fixes)),
    }


def units(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def points(text: str, places: Collection[int]) -> frozenset[int]:
    """The places in a text that are given in UTF-16 units, in code points."""
    if not places or text.isascii():
        return frozenset(places)
    return frozenset(_points(text, frozenset(places)))


def _points(text: str, places: frozenset[int]) -> Iterator[int]:
    at = 0
    for number, char in enumerate(text):
        if at in places:
            yield number
        at += 2 if ord(char) > 0xFFFF else 1


def _within(fix: Fix, text: str, begin: int, end: int, objects: Collection[int]) -> bool:
    return all(
        begin <= edit.start
        and edit.end <= end
        and not _has_object(text, begin, edit.start, edit.end, objects)
        for edit in fix.edits
    )


def _has_object(text: str, begin: int, start: int, end: int, objects: Collection[int]) -> bool:
    return any(text.find(sign, start, end) >= 0 for sign in OBJECTS) or any(
        start <= begin + at < end for at in objects
    )


def _written(fix: Fix, text: str, start: int, stop: int) -> str:
    return splice(text[start:stop], (Edit(it.start - start, it.end - start, it.text) for it in fix.edits))


def _caution(finding: Finding) -> str:
    """Why it is judged so, where that isn't simply that the words are used."""
    return because(finding) if finding.cautions or finding.usage is not Usage.USE else ""

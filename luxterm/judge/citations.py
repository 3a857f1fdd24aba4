"""Citations: addresses, file names, hashtags and the titles of works cited."""

import re
from collections.abc import Iterable

from luxterm.judge.place import Place
from luxterm.types import MarkKind, Scope

_ADDRESS = re.compile(r"://|@|www\.|[\w-]/[\w-]+[-/.]|\\\w|^#\w|\.(?:[a-z]{2,4}\d?)\W*$", re.IGNORECASE)
_PART = re.compile(r"[^\W_]+|[^\w\s]")
_RUN = 5
_WORK = re.compile(r"\(\s*(?:1[89]|20)\d\d[a-z]?\s*\)|\b(?:1[89]|20)\d\d\b|https?://|\bdoi\b|\bISBN\b")


def find(place: Place) -> str | None:
    """Why the occurrence is a part of a citation, or None."""
    if place.segment.scope is Scope.ALT:
        return "the alternative text of an image"
    token = _token(place)
    if token != place.text and _ADDRESS.search(token):
        return "a part of an address, file name or hashtag"
    if _in_title_of_work(place):
        return "the title of a work cited"
    if _in_capitals(place):
        return "in a title or name written with capitals"
    return None


def _token(place: Place) -> str:
    """The occurrence with whatever stands against it without a space."""
    text = place.view.text
    start, end = place.occurrence.start, place.occurrence.end
    floor, ceiling = max(place.bounds.start, start - 200), min(place.bounds.end, end + 200)
    while start > floor and not text[start - 1].isspace() and text[start - 1] not in '"“”«»()[]<>|':
        start -= 1
    while end < ceiling and not text[end].isspace() and text[end] not in '"“”«»()[]<>|':
        end += 1
    return text[start:end].rstrip(".,;:!?'’")


def _in_title_of_work(place: Place) -> bool:
    """In emphasis that holds more than the term, in a footnote or beside a year or an address."""
    source = place.view.source(place.occurrence.start, place.occurrence.end)
    for mark in place.segment.marks:
        if mark.start <= source.start and source.end <= mark.end:
            if mark.kind is MarkKind.CITE:
                return True
            longer = mark.end - mark.start > (source.end - source.start) + 8
            if mark.kind in (MarkKind.EMPHASIS, MarkKind.LINK) and longer:
                text = place.view.text[place.sentence.start : min(place.bounds.end, place.sentence.end + 80)]
                titled = _capitalised(place.document_text(mark.start, mark.end))
                if (
                    mark.kind is MarkKind.EMPHASIS
                    and (place.segment.scope is Scope.FOOTNOTE or titled)
                    and _WORK.search(text)
                ):
                    return True
    return False


def _in_capitals(place: Place) -> bool:
    """In a run of at least five words with capitals, in a passage that isn't all in capitals."""
    if place.segment.scope in (Scope.HEADING, Scope.HEADER_CELL, Scope.CAPTION) or not place.text.istitle():
        return False
    small: frozenset[str] = place.language.grammar["small"]
    start, end = place.occurrence.start, place.occurrence.end
    text = place.view.text
    before, left = _run(reversed(_PART.findall(text[max(place.bounds.start, start - 160) : start])), small)
    after, right = _run(_PART.findall(text[end : min(place.bounds.end, end + 160)]), small)
    return before + after + len(place.text.split()) >= _RUN and (left or right)


def _run(parts: Iterable[str], small: frozenset[str]) -> tuple[int, bool]:
    """How many words with capitals follow one another, and whether a word without one ends them."""
    count = 0
    for part in parts:
        if part[0].isupper():
            count += 1
        elif (part[0].isalpha() and part.lower() not in small) or part in '.;!?"“”':
            return count, True
    return count, False


def _capitalised(text: str) -> bool:
    """Whether most of the longer words have a capital."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) * 3 >= len(words) * 2

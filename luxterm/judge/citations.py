"""Citations: addresses, file names, hashtags, the titles of works cited, entries of an index."""

import re
from collections.abc import Iterable

from luxterm.judge.place import Place
from luxterm.types import MarkKind, Scope

_ADDRESS = re.compile(r"://|@|www\.|[\w-]/[\w-]+[-/.]|\\\w|^#\w|\.(?:[a-z]{2,4}\d?)\W*$", re.IGNORECASE)
_PART = re.compile(r"[^\W_]+|[^\w\s]")
_RUN = 5
_YEAR = r"(?:1[89]|20)\d\d[a-z]?"
_INITIALS = r"(?:[A-Z]\.?[ -]?){1,3}(?![\w'’])"
_FAMILY = r"(?:[a-z]{1,4} ){0,2}[A-Z][\w'’-]*[a-z](?: [A-Z][\w'’-]*[a-z])?"
_LAST = rf"(?:[A-Z]\. ?){{1,3}}{_FAMILY}"
_FIRST = rf"{_FAMILY}, {_INITIALS}"
_BARE = rf"{_FAMILY} {_INITIALS}"
_PROPER = r"(?:[A-Z][\w'’-]*|and|&|for|of|the)"
_BODY = rf"{_PROPER}(?: {_PROPER}){{0,7}}\.(?= \({_YEAR}\)\.)"
_ENTRY = re.compile(
    rf"\W*(?:\d{{1,3}}\W+)?(?:[Ss]ee (?:also )?)?"
    rf"(?:{_BODY}|{_LAST}|{_FIRST}"
    rf"|{_BARE}(?:(?<=\.)(?=,)|(?= ?\(?{_YEAR}|,? et al|, {_FAMILY},? [A-Z]{{1,3}}\b)))"
    rf"(?:(?:[,;.] ?(?:and |& )?| and | & )(?:{_LAST}|{_FIRST}|{_BARE}))*"
    rf"(?:,? et al\.?)?(?: ?\([Ee]ds?\.?\))?[ ,.]+(?P<year>\(?{_YEAR}\)?[ ,.:]+)?(?=[\W_]{{0,2}}[A-Z])"
)
"""The names of authors, family name first or last, with which an entry of a list of works begins."""
_OVER = re.compile(rf"[.!?;] |\(\D{{0,40}}{_YEAR}\)")
_PUBLISHED = re.compile(rf"(?:[,(;.] ?|\([^()]{{0,60}} ){_YEAR}(?:[),.;:]|\Z)|\bdoi\b|\bISBN\b")
_VOLUME = re.compile(r"\b\d{1,4} (?:[A-Z][\w.'’&-]* )*\Z")
_PAGE = re.compile(r"(?: [A-Z&][\w.'’&-]*)* \d{1,5}\b")
_SHORTENED = re.compile(r"[^\W\d_](?:\.|['’][^\W\d_s]) ")
_INDEXED = re.compile(
    r"(?:, ?\d{1,4}){0,20}, ?\d{1,4}(?:[-–]\d{1,4}|, ?\d{1,4})(?:[-–,] ?\d{1,4}){0,20}[.;]?\Z"
)
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
    if _in_entry(place):
        return "the title of a work, after its authors"
    if _in_journal(place):
        return "in the name of a journal or series of reports"
    if _in_index(place):
        return "an entry of an index"
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
    length = len(place.text) + 8
    for mark in place.marks:
        if mark.kind is MarkKind.CITE:
            return True
        if mark.kind is MarkKind.EMPHASIS and mark.end - mark.start > length:
            text = place.view.text[place.sentence.start : min(place.bounds.end, place.sentence.end + 80)]
            titled = _capitalised(place.document_text(mark.start, min(mark.end, mark.start + 1000)))
            if (place.segment.scope is Scope.FOOTNOTE or titled) and _WORK.search(text):
                return True
    return False


def _in_entry(place: Place) -> bool:
    """`Doe, J. & Roe, R. (2014). The title`: after the authors that open the segment, with a year."""
    start, end = place.bounds
    text = place.view.text
    at = place.occurrence.start
    if place.segment.scope in (Scope.HEADING, Scope.CAPTION):
        return False
    lead = _ENTRY.match(text, start, min(at + 1, start + 200))
    if not lead or at - lead.end() > 250 or _OVER.search(text, lead.end(), at):
        return False
    if any(word in place.language.reporting for word in place.view.folded[lead.end() : at].split()):
        return False
    return bool(lead["year"] or _PUBLISHED.search(text, place.occurrence.end, min(end, at + 400)))


def _in_journal(place: Place) -> bool:
    """`12 J. Youth Pol'y 45`: between the volume and the page, in a shortened name."""
    text, start, end = place.view.text, place.occurrence.start, place.occurrence.end
    before = _VOLUME.search(text, max(place.bounds.start, start - 80), start)
    after = _PAGE.match(text, end, min(place.bounds.end, end + 80))
    return bool(before and after and _SHORTENED.search(before.group() + after.group()))


def _in_index(place: Place) -> bool:
    """`child labour, 12, 44–46`: the term alone on its line with the numbers of pages."""
    if place.segment.scope not in (Scope.PARAGRAPH, Scope.ITEM):
        return False
    start, end = place.view.source(place.occurrence.start, place.occurrence.end)
    left = place.document_text(max(0, start - 8), start)
    right = place.document_text(end, end + 120)
    begins = (
        left.rpartition("\n")[2] if "\n" in left else place.document_text(place.segment.span.start, start)
    )
    return not begins.strip() and _INDEXED.match(right.partition("\n")[0].rstrip()) is not None


def _in_capitals(place: Place) -> bool:
    """In a run of at least five words with capitals, in a passage that isn't all in capitals."""
    if place.segment.scope in (Scope.HEADING, Scope.HEADER_CELL, Scope.CAPTION) or not place.text.istitle():
        return False
    small: frozenset[str] = place.language.grammar["small"]
    start, end = place.occurrence.start, place.occurrence.end
    text = place.view.text
    before, left = _run(reversed(_PART.findall(text[max(place.bounds.start, start - 160) : start])), small)
    after, right = _run(_PART.findall(text[end : min(place.bounds.end, end + 160)]), small)
    beside = before + after
    return beside >= 2 and beside + len(place.text.split()) >= _RUN and (left or right)


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

"""Laws for every document that a reader gives, and for every list of findings in one."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from string import whitespace
from typing import Any
from unicodedata import normalize

from fuzz.phrases import forms
from fuzz.words import FRAME, INVISIBLE, SPACES, other_words
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.formats import read
from luxterm.lexicon.load import termbase_of
from luxterm.types import BARRIER, Document, Finding

_NESTED = frozenset(("rst", "latex", "asciidoc"))
"""Formats where one segment may stand inside another's span: cells side by side, a note in its sentence."""
_GRID = ("+-", "+=")
"""In Markdown only the cells of such a table stand side by side."""
_AROUND = whitespace + INVISIBLE + "\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029" + "".join(SPACES)
_BEFORE, _AFTER = FRAME.split("{}")


def is_nested(document: Document) -> bool:
    """Whether one segment may stand inside another's span."""
    drawn = document.format == "markdown" and any(mark in document.text for mark in _GRID)
    return drawn or document.format in _NESTED


def pieces_are_in_order(document: Document) -> None:
    """Pieces are inside the text, in order, of something; what touches is one piece."""
    text = document.text
    for segment in document.segments:
        assert segment.pieces
        for piece in segment.pieces:
            assert 0 <= piece.start <= piece.end <= len(text)
            assert piece.text is not None or piece.start < piece.end
        for before, after in pairwise(segment.pieces):
            assert before.end <= after.start
            both_verbatim = before.text is None and after.text is None
            assert not (both_verbatim and before.end == after.start), "what touches is one piece"
        seen = "".join(text[p.start : p.end] if p.text is None else p.text for p in segment.pieces)
        assert seen.replace(BARRIER, "").strip(), "something to read"
        start, end = segment.span
        assert all(start <= mark.start < mark.end <= end for mark in segment.marks)


def each_code_point_is_read_once(document: Document, nested: bool) -> None:
    """Segments are in order, and no code point is in two of them; nor do they span others if not `nested`."""
    starts = [segment.span.start for segment in document.segments]
    assert starts == sorted(starts)
    pieces = sorted((p.start, p.end) for segment in document.segments for p in segment.pieces)
    assert all(before[1] <= after[0] for before, after in pairwise(pieces))
    if not nested:
        spans = [segment.span for segment in document.segments]
        assert all(before.end <= after.start for before, after in pairwise(spans))


def comments_are_inside(document: Document) -> None:
    """A comment's text is in its span, which is in the text; however its lines end."""
    for comment in document.comments:
        assert 0 <= comment.start < comment.end <= len(document.text)
        written = document.text[comment.start : comment.end]
        assert "\n".join(comment.text.splitlines()) in "\n".join(written.splitlines())


def check_document(document: Document) -> None:
    """All laws for a document, whatever its format."""
    pieces_are_in_order(document)
    each_code_point_is_read_once(document, document.format == "rst")
    comments_are_inside(document)


def what_stands_there_is_reported(text: str, findings: list[Finding]) -> None:
    """text[start:end] is what is reported; its edits are inside the text, in order and apart."""
    for finding in findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text
        for fix in finding.fixes:
            reached = 0
            for edit in fix.edits:
                assert reached <= edit.start <= edit.end <= len(text), f"{edit} after {reached}"
                reached = edit.end


def findings_are_in_order(findings: list[Finding], document: Document | None = None) -> None:
    """Findings are in the order of the text, and no two are of the same words.

    Of a document with cells side by side, a finding that goes on in a cell's next line reaches over the words
    beside it, and those may be found, too.
    """
    assert all(before.start <= after.start for before, after in pairwise(findings))
    beside = document is not None and is_nested(document)
    places = _places(document) if document and beside else []
    ended: dict[int, Finding] = {}
    for finding in findings:
        segment = places[bisect_right(places, (finding.start, sys.maxsize)) - 1][1] if beside else 0
        before = ended.get(segment)
        assert not before or before.end <= finding.start, f"{before.text!r} and {finding.text!r} overlap"
        ended[segment] = finding


def _places(document: Document) -> list[tuple[int, int]]:
    """Where each piece begins, and the number of its segment."""
    segments = enumerate(document.segments)
    return sorted((piece.start, number) for number, segment in segments for piece in segment.pieces)


def a_phrase_is_found_where_it_stands(document: Document, findings: list[Finding]) -> None:
    """A sentence that is read as it stands has its finding where the phrase is, whatever comes before it.

    Among words of another language it may be taken for that one, and no English term found in it.
    """
    found = {(finding.start, finding.end, finding.term) for finding in findings}
    several = any(word in other_words() for word in re.findall(r"\w+", document.text.lower()))
    for start, end, phrase in _frames(document):
        if several and not any(it.start < end and start < it.end and it.lang == "en" for it in findings):
            continue
        for place in _expected(document.text[start:end], start, phrase):
            assert place in found, f"{document.text[start:end]!r} at {start} has no {place}: {found}"


def _expected(sentence: str, at: int, phrase: str) -> Iterator[tuple[int, int, str]]:
    """Where the findings of a frame's sentence must be, in which `phrase` may be written oddly."""
    plain = FRAME.replace("{}", phrase)
    shown = sentence[len(_BEFORE) : len(sentence) - len(_AFTER)]
    for first, last, term in _alone(phrase):
        if sentence == plain:
            yield at + first, at + last, term
        elif (first, last) == (len(_BEFORE), len(plain) - len(_AFTER)):
            begin = len(shown) - len(shown.lstrip(_AROUND))
            yield at + len(_BEFORE) + begin, at + len(_BEFORE) + len(shown.rstrip(_AROUND)), term


def _frames(document: Document) -> list[tuple[int, int, str]]:
    """Where the frame's sentences stand that a reader gives word for word, and the phrase in each."""
    text, known = document.text, _known()
    found: list[tuple[int, int, str]] = []
    at = text.find(_BEFORE)
    while at >= 0:
        end = text.find(_AFTER, at) + len(_AFTER)
        phrase = _as_read(text[at + len(_BEFORE) : end - len(_AFTER)])
        if end >= len(_AFTER) and phrase in known and _verbatim(document, at, end):
            found.append((at, end, phrase))
        at = text.find(_BEFORE, at + 1)
    return found


def _as_read(phrase: str) -> str:
    """A phrase as a person reads it: of ordinary letters, with single spaces, without what can't be seen."""
    if "\u017f" in phrase:  # a long s, which is a letter of its own to us
        return ""
    # What separated files and records on tape is no space between words
    return " ".join(re.findall(r"[\S\x1c-\x1f]+", normalize("NFKC", phrase.translate(_UNSEEN))))


_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))


def _verbatim(document: Document, start: int, end: int) -> bool:
    return any(
        piece.text is None and piece.start <= start and end <= piece.end
        for segment in document.segments
        if segment.span.start <= start and end <= segment.span.end
        for piece in segment.pieces
    )


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(forms())


@cache
def _alone(phrase: str) -> tuple[tuple[int, int, str], ...]:
    """Where the findings are in the frame with nothing around it."""
    document: Any = read(FRAME.replace("{}", phrase), "plain")
    return tuple((it.start, it.end, it.term) for it in check(document, termbase_of(()), Settings()))

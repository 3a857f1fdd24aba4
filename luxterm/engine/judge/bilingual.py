"""Rows of bilingual glossaries: a term, and beside it what it is in another language.

Two cells of a row, or a line or an item that a mark divides in two. The one is all there is on its side, and
the other a term of another language, discouraged or recommended.
"""

from collections.abc import Iterable, Iterator

from luxterm.base import lazy_pattern
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.marks import CLOSING, OPENING
from luxterm.types import Scope

_LINE = 120
"""Code points of a line to either side of a term, at most."""
_COLUMNS = 2
"""Cells to either side that may have it in another language."""
_BEFORE = lazy_pattern(r"(?: ?[:=|;→–—]| -|\t)\s*\Z")
_AFTER = lazy_pattern(r"\s*(?:[:=|;→–—]|- |\t)")
_MARKS = f"{OPENING}{CLOSING}*_-.:;|# \t"


def translates(around: Surroundings, others: Iterable[Language]) -> bool:
    """Whether it is an entry of a glossary in its language and one of the others."""
    beside = {it for it in map(_bare, _beside(around)) if it}
    return bool(beside) and any(_knows(language, it) for language in others for it in beside)


def _bare(text: str) -> str:
    return fold(text.strip(_MARKS))


def _beside(around: Surroundings) -> Iterator[str]:
    """What stands beside it in its row or its line."""
    if around.segment.scope is Scope.CELL:
        yield from _cells(around) if around.is_alone else ()
        return
    start, end = around.source
    before = around.document_text(start - _LINE, start).rpartition("\n")[2]
    after = around.document_text(end, end + _LINE).partition("\n")[0]
    if not before.strip(_MARKS) and _AFTER.match(after.lstrip(CLOSING)):
        yield after
    if not after.strip(_MARKS) and (mark := _BEFORE.search(before.rstrip(OPENING))):
        yield before[: mark.start()]


def _cells(around: Surroundings) -> Iterator[str]:
    view = around.view
    for index in range(around.index - _COLUMNS, around.index + _COLUMNS + 1):
        if (
            0 <= index < len(view.starts)
            and index != around.index
            and view.segment(index).scope is Scope.CELL
            and around.shares_row(index)
        ):
            start, end = view.bounds(index)
            yield view.text[start : min(end, start + _LINE)]


def _knows(language: Language, text: str) -> bool:
    """Whether all of a folded text is a term of a language."""
    if any(start == 0 and end == len(text) for _, start, end in language.patterns.find(text)):
        return True
    return any(text == fold(form) for term in language.preferred.values() for form in term if form)

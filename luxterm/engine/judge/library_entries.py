"""Entries that others made for looking works up: of an index, a library's catalogue, a reference manager.

What only a library's catalogue has behind a subject is the context `subdivisions` in the cues, if a language
has it.
"""

import re

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.judge.bibliography import TITLE
from luxterm.engine.nearby import SOURCE
from luxterm.engine.surroundings import Surroundings
from luxterm.text.folding import fold
from luxterm.text.marks import RAISED
from luxterm.types import Scope

_INSIDE = rf"[\w.{RAISED}&-]"
"""What a name has after its first letter."""
_BESIDE = 80
"""Code points to either side in which the rest of a case's or a journal's name is, or a course's code."""
_PAGES = 160
"""Code points of an index entry's pages at most."""
_INDENTED = 8
"""Code points before such an entry in its line at most."""
_FIELD = lazy_pattern(
    r"\s*(?:(?:TI|T1|T2|T3|BT|CT|JO|JF|KW|AB|N2) {2}- |%[TBJKX] |(?:book|short|journal)?title\s*=\s*[{\"]"
    r"|(?:keywords|abstract|note|series)\s*=\s*\{)",
    re.IGNORECASE,
)
"""The beginning of a title's line in RIS, EndNote and BibTeX."""
_TITLED = lazy_pattern(r"\btitle\s*=\s*[{\"]", re.IGNORECASE)
_BRACES = str.maketrans("", "", "{}")
_NOTES = 4
"""Words of a work's title at least, so that a heading with the same words is it."""
_SIGNS = ("=", " - ", "%")
"""One of them is in such a line."""
_COURSE = lazy_regex(
    r"\b\p{Lu}{2,5}[ -]?\d{3,4}\p{Lu}?\b[:.,]?(?: ?[–—-])? "
    rf"(?:\p{{Lu}}{_INSIDE}* |\p{{Ll}}{{1,4}} ){{0,6}}\Z"
)
"""A course's code and the words of its title: "CRIM 3350 – Law and …"."""
_INDEXED = lazy_pattern(
    r"(?:, ?\d{1,4}){0,20}, ?\d{1,4}(?:[-–]\d{1,4}|, ?\d{1,4}|(?=; [^;,\d]{1,40}, \d))"
    r"(?:[-–,] ?\d{1,4}){0,20}"
    r"(?:; [^;,\d]{1,40}, \d{1,4}(?:[-–,] ?\d{1,4}){0,20}){0,10}(?:[.;]?\Z|[.;] (?P<see>[^\d;]{1,60})\Z)"
)
_DASHED = lazy_pattern(r"--|—")
_DESCRIBED = lazy_regex(
    r"[^.;:/\n]{0,120}(?: : [^.;:/\n]{0,120})? / [^;/\n]{2,80}\. ?(?:[–—-] ?)?\p{Lu}[^.:;\n]{1,40} : "
    r"[^.;:\n]{2,60}, (?:\[?c?|cop\. )(?:1[5-9]|20)\d\d"
)
"""The rest of a title as libraries describe it (ISBD): " et … / J. Doe. – Paris : Seuil, 2012"."""


def in_index(around: Surroundings) -> bool:
    """`child labour, 12, 44–46; laws on, 51`: the term alone on its line with the numbers of pages."""
    if around.right[:1] != "," or around.segment.scope not in (Scope.PARAGRAPH, Scope.ITEM):
        return False
    left = around.line_left
    if left.strip() or len(left) > _INDENTED:
        return False
    entry = _INDEXED.match(around.lines.right[:_PAGES].rstrip())
    other = entry["see"] if entry else None
    see = tuple(around.language.grammar.see)
    return entry is not None and (not other or fold(other).lstrip("*_").startswith(see))


def in_catalogue(around: Surroundings) -> bool:
    """`Child … -- Law and legislation`: in a library's subject heading, whose parts dashes divide."""
    subdivisions = around.language.contexts["subdivisions"]
    if not subdivisions:
        return False
    entry = f"{around.line_left[-TITLE:]}{around.text}{around.lines.right[:TITLE]}"
    if not _DASHED.search(entry):
        return False
    parts = map(around.language.divider.words, _DASHED.split(entry.lower()))
    return any(words and not subdivisions.without(words) for words in parts)


def is_described(around: Surroundings) -> bool:
    """In a title before who made it, the place, the publisher and the year: "… / J. Doe. Lyon : Or, 2012"."""
    return _DESCRIBED.match(around.view.text, *around.behind(2 * TITLE)) is not None


def in_field(around: Surroundings) -> bool:
    """In the field of a reference manager, or after the code of a course."""
    coded = around.text[0].isupper() and any(map(str.isdigit, around.text_before(_BESIDE)))
    if coded and _COURSE.search(around.view.text, *around.before(_BESIDE)):
        return True
    before = around.text_before(TITLE)
    if not any(sign in before for sign in _SIGNS):
        return False
    line = around.lines.left
    return len(line) < TITLE and _FIELD.match(line) is not None


def heads_notes(around: Surroundings) -> bool:
    """In a heading that is the title of a work whose data stand below: notes on it."""
    start, end = around.bounds
    if around.segment.scope is not Scope.HEADING or end - start > TITLE:
        return False
    heading, here = around.words(around.view.folded[start:end]), around.source.end
    below = around.document_text(here, here + SOURCE)
    if len(heading) < _NOTES:
        return False
    titles = (below[it.end() : it.end() + 2 * TITLE].translate(_BRACES) for it in _TITLED.finditer(below))
    return any(around.words(fold(it))[: len(heading)] == heading for it in titles)

"""Whether a term is in a name whose first word alone has a capital, or in a title behind who published it.

In a language whose names have capitals only at their beginning, the rest looks like any words: "la Mesa para
prevenir …", "la serie Cazadores de …". The words are the contexts `purposed` (what has what it is for in its
name) and `works` (what has a title) in the cues, if a language has them.
"""

from luxterm.base import lazy_regex
from luxterm.engine.context import is_part
from luxterm.engine.surroundings import Surroundings
from luxterm.text.words import words
from luxterm.types import Message, Scope

_REACH = 250
"""Code points before a term in which its name begins."""
_BODY, _PUBLISHED = 60, 250
"""Code points of the name of who published a work at most, and of the line that says so."""
_LETTERS = 2
"""Letters of an abbreviation, or words of a name, at least: "OEA", not "Perú"."""
_SMALL = 3
"""Letters of another language's small words at most."""
_PURPOSE = 12
"""Words of what a name says that something is for, at most."""
_MARKS = ".;:()?!"
_YEAR = lazy_regex(r"(?:, |\()(?:[^\W\d][^,()\n]{0,40}[, ] ?)?(?:19|20)\d\d\)?\.?")
"""The end of an entry: ", 2019", "(Lima, 2019).", ", informe de 2018"."""


def perhaps_called(around: Surroundings) -> Message | None:
    """Why its words may belong to a name or a title, None if nothing says so."""
    if _has_purpose(around) or _is_in_title(around):
        return Message("perhaps-name")
    return Message("perhaps-title") if _is_published(around) else None


def _named(around: Surroundings) -> tuple[list[str], int]:
    """The words of its sentence before it, and how many there are up to the last with a capital inside it."""
    start = max(around.sentence.start, around.occurrence.start - _REACH)
    said = words(around.view.text[start : around.occurrence.start])
    inside = range(len(said) - 1, 0, -1)
    return said, next((at + 1 for at in inside if said[at][0].isupper()), 0)


def _has_purpose(around: Surroundings) -> bool:
    """Whether a noun with a capital comes before it, and directly behind that what says what it is for.

    "La Unidad de Delitos contra la …", not "la Unidad investiga …": no verb comes between, nor a mark.
    """
    purposed = around.language.contexts["purposed"]
    said, last = _named(around) if purposed else ([], 0)
    if not last or len(said) - last > _PURPOSE:
        return False
    small, at = around.language.grammar.small_words, last - 1
    while at and not (said[at][0].isupper() and purposed.stands_in([said[at].lower()])):
        if not (said[at][0].isupper() or said[at] in small):
            return False
        at -= 1
    gap = around.left[-_REACH:]
    gap = gap[gap.rfind(said[last - 1].lower()) + len(said[last - 1]) :].lstrip()
    if not at or any(mark in gap for mark in _MARKS):
        return False
    clear = around.language.signals.finite.isdisjoint(around.language.divider.words(gap))
    return clear and gap.startswith(around.language.leading_connectors)


def _is_in_title(around: Surroundings) -> bool:
    """Whether a word with a capital stands behind a noun for a work, and only small words behind that.

    Not behind the abbreviation of whose work it is: "el informe UNICEF sobre …", nor behind a comma that no
    other one follows: "in the campaign, Brazil and …".
    """
    works = around.language.contexts["works"]
    one_capital = not around.language.grammar.capital_nouns
    said, last = _named(around) if works and one_capital else ([], 0)
    if not last or said[last - 1].isupper() or not works.stands_in([said[last - 2].lower()]):
        return False
    start = max(around.sentence.start, around.occurrence.start - _REACH)
    apart = f"{said[last - 2]}," in around.view.text[start : around.occurrence.start]
    named = not apart or around.right.startswith(",")
    return named and around.language.grammar.small_words.issuperset(said[last:])


def _is_published(around: Surroundings) -> bool:
    """In a line that who published it opens, with a colon, and that a year ends: "OEA: … (Lima, 2019)"."""
    start, end = around.bounds
    if end - start > _PUBLISHED or around.segment.scope in (Scope.HEADING, Scope.CAPTION, Scope.CELL):
        return False
    text, here = around.view.text, around.occurrence.start
    body, colon, title = text[start : min(here + 1, start + _PUBLISHED)].partition(": ")
    if not colon or len(body) > _BODY or not title[:1].isupper() or is_part(body, around.language):
        return False
    small = around.language.grammar.small_words
    name = [it for it in words(body) if it not in small]
    if not name or not (name[0][0].isupper() and name[-1][0].isupper()):
        return False
    if any(it.islower() and len(it) > _SMALL for it in name):
        return False  # nothing but small words, in whatever language: "Save the Children"
    known = len(name) >= _LETTERS or (name[0].isupper() and len(name[0]) > _LETTERS)
    if not known or not around.language.signals.verbs.isdisjoint(around.besides):
        return False
    ends = list(_YEAR.finditer(text, around.occurrence.end, end))
    return bool(ends) and not text[ends[-1].end() : end].strip(' *_"”»')

"""Whether a term is in the title of a work where the work itself has it: on its cover, on top of its pages.

What a report is called it is cited by. The words are the context `published` in the cues (on a cover, what
the work is: "Final report"), if a language has it.
"""

from luxterm.base import lazy_regex
from luxterm.engine.surroundings import Surroundings
from luxterm.types import Scope

_LINE = 250
"""Code points that a title has at most."""
_COVER = 3
"""Segments of a cover at most: what the work is, its title, who wrote it."""
_ENDS = ".!?:;,"
_STOPS = (".", ";")
_MARKS = " *_#\t\r"
_PAGE = lazy_regex(r"\W*(?:\p{L}{1,6}\.? )?\d{1,4}(?: \p{L}{2,3} \d{1,4})?\W*")
"""A line with nothing but the number of a page: "12", "Page 3 of 40"."""


def heads_work(around: Surroundings) -> bool:
    """Whether it is on a cover, or at the top or the foot of a page."""
    return _is_beside_number(around) or _is_on_cover(around)


def _is_beside_number(around: Surroundings) -> bool:
    """Whether the line beside its own has nothing but a page's number, and its own no verb and no end."""
    line, lines = around.line.strip(_MARKS), around.lines
    if line[-1:] in _ENDS or not line.lstrip("\f")[:1].isupper():
        return False
    if "\f" not in lines.left and not any(map(_PAGE.fullmatch, lines.beside)):
        return False
    language = around.language
    return not language.has_verb(language.divider.words(line.lower()))


def _is_on_cover(around: Surroundings) -> bool:
    """Whether the document begins with it, and calls itself a report, a thesis or the like.

    Not in a list, or in a sentence with its stop: "The ministry ordered a study of …."
    """
    published, view, language = around.language.contexts["published"], around.view, around.language
    if not published or around.index >= _COVER or around.segment.scope is Scope.ITEM:
        return False
    if view.tail(around.index, _LINE).rstrip(_MARKS).endswith(_STOPS):
        return False
    for index in view.near(around.index, 0, _COVER):
        start, end = view.bounds(index)
        words = language.divider.words(view.head(index, _LINE))
        if end - start > _LINE or language.has_finite_verb(words):
            return False
        if published.stands_in(words):
            return True
    return False

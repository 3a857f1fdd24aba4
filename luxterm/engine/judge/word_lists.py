"""Lists of words: headwords of a glossary, and words beside what to say instead, in cells or in a series."""

from functools import lru_cache

from luxterm.engine.judge.equivalents import sides_of
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.marks import CLOSING, OPENING
from luxterm.types import Scope

_STEM = 5
"""Letters that two forms of a word have in common: "criança", "crianças"."""
_LIKE = 8
"""Words that a text has at most which says nearly the same as a recommended term."""
_BESIDE = 16
"""Code points that a cell or headword has beside the term at most: marks, and spaces."""


def in_series(around: Surroundings) -> bool:
    """Alone between semicolons beside a recommended term or "see …": an entry of a glossary."""
    ends, see = recommended_ends(around.language), around.language.grammar.see
    return any(part.endswith(ends) or part.split(" ")[0] in see for part in around.series)


def in_list_of_words(around: Surroundings) -> bool:
    """Alone as the headword of a definition list, or in the cell before or after a preferred term.

    Nothing shows in every kind of file whether that is of its row. Or on a line with nothing else: "child
    … – child sexual abuse material".
    """
    scope, index, view = around.segment.scope, around.index, around.view
    start, end = around.bounds
    recommended = around.language.recommended
    if scope not in (Scope.TERM, Scope.CELL):
        other = "".join(_bare(fold(it)) for it in sides_of(around))
        return " " in other and (other in recommended or other in _instead(around))
    if end - start > len(around.text) + _BESIDE or _bare(view.folded[start:end]) != around.folded:
        return False
    if scope is Scope.TERM:
        return True
    instead = _instead(around)
    beside = [
        _bare(view.folded[slice(*view.bounds(other))])
        for other in (index - 1, index + 1)
        if view.has(other) and view.segment(other).scope is Scope.CELL
    ]
    return any(it in instead or it in recommended or _resembles(around, it, instead) for it in beside)


@lru_cache(maxsize=8)
def recommended_ends(language: Language) -> tuple[str, ...]:
    """The recommended terms of a language, in which a text may end."""
    return tuple(language.recommended)


def _bare(text: str) -> str:
    """Without the marks and spaces around it."""
    return text.strip(f"{OPENING}{CLOSING}.:;")


def _instead(around: Surroundings) -> set[str]:
    """All that is said instead of its term, folded."""
    says = {say for group in around.occurrence.term.groups for say in group.say}
    return {fold(around.language.resolve(say, {})) for say in says}


def _resembles(around: Surroundings, text: str, instead: set[str]) -> bool:
    """Whether a short text has all the words of something that is said instead, in whatever form."""
    own = _stems(around, text)
    if not 1 < len(own) <= _LIKE:
        return False
    wanted = ({*_stems(around, say)} for say in instead)
    return any(len(it) > 1 and it.issubset(own) for it in wanted)


def _stems(around: Surroundings, text: str) -> list[str]:
    """How the words of a folded text begin, but for the small ones."""
    small = around.language.grammar.small_words
    return [word[:_STEM] for word in around.words(text) if word not in small]

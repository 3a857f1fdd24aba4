"""Who speaks in the segments around a term: a court, a speaker, lawyers who offer to defend.

The words are the contexts `opinions`, `courts`, `addressed` and `law-firm` in the cues, if a language has
them.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from luxterm.engine.surroundings import REACH, Surroundings
from luxterm.termbase.language import Language

_NEIGHBOURS = 3
"""Segments to either side that are looked at."""
_LONG = 2 * REACH
"""Code points from which on a segment isn't looked at as a whole."""


class Voices(NamedTuple):
    """Turns of phrase that only judges have; is somebody before a court, spoken to, offered a defence?"""

    opinions: frozenset[str]
    courts: bool
    addressing: bool
    defending: bool


_CONTEXTS = ("opinions", "courts", "addressed", "law-firm")
_NONE = Voices(frozenset(), courts=False, addressing=False, defending=False)


@lru_cache(maxsize=1)
def voices(around: Surroundings) -> Voices:
    """Those of its segment and its neighbours; of a long one, what is as near as `REACH`."""
    view, here = around.view, around.occurrence
    first, last = max(0, around.index - _NEIGHBOURS), min(len(view.starts), around.index + _NEIGHBOURS + 1)
    found: list[Voices] = []
    for start, end in map(view.bounds, range(first, last)):
        if end - start > _LONG:
            start, end = max(start, here.start - REACH), min(end, here.end + REACH)
        if start < end and (heard := _of(view.folded[start:end], around.language)) is not _NONE:
            found.append(heard)
    return Voices(
        frozenset[str]().union(*(it.opinions for it in found)),
        any(it.courts for it in found),
        any(it.addressing for it in found),
        any(it.defending for it in found),
    )


@lru_cache(maxsize=64)
def _of(folded: str, language: Language) -> Voices:
    """Kept, because the terms of a page have the same segments around them."""
    words = language.divider.words(folded)
    if _telling(language).isdisjoint(words):
        return _NONE
    opinions, *others = (language.contexts[it] for it in _CONTEXTS)
    return Voices(opinions.found_in(words), *(it.stands_in(words) for it in others))


@cache
def _telling(language: Language) -> frozenset[str]:
    return frozenset[str]().union(*(language.contexts[it].telling for it in _CONTEXTS))

"""Who speaks in the segments around a term: a court, a speaker, lawyers who offer to defend.

The words are the contexts `opinions`, `courts`, `addressed` and `law-firm` in the cues, if a language has
them.
"""

from functools import lru_cache
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


@lru_cache(maxsize=1)
def voices(around: Surroundings) -> Voices:
    """Those of its segment and its neighbours; of a long one, what is as near as `REACH`."""
    view, here = around.view, around.occurrence
    first, last = max(0, around.index - _NEIGHBOURS), min(len(view.starts), around.index + _NEIGHBOURS + 1)
    found: list[Voices] = []
    for start, end in map(view.bounds, range(first, last)):
        if end - start > _LONG:
            start, end = max(start, here.start - REACH), min(end, here.end + REACH)
        if start < end:
            found.append(_of(view.folded[start:end], around.language))
    return Voices(
        frozenset[str]().union(*(it.opinions for it in found)),
        any(it.courts for it in found),
        any(it.addressing for it in found),
        any(it.defending for it in found),
    )


@lru_cache(maxsize=64)
def _of(folded: str, language: Language) -> Voices:
    """Kept, because the terms of a page have the same segments around them."""
    contexts, words = language.contexts, language.divider.words(folded)
    return Voices(
        contexts["opinions"].found_in(words),
        contexts["courts"].stands_in(words),
        contexts["addressed"].stands_in(words),
        contexts["law-firm"].stands_in(words),
    )

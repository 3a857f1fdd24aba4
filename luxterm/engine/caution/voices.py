"""Who speaks in the segments around a term: a court, a speaker, lawyers who offer to defend.

The words are contexts in the cues (`_CONTEXTS`, `_REPORTERS`), if a language has them.
"""

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from luxterm.engine.sentence import REACH
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.types import Scope

_NEIGHBOURS = 3
"""Segments to either side that are looked at."""
_LONG = 2 * REACH
"""Code points from which on a segment isn't looked at as a whole."""


class Voices(NamedTuple):
    """Turns of phrase that only judges have; is somebody before a court, spoken to, offered a defence?

    Or are authorities cited amid the sentences (`citing`), as nobody does but courts and lawyers?
    """

    opinions: frozenset[str]
    courts: bool
    addressing: bool
    defending: bool
    citing: bool


_CONTEXTS = ("opinions", "courts", "addressed", "law-firm")
_REPORTERS = "reporters"
_NAME = 4
"""Words in the name of a reporter at most."""
_NONE = Voices(frozenset(), courts=False, addressing=False, defending=False, citing=False)


@lru_cache(maxsize=1)
def voices(around: Surroundings) -> Voices:
    """Those of its segment and its neighbours; of a long one, what is as near as `REACH`."""
    view, here = around.view, around.occurrence
    found: list[Voices] = []
    citing = False
    for index in view.near(around.index, _NEIGHBOURS, _NEIGHBOURS):
        start, end = view.bounds(index)
        if end - start > _LONG:
            start, end = max(start, here.start - REACH), min(end, here.end + REACH)
        if (heard := _of(view.folded[start:end], around.language)) is not _NONE:
            found.append(heard)
            own = index == around.index or view.segment(index).scope is Scope.PARAGRAPH  # no note
            citing |= heard.citing and own
    return Voices(
        frozenset[str]().union(*(it.opinions for it in found)),
        any(it.courts for it in found),
        any(it.addressing for it in found),
        any(it.defending for it in found),
        citing,
    )


@lru_cache(maxsize=64)
def _of(folded: str, language: Language) -> Voices:
    """Kept, because the terms of a page have the same segments around them."""
    words = language.divider.words(folded)
    if _telling(language).isdisjoint(words):
        return _NONE
    opinions, *others = (language.contexts[it] for it in _CONTEXTS)
    heard = (it.stands_in(words) for it in others)
    return Voices(opinions.found_in(words), *heard, citing=_cites(words, language))


def _cites(words: list[str], language: Language) -> bool:
    """Whether a volume, its reporter and a page are among the words: "535 U.S. 12"."""
    reporters = language.contexts[_REPORTERS]
    if not reporters.stands_in(words):
        return False
    numbers = [at for at, word in enumerate(words) if word.isdigit()]
    return any(
        1 < page - volume <= _NAME + 1
        and " ".join(words[volume + 1 : page]) in reporters.found_in(words[volume + 1 : page])
        for volume, page in pairwise(numbers)
    )


@lru_cache(maxsize=8)
def _telling(language: Language) -> frozenset[str]:
    return frozenset[str]().union(*(language.contexts[it].telling for it in (*_CONTEXTS, _REPORTERS)))

"""The cue phrases of a language or a house, filed so that an occurrence's neighbours find them.

There are thousands. Those that stand directly beside an occurrence are filed by the word nearest to it, the
others by where they may stand.
"""

from collections.abc import Iterable

from luxterm.lazy import lazy
from luxterm.typed import NamedTuple

LAST = lazy(r"(?:[^\W_]+|[^\w\s])\Z")
FIRST = lazy(r"[^\W_]+|\S")
"""The word or sign nearest to an occurrence, of what stands before it and of what stands after it."""


class CueData(NamedTuple):
    """What its phrases say of an occurrence, see `luxterm.termbase.models.Cue`."""

    usage: str
    quoted: bool
    because: str
    needs: str = ""
    defines: bool = False


class CueFile(NamedTuple):
    """Phrases, folded, with the numbers of their cues; of two that hold the first decides.

    `beside`: by position (before, after) and nearest word. `within`: by position (left, right, …).
    """

    cues: tuple[CueData, ...]
    beside: dict[str, dict[str, tuple[tuple[str, int], ...]]]
    within: dict[str, tuple[tuple[str, int], ...]]


def file_cues(cues: Iterable[tuple[str, tuple[str, ...], CueData]]) -> CueFile:
    """File cues, each with its position and its phrases."""
    data: list[CueData] = []
    beside: dict[str, dict[str, tuple[tuple[str, int], ...]]] = {"before": {}, "after": {}}
    within: dict[str, tuple[tuple[str, int], ...]] = {}
    for number, (position, phrases, cue) in enumerate(cues):
        data.append(cue)
        if position not in beside:
            within[position] = within.get(position, ()) + tuple((phrase, number) for phrase in phrases)
            continue
        nearest = LAST if position == "before" else FIRST
        for phrase in phrases:
            if word := nearest.search(phrase):
                filed = beside[position].get(word.group(), ())
                beside[position][word.group()] = (*filed, (phrase, number))
    return CueFile(tuple(data), beside, within)

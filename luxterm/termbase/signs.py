"""What the quick look looks for: of every pattern the rarest word, and what else it needs.

Words are cut to their ASCII letters, so that neither case nor the file's encoding matters.
"""

import re
from collections.abc import Iterable

from luxterm.termbase.quick import Sign

_ASCII = re.compile(r"[a-z]+")


def signs(patterns: Iterable[tuple[str, tuple[str, ...]]], common: dict[str, int]) -> list[Sign]:
    """The signs of folded patterns with the contexts each needs. ValueError for one without letters."""
    found: dict[str, dict[str, set[tuple[str, ...]]]] = {}
    for pattern, contexts in patterns:
        words = _ASCII.findall(pattern)
        if not words:
            raise ValueError(f"no letters in {pattern!r}")
        found.setdefault(_rarest(words, common), {}).setdefault(" ".join(words), set()).add(contexts)
    return [
        (key.encode(), tuple((words.encode(), _fewest(needs)) for words, needs in sorted(found[key].items())))
        for key in sorted(found)
    ]


def _fewest(needs: set[tuple[str, ...]]) -> tuple[str, ...]:
    """What every pattern with these words needs."""
    every, *others = needs
    return tuple(name for name in every if all(name in other for other in others))


def context_words(phrases: Iterable[str], common: dict[str, int]) -> list[bytes]:
    """Words of which at least one stands wherever one of a context's phrases does."""
    found = (_ASCII.findall(phrase) for phrase in phrases)
    return sorted({_rarest(words, common).encode() for words in found if words})


def _rarest(words: Iterable[str], common: dict[str, int]) -> str:
    """The word that tells most: not a common one, or the least common, or the longest."""
    return max(words, key=lambda word: (common.get(word, len(common)), len(word), word))

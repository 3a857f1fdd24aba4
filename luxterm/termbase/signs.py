"""What the quick look looks for: of every pattern a few letters that are rare, and what else it needs.

Words are cut to their ASCII letters, so that neither case nor the file's encoding matters.
"""

from collections.abc import Iterable

from luxterm.termbase.patterns import words_in
from luxterm.termbase.quick import Sign

NEXT = 3
"""How many letters of a neighbour belong to a key."""


def signs(patterns: Iterable[tuple[str, tuple[str, ...]]], common: dict[str, int]) -> list[Sign]:
    """The signs of folded patterns with the contexts each needs. ValueError for one without letters."""
    found: dict[str, dict[tuple[int, str], set[tuple[str, ...]]]] = {}
    for pattern, contexts in patterns:
        words = words_in(pattern)
        if not words:
            raise ValueError(f"no letters in {pattern!r}")
        at, key = _key(words, common)
        found.setdefault(key, {}).setdefault((at, "".join(words)), set()).add(contexts)
    return [
        (
            key.encode(),
            tuple((at, word.encode(), _fewest(needs)) for (at, word), needs in sorted(found[key].items())),
        )
        for key in sorted(found)
    ]


def _key(words: list[str], common: dict[str, int]) -> tuple[int, str]:
    """The rarest word with the letters next to it, for even a common word is rare beside another."""
    at = words.index(rarest(words, common))
    before = "".join(words[:at])
    if not before:
        return 0, words[0] + "".join(words[1:])[:NEXT]
    return max(0, len(before) - NEXT), before[-NEXT:] + words[at]


def _fewest(needs: set[tuple[str, ...]]) -> tuple[str, ...]:
    """What every pattern with these words needs."""
    every, *others = needs
    return tuple(name for name in every if all(name in other for other in others))


def context_words(phrases: Iterable[str], common: dict[str, int]) -> list[bytes]:
    """Words of which at least one stands wherever one of a context's phrases does."""
    found = (words_in(phrase) for phrase in phrases)
    return sorted({rarest(words, common).encode() for words in found if words})


def rarest(words: Iterable[str], common: dict[str, int]) -> str:
    """The word that tells most: not a common one, or the least common, or the longest."""
    return max(words, key=lambda word: (len(word) > 2, common.get(word, len(common)), len(word), word))

"""Making the prefilter: the key of each pattern, and the Bloom filter and hash index that lead to it.

A pattern's key is its rarest word, by the language's list of common words, with a few letters of the words
beside it. Words are cut to their ASCII letters, so that neither case nor the file's encoding matters. For a
pattern that has none, as in Greek or Russian, only the bytes that its letters begin with are looked for.
"""

import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from luxterm.termbase.patterns import rarest, words_in
from luxterm.termbase.prefilter import GRAM, Candidate, KeyEntry
from luxterm.termbase.tables import file_index, file_parts, file_rows

NEIGHBOUR = 3
"""How many letters of a neighbouring word go into a key."""
SLOTS = 32
"""Slots of the Bloom filter for each gram: it lets one in 32 of a text's other grams through."""

Words = tuple[str, ...]
Needs = tuple[str, ...]
"""The names of the contexts that a pattern needs."""


class Flagged(NamedTuple):
    """What the prefilter is made from, of one language.

    `patterns` are those that raise a finding, folded, with the contexts each needs; `contexts` are words, one
    of which occurs wherever the context does, none if ASCII letters can't tell; `common` are the commonest
    words with their ranks; `run_together` may stand directly before a pattern; a word may go on after one of
    the `beginnings`.
    """

    patterns: list[tuple[str, Needs]]
    contexts: dict[str, tuple[bytes, ...]]
    common: dict[str, int]
    run_together: tuple[str, ...] = ()
    beginnings: frozenset[str] = frozenset()


def file_prefilter(languages: Iterable[Flagged]) -> bytes:
    """The prefilter for all languages. ValueError for a pattern without letters.

    Side by side: the keys, a line each; their entries; the Bloom filter over the keys' grams; by gram ("" for
    a key too short for one) the keys that have it, with their numbers; the words of each context; the bytes
    with which letters of patterns without ASCII ones begin; what may stand directly before a pattern, as
    `Letters` has it; and the patterns that a word may go on after.
    """
    found: dict[bytes, tuple[Candidate, ...]] = {}
    weighing: dict[bytes, dict[str, float]] = {}
    grams: dict[str, tuple[tuple[bytes, int], ...]] = {}
    contexts: dict[str, tuple[bytes, ...]] = {}
    beyond: set[str] = set()
    leads: set[str] = set()
    begun: set[str] = set()
    for patterns, contexts_there, common, run_together, beginnings in languages:
        leads.update("".join(words_in(it)) for it in run_together)
        begun.update("".join(words_in(it)) for it in beginnings)
        known = {name: words for name, words in contexts_there.items() if words}
        contexts |= known
        weights = _weights(common)
        spelled = [(it, tuple(name for name in needs if name in known)) for it, needs in patterns]
        beyond.update(it for it, _ in spelled if not words_in(it))
        for key, candidates in _entries((it for it in spelled if words_in(it[0])), common):
            weighing.setdefault(key, weights)
            found[key] = (*found.get(key, ()), *candidates)  # languages share words
    for number, (key, weights) in enumerate(weighing.items()):
        gram = _rarest_gram(key.decode(), weights)
        grams[gram] = (*grams.get(gram, ()), (key, number))
    bloom = bytearray(SLOTS * len(grams) + 1)
    for gram in grams:
        bloom[int.from_bytes(gram.encode(), sys.byteorder) % len(bloom)] = 1
    return file_parts(
        b"\n".join(found),
        file_rows(found.items()),
        bytes(bloom),
        file_index(grams),
        file_index(contexts),
        _lead_bytes(beyond),
        b"\n".join(sorted(it.title().encode() for it in leads if it)),
        b"\n".join(sorted(it.encode() for it in begun if it)),
    )


def _lead_bytes(patterns: set[str]) -> bytes:
    """The bytes with which the letters of these begin in UTF-8, small or capital."""
    if blank := next((it for it in patterns if not any(map(str.isalpha, it))), None):
        raise ValueError(f"no letters in {blank!r}")
    letters = {char for pattern in patterns for char in pattern if char.isalpha()}
    written = (char for char in map(chr, range(0x80, 0x20000)) if char.lower() in letters)
    return bytes({char.encode("utf-8", "surrogatepass")[0] for char in written} if letters else ())


def _entries(patterns: Iterable[tuple[str, Needs]], common: dict[str, int]) -> list[KeyEntry]:
    """The keys of folded patterns, each with its patterns and the contexts these need."""
    found: dict[str, dict[tuple[int, str], set[Needs]]] = {}
    for words, contexts in _enough(patterns):
        at, key = _key(words, common)
        found.setdefault(key, {}).setdefault((at, "".join(words)), set()).add(contexts)
    return [
        (
            key.encode(),
            tuple((at, word.encode(), _fewest(needs)) for (at, word), needs in sorted(found[key].items())),
        )
        for key in sorted(found)
    ]


def _enough(patterns: Iterable[tuple[str, Needs]]) -> Iterator[tuple[Words, Needs]]:
    """The patterns' words with their needs; one that contains another with the same needs adds nothing."""
    needs: dict[Words, set[frozenset[str]]] = {}
    for pattern, contexts in patterns:
        needs.setdefault(tuple(words_in(pattern)), set()).add(frozenset(contexts))
    for words, several in needs.items():
        parts = {words[at:end] for at in range(len(words)) for end in range(at + 1, len(words) + 1)} - {words}
        inside = [less for part in parts for less in needs.get(part, ())]
        for contexts in several:
            if not any(less <= contexts for less in inside):
                yield words, tuple(sorted(contexts))


def _key(words: Words, common: dict[str, int]) -> tuple[int, str]:
    """The rarest word with the letters next to it, for even a common word is rare beside another."""
    at = words.index(rarest(words, common))
    before = "".join(words[:at])
    if not before:
        return 0, words[0] + "".join(words[1:])[:NEIGHBOUR]
    return max(0, len(before) - NEIGHBOUR), before[-NEIGHBOUR:] + words[at]


def _fewest(needs: set[Needs]) -> Needs:
    """What every pattern with these words needs."""
    every, *others = needs
    return tuple(name for name in every if all(name in other for other in others))


def _grams(letters: str) -> list[str]:
    return [letters[at : at + GRAM] for at in range(len(letters) - GRAM + 1)]


def _weights(common: dict[str, int]) -> dict[str, float]:
    """How often grams occur in texts, judging by the commonest words."""
    weights: dict[str, float] = {}
    for word, rank in common.items():
        for gram in _grams(word):
            weights[gram] = weights.get(gram, 0.0) + 1 / (rank + 1)
    return weights


def _rarest_gram(key: str, weights: dict[str, float]) -> str:
    """The one that fewest texts have; "" for a key that has none."""
    return min(_grams(key), key=lambda gram: weights.get(gram, 0.0), default="")


def context_words(phrases: Iterable[str], common: dict[str, int]) -> tuple[bytes, ...]:
    """Words, at least one of which occurs wherever one of the phrases does; none if not all have any."""
    found = [words_in(phrase) for phrase in phrases]
    return tuple(sorted({rarest(words, common).encode() for words in found})) if all(found) else ()

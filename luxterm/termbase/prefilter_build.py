"""Making the prefilter: the key of each pattern, and the Bloom filter and hash index that lead to it.

A pattern's key is its rarest word, by the language's list of common words, with a few letters of the words
beside it. Words are cut to their ASCII letters, so that neither case nor the file's encoding matters.
"""

import sys
from collections.abc import Iterable, Iterator

from luxterm.termbase.flagged import Flagged, Needs, key_of
from luxterm.termbase.patterns import rarest, words_in
from luxterm.termbase.prefilter import GRAM, Candidate, KeyEntry
from luxterm.termbase.prefilter_beyond_build import file_beyond
from luxterm.termbase.tables import file_index, file_parts, file_rows

SLOTS = 32
"""Slots of the Bloom filter for each gram: it lets one in 32 of a text's other grams through."""

Words = tuple[str, ...]


def file_prefilter(languages: Iterable[Flagged]) -> bytes:
    """The prefilter for all languages. ValueError for a pattern without letters.

    Side by side: the keys, a line each; their entries; the Bloom filter over the keys' grams; by gram ("" for
    a key too short for one) the keys that have it, with their numbers; the words of each context; the same
    of the patterns without ASCII letters (`prefilter_beyond`); what may stand directly before a pattern, as
    `Letters` has it; and the patterns that a word may go on after.
    """
    found: dict[bytes, tuple[Candidate, ...]] = {}
    weighing: dict[bytes, dict[str, float]] = {}
    grams: dict[str, tuple[tuple[bytes, int], ...]] = {}
    contexts: dict[str, tuple[bytes, ...]] = {}
    beyond: list[Flagged] = []
    leads: set[str] = set()
    begun: set[str] = set()
    for language in languages:
        patterns, said, common, run_together, first_parts = language
        contexts_there = {name: context_words(phrases, common) for name, phrases in said.items()}
        leads.update("".join(words_in(it)) for it in run_together)
        begun.update("".join(words_in(it)) for it in first_parts)
        known = {name: words for name, words in contexts_there.items() if words}
        contexts |= known
        weights = _weights(common)
        spelled = [(it, tuple(name for name in needs if name in known)) for it, needs in patterns]
        beyond.append(language._replace(patterns=[it for it in patterns if not words_in(it[0])]))
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
        file_beyond(beyond),
        b"\n".join(sorted(it.encode() for it in leads if it)),
        b"\n".join(sorted(it.encode() for it in begun if it)),
    )


def _entries(patterns: Iterable[tuple[str, Needs]], common: dict[str, int]) -> list[KeyEntry]:
    """The keys of folded patterns, each with its patterns and the contexts these need."""
    found: dict[str, dict[tuple[int, str], set[Needs]]] = {}
    for words, contexts in _enough(patterns):
        at, key = key_of(words, common)
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

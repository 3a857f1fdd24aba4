"""What recommended words and discouraged ones make of each other where they stand side by side.

Worked out once, when the termbase is compiled: which recommended phrases shield something, and which words
beside a replacement would make a discouraged term with it.
"""

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

from luxterm.termbase.grammar_models import Grammar
from luxterm.termbase.term_data import EXCEPTION
from luxterm.text.folding import fold

TargetsByPhrase = dict[str, list[tuple[int, int, str]]]
"""Folded phrases, each with what it represents (`luxterm.termbase.term_data.Target`)."""


def useful(shields: set[str], patterns: list[str], joints: tuple[str, ...]) -> list[str]:
    """The shields that have something to shield: another pattern inside them, or half of one.

    The halves are what a conjunction joins: "prostitution" and "trafficking of children".
    """
    inside = AhoCorasick(patterns)
    halves = [pattern.partition(joint) for joint in joints for pattern in patterns if joint in pattern]
    ends = tuple({f" {before}" for before, _, _ in halves})
    heads = tuple({f"{after} " for _, _, after in halves})
    return sorted(
        shield
        for shield in shields - set(patterns)
        if shield.endswith(ends)
        or shield.startswith(heads)
        or inside.find_matches_as_indexes(shield, overlapping=True)
    )


def continued(patterns: TargetsByPhrase, written: Iterable[str]) -> tuple[dict[str, tuple[str, ...]], ...]:
    """Of the first words of what fixes write, what before them makes a term; of the last, what after them."""
    phrases = [phrase.split(" ") for phrase in written]
    heads = {" ".join(words[:size]) for words in phrases for size in range(1, len(words) + 1)}
    tails = {" ".join(words[at:]) for words in phrases for at in range(len(words))}
    before: dict[str, set[str]] = {}
    after: dict[str, set[str]] = {}
    for pattern, targets in patterns.items():
        words = pattern.split(" ") if any(group != EXCEPTION for _, group, _ in targets) else []
        for at in range(1, len(words)):
            first, second = " ".join(words[:at]), " ".join(words[at:])
            if second in heads:
                before.setdefault(second, set()).add(f"{first} ")
            if first in tails:
                after.setdefault(first, set()).add(f" {second}")
    return tuple({words: tuple(sorted(it)) for words, it in found.items()} for found in (before, after))


def written(phrases: Iterable[str], grammar: Grammar) -> set[str]:
    """The phrases, folded, in each variety's spelling."""
    found = set(map(fold, filter(None, phrases)))
    for stems in grammar.spelling_stems.values():
        for phrase in list(found):
            for ours, theirs in stems.items():
                phrase = phrase.replace(ours, theirs)
            found.add(phrase)
    return found

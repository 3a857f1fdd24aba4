"""Anchors: a few short byte strings of which every pattern of the termbase contains at least one.

A file without any anchor can't hold a term, and looking for them costs a fraction of reading the
file properly. An anchor is the rarest word of its pattern, by the counts of the termbase's own
prose, cut to its ASCII letters so that neither case nor the file's encoding matters.
"""

import re
from collections import Counter

_ASCII = re.compile(r"[a-z0-9]+")


def anchors(patterns: list[str], counts: Counter[str]) -> list[bytes]:
    """The anchors for folded patterns; none of them contains another."""
    chosen: set[str] = set()
    for pattern in sorted(patterns, key=len):
        words = sorted(
            {
                part
                for word in pattern.split()
                for part in [max(_ASCII.findall(word), key=len, default="")]
                if part
            },
            key=lambda part: -len(part),
        )
        if not words:
            raise ValueError(f"no anchor in {pattern!r}")
        if not any(word in chosen or any(anchor in word for anchor in chosen) for word in words):
            chosen.add(min(words, key=lambda word: (_frequency(word, counts), -len(word))))
    return sorted(a.encode() for a in chosen if not any(b != a and b in a for b in chosen))


def _frequency(word: str, counts: Counter[str]) -> float:
    """How common a word is; very short ones are inside too many others."""
    return counts[word] + (1000 if len(word) < 3 else 0)

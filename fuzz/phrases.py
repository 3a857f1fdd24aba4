"""The phrases of the termbase, for laws that hold for each."""

from functools import cache

from hypothesis import strategies as st

from luxterm.lexicon.load import load
from luxterm.termbase.patterns import Patterns, Share
from luxterm.termbase.term_data import EXCEPTION


def numbered(share: Share) -> list[tuple[int, str]]:
    """All phrases of a language with their numbers."""
    # Nobody but a test asks for all of them
    patterns: Patterns = share._patterns  # pyright: ignore[reportPrivateUsage]
    numbers = list(patterns._numbers)  # pyright: ignore[reportPrivateUsage]
    phrases = patterns._phrases(range(len(numbers)))  # pyright: ignore[reportPrivateUsage]
    last = share.first + share._size  # pyright: ignore[reportPrivateUsage]
    return [
        (number - share.first, phrase)
        for number, phrase in zip(numbers, phrases, strict=True)
        if share.first <= number < last
    ]


@cache
def forms(lang: str = "en") -> list[str]:
    """Every phrase of a language's terms that is flagged wherever it occurs (no context, no condition)."""
    language = load().language(lang)
    found: list[str] = []
    for number, pattern in numbered(language.patterns):
        for target in language.targets(number):
            if target.group == EXCEPTION or target.cased:
                continue
            term = language.term(target.term)
            group = term.groups[target.group]
            if not (
                term.needs
                or term.unless
                or term.unless_lacking
                or term.unless_before
                or term.needs_long_form
                or group.followed_by
                or group.preceded_by
            ):
                found.append(pattern)
    return sorted(set(found))


phrases = st.deferred(lambda: st.sampled_from(forms()))

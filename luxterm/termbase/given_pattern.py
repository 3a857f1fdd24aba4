"""A regular expression from a termbase's file, kept from stalling a run.

Anybody may write one, and some take forever on some texts (catastrophic backtracking: `(a+)+$`). `regex`
gives up after a time, which `re` can't; then it is an error in the file that the pattern is in.
"""

from luxterm.base import lazy_regex
from luxterm.termbase.errors import TermbaseError
from luxterm.types import Message, quoted

LIMIT = 0.2
"""Seconds that one match may take; the lexicon's own patterns take some millionths."""


class GivenPattern:
    """The pattern that `file` has for a key."""

    def __init__(self, pattern: str, key: str, file: str, limit: float = LIMIT) -> None:
        self._compiled = lazy_regex(pattern)
        self._key, self._file, self._limit = key, file, limit

    def begins(self, text: str) -> bool:
        """Whether a text begins as the pattern says. Raises TermbaseError if that takes too long."""
        try:
            return self._compiled.match(text, timeout=self._limit) is not None
        except TimeoutError:
            shown = text if len(text) <= 60 else f"{text[:60]}…"
            said = Message("pattern-too-slow", (self._key, quoted(shown)))
            raise TermbaseError(self._file, 0, said) from None


def refusal(pattern: str) -> Message | None:
    """What is wrong with a pattern, if anything is."""
    import regex

    from luxterm.termbase.bounds import heavy_pattern  # matching needs no bounds

    if heavy := heavy_pattern(pattern):
        return heavy
    try:
        regex.compile(pattern)
    except (regex.error, RecursionError, OverflowError) as error:
        return Message("not-regex", (quoted(str(error)),))
    return None

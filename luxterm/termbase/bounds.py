"""How much a termbase may hold: counted before any of it is parsed or written out.

Anybody may write a termbase, and a folder's configuration may name one. `{a|b}` 40 times is 240 characters
and a million million phrases, so what a template stands for is multiplied, never built, until it is known to
be few. The bounds are far above luxterm's own lexicon (docs/decisions.md has the figures).
"""

import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from luxterm.system.limits import MB
from luxterm.types import Message, figure


class Bounds(NamedTuple):
    """The most of each. Sizes are in bytes, lengths in code points."""

    alternatives: int = 10_000
    """Phrases that one template stands for."""
    length: int = 500
    """The longest phrase that a template stands for."""
    words: int = 60
    """Those of that phrase."""
    term: int = 20_000
    """Phrases of one term in one language, all its forms and exceptions together."""
    phrases: int = 1_000_000
    """Phrases of all layers of a termbase."""
    characters: int = 20_000_000
    """Length of all these phrases."""
    file: int = 2 * MB
    total: int = 16 * MB
    """Size of all files."""
    files: int = 20_000
    pattern: int = 4_000
    """Length of a regular expression."""
    repeats: int = 1_000
    """Repetitions that a regular expression's counts come to, all multiplied."""


BOUNDS = Bounds()

_BRACES = re.compile(r"\{([^{}]*)\}")
_REPEAT = re.compile(r"\{(\d*)(?:,(\d*))?\}")


class Size(NamedTuple):
    """What a template comes to: its phrases, the length of all, and length and words of the longest."""

    phrases: int
    characters: int
    length: int
    words: int


def size(template: str) -> Size:
    """By multiplying, whatever it would come to."""
    total, longest, words = 1, 0, 0
    choices: list[list[str]] = []
    for place, part in enumerate(_BRACES.split(template)):
        branches = part.split("|") if place % 2 else [part]
        choices.append(branches)
        total *= len(branches)
        longest += max(map(len, branches))
        words += max(len(branch.split()) for branch in branches)
    characters = sum(total // len(branches) * sum(map(len, branches)) for branches in choices)
    return Size(total, characters, longest, words)


def beyond(template: str) -> Message | None:
    """Why a template stands for too much, with what to do; None if it doesn't."""
    made = size(template)
    if made.phrases > BOUNDS.alternatives:
        return Message("stands-for-many", (_number(made.phrases), figure(BOUNDS.alternatives)))
    if made.length > BOUNDS.length:
        return Message("phrase-long", (figure(made.length), figure(BOUNDS.length)))
    if made.words > BOUNDS.words:
        return Message("phrase-many-words", (figure(made.words), figure(BOUNDS.words)))
    return None


@dataclass(slots=True)
class Tally:
    """The phrases counted so far, while a termbase is being read."""

    phrases: int = 0
    characters: int = 0
    full: bool = False
    """Something was too much, and is said once."""
    _before: int | None = None
    """The phrases counted before the term that is being read."""

    @contextmanager
    def of_a_term(self) -> Generator[None]:
        """What is counted in the block belongs to one term."""
        self._before = self.phrases
        try:
            yield
        finally:
            self._before = None

    def add(self, template: str) -> Message | None:
        """Count a template. Why it is too much, with what to do; None if it isn't, and once that was said."""
        made = size(template)
        self.phrases += made.phrases
        self.characters += made.characters
        if self.full:
            return None
        problem = None
        if self._before is not None and self.phrases - self._before > BOUNDS.term:
            problem = Message("term-many-phrases", (figure(BOUNDS.term),))
        elif self.phrases > BOUNDS.phrases:
            problem = Message("base-many-phrases", (figure(BOUNDS.phrases),))
        elif self.characters > BOUNDS.characters:
            problem = Message("base-many-characters", (figure(BOUNDS.characters),))
        self.full = problem is not None
        return problem


def heavy_pattern(pattern: str) -> Message | None:
    """Why a regular expression would be too large when compiled, None if it wouldn't."""
    if len(pattern) > BOUNDS.pattern:
        return Message("regex-long", (figure(len(pattern)), figure(BOUNDS.pattern)))
    repeats = 1
    for least, most in _REPEAT.findall(pattern):
        repeats *= max(1, *(int(count[:9]) for count in (least, most) if count), 1)
    if repeats > BOUNDS.repeats:
        return Message("regex-repeats", (_number(repeats), figure(BOUNDS.repeats)))
    return None


def _number(number: int) -> str | Message:
    return figure(number) if number < 10**12 else Message("million-million")

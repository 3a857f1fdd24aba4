"""Named sets of words and phrases, by which terms and cautions see what a passage is about.

They are optional, but for `luxterm.termbase.cue_models.REQUIRED_SETS`: in place of one that a language lacks
there is an empty one.
"""

from collections.abc import Sequence
from functools import cached_property

from luxterm.termbase.patterns import Patterns, file_patterns, rarest
from luxterm.termbase.tables import Data, file_named, file_parts, parts_of

Words = tuple[list[str], list[str]]
"""The words and the phrases of a set, folded and divided."""


def file_contexts(contexts: dict[str, Words], common: dict[str, int]) -> bytes:
    """File sets by name; `common` as in `file_patterns`."""
    return file_named(
        {
            name: file_parts(
                " ".join(words).encode(),
                " ".join(dict.fromkeys(rarest(phrase.split(" "), common) for phrase in phrases)).encode(),
                file_patterns((f" {phrase} " for phrase in phrases), common),
            )
            for name, (words, phrases) in contexts.items()
        }
    )


class Context:
    """A named set of words and phrases that show what a passage is about."""

    def __init__(self, filed: Data) -> None:
        """`filed`: words with spaces between them, the rarest word of each phrase, and the phrases."""
        self._filed = filed

    @cached_property
    def _opened(self) -> tuple[frozenset[str], frozenset[str], Data]:
        words, rare, phrases = parts_of(self._filed)
        return frozenset(str(words, "utf-8").split()), frozenset(str(rare, "utf-8").split()), phrases

    @cached_property
    def _phrases(self) -> Patterns:
        return Patterns(self._opened[2])

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words of which a passage has one, if anything of the set stands there."""
        return self._opened[0] | self._opened[1]

    def stands_in(self, passage: Sequence[str]) -> bool:
        """Whether one of the words and phrases is among a passage's folded words."""
        words, rare, _ = self._opened
        if not words.isdisjoint(passage):
            return True
        # Most passages have not even a phrase's rarest word
        return not rare.isdisjoint(passage) and any(
            True for _ in self._phrases.find(f" {' '.join(passage)} ")
        )

    def found_in(self, passage: Sequence[str]) -> frozenset[str]:
        """The words and phrases that are among a passage's folded words."""
        words, rare, _ = self._opened
        found = words.intersection(passage)
        if rare.isdisjoint(passage):
            return found
        text = f" {' '.join(passage)} "
        return found.union(text[start:end].strip() for _, start, end in self._phrases.find(text))

    def without(self, passage: Sequence[str]) -> list[str]:
        """A passage's folded words, but for those of this set."""
        text, at, kept = f" {' '.join(passage)} ", 0, ""
        for start, end in sorted((start, end) for _, start, end in self._phrases.find(text)):
            kept, at = kept + text[at:start] + " ", max(at, end - 1)
        return [word for word in f"{kept}{text[at:]}".split() if word not in self._opened[0]]

    def ends_in(self, passage: Sequence[str], last: int) -> bool:
        """Whether one of them takes in one of the last words of a passage, so many as `last`."""
        words, rare, _ = self._opened
        if not words.isdisjoint(passage[-last:]):
            return True
        if rare.isdisjoint(passage):
            return False
        before = len(" ".join(passage[:-last])) + 2
        return any(end > before for _, _, end in self._phrases.find(f" {' '.join(passage)} "))

    def after_last(self, passage: Sequence[str]) -> int:
        """How many of a passage's folded words there are up to the last that one of them ends in, else 0."""
        words, rare, _ = self._opened
        last = next((at for at in range(len(passage), 0, -1) if passage[at - 1] in words), 0)
        if rare.isdisjoint(passage):
            return last
        text = f" {' '.join(passage)} "
        ends = (end for _, _, end in self._phrases.find(text))
        return max(last, len(text[: max(ends, default=0)].split()))


class _NoContext(Context):
    """In place of a set that a language doesn't have: nothing stands in it, and it is false."""

    def __init__(self) -> None:
        super().__init__(b"")

    def __bool__(self) -> bool:
        return False

    @cached_property
    def telling(self) -> frozenset[str]:
        return frozenset()

    def stands_in(self, passage: Sequence[str]) -> bool:
        return False

    def found_in(self, passage: Sequence[str]) -> frozenset[str]:
        return frozenset()

    def without(self, passage: Sequence[str]) -> list[str]:
        return list(passage)

    def ends_in(self, passage: Sequence[str], last: int) -> bool:
        return False

    def after_last(self, passage: Sequence[str]) -> int:
        return 0


class Contexts(dict[str, Context]):
    """The named sets of a language; whoever asks for one that it lacks gets an empty one."""

    _LACKING = _NoContext()

    def __missing__(self, name: str) -> Context:
        return self._LACKING

"""The official titles of a language or a user, found fast by words in them.

By a suffix array (Manber & Myers, “Suffix Arrays: A New Method for On-Line String Searches”, 1993): all
titles are one text, and the places in it are sorted by what follows, so that those with the same words
are neighbours, which bisection finds. A sparse one: it has only the places where a word or title begins.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from luxterm.termbase.tables import Data, Rows, file_parts, file_rows, numbers_as_bytes, numbers_in, parts_of
from luxterm.text.words import words


def tokens(folded: str, small: frozenset[str]) -> tuple[str, ...]:
    """The words a title is compared by: without punctuation and small words."""
    return tuple(word for word in words(folded) if word not in small)


class TitleData(NamedTuple):
    """A title by its tokens; `cased` ones shield only with their capitals.

    `until` is the last year in which it was the official name, 0 if it still is.
    """

    tokens: tuple[str, ...]
    name: str
    kind: str
    cased: bool
    until: int


class Held(NamedTuple):
    """A title that contains some words: its number, and how many words it has before them."""

    number: int
    at: int


_END = "\n"
"""Nothing that is looked for goes beyond it, so that places are sorted by what comes up to the next one."""


def file_titles(titles: Iterable[TitleData], small: Iterable[str]) -> bytes:
    """File titles, and the words that don't count in them.

    Side by side: the small words; the titles' words in one text, a line each; where each line begins; the
    suffix array (where each word and each line begins, sorted by what follows); the number of what else is
    known of each; and that, for many are variants of one.
    """
    all_titles = list(titles)
    lines = [f"{_END} {' '.join(title.tokens)} " for title in all_titles]
    text = "".join(lines)
    begins = [at for at, char in enumerate(text) if char in f"{_END} "]
    known = {title[1:]: None for title in all_titles}
    numbers = {rest: number for number, rest in enumerate(known)}
    return file_parts(
        " ".join(sorted(small)).encode(),
        f"{text}{_END}".encode(),
        numbers_as_bytes(accumulate(map(len, lines), initial=0)),
        numbers_as_bytes(sorted(begins, key=lambda at: text[at : text.find(_END, at + 1) + 1 or None])),
        numbers_as_bytes(numbers[title[1:]] for title in all_titles),
        file_rows(map(tuple, known)),
    )


class TitleFile:
    """Filed titles, by number."""

    def __init__(self, filed: Data) -> None:
        small, text, starts, places, rest, known = parts_of(filed)
        self.small = frozenset(str(small, "utf-8").split())
        """The words that don't count in its titles."""
        self._text = str(text, "utf-8")
        self._starts, self._suffixes, self._rest = map(numbers_in, (starts, places, rest))
        self._known = Rows(known)
        self.knows = lru_cache(maxsize=4096)(self._knows)
        """Whether a word is in a title."""

    def __getitem__(self, number: int) -> TitleData:
        line = self._text[self._starts[number] : self._starts[number + 1]]
        return TitleData(tuple(line.split()), *self._known[self._rest[number]])

    def has(self, words: tuple[str, ...], first: bool = False) -> bool:
        """Whether a title contains these words, or begins with them."""
        return next(self._places_of(f"{_END if first else ''} {' '.join(words)} "), None) is not None

    def _knows(self, word: str) -> bool:
        return self.has((word,))

    def holding(self, form: tuple[str, ...], before: str, after: str) -> Iterator[Held]:
        """The titles with these words between those, which are "" for its beginning and its end."""
        lead = f" {before}" if before else _END
        for place in self._places_of(f"{lead} {' '.join(form)} {f'{after} ' if after else _END}"):
            number = bisect_right(self._starts, place) - 1
            yield Held(number, self._text.count(" ", self._starts[number] + 1, place + len(lead)))

    def _places_of(self, words: str) -> Iterator[int]:
        text, length = self._text, len(words)
        first = bisect_left(self._suffixes, words, key=lambda place: text[place : place + length])
        for place in self._suffixes[first:]:
            if not text.startswith(words, place):
                return
            yield place

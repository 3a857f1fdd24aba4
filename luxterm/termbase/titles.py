"""The official titles of a language or a house, filed so that those with a word in them are soon found."""

import marshal
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate

from luxterm.typed import Any, NamedTuple

_TOKEN = re.compile(r"[^\W_]+")


def tokens(folded: str, small: frozenset[str]) -> tuple[str, ...]:
    """The words a title is compared by: without punctuation and small words."""
    return tuple(word for word in _TOKEN.findall(folded) if word not in small)


class TitleData(NamedTuple):
    """A title by its tokens; `cased` ones shield only with their capitals.

    `until` is the last year in which it was the official name, 0 where it still is.
    """

    tokens: tuple[str, ...]
    name: str
    kind: str
    cased: bool
    until: int


class Held(NamedTuple):
    """A title that holds some words: its number, and how many words it has before these."""

    number: int
    at: int


Plain = tuple[str, tuple[int, ...], bytes]


def file_titles(titles: Iterable[TitleData]) -> Plain:
    """Titles as they are compiled: their words in one text, where each begins in it, and the rest of them."""
    all_titles = list(titles)
    lines = [f" {' '.join(title.tokens)} \n" for title in all_titles]
    rest = marshal.dumps([tuple(title[1:]) for title in all_titles])
    return "".join(lines), tuple(accumulate(map(len, lines), initial=0)), rest


class TitleFile:
    """Filed titles, by number."""

    def __init__(self, filed: Plain) -> None:
        self._text, self._starts, self._marshalled = filed

    def __getitem__(self, number: int) -> TitleData:
        line = self._text[self._starts[number] : self._starts[number + 1]]
        return TitleData(tuple(line.split()), *self._rest[number])

    @cached_property
    def _rest(self) -> list[Any]:
        return marshal.loads(self._marshalled)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that stands in a title."""
        return frozenset(self._text.split())

    def holding(self, form: tuple[str, ...]) -> Iterator[tuple[tuple[str, str], Held]]:
        """The titles with these words in them, after the words before and after these, "" for none."""
        text = self._text
        wanted = f" {' '.join(form)} "
        place = text.find(wanted)
        while place >= 0:
            number = bisect_right(self._starts, place) - 1
            start, end = self._starts[number], place + len(wanted)
            before = text[text.rfind(" ", start, place) + 1 : place] if place > start else ""
            after = text[end : text.find(" ", end)] if text[end] != "\n" else ""
            yield (before, after), Held(number, text.count(" ", start, place))
            place = text.find(wanted, place + 1)

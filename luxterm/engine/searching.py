"""Finding the phrases of the termbase in a text.

One automaton goes over the whole view, so that the cost grows neither with the number of terms nor with that
of languages.
"""

import sys
from collections.abc import Collection, Iterator
from typing import NamedTuple

from luxterm.base import lazy_pattern
from luxterm.engine.word_ends import goes_on, is_part_of_word
from luxterm.termbase.data import Termbase
from luxterm.termbase.patterns import Patterns, Share
from luxterm.text.view import SEPARATOR, View

_GAP = lazy_pattern(f"[ {SEPARATOR}]")
LINE_END, AS_READ = "\\n", "\\ "
"""The end of a line as programs write it, and what parts the words beside it in as many characters."""
CHUNK = 250_000
"""Code points that are searched at a time."""


class Phrase(NamedTuple):
    """A phrase of a language by its number there, its span in the view, and whether it is whole words."""

    lang: str
    pattern: int
    start: int
    end: int
    apart: bool


class Passage(NamedTuple):
    """Words that no document has yet, as they would be read; `folded` for comparison."""

    text: str
    folded: str


def phrases_in(
    view: View, termbase: Termbase, langs: Collection[str], enough: int = sys.maxsize
) -> list[Phrase]:
    """Every phrase of some languages, whatever language it stands in; all are looked for at once.

    From where there are `enough` of them, the rest of a long document may be left out.
    """
    found: list[Phrase] = []
    for pattern, start, end, apart in found_in_text(view, termbase.patterns, enough):
        lang, own = termbase.owner(pattern)
        if lang in langs:
            found.append(Phrase(lang, own, start, end, apart))
    return found


def whole_words(view: View, patterns: Patterns) -> list[tuple[int, int, int]]:
    """Every phrase of other patterns that is whole words: its start, its end and its number.

    Of those that overlap, the leftmost and then the longest.
    """
    hits = [(start, end, pattern) for pattern, start, end, apart in found_in_text(view, patterns) if apart]
    hits.sort(key=lambda hit: (hit[0], -hit[1], hit[2]))
    found: list[tuple[int, int, int]] = []
    reached = 0
    for hit in hits:
        if hit[0] >= reached:
            reached = hit[1]
            found.append(hit)
    return found


def found_in_text(
    view: View | Passage, patterns: Patterns | Share, enough: int = sys.maxsize
) -> Iterator[tuple[int, int, int, bool]]:
    """Every phrase: its number, where it begins and ends, and whether it is whole words.

    If it isn't, a word stands before it that is sometimes run together with another, or goes on after it.
    After `enough`, no further stretch of the text is searched.
    """
    number = 0
    for begin, stop in _chunks(view.folded):
        if number >= enough:
            return
        size = stop - begin
        beyond = patterns.longest + 1  # the last shows whether the word ends
        folded = view.folded[begin : stop + beyond]
        if LINE_END in folded:
            folded = folded.replace(LINE_END, AS_READ)
        for pattern, start, end in patterns.find(folded):
            if start >= size:
                continue
            apart = not is_part_of_word(folded, start, end)
            if (
                apart
                or folded.endswith(patterns.run_together, 0, start)
                or (pattern in patterns.first_parts and goes_on(folded, start, end))
            ):
                number += 1
                yield pattern, begin + start, begin + end, apart


def _chunks(folded: str) -> Iterator[tuple[int, int]]:
    """The text in stretches of whole words, so that the hits in a big document never pile up."""
    begin = 0
    while begin < len(folded):
        gap = _GAP.search(folded, begin + CHUNK)
        end = gap.end() if gap else len(folded)
        yield begin, end
        begin = end

"""All phrases of one language, found wherever they are in a text, however many they are.

By an Aho–Corasick automaton (Aho & Corasick, “Efficient String Matching”, 1975) of how the phrases begin;
where it finds a beginning, the phrases that have it are looked up. It takes milliseconds to make, too much
for a single document. So the first texts are searched with an inverted index: a hash index (`tables.Index`)
from each phrase's rarest word to the phrases, so that only those are compared whose rarest word is there.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate

from ahocorasick_rs import AhoCorasick, Implementation

from luxterm.base import lazy_pattern
from luxterm.termbase.tables import (
    Data,
    Index,
    Rows,
    file_index,
    file_parts,
    file_rows,
    numbers_as_bytes,
    numbers_in,
    parts_of,
)
from luxterm.text.folding import well_formed

AUTOMATON_FROM = 0.7
"""Code points searched so far, per phrase, from which on the automaton of their beginnings pays off."""
BEGINNING = 10
"""Code points of a phrase's beginning at most."""
OFTEN = 12
"""How often a word may occur in a text before an automaton finds its phrases faster."""
_LEAST_RUN_TOGETHER = 5
"""Letters that two words run together have at least, and one more."""

_WORD = lazy_pattern(r"([a-z]+)")
"""Words as phrases and texts are compared by: whatever else stands at a word's end doesn't count."""


def words_in(folded: str) -> list[str]:
    """The words of a phrase."""
    return _WORD.findall(folded)


def rarest(words: Sequence[str], common: dict[str, int]) -> str:
    """The most telling word: one that isn't common, or the least common, or the longest."""
    return words[0] if len(words) == 1 else max(words, key=_telling(common))


def _telling(common: dict[str, int]) -> Callable[[str], tuple[bool, int, int, str]]:
    return lambda word: (len(word) > 2, common.get(word, len(common)), len(word), word)


def file_patterns(phrases: Iterable[str], common: dict[str, int]) -> bytes:
    """File folded phrases for `Patterns`. `common`: the language's commonest words with their ranks."""
    return _filed(phrases, common)


def file_all(
    languages: Sequence[tuple[Iterable[str], dict[str, int]]],
    run_together: Iterable[str] = (),
    first_parts: Collection[str] = (),
) -> bytes:
    """The same for the phrases of several languages, those of the first one first.

    Those of `run_together` may be written directly before a phrase; a word may go on after one of the
    `first_parts` of compounds.
    """
    # A word that is rare in one language can be common in another's texts: "services", "age", "for"
    ranks = sorted((rank, word) for _, common in languages for word, rank in common.items())
    common = {word: rank for rank, word in reversed(ranks)}
    phrases = (phrase for phrases, _ in languages for phrase in phrases)
    return _filed(phrases, common, run_together, first_parts)


def _filed(
    phrases: Iterable[str],
    common: dict[str, int],
    run_together: Iterable[str] = (),
    first_parts: Collection[str] = (),
) -> bytes:
    """Phrases, numbered throughout, as `Patterns` reads them.

    Side by side: code points of the longest phrase; the phrases, a line each, those with the same rarest word
    together; where each line begins; the number of the phrase on each; the inverted index: by rarest word its
    first line and where the word is in each of its lines; the words that are run together with others; how
    the phrases begin, a line each; the lines of those that begin so; the numbers of the first parts; their
    last words, where the index has them by these.
    """
    filed: dict[str, list[tuple[int, int, str]]] = {}
    begun: list[int] = []
    last: dict[str, None] = {}
    telling = cache(_telling(common))
    for number, phrase in enumerate(phrases):
        words = words_in(phrase)
        word = max(words, key=telling, default="")
        parts = _WORD.split(phrase)
        before = "".join(parts[: parts.index(word)]) if word else ""
        if phrase in first_parts:
            begun.append(number)
            if word == words[-1] and phrase.endswith(word):
                last[word] = None
        filed.setdefault(word, []).append((number, len(before), phrase.replace("\n", " ")))
    longest = max((len(phrase) for found in filed.values() for _, _, phrase in found), default=0)
    lines = [f"{phrase}\n".encode() for found in filed.values() for _, _, phrase in found]
    firsts = accumulate(map(len, filed.values()), initial=0)
    beginnings: dict[str, list[int]] = {}
    for line, (_, _, phrase) in enumerate(it for found in filed.values() for it in found):
        beginnings.setdefault(phrase[:BEGINNING], []).append(line)
    index = {
        word: (first, tuple(before for _, before, _ in found))
        for (word, found), first in zip(filed.items(), firsts, strict=False)
    }
    return file_parts(
        numbers_as_bytes([longest]),
        b"".join(lines),
        numbers_as_bytes(accumulate(map(len, lines), initial=0)),
        numbers_as_bytes(number for found in filed.values() for number, _, _ in found),
        file_index(index),
        " ".join(run_together).encode(),
        "\n".join(beginnings).encode(),
        file_rows(map(tuple, beginnings.values())),
        numbers_as_bytes(begun),
        " ".join(last).encode(),
    )


class Patterns:
    """Filed phrases, found by their numbers."""

    def __init__(self, filed: Data) -> None:
        parts = parts_of(filed)
        longest, self._lines, starts, numbers, index = parts[:5]
        run_together, self._begin, beginning, first_parts, last_words = parts[5:]
        self.longest = numbers_in(longest)[0]
        self._starts = numbers_in(starts)
        self._numbers = numbers_in(numbers)
        self._by_word = Index(index)
        self.run_together = tuple(str(run_together, "utf-8").split())
        self._lines_beginning = Rows(beginning)
        self._beginning = cache(self._phrases_beginning)
        self.first_parts = frozenset(numbers_in(first_parts))
        """The phrases that a word may go on after."""
        self._parted = tuple(str(last_words, "utf-8").split())
        self._searched = 0
        self._enough = AUTOMATON_FROM * len(self._numbers)

    def prepare(self) -> None:
        """Make the automaton now, for many texts."""
        self._searched = max(self._searched, self._enough)
        self._beginnings  # noqa: B018 (asking makes it)

    def find(self, folded: str) -> Iterable[tuple[int, int, int]]:
        """Every phrase in a folded text, in any order: number, start and end.

        They overlap, and may be parts of words.
        """
        self._searched += len(folded)
        if self._searched <= self._enough:
            return self._find_by_rarest_word(folded)
        return self._find_by_beginning(folded)

    def _find_by_beginning(self, folded: str) -> Iterator[tuple[int, int, int]]:
        for number, start, _ in _hits(self._beginnings, folded):
            phrases, numbers = self._beginning(number)
            at = bisect_right(phrases, folded[start : start + self.longest]) - 1
            while at >= 0:  # whatever the text begins with is the last phrase before it, or begins that
                phrase, before, found = phrases[at], *numbers[at]
                if folded.startswith(phrase, start):
                    for each in found:
                        yield each, start, start + len(phrase)
                at = before

    @cached_property
    def _beginnings(self) -> AhoCorasick:
        return _automaton(str(self._begin, "utf-8").split("\n") if self._numbers else [])

    def _phrases_beginning(self, beginning: int) -> tuple[list[str], list[tuple[int, list[int]]]]:
        """The phrases with a beginning, sorted (cached as `_beginning`).

        And by each, where the longest is that it begins with, -1 if none, and its numbers.
        """
        found: dict[str, list[int]] = {}
        lines: Sequence[int] = self._lines_beginning[beginning]
        for line in lines:
            (phrase,) = self._phrases(range(line, line + 1))
            found.setdefault(phrase, []).append(self._numbers[line])
        phrases = sorted(found)
        numbers: list[tuple[int, list[int]]] = []
        for at, phrase in enumerate(phrases):
            before = at - 1
            while before >= 0 and not phrase.startswith(phrases[before]):
                before = numbers[before][0]
            numbers.append((before, found[phrase]))
        return phrases, numbers

    def _find_by_rarest_word(self, folded: str) -> Iterator[tuple[int, int, int]]:
        parts = _WORD.split(folded)
        words = {"", *parts[1::2]}
        second = self._second_words(words)
        longer = self._longer_words(words)
        wanted = words.union(*second.values(), *longer.values())
        filed = dict(self._by_word.among(wanted if second or longer else words))
        places = _places(parts, filed, second, longer)
        if filed.pop("", None):
            yield from self._find_without_words(folded)
        often: list[tuple[int, str]] = []
        for word, (first, before) in filed.items():
            lines = range(first, first + len(before))
            phrases = self._phrases(lines)
            if len(places[word]) > OFTEN:
                often += zip(lines, phrases, strict=True)
                continue
            for place in places[word]:
                for line, at, phrase in zip(lines, before, phrases, strict=True):
                    if at <= place and folded.startswith(phrase, place - at):
                        yield self._numbers[line], place - at, place - at + len(phrase)
        if often:
            few = _automaton([phrase for _, phrase in often])
            for at, start, end in _hits(few, folded):
                yield self._numbers[often[at][0]], start, end

    def _find_without_words(self, folded: str) -> Iterator[tuple[int, int, int]]:
        """Those that have no words as the index has them, as in Greek or Arabic."""
        for at, start, end in _hits(self._wordless_automaton, folded):
            yield self._numbers[self._wordless.start + at], start, end

    @cached_property
    def _wordless(self) -> range:
        first, before = self._by_word[""]
        return range(first, first + len(before))

    @cached_property
    def _wordless_automaton(self) -> AhoCorasick:
        return _automaton(self._phrases(self._wordless))

    def _second_words(self, words: Iterable[str]) -> dict[str, list[str]]:
        """By a word that may be two run together: what would be the second one, or each that may be it."""
        leads = self.run_together
        if not leads:
            return {}
        by_head: dict[str, list[str]] = {}  # faster than many prefixes
        for lead in leads:
            by_head.setdefault(lead[:2], []).append(lead)
        rests: dict[str, list[str]] = {}  # "ofsextortion" and "onsextortion" have the same
        for word in words:
            if len(word) > _LEAST_RUN_TOGETHER and word[:2] in by_head:
                for lead in by_head[word[:2]]:
                    if word.startswith(lead):
                        rests.setdefault(word[len(lead) :], []).append(word)
        found: dict[str, list[str]] = {}
        for rest, _ in self._by_word.among(rests):
            for word in rests[rest]:
                found.setdefault(word, []).append(rest)
        return found

    def _longer_words(self, words: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """By a word that goes on after one or more of the first parts' last words: these."""
        if not self._parted:
            return {}
        by_head: dict[str, list[str]] = {}
        for beginning in self._parted:
            by_head.setdefault(beginning[:2], []).append(beginning)
        heads = tuple(by_head)
        return {
            word: found
            for word in words
            if word.startswith(heads)
            and (
                found := tuple(it for it in by_head[word[:2]] if len(it) < len(word) and word.startswith(it))
            )
        }

    def _phrases(self, lines: range) -> list[str]:
        text = self._lines[self._starts[lines.start] : self._starts[lines.stop]]
        return str(text, "utf-8").split("\n")[:-1]


class Share:
    """The phrases of one language among those of all."""

    def __init__(self, patterns: Patterns, first: int, size: int) -> None:
        """They are `size`, from the one with the number `first` on."""
        self.first = first
        self._patterns, self._size = patterns, size
        self.longest, self.run_together = patterns.longest, patterns.run_together
        self.first_parts = frozenset(it - first for it in patterns.first_parts if 0 <= it - first < size)

    def find(self, folded: str) -> Iterator[tuple[int, int, int]]:
        """As `Patterns.find`, numbered from 0."""
        for number, start, end in self._patterns.find(folded):
            if 0 <= (own := number - self.first) < self._size:
                yield own, start, end


def _places(
    parts: list[str],
    wanted: Iterable[str],
    second: dict[str, list[str]],
    longer: dict[str, tuple[str, ...]],
) -> dict[str, list[int]]:
    """Where the wanted words are in a text divided into parts.

    Also as the second of two run together, and as the beginning of a longer word.
    """
    places: dict[str, list[int]] = {word: [] for word in wanted}
    for word, place in zip(parts, accumulate(map(len, parts), initial=0), strict=False):
        if word in places:
            places[word].append(place)
    if second:
        for word, place in zip(parts, accumulate(map(len, parts), initial=0), strict=False):
            for rest in second.get(word, ()):
                places[rest].append(place + len(word) - len(rest))
    if longer:
        for word, place in zip(parts, accumulate(map(len, parts), initial=0), strict=False):
            for beginning in longer.get(word, ()):
                if beginning in places:
                    places[beginning].append(place)
    return places


def _hits(automaton: AhoCorasick, folded: str) -> list[tuple[int, int, int]]:
    """All hits; half of a surrogate pair, which a text from JSON may have, is in no phrase."""
    try:
        return automaton.find_matches_as_indexes(folded, overlapping=True)
    except UnicodeEncodeError:  # it searches UTF-8
        return automaton.find_matches_as_indexes(well_formed(folded), overlapping=True)


def _automaton(phrases: Sequence[str]) -> AhoCorasick:
    return AhoCorasick(phrases, implementation=Implementation.ContiguousNFA)

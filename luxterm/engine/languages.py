"""Which language each segment of a document is in.

A language belongs to a segment, for policies are bilingual: columns, quotations, annexes. A segment that is
too short to tell (`luxterm.engine.identify`) takes the language of the nearest one that isn't, in a table the
nearest of its column, else that in which the document begins.

It is asked only of segments in which words of the termbase stand: most documents have none.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from luxterm.config.settings import UNKNOWN
from luxterm.engine.identify import CHARS, ENOUGH, SURE, WITH_TERMS, Identifier
from luxterm.engine.nearby import PARAGRAPHS
from luxterm.engine.searching import Phrase
from luxterm.termbase.identification import UNIT, Evidence
from luxterm.text.sentences import ANY_LANGUAGE
from luxterm.text.view import View
from luxterm.text.words import words
from luxterm.types import Document, Scope, Segment

_NEAR = 5 * UNIT
"""What the language of a neighbour counts."""
_STANDS = 3 * UNIT
"""What each word counts of a phrase of a language's terms that stands there."""
_MAIN = 2 * UNIT
"""What the language counts in which the document begins."""
_FEW = 8
"""So many words are enough to show it (`ENOUGH`) where the document begins in no known language."""
_WORTH = 8
"""So many words that aren't checked are worth saying."""
_SENTENCE = 300
"""Code points to either side in which a sentence ends that is in another language than its segment."""


class Languages:
    """The languages of one document's segments."""

    def __init__(
        self,
        view: View,
        identifier: Identifier,
        main: Callable[[], str],
        stands: Iterable[tuple[int, Phrase]],
    ) -> None:
        """`main` gives the language that the document begins in; `stands`: phrases, each with its segment."""
        self._view = view
        self._identifier = identifier
        self._main = main
        self._stands: dict[int, dict[str, int]] = {}
        """By segment: the words of the longest phrase in each language, but for a "de" at its beginning."""
        self._shared: dict[int, dict[tuple[int, int], set[str]]] = {}
        """By segment: where a phrase of several languages stands, and which; it can't tell these apart."""
        if not identifier.only:
            first: dict[tuple[int, int], str] = {}
            for index, phrase in stands:
                number = view.folded.count(" ", phrase.start, phrase.end) + 1
                if number > 1 and identifier.is_small(view.folded[phrase.start : phrase.end], phrase.lang):
                    number -= 1
                longest = self._stands.setdefault(index, {})
                longest[phrase.lang] = max(number, longest.get(phrase.lang, 0))
                place = phrase.start, phrase.end
                if (other := first.setdefault(place, phrase.lang)) != phrase.lang:
                    shared = self._shared.setdefault(index, {}).setdefault(place, {other})
                    shared.add(phrase.lang)
        self._known: dict[int, str] = {}
        """The languages of the segments that were asked for."""
        self._guessed: set[int] = set()
        """Those of them whose language nothing in or near them shows, or another than the one taken."""
        self._alone = cache(self._by_itself)
        self._sure = cache(self._shown_by_itself)

    def is_in(self, lang: str, index: int, start: int) -> bool:
        """Whether the text at a place in a segment is in a language."""
        if self.of(index) != lang:
            return self.sentence(index, start) == lang
        there = self._stands.get(index, ())
        return len(there) < 2 or self._other(index, start) not in there

    def doubtful(self, index: int, place: tuple[int, int]) -> bool:
        """Whether a phrase of several languages stands there, and little shows which of them is written."""
        if place not in self._shared.get(index, ()) or self._identifier.only:
            return False
        lang = self.of(index)
        return index in self._guessed and self.sentence(index, place[0]) != lang

    def speaks(self, lang: str, index: int, start: int) -> bool:
        """Whether a sentence among others is in another language than its segment: this one."""
        return self._other(index, start) == lang

    def sentence(self, index: int, start: int) -> str:
        """The language that the sentence at a place in a segment shows by itself, "" if it shows none."""
        return self._shown(*self._sentence(index, start))

    def _other(self, index: int, start: int) -> str:
        """The language that one of several sentences shows, if it isn't that of their segment, else ""."""
        sentence = self._sentence(index, start)
        if sentence == self._view.bounds(index):
            return ""
        lang = self._shown(*sentence)
        return lang if lang != self.of(index) else ""

    def _sentence(self, index: int, start: int) -> tuple[int, int]:
        bounds = self._view.bounds(index)
        text, begin = self._view.text, max(bounds.start, start - _SENTENCE)
        end = min(bounds.end, start + _SENTENCE)
        begin = max(ANY_LANGUAGE.ends(text, begin, start), default=begin)
        return begin, next(ANY_LANGUAGE.ends(text, start, end), end)

    def _shown(self, begin: int, end: int) -> str:
        lang, margin = self._identifier.likeliest(self._identifier.evidence(self._view.text[begin:end]), {})
        return lang if margin >= SURE else ""

    def unchecked(self) -> Counter[str]:
        """How many words are in languages without terms, if the document seems to have such words at all.

        It does if it begins in none that is known, if it has one of their commonest words, or if phrases of
        another language stand among them.
        """
        found: Counter[str] = Counter()
        if self._identifier.only or not (
            self._main() == UNKNOWN
            or self._identifier.may_be_foreign(self._view.document.text)
            or any(lang not in self._identifier.allowed for lang in self._known.values())
        ):
            return found
        for index in range(len(self._view.starts)):
            if (lang := self.of(index)) not in self._identifier.allowed:
                found[lang] += len(words(self._view.text[slice(*self._view.bounds(index))]))
        return Counter({lang: number for lang, number in found.items() if number >= _WORTH})

    def of(self, index: int) -> str:
        """The language of a segment."""
        if self._identifier.only:
            return self._identifier.only
        lang = self._known.get(index)
        if lang is None:
            lang = self._known[index] = self._of(index)
        return lang

    def _of(self, index: int) -> str:
        if lang := self._sure(index):
            return lang
        evidence, besides = self._alone(index)
        main = self._main()
        near = self._near(index, main)
        if near == UNKNOWN:
            return UNKNOWN
        evidence = self._apart_from_shared(index, evidence)
        counts = Counter(besides)
        if near:
            counts[near] += _NEAR
        if near == main and main not in self._identifier.allowed:  # which may write the same words
            counts[main] += WITH_TERMS
        else:
            for each, number in self._stands.get(index, {}).items():
                counts[each] += _STANDS * number
        here, margin = self._identifier.likeliest(evidence, counts)
        counts[main] += _MAIN
        counts.pop(UNKNOWN, None)
        lang = self._identifier.likeliest(evidence, counts)[0]
        if not margin or here != lang:
            self._guessed.add(index)
        return lang

    def _apart_from_shared(self, index: int, evidence: Evidence) -> Evidence:
        """What a segment's words show, where phrases of several languages count alike for each of these."""
        if not (shared := self._shared.get(index)):
            return evidence
        start, end = self._view.bounds(index)
        text = self._view.text[start : min(end, start + CHARS)]
        for first, last in shared:
            text = text[: first - start] + " " * (last - first) + text[last - start :]
        without = self._identifier.evidence(text[:CHARS])
        langs = {lang for each in shared.values() for lang in each}
        return self._identifier.levelled(evidence, without, langs)

    def _by_itself(self, index: int) -> tuple[Evidence, dict[str, int]]:
        """What a segment's own words say, and what is declared there."""
        start, end = self._view.bounds(index)
        segment = self._view.segment(index)
        evidence = self._identifier.evidence(self._view.text[start : min(end, start + CHARS)])
        return evidence, self._identifier.counts(segment.lang or self._view.document.lang)

    def _shown_by_itself(self, index: int) -> str:
        """The language that a segment shows without others, "" if it shows none."""
        enough = _FEW if self._main() == UNKNOWN else ENOUGH
        lang, margin = self._identifier.likeliest(*self._alone(index), enough)
        return lang if margin >= SURE or lang == UNKNOWN else ""

    def _near(self, index: int, main: str) -> str:
        """The language of the nearest segment that shows one by itself, "" if none does.

        In a document that begins in a known language those in an unknown one don't count: names often are.
        """
        segment = self._view.segment(index)
        for apart in range(1, PARAGRAPHS + 1):
            for other in (index - apart, index + apart):
                if not self._view.has(other) or not _alike(segment, self._view.segment(other)):
                    continue
                if (lang := self._sure(other)) and (lang != UNKNOWN or main == UNKNOWN):
                    return lang
        return ""


def _alike(segment: Segment, other: Segment) -> bool:
    """Whether one may show the language of the other: in a table, only cells of the same column."""
    if Scope.CELL not in (segment.scope, other.scope):
        return True
    return segment.scope is other.scope and segment.column == other.column


def language_at(document: Document, offset: int, identifier: Identifier, main: str) -> str:
    """The language of the segment at a place in a document that begins in the language `main`."""
    after = bisect_right(document.segments, offset, key=lambda segment: segment.span.start)
    first = max(0, after - 1 - PARAGRAPHS)
    if not after:
        return main
    near = document._replace(segments=document.segments[first : after + PARAGRAPHS])
    return Languages(View(near), identifier, lambda: main, ()).of(after - 1 - first)

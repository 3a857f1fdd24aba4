"""Which language each segment of a document is in.

A language belongs to a segment, for policies are bilingual: columns, quotations, annexes. What a document
declares counts, but its text counts more where the two plainly differ: word processors declare what nobody
meant. A segment that is too short to tell takes the language of the nearest one that isn't, in a table the
nearest of its column, else that in which the document begins.

It is asked only of segments in which words of the termbase stand: most documents have none.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache

from luxterm.config.settings import AUTO, UNKNOWN
from luxterm.engine.judge.surroundings import PARAGRAPHS
from luxterm.engine.match import Phrase
from luxterm.termbase.data import Termbase
from luxterm.termbase.identification import UNIT, Evidence
from luxterm.text.sentences import ANY_LANGUAGE
from luxterm.text.view import View
from luxterm.text.words import words
from luxterm.types import Document, Scope, Segment

_SURE = 8 * UNIT
"""How much likelier a language must be than any other for a text to show it by itself."""
_DECLARED = 12 * UNIT
"""What a declaration counts."""
_NEAR = 5 * UNIT
"""What the language of a neighbour counts."""
_STANDS = 3 * UNIT
"""What each word counts of a phrase of a language's terms that stands there."""
_MAIN = 2 * UNIT
"""What the language counts in which the document begins."""
_WITH_TERMS = 5 * UNIT
"""What it counts that a language has terms: what is checked is mostly written in one of these."""
_STEP, _MOST = 24, 96
"""Words looked at: so many, and if they don't show a language, at most so many."""
_SPARE = 2 * _SURE
"""How clear the first words must be for the others not to be looked at."""
_FEW, _ENOUGH = 8, 16
"""So many words show whether a text is in a known language at all: few where the document begins in none."""
_KNOWN, _BY_DEFAULT = 0.28, 0.15
"""The share of a text's words on a language's list below which it isn't in that language; less is needed for
the language that a text is in where nothing shows one."""
_LOOKED_AT = 50_000
"""Code points of a document that show whether some of it may be in a language without terms."""
_WORTH = 8
"""So many words that aren't checked are worth saying."""
_FIRST, _CHARS = 200, 1200
"""Code points of a segment in which the first words are looked for, and all of them."""
_SENTENCE = 300
"""Code points to either side in which a sentence ends that is in another language than its segment."""
_OPENING, _SEGMENTS = 1500, 12
"""Code points, and segments, at the beginning of a document that show its main language."""


def opening(document: Document) -> str:
    """The text with which a document begins, as far as it shows its main language."""
    parts: list[str] = []
    room = _OPENING
    for segment in document.segments[:_SEGMENTS]:
        for start, end, text in segment.pieces:
            seen = document.text[start : min(end, start + room)] if text is None else text
            parts.append(seen)
            room -= len(seen)
            if room <= 0:
                return "".join(parts)
        parts.append("\n")
    return "".join(parts)


class Told:
    """What tells languages apart in one termbase, for the languages that a setting allows."""

    def __init__(self, termbase: Termbase, lang: str) -> None:
        """Raises TermbaseError."""
        self.allowed = termbase.named(lang)
        """Those that are looked for, with terms."""
        self._auto = lang == AUTO
        self._default = termbase.default_lang if self._auto else self.allowed[0]
        self._termbase = termbase
        self.main = cache(self._main)
        """`main(opening, declared)`: the language in which a document begins."""

    @property
    def only(self) -> str:
        """The language that all is in, "" if there may be several."""
        return "" if self._auto else self.allowed[0] if len(self.allowed) == 1 else ""

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages that are told apart."""
        return self._termbase.identification.langs if self._auto else self.allowed

    def may_be_foreign(self, text: str) -> bool:
        """Whether a text may be in a known language without terms, at least in part."""
        return self._auto and self._termbase.may_be_unchecked(text[:_LOOKED_AT].encode("utf-8", "replace"))

    def evidence(self, text: str) -> Evidence:
        """What a text shows by itself."""
        identification = self._termbase.identification
        said = _different(text[:_FIRST])[:_STEP]
        found = identification.by_words(said, identification.none)
        if len(text) > _FIRST and self.margin(found.scores) < _SPARE:
            said = _different(text[:_CHARS])
            found = identification.by_words(said[:_MOST], identification.none)
        if self.margin(found.scores) < _SURE:
            found = identification.by_letters(said[:_STEP], found)
        return found

    def levelled(self, evidence: Evidence, without: Evidence, langs: Collection[str]) -> Evidence:
        """Evidence in which the words that `without` leaves out count alike for some languages."""
        all_langs = self._termbase.identification.langs
        both = list(zip(all_langs, evidence.scores, without.scores, strict=True))
        most = max(score - rest for lang, score, rest in both if lang in langs)
        scores = (rest + most if lang in langs else score for lang, score, rest in both)
        return evidence._replace(scores=tuple(scores))

    def margin(self, scores: Iterable[int]) -> int:
        """How much likelier the likeliest language is than the next."""
        if not self._auto:
            scores = (
                score
                for lang, score in zip(self._termbase.identification.langs, scores, strict=True)
                if lang in self.langs
            )
        *_, second, first = 0, 0, *sorted(scores)
        return first - second

    def likeliest(
        self, evidence: Evidence, besides: Mapping[str, int], enough: int = _ENOUGH
    ) -> tuple[str, int]:
        """The language that is likeliest by its words and what else counts, and by how much.

        So many words are `enough` to show that it is none of those that are known.
        """
        scores = dict.fromkeys(self.langs, 0)
        scores |= {
            lang: score
            for lang, score in zip(self._termbase.identification.langs, evidence.scores, strict=True)
            if lang in scores
        }
        for lang in self.allowed:
            scores[lang] += _WITH_TERMS
        for lang, counts in besides.items():
            scores[lang] = scores.get(lang, 0) + counts
        best = max(scores, key=lambda lang: (scores[lang], lang == self._default))
        rest = max((score for lang, score in scores.items() if lang != best), default=0)
        if self._auto and best not in besides and evidence.words >= enough and self._foreign(evidence, best):
            return UNKNOWN, scores[best] - rest
        return best, scores[best] - rest

    def _foreign(self, evidence: Evidence, best: str) -> bool:
        """Whether so few of the words are in a language that it can't be that one."""
        langs = self._termbase.identification.langs
        if best not in langs:
            return False
        least = _BY_DEFAULT if best == self._default else _KNOWN
        return evidence.known[langs.index(best)] < least * evidence.words

    def declared(self, lang: str) -> str:
        """The known language that a declaration names or means, or its primary tag: "fr" for "fr-CA"."""
        code = lang.strip().replace("_", "-").lower()
        if not code:
            return ""
        exact = next((each for each in self.langs if each.lower() == code), "")
        return exact or self._termbase.identification.called.get(code) or code.partition("-")[0]

    def counts(self, declared: str) -> dict[str, int]:
        """What a declaration counts, if there is one."""
        code = self.declared(declared)
        return {code: _DECLARED} if code else {}

    def _main(self, text: str, lang: str) -> str:
        if self.only:
            return self.only
        return self.likeliest(self.evidence(text), self.counts(lang))[0]


def _different(text: str) -> list[str]:
    """The words of a text, each once: what is said again shows nothing new."""
    return list(dict.fromkeys(words(text.lower())))


class Languages:
    """The languages of one document's segments."""

    def __init__(
        self, view: View, told: Told, main: Callable[[], str], stands: Iterable[tuple[int, Phrase]]
    ) -> None:
        """`main` gives the language that the document begins in; `stands`: phrases, each with its segment."""
        self._view = view
        self._told = told
        self._main = main
        self._stands: dict[int, dict[str, int]] = {}
        """By segment: the words of the longest phrase in each language."""
        self._shared: dict[int, dict[tuple[int, int], set[str]]] = {}
        """By segment: where a phrase of several languages stands, and which; it can't tell these apart."""
        if not told.only:
            first: dict[tuple[int, int], str] = {}
            for index, phrase in stands:
                number = view.folded.count(" ", phrase.start, phrase.end) + 1
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
        if place not in self._shared.get(index, ()) or self._told.only:
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
        lang, margin = self._told.likeliest(self._told.evidence(self._view.text[begin:end]), {})
        return lang if margin >= _SURE else ""

    def unchecked(self) -> Counter[str]:
        """How many words are in languages without terms, if the document seems to have such words at all.

        It does if it has one of their commonest words, or if phrases of another language stand among them.
        """
        found: Counter[str] = Counter()
        if self._told.only or not (
            self._told.may_be_foreign(self._view.document.text)
            or any(lang not in self._told.allowed for lang in self._known.values())
        ):
            return found
        for index in range(len(self._view.starts)):
            if (lang := self.of(index)) not in self._told.allowed:
                found[lang] += len(words(self._view.text[slice(*self._view.bounds(index))]))
        return Counter({lang: number for lang, number in found.items() if number >= _WORTH})

    def of(self, index: int) -> str:
        """The language of a segment."""
        if self._told.only:
            return self._told.only
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
        if near == main and main not in self._told.allowed:  # which may write the same words
            counts[main] += _WITH_TERMS
        else:
            for each, number in self._stands.get(index, {}).items():
                counts[each] += _STANDS * number
        here, margin = self._told.likeliest(evidence, counts)
        counts[main] += _MAIN
        counts.pop(UNKNOWN, None)
        lang = self._told.likeliest(evidence, counts)[0]
        if not margin or here != lang:
            self._guessed.add(index)
        return lang

    def _apart_from_shared(self, index: int, evidence: Evidence) -> Evidence:
        """What a segment's words show, where phrases of several languages count alike for each of these."""
        if not (shared := self._shared.get(index)):
            return evidence
        start, end = self._view.bounds(index)
        text = self._view.text[start : min(end, start + _CHARS)]
        for first, last in shared:
            text = text[: first - start] + " " * (last - first) + text[last - start :]
        without = self._told.evidence(text[:_CHARS])
        langs = {lang for each in shared.values() for lang in each}
        return self._told.levelled(evidence, without, langs)

    def _by_itself(self, index: int) -> tuple[Evidence, dict[str, int]]:
        """What a segment's own words say, and what is declared there."""
        start, end = self._view.bounds(index)
        segment = self._view.segment(index)
        evidence = self._told.evidence(self._view.text[start : min(end, start + _CHARS)])
        return evidence, self._told.counts(segment.lang or self._view.document.lang)

    def _shown_by_itself(self, index: int) -> str:
        """The language that a segment shows without others, "" if it shows none."""
        enough = _FEW if self._main() == UNKNOWN else _ENOUGH
        lang, margin = self._told.likeliest(*self._alone(index), enough)
        return lang if margin >= _SURE or lang == UNKNOWN else ""

    def _near(self, index: int, main: str) -> str:
        """The language of the nearest segment that shows one by itself, "" if none does.

        In a document that begins in a known language those in an unknown one don't count: names often are.
        """
        segment = self._view.segment(index)
        for apart in range(1, PARAGRAPHS + 1):
            for other in (index - apart, index + apart):
                if not 0 <= other < len(self._view.starts) or not _alike(segment, self._view.segment(other)):
                    continue
                if (lang := self._sure(other)) and (lang != UNKNOWN or main == UNKNOWN):
                    return lang
        return ""


def _alike(segment: Segment, other: Segment) -> bool:
    """Whether one may show the language of the other: in a table, only cells of the same column."""
    if Scope.CELL not in (segment.scope, other.scope):
        return True
    return segment.scope is other.scope and segment.column == other.column


def language_at(document: Document, offset: int, told: Told, main: str) -> str:
    """The language of the segment at a place in a document that begins in the language `main`."""
    after = bisect_right(document.segments, offset, key=lambda segment: segment.span.start)
    first = max(0, after - 1 - PARAGRAPHS)
    if not after:
        return main
    near = document._replace(segments=document.segments[first : after + PARAGRAPHS])
    return Languages(View(near), told, lambda: main, ()).of(after - 1 - first)

"""The judging of a text that is in parts, and what all its parts have in common."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, chain, count
from typing import NamedTuple

from luxterm.config.settings import Settings
from luxterm.engine.advising import advise
from luxterm.engine.candidates import found_in
from luxterm.engine.identify import Identifier, identifier_of, opening
from luxterm.engine.incremental.parts import (
    Part,
    concepts_of,
    joined,
    shifted,
    shifted_segment,
)
from luxterm.engine.incremental.reach import Renewed, reach
from luxterm.engine.match import Occurrence, concepts, confirmed
from luxterm.engine.replace.wordings import variety_of
from luxterm.engine.searching import phrases_in
from luxterm.formats.blocks import DocumentContext
from luxterm.termbase.data import Termbase
from luxterm.text.view import View
from luxterm.types import Document, Failure, Span


class Basis(NamedTuple):
    """What one state of a text shares with the next, as long as parts are carried over."""

    format: str
    termbase: Termbase
    settings: Settings
    identifier: Identifier
    opening: str
    main: str
    context: DocumentContext
    lang: str
    varieties: dict[str, str]
    """The text's spelling variety in each language for which it mattered so far."""

    @classmethod
    def of(cls, text: str, format: str, first: Part, termbase: Termbase, settings: Settings) -> "Basis":
        """That of a text that begins with this part, and has no context. Raises TermbaseError."""
        identifier = identifier_of(termbase, settings.lang)
        termbase.profile(settings.profile)
        begins = opening(joined([first], text, format))
        main = identifier.main(begins, first.lang)
        context = DocumentContext()
        return cls(format, termbase, settings, identifier, begins, main, context, first.lang, {})

    def variety(self, text: str, lang: str) -> str:
        """The spelling variety of the whole text in a language."""
        if lang not in self.varieties:
            self.varieties[lang] = variety_of(text, self.termbase.language(lang), self.settings.variety)
        return self.varieties[lang]

    def varies(self, text: str) -> bool:
        """Whether another text is in another variety, as far as that mattered."""
        return any(
            variety_of(text, self.termbase.language(lang), self.settings.variety) != variety
            for lang, variety in self.varieties.items()
        )

    def begins_otherwise(self, text: str, parts: list[Part]) -> bool:
        """Whether another text, with these parts, begins in another language or declares another."""
        if parts[0].lang != self.lang:
            return True
        begins = opening(joined(parts[:1], text, self.format))  # the first part is long enough
        return begins != self.opening and self.identifier.main(begins, self.lang) != self.main

    def counts_otherwise(self, before: list[Part], after: list[Part]) -> bool:
        """Whether abbreviations count otherwise, as they do only where something else names the concept."""
        turned = concepts_of(before) ^ concepts_of(after)
        langs = self.identifier.allowed if turned else ()
        return any(turned & self.termbase.language(lang).needs_long_form for lang in langs)


class _Around(NamedTuple):
    """Some parts of a text as a document of their own."""

    document: Document
    begin: int
    """Where it begins in the text."""
    first: int
    """The number of its first part."""
    bounds: list[int]
    """Where each part begins in it, and where the last one ends."""

    def places(self) -> Iterator[tuple[int, int, int]]:
        """Each part's number, and where it begins and ends."""
        yield from zip(count(self.first), self.bounds, self.bounds[1:], strict=False)

    def part_at(self, place: int) -> int:
        """The number of the part there."""
        return self.first + bisect_right(self.bounds, place) - 1


def judged(
    text: str, parts: list[Part], renewed: Renewed, basis: Basis, *, whole: bool = False
) -> list[Part]:
    """The parts of a text with what is found in them, made again as far as what is new reaches.

    A judgement sees two more parts on either side; where the parts aren't read by themselves (`whole`), it
    may look farther into the text.
    """
    around = _around(text, parts, renewed, basis, whole=whole)
    view = View(around.document, basis.termbase.words(basis.identifier.allowed))
    phrases = phrases_in(view, basis.termbase, basis.identifier.allowed)
    named, languages = found_in(view, basis.termbase, basis.identifier, lambda: basis.main, phrases)
    again = _with_concepts(parts, renewed, around, [*chain.from_iterable(named.values())], view)
    present = concepts_of(again)
    touched = Span(renewed.touched.start - around.begin, renewed.touched.end - around.begin)
    stretch, beside = reach(around.document.segments, touched)
    ends = [*view.starts, len(view.text)]
    near = Span(ends[beside.start], ends[beside.stop])
    failures: list[Failure] = []
    findings = advise(
        view,
        {
            lang: [it for it in confirmed(each, present) if near.start <= it.start < near.end]
            for lang, each in named.items()
        },
        languages,
        basis.termbase,
        basis.settings,
        variety=lambda lang: basis.variety(text, lang),
        failed=failures.append,
    )
    found = [it for it in (*findings, *failures) if stretch.start <= it.start < stretch.end]
    for at, start, end in around.places():
        if stretch.start < end and start < stretch.end:
            new = (shifted(it, -start) for it in found if start <= it.start < end)
            old = (it for it in again[at].found if not stretch.start <= start + it.start < stretch.end)
            again[at] = again[at].with_found((*new, *old))
    return again


def _around(text: str, parts: list[Part], renewed: Renewed, basis: Basis, *, whole: bool) -> _Around:
    """The parts that are new, with two more on either side; `whole` if all of the text is to be seen."""
    low, high = max(0, renewed.parts.start - 2), min(renewed.parts.stop + 2, len(parts))
    starts = list(accumulate((it.length for it in parts[:high]), initial=0))
    begin = 0 if whole else starts[low]
    segments = (
        shifted_segment(segment, start - begin)
        for part, start in zip(parts[low:high], starts[low:], strict=False)
        for segment in part.segments
    )
    seen = text if whole else text[begin : starts[high]]
    document = Document(seen, basis.format, lang=basis.lang, segments=tuple(segments))
    return _Around(document, begin, low, [start - begin for start in starts[low:]])


def _with_concepts(
    parts: list[Part], renewed: Renewed, around: _Around, occurrences: list[Occurrence], view: View
) -> list[Part]:
    """The parts with the concepts that occur in those that are new, and in the ones beside them."""
    own: dict[int, list[Occurrence]] = {}
    for occurrence in occurrences:
        place = view.source(occurrence.start, occurrence.end).start
        own.setdefault(around.part_at(place), []).append(occurrence)
    again = list(parts)
    for at in range(max(0, renewed.parts.start - 1), min(renewed.parts.stop + 1, len(parts))):
        if (there := frozenset(concepts(own.get(at, ())))) != again[at].concepts:
            again[at] = again[at]._replace(concepts=there)
    return again

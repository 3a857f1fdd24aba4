"""The judging of a text that is in parts (`luxterm.engine.parts`), and what all its parts have in common."""

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from luxterm.config.settings import Settings
from luxterm.engine.check import advise, found_in
from luxterm.engine.judge.surroundings import PARAGRAPHS
from luxterm.engine.languages import Told, opening
from luxterm.engine.match import Occurrence, concepts, confirmed, phrases_in
from luxterm.engine.parts import (
    Part,
    concepts_of,
    joined,
    shifted_failure,
    shifted_finding,
    shifted_segment,
)
from luxterm.engine.replace.replacer import variety_of
from luxterm.formats.blocks import DocumentContext
from luxterm.termbase.data import Termbase
from luxterm.text.view import View
from luxterm.types import Document, Failure, Finding, Span


class Basis(NamedTuple):
    """What one state of a text shares with the next, as long as parts are carried over."""

    format: str
    termbase: Termbase
    settings: Settings
    told: Told
    opening: str
    main: str
    context: DocumentContext
    lang: str
    varieties: dict[str, str]
    """The text's spelling variety in each language for which it mattered so far."""

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
        return begins != self.opening and self.told.main(begins, self.lang) != self.main


def judged(
    text: str, parts: list[Part], first: int, last: int, basis: Basis, *, whole: bool = False
) -> list[Part]:
    """The parts of a text, of which those from first to last (exclusive) are judged again.

    A judgement sees one more part on either side; where the parts aren't read by themselves (`whole`), it may
    look farther into the text.
    """
    low, high = max(0, first - 1), min(last + 1, len(parts))
    starts = list(accumulate((it.length for it in parts[:high]), initial=0))
    begin = 0 if whole else starts[low]
    around = Document(
        text if whole else text[begin : starts[high]],
        basis.format,
        lang=basis.lang,
        segments=tuple(
            shifted_segment(segment, starts[at] - begin)
            for at in range(low, high)
            for segment in parts[at].segments
        ),
    )
    view = View(around, basis.termbase.words(basis.told.allowed))
    phrases = phrases_in(view, basis.termbase, basis.told.allowed)
    found, languages = found_in(view, basis.termbase, basis.told, lambda: basis.main, phrases)
    bounds = [start - begin for start in starts[low:]]
    own: dict[int, list[Occurrence]] = {}
    for occurrence in (it for each in found.values() for it in each):
        place = view.source(occurrence.start, occurrence.end).start
        own.setdefault(low + bisect_right(bounds, place) - 1, []).append(occurrence)
    again = list(parts)
    for at in range(first, last):
        again[at] = again[at]._replace(concepts=frozenset(concepts(own.get(at, ()))))
    present = concepts_of(again)
    near = _near(view, *(sum(len(it.segments) for it in parts[low:at]) for at in (first, last)))
    failures: list[Failure] = []
    findings = advise(
        view,
        {
            lang: [it for it in confirmed(each, present) if near.start <= it.start < near.end]
            for lang, each in found.items()
        },
        languages,
        basis.termbase,
        basis.settings,
        variety=lambda lang: basis.variety(text, lang),
        failed=failures.append,
    )
    by_part: dict[int, tuple[list[Finding], list[Failure]]] = {at: ([], []) for at in range(first, last)}
    for finding in findings:
        at = bisect_right(bounds, finding.start) - 1
        if first <= low + at < last:
            by_part[low + at][0].append(shifted_finding(finding, -bounds[at]))
    for failure in failures:
        at = bisect_right(bounds, failure.start) - 1
        if first <= low + at < last:
            by_part[low + at][1].append(shifted_failure(failure, -bounds[at]))
    for at, (found_there, failed_there) in by_part.items():
        again[at] = again[at]._replace(findings=tuple(found_there), failures=tuple(failed_there))
    return again


def _near(view: View, first: int, last: int) -> Span:
    """Where the segments from first to last (exclusive) are, with those that a finding there may go by."""
    ends = [*view.starts, len(view.text)]
    return Span(ends[max(0, first - PARAGRAPHS)], ends[min(last + PARAGRAPHS, len(view.starts))])

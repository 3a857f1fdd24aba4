"""One open document, kept checked: which of its paragraphs is asked about, and what is to be marked there.

A word processor asks about a paragraph by its text alone, and by a number that changes with the document.
Which paragraph that is, is found by the number if it is known, else by the text; a paragraph that is nowhere
is checked beside the one that was typed in last.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from luxterm.engine.incremental.paragraphs import CheckedParagraphs, Paragraph
from luxterm.lexicon.load import termbase_of
from luxterm.proofread.marks import Mark, mark, points
from luxterm.scan.file import apply_suppressions_to
from luxterm.scan.job import Job
from luxterm.text.ends import common_ends
from luxterm.types import Document, Finding, Severity
from luxterm.types import Mark as Emphasis

_ALIKE = 0.5
"""The share of a paragraph's text that is still there when somebody has typed in it."""


class Shown(NamedTuple):
    """Which findings are shown: at least this grave, of no ignored term or excluded document."""

    severity: Severity = Severity.INFO
    ignored: frozenset[str] = frozenset()
    excluded: bool = False

    def has(self, finding: Finding) -> bool:
        """Whether a finding is shown."""
        if finding.kept or self.excluded or finding.term in self.ignored:
            return False
        return finding.severity >= self.severity


class Place(NamedTuple):
    """What is known of a paragraph that is asked about.

    `number` is the word processor's own for it, -1 for none, in a document that has `of` these;
    `objects` are the places in it, in UTF-16 units, that stand for something else than letters.
    """

    lang: str = ""
    number: int = -1
    of: int = -1
    objects: tuple[int, ...] = ()


class Answer(NamedTuple):
    """The marks in a paragraph, and whether those in `others` are different now.

    The paragraph may be a `stranger`, not among those that were read, or the `same` as when it was last read
    or asked about.
    """

    marks: list[Mark]
    others: bool = False
    stranger: bool = False
    same: bool = False


class OpenDocument:
    """A document with its paragraphs. Every method raises TermbaseError if the lexicon can't be used."""

    def __init__(self, job: Job, shown: Shown, lang: str) -> None:
        """`lang` is the language that the document declares."""
        self.job = job
        self.shown = shown
        self.lang = lang
        self._state: CheckedParagraphs | None = None
        self._by_paragraph: dict[int, list[Finding]] = {}
        self._where: defaultdict[str, list[int]] = defaultdict(list)
        """The paragraphs by their text, as they were read."""
        self._numbers: dict[int, int] = {}
        self._count = -1
        self._last = 0

    def read(self, paragraphs: tuple[Paragraph, ...]) -> bool:
        """The document consists of these now. Whether what is to be marked differs from before."""
        before = [self._keys(at) for at in sorted(self._by_paragraph)]
        self._set(paragraphs)
        self._where.clear()
        for at, paragraph in enumerate(paragraphs):
            self._where[paragraph.text].append(at)
        self._numbers, self._count = {}, -1
        return [self._keys(at) for at in sorted(self._by_paragraph)] != before

    def check(self, text: str, place: Place) -> Answer:
        """What is to be marked in a paragraph with this text."""
        if self._state is None:
            self.read(())
        state, at = self._now, self._find(text, place)
        if at is None:
            return Answer(self._beside(text, place), stranger=True)
        self._last = at
        if place.number >= 0:
            self._numbers[place.number] = at
        old = state.paragraphs[at]
        new = old._replace(text=text, lang=place.lang or old.lang)
        if text != old.text:
            new = new._replace(marks=_moved(old, text))
            self._where[text].append(at)
            if at in self._where[old.text]:
                self._where[old.text].remove(at)
        others = False
        if new != old:
            before = self._keys(at, besides=True)
            self._set((*state.paragraphs[:at], new, *state.paragraphs[at + 1 :]))
            others = self._keys(at, besides=True) != before
        return Answer(self._marks(at, place.objects), others, same=new == old)

    def finding(self, text: str, place: Place, start: int, term: str) -> Finding | None:
        """What is marked in a paragraph with this text, at `start` in UTF-16 units, None if nothing is."""
        at = self._find(text, place) if self._state else None
        if at is None:
            return None
        shown = zip(self._marks(at, place.objects), self._by_paragraph.get(at, ()), strict=False)
        return next((it for mark, it in shown if (mark["start"], mark["rule"]) == (start, term)), None)

    @property
    def document(self) -> Document:
        """As it is read now; `read` must have been called."""
        return self._now.checked.document

    def all(self) -> list[Mark]:
        """Every mark of the document, in order; `paragraph` is the number of its paragraph."""
        return [{**it, "paragraph": at} for at in sorted(self._by_paragraph) for it in self._marks(at, ())]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """As they are now."""
        return self._state.paragraphs if self._state else ()

    @property
    def _now(self) -> CheckedParagraphs:
        assert self._state is not None
        return self._state

    def _set(self, paragraphs: tuple[Paragraph, ...]) -> None:
        termbase = termbase_of(self.job.options.lexicon)
        if self._state is None or self._state.checked.basis.termbase is not termbase:
            settings = self.job.options.settings
            state = CheckedParagraphs.of(paragraphs, termbase, settings, self.lang)
        else:
            state = self._state.next(paragraphs)
        self._state = state
        self._by_paragraph = {}
        for finding in filter(self.shown.has, self._found(state)):
            self._by_paragraph.setdefault(state.paragraph_at(finding.start), []).append(finding)

    def _found(self, state: CheckedParagraphs) -> list[Finding]:
        """The findings after comments, configuration and baseline have kept some."""
        return apply_suppressions_to(state.checked, self.job).findings

    def _marks(self, at: int, objects: Collection[int]) -> list[Mark]:
        state = self._now
        text, begin = state.checked.text, state.starts[at]
        own = state.paragraphs[at].text
        end, barred = begin + len(own), points(own, objects)
        return [mark(it, text, begin, end, barred) for it in self._by_paragraph.get(at, ()) if it.start < end]

    def _keys(self, at: int, besides: bool = False) -> list[tuple[object, ...]]:
        """What of a paragraph's marks can differ, or of all others'."""
        numbers = (it for it in sorted(self._by_paragraph) if it != at) if besides else (at,)
        return [
            (number, it.term, it.severity, it.usage, tuple(fix.replacement for fix in it.fixes))
            for number in numbers
            for it in self._by_paragraph.get(number, ())
        ]

    def _find(self, text: str, place: Place) -> int | None:
        if place.number >= 0 and place.of != self._count:
            self._numbers, self._count = {}, place.of
        known = self._numbers.get(place.number)
        if known is not None:
            return known
        paragraphs, taken = self._now.paragraphs, set[int]()
        if place.number >= 0:
            taken.update(self._numbers.values())
        free = [at for at in self._where.get(text, ()) if paragraphs[at].text == text and at not in taken]
        if free:
            before = [at for number, at in self._numbers.items() if number < place.number]
            after = max(before, default=self._last - 1)
            return next((at for at in free if at > after), free[0])
        if self._last < len(paragraphs) and self._last not in taken:
            if _alike(paragraphs[self._last].text, text):
                return self._last
        return None

    def _beside(self, text: str, place: Place) -> list[Mark]:
        """The marks in a paragraph that isn't among those that were read: as if it came after the last."""
        state, after = self._now, min(self._last + 1, len(self._now.paragraphs))
        new = Paragraph(text, lang=place.lang)
        beside = state.next((*state.paragraphs[:after], new, *state.paragraphs[after:]))
        begin = beside.starts[after]
        end, barred = begin + len(text), points(text, place.objects)
        found = (it for it in self._found(beside) if begin <= it.start < end and self.shown.has(it))
        return [mark(it, beside.checked.text, begin, end, barred) for it in found]


def _alike(old: str, new: str) -> bool:
    """Whether one text may be the other after somebody has typed in it."""
    most = max(len(old), len(new))
    return bool(old and new) and sum(common_ends(old, new)) >= _ALIKE * most


def _moved(paragraph: Paragraph, text: str) -> tuple[Emphasis, ...]:
    """Where a paragraph's emphasis is when its text is another; where something was typed in it, it grows."""
    same, left = common_ends(paragraph.text, text)
    grown, last = len(text) - len(paragraph.text), len(paragraph.text) - left

    def moved(at: int) -> int:
        return at if at <= same else at + grown if at >= last else min(at, len(text) - left)

    marks = (it._replace(start=moved(it.start), end=moved(it.end)) for it in paragraph.marks)
    return tuple(it for it in marks if it.start < it.end)

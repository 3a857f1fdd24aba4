"""One version of a text: its document, its language, its passages, and which concepts each of them names."""

import os
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from luxterm.config.settings import AUTO, UNKNOWN
from luxterm.engine.identify import identifier_of, opening
from luxterm.engine.recommended import Recommendation, recommended_in
from luxterm.parity.passages import Passage, passages_of
from luxterm.scan.file import check_document, document_of
from luxterm.scan.job import Job
from luxterm.system.errors import UnreadableError
from luxterm.termbase.data import Termbase
from luxterm.termbase.identification import UNIT
from luxterm.text.lines import LineIndex
from luxterm.text.view import View
from luxterm.types import Document, Finding, Message, Usage

_CLEAR = 3 * UNIT
"""How much likelier than any other a language must be that a document doesn't declare."""


_lines = lru_cache(maxsize=8)(LineIndex)
"""The lines of a text, kept for those that are being compared."""


class Naming(NamedTuple):
    """A word that names a concept: what is seen, its place in the document, and how it stands there.

    `status` is preferred, admitted or deprecated; `kept`: a discouraged one stays, for the reason `because`.
    `short`: an everyday word, which may be about something else. `passage` is the number of its passage.
    """

    concept: str
    term: str
    status: str
    usage: Usage
    kept: bool
    because: Message
    seen: str
    start: int
    end: int
    short: bool = False
    passage: int = -1

    @property
    def recommended(self) -> bool:
        """Whether the termbase recommends the word, or admits it."""
        return self.status != "deprecated"


class Version(NamedTuple):
    """A version as it was read.

    `concepts` are those that the termbase has terms for in its language; `general` those with everyday words,
    which a sentence can do without. `problems` say what couldn't be read or judged.
    """

    path: str
    lang: str
    document: Document
    passages: list[Passage]
    namings: list[Naming]
    concepts: frozenset[str]
    general: frozenset[str]
    problems: tuple[Message, ...]

    def place(self, passage: Passage) -> tuple[Message | None, int]:
        """Where a passage is: in an office file, or on which line."""
        segment = self.document.segments[passage.segment]
        return segment.place, self.position(segment.span.start)[0]

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column of a place in the text, both from 1."""
        line, column = _lines(self.document.text).position(offset)
        return line + 1, column + 1


def language_of(path: str, document: Document, termbase: Termbase) -> str:
    """The language that a document is in, by its name, by what it declares and above all by its words.

    "" if that is none that is known.
    """
    identifier, text = identifier_of(termbase, AUTO), opening(document)
    if declared := _named(path, termbase) or document.lang:
        return identifier.main(text, declared)
    found, margin = identifier.likeliest(identifier.evidence(text), {})
    return "" if found == UNKNOWN or margin < _CLEAR else found


def _named(path: str, termbase: Termbase) -> str:
    """The language in a file's name: "policy.fr.docx", "policy_fr.md"; "" if there is none."""
    stem = os.path.basename(path).rpartition(".")[0].lower()
    parts = stem.replace("_", ".").replace("-", ".").split(".")
    return parts[-1] if len(parts) > 1 and parts[-1] in termbase.languages else ""


def read_version(job: Job, lang: str, termbase: Termbase) -> Version:
    """A version in a language, "" for the one that it shows.

    Raises UnreadableError for a file without words or in no known language, and what reading raises.
    """
    document = document_of(job)
    if not document.segments:
        raise UnreadableError(Message("parity-no-words"))
    lang = lang or _language_shown(job.path, document, termbase)
    termbase.require(lang)
    settings = job.options.settings._replace(lang=lang)
    job = job._replace(options=job.options._replace(settings=settings))
    checked = check_document(document, job, termbase)
    view = View(document, termbase.words((lang,)))
    words = termbase.recommended(lang)
    discouraged = sorted(_discouraged(checked.findings, words.stands_for), key=lambda it: it.start)
    recommended = _beside(discouraged, recommended_in(view, termbase, lang, settings))
    by_segment: dict[int, list[Naming]] = {}
    for it in sorted([*discouraged, *recommended], key=lambda it: it.start):
        segment = bisect_right(document.segments, it.start, key=lambda each: each.span.start) - 1
        by_segment.setdefault(segment, []).append(it)
    concepts = {at: [it.concept for it in here] for at, here in by_segment.items()}
    passages = passages_of(view, concepts, words.general, termbase.language(lang).signals.ordinals)
    if not passages:
        raise UnreadableError(Message("parity-no-words"))
    namings = [
        it._replace(passage=number)
        for number, passage in enumerate(passages)
        for it in by_segment.get(passage.segment, ())
    ]
    problems = (*checked.document.unread, *(failure.because for failure in checked.failures))
    return Version(job.path, lang, document, passages, namings, words.concepts, words.general, problems)


def _language_shown(path: str, document: Document, termbase: Termbase) -> str:
    lang = language_of(path, document, termbase)
    if not lang:
        raise UnreadableError(Message("parity-no-language"))
    if lang not in termbase.languages:
        raise UnreadableError(Message("parity-no-terms", (lang,)))
    return lang


def _discouraged(findings: list[Finding], stands_for: dict[str, str]) -> Iterator[Naming]:
    for it in findings:
        if not it.about_comment:
            concept = stands_for.get(it.term, it.concept)
            yield Naming(
                concept, it.term, "deprecated", it.usage, it.kept, it.because, it.seen, it.start, it.end
            )


def _beside(taken: list[Naming], words: list[Recommendation]) -> Iterator[Naming]:
    """Recommended words that overlap none that is taken, which are in order."""
    spans = [(it.start, it.end) for it in taken]
    for it in words:
        near = bisect_right(spans, (it.start, it.end))
        if any(start < it.end and it.start < end for start, end in spans[max(0, near - 1) : near + 1]):
            continue
        named = it.named
        yield Naming(
            named.concept,
            named.term,
            named.status,
            it.usage,
            False,
            it.because,
            it.seen,
            it.start,
            it.end,
            short=named.short,
        )

"""The engine: `check(document, termbase, settings)` gives the findings, and that is all it does.

It never prints, never reads files, never imports the language server's packages.
"""

import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from luxterm.config.settings import Settings
from luxterm.engine.advising import advise
from luxterm.engine.candidates import Candidates, found_in
from luxterm.engine.failures import Failed
from luxterm.engine.identify import Identifier, identifier_of, opening
from luxterm.engine.languages import Languages
from luxterm.engine.match import concepts, confirmed
from luxterm.engine.replace.wordings import variety_of
from luxterm.engine.searching import Phrase, phrases_in
from luxterm.engine.settled import settled
from luxterm.termbase.data import Termbase
from luxterm.text.view import View
from luxterm.types import Document, Finding, Segment, Span

_PHRASES = 8
"""Phrases that are looked for to every finding that is wanted, where not all are."""


class Checked(NamedTuple):
    """What a check gives: the findings, and what about the document its caller may have to tell.

    `more`: words after the last finding were not judged. `lang()`: the language that the document begins in.
    `unchecked`: how many of its words are in languages without terms, if it begins in one, or phrases of
    another stand there.
    """

    findings: list[Finding]
    more: bool
    lang: Callable[[], str]
    unchecked: Mapping[str, int]


def check(
    document: Document, termbase: Termbase, settings: Settings, failed: Failed | None = None
) -> list[Finding]:
    """Every occurrence of a discouraged term with its judgement, in the order of the text.

    Those that stay (titles, mentions, citations, what a profile accepts) are among them, `kept`. `failed` is
    told of occurrences that can't be judged; without it their error is raised.
    Raises TermbaseError for a language or profile that the termbase doesn't have.
    """
    return check_first(document, termbase, settings, sys.maxsize, failed).findings


def check_first(
    document: Document, termbase: Termbase, settings: Settings, most: int, failed: Failed | None = None
) -> Checked:
    """As `check`, of no more than the first `most` occurrences."""
    identifier = identifier_of(termbase, settings.lang)
    termbase.profile(settings.profile)
    view = View(document, termbase.words(identifier.allowed))
    main = cache(lambda: identifier.main(opening(document), document.lang))
    enough = min(_PHRASES * most, sys.maxsize)
    phrases = phrases_in(view, termbase, identifier.allowed, enough)
    found, number, languages = _confirmed_in(view, termbase, identifier, main, phrases)
    if number <= most and len(phrases) >= enough:  # the rest was left out for phrases that don't count
        phrases = phrases_in(view, termbase, identifier.allowed)
        found, number, languages = _confirmed_in(view, termbase, identifier, main, phrases)
    if number > most:
        last = sorted(it.start for occurrences in found.values() for it in occurrences)[most]
        found = {lang: [it for it in each if it.start < last] for lang, each in found.items()}
    findings = advise(
        view,
        found,
        languages,
        termbase,
        settings,
        variety=lambda lang: variety_of(document.text, termbase.language(lang), settings.variety),
        failed=failed,
    )
    findings = settled(findings)
    if settings.laws:
        findings = as_document_allows(
            findings, document.text, [(Span(0, len(document.text)), document.segments)], termbase, main
        )
    return Checked(findings, number > most, main, languages.unchecked())


def as_document_allows(
    findings: list[Finding],
    text: str,
    parts: list[tuple[Span, tuple[Segment, ...]]],
    termbase: Termbase,
    main: Callable[[], str],
) -> list[Finding]:
    """The findings, all kept if the document is a law in force by the signs of its main language.

    If it is a record by them, no fix is made unasked. `parts` are as in `luxterm.engine.passages.Passages`.
    """
    if all(finding.kept for finding in findings) or (lang := main()) not in termbase.languages:
        return findings
    from luxterm.engine.law import kept_in_law  # for a document with a finding that isn't kept
    from luxterm.engine.passages import Passages
    from luxterm.engine.records import held_in_record

    passages, language = Passages(text, parts), termbase.language(lang)
    kept = kept_in_law(findings, passages, language)
    return kept if kept is not findings else held_in_record(findings, passages, language)


def _confirmed_in(
    view: View, termbase: Termbase, identifier: Identifier, main: Callable[[], str], phrases: list[Phrase]
) -> tuple[Candidates, int, Languages]:
    """The candidates that a whole document confirms, how many they are, and the languages of the segments."""
    found, languages = found_in(view, termbase, identifier, main, phrases)
    present = {concept for occurrences in found.values() for concept in concepts(occurrences)}
    found = {lang: confirmed(occurrences, present) for lang, occurrences in found.items()}
    return found, sum(map(len, found.values())), languages

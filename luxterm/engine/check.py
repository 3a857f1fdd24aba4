"""The engine: `check(document, termbase, settings)` gives the findings, and that is all it does.

It never prints, never reads files, never imports the language server's packages.
"""

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from typing import NamedTuple

from luxterm.config.settings import Settings
from luxterm.engine.failures import Failed, Spared
from luxterm.engine.held import Pair, demoted
from luxterm.engine.identify import Identifier, identifier_of, opening
from luxterm.engine.judge.judging import KEPT_AT_HAND, Judgement, judge_of
from luxterm.engine.languages import Languages
from luxterm.engine.match import (
    Occurrence,
    Phrase,
    candidates_of,
    concepts,
    confirmed,
    may_be_candidate,
    phrases_in,
)
from luxterm.engine.once import shortened
from luxterm.engine.replace.replacer import Replacer
from luxterm.engine.replace.wordings import variety_of
from luxterm.engine.settled import settled
from luxterm.engine.together import beside
from luxterm.termbase.data import Termbase
from luxterm.termbase.language import Language
from luxterm.termbase.term_data import TermData
from luxterm.text.view import View
from luxterm.types import Advice, Document, Finding, Message, Segment, Severity, Span, Usage
from luxterm.wording import text_in

_SEVERITY = {Advice.AVOID: Severity.ERROR, Advice.CAREFUL: Severity.WARNING, Advice.CONTEXT: Severity.INFO}
_PHRASES = 8
"""Phrases that are looked for to every finding that is wanted, where not all are."""
_KEPT = (Usage.TITLE, Usage.MENTION, Usage.CITATION)


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


Candidates = dict[str, list[Occurrence]]
"""By language."""


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


def found_in(
    view: View, termbase: Termbase, identifier: Identifier, main: Callable[[], str], phrases: list[Phrase]
) -> tuple[Candidates, Languages]:
    """The candidates that may stand in a text of their own language, and the languages of the segments.

    Whether one in the document's main language does is left to `advise`. `main` gives that language.
    """
    at = [view.segment_at(it.start) for it in phrases]
    languages = Languages(view, identifier, main, zip(at, phrases, strict=True))
    own: dict[str, list[Phrase]] = {}
    others: dict[tuple[int, str], list[Phrase]] = {}
    usual = main() if phrases else ""
    for index, phrase in zip(at, phrases, strict=True):
        if phrase.lang == usual:  # most are, and most aren't wrong where they stand: that is cheaper to see
            own.setdefault(usual, []).append(phrase)
        else:
            others.setdefault((index, phrase.lang), []).append(phrase)
    # Where each begins, and the longest there ends
    taken = dict(sorted((it.start, it.end) for it in own.get(usual, ()))) if others else {}
    for (index, lang), there in others.items():
        likely = [it for it in there if may_be_candidate(view, termbase.language(lang), it)]
        if not likely:  # cheaper to see than which language it is
            continue
        if (about := languages.of(index)) == lang:
            own.setdefault(lang, []).extend(there)
            continue
        if about == usual:  # but for words of both languages, unless they are among other sentences of one
            there = [
                it
                for it in likely
                if it.end > taken.get(it.start, 0) or languages.speaks(lang, index, it.start)
            ]
        for group in _overlapping(there):
            if languages.sentence(index, group[0].start) == lang:
                own.setdefault(lang, []).extend(group)
    found = ((lang, candidates_of(view, termbase.language(lang), each)) for lang, each in own.items())
    return {lang: occurrences for lang, occurrences in found if occurrences}, languages


def _overlapping(phrases: list[Phrase]) -> list[list[Phrase]]:
    """Phrases in groups of those that overlap one after another: what is asked of one holds for all."""
    groups: list[list[Phrase]] = []
    reached = -1
    for phrase in sorted(phrases, key=lambda it: it.start):
        if phrase.start >= reached:
            groups.append([])
        groups[-1].append(phrase)
        reached = max(reached, phrase.end)
    return groups


def advise(
    view: View,
    found: Candidates,
    languages: Languages,
    termbase: Termbase,
    settings: Settings,
    *,
    variety: Callable[[str], str],
    failed: Failed | None = None,
) -> list[Finding]:
    """The findings for occurrences that are known to be discouraged words, before `settled`.

    `variety` gives the document's spelling variety in a language; `failed` is as in `check`.
    """
    spared = Spared(view, failed)
    findings: list[Finding] = []
    for lang, occurrences in found.items():
        finding_of = partial(
            _finding,
            language=termbase.language(lang),
            replacer=_replacer(termbase, lang, settings.profile),
            spelling=cache(partial(variety, lang)),
            overrides=dict(settings.severities),
        )
        in_place = partial(languages.is_in, lang)
        judgements = judge_of(termbase, lang, settings).document(view, occurrences, spared, in_place)
        findings += _advised(judgements, partial(_in_its_language, finding_of, languages), spared)
    return _apart(sorted(findings, key=lambda it: it.start))  # a note is read after its sentence


def _in_its_language(
    finding_of: Callable[[Judgement], Finding | None], languages: Languages, judgement: Judgement
) -> Finding | None:
    """The finding; with no fix made unasked where its words may be another language's."""
    finding, (around, *_) = finding_of(judgement), judgement
    there = around.occurrence.start, around.occurrence.end
    if finding is None or not languages.doubtful(around.index, there):
        return finding
    return demoted(finding, Message("language-unsure"))


def _apart(findings: list[Finding]) -> list[Finding]:
    """Of those in several languages at one place, the longest, then that of the commonest language.

    A sentence may be in another language than its segment, and two languages have words in common.
    """
    if len({it.lang for it in findings}) < 2:
        return findings
    often = Counter(it.lang for it in findings)
    kept: list[Finding] = []
    for each in findings:
        before = kept[-1] if kept else None
        if before is None or before.lang == each.lang or before.end <= each.start:
            kept.append(each)
        elif (each.end - each.start, often[each.lang]) > (before.end - before.start, often[before.lang]):
            kept[-1] = each
    return kept


def _advised(
    judgements: list[Judgement], finding_of: Callable[[Judgement], Finding | None], spared: Spared
) -> list[Finding]:
    """The findings in one language."""
    found = spared.each(lambda it: (it, finding_of(it)), judgements, lambda it: it.around.occurrence)
    pairs = [Pair(judgement, finding) for judgement, finding in found if finding is not None]
    return beside(shortened(pairs))


@lru_cache(maxsize=KEPT_AT_HAND)
def _replacer(termbase: Termbase, lang: str, profile: str) -> Replacer:
    return Replacer(termbase.language(lang), termbase.profile(profile))


def severity(term: TermData, usage: Usage) -> Severity:
    """How grave a finding is; docs/json.md says the same. Advice from memory alone is at most a warning."""
    if usage is not Usage.USE:
        return Severity.INFO
    base = _SEVERITY[Advice(term.advice)]
    if term.unread_confidence == "low":
        return Severity(max(base - 1, Severity.INFO))
    return min(base, Severity.WARNING) if term.unread_confidence else base


def _level(term: TermData, usage: Usage, overrides: dict[str, Severity | None]) -> Severity | None:
    """How grave it is by the configuration, None where that says to leave it out."""
    if term.id in overrides:
        return overrides[term.id] if usage is Usage.USE else severity(term, usage)
    return None if term.off else severity(term, usage)


def _finding(
    judgement: Judgement,
    language: Language,
    replacer: Replacer,
    spelling: Callable[[], str],
    overrides: dict[str, Severity | None],
) -> Finding | None:
    around, usage, because = judgement[:3]
    term = around.occurrence.term
    if (level := _level(term, usage, overrides)) is None:
        return None
    kept = usage in _KEPT
    profile = replacer.profile
    if usage in (Usage.USE, Usage.QUOTATION) and around.folded in profile.accepts.get(term.id, ()):
        kept, because = (
            True,
            Message("accepted-by-profile", (profile.id, text_in(profile.because, language.lang))),
        )
    fixes, caution = ((), None) if kept else replacer.fixes(around, usage, spelling)
    start, end = around.source
    text = around.view.document.text[start:end]
    return Finding(
        start=start,
        end=end,
        text=text,
        seen=around.text,
        concept=term.concept,
        term=term.id,
        advice=term.advice,
        usage=usage,
        because=because,
        severity=level,
        kept=kept,
        why=term.why,
        lang=language.lang,
        place=around.segment.place_of(start, end),
        sources=term.sources,
        fixes=fixes,
        cautions=(caution,) if caution else (),
        defines=judgement.defines,
        discusses=judgement.discusses,
    )

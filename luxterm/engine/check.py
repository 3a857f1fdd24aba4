"""The engine: `check(document, termbase, settings)` gives the findings, and that is all it does.

It never prints, never reads files, never imports the language server's packages.
"""

import sys
from collections.abc import Callable
from functools import cache, lru_cache

from luxterm.config.settings import Settings
from luxterm.engine.failures import Failed, Spared
from luxterm.engine.judge import Judge, Judgement
from luxterm.engine.law import kept_in_law, passages
from luxterm.engine.match import Occurrence, match
from luxterm.engine.once import shortened
from luxterm.engine.replace.replacer import Replacer, variety_of
from luxterm.engine.together import beside, settled
from luxterm.termbase.data import Termbase
from luxterm.termbase.language import Language, TermData
from luxterm.text.view import View
from luxterm.types import Advice, Document, Finding, Message, Severity, Usage

_SEVERITY = {Advice.AVOID: Severity.ERROR, Advice.CAREFUL: Severity.WARNING, Advice.CONTEXT: Severity.INFO}
_KEPT = (Usage.TITLE, Usage.MENTION, Usage.CITATION)


def check(
    document: Document, termbase: Termbase, settings: Settings, failed: Failed | None = None
) -> list[Finding]:
    """Every occurrence of a discouraged term with its judgement, in the order of the text.

    Those that stay (titles, mentions, citations, what a profile accepts) are among them, `kept`. `failed` is
    told of occurrences that can't be judged; without it their error is raised.
    Raises TermbaseError for a language or profile that the termbase doesn't have.
    """
    return check_first(document, termbase, settings, sys.maxsize, failed)[0]


def check_first(
    document: Document, termbase: Termbase, settings: Settings, most: int, failed: Failed | None = None
) -> tuple[list[Finding], bool]:
    """As `check`, of no more than the first `most` occurrences; and whether there are others after them."""
    language = termbase.language(settings.lang)
    termbase.profile(settings.profile)
    view = View(document, language.words)
    occurrences = match(view, language)
    findings = advise(view, occurrences[:most], termbase, settings, failed=failed)
    findings = settled(findings)
    if settings.laws:
        findings = kept_in_law(findings, passages(document), language)
    return findings, len(occurrences) > most


def advise(
    view: View,
    occurrences: list[Occurrence],
    termbase: Termbase,
    settings: Settings,
    *,
    variety: str | None = None,
    failed: Failed | None = None,
) -> list[Finding]:
    """The findings for occurrences that are known to be discouraged words, before `settled`.

    `variety` is the document's spelling variety where the view is only of a part of it; `failed` is as in
    `check`.
    """
    if not occurrences:
        return []
    language, replacer = termbase.language(settings.lang), _replacer(termbase, settings)
    spared = Spared(view, failed)
    judgements = _judge(language, settings).document(view, occurrences, spared)
    known = settings.variety or variety
    spelling = cache(lambda: variety_of(view.document.text, language) if known is None else known)
    overrides = dict(settings.severities)
    found = spared.each(
        lambda it: (it, _finding(it, language, replacer, spelling, overrides)),
        judgements,
        lambda it: it.around.occurrence,
    )
    pairs = [(judgement, finding) for judgement, finding in found if finding is not None]
    # A note is read after the sentence it stands in
    return sorted(beside(shortened(pairs)), key=lambda it: it.start)


@lru_cache(maxsize=8)
def _judge(language: Language, settings: Settings) -> Judge:
    return Judge(language, settings)


@lru_cache(maxsize=8)
def _replacer(termbase: Termbase, settings: Settings) -> Replacer:
    return Replacer(termbase.language(settings.lang), termbase.profile(settings.profile))


def severity(term: TermData, usage: Usage) -> Severity:
    """How grave a finding is (design: Severity). Advice from memory alone is at most a warning."""
    if usage is not Usage.USE:
        return Severity.INFO
    base = _SEVERITY[Advice(term.advice)]
    if term.unread_confidence == "low":
        return Severity(max(base - 1, Severity.INFO))
    return min(base, Severity.WARNING) if term.unread_confidence else base


def _finding(
    judgement: Judgement,
    language: Language,
    replacer: Replacer,
    spelling: Callable[[], str],
    overrides: dict[str, Severity | None],
) -> Finding | None:
    around, usage, because = judgement[:3]
    term = around.occurrence.term
    if term.off and term.id not in overrides:
        return None
    level = severity(term, usage)
    if usage is Usage.USE and term.id in overrides:
        override = overrides[term.id]
        if override is None:
            return None
        level = override
    kept = usage in _KEPT
    profile = replacer.profile
    if usage in (Usage.USE, Usage.QUOTATION) and around.folded in profile.accepts.get(term.id, ()):
        kept, because = True, Message("accepted-by-profile", (profile.id, profile.because))
    fixes, caution = ((), None) if kept else replacer.fixes(around, usage, spelling)
    start, end = around.view.source(around.occurrence.start, around.occurrence.end)
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

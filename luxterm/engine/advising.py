"""What is advised on occurrences: each as it is judged, with what to say instead, and those beside it."""

from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache, partial

from luxterm.config.settings import Settings
from luxterm.engine.candidates import Candidates
from luxterm.engine.failures import Failed, Spared
from luxterm.engine.held import Pair, demoted
from luxterm.engine.judge.judging import KEPT_AT_HAND, Judgement, judge_of
from luxterm.engine.languages import Languages
from luxterm.engine.once import shortened
from luxterm.engine.replace.replacer import Replacer
from luxterm.engine.together import beside
from luxterm.termbase.data import Termbase
from luxterm.termbase.language import Language
from luxterm.termbase.term_data import TermData
from luxterm.text.view import View
from luxterm.types import Advice, Finding, Message, Severity, Usage
from luxterm.wording import text_in

_SEVERITY = {Advice.AVOID: Severity.ERROR, Advice.CAREFUL: Severity.WARNING, Advice.CONTEXT: Severity.INFO}
_KEPT = (Usage.TITLE, Usage.MENTION, Usage.CITATION)


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

"""What luxterm writes it never flags: alone, beside another of its words, and where it has put it.

For every language of the termbase. Where two of its phrases are joined, only a term that has a conjunction
inside could be made of their halves, so those pairs are enough; the slow test tries all the others, too.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, product
from pathlib import Path

import pytest

from fuzz.phrases import numbered
from luxterm.config.settings import Settings
from luxterm.engine.check import check
from luxterm.engine.fixes import edits_for, fix_text, splice
from luxterm.formats import read
from luxterm.lexicon.load import load
from luxterm.termbase import Termbase
from luxterm.termbase.term_data import EXCEPTION, Group
from luxterm.text.folding import fold
from luxterm.types import Applicability, Finding
from tests.bundled import bundled_files

pytestmark = pytest.mark.once

SAMPLE = Path(__file__).parents[1] / "samples" / "policy-draft.md"
LANGUAGES = load().languages
CHUNK = 20_000
"""Texts that are checked at a time."""
# The words of one jurisdiction's law may be discouraged in another
ELSEWHERE = {
    term.id
    for concept in bundled_files().concepts.values()
    for terms in concept.terms.values()
    for term in terms
    if term.only_for
}


def _recommended(termbase: Termbase, lang: str) -> list[str]:
    """Every preferred and admitted term, in the singular, the plural and short."""
    files = bundled_files()
    terms = [term for concept in files.concepts.values() for term in concept.terms.get(lang, [])]
    return sorted(
        {
            form
            for term in terms
            if term.status != "deprecated" and term.id not in ELSEWHERE
            for form in (term.term, term.plural, term.abbreviation)
            if form
        }
    )


def _groups(termbase: Termbase, lang: str) -> Iterator[Group]:
    return (group for term in termbase.language(lang).terms for group in term.groups)


def _written(termbase: Termbase, lang: str) -> list[str]:
    """Everything that a fix may write, or show to be written."""
    resolve = termbase.language(lang).resolve
    says = {resolve(say, {}) for group in _groups(termbase, lang) for say in (*group.say, *group.attributive)}
    return sorted(says | set(_recommended(termbase, lang)))


def _joints(termbase: Termbase, lang: str) -> list[str]:
    return [", ", *(f" {joint} " for joint in sorted(termbase.language(lang).grammar.conjunctions))]


def _flagged(texts: Iterable[str], termbase: Termbase, lang: str) -> list[tuple[str, int, str]]:
    """What is found in the texts, one a paragraph: the text, the place in it, and the words."""
    found: list[tuple[str, int, str]] = []
    rest = list(texts)
    while rest:
        chunk, rest = rest[:CHUNK], rest[CHUNK:]
        starts = list(accumulate((len(text) + 3 for text in chunk), initial=0))
        document = read("".join(f"{text}.\n\n" for text in chunk), "plain")
        for it in check(document, termbase, Settings(lang=lang)):
            at = bisect_right(starts, it.start) - 1
            if not it.kept:
                found.append((chunk[at], it.start - starts[at], it.text))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_words_joined(lang: str, termbase: Termbase) -> None:
    """Every ordered pair of recommended terms, and every pair that halves of a term could be joined in."""
    joints, terms = _joints(termbase, lang), _recommended(termbase, lang)
    pairs = {f"{a}{joint}{b}" for a, joint, b in product(terms, joints, terms)}
    halves = {
        (joint, pattern[:at], pattern[at + len(joint) :])
        for _, pattern in numbered(termbase.language(lang).patterns)
        for joint in joints
        for at in range(len(pattern))
        if pattern.startswith(joint, at)
    }
    phrases = [(phrase, f" {fold(phrase)} ") for phrase in _written(termbase, lang)]
    for joint, before, after in halves:
        ends = [phrase for phrase, folded in phrases if folded.endswith(f" {before} ")]
        begins = [phrase for phrase, folded in phrases if folded.startswith(f" {after} ")]
        pairs |= {f"{a}{joint}{b}" for a in ends for b in begins}
    assert len(pairs) > len(terms)
    assert _flagged(sorted(pairs), termbase, lang) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_words_joined_all(lang: str, termbase: Termbase) -> None:
    phrases = _written(termbase, lang)
    for joint, first in product(_joints(termbase, lang), phrases):
        assert _flagged((f"{first}{joint}{second}" for second in phrases), termbase, lang) == []


def _beside(group: Group, everything: bool) -> Iterator[tuple[str, str]]:
    """What a group of forms needs before and after it; of each the first, or every one."""
    before, after = group.preceded_by or ("",), group.followed_by or ("",)
    pairs = [(before[0], after[0])]
    if everything:
        pairs += [*((it, after[0]) for it in before[1:]), *((before[0], it) for it in after[1:])]
    for lead, tail in pairs:
        yield f"{lead} " if lead else "", f" {tail}" if tail else ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_words_after_a_lead(lang: str, termbase: Termbase) -> None:
    """Where only what stands before a form makes it a term, or another: "images of"."""
    resolve = termbase.language(lang).resolve
    texts = {
        f"{before} {resolve(say, {})}": len(before)
        for group in _groups(termbase, lang)
        for before in group.preceded_by
        for say in group.say
    }
    found = _flagged(sorted(texts), termbase, lang)
    assert [(text, words) for text, start, words in found if texts[text] < start + len(words)] == []


FRAMES = ["The State shall prohibit {} in law to protect children from offenders online.", "{}, in hotels"]


def _fixed(texts: list[str], termbase: Termbase, lang: str) -> Iterator[tuple[str, str]]:
    """What is flagged in words that fixes have put into the texts: the whole text before, and the words."""
    text = "".join(f"{it}\n\n" for it in texts)

    def found(text: str) -> list[Finding]:
        return [it for it in check(read(text, "plain"), termbase, Settings(lang=lang)) if not it.kept]

    edits, _ = edits_for(found(text), Applicability.UNSAFE)
    grown = list(accumulate((len(new) - (end - start) for start, end, new in edits), initial=0))
    places = [
        (edit.start + by, edit.start + by + len(edit.text)) for edit, by in zip(edits, grown, strict=False)
    ]
    starts = [start for start, _ in places]
    fixed = splice(text, edits)
    for finding in found(fixed):
        at = bisect_right(starts, finding.end - 1) - 1
        if at >= 0 and finding.start < places[at][1]:
            yield texts[fixed.count("\n\n", 0, finding.start)], finding.text


def _in_place(termbase: Termbase, lang: str, everything: bool) -> list[tuple[str, str]]:
    language = termbase.language(lang)
    forms = {
        f"{before}{target.cased or pattern}{after}"
        for number, pattern in numbered(language.patterns)
        for target in language.targets(number)
        if target.group != EXCEPTION
        for before, after in _beside(language.term(target.term).groups[target.group], everything)
    }
    frames = FRAMES if lang == "en" else ["{}."]
    tried = sorted(forms)[:: 1 if everything else 11]
    texts = [frame.replace("{}", form) for frame in frames for form in tried]
    chunks = (texts[at : at + CHUNK] for at in range(0, len(texts), CHUNK))
    return [it for chunk in chunks for it in _fixed(chunk, termbase, lang)]


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_words_where_a_fix_puts_them(lang: str, termbase: Termbase) -> None:
    assert _in_place(termbase, lang, everything=False) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_words_where_a_fix_puts_them_all(lang: str, termbase: Termbase) -> None:
    assert _in_place(termbase, lang, everything=True) == []


@pytest.mark.parametrize("least", [Applicability.SAFE, Applicability.UNSAFE])
def test_fixing_the_sample_makes_no_finding(least: Applicability, find: Callable[..., list[Finding]]) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    fixed = fix_text(text, find, least)
    assert fixed != text
    assert {it.text for it in find(fixed)} <= {it.text for it in find(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Measures against child prostitution and sexual exploitation of children were taken.",
        "Measures against prostitution and sexual exploitation of children were taken.",
        "Laws on child prostitution or trafficking of children exist.",
        "A ban on the underage female prostitution market.",
        "It punishes every child porn collector.",
        "Child prostitution, child pornography and trafficking of children are banned.",
    ],
)
@pytest.mark.parametrize("least", [Applicability.SAFE, Applicability.UNSAFE])
def test_fixing_makes_no_finding(text: str, least: Applicability, find: Callable[..., list[Finding]]) -> None:
    fixed = fix_text(text, find, least)
    assert {it.text for it in find(fixed)} <= {it.text for it in find(text)}


def test_what_would_make_another_term_is_only_shown(find: Callable[..., list[Finding]]) -> None:
    (finding,) = find("The law punishes every baby porn collector.")
    assert finding.fixes[0].applicability is Applicability.DISPLAY
    assert [it.code for it in finding.cautions] == ["makes-another"]

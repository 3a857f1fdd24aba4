"""What is always true of the engine, for the whole termbase."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.phrases import phrases
from fuzz.reading import findings_are_in_order, what_stands_there_is_reported
from luxterm.config.settings import Settings
from luxterm.engine.check import check_first
from luxterm.engine.fixes import apply
from luxterm.engine.searching import phrases_in
from luxterm.formats import read
from luxterm.termbase import Termbase
from luxterm.types import Applicability, Finding, Usage

Find = Callable[..., list[Finding]]


FRAMES = [
    "The State shall prohibit {} in law.",
    "{} is addressed in the national plan of action.",
    "- Measures against {}",
    "# {}",
    "The Committee is concerned about {}, and urges the State party to act.",
    "| Measure | Subject |\n|---|---|\n| reporting | {} |",
    "> The State shall prohibit {} in law.",
    "The term “{}” should be avoided.",
    "The Minister said: “We will end {} in this country.”",
    "See `{}` and [the page](https://example.org/{}).",
]
frames = st.sampled_from(FRAMES)
sentences = st.builds(lambda frame, phrase: frame.replace("{}", phrase), frames, phrases)
texts = st.lists(sentences, min_size=1, max_size=4).map("\n\n".join)


@given(texts)
def test_spans_are_what_the_source_has_there(find: Find, text: str) -> None:
    """Sorted, disjoint, inside the document; every edit too."""
    findings = find(text)
    what_stands_there_is_reported(text, findings)
    findings_are_in_order(findings)


@given(texts, st.sampled_from([Applicability.SAFE, Applicability.UNSAFE]))
def test_fixing_twice_is_fixing_once(fix: Callable[..., str], text: str, least: Applicability) -> None:
    fixed = fix(text, "markdown", least)
    assert fix(fixed, "markdown", least) == fixed


@given(texts)
def test_a_safe_fix_touches_only_uses(find: Find, text: str) -> None:
    findings = find(text)
    _, applied = apply(text, findings, Applicability.SAFE)
    assert all(it.usage is Usage.USE and not it.kept for it in applied)


@given(texts)
def test_a_fix_changes_nothing_outside_its_edits(find: Find, text: str) -> None:
    findings = find(text)
    new, applied = apply(text, findings, Applicability.SAFE)
    edits = sorted(edit for it in applied for edit in it.fixes[0].edits)
    position = 0
    for edit in edits:
        kept = text[position : edit.start]
        assert new.startswith(kept + edit.text)
        new = new[len(kept) + len(edit.text) :]
        position = edit.end
    assert new == text[position:]


@given(texts)
def test_the_prefilter_never_misses(find: Find, termbase: Termbase, text: str) -> None:
    """A file that the prefilter rules out has no finding, in any encoding of it."""
    if find(text):
        assert termbase.may_contain(text.encode())
        assert termbase.may_contain(text.encode("utf-16"))
        assert termbase.may_contain(text.upper().encode())


def _between(phrase: str, at: int, what: str) -> str:
    spots = [index for index, char in enumerate(phrase) if char == " "]
    spot = spots[at % len(spots)]
    return phrase[:spot] + what + phrase[spot + 1 :]


SPACES = [" ", "\t", "\u00a0", "\n", "\r\n", "&nbsp;", "\u2009", "\u202f"]
gaps = (
    st.lists(st.sampled_from([*SPACES, "\u200b", "\u00ad", "\u2060"]), min_size=1, max_size=4)
    .filter(lambda parts: not set(SPACES).isdisjoint(parts) and sum("\n" in part for part in parts) < 2)
    .map("".join)
    # Which would say that a word is broken there
    .filter(lambda gap: not re.search("\u00ad\\W*\n", gap.replace("&nbsp;", " ")))
)


@given(gaps, phrases.filter(lambda phrase: " " in phrase), st.integers(0, 9))
def test_what_stands_between_words_does_not_hide_a_term(find: Find, gap: str, phrase: str, at: int) -> None:
    text = "The State shall prohibit {} in law."
    plain = find(text.replace("{}", phrase))
    spread = find(text.replace("{}", _between(phrase, at, gap)))
    assert [it.term for it in plain] == [it.term for it in spread]


@given(phrases, st.integers(1, 40), st.sampled_from(["\u00ad", "\u200b", "\u2060"]))
def test_what_is_invisible_inside_words_does_not_hide_a_term(
    find: Find, termbase: Termbase, phrase: str, at: int, what: str
) -> None:
    at = at % len(phrase)
    text = f"The State shall prohibit {phrase[:at]}{what}{phrase[at:]} in law."
    assert [it.term for it in find(text)] == [it.term for it in find(text.replace(what, ""))]
    assert termbase.may_contain(text.encode())


@given(phrases.filter(lambda phrase: " " in phrase), st.integers(0, 9), st.sampled_from(["*", "**", "_"]))
def test_emphasis_on_one_word_does_not_hide_a_term(find: Find, phrase: str, at: int, mark: str) -> None:
    words = phrase.split(" ")
    words[at % len(words)] = f"{mark}{words[at % len(words)]}{mark}"
    text = "The State shall prohibit {} in law."
    assert [it.term for it in find(text.replace("{}", " ".join(words)))] == [
        it.term for it in find(text.replace("{}", phrase))
    ]


@given(texts)
def test_checking_twice_gives_the_same(find: Find, text: str) -> None:
    assert find(text) == find(text)


def test_a_document_is_searched_once(termbase: Termbase, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second time only if the first stopped early, for phrases that then didn't count."""
    searched: list[int] = []

    def counting(*args: Any) -> list[Any]:
        found = phrases_in(*args)
        searched.append(len(found))
        return found

    monkeypatch.setattr("luxterm.engine.check.phrases_in", counting)
    document = read("The State shall prohibit child pornography.", "plain")
    assert len(check_first(document, termbase, Settings(), 1000).findings) == 1
    assert len(searched) == 1

"""The sentence around a finding, as a report shows it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luxterm import formats
from luxterm.scan.locate import locate_with_sentences
from luxterm.scan.sentences import REACH, Sentence, Sentences
from luxterm.types import Document, Finding, Message, Severity, Usage


def at(text: str, start: int, end: int) -> Finding:
    return Finding(
        *(start, end, text[start:end], text[start:end], "c", "t", "avoid", Usage.USE, Message("own-words")),
        *(Severity.ERROR, False, "", "en"),
    )


def around(text: str, words: str, format: str = "markdown") -> Sentence:
    document = formats.read(text, format)
    start = text.index(words)
    return Sentences(document).around(at(text, start, start + len(words)))


CASES = {
    "alone": ("Ban child porn now.", "child porn", ("Ban ", "child porn", " now.")),
    "between others": (
        "It is so. Ban child porn now. And then?",
        "child porn",
        ("Ban ", "child porn", " now."),
    ),
    "a section's number ends nothing": (
        "As in s. 163.1 and Art. 34, child porn is banned.",
        "child porn",
        ("As in s. 163.1 and Art. 34, ", "child porn", " is banned."),
    ),
    "hard wraps": (
        "Ban all\nchild\nporn now.\n\nAnother.",
        "child\nporn",
        ("Ban all ", "child porn", " now."),
    ),
    "emphasis isn't read": (
        "Ban *child* **porn** now.",
        "child* **porn",
        ("Ban ", "child porn", " now."),
    ),
    "entities and code": (
        "Law &amp; order: `x.y` bans child porn.",
        "child porn",
        ("Law & order: […] bans ", "child porn", "."),
    ),
    "a quotation's end": (
        "He said “never.” Ban child porn (all). Then.",
        "child porn",
        ("Ban ", "child porn", " (all)."),
    ),
    "one paragraph alone": ("First.\n\nBan child porn\n\nLast.", "child porn", ("Ban ", "child porn", "")),
    "no spaces": (
        "禁止します。これは child porn です。次。",
        "child porn",
        ("これは ", "child porn", " です。"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sentence(name: str) -> None:
    text, words, expected = CASES[name]
    assert around(text, words) == expected


def test_in_no_segment() -> None:
    """A comment is in none: it is its own sentence."""
    assert around("<!-- luxterm: keep x -->\n\nText.", "luxterm: keep x") == ("", "luxterm: keep x", "")


def test_very_long_sentence() -> None:
    sentence = around("so " * 500_000 + "child porn" + " and" * 500_000, "child porn")
    assert sentence.before.startswith("…so so") and sentence.after.endswith(" and…")
    assert len(sentence.before) <= REACH + 1 and len(sentence.after) <= REACH + 1


@pytest.mark.slow
def test_many_findings_in_one_paragraph() -> None:
    """However long their paragraph, each costs the same."""
    text = "child porn **and** " * 20_000
    document = formats.read(text, "markdown")
    starts = [match * 19 for match in range(20_000)]
    found = locate_with_sentences(document, [at(text, start, start + 10) for start in starts])
    assert {item.sentence.words for item in found if item.sentence} == {"child porn"}


@given(st.text("ab. *_`&;!?“”\nÄ漢", max_size=80), st.text("ab. *_\n", max_size=80))
def test_words_stand_in_their_sentence(find: Callable[..., list[Finding]], before: str, after: str) -> None:
    text = f"{before} child pornography {after}"
    document: Document = formats.read(text, "markdown")
    for item in locate_with_sentences(document, find(text)):
        assert item.sentence
        assert item.sentence.words.lower().split() == ["child", "pornography"]
        assert "\n" not in "".join(item.sentence)

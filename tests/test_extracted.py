"""Text taken out of files: one line per segment, and marks where they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luxterm import formats
from luxterm.office import extracted
from luxterm.office.extracted import ExtractedText
from luxterm.office.places import counted
from luxterm.system.errors import UnreadableError
from luxterm.types import Mark, MarkKind, Message

WORDS = st.text("ab \t\n\u00a0.", max_size=20)
KINDS = st.sampled_from(list(MarkKind))


@given(
    st.lists(st.tuples(WORDS, st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), KINDS), max_size=4)))
)
def test_marks_hold_the_words_they_held(
    paragraphs: list[tuple[str, list[tuple[int, int, MarkKind]]]],
) -> None:
    gathered = ExtractedText()
    expected: list[tuple[str, list[str]]] = []
    for words, spans in paragraphs:
        marks = [Mark(min(a, b, len(words)), min(max(a, b), len(words)), kind) for a, b, kind in spans]
        gathered.add(words, counted("page", 1), marks=marks)
        if words.split():
            held = [" ".join(words[mark.start : mark.end].split()) for mark in sorted(marks)]
            expected.append((" ".join(words.split()), [words for words in held if words]))
    document = gathered.document("pdf")
    assert document.text.splitlines() == [words for words, _ in expected]
    for segment, (words, held) in zip(document.segments, expected, strict=True):
        assert document.text[slice(*segment.span)] == words
        assert [document.text[mark.start : mark.end] for mark in segment.marks] == held


@given(st.text("ab &;<>/ip\n", max_size=60))
def test_a_text_inside_a_file_is_read_as_by_itself(markup: str) -> None:
    document = formats.read(f"<p>{markup}", "html")
    gathered = ExtractedText()
    gathered.adopt(document, Message("body"))
    read = gathered.document("eml")
    assert len(read.segments) == len(document.segments)
    assert [segment.scope for segment in read.segments] == [segment.scope for segment in document.segments]


def test_more_text_than_anybody_reads_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracted, "TEXT", 30)
    gathered = ExtractedText()
    gathered.add("The rights of the child", counted("page", 1))
    with pytest.raises(UnreadableError, match="characters of text"):
        gathered.add("The rights of the child", counted("page", 2))

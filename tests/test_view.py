"""The reader's view: the same text however its letters are written down."""

from unicodedata import normalize

from hypothesis import example, given
from hypothesis import strategies as st

from luxterm.formats import read
from luxterm.text.view import View

texts = st.lists(
    st.sampled_from(["a", "é", "ñ", "ü", "Å", " ", "  ", "\n", "\u00a0", "\u00ad", "\u200b", "x\ufb01", "-"])
).map("".join)


def seen(text: str) -> str:
    return View(read(text, "plain")).text


@given(texts)
@example("é -\na")
def test_accents_apart_or_together(text: str) -> None:
    assert seen(normalize("NFD", text)) == seen(normalize("NFC", text))


@given(texts)
def test_every_letter_is_seen(text: str) -> None:
    letters = [char for char in normalize("NFKC", text) if char.isalpha()]
    assert [char for char in seen(text) if char.isalpha()] == letters


def test_a_dash_between_words_parts_them() -> None:
    for gap in ("  -\n", " -\n", "\u00a0-\n"):
        assert "- b" in seen(f"a{gap}b")


@given(
    st.lists(
        st.sampled_from(["\ufb01lms", "\ufb01\uff46teen", "a\ufb03x", "end\ufb02", "é", "\uff11"]), min_size=1
    )
)
def test_a_segment_begins_with_its_first_letter(words: list[str]) -> None:
    document = read("\n\n".join(words), "plain")
    view = View(document)
    spans = [view.bounds(at) for at in range(len(document.segments))]
    assert [view.text[start:end] for start, end in spans] == [normalize("NFKC", word) for word in words]

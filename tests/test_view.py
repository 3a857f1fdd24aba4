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

"""Few phrases or all of them: the same is found."""

from hypothesis import given
from hypothesis import strategies as st

from luxterm.check import check
from luxterm.fold import fold
from luxterm.formats import read
from luxterm.settings import Settings
from luxterm.termbase import Termbase
from luxterm.termbase.data import Language
from luxterm.termbase.patterns import MUCH, Patterns, words_in

PHRASES = ["child porn", "porn", "sex-worker", "sex", "péd ophile", "№ 5", "ω", "a", "child porn ring"]
BY_WORD = {"porn": (0, 1), "worker": (2,), "sex": (3,), "ophile": (4,), "": (5, 6), "a": (7,), "ring": (8,)}
GAPS = ["", " ", "-", "²", "7", "_", "é", "\n"]


def found(patterns: Patterns, text: str, searched: int) -> list[tuple[int, int, int]]:
    """What is found after so many code points, of what could be a whole word."""
    patterns._searched = searched  # pyright: ignore[reportPrivateUsage]
    hits = [tuple(hit) for hit in patterns.find(text)]
    whole = [(n, s, e) for n, s, e in hits if not (text[s - 1 : s].isalnum() or text[e : e + 1].isalpha())]
    return sorted(whole)


@given(st.lists(st.sampled_from([*PHRASES, *GAPS])).map("".join))
def test_the_first_texts_are_searched_as_the_others(text: str) -> None:
    patterns = Patterns(PHRASES, BY_WORD)
    assert found(patterns, text, 0) == found(patterns, text, MUCH)


def test_every_phrase_of_the_lexicon_is_found_by_its_word(termbase: Termbase) -> None:
    for lang in termbase.languages:
        data = Language(termbase.language(lang)._data)._data  # pyright: ignore[reportPrivateUsage]
        for number, phrase in enumerate(data["patterns"]):
            assert any(number in data["by_word"].get(word, ()) for word in ("", *words_in(phrase))), phrase


def test_a_mark_of_a_note_hides_nothing(termbase: Termbase) -> None:
    text = fold("No State tolerates child pornography² or child prostitution5 in law.")
    assert len(check(read(text, "plain"), termbase, Settings())) == 2

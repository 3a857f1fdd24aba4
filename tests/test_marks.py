"""The marks around words: all of Unicode's quotation marks are known, and compared as one."""

import sys

import regex

from luxterm.text.folding import fold
from luxterm.text.marks import APOSTROPHES, CLOSING, FOLDED_QUOTES, OPENING, QUOTES


def test_every_quotation_mark_of_unicode_is_known_once() -> None:
    known = regex.findall(r"\p{Quotation_Mark}", "".join(map(chr, range(sys.maxunicode + 1))))
    assert sorted(APOSTROPHES + QUOTES) == known


def test_their_shape_makes_no_difference() -> None:
    assert fold(f"A{APOSTROPHES}b") == "a" + "'" * len(APOSTROPHES) + "b"
    assert fold(f"A{FOLDED_QUOTES}b") == "a" + '"' * len(FOLDED_QUOTES) + "b"


def test_what_a_phrase_is_freed_from_is_as_a_folded_text_has_it() -> None:
    assert fold(OPENING + CLOSING) == OPENING + CLOSING

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luxterm.text.ends import common_ends
from luxterm.text.lines import Encoding, LineIndex

TEXTS = st.text(alphabet="ab \t\n\r\f\v\x1c\x85\u2028é漢😀𝔸\u0301\ufeff", max_size=40)
CODECS: dict[Encoding, tuple[str, int]] = {
    "utf-8": ("utf-8", 1),
    "utf-16": ("utf-16-le", 2),
    "utf-32": ("utf-32-le", 4),
}


@given(TEXTS)
def test_lines_are_those_between_line_ends(text: str) -> None:
    index = LineIndex(text)
    lines = re.split(r"\r\n|\r|\n", text)
    assert index.count == len(lines)
    assert [text[slice(*index.line_span(n))] for n in range(index.count)] == lines


@given(TEXTS)
def test_position_and_offset_are_inverse_outside_crlf(text: str) -> None:
    index = LineIndex(text)
    for offset in range(len(text) + 1):
        inside_crlf = text[max(offset - 1, 0) : offset + 1] == "\r\n"
        assert index.offset(*index.position(offset)) == offset - inside_crlf


@given(TEXTS)
def test_positions_grow_with_offsets(text: str) -> None:
    index = LineIndex(text)
    positions = [index.position(offset) for offset in range(len(text) + 1)]
    assert positions == sorted(positions)
    assert positions[-1][0] == index.count - 1


@given(TEXTS, st.sampled_from(sorted(CODECS)))
def test_units_agree_with_the_codec(text: str, encoding: Encoding) -> None:
    index = LineIndex(text)
    codec, size = CODECS[encoding]
    for line in range(index.count):
        start, end = index.line_span(line)
        for column in range(end - start + 1):
            units = index.to_units(line, column, encoding)
            assert units == len(text[start : start + column].encode(codec)) // size
            assert index.from_units(line, units, encoding) == column


@given(TEXTS, st.sampled_from(sorted(CODECS)), st.integers(-2, 200))
def test_any_unit_becomes_the_character_it_is_in(text: str, encoding: Encoding, units: int) -> None:
    index = LineIndex(text)
    for line in range(index.count):
        column = index.from_units(line, units, encoding)
        start, end = index.line_span(line)
        assert 0 <= column <= end - start
        assert index.to_units(line, column, encoding) <= max(units, 0)
        if start + column < end:
            assert index.to_units(line, column + 1, encoding) > units


def test_what_is_outside_moves_inside() -> None:
    index = LineIndex("ab\ncd")
    assert index.position(-1) == (0, 0)
    assert index.position(99) == (1, 2)
    assert index.offset(0, 99) == 2
    assert index.offset(-1, 5) == 0
    assert index.offset(9, 0) == 5
    with pytest.raises(IndexError):
        index.line_span(2)
    with pytest.raises(IndexError):
        index.line_span(-1)


def test_the_empty_text_has_one_line() -> None:
    index = LineIndex("")
    assert (index.count, index.position(0), index.offset(0, 0), index.line_span(0)) == (1, (0, 0), 0, (0, 0))


def test_lone_surrogates_are_counted_not_refused() -> None:
    index = LineIndex("a\ud800b")
    assert [index.to_units(0, 3, encoding) for encoding in ("utf-8", "utf-16", "utf-32")] == [5, 3, 3]
    assert [index.from_units(0, units, "utf-8") for units in range(6)] == [0, 1, 1, 1, 2, 3]


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_the_lines_of_the_next_text_are_found_from_those_before(
    first: str, gone: str, come: str, last: str
) -> None:
    old, new = first + gone + last, first + come + last
    known, again = LineIndex(new, LineIndex(old), common_ends(old, new)), LineIndex(new)
    assert known.count == again.count
    assert [*map(known.line_span, range(known.count))] == [*map(again.line_span, range(again.count))]


@given(TEXTS, TEXTS)
def test_common_ends(old: str, new: str) -> None:
    same, left = common_ends(old, new)
    rest, come = old[same : len(old) - left], new[same : len(new) - left]
    assert old == new[:same] + rest + new[len(new) - left :]
    assert not rest or not come or (rest[0] != come[0] and rest[-1] != come[-1])

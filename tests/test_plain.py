"""Plain text: offsets, and hard wraps that must not split a term."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luxterm.formats import read
from luxterm.types import Piece

PARAGRAPH = (
    "The Committee recommends that States parties prohibit, by law, the sale of children, child "
    "prostitution and child pornography, wherever they occur, and that they gather data (by age, sex and "
    "kind) on each of them; it notes article 3 (1) (c) of the Protocol, and – again – urges the State to act."
)


def test_quotation_marks_are_gaps() -> None:
    (segment,) = read("> > one\n> > two\n", "plain").segments
    assert segment.pieces == (Piece(4, 8), Piece(12, 15))


def test_a_comment_is_a_gap() -> None:
    text = "one <!-- luxterm: keep x: y --> two"
    (segment,) = read(text, "plain").segments
    assert segment.pieces == (Piece(0, 4), Piece(31, 35))


@pytest.mark.parametrize("indent", ["", "  ", "    ", "\t"])
@pytest.mark.parametrize("lead", ["", "- ", "12. ", "(a) ", "1.\t"])
@given(width=st.integers(20, 120))
@settings(max_examples=15, deadline=None)
def test_hard_wraps_never_part_a_paragraph(lead: str, indent: str, width: int) -> None:
    text = textwrap.fill(
        lead + PARAGRAPH, width, subsequent_indent=indent, break_on_hyphens=False, expand_tabs=False,
        replace_whitespace=False,
    )  # fmt: skip
    segments = [" ".join(text[s.span.start : s.span.end].split()) for s in read(text, "plain").segments]
    for term in ("sale of children", "child prostitution", "child pornography"):
        assert any(term in segment for segment in segments)
    assert "".join(segments).endswith("act.")

"""Markdown: offsets, and what its extensions and HTML must not do to a policy text."""

from itertools import product

import pytest

from luxterm.formats import read
from luxterm.types import BARRIER, MarkKind, Piece, Scope
from tests.sampling import sampled
from tests.timing import assert_linear


def test_line_ends_stay_with_the_text_before() -> None:
    (segment,) = read("> one\r\n>   two\n> three", "markdown").segments
    assert segment.pieces == (Piece(2, 7), Piece(11, 15), Piece(17, 22))


def test_a_bare_paragraph_is_one_piece() -> None:
    (segment,) = read("one\ntwo \nthree\n", "markdown").segments
    assert segment.pieces == (Piece(0, 14),)


def test_emphasis_and_entities_are_gaps_and_pieces() -> None:
    text = "a *b*&amp;`c` d"
    (segment,) = read(text, "markdown").segments
    assert segment.pieces == (
        Piece(0, 2),
        Piece(3, 4),
        Piece(5, 10, "&"),
        Piece(10, 13, BARRIER),
        Piece(13, 15),
    )
    assert [(m.start, m.end, m.kind) for m in segment.marks] == [(3, 4, MarkKind.EMPHASIS)]


@pytest.mark.parametrize("before", ["", "é", "😀😀 ", "日本\n\n# Ü *ü* `é`\n\n", "&nbsp;é ", "> é\n> é\n\n"])
def test_offsets_are_code_points(before: str) -> None:
    text = before + "sale of *children* in [the État](x) ended\nthen\n"
    seen = [
        text[p.start : p.end] for s in read(text, "markdown").segments for p in s.pieces if p.text is None
    ]
    joined = "|".join(seen)
    assert joined.endswith("sale of |children| in |the État| ended\nthen")


def test_what_can_not_be_encoded_is_read_all_the_same() -> None:
    text = "sale \ud800 of\n\n*children*"
    assert [s.span for s in read(text, "markdown").segments] == [(0, 9), (12, 20)]


@pytest.mark.parametrize(
    ("text", "read_whole"),
    [
        ("Between US$500 for the offence and US$1,000.", True),
        ("It costs $5 per *child* and $6 per adult$.", True),
        ("With $x^2$ as above.", False),
        ("With $\\alpha_i + b$ as above.", False),
        ("As $$a = b$$ has it.", False),
    ],
)
def test_money_is_not_a_formula(text: str, read_whole: bool) -> None:
    pieces = [p for s in read(text, "markdown").segments for p in s.pieces]
    assert all(p.text is None for p in pieces) is read_whole


@pytest.mark.slow
@pytest.mark.parametrize(
    ("opening", "line", "closing"),
    sampled(
        product(
            ("---\na: b", "---", "+++"),
            ("a: b", "  # c", "- x", "", "a = 1", "prose", "    deep"),
            ("---", "...", "+++", ""),
        ),
        11,
    ),
)
def test_front_matter_takes_linear_time(opening: str, line: str, closing: str) -> None:
    assert_linear(lambda count: read(f"{opening}\n{f'{line}{chr(10)}' * count}{closing}", "markdown"))


@pytest.mark.parametrize("cell", ["*a* `b` c", "![a](b) c  "])
def test_a_drawn_table_takes_linear_time(cell: str) -> None:
    line = f"| {cell} | {cell} |\n"
    rule = "".join("+" if sign == "|" else "-" for sign in line[:-1]) + "\n"
    assert_linear(lambda count: read(rule + (line + rule) * count, "markdown"))


def test_a_byte_order_mark_before_front_matter() -> None:
    title, segment = read("\ufeff---\ntitle: x\n---\nText\n", "markdown").segments
    assert title.span == (12, 13)
    assert segment.span == (18, 22)


def test_html_that_stays_open_reaches_the_markdown_after_it() -> None:
    text = "<blockquote>\n\nOne\n\n<table><tr><td>\n\n*Two*\n\n</td></tr></table>\n\n</blockquote>\n\nThree\n"
    segments = read(text, "markdown").segments
    assert [(s.scope, s.quoted) for s in segments] == [
        (Scope.PARAGRAPH, True),
        (Scope.CELL, True),
        (Scope.PARAGRAPH, False),
    ]


def test_the_sample_begins_with_a_rule_not_with_front_matter() -> None:
    text = "---\n\n**DRAFT Guidelines on the sale of children, child  \nprostitution**\n\n---\n\nDRAFT\n"
    first, last = read(text, "markdown").segments
    assert text[first.span.start :].startswith("DRAFT Guidelines")
    assert text[last.span.start : last.span.end] == "DRAFT"

"""Properties of every reader with every text."""

from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fuzz.reading import check_document
from luxterm.formats import FORMATS, format_of, read
from tests.sampling import sampled
from tests.timing import assert_linear

FORMAT_NAMES = sorted(set(FORMATS.values()))

# Signs that mean something in one of the formats, and words.
_SIGNS = (
    "# * ** _ ` `` ~~~ [ ] ( ) ![ ]( < > </ <b> </b> <p> </p> <td> <th> <tr> <table> <li> <code> </code> "
    "<pre> <!-- --> <sup> </sup> <blockquote> <img <script> </script> alt= \" ' = & &amp; &#9; \\ | |-|-| "
    ": :: .. .. note:: .. _x: [1]_ [^1] [^1]: - 1. (a) > >> --- === +---+ +===+ $ $$ {# } é 😀 \ud800 \0 "
    "\t \r\n \r \f \u2028 \u00a0 child State Act ACT https://example.org"
)
signs = st.sampled_from([*_SIGNS.split(" "), " ", "  ", "    ", "\n", "\n\n", "\n   "])
texts = st.one_of(st.lists(signs, max_size=60).map("".join), st.text(max_size=200))


@pytest.mark.parametrize("format", FORMAT_NAMES)
@given(text=texts)
@example(text="\f</code>\u2028")
@example(text="\u2028<code>")
@settings(max_examples=150, deadline=None)
def test_laws(format: str, text: str) -> None:
    document = read(text, format)
    assert document.text == text
    assert document.format == format
    check_document(document)
    assert read(text, format) == document


@pytest.mark.parametrize("format", FORMAT_NAMES)
@given(words=st.lists(st.sampled_from(["child", "rights", "Étude", "😀", "of"]), min_size=2, max_size=30))
@settings(max_examples=30, deadline=None)
def test_a_paragraph_is_one_piece(format: str, words: list[str]) -> None:
    text = "The " + "".join(word + ("\n" if n % 5 == 4 else " ") for n, word in enumerate(words)) + "end"
    (segment,) = read(text, format).segments
    assert len(segment.pieces) == 1
    assert segment.span == (0, len(text))


_HOSTILE = {
    "backticks": "`",
    "stars": "*",
    "star words": "*a ",
    "underscores": "a_b*",
    "brackets": "[",
    "link starts": "[a](",
    "image starts": "![",
    "quotes": "> ",
    "bullets": "- ",
    "open tags": "<a ",
    "open quotes": '<a b="',
    "open comments": "<!--",
    "declarations": "<!",
    "ampersands": "&a",
    "nested elements": "<div>",
    "bold": "<b>",
    "notes": "<sup>",
    "cells": "<td colspan=20 rowspan=999>",
    "dollars": "$a ",
    "bars": "|a ",
    "colons": ":a:`",
    "references": "a_ ",
    "spaces": " ",
    "lines": "a\n",
    "blank lines": "\n",
    "paragraphs": "a\n\n",
    "quoted lines": "> a\n",
    "deeper": "  - a\n",
    "definitions": "a\n  b\n",
    "borders": "+--+\n",
    "bordered": "== ==\na b\n",
    "accents": "é*ü* ",
}


@pytest.mark.slow
@pytest.mark.parametrize(("format", "kind"), sampled(product(FORMAT_NAMES, _HOSTILE), 7))
def test_time_is_linear(format: str, kind: str) -> None:
    assert_linear(lambda count: read(_HOSTILE[kind] * count, format))


@pytest.mark.slow
@pytest.mark.parametrize("format", FORMAT_NAMES)
def test_depth_and_length(format: str) -> None:
    staircase = "".join("  " * depth + "- a\n" for depth in range(400))
    for text in (staircase, ">" * 20_000, "<ul><li>" * 20_000, "- " * 20_000, "a b " * 500_000):
        read(text, format)


def test_formats_by_suffix() -> None:
    assert format_of("a/b.MD") == "markdown"
    assert format_of(r"C:\docs\b.Xhtml") == "html"
    assert format_of("notes.v2.txt") == "plain"
    assert format_of("README") is None
    assert format_of(".md") is None
    assert format_of("folder.md/file") is None


def test_an_unknown_format() -> None:
    with pytest.raises(ValueError, match="no reader"):
        read("x", "wordperfect")
    with pytest.raises(ValueError, match="no reader"):
        read("x", "builder")

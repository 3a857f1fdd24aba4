"""HTML: exact offsets, and malformed input."""

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from luxterm.formats import read
from luxterm.types import BARRIER, Comment, Piece


def test_offsets() -> None:
    text = "<p>sale &amp; <b>traffic</b><br>x <code>y</code></p>"
    (segment,) = read(text, "html").segments
    assert segment.pieces == (
        Piece(3, 8),
        Piece(8, 13, "&"),
        Piece(13, 14),
        Piece(17, 24),
        Piece(28, 32, " "),
        Piece(32, 34),
        Piece(34, 48, BARRIER),
    )


def test_the_offsets_of_an_alt_text() -> None:
    for tag in (
        '<img src=a alt="A map">',
        "<img alt='A map'/>",
        "<IMG  ALT = \"A map\" src='alt=x'>",
        '<img """ alt ismap alt="A map">',
    ):
        (segment,) = read(tag, "html").segments
        assert tag[segment.span.start : segment.span.end] == "A map"


def test_the_span_of_a_comment() -> None:
    text = "a<!-- luxterm: off: x -->b"
    document = read(text, "html")
    assert document.comments == (Comment(1, 25, "luxterm: off: x"),)
    assert document.segments[0].pieces == (Piece(0, 1), Piece(25, 26))


def test_numbers_of_any_length_are_no_error() -> None:
    read(f"<p>&#{'9' * 5000}; &#x{'f' * 5000}; <td colspan={'9' * 5000} rowspan=x>", "html")


class Shown(HTMLParser):
    """The text by the standard library's parser."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


well_formed = st.recursive(
    st.sampled_from(["child", "sale &amp; x", " of ", "&eacute;t", "3 &lt; 4", "<!-- c -->", "<br/>"]),
    lambda inner: st.builds(
        lambda name, parts: f'<{name} class="a > b">{"".join(parts)}</{name}>',
        st.sampled_from(["p", "div", "b", "em", "ul", "li", "td", "span", "blockquote", "h2"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(well_formed)
@settings(max_examples=200, deadline=None)
def test_reads_what_the_standard_parser_reads(text: str) -> None:
    parser = Shown()
    parser.feed(text)
    parser.close()
    seen = [
        text[p.start : p.end] if p.text is None else p.text
        for segment in read(text, "html").segments
        for p in segment.pieces
    ]
    assert "".join("".join(seen).split()) == "".join("".join(parser.words).split())

"""Rich Text Format: paragraphs, headings, tables, notes; characters of all kinds; what isn't visible isn't read."""

# ruff: noqa: E501 (RTF as files have it)

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from luxterm.cli.main import main
from luxterm.office.rtf import read
from luxterm.system.errors import UnreadableError
from tests.convert import by_libreoffice, by_pandoc
from tests.segments import listing
from tests.timing import assert_within

LAW = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Helvetica;}{\f1\fcharset204 Arial Cyr;}}
{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\*\cs5 Emphasis;}{\s7\outlinelevel1 \'dcberschrift 2;}}
{\info{\title child pornography}{\author Somebody}}{\*\generator Writer;}
{\header\pard Report on child prostitution\par}
\pard\s1 1. Duties of providers\par
\pard\plain Providers shall report child{\b  porno}graphy{\super\chftn{\footnote\pard\plain{\super\chftn} See the {\i Optional Protocol}.\par}} soon.\par
\pard\s7 Scope\par
{\pard{\listtext\pard a)\tab}\ls1 a child\~prostitute\line and others\par}
\pard Kept {\v hidden }{\deleted deleted }{\pict\wmetafile8 0100090000}{\field{\*\fldinst HYPERLINK "http://example.org"}{\fldrslt a link}}
{\*\bkmkstart x}here{\*\bkmkend x}{\*\atnid LU}{\*\atnauthor Legal Unit}\chatn{\*\annotation Why?\par}.\par
\trowd\trhdr\cellx1000\cellx2000\pard\intbl Term\cell Why\cell\row
\trowd\cellx1000\cellx2000\pard\intbl child sex worker\cell It is \'93no\'94 work.\cell\row
\pard{\shp{\*\shpinst{\sp{\sn x}{\sv unread}}{\shptxt\pard In a box\par}}}
\pard{\f1\'e4\'e5\'f2\'e8} \u8364?\u-10179?\u-8703? \{braces\}\emdash \ldblquote so\rdblquote {\uc2\u233\'65\'65t\u233 ab}\par
The last}
"""  # fmt: skip


def test_reads_documents_as_people_do(snapshot: SnapshotAssertion) -> None:
    assert listing(read(LAW)) == snapshot


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"", "empty"), (b"Some text", "not an RTF"), (b"{\\rtf1" + b"{" * 5_000, "deep")],
)
def test_says_what_is_wrong(data: bytes, problem: str) -> None:
    with pytest.raises(UnreadableError, match=problem):
        read(data)


ODD = st.sampled_from(
    rb"\par |{\footnote |\cell |\row |{\*\x |\u8364|\'|\'e9|\bin3 |{|}|\|\pard|\intbl |child| |\u-10179?|\trowd|{\fonttbl|\*".split(
        b"|"
    )
)


@given(st.lists(ODD, max_size=40))
def test_any_document_is_read(parts: list[bytes]) -> None:
    document = read(b"{\\rtf1 " + b"".join(parts))
    at = -1
    for segment in document.segments:
        assert at < segment.span.start < segment.span.end <= len(document.text)
        at = segment.span.end


@given(st.text("abc éß€漢😀{}\\-", min_size=1, max_size=30))
def test_what_is_written_is_read(words: str) -> None:
    def escaped(char: str) -> str:
        if char in "{}\\":
            return "\\" + char
        units = memoryview(char.encode("utf-16-le")).cast("H")
        return char if char.isascii() else "".join(f"\\u{unit - 65536 * (unit > 32767)}?" for unit in units)

    document = read(f"{{\\rtf1 {''.join(map(escaped, words))}\\par}}".encode())
    assert document.text.split() == words.split()


@pytest.mark.slow
def test_a_long_document_takes_time_in_proportion() -> None:
    data = b"{\\rtf1 " + rb"{\b child} welfare\par " * 50_000 + rb"\'e9" * 300_000 + b"}"
    assert_within(15, lambda: read(data))


def test_a_field_that_shows_nothing_is_not_read() -> None:
    shown = rb"{\field{\*\fldinst REF who }{\fldrslt {\b a person}}}"
    silent = rb'{\field{\*\fldinst { SET who "a person"}}{\fldrslt {\b a person}}}'
    assert listing(read(rb"{\rtf1 by " + silent + shown + rb", {\pict{\fldrslt no}} too\par}")) == (
        "[paragraph 1] paragraph: by a person, too {strong: a person}"
    )


STYLED = rb"""{\rtf1\ansi{\stylesheet{Normal;}{\s15 Quote;}{\s16\sbasedon15 Ours;}{\s17 Title;}{\s18 caption;}
{\s19 Signature;}{\cs20 Quote Char;}{\s21\sbasedon22 Loop;}{\s22\sbasedon21 Loop;}}
\pard\s17 The title\par\pard\s15 Their words.\par\pard\s16 More of them.\par\pard\s18 Table 1\par
\pard\s19 Ours.\par\pard\s21 Neither.\par}"""


def test_styles_say_what_a_paragraph_is() -> None:
    read_as = [(it.scope.value, it.quoted) for it in read(STYLED).segments]
    ours = ("paragraph", False)
    quoted = ("paragraph", True)
    assert read_as == [("heading", False), quoted, quoted, ("caption", False), ours, ours]


LINKED = rb"""{\rtf1\ansi Not {\strike struck} nor {\striked1 this}\strike0 . See
 {\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt The report}} and
 {\field{\*\fldinst HYPERLINK \\l "part"}{\fldrslt part 2}}.\par}"""


def test_what_is_struck_out_or_a_link_is_marked() -> None:
    assert listing(read(LINKED)) == (
        "[paragraph 1] paragraph: Not struck nor this. See The report and part 2."
        " {struck out: struck} {struck out: this} {link: The report}"
    )


def test_a_sign_for_programs_that_do_not_know_a_character_is_passed_over() -> None:
    (segment,) = read(rb"{\rtf1\ansi anti\u8209\_abuse, so\u8212\emdash children\par}").segments
    assert read(rb"{\rtf1\ansi anti\u8209\_abuse, so\u8212\emdash children\par}").text == (
        "anti\u2011abuse, so\u2014children\n"
    )
    assert not segment.marks


FONTS = rb"{\rtf1\ansi\ansicpg1252\deff%d{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}"


def test_plain_letters_are_in_the_font_of_the_document() -> None:
    assert read(FONTS % 0 + rb"\pard\f1 \'e9\plain \'e9t\'e9\par}").text == "йété\n"
    assert read(FONTS % 1 + rb"\pard\'e9\f0 \'e9\plain \'e9{\footnote \'e9}\par}").text == "йéй\nй\n"
    assert read(FONTS % 0 + rb"\pard{\f1 a{\footnote\pard\plain \'e9}}\par}").text == "a\né\n"


_PIECE = b"a" * 100
PIECES = {
    "a field's instruction": rb"{\field{\*\fldinst " + (_PIECE + b"\n") * 40_000 + rb"}{\fldrslt b}}",
    "a number": rb"{\listtext " + (_PIECE + rb"\~") * 25_000 + b"}a",
    "an author": rb"{\*\atnauthor " + (_PIECE + rb"\~") * 25_000 + rb"}{\*\annotation b}a",
    "a style's name": rb"{\stylesheet{\s1 " + (_PIECE + rb"\~") * 25_000 + b";}}a",
    "the name of a style that is used often": rb"{\stylesheet{\s1 "
    + _PIECE * 30_000
    + b";}}"
    + rb"\s1 a\par" * 2_000,
}


@pytest.mark.parametrize("what", PIECES)
def test_what_is_gathered_from_many_pieces_takes_time_in_proportion(what: str) -> None:
    assert_within(1, lambda: read(rb"{\rtf1 " + PIECES[what] + rb"\par}"))


def test_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "law.rtf"
    path.write_bytes(LAW)
    assert main(["check", str(path)]) == 1
    assert "section 1 › paragraph 1: error: Avoid “child pornography”" in capsys.readouterr().out


SOURCE = """# Duties

Report child pornography[^1] soon.

[^1]: See article 34.

| Term | Why |
|------|-----|
| one  | two |
"""
HEADING = "[section “Duties” › heading] heading: Duties {strong: Duties}"
NOTE = "[footnote 1] footnote: See article 34."


@pytest.mark.slow
def test_reads_what_pandoc_and_libreoffice_write(tmp_path: Path) -> None:
    by_pandoc(SOURCE, tmp_path / "a.rtf", tmp_path / "b.odt")
    lines = listing(read((tmp_path / "a.rtf").read_bytes())).splitlines()
    paragraph = "[section “Duties” › paragraph 1] paragraph: Report child pornography soon."
    assert [line for line in (HEADING, paragraph, NOTE) if line not in lines] == []
    again = listing(read(by_libreoffice(tmp_path / "b.odt", "rtf")[0].read_bytes())).splitlines()
    assert [line for line in (HEADING, paragraph, NOTE) if line not in again] == []
    assert again[-1].endswith("row 2, column 2] table cell: two")

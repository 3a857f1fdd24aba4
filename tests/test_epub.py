"""Books: chapters in the order of reading, notes, protection, and where a chapter isn't what it says."""

# ruff: noqa: E501 (XML as files have it)

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from luxterm.cli.main import main
from luxterm.office.epub import read
from luxterm.system.errors import UnreadableError
from tests.convert import by_pandoc
from tests.segments import listing
from tests.timing import assert_within
from tests.zip_maker import package

CONTAINER = (
    '<container xmlns="urn:c"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
BOOK = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>Guidelines on the rights of the child</dc:title></metadata><manifest>
<item id="a" href="text/one%20a.xhtml#top" media-type="application/xhtml+xml"/>
<item id="b" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="c" href="cover.jpg" media-type="image/jpeg"/>
<item id="d" href="../../../etc/passwd" media-type="application/xhtml+xml"/>
</manifest><spine><itemref idref="c"/><itemref idref="b"/><itemref idref="d"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""
ONE = """<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="e"><head><title>Guidelines</title></head>
<body><h1>Duties</h1><p>Report child pornography<a epub:type="noteref" href="#n1">1</a> and <a id="x"/>more.</p>
<blockquote><p>The child prostitute.</p></blockquote><aside epub:type="footnote" id="n1"><p>See article 34.</p></aside></body></html>"""
TWO = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>A preface without a heading.</p></body></html>'
PARTS: dict[str, str | bytes] = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": BOOK,
    "OEBPS/text/one a.xhtml": ONE,
    "OEBPS/text/two.xhtml": TWO,
    "OEBPS/unread.xhtml": TWO,
}


def test_reads_books_as_people_do(snapshot: SnapshotAssertion) -> None:
    assert listing(read(package(PARTS))) == snapshot


def test_comments_keep_terms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    comment = "<!-- luxterm: keep child-pornography: the name of the offence -->"
    one = ONE.replace("<p>Report", f"{comment}<p>Report")
    path = tmp_path / "book.epub"
    path.write_bytes(package({**PARTS, "OEBPS/text/one a.xhtml": one}))
    assert main(["check", str(path), "--show-kept"]) == 0
    assert "kept by a comment: the name of the offence" in capsys.readouterr().out


def test_marks_of_notes_take_time_in_proportion() -> None:
    for again in ("<a noteref ", "noteref "):
        chapter = f"<html><body><p>x<a {again * 40_000}</p></body></html>"
        data = package({**PARTS, "OEBPS/text/two.xhtml": chapter})
        assert_within(2, lambda data=data: read(data))


def test_says_when_it_is_protected() -> None:
    def sealed(name: str) -> bytes:
        reference = f'<e xmlns="urn:x"><CipherReference URI="{name}"/></e>'
        return package({**PARTS, "META-INF/encryption.xml": reference})

    assert read(sealed("OEBPS/fonts/a.otf")) == read(package(PARTS))
    with pytest.raises(UnreadableError, match="copy protection"):
        read(sealed("OEBPS/text/two.xhtml"))


@pytest.mark.parametrize(
    "data", [b"", b"a book", package({}), package({"META-INF/container.xml": CONTAINER})]
)
def test_what_is_broken_is_said_to_be(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(data)


def test_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(package(PARTS))
    assert main(["check", str(path)]) == 1
    assert "chapter “Duties” › paragraph 1: error: Avoid “child pornography”" in capsys.readouterr().out


def test_sections_tables_and_pictures_have_their_place(snapshot: SnapshotAssertion) -> None:
    body = """<p>In the beginning.</p><h1>Duties</h1><p>One.</p><ol><li>Two.</li></ol><img src="a" alt="A child reads"/>
<h2>3.2 Scope</h2><p>Three.</p><table><tr><th>Old</th><th>New</th></tr><tr><td>a word</td><td>a better one</td></tr></table>
<p>Between.</p><table><tr><td>Again</td></tr></table><h2>Terms</h2><p>4) Four.</p>"""
    assert listing(read(package({**PARTS, "OEBPS/text/two.xhtml": f"<body>{body}</body>"}))) == snapshot


@pytest.mark.slow
def test_reads_what_pandoc_writes(tmp_path: Path) -> None:
    source = "# Duties\n\nReport child pornography[^1] soon.\n\n[^1]: See article 34.\n\n# Rights\n\nAll.\n"
    path = tmp_path / "a.epub"
    by_pandoc(source, path)
    lines = listing(read(path.read_bytes())).splitlines()
    assert "[chapter “Duties” › paragraph 1] paragraph: Report child pornography soon." in lines
    assert "[chapter “Duties” › footnote 1] footnote: 1. See article 34. {link: 1}" in lines
    assert "[chapter “Rights” › paragraph 1] paragraph: All." in lines

"""Documents put together as no program does: a review can be taken back, or the place is refused and said."""

from pathlib import Path
from random import Random

import pytest

from fuzz.office import check, mangled, rejected
from luxterm import office
from luxterm.cli.main import main
from luxterm.review import verified
from luxterm.review.reviewing import KINDS
from luxterm.types import Edit, Span
from tests.office import odf, wordml
from tests.office.review_cases import BAD
from tests.office.reviewed import Reviewing, reviewing, texts
from tests.office.wordml import box, files, paragraph, rewritten, run

__all__ = ["reviewing"]

TERM = "child pornography"


def run_in_run() -> bytes:
    """The inner run is what the term begins in."""
    inner = run("child ")
    return wordml.docx(paragraph(f"<w:r><w:t>It bans </w:t>{inner}<w:t>pornography here.</w:t></w:r>"))


def unlike_twins() -> bytes:
    """A text box whose copy for older programs says the same in another look."""
    twice = box(paragraph(BAD))
    first, second = twice.split("<mc:Fallback>")
    return wordml.docx(
        paragraph("Box", first + "<mc:Fallback>" + second.replace("<w:r>", "<w:r><w:rPr><w:i/></w:rPr>", 1))
    )


def test_a_place_is_refused_and_the_others_are_not(reviewing: Reviewing) -> None:
    data = unlike_twins()
    data = rewritten(data, {b"<w:sectPr>": f"{paragraph(BAD)}<w:sectPr>".encode()})
    reviewed = reviewing(data)
    assert [finding.text for finding in reviewed.unplaced] == [TERM]
    assert [remark.finding.text for remark in reviewed.remarks] == [TERM]
    assert texts(rejected(reviewed.data, "docx")) == texts(data)
    assert files(reviewed.data)["word/document.xml"].count(b"luxterm") == 2


def test_a_document_in_an_unknown_language_is_left_as_it_is(reviewing: Reviewing) -> None:
    """Its root says what language a comment would be in, which no program would know."""
    unknown = {b"<w:document ": b'<u:thing xmlns:u="urn:unknown" ', b"</w:document>": b"</u:thing>"}
    data = rewritten(wordml.docx(paragraph(BAD)), unknown)
    reviewed = reviewing(data)
    assert reviewed.data == data
    assert [finding.text for finding in reviewed.unplaced] == [TERM]


def test_runs_in_runs() -> None:
    check("odd.docx", run_in_run())


def test_the_command_says_what_was_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "odd.docx"
    path.write_bytes(unlike_twins())
    assert main(["review", str(path)]) == 1
    out, err = capsys.readouterr()
    assert out == f"{path}: nothing to add; no copy was made.\n"
    assert err.startswith(f"luxterm: {path}: text box: no change can be tracked there: Avoid “{TERM}”")
    assert not (tmp_path / "odd.reviewed.docx").exists()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_one_parser_refuses_is_said(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the newer edition of XML a name may have such a letter; the parser that knows places has the old."""
    name = "\u2070"  # a raised zero
    odd = f'<{name} xmlns="urn:odd"/>'
    text = {"docx": lambda: wordml.docx(paragraph(BAD, odd)), "odt": lambda: odf.odt(odf.p(BAD + odd))}
    path = tmp_path / f"odd.{kind}"
    path.write_bytes(text[kind]())
    assert main(["check", str(path), "--format", "line"]) == 1
    assert TERM in capsys.readouterr().out
    assert main(["review", str(path)]) == 2
    assert "is not well-formed XML" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [path]


def test_a_mark_of_a_change_that_is_not_there_does_not_become_ours(reviewing: Reviewing) -> None:
    begin = '<text:change-start text:change-id="luxterm-1"/>'
    data = odf.odt(odf.p(f"One{begin} law.") + odf.p(BAD))
    reviewed = reviewing(data, "odt")
    assert len(reviewed.remarks) == 1
    assert office.read(rejected(reviewed.data, "odt"), "odt").text == office.read(data, "odt").text


def test_a_field_outside_of_a_run(reviewing: Reviewing) -> None:
    data = wordml.docx(paragraph(BAD), {"header": ""})
    data = rewritten(data, {b"<w:hdr ": b"<w:t ", b"</w:hdr>": b"</w:t>"})
    assert len(reviewing(data).remarks) == 1


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_what_is_wrong_with_a_copy_is_seen(reviewing: Reviewing, kind: str) -> None:
    """Otherwise nothing would ever be refused."""
    data = {"docx": lambda: wordml.docx(paragraph(BAD) * 2), "odt": lambda: odf.odt(odf.p(BAD) * 2)}[kind]()
    reviewed = reviewing(data, kind)
    edits = [edit for remark in reviewed.remarks for edit in remark.edits]
    assert not verified.wrong_in(kind, data, reviewed.data, edits, reviewed.text)
    breaks = {
        "docx": {b'<w:delText xml:space="preserve">child': b"<w:delText>chil", b"in law": b"in the law"},
        "odt": {b"<text:p>child": b"<text:p>chil", b"in law": b"in the law", b"abuse material": b"material"},
    }[kind]
    for old, new in breaks.items():
        broken = rewritten(reviewed.data, {old: new})
        assert files(broken) != files(reviewed.data)
        assert verified.wrong_in(kind, data, broken, edits, reviewed.text)
    other = [*edits[1:], Edit(edits[0].start, edits[0].end, "other")]
    wrong = verified.wrong_in(kind, data, reviewed.data, other, reviewed.text)
    spans = [Span(edit.start, edit.end) for edit in edits]
    assert verified.blamed(kind, data, spans, wrong) == {spans[0]}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_mangled_documents(kind: str) -> None:
    for seed in range(60):
        check(f"mangled.{kind}", mangled(kind, Random(seed)))


@pytest.mark.parametrize(
    ("kind", "seed"), [("docx", 32), ("odt", 1257), ("odt", 3445), ("docx", 3678), ("odt", 4581)]
)
def test_found_by_the_fuzz(kind: str, seed: int) -> None:
    check(f"mangled.{kind}", mangled(kind, Random(seed)))

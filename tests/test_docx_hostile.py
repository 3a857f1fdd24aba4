"""Word documents that are damaged, hostile or endless: each is reported by name, and the scan goes on."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from luxterm.cli.main import main
from luxterm.office import read
from luxterm.system.errors import UnreadableError
from luxterm.termbase import Termbase
from tests.office import wordml
from tests.office.wordml import (
    paragraph,
    run,
)
from tests.test_docx import findings, whole
from tests.timing import assert_within


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is empty"),
        (b"The State shall", "not an Office document, or damaged"),
        (wordml.zipped({"a": b""}), "not a Word document, or damaged"),
        (wordml.docx("")[:-100], "not an Office document, or damaged"),
        (wordml.docx("</w:body>"), "it is damaged (“word/document.xml” in it is not well-formed XML"),
        (
            wordml.docx("<w:sdt>" * 1500 + "</w:sdt>" * 1500),
            "it is damaged (“word/document.xml” in it is not well-formed XML: "
            "Excessive depth in document: 256, line 2, column ",
        ),
    ],
)
def test_unreadable(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read(data, "docx")
    assert str(refusal.value).startswith(message)


@pytest.mark.slow
def test_a_hundred_thousand_runs(termbase: Termbase) -> None:
    runs = [run("It protects ", "<w:b/>"), run("children. ")] * 50_000
    data = wordml.docx(paragraph(*runs, run("It bans child "), run("pornography.")))

    def check_all() -> None:
        assert len(findings(termbase, data)) == 1

    assert_within(20, check_all)


def test_paragraphs_whose_ends_are_deleted_go_on_in_time() -> None:
    going_on = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a child </w:t></w:r></w:p>" * 30_000
    data = wordml.docx(going_on + paragraph("and others"))

    def run() -> None:
        (segment,) = read(data, "docx").segments
        assert segment.span.end - segment.span.start == 30_000 * 7 + 10

    assert_within(2, run)


HOSTILE = {
    "bomb.docx": wordml.docx(paragraph(" " * (20 << 20))),
    "cut.docx": whole()[:500],
    "empty.odt": b"",
    "entities.fodt": b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
    "fetch.docx": wordml.rewritten(
        whole(), {b"<w:document ": b'<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1:9/">]><w:document '}
    ),
    "locked.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
    "sheet.docx": wordml.zipped({"xl/workbook.xml": b"<a/>"}),
}


@pytest.mark.usefixtures("folder")
def test_hostile_files_are_told_and_the_scan_goes_on(
    capsys: pytest.CaptureFixture[str],
    snapshot: SnapshotAssertion,
) -> None:
    for name, data in HOSTILE.items():
        Path(name).write_bytes(data)
    blank = {"word/media/blank.bmp": bytes(20 << 20)}  # never unpacked
    Path("good.docx").write_bytes(wordml.docx(paragraph("It bans child pornography."), more=blank))
    assert main(["check", "--no-color"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("good.docx: paragraph 1: error: Avoid “child pornography”")
    assert err == snapshot

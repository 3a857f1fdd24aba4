"""A folder as ministries keep them: what is empty or of no known kind is told, and nothing is lost."""

import json
from pathlib import Path

import pytest

from luxterm.cli import main
from tests.office import wordml
from tests.office.wordml import paragraph

BAD = "The State shall prohibit child pornography in law.\n"
KINDS = (
    "csv",
    "docx",
    "eml",
    "epub",
    "fodt",
    "odp",
    "ods",
    "odt",
    "pdf",
    "pptx",
    "rtf",
    "xlsx",
    "xml",
    "json",
)
UNKNOWN = ("budget.xls", "law.doc", "map.png", "plan.pages", "talk.ppt")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "law.md").write_text(BAD)
    (folder / "law.docx").write_bytes(wordml.docx(paragraph(BAD.strip())))
    return folder


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("suffix", KINDS)
def test_a_document_of_no_bytes_is_an_error(
    folder: Path, capsys: pytest.CaptureFixture[str], suffix: str, jobs: str
) -> None:
    name = f"docs/empty.{suffix}"
    Path(name).touch()
    assert main(["check", "docs", name, "--format", "json", "--jobs", jobs]) == 2
    out, err = capsys.readouterr()
    report = json.loads(out)
    assert report["errors"] == [{"path": name, "message": "cannot be read: it is empty"}]
    assert report["summary"]["findings"] == 2 and f"luxterm: {name}: cannot be read: it is empty" in err


@pytest.mark.parametrize("suffix", ["md", "txt", "html", "rst", "tex", "adoc"])
def test_a_text_of_no_bytes_is_told_and_no_error(
    folder: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    """An empty text can be read, and a commit must not be stopped by one."""
    name = f"docs/empty.{suffix}"
    Path(name).touch()
    assert main(["check", name, "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["errors"] == [] and json.loads(out)["summary"]["files"] == 1
    assert err == f"luxterm: {name}: it is empty\n"


def test_files_of_unknown_kind_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in UNKNOWN:
        (folder / name).write_bytes(b"\xd0\xcf")
    (folder / ".hidden.doc").touch()
    assert main(["check", "docs"]) == 1
    wanted = ", ".join(f"docs/{name}" for name in UNKNOWN)
    assert capsys.readouterr().err == f"luxterm: not read, for their kind is none of ours: {wanted}\n"


def test_many_files_of_unknown_kind_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(300):
        (folder / f"{number}.{'jpg' if number % 3 else 'DOC'}").touch()
    for kind in "abcdefgh":
        (folder / f"x.{kind}").touch()
    assert main(["check", "docs"]) == 1
    told = (
        "308 files (200 .jpg, 100 .doc, 1 .a, 1 .b, 1 .c, 1 .d, 4 other kinds; "
        "a report in html or xlsx names them)"
    )
    assert told in capsys.readouterr().err
    assert main(["check", "docs", "--format", "html"]) == 1
    out = capsys.readouterr().out
    assert out.count("docs/") > 300 and "308 files of a kind" in out


def test_a_named_file_of_unknown_kind_is_tried(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "law.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert main(["check", "docs/law.doc"]) == 2
    assert "docs/law.doc: cannot be read: it is an old office document" in capsys.readouterr().err

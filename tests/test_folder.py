"""A folder like those ministries keep: empty and unsupported files are reported, and nothing is lost."""

import json
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from luxterm.cli.main import main
from tests.office import wordml
from tests.office.wordml import paragraph
from tests.texts import BAD

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
    "md",
    "txt",
    "html",
    "rst",
    "tex",
    "adoc",
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


@pytest.mark.parametrize("jobs", ["1", pytest.param("2", marks=pytest.mark.slow)])
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
    assert report["summary"]["findings"] == 2
    assert f"luxterm: {name}: cannot be read: it is empty" in err


def test_a_text_of_no_bytes_is_an_error_each_time(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the cache, with `--fix` (which leaves it alone), in each report; and the rest is reported."""
    (folder / "empty.md").touch()
    error = "cannot be read: it is empty"
    for more in ("--cache", "--cache", "--diff"):
        assert main(["check", "docs", more]) == 2
        out, err = capsys.readouterr()
        assert f"docs/empty.md: {error}" in err
        assert "child pornography" in out
    for format in ("html", "csv", "sarif", "github", "jsonl"):
        assert main(["check", "docs", "--format", format]) == 2
        out, err = capsys.readouterr()
        assert f"docs/empty.md: {error}" in err
        assert format != "html" or error in out
    assert main(["check", "docs", "--fix", "--fail-on", "never"]) == 2
    assert (folder / "empty.md").read_bytes() == b""
    assert "material" in (folder / "law.md").read_text()


def test_an_empty_text_that_is_excluded_is_let_be(folder: Path) -> None:
    (folder / "empty.md").touch()
    Path("luxterm.toml").write_text('exclude = ["docs/empty.md"]\n')
    assert main(["check", "docs"]) == 1


def test_empty_standard_input_is_no_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"")))
    assert main(["check", "-", "--stdin-filename", "draft.md"]) == 0
    assert capsys.readouterr().err == ""


def test_files_of_unknown_kind_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in UNKNOWN:
        (folder / name).write_bytes(b"\xd0\xcf")
    (folder / ".hidden.doc").touch()
    assert main(["check", "docs"]) == 1
    wanted = ", ".join(f"docs/{name}" for name in UNKNOWN)
    assert capsys.readouterr().err == f"luxterm: not checked, unsupported file type: {wanted}\n"


def test_data_in_a_folder_can_be_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "words.json").write_text('["child pornography"]')
    assert main(["check", "docs"]) == 1
    told = "docs/words.json; JSON and YAML files are checked only when named"
    assert capsys.readouterr().err == f"luxterm: not checked, unsupported file type: {told}\n"
    assert main(["check", "docs/words.json"]) == 1


def test_many_files_of_unknown_kind_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(300):
        (folder / f"{number}.{'jpg' if number % 3 else 'DOC'}").touch()
    for kind in "abcdefgh":
        (folder / f"x.{kind}").touch()
    assert main(["check", "docs"]) == 1
    told = (
        "308 files (200 .jpg, 100 .doc, 1 .a, 1 .b, 1 .c, 1 .d, 4 other kinds; "
        "an html or xlsx report lists them)"
    )
    assert told in capsys.readouterr().err
    assert main(["check", "docs", "--format", "html"]) == 1
    out = capsys.readouterr().out
    assert out.count("docs/") > 300
    assert "308 unsupported files" in out


def test_a_named_file_of_unknown_kind_is_tried(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "law.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert main(["check", "docs/law.doc"]) == 2
    assert "docs/law.doc: cannot be read: it is an old Office document" in capsys.readouterr().err

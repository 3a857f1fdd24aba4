"""The reports for spreadsheets, read back as a spreadsheet would, and `--redact` in every format."""

import csv
import io
import json
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luxterm.cli.main import main
from luxterm.report import FORMATS, writer
from luxterm.report.csv import BOM, FORMULA
from luxterm.report.redact import without_details
from luxterm.report.rows import COLUMNS
from luxterm.report.run import Lexicon, Run
from luxterm.report.xlsx import CELL
from luxterm.scan.file import scan_file
from luxterm.scan.job import FileResult, Job, Options
from luxterm.system.errors import UnreadableError
from luxterm.system.limits import TooBig
from luxterm.termbase import TermbaseError
from luxterm.text.source import UnwritableError
from luxterm.types import Applicability, Message, quoted
from luxterm.wording import say
from tests.live import LIMIT, program

TEXT = """# Duties

Providers shall report child pornography without delay, and "child prostitutes" are victims.

<!-- luxterm: keep child-pornography: SECRET reason -->
The offence of SECRET child pornography.

See the Optional Protocol to the Convention on the Rights of the Child on the sale of children, child
prostitution and child pornography.
"""
NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def results(text: str = TEXT, path: str = "laws/duties.md", show_kept: bool = True) -> list[FileResult]:
    options = Options(sentences=True, show_kept=show_kept)
    unread = FileResult("old.doc", read=False, errors=(Message("unreadable", ("it is an old document",)),))
    return [scan_file(Job(path, options, text.encode("utf-8", "surrogatepass"))), unread]


def run() -> Run:
    return Run("0.1.0", Lexicon("luxembourg", "0.1.0", "ab" * 32), total=2)


def as_csv(files: list[FileResult]) -> list[dict[str, str]]:
    out = io.StringIO()
    sums = run()
    writer("csv")(sums.watch(files), sums, out)
    text = out.getvalue()
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM))))


def as_xlsx(files: list[FileResult]) -> bytes:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="utf-8")
    sums = run()
    writer("xlsx")(sums.watch(files), sums, out)
    out.detach()
    return raw.getvalue()


def sheets(book: bytes) -> dict[str, list[list[str]]]:
    """The texts of a workbook's cells, sheet by sheet."""
    found: dict[str, list[list[str]]] = {}
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        names = [
            each.get("name", "") for each in ET.fromstring(archive.read("xl/workbook.xml")).iter(f"{NS}sheet")
        ]
        for number, name in enumerate(names, 1):
            sheet = ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            assert not list(sheet.iter(f"{NS}f")), "a formula"
            assert not list(sheet.iter(f"{NS}hyperlink")), "a link"
            found[name] = [
                ["".join(text for text in cell.itertext()) for cell in row.iter(f"{NS}c")]
                for row in sheet.iter(f"{NS}row")
            ]
    return found


def test_rows() -> None:
    rows = as_csv(results())
    assert tuple(rows[0]) == COLUMNS
    assert [(row["line"], row["text"], row["usage"], row["kept"]) for row in rows] == [
        ("3", "child pornography", "use", "no"),
        ("3", "child prostitutes", "quotation", "no"),
        ("6", "child pornography", "use", "yes"),
        ("8", "child prostitution", "title", "yes"),
        ("9", "child pornography", "title", "yes"),
    ]
    first = rows[0]
    assert first["sentence"] == (
        'Providers shall report child pornography without delay, and "child prostitutes" are victims.'
    )
    assert first["path"] == "laws/duties.md"
    assert (first["column"], first["severity"]) == ("24", "error")
    assert first["replacement"].startswith("child sexual abuse material")
    assert first["source"].startswith("Luxembourg Guidelines (2016), as reported, p. 35")
    assert rows[2]["because"] == "kept by a comment: SECRET reason"


def test_kept_rows_only_on_request() -> None:
    assert {row["kept"] for row in as_csv(results(show_kept=False))} == {"no"}


@given(st.sampled_from(FORMULA), st.text("SUM(A1)|cmd' \t", max_size=10))
def test_no_cell_is_a_formula(first: str, rest: str) -> None:
    text = f"{first}{rest} child pornography"
    path = f"{first}{rest}.txt"
    (row,) = as_csv([scan_file(Job(path, Options(sentences=True), text.encode()))])
    assert not [cell for cell in row.values() if cell.startswith(FORMULA)]
    assert row["path"].removeprefix("'") == " ".join(path.split())


@given(st.text(max_size=20))
def test_no_cell_has_what_a_terminal_obeys(words: str) -> None:
    text = f"{words} child pornography"
    for row in as_csv([scan_file(Job("a.txt", Options(sentences=True), text.encode("utf-8", "ignore")))]):
        assert all(cell.isprintable() for cell in row.values())


@given(st.text(st.characters(exclude_characters="\r\n"), max_size=40))
def test_a_finding_is_a_row(path: str) -> None:
    assert len(as_csv(results(path=f"{path}.md"))) == 5


def test_workbook() -> None:
    found = sheets(as_xlsx(results()))
    assert list(found) == ["Summary", "Findings", "Problems"]
    assert len(found["Findings"]) == 6
    assert found["Findings"][1][:4] == ["laws/duties.md", "", "3", "24"]
    assert found["Problems"][1] == ["old.doc", "cannot be read: it is an old document"]
    assert ["Errors", "1"] in found["Summary"]
    assert ["child-pornography", "1"] in found["Summary"]


def test_workbook_head_stays_and_filters() -> None:
    with zipfile.ZipFile(io.BytesIO(as_xlsx(results()))) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:N6"/>' in sheet


@given(st.text(st.characters(), max_size=20))
def test_workbook_holds_any_text(text: str) -> None:
    text = f"={text}"
    (result, _) = results()
    item = result.findings[0]
    item = item._replace(finding=item.finding._replace(text=text, because=quoted(text), why="x" * 40_000))
    rows = sheets(as_xlsx([result._replace(path=text, findings=(item,))]))["Findings"]
    assert len(rows) == 2
    assert rows[1][0].startswith("=")
    assert rows[1][COLUMNS.index("why")] == "x" * CELL


def test_workbook_of_more_than_a_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luxterm.report.xlsx.ROWS", 4)
    found = sheets(as_xlsx(results()))
    assert list(found) == ["Summary", "Findings", "Findings 2", "Problems"]
    assert [len(found["Findings"]), len(found["Findings 2"])] == [4, 3]


@pytest.mark.slow
@pytest.mark.needs("calc")
def test_workbook_in_libreoffice(tmp_path: Path) -> None:
    book = tmp_path / "report.xlsx"
    book.write_bytes(as_xlsx(results("=1+1 child pornography")))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    filter_ = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    convert = ("soffice", profile, "--headless", "--convert-to", filter_, "--outdir", tmp_path, book)
    with program(convert, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        assert process.wait(LIMIT) == 0
    (made,) = tmp_path.glob("*.csv")
    rows = list(csv.reader(io.StringIO(made.read_text("utf-8"))))
    assert rows[0][0] == "Document"
    assert rows[1][COLUMNS.index("sentence")] == "=1+1 child pornography"


def test_workbook_needs_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "xlsx"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "luxterm: --format xlsx writes a binary file: name it with --output FILE\n"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("format", FORMATS)
def test_redacted(format: str) -> None:
    """No text of a document is left, in any format; its name, places and the lexicon's words are."""
    text = TEXT + "\n<!-- luxterm: keep SECRET: SECRET -->\n\nThe CHILD PORNOGRAPHY of SECRET.\n"
    Path("case-12.md").write_text(text, encoding="utf-8")
    common = ["check", "case-12.md", "--format", format, "--show-kept", "--no-progress", "--output"]
    assert main([*common, "open.out"]) == main([*common, "closed.out", "--redact"]) == 1
    shown, hidden = (_text(Path(name), format) for name in ("open.out", "closed.out"))
    assert "SECRET" in shown
    for words in ("SECRET", "Providers shall", "PORNOGRAPHY", "prostitutes"):
        assert words not in hidden
    assert "case-12.md" in hidden
    assert "child sexual abuse material" in hidden


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("The Child Pornography Victims Unit met.", "in-name-before", ["Child", "Pornography", "Unit"]),
        ("The Coalition Child Prostitution met.", "in-name-after", ["Coalition", "Child", "Prostitution"]),
        ("They cite Directive 9/93 on child pornography.", "in-instrument", ["Directive"]),
    ],
)
def test_redacted_reasons_of_names(text: str, code: str, words: list[str]) -> None:
    Path("case.md").write_text(text + "\n", encoding="utf-8")
    common = ["check", "case.md", "--format", "json", "--show-kept", "--output"]
    main([*common, "open.json"])
    main([*common, "closed.json", "--redact"])
    shown, hidden = (
        json.loads(Path(name).read_text("utf-8"))["findings"][0] for name in ("open.json", "closed.json")
    )
    assert shown["code"] == hidden["code"] == code
    assert any(word in shown["because"] for word in words)
    assert not any(word in hidden["because"] or word in hidden["message"] for word in words)


@pytest.mark.usefixtures("folder")
def test_redacted_errors(capsys: pytest.CaptureFixture[str]) -> None:
    Path("case.xml").write_text("<SECRET><p></SECRET>", encoding="utf-8")
    for redact in ([], ["--redact"]):
        assert main(["check", "case.xml", "--format", "json", *redact]) == 2
        out, err = capsys.readouterr()
        assert ("SECRET" in out and "SECRET" in err) == (not redact)
        assert ("SECRET" in out or "SECRET" in err) == (not redact)
        assert "case.xml: cannot be read: it is damaged" in err


@pytest.mark.parametrize(
    ("trouble", "left"),
    [
        (
            UnreadableError(Message("part-packed", (quoted("SECRET"), quoted("SECRET {0}")))),
            "cannot be read: “…” cannot be unpacked: …",
        ),
        (
            UnwritableError(Message("encoding-lacks", ("cp1252", quoted("SECRET")))),
            "was not changed: the file is in cp1252, which has no …; save it as UTF-8 first",
        ),
        (OSError("SECRET"), "cannot be read: …"),
        (PermissionError(13, "Permission denied", "SECRET"), "cannot be read: permission denied"),
        (ValueError("SECRET"), "internal error, please report it: ValueError: …"),
        (TermbaseError("a.toml", 3, "SECRET"), "was not checked: a.toml:3: …"),
        (TooBig(3_000_000, 2_000_000), "cannot be read: it is 3 MB, and the limit is 2 MB ([limits] size)"),
    ],
    ids=lambda given: type(given).__name__,
)
def test_what_went_wrong_is_told_without_others_words(
    trouble: Exception, left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise trouble

    changing = isinstance(trouble, UnwritableError)
    monkeypatch.setattr("luxterm.text.source.encode" if changing else "luxterm.scan.file._scan", fail)
    result = scan_file(Job("a.md", Options(fix=Applicability.SAFE), TEXT.encode()))
    (redacted,) = without_details([result._replace(notes=(Message("kept-by-comment", (quoted("SECRET"),)),))])
    assert list(map(say, redacted.errors)) == [left]
    assert ("SECRET" in say(result.errors[0]).upper()) == ("…" in left)
    assert list(map(say, redacted.notes)) == ["kept by a comment: …"]


def _text(path: Path, format: str) -> str:
    if format == "xlsx":
        return json.dumps(sheets(path.read_bytes()), ensure_ascii=False)
    return path.read_text("utf-8")


@pytest.mark.usefixtures("folder")
def test_redacted_json_keeps_its_fields() -> None:
    Path("case.md").write_text(TEXT, encoding="utf-8")
    common = ["check", "case.md", "--format", "json", "--show-kept", "--output"]
    main([*common, "open.json"])
    main([*common, "closed.json", "--redact"])
    shown, hidden = (json.loads(Path(name).read_text("utf-8")) for name in ("open.json", "closed.json"))
    assert hidden["summary"] == shown["summary"]
    for open_, closed in zip(shown["findings"], hidden["findings"], strict=True):
        assert set(closed) == set(open_)
        assert closed["text"] == ""
        assert all(fix["edits"] == [] and fix["applicability"] == "display" for fix in closed["fixes"])
        same = ("path", "line", "column", "start", "end", "term", "usage", "severity", "why", "sources")
        assert [closed[name] for name in same] == [open_[name] for name in same]


def test_redacted_and_diff(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--diff", "--redact"]) == 2
    assert "--diff prints text of the documents" in capsys.readouterr().err

"""Files through the engine: errors, fixing until nothing is left, the shortcut for clean files."""

from pathlib import Path
from typing import Any

import pytest

from luxterm import formats
from luxterm.config.settings import Keep
from luxterm.engine import fixes
from luxterm.lexicon.load import termbase_of
from luxterm.scan.file import scan_file
from luxterm.scan.job import FileResult, Job, Options
from luxterm.termbase import Termbase
from luxterm.types import Applicability, Severity
from luxterm.wording import say
from tests.texts import BAD

SAFE = Options(fix=Applicability.SAFE)


def result(text: str, name: str = "a.md", **options: Any) -> FileResult:
    return scan_file(Job(name, Options(**options), text.encode()))


def test_places_are_those_of_the_text() -> None:
    text = "# 😀 Ж\r\n\r\nOn *child*\r\npornography, and on child pornography.\r\n"
    found = result(text).findings
    assert [item.region[:2] for item in found] == [(3, 5), (4, 21)]
    lines = text.split("\r\n")
    for item in found:
        region, finding = item.region, item.finding
        start = sum(len(line) + 2 for line in lines[: region.line - 1]) + region.column - 1
        end = sum(len(line) + 2 for line in lines[: region.end_line - 1]) + region.end_column - 1
        assert (start, end) == (finding.start, finding.end)


def test_clean_files_are_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "read", lambda *_: pytest.fail("parsed"))
    line = "The State shall prohibit this in law, and protect all who are at risk from it.\n"
    clean = result(line * 50)
    assert clean == FileResult("a.md", 50 * len(line))


def test_a_comment_is_always_read() -> None:
    (item,) = result("Text.\n\n<!-- luxterm: keep child-pornography -->\n").findings
    assert item.finding.term == "suppression"


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.docx"])
def test_what_is_no_text_is_never_clean(name: str) -> None:
    assert scan_file(Job(name, Options(), b"PK\x03\x04 anything")).errors
    assert scan_file(Job(name, Options(), b"%PDF-1.4 anything")).errors


def test_text_of_unknown_kind_is_plain() -> None:
    assert len(result(BAD, "NOTES").findings) == 1
    assert len(result(BAD, "<stdin>").findings) == 1


def test_engine_that_breaks_is_one_files_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Any:
        raise RecursionError("too deep")

    monkeypatch.setattr(formats, "read", broken)
    found = result(BAD)
    assert not found.read
    assert not found.findings
    assert "internal error, please report it: RecursionError: too deep (test_scan.py:" in say(found.errors[0])


def test_fixing_comes_to_an_end() -> None:
    found = result("A child pornography offence. " + BAD, fix=Applicability.SAFE)
    assert found.findings == ()
    assert found.fixed == 2
    assert not found.fails
    assert b"child pornography" not in found.output
    again = scan_file(Job("a.md", SAFE, found.output))
    assert again.fixed == 0
    assert again.output == found.output


def test_fixes_without_end_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text(BAD)
    monkeypatch.setattr(fixes, "apply", lambda text, findings, least: (text, list(findings)))
    found = scan_file(Job(str(path), Options(fix=Applicability.SAFE, write=True)))
    assert "after 10 rounds its fixes still make something to fix" in say(found.errors[0])
    assert path.read_text() == BAD
    assert found.fails
    assert len(found.findings) == 1
    assert found.fixed == 0


def test_what_cannot_be_written_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from luxterm.system import atomic

    def full(*_: object) -> None:
        raise atomic.WriteError("no space left on device")

    monkeypatch.setattr(atomic, "replace", full)
    path = tmp_path / "a.md"
    path.write_text(BAD)
    found = scan_file(Job(str(path), Options(fix=Applicability.SAFE, write=True)))
    assert tuple(map(say, found.errors)) == ("was not changed: no space left on device",)
    assert path.read_text() == BAD
    assert len(found.findings) == 1


def test_a_diff_reports_the_file_as_it_is() -> None:
    found = result(BAD, fix=Applicability.SAFE, diff=True)
    assert len(found.findings) == 1
    assert found.fails
    assert found.fixed == 1
    assert found.diff.startswith(b"--- a.md\n+++ a.md\n")
    assert found.output == b""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_only_the_words_change(encoding: str) -> None:
    text = "“Déjà vu” \t\r\n\r\nOn child pornography.  \r\n\x0c\r\nEnd"
    found = scan_file(Job("a.md", SAFE, text.encode(encoding)))
    wanted = text.replace("child pornography", "child sexual abuse material")
    assert found.output.decode(encoding) == wanted


def test_thresholds() -> None:
    assert result("> " + BAD).fails is False
    assert result("> " + BAD, fail_on=Severity.INFO).fails is True
    assert result(BAD, fail_on=None).fails is False


def test_a_file_is_checked_by_one_termbase(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a server another may be loaded at any time."""
    from luxterm.scan import file as module

    asked: list[tuple[str, ...]] = []

    def counted(lexicon: tuple[str, ...]) -> Termbase:
        asked.append(lexicon)
        return termbase_of(lexicon)

    monkeypatch.setattr(module, "termbase_of", counted)
    keeps = (Keep("child-prostitute", "our own name"),)
    options = Options(keeps=keeps, sentences=True, show_kept=True, fix=Applicability.SAFE)
    found = scan_file(Job("a.md", options, f"{BAD}\nA child prostitute.\n".encode()))
    assert found.fixed == 1
    assert [item.finding.kept for item in found.findings] == [True]
    assert asked == [()]

"""The page from the command line: where it is written, and that it has no findings itself."""

import re
from pathlib import Path

import pytest

from luxterm.cli.main import main
from tests.test_report_html import Seen


def test_from_the_command_line(folder: Path) -> None:
    """A folder with a typical mix of files; a second run leaves the first one's report alone."""
    (folder / "laws").mkdir()
    (folder / "laws" / "act.md").write_text(
        "Ban child pornography.\n\n<!-- luxterm: keep child-pornography: an offence's name -->\n"
        "The offence of child pornography.\n",
        encoding="utf-8",
    )
    (folder / "laws" / "minutes.doc").write_bytes(b"PK")
    (folder / "laws" / "broken.txt").write_bytes(b"child pornography \0\0\xff")
    (folder / "luxterm.toml").write_text('profile = "un"\n', encoding="utf-8")
    texts: list[str] = []
    for _ in range(2):
        assert main(["check", ".", "--format", "html", "--output", "laws/report.html", "--no-progress"]) == 2
        texts.append((folder / "laws" / "report.html").read_text("utf-8"))
    first, second = (re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d [^<]*", "", text) for text in texts)
    assert first == second
    assert Seen(first).marked == ["child pornography"] * 2
    assert "kept by a comment: an offence&#x27;s name" in first
    assert "<li>laws/minutes.doc</li>" in first
    assert "<li>luxterm.toml</li>" not in first
    assert "laws/broken.txt" in first


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("options", [(), ("--redact",)])
def test_a_report_in_the_folder_is_not_found_at_fault(
    options: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    for text, status in (
        ("Ban child pornography. Sex offenders, young sex offenders and child prostitutes.\n", 1),
        ("See the Optional Protocol on the sale of children, child prostitution and child pornography.\n", 0),
        ("Nothing.\n", 0),
    ):
        Path("act.md").write_text(text, encoding="utf-8")
        assert main(["check", "act.md", "--format", "html", "--output", "report.html", *options]) == status
        capsys.readouterr()
        assert main(["check", "report.html", "--fail-on", "info", "--show-kept"]) == 0
        kept = " ".join(capsys.readouterr().out.split())
        assert (": kept by a comment: a report of luxterm’s own" in kept) == ("child p" in text)


def test_an_earlier_report_stays_where_this_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("Ban child pornography.\n", encoding="utf-8")
    report = tmp_path / "report.html"
    report.write_text("the old one", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("luxterm.report.html.sections.about", fail)
    assert main(["check", str(tmp_path / "a.md"), "--format", "html", "--output", str(report)]) == 2
    assert report.read_text("utf-8") == "the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "report.html"]
    said = capsys.readouterr()
    assert said.out == ""
    assert "cannot be written: no space left on device" in said.err


@pytest.mark.skipif(not Path("/dev/null").is_char_device(), reason="no devices here")
def test_a_device_stays_one(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Ban child pornography.\n", encoding="utf-8")
    for format in ("html", "xlsx", "text"):
        assert main(["check", str(tmp_path / "a.md"), "--format", format, "--output", "/dev/null"]) == 1
    assert Path("/dev/null").is_char_device()

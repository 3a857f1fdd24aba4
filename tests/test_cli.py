"""The command line from outside: options, streams, exit status."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from luxterm.cli.main import main
from luxterm.scan.file import scan_file
from luxterm.scan.job import FileResult, Job
from tests.texts import BAD, GOOD

TITLE = (
    "See the Optional Protocol on the Sale of Children, Child Prostitution and Child Pornography (2000).\n"
)


def test_exit_status_and_streams(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.md").write_text(BAD)
    (folder / "good.md").write_text(GOOD)
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(
        "bad.md:1:26: error: Avoid “child pornography”: write “child sexual abuse material”"
    )
    assert "2 files: 1 finding (1 error). 1 can be fixed with --fix" in out
    assert err == ""
    assert main(["check", "good.md"]) == 0
    assert capsys.readouterr().out == "1 file: nothing to change.\n"


@pytest.mark.parametrize(("threshold", "status"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on(folder: Path, threshold: str, status: int) -> None:
    (folder / "bad.md").write_text(BAD)
    assert main(["check", "--fail-on", threshold]) == status


def test_quotation_fails_only_on_info(folder: Path) -> None:
    (folder / "quoted.md").write_text("> " + BAD)
    assert main(["check"]) == 0
    assert main(["check", "--fail-on", "warning"]) == 0
    assert main(["check", "--fail-on", "info"]) == 1


def test_unreadable_input_does_not_hide_the_rest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.md").write_text(BAD)
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7 child pornography\0")
    assert main(["check", "bad.md", "scan.pdf", "missing.md", "--format", "json"]) == 2
    out, err = capsys.readouterr()
    report = json.loads(out)
    assert [error["path"] for error in report["errors"]] == ["missing.md", "scan.pdf"]
    assert len(report["findings"]) == 1
    assert report["summary"]["files"] == 1
    assert "scan.pdf: cannot be read: not a PDF file, or damaged" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["check", "--format", "yaml"],
        ["check", "--unsafe-fixes"],
        ["check", "--diff", "--format", "json"],
        ["check", "-", "a.md"],
        ["check", "--stdin-filename", "a.md"],
        ["check", "--jobs", "0"],
        ["check", "--lang", "xx"],
        ["check", "--lexicon", "nowhere"],
        ["check", "--config", "nowhere.toml"],
        ["check", "--output", "no/such/folder/report.txt"],
        ["check", "--form", "json"],
        ["explain", "no such term at all"],
        ["lexicon"],
        ["lexicon", "import", "all.tbx"],
        ["lexicon", "show", "nothing"],
        ["nonsense"],
    ],
)
def test_wrong_usage(folder: Path, args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err
    assert "Traceback" not in err
    assert "internal error" not in err


def test_broken_configuration(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.md").write_text(BAD)
    (folder / "luxterm.toml").write_text('fail_onn = "error"\n')
    assert main(["check"]) == 2
    assert "luxterm.toml" in capsys.readouterr().err


@pytest.mark.parametrize(
    "args",
    [
        ["bad.md", "--output", "bad.md"],
        ["bad.md", "good.md", "--output", "./good.md", "--format", "json"],
        ["bad.md", "--output", "link.md"],
        ["bad.md", "--write-baseline", "bad.md"],
        [".", "--write-baseline", "bad.md"],
    ],
)
def test_no_report_over_a_document(folder: Path, args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("bad.md", BAD), ("good.md", GOOD)):
        (folder / name).write_text(text)
    (folder / "link.md").symlink_to("bad.md")
    assert main(["check", *args]) == 2
    assert "which is to be checked: name another file" in capsys.readouterr().err
    assert (folder / "bad.md").read_text() == BAD
    assert (folder / "good.md").read_text() == GOOD


@pytest.mark.parametrize(
    ("args", "target"),
    [
        (["--baseline", "base.json", "--output", "base.json"], "base.json"),
        (["--output", "other.json"], "other.json"),
        (["--config", "rules.toml", "--output", "rules.toml"], "rules.toml"),
        (["--config", "rules.toml", "--output", "house.toml"], "house.toml"),
        (["--output", "luxterm-kept.toml"], "luxterm-kept.toml"),
        (["--write-baseline", "luxterm.toml"], "luxterm.toml"),
    ],
)
def test_no_report_over_what_the_run_reads(
    folder: Path, args: list[str], target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.md").write_text(BAD)
    (folder / "house.toml").write_text("")
    (folder / "rules.toml").write_text("extend = 'house.toml'\n")
    (folder / "luxterm-kept.toml").write_text("# none yet\n")
    for name in ("base.json", "other.json"):
        assert main(["check", "bad.md", "--write-baseline", name]) == 0
    (folder / "luxterm.toml").write_text('baseline = "other.json"\n')
    before = (folder / target).read_bytes()
    capsys.readouterr()
    assert main(["check", "bad.md", *args]) == 2
    assert f"would overwrite {target}, which is read here" in capsys.readouterr().err
    assert (folder / target).read_bytes() == before


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('[severity]\nchild-pornografy = "off"', "[severity] names an unknown term, child-pornografy"),
        ('[[keep]]\nterm = "child-pornografy"\nreason = "x"', "[[keep]] names an unknown term"),
    ],
)
def test_unknown_terms_in_the_configuration(
    folder: Path, said: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.md").write_text(BAD)
    (folder / "luxterm.toml").write_text(said)
    assert main(["check"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.endswith("did you mean child-pornography?\n")


def test_nearest_configuration_wins(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "luxterm.toml").write_text('fail-on = "never"\n')
    (folder / "strict").mkdir()
    (folder / "strict" / "luxterm.toml").write_text('fail-on = "error"\nexclude = ["old.md"]\n')
    for name in ("a.md", "strict/old.md"):
        (folder / name).write_text(BAD)
    assert main(["check"]) == 0
    assert main(["check", "strict/old.md"]) == 1
    (folder / "strict" / "new.md").write_text(BAD)
    assert main(["check"]) == 1
    assert "old.md" not in capsys.readouterr().out.split("\n\n")[-2]


def test_fix(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.md").write_bytes(b"\xef\xbb\xbf" + BAD.replace("\n", "\r\n").encode() * 2)
    assert main(["check", "--fix"]) == 0
    assert (folder / "bad.md").read_bytes() == b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode() * 2
    assert capsys.readouterr().out == "2 findings fixed in 1 file. 1 file: nothing to change.\n"


def test_diff_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.md").write_text(BAD)
    for args in (["--diff"], ["--fix", "--diff"]):
        assert main(["check", *args]) == 1
        out, err = capsys.readouterr()
        assert out.splitlines()[:2] == ["--- bad.md", "+++ bad.md"]
        assert f"-{BAD}+{GOOD}" in out
        assert "nothing was changed" in err
    assert (folder / "bad.md").read_text() == BAD


@pytest.mark.skipif(sys.platform == "win32", reason="a folder that is used can't be removed there")
@pytest.mark.parametrize("command", [["check"], ["explain", "minor"]])
def test_a_current_folder_that_is_gone_is_no_internal_error(
    command: list[str], folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "gone").mkdir()
    monkeypatch.chdir(folder / "gone")
    (folder / "gone").rmdir()
    assert main(command) == 2
    assert capsys.readouterr().err == "luxterm: the current folder is gone: change to another\n"


def test_output_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.md").write_text(BAD)
    assert main(["check", "bad.md", "--format", "json", "--output", "report.json"]) == 1
    assert capsys.readouterr().out == ""
    assert json.loads((folder / "report.json").read_text())["findings"][0]["term"] == "child-pornography"


def test_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "title.md").write_text(TITLE)
    assert main(["check", "--fail-on", "info"]) == 0
    assert "kept (--show-kept lists them)" in capsys.readouterr().out
    assert main(["check", "--fail-on", "info", "--show-kept", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["summary"]["findings"] == 0
    assert report["summary"]["kept"] == len(report["findings"]) > 0
    assert all(finding["kept"] and finding["because"] for finding in report["findings"])


def test_baseline(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "old.md").write_text(BAD)
    assert main(["check", "--write-baseline", "base.json"]) == 0
    assert "1 finding written" in capsys.readouterr().err
    assert main(["check", "--baseline", "base.json"]) == 0
    assert main(["check", "--baseline", "base.json", "--fix"]) == 0
    assert (folder / "old.md").read_text() == BAD
    (folder / "new.md").write_text(BAD)
    assert main(["check", "--baseline", "base.json"]) == 1
    (folder / "new.md").unlink()
    (folder / "old.md").write_text(GOOD)
    assert main(["check", "--baseline", "base.json"]) == 0
    assert json.loads((folder / "base.json").read_text())["findings"] == {}
    assert main(["check", "--baseline", "missing.json"]) == 2


def test_a_run_that_is_stopped_writes_no_half_of_a_baseline(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md"):
        (folder / name).write_text(BAD)
    assert main(["check", "--write-baseline", "base.json"]) == 0
    whole = (folder / "base.json").read_bytes()

    def stopped(jobs: Sequence[Job], *_: object) -> Iterator[FileResult]:
        yield scan_file(jobs[0])
        raise KeyboardInterrupt

    monkeypatch.setattr("luxterm.cli.check.scan", stopped)
    assert main(["check", "--write-baseline", "base.json"]) == 130
    assert (folder / "base.json").read_bytes() == whole


def test_a_document_that_is_gone_leaves_the_baseline(folder: Path) -> None:
    (folder / "laws" / "old").mkdir(parents=True)
    names = ["laws/a.md", "laws/b.md", "laws/old/c.md", "d.md"]
    for name in names:
        (folder / name).write_text(BAD)

    def entries() -> list[str]:
        return [*json.loads((folder / "base.json").read_text())["findings"]]

    assert main(["check", "--write-baseline", "base.json"]) == 0
    for name in ("laws/a.md", "laws/old/c.md", "d.md"):
        (folder / name).unlink()
    known = ["check", "--baseline", "base.json"]
    assert main([*known, "laws/b.md"]) == 0
    assert entries() == ["d.md", "laws/a.md", "laws/b.md", "laws/old/c.md"], "no folder was looked through"
    assert main([*known, "laws", "--diff"]) == 0
    assert len(entries()) == 4
    assert main([*known, "laws/old"]) == 2, "there is nothing left to check"
    assert entries() == ["d.md", "laws/a.md", "laws/b.md"], "whose last document it was"
    assert main([*known, "laws"]) == 0
    assert entries() == ["d.md", "laws/b.md"], "outside what was checked"
    (folder / "luxterm.toml").write_text('exclude = ["laws/b.md"]\nbaseline = "base.json"')
    assert main(["check"]) == 2, "nothing is left in"
    assert entries() == ["laws/b.md"], "left out, but there"
    (folder / "laws" / "a.md").write_text(BAD)
    assert main(["check"]) == 1


def test_colour(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "bad.md").write_text(BAD)

    def coloured(*args: str) -> bool:
        main(["check", *args])
        return "\x1b[" in capsys.readouterr().out

    for none in (None, "", "0"):
        if none is not None:
            monkeypatch.setenv("FORCE_COLOR", none)
        assert not coloured()
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert coloured()
    assert not coloured("--no-color")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not coloured()


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("luxterm 0.1.0 (lexicon luxembourg 0.1.0, sha256 ")
    assert out.endswith(")\n")


@pytest.mark.usefixtures("brief_bundled")
def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "Child", "Pornography"]) == 0
    out = capsys.readouterr().out
    assert "child sexual abuse material" in out
    assert "Luxembourg Guidelines" in out
    assert main(["explain", "child-pornography", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["terms"][0]["id"] == "child-pornography"
    assert main(["explain", "child pornografy"]) == 2
    assert "did you mean" in capsys.readouterr().err


@pytest.mark.usefixtures("brief_bundled")
def test_lexicon(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "list"]) == 0
    assert "child-pornography" in capsys.readouterr().out
    assert main(["lexicon", "list", "--format", "json"]) == 0
    assert any(term["id"] == "csam" for term in json.loads(capsys.readouterr().out))
    assert main(["lexicon", "show", "child-sexual-abuse-material"]) == 0
    assert "child-pornography" in capsys.readouterr().out
    (folder / "empty").mkdir()
    (folder / "wrong.toml").write_text("id = 3\n")
    assert main(["lexicon", "validate", "wrong.toml"]) == 2
    assert "wrong.toml:" in capsys.readouterr().err


def test_a_brace_without_its_pair_is_told_by_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cues = folder / "house" / "cues"
    cues.mkdir(parents=True)
    cue = '[[cues]]\nusage = "mention"\nposition = "before"\nphrases = ["the {label|word"]\n'
    (cues / "en.toml").write_text(cue)
    assert main(["lexicon", "validate", "house"]) == 2
    told = capsys.readouterr().err.replace("\\", "/")
    assert told.endswith(
        "house/cues/en.toml:4: cues 1: phrases 1: braces don't pair up in 'the {label|word'\n"
    )


def test_a_document_behind_a_link_is_not_overwritten_by_its_report(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "target.md").write_text(BAD)
    (folder / "link.md").symlink_to("target.md")
    (folder / "other.md").write_text(GOOD)
    assert main(["check", "link.md", "other.md", "--output", "target.md"]) == 2
    assert "would overwrite target.md" in capsys.readouterr().err
    assert (folder / "target.md").read_text() == BAD

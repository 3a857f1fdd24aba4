"""Nothing in a document or in a file's name drives the terminal, or GitHub Actions."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luxterm.cli.main import main
from luxterm.report.plain_json import dumps

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="file names of POSIX")
ODD = "\x1b]0;title\x07\x1b[2J\x9b31m\u202e\x7f"
EVIL = f"Nine child prostitutes {ODD} were identified.\n"
BESIDE = f"\t{ODD}\n\nNine child prostitutes were identified.\n"
ACTED_ON = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
NAME = f"::error::{ODD}%0A::add-mask::x\n::set-env name=X::y,a:b.md"


@pytest.fixture
def folder(folder: Path) -> Path:
    (folder / NAME).write_text(EVIL, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "format",
    ["text", "json", "jsonl", "sarif", "github", "csv", "line", "gitlab", "junit", "html"],
)
def test_no_report_has_any(folder: Path, capsys: pytest.CaptureFixture[str], format: str) -> None:
    (folder / "\x1b[2J.md").write_text("")  # an error: it is empty
    (folder / "kept.md").write_text(f"<!-- luxterm: keep: {ODD} -->\n\n{EVIL}", encoding="utf-8")
    main(["check", "--format", format, "--show-kept"])
    captured = capsys.readouterr()
    assert "child prostitutes" in captured.out
    for text in (captured.out.removeprefix("\ufeff"), captured.err):
        assert not ACTED_ON.search(text), ascii(text)
        if format != "github":
            assert not any(line.lstrip().startswith("::") for line in text.splitlines())
    assert len(captured.err.splitlines()) == 1


def test_json_means_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["findings"][0]["path"] == NAME


@given(st.text())
def test_any_json_means_the_same(text: str) -> None:
    shown = dumps({text: [text]}, indent=1)
    assert json.loads(shown) == {text: [text]}
    assert not ACTED_ON.search(shown)


COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def test_no_command_is_injected(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "\n::error::.md").write_text("")
    main(["check", "--format", "github"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    for line in lines:
        command = COMMAND.fullmatch(line)
        assert command
        assert [part.split("=")[0] for part in command[2].split(",")] in (
            ["file", "line", "endLine", "col", "endColumn", "title"],
            ["file", "title"],
        )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(st.sampled_from("::%0AD\n\r,=a\x1b\x9b\u2028 "), min_size=1, max_size=30),
    st.text(st.sampled_from("::%0AD\n\r,= a\x1b\x85"), max_size=30),
)
def test_no_name_and_no_text_makes_a_command(
    tmp_path_factory: pytest.TempPathFactory, name: str, text: str
) -> None:
    from luxterm.report import github
    from luxterm.report.run import Lexicon, Run
    from luxterm.scan.file import scan_file
    from luxterm.scan.job import Job, Options

    said: list[str] = []
    result = scan_file(Job(f"{name}.md", Options(), f"{text}\n\nA child prostitute {text}\n".encode()))

    class Out:
        def write(self, text: str, /) -> None:
            said.append(text)

    run = Run("", Lexicon("", "", ""), errors=[(name, text)])
    github.write([result], run, Out())
    for line in "".join(said).split("\n")[:-1]:
        command = COMMAND.fullmatch(line)
        assert command, ascii(line)
        names = [part.split("=", 1)[0] for part in command[2].split(",")]
        assert names[0] == "file"
        assert names[-1] == "title"
        assert set(names) <= {"file", "line", "endLine", "col", "endColumn", "title"}


def test_errors_of_the_command_line(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", f"--{ODD}"]) == 2
    assert main(["check", f"{ODD}.md"]) == 2
    assert not ACTED_ON.search(capfd.readouterr().err)


def program(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "luxterm", *arguments]


ENV = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "NO_COLOR": "1"}


def on_a_terminal(folder: Path, *arguments: str) -> str:
    """What the program writes to a terminal, standard output and error."""
    import pty

    main_end, program_end = pty.openpty()
    process = subprocess.Popen(
        program(*arguments),
        cwd=folder,
        env=ENV,
        stdin=subprocess.DEVNULL,
        stdout=program_end,
        stderr=program_end,
    )
    os.close(program_end)
    shown = b""
    while True:
        try:
            data = os.read(main_end, 65536)
        except OSError:  # Linux, when the program has ended
            break
        if not data:
            break
        shown += data
    process.wait(60)
    os.close(main_end)
    return shown.decode()


@pytest.mark.parametrize(
    "arguments", [["--diff", "--no-progress"], ["--no-progress"], ["--format", "github", "--no-progress"]]
)
def test_on_a_terminal(folder: Path, arguments: list[str]) -> None:
    (folder / NAME).write_text(BESIDE, encoding="utf-8")
    shown = on_a_terminal(folder, "check", *arguments, NAME).replace("\r\n", "\n")
    assert "child prostitutes" in shown
    assert not ACTED_ON.search(shown), ascii(shown)
    assert arguments[0] != "--diff" or "␛]0;title␇" in shown


def test_a_diff_in_a_pipe_or_file_has_the_documents_own_bytes(folder: Path) -> None:
    path = folder / "bill.md"
    path.write_bytes(BESIDE.encode() + b"\r\n\x1b[2J caf\xc3\xa9\r\n")
    before = path.read_bytes()
    done = subprocess.run(
        program("check", "--diff", "bill.md"), cwd=folder, env=ENV, capture_output=True, timeout=60
    )
    assert b"\x1b]0;title\x07" in done.stdout
    subprocess.run(
        program("check", "--diff", "--output", "bill.diff", "bill.md"), cwd=folder, env=ENV, timeout=60
    )
    assert (folder / "bill.diff").read_bytes() == done.stdout
    fixed = before.replace(b"child prostitutes", b"children exploited in prostitution")
    for tool in (["patch", "-p0", "--binary", "-i", "bill.diff"], ["git", "apply", "-p0", "bill.diff"]):
        if shutil.which(tool[0]):
            path.write_bytes(before)
            subprocess.run(tool, cwd=folder, check=True, capture_output=True, timeout=60)
            assert path.read_bytes() == fixed

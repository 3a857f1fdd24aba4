"""The command line as a program of its own: its streams, its signals, how it ends."""

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.texts import BAD


def luxterm(*args: str, **options: object) -> "subprocess.Popen[bytes]":
    root = str(Path(__file__).parent.parent)
    path = os.pathsep.join((root, os.path.join(root, "lexicon"), os.path.join(root, "server")))
    return subprocess.Popen(
        [sys.executable, "-m", "luxterm", *args],
        env={**os.environ, "PYTHONPATH": path},
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},  # type: ignore[call-overload]
    )


def processor_time(pid: int) -> float:
    """The processor time that a process and those it started have used so far, in seconds."""
    spent = 0.0
    for each in (psutil.Process(pid), *psutil.Process(pid).children()):
        with suppress(psutil.Error):
            spent += sum(each.cpu_times()[:2])
    return spent


def test_what_a_shell_writes_the_report_to_is_not_checked(tmp_path: Path) -> None:
    """It is there, and empty, before luxterm begins."""
    (tmp_path / "bad.md").write_text(BAD)
    for name, options in (("report.txt", []), ("report.html", ["--format", "html"])):
        with (tmp_path / name).open("wb") as out, (tmp_path / "said.txt").open("wb") as said:
            status = luxterm("check", *options, stdout=out, stderr=said, cwd=tmp_path).wait()
        assert (status, (tmp_path / "said.txt").read_text()) == (1, "")
        (tmp_path / name).unlink()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="pipes and signals of POSIX")
def test_reader_that_goes_away(folder: Path) -> None:
    for number in range(120):
        (folder / f"{number:03}.md").write_text(BAD * 20)
    process = luxterm("check", "--jobs", "2")
    assert process.stdout
    assert process.stderr
    with process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 1


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="pipes and signals of POSIX")
def test_closed_streams(folder: Path) -> None:
    (folder / "bad.md").write_text(BAD)
    command = f"exec {sys.executable} -m luxterm "
    root = str(Path(__file__).parent.parent)
    env = {**os.environ, "PYTHONPATH": f"{root}:{root}/lexicon"}
    for unbuffered, (said, status) in itertools.product(
        ("", "1"),
        (
            ("check - <&-", 2),
            ("check bad.md >&-", 1),
            ("check bad.md 2>&-", 1),
            ("check bad.md >/dev/full", 2),
            ("check bad.md --diff >/dev/full", 2),
            ("--version >/dev/full", 2),
            ("--help >/dev/full", 2),
            ("explain minor >/dev/full", 2),
        ),
    ):
        run = ["sh", "-c", command + said]
        environ = {**env, "PYTHONUNBUFFERED": unbuffered}
        done = subprocess.run(run, env=environ, capture_output=True, check=False, timeout=120)
        assert (said, done.returncode) == (said, status)
        assert b"Traceback" not in done.stderr
        assert (b"no space left" in done.stderr) == said.endswith("full")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="pipes and signals of POSIX")
def test_the_installed_command_writes_everything(folder: Path) -> None:
    """It exits at once: whatever was buffered must be written by then, even to a pipe and a file."""
    run = [sys.executable, "-c", "from luxterm.cli.start import program; program()", "check", "."]
    usual = [sys.executable, "-m", "luxterm", "check", "."]
    for options in ([], ["--format", "json"], ["--format", "html", "--output", "page.html"], ["--nonsense"]):
        left, right = (
            subprocess.run([*command, *options], capture_output=True, cwd=folder, timeout=120)
            for command in (run, usual)
        )
        assert (left.returncode, left.stdout, left.stderr) == (right.returncode, right.stdout, right.stderr)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_reports_what_was_found(folder: Path, jobs: str) -> None:
    (folder / "0.md").write_text(BAD)
    for number in range(1, 33):
        (folder / f"{number}.md").write_text("# child pornography\n\n" + (BAD + "\n") * 3_000)
    with luxterm("check", "--jobs", jobs, "--format", "json", start_new_session=True) as process:
        # to begin takes a tenth of that, to finish twenty seconds
        while processor_time(process.pid) < 0.5 and process.poll() is None:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in err
    if out:
        assert "stopped early" in json.loads(out)["errors"][-1]["message"]

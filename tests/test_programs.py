"""What tests start never outlives them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests import programs
from tests.programs import LEFT, TOO_LATE, run

LEAVE = """
import subprocess, sys, pathlib
child = subprocess.Popen(["sleep", "1000"], start_new_session=True)  # holds what we write to
pathlib.Path(sys.argv[1]).write_text(str(child.pid))
print("begun", flush=True)
if sys.argv[2:]:
    child.wait()
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="orphans are adopted on Linux alone")


def test_what_a_program_says_and_how_it_ends() -> None:
    code = "import sys; print(input()); print('no', file=sys.stderr); sys.exit(3)"
    done = run([sys.executable, "-c", code], input="yes\n")
    assert (done.returncode, done.stdout, done.stderr) == (3, "yes\n", "no\n")
    both = run([sys.executable, "-c", code], input="yes\n", together=True).stdout
    assert sorted(both.split()) == ["no", "yes"]


def test_a_program_that_is_not_there() -> None:
    assert run(["/nonexistent/program"]).returncode == 127


def _gone(file: Path) -> bool:
    return not psutil.pid_exists(int(file.read_text()))


@pytest.mark.slow
@linux
def test_what_a_program_leaves_behind_is_ended(tmp_path: Path) -> None:
    done = run([sys.executable, "-c", LEAVE, tmp_path / "pid"])
    assert (done.stdout, done.stderr) == ("begun\n", f"{LEFT}: sleep 1000\n")
    assert _gone(tmp_path / "pid")


@linux
def test_a_program_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    begun = time.monotonic()
    done = run([sys.executable, "-c", LEAVE, tmp_path / "pid", "wait"], limit=2)
    assert (done.returncode, done.stdout) == (TOO_LATE, "begun\n")
    assert "ended after 2 s" in done.stderr
    assert time.monotonic() - begun < 30
    assert _gone(tmp_path / "pid")


@linux
def test_when_the_tests_are_killed_the_program_goes(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    code = f"from tests.programs import run; run([{sys.executable!r}, '-c', {LEAVE!r}, {str(pid)!r}, 'wait'])"
    root = Path(programs.__file__).parent.parent
    tests = subprocess.Popen([sys.executable, "-c", code], cwd=root)
    try:
        end = time.monotonic() + 30
        while not (pid.exists() and pid.read_text()) and time.monotonic() < end:
            time.sleep(0.05)
    finally:
        os.kill(tests.pid, signal.SIGKILL)
        tests.wait(10)
    while not _gone(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert _gone(pid)

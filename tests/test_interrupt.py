"""Ctrl-C and kills, at any moment, of the real program."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import pytest

from luxterm.system.interrupt import stoppable
from luxterm.system.limits import Limits, TooLong, within
from tests.live import program
from tests.sampling import sampled

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc")

BAD = "The State shall prohibit child pornography in law.\n\n"
ROOT = Path(__file__).parent.parent


def numbers() -> Iterator[int]:
    yield from range(5)


def test_who_reads_is_never_stopped_in_the_middle() -> None:
    seen: list[int] = []
    after: list[int] = []
    handler = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        for number in stoppable(numbers()):
            seen.append(number)
            if number == 2:
                os.kill(os.getpid(), signal.SIGINT)
                time.sleep(0.01)
            after.append(number)
    assert seen == after == [0, 1, 2]
    assert signal.getsignal(signal.SIGINT) is handler


class Doomed:
    """Does something while it is being destroyed, when Python ignores what is raised."""

    def __init__(self, what: Callable[[], object]) -> None:
        self.what = what

    def __del__(self) -> None:
        self.what()
        time.sleep(0.01)


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_ctrl_c_is_not_lost_in_a_destructor(capsys: pytest.CaptureFixture[str]) -> None:
    def working() -> Iterator[int]:
        for number in range(5):
            if number == 2:
                Doomed(press)
            yield number

    seen: list[int] = []
    hook = sys.unraisablehook
    with pytest.raises(KeyboardInterrupt):
        seen.extend(stoppable(working()))
    assert len(seen) < 5
    assert sys.unraisablehook is hook
    assert capsys.readouterr().err == ""


def test_a_time_limit_is_not_lost_in_a_destructor(capsys: pytest.CaptureFixture[str]) -> None:
    start = time.monotonic()
    with pytest.raises(TooLong), within(Limits(time=1)):
        Doomed(lambda: time.sleep(1.2))
        time.sleep(30)
    assert time.monotonic() - start < 20
    assert capsys.readouterr().err == ""


def test_the_alarm_of_a_program_around_python_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """An office has a handler that isn't Python's, and that Python can't put back: `getsignal` gives None."""
    monkeypatch.setattr(signal, "getsignal", lambda number: None)
    monkeypatch.setattr(signal, "signal", lambda *given: pytest.fail(f"changed: {given}"))
    start = time.monotonic()
    with within(Limits(time=60)):
        pass
    with pytest.raises(TooLong), within(Limits(time=1)):
        while time.monotonic() < start + 30:
            time.sleep(0.01)
    assert time.monotonic() - start < 20


def test_a_second_time_ends_at_once() -> None:
    with pytest.raises(KeyboardInterrupt):
        for _ in stoppable(numbers()):
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01)
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01)
            pytest.fail("went on")


def test_what_is_finished_still_comes() -> None:
    def working() -> Iterator[int]:
        yield 1
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(10)
        except KeyboardInterrupt:
            yield from (2, 3, 4)
            raise

    found: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        found += stoppable(working())
    assert found == [1, 2, 3, 4]


def test_nothing_is_written_unbuffered() -> None:
    """Python's own unbuffered stream loses the rest of a line when a signal comes while it is written."""
    code = (
        "import io, sys; from luxterm.cli.console import Console; Console(); print(type(sys.stdout.buffer))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60)
    assert done.stdout == "<class '_io.BufferedWriter'>\n", done.stderr


def test_waiting_is_stopped() -> None:
    def slow() -> Iterator[int]:
        yield 1
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(10)
        yield 2

    found: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        found += stoppable(slow())
    assert found == [1]


@contextmanager
def started(folder: Path, *arguments: str) -> Generator[subprocess.Popen[str]]:
    for number in range(80):
        (folder / f"{number:02}.md").write_text("# child pornography\n\n" + BAD * 400)
    with program(
        [sys.executable, "-m", "luxterm", "check", "--no-cache", *arguments, str(folder)],
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'lexicon'}"},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        yield process


def family(pid: int) -> list[int]:
    """The processes of the session that a process began."""
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == pid and fields[0] != "Z":
            found.append(int(entry.name))
    return found


def wait_for(condition: object, seconds: float = 30) -> None:
    assert callable(condition)
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("format", "whom"), sampled(product(("json", "jsonl", "html", "sarif", "text"), ("all", "main")), 3)
)
def test_ctrl_c_in_the_middle_of_a_scan(tmp_path: Path, format: str, whom: str) -> None:
    with started(tmp_path, "--jobs", "2", "--format", format) as process:
        wait_for(lambda: len(family(process.pid)) >= 3)
        time.sleep(0.4)
        if whom == "all":
            os.killpg(process.pid, signal.SIGINT)
        else:
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 130
        assert "stopped early" in err
        assert "Traceback" not in err
        if format in ("json", "sarif"):
            json.loads(out)
        elif format == "jsonl":
            assert all(map(json.loads, out.splitlines()))
        elif format == "html":
            assert out.rstrip().endswith("</html>")
            assert "stopped early" in out
        wait_for(lambda: not family(process.pid))


@pytest.mark.slow
@pytest.mark.parametrize("when", [0.02, 0.04, 0.1, 0.25, 0.6, 1.2])
def test_ctrl_c_at_any_moment(tmp_path: Path, when: float) -> None:
    with started(tmp_path, "--jobs", "2", "--format", "json") as process:
        time.sleep(when)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
        # before Python listens, the system ends it
        assert process.returncode in (1, 130, -signal.SIGINT)
        if process.returncode == 130:
            assert "stopped early" in err
        if process.returncode == 130 and out:
            assert "stopped early" in json.loads(out)["errors"][-1]["message"]
        if process.returncode != -signal.SIGINT:
            assert "luxterm" not in err or "Traceback" not in err
        wait_for(lambda: not family(process.pid))


@pytest.mark.exhaustive
def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    with started(tmp_path, "--jobs", "2", "--format", "json") as process:
        wait_for(lambda: len(family(process.pid)) >= 3)
        time.sleep(0.2)
        workers = [pid for pid in family(process.pid) if pid != process.pid]
        os.kill(workers[0], signal.SIGKILL)
        out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (1, "")
        report = json.loads(out)
        assert report["errors"] == []
        assert report["summary"]["files"] == 80


@pytest.mark.slow
def test_a_killed_luxterm_leaves_no_workers(tmp_path: Path) -> None:
    with started(tmp_path, "--jobs", "2", "--format", "json") as process:
        wait_for(lambda: len(family(process.pid)) >= 3)
        process.kill()
        process.communicate(timeout=60)
        wait_for(lambda: not family(process.pid))

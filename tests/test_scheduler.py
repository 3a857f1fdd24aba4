"""A scan on a real Dask scheduler with two workers on this machine, one of which is killed."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import pytest

from luxterm.cli import main

pytest.importorskip("distributed")

BAD = "The State shall prohibit child pornography in law.\n"
ROOT = Path(__file__).parent.parent
ENV = {
    **os.environ,
    "PYTHONPATH": f"{ROOT}:{ROOT / 'lexicon'}",
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "10s",
}
Process = subprocess.Popen[str]


class Dask:
    """A scheduler and its workers, each in a process of its own."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self._stack = stack
        self._folder = folder
        self.scheduler = self._start(
            "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
        )
        self.address = self._line(self.scheduler, r"Scheduler at:\s+(tcp://\S+)")
        self.workers = [self.worker() for _ in range(2)]

    def worker(self, *more: str, **env: str) -> Process:
        process = self._start(
            "distributed.cli.dask_worker",
            self.address,
            "--nthreads",
            "1",
            "--no-dashboard",
            *(more or ["--no-nanny"]),
            **env,
        )
        self._line(process, "Registered to")
        return process

    def _start(self, module: str, *arguments: str, **env: str) -> Process:
        process = subprocess.Popen(
            [sys.executable, "-c", f"from {module} import main; main()", *arguments],
            env={**ENV, **env},
            cwd=self._folder,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)
        return process

    def _line(self, process: Process, pattern: str) -> str:
        assert process.stderr
        seen: list[str] = []
        for line in process.stderr:
            seen.append(line)
            if found := re.search(pattern, line):
                _drain(process.stderr)
                return found[found.re.groups]
        raise AssertionError("".join(seen))


def _drain(stream: IO[str]) -> None:
    """Read on, so that who writes never waits."""
    from threading import Thread

    def read() -> None:
        with stream:
            for _ in stream:
                pass

    Thread(target=read, daemon=True).start()


@pytest.fixture
def dask(tmp_path: Path) -> Generator[Dask]:
    (tmp_path / "dask").mkdir()
    with ExitStack() as stack:
        yield Dask(stack, tmp_path / "dask")


def luxterm(folder: Path, *arguments: str) -> Process:
    return subprocess.Popen(
        [sys.executable, "-m", "luxterm", "check", "--format", "jsonl", *arguments, "docs"],
        env=ENV,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def documents(folder: Path, number: int, size: int) -> None:
    (folder / "docs").mkdir()
    for at in range(number):
        (folder / "docs" / f"{at:03}.md").write_text(
            f"# Section {at}\n\n" + BAD * (at % 5) + "\nText.\n" * size
        )
    (folder / "docs" / "broken.md").write_bytes(b"\x00\x01\x02")


@pytest.mark.slow
def test_nothing_is_lost_with_a_worker(tmp_path: Path, dask: Dask) -> None:
    documents(tmp_path, 400, 100)
    wanted = luxterm(tmp_path, "--no-cache").communicate(timeout=120)
    process = luxterm(tmp_path, "--scheduler", dask.address)
    assert process.stdout and process.stderr
    with process.stdout, process.stderr:
        first = process.stdout.readline()
        # it has to wait for its reader now, with most of the files still to be handed out
        dask.workers[0].kill()
        time.sleep(1)
        assert process.poll() is None
        assert (first + process.stdout.read(), process.stderr.read()) == wanted
        assert process.wait(60) == 2  # for the broken file
    assert luxterm(tmp_path, "--scheduler", dask.address).communicate(timeout=120) == wanted


POISON = """
import os
import luxterm.worker as worker

def scan_file(job, real=worker.scan_file):
    if b"POISON" in job.data:
        os._exit(9)
    return real(job)

worker.scan_file = scan_file
"""


@pytest.mark.slow
def test_a_file_that_kills_workers_is_named(tmp_path: Path, dask: Dask) -> None:
    documents(tmp_path, 20, 1)
    wanted, _ = luxterm(tmp_path, "--no-cache").communicate(timeout=120)
    (tmp_path / "docs" / "poison.md").write_text("POISON")
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(POISON)
    for worker in dask.workers:
        worker.kill()
    dask.worker("--nanny", PYTHONPATH=f"{tmp_path / 'hook'}:{ENV['PYTHONPATH']}")
    found, said = luxterm(tmp_path, "--scheduler", dask.address).communicate(timeout=120)
    assert found == wanted
    assert "docs/poison.md: was not checked: it ended the process that read it" in said
    assert said.count("was not checked") == 1


@pytest.mark.slow
def test_scheduler_that_goes_away(tmp_path: Path, dask: Dask) -> None:
    documents(tmp_path, 400, 100)
    process = luxterm(tmp_path, "--scheduler", dask.address)
    assert process.stdout and process.stderr
    with process.stdout, process.stderr:
        found = [process.stdout.readline()]
        dask.scheduler.kill()
        found += process.stdout.readlines()
        said = process.stderr.read()
    assert process.wait(60) == 2
    assert all(map(json.loads, found))
    assert "was not checked: the executor ended early" in said and "Traceback" not in said
    assert len({line.split(": ")[1] for line in said.splitlines()}) > 100  # each file by name


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c(tmp_path: Path, dask: Dask) -> None:
    documents(tmp_path, 400, 100)
    process = luxterm(tmp_path, "--scheduler", dask.address)
    assert process.stdout and process.stderr
    with process.stdout, process.stderr:
        found = [process.stdout.readline()]
        process.send_signal(signal.SIGINT)
        found += process.stdout.readlines()
        said = process.stderr.read()
    assert process.wait(60) == 130 and "stopped early" in said and "Traceback" not in said
    assert all(map(json.loads, found))


@pytest.mark.slow
def test_workers_must_be_alike(tmp_path: Path, dask: Dask) -> None:
    documents(tmp_path, 2, 1)
    for worker in dask.workers:
        worker.kill()
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text("import luxterm\nluxterm.__version__ = '0.0.7'\n")
    dask.worker(PYTHONPATH=f"{tmp_path / 'hook'}:{ENV['PYTHONPATH']}")
    process = luxterm(tmp_path, "--scheduler", dask.address)
    out, said = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    assert re.fullmatch(r"luxterm: scheduler: worker \S+ has luxterm 0\.0\.7, and here it is .*\n", said)


@pytest.mark.slow
def test_no_workers(tmp_path: Path, dask: Dask) -> None:
    documents(tmp_path, 2, 1)
    for worker in dask.workers:
        worker.kill()
        worker.wait()
    time.sleep(1)
    process = luxterm(tmp_path, "--scheduler", dask.address)
    assert process.communicate(timeout=60) == ("", "luxterm: scheduler: it has no workers\n")
    assert process.returncode == 2


@pytest.mark.slow
def test_scheduler_that_is_not_there(tmp_path: Path) -> None:
    documents(tmp_path, 2, 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        process = luxterm(tmp_path, "--scheduler", address)
        out, said = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    assert said.startswith(f"luxterm: scheduler: {address} cannot be reached: ") and said.count("\n") == 1


def test_dask_is_an_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    documents(tmp_path, 2, 1)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["check", "--scheduler", "tcp://127.0.0.1:1", "docs"]) == 2
    assert 'scheduler: it needs Dask: install "luxterm[cluster]"' in capsys.readouterr().err
    assert main(["check", "--scheduler", "tcp://127.0.0.1:1", "--fix", "docs"]) == 2
    assert "use it without --scheduler" in capsys.readouterr().err

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
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

import pytest

from luxterm.cli.main import main
from tests.live import LIMIT, kill, program
from tests.texts import BAD

pytest.importorskip("distributed")

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

    def __init__(self, stack: ExitStack, folder: Path, workers: int) -> None:
        self._stack = stack
        self._folder = folder
        self.scheduler = self._start(
            "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
        )
        self.address = self._line(self.scheduler, r"Scheduler at:\s+(tcp://\S+)")
        self.workers = [self.worker() for _ in range(workers)]

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
        return self._stack.enter_context(
            program(
                [sys.executable, "-c", f"from {module} import main; main()", *arguments],
                env={**ENV, **env},
                cwd=self._folder,
                stderr=subprocess.PIPE,
            )
        )

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
    """Keep reading, so that the writer never waits."""
    from threading import Thread

    def read() -> None:
        with suppress(ValueError):  # closed meanwhile
            for _ in stream:
                pass

    Thread(target=read, daemon=True).start()


@pytest.fixture
def dask(tmp_path: Path) -> Generator[Dask]:
    (tmp_path / "dask").mkdir()
    with ExitStack() as stack:
        yield Dask(stack, tmp_path / "dask", 2)


@pytest.fixture
def bare(tmp_path: Path) -> Generator[Dask]:
    """One that has no workers yet."""
    (tmp_path / "dask").mkdir()
    with ExitStack() as stack:
        yield Dask(stack, tmp_path / "dask", 0)


@contextmanager
def started(
    folder: Path, *arguments: str, env: dict[str, str] = ENV
) -> Generator[tuple[Process, IO[str], IO[str]]]:
    """luxterm running on the documents, and its two streams."""
    with program(
        [sys.executable, "-m", "luxterm", "check", "--format", "jsonl", *arguments, "docs"],
        env=env,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        yield process, process.stdout, process.stderr


def luxterm(folder: Path, *arguments: str, **env: str) -> tuple[int, str, str]:
    """Exit status and streams."""
    with started(folder, *arguments, env={**ENV, **env}) as (process, _, _):
        out, said = process.communicate(timeout=LIMIT)
        return process.returncode, out, said


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
    wanted = luxterm(tmp_path, "--no-cache")
    assert wanted[0] == 2  # for the broken file
    with started(tmp_path, "--scheduler", dask.address) as (process, out, said):
        first = out.readline()
        # it has to wait for its reader now, with most of the files still to be handed out
        kill(dask.workers[0])
        time.sleep(1)
        assert process.poll() is None
        found = first + out.read()
        assert (process.wait(60), found, said.read()) == wanted
    assert luxterm(tmp_path, "--scheduler", dask.address) == wanted


def hooked(folder: Path, code: str) -> dict[str, str]:
    """What to have in the environment of a Python that begins with this code."""
    (folder / "hook").mkdir()
    (folder / "hook" / "sitecustomize.py").write_text(code)
    return {"PYTHONPATH": f"{folder / 'hook'}:{ENV['PYTHONPATH']}"}


POISON = """
import os
import luxterm.scan.worker as worker

def scan_file(job, real=worker.scan_file):
    if b"POISON" in job.data:
        os._exit(9)
    return real(job)

worker.scan_file = scan_file
"""


@pytest.mark.slow
def test_a_file_that_kills_workers_is_named(tmp_path: Path, bare: Dask) -> None:
    documents(tmp_path, 20, 1)
    _, wanted, _ = luxterm(tmp_path, "--no-cache")
    (tmp_path / "docs" / "poison.md").write_text("POISON")
    bare.worker("--nanny", **hooked(tmp_path, POISON))
    _, found, said = luxterm(tmp_path, "--scheduler", bare.address)
    assert found == wanted
    assert "docs/poison.md: was not checked: it crashed the process that was reading it" in said
    assert said.count("was not checked") == 1


SLOW = """
import luxterm.scan.file as scan

def read(job, real=scan._scan):
    while b"SLOW" in job.data:
        pass
    if b"DEAF" in job.data:
        sum(range(10**12))
    return real(job)

scan._scan = read
"""


@pytest.mark.exhaustive
def test_files_over_the_time_limit(tmp_path: Path, bare: Dask) -> None:
    documents(tmp_path, 20, 1)
    (tmp_path / "luxterm.toml").write_text("[limits]\ntime = 2\n")
    _, wanted, _ = luxterm(tmp_path, "--no-cache")
    (tmp_path / "docs" / "deaf.md").write_text("DEAF")
    (tmp_path / "docs" / "slow.md").write_text("SLOW")
    bare.worker("--nanny", **hooked(tmp_path, SLOW))
    _, found, said = luxterm(tmp_path, "--scheduler", bare.address)
    assert found == wanted
    assert "docs/slow.md: was not checked: it took longer than 2 s ([limits] time)" in said
    assert "docs/deaf.md: was not checked: it crashed the process that was reading it" in said
    assert said.count("was not checked") == 2


@pytest.mark.slow
def test_scheduler_that_goes_away(tmp_path: Path, dask: Dask) -> None:
    documents(tmp_path, 400, 100)
    with started(tmp_path, "--scheduler", dask.address) as (process, out, err):
        found = [out.readline()]
        kill(dask.scheduler)
        found += out.readlines()
        said = err.read()
        assert process.wait(60) == 2
    assert all(map(json.loads, found))
    assert "was not checked: the executor ended early" in said
    assert "Traceback" not in said
    assert len({line.split(": ")[1] for line in said.splitlines()}) > 100  # each file by name


@pytest.mark.slow
def test_workers_that_go_away(tmp_path: Path, dask: Dask) -> None:
    documents(tmp_path, 400, 100)
    env = {**ENV, **hooked(tmp_path, "import luxterm.scan.scheduler\nluxterm.scan.scheduler.ALONE = 3\n")}
    with started(tmp_path, "--scheduler", dask.address, env=env) as (process, out, err):
        found = [out.readline()]
        for worker in dask.workers:
            kill(worker)
        found += out.readlines()
        said = err.read()
        assert process.wait(60) == 2
    assert all(map(json.loads, found))
    assert "was not checked: the executor ended early" in said
    assert "Traceback" not in said


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c(tmp_path: Path, dask: Dask) -> None:
    documents(tmp_path, 400, 100)
    with started(tmp_path, "--scheduler", dask.address) as (process, out, err):
        found = [out.readline()]
        process.send_signal(signal.SIGINT)
        found += out.readlines()
        said = err.read()
        assert process.wait(60) == 130
        assert "stopped early" in said
        assert "Traceback" not in said
    assert all(map(json.loads, found))


@pytest.mark.slow
def test_workers_must_be_alike(tmp_path: Path, bare: Dask) -> None:
    documents(tmp_path, 2, 1)
    bare.worker(**hooked(tmp_path, "import luxterm.base\nluxterm.base.__version__ = '0.0.7'\n"))
    status, out, said = luxterm(tmp_path, "--scheduler", bare.address)
    assert (status, out) == (2, "")
    assert re.fullmatch(r"luxterm: scheduler: worker \S+ has luxterm 0\.0\.7, this machine has .*\n", said)


@pytest.mark.slow
def test_no_workers(tmp_path: Path, bare: Dask) -> None:
    documents(tmp_path, 2, 1)
    wanted = (2, "", "luxterm: scheduler: it has no workers\n")
    assert luxterm(tmp_path, "--scheduler", bare.address) == wanted


@pytest.mark.slow
def test_scheduler_that_is_not_there(tmp_path: Path) -> None:
    documents(tmp_path, 2, 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        soon = hooked(tmp_path, "import luxterm.scan.scheduler\nluxterm.scan.scheduler.PATIENCE = 2\n")
        status, out, said = luxterm(tmp_path, "--scheduler", address, **soon)
    assert (status, out) == (2, "")
    assert said.startswith(f"luxterm: scheduler: {address} cannot be reached: ")
    assert said.count("\n") == 1


def test_dask_is_an_extra(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    documents(folder, 2, 1)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["check", "--scheduler", "tcp://127.0.0.1:1", "docs"]) == 2
    assert 'scheduler: it needs Dask: install "luxterm[cluster]"' in capsys.readouterr().err
    assert main(["check", "--scheduler", "tcp://127.0.0.1:1", "--fix", "docs"]) == 2
    assert "use it without --scheduler" in capsys.readouterr().err

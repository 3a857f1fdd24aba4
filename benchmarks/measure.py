"""Whole processes, timed: wall clock, processor time and peak memory.

Needs a POSIX system (`os.wait4`). This process must stay small while it measures: a child's peak
memory is never reported below what its parent held when it started it.
"""

import os
import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: wall-clock and processor seconds, peak resident bytes, exit status (None: stopped)."""

    wall: float
    cpu: float
    memory: int
    status: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """A command to time. `fine` are the exit statuses of a run that did its work."""

    argv: tuple[str, ...]
    fine: tuple[int, ...] = (0, 1)
    cwd: Path | None = None
    env: Mapping[str, str] | None = None


class CaseFailed(Exception):
    """A command that did not do its work, with what it said."""


def run(case: Case, output: Path, limit: float = 120.0) -> Sample:
    """Run a command once, its standard output into `output`; stopped after `limit` seconds.

    Raises CaseFailed if it ends with a status that the case doesn't call fine.
    """
    # Python's own bytecode cache is part of how a tool starts for a user.
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env |= case.env or {}
    errors = output.with_suffix(".err")
    with output.open("wb") as out, errors.open("wb") as err:
        begin = time.perf_counter()
        process = subprocess.Popen(
            case.argv, stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=case.cwd, env=env
        )
        timer = threading.Timer(limit, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    stopped = process.returncode < 0
    if not stopped and process.returncode not in case.fine:
        said = "".join(path.read_text(encoding="utf-8", errors="replace") for path in (output, errors))
        raise CaseFailed(f"{case.argv[0]} ended with {process.returncode}: {said[-400:]}")
    unit = 1 if os.uname().sysname == "Darwin" else 1024
    return Sample(
        wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit, None if stopped else process.returncode
    )


class Timings(dict[str, list[Sample]]):
    """The samples of several cases by name, and their medians."""

    def wall(self, name: str) -> float:
        return median(sample.wall for sample in self[name])

    def cpu(self, name: str) -> float:
        return median(sample.cpu for sample in self[name])

    def memory(self, name: str) -> int:
        return max(sample.memory for sample in self[name])

    def stopped(self, name: str) -> bool:
        return any(sample.status is None for sample in self[name])


def alternate(cases: Mapping[str, Case], rounds: int, output: Path, limit: float = 120.0) -> Timings:
    """Time the cases in turn (A B A B …), so that a busy moment of the machine affects all of them.

    One uncounted run of each comes first, to fill caches. A case that was stopped isn't run again.
    """
    timings = Timings({name: [] for name in cases})
    for turn in range(rounds + 1):
        for name, case in cases.items():
            if timings[name] and timings.stopped(name):
                continue
            sample = run(case, output, limit)
            if turn or sample.status is None:
                timings[name].append(sample)
    return timings


def processor_time(process: int) -> float:
    """Seconds of processor time that a running process has used so far; 0 where /proc isn't."""
    status = Path(f"/proc/{process}/stat")
    if not status.exists():
        return 0.0
    fields = status.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

"""Programs that tests start: each ends in time, and everything it started ends with it.

    done = run(["npm", "ci"], cwd=folder)

Between the test and the program stands this file itself, as a program of its own
(`python programs.py SECONDS COMMAND…`). It adopts whatever the program leaves behind, so that a browser in
a session of its own doesn't escape, and ends when the test ends. Output goes into files: a pipe would stay
open as long as any process has it.
"""

import ctypes
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from os import PathLike
from typing import Any, NoReturn

import psutil

TOO_LATE = 124
"""The exit status of a program that was ended, as that of timeout(1)."""
LEFT = "left running"
"""The beginning of a line in its errors for each process that had to be ended after it."""
_SOON = 5
"""Seconds in which what the program started should end by itself."""
_GRACE = 20
"""Seconds for ending what is left."""
_SET_PARENT_DEATH_SIGNAL, _SET_CHILD_SUBREAPER = 1, 36  # prctl(2)


def run(
    command: Sequence[str | PathLike[str]],
    *,
    cwd: str | PathLike[str] | None = None,
    env: Mapping[str, str] | None = None,
    input: str = "",  # noqa: A002 (as subprocess.run has it)
    limit: float = 60,
    together: bool = False,
) -> "subprocess.CompletedProcess[str]":
    """What a program did within `limit` seconds; `TOO_LATE` is the status of one that was ended.

    `together`: its errors are in `stdout` too, in their order.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(input.encode())
        given.seek(0)
        keeper = subprocess.Popen(
            [sys.executable, "-I", __file__, str(limit), *map(str, command)],
            cwd=cwd,
            env=env,
            stdin=given,
            stdout=out,
            stderr=subprocess.STDOUT if together else err,
            start_new_session=True,
        )
        try:
            status = keeper.wait(limit + _GRACE)
        finally:
            if keeper.poll() is None:
                keeper.terminate()
                with suppress(subprocess.TimeoutExpired):
                    keeper.wait(_GRACE)
                keeper.kill()
        texts: list[str] = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
        return subprocess.CompletedProcess(list(map(str, command)), status, *texts)


def _keep(limit: float, command: list[str]) -> int:
    """Run the program; its exit status, once nothing that it started runs any more."""
    if sys.platform == "linux":
        prctl = ctypes.CDLL(None).prctl
        prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM, 0, 0, 0)
    signal.signal(signal.SIGTERM, _leave)
    try:
        status = subprocess.Popen(command).wait(limit)
        _report_left()
        return status
    except subprocess.TimeoutExpired:
        print(f"ended after {limit:g} s: {' '.join(command)}", file=sys.stderr)
        return TOO_LATE
    except OSError as error:
        print(error, file=sys.stderr)
        return 127
    finally:
        _end_children()


def _leave(*_: Any) -> NoReturn:
    sys.exit(TOO_LATE)


def _report_left() -> None:
    """Name those that don't end by themselves soon after the program."""
    for each in psutil.wait_procs(_children(), timeout=_SOON)[1]:
        with suppress(psutil.Error):
            print(f"{LEFT}: {' '.join(each.cmdline())}", file=sys.stderr)


def _end_children() -> None:
    """End every process below this one, and those that they leave to us; gives up after some seconds."""
    end = time.monotonic() + _GRACE / 2
    while (left := _children()) and time.monotonic() < end:
        for each in left:
            with suppress(psutil.Error):
                each.kill()
        psutil.wait_procs(left, timeout=0.2)


def _children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


if __name__ == "__main__":
    sys.exit(_keep(float(sys.argv[1]), sys.argv[2:]))

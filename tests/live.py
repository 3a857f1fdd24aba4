"""Programs that tests talk to while they run: no wait is endless, and nothing is left running."""

import os
import signal
import subprocess
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any

LIMIT = 180.0
"""Seconds after which a program counts as stuck, even on a busy machine."""


def kill(process: "subprocess.Popen[Any]") -> None:
    """End a program that leads a session of its own, and everything it started."""
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


@contextmanager
def program(
    argv: Sequence[object], limit: float = LIMIT, **options: Any
) -> "Generator[subprocess.Popen[str]]":
    """A program in a session of its own, its streams as text.

    After `limit` seconds it is killed, so that whatever reads from it or waits for it continues.
    """
    command = [str(part) for part in argv]
    options = {"text": True, "stdin": subprocess.DEVNULL, **options}
    process = subprocess.Popen(command, start_new_session=True, **options)
    watchdog = Timer(limit, kill, [process])
    watchdog.daemon = True
    watchdog.start()
    try:
        yield process
    finally:
        watchdog.cancel()
        kill(process)
        process.wait(10)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                with suppress(OSError):
                    stream.close()

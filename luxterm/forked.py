"""Processes that begin with what this one has loaded, and pipes between: on Linux, without threads.

What of `multiprocessing` is needed for that, under its names. Everybody waits for its import, which with all
that it imports in turn takes a fifth of what comes before the first file is checked.
"""

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Collection
from select import POLLIN, poll
from time import monotonic, sleep

from luxterm.typed import Any

_SIZE = 8
"""Bytes that say how long a message is."""
_MOST = 1_000_000
"""Bytes that are read at a time."""
_PAUSE = 0.001
"""Seconds between two looks whether a process has ended."""


class Connection:
    """One end of a pipe; messages go one way."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def fileno(self) -> int:
        return self._descriptor

    def send(self, message: Any) -> None:
        """Send whatever can be pickled. Raises OSError where nobody reads any more."""
        data = pickle.dumps(message)
        left = memoryview(len(data).to_bytes(_SIZE, "little") + data)
        while left:
            left = left[os.write(self._descriptor, left) :]

    def recv(self) -> Any:
        """The next message, which is waited for. Raises EOFError where none comes any more."""
        return pickle.loads(self._read(int.from_bytes(self._read(_SIZE), "little")))

    def _read(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size:
            parts.append(os.read(self._descriptor, min(size, _MOST)))
            if not parts[-1]:
                raise EOFError
            size -= len(parts[-1])
        return b"".join(parts)

    def close(self) -> None:
        os.close(self._descriptor)


def Pipe(duplex: bool) -> tuple[Connection, Connection]:
    """The end that is read and the one that is written."""
    reader, writer = os.pipe()
    return Connection(reader), Connection(writer)


class Process:
    """A copy of this process that calls `target(*args)` and ends without a word."""

    def __init__(self, target: Callable[..., object], args: tuple[Any, ...], daemon: bool) -> None:
        self._call = target, args
        self.pid: int | None = None

    def start(self) -> None:
        """Raises OSError where there can be no more processes."""
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # pyright: ignore[reportUnnecessaryComparison] (closed by who started us)
                stream.flush()
        gc.freeze()  # else looking for cycles would write to nearly every page, and have it copied
        try:
            self.pid = os.fork()
        finally:
            if self.pid != 0:
                gc.unfreeze()
        if self.pid:
            return
        try:
            target, args = self._call
            target(*args)
        finally:
            os._exit(0)

    def is_alive(self) -> bool:
        if self.pid is None:
            return False
        try:
            if not os.waitpid(self.pid, os.WNOHANG)[0]:
                return True
        except ChildProcessError:  # somebody else has waited for all
            pass
        self.pid = None
        return False

    def join(self, timeout: float) -> None:
        until = monotonic() + timeout
        while self.is_alive() and monotonic() < until:
            sleep(_PAUSE)

    def kill(self) -> None:
        if self.pid is not None:
            os.kill(self.pid, signal.SIGKILL)


def wait(connections: Collection[Connection], timeout: float | None) -> list[Connection]:
    """Those on which something has come, or has ended, as soon as there is one or the seconds are over."""
    by_descriptor = {each.fileno(): each for each in connections}
    waiting = poll()
    for descriptor in by_descriptor:
        waiting.register(descriptor, POLLIN)
    ready = waiting.poll(None if timeout is None else timeout * 1000)
    return [by_descriptor[descriptor] for descriptor, _ in ready]

"""How much one file may cost: its size, its time, a worker's memory.

A file beyond them gets an error, and the scan goes on. Time is wall-clock time and enforced in two
steps: at the limit an exception ends what Python is doing; code that doesn't notice (a parser's own
loop) is ended some time later together with its process, if that is a worker.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

from luxterm.system.errors import ToldError
from luxterm.system.interrupt import unswallowed
from luxterm.types import Message, figure

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import TextIO

MB = 1_000_000
_SOON = 0.1
"""Seconds after which the exception is raised again if nothing noticed it."""


class Limits(NamedTuple):
    """`size` in MB (of 1,000,000 bytes), `time` in seconds, `memory` of a worker process in MB.

    0 is no limit. `inside` is how many times the usual maximum an office file may have (cells, pages, …).
    `discovery` is for all files together: the seconds that finding them in folders may take.
    """

    size: int = 256
    time: int = 120
    memory: int = 4_000
    inside: int = 1
    discovery: int = 600

    @property
    def hard_time(self) -> float:
        """Seconds after which a worker that doesn't react is ended; processor time, except on Windows."""
        return self.time * 1.25 + 1


class TooLong(BaseException):
    """A file's time is over. Not an Exception, so that no parser's own `except` catches it."""


class TooBig(ToldError):
    """A file is larger than may be read; the message says so."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(Message("file-too-big", (figure(size / MB), figure(most / MB))))
        self.args = size, most  # what a copy is made of
        self.size, self.most = size, most


def too_long(limits: Limits) -> Message:
    """What to say about a file that ran out of time; completes "was not checked: "."""
    return Message("took-too-long", (str(limits.time),))


_inside: ContextVar[int] = ContextVar("inside", default=1)
_size: ContextVar[int | None] = ContextVar("size", default=None)


def allowed(usual: int) -> int:
    """How much of something the file being read may have, given the usual maximum."""
    return usual * _inside.get()


def in_proportion(least: int, per_byte: float, most: int) -> int:
    """How much of something the file being read may have, so that none costs much without being big itself.

    `least` however small it is, `per_byte` for each of its bytes, but never more than `most`.
    """
    size = _size.get()
    return allowed(most if size is None else min(most, least + int(per_byte * size)))


@contextmanager
def reading(size: int) -> Generator[None]:
    """What is read in the block is out of a file of so many bytes."""
    token = _size.set(size)
    try:
        yield
    finally:
        _size.reset(token)


@contextmanager
def allowing(limits: Limits) -> Generator[None]:
    """What is read in the block may have as much as these limits say."""
    token = _inside.set(limits.inside)
    try:
        yield
    finally:
        _inside.reset(token)


@contextmanager
def within(limits: Limits) -> Generator[None]:
    """Raise TooLong in the block when its time is over."""
    if sys.platform == "win32" or not limits.time:
        yield
        return
    try:
        # Where Python is part of another program, an alarm of that program's couldn't be put back
        foreign = signal.getsignal(signal.SIGALRM) is None
        before = None if foreign else signal.signal(signal.SIGALRM, _over)
    except ValueError:  # a thread that gets no alarms
        before = None
    if before is None:
        with _within_thread(limits.time):
            yield
        return
    signal.setitimer(signal.ITIMER_REAL, limits.time)
    try:
        with unswallowed(TooLong, _again):
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _within_thread(seconds: float) -> Generator[None]:
    """Like `within`, in any thread: a second thread makes the interpreter raise the exception in it."""
    import ctypes
    import threading

    thread, lock, done = threading.get_ident(), threading.Lock(), False

    def end() -> None:
        with lock:
            if not done:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooLong))

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            done = True
        timer.cancel()


def _over(*_: object) -> None:
    raise TooLong


def _again() -> None:
    signal.setitimer(signal.ITIMER_REAL, _SOON)


class Guard:
    """Ends this process, a worker, if a file goes on long after its time."""

    def __init__(self) -> None:
        self._nowhere: TextIO | None = None

    def watch(self, limits: Limits) -> None:
        """A file begins."""
        if not limits.time:
            self.rest()
        elif sys.platform != "win32":
            # Of processor time, and the default of its signal ends the process. Not faulthandler's clock: its
            # lock is held forever in a process forked while the clock is running.
            signal.setitimer(signal.ITIMER_PROF, limits.hard_time)
        else:
            self._nowhere = self._nowhere or open(os.devnull, "w")  # noqa: SIM115 (for the process's life)
            faulthandler.dump_traceback_later(limits.hard_time, exit=True, file=self._nowhere)

    def rest(self) -> None:
        """Nothing is being read."""
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 0)
        elif self._nowhere:
            faulthandler.cancel_dump_traceback_later()


def restrict_memory(limits: Limits) -> None:
    """From now on this process, a worker, gets no more memory than this; not every system can do that."""
    if sys.platform == "win32" or not limits.memory:
        return
    import resource

    wanted = limits.memory * MB
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY or wanted < most:
        with suppress(OSError, ValueError):  # macOS
            resource.setrlimit(resource.RLIMIT_AS, (wanted, most))

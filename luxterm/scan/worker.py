"""What happens in a worker: its files are checked, and their results packed for the return."""

import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from luxterm.scan.codec import pack
from luxterm.scan.file import scan_file
from luxterm.scan.job import Done, Job, Packed
from luxterm.system import limits
from luxterm.system.interrupt import unswallowed

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


Check = Callable[[Job], Done]
"""How a file is checked: from scratch (`afresh`), or by a cache that may have its result."""


def afresh(job: Job) -> Done:
    """Check a file; its result."""
    return Done(scan_file(job))


def work(jobs: Sequence[Job]) -> list[Packed]:
    """The packed results of some files, in their order."""
    return [_packed(afresh(job)) for job in jobs]


def work_guarded(jobs: Sequence[Job]) -> list[Packed]:
    """Like `work`, in a process that may be ended if a file goes on long after its time."""
    results: list[Packed] = []
    try:
        for job in jobs:
            _guard.watch(job.options.limits)
            results.append(_packed(afresh(job)))
    finally:
        _guard.rest()
    return results


def serve(
    orders: "Connection",
    answers: "Connection",
    jobs: Sequence[Job],
    check: Check,
    allowed: limits.Limits,
    *,
    parent: int,
) -> None:
    """What one of our own processes does: chunks of the jobs by their numbers, until None comes.

    Ctrl-C is handled only while files are checked, so that no result is cut off on its way.
    """
    with suppress(Exception, _Stop):  # that the process has ended says enough
        _start(allowed, parent)
        while not _stopped:
            numbers: Sequence[int] | None = orders.recv()
            if numbers is None:
                return
            try:
                answer: list[Packed] | Exception = _stoppable([jobs[at] for at in numbers], check)
            except Exception as error:  # no memory for the results, for one
                answer = error
            answers.send(answer)


def _stoppable(jobs: Sequence[Job], check: Check) -> list[Packed]:
    """Like `work`; stopped by Ctrl-C, it returns what it has."""
    global _working
    results: list[Packed] = []
    try:
        with unswallowed(_Stop, lambda: None):  # a stop lost in a destructor: the next file isn't begun
            _working = True
            _listen(True)
            for job in jobs:
                if _stopped:  # chunks that were handed out earlier
                    break
                _guard.watch(job.options.limits)
                results.append(_packed(check(job)))
            _working = False
    except _Stop:
        pass
    finally:
        _working = False
        _listen(False)
        _guard.rest()
    return results


def _start(allowed: limits.Limits, parent: int) -> None:
    """What a worker process begins with; `parent` is the process that started it."""
    import signal
    from _thread import start_new_thread

    _listen(False)
    signal.signal(signal.SIGINT, _stop)
    if sys.platform != "win32":
        signal.signal(signal.SIGPROF, signal.SIG_DFL)  # the guard's; whoever started this may have used it
    limits.restrict_memory(allowed)
    start_new_thread(_follow, (parent,))


@contextmanager
def sigint_blocked() -> Generator[None]:
    """Keep Ctrl-C waiting; a process that starts in the block does not get it until its first chunk.

    Not in a thread that gets no signals.
    """
    try:
        _listen(False)  # may raise the KeyboardInterrupt of a Ctrl-C just before
        yield
    finally:
        _listen(True)


def _listen(yes: bool) -> None:
    import signal

    if hasattr(signal, "pthread_sigmask"):  # Windows lacks it
        signal.pthread_sigmask(signal.SIG_UNBLOCK if yes else signal.SIG_BLOCK, [signal.SIGINT])


def _packed(done: Done) -> Packed:
    return done.data or pack(done.result), done.note


_guard = limits.Guard()
_working = _stopped = False


class _Stop(BaseException):
    """Ctrl-C in a worker. Not an Exception, so that no parser's own `except` catches it."""


def _stop(*_: object) -> None:
    """Ctrl-C reaches the workers too: they stop what they are doing, tidily and silently.

    Only what they are doing, or a result would be cut off on its way. A worker with nothing to do is told
    to end by the process that started it.
    """
    global _stopped
    if not _stopped:
        _stopped = True
        if _working:
            raise _Stop


def _follow(parent: int) -> None:
    """End when the process that started this one has been killed: nothing else would notice."""
    from time import sleep

    while os.getppid() == parent:
        sleep(1)
    os._exit(1)

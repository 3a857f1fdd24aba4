"""What happens in a worker: its files are checked, and their results packed for the way back."""

import os
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress

from luxterm.packing import pack
from luxterm.scan import FileResult, Job, scan_file
from luxterm.system import limits
from luxterm.system.interrupt import unswallowed
from luxterm.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from luxterm.cache import Keeper, Note


class Done(NamedTuple):
    """What came of a file; `note` is for the cache, `data` the packed result where it is at hand."""

    result: FileResult
    note: "Note | None" = None
    data: bytes = b""


Packed = tuple[bytes, "Note | None"]


def scan_noted(job: Job, keeper: "Keeper | None") -> Done:
    """The result of a file, from the cache where it has it."""
    return Done(scan_file(job)) if keeper is None else keeper.scan(job)


def work(jobs: Sequence[Job]) -> list[Packed]:
    """The packed results of some files, in their order."""
    return list(_each(jobs, None))


def work_guarded(jobs: Sequence[Job]) -> list[Packed]:
    """As `work`, in a process that may be ended where a file goes on for long after its time."""
    results: list[Packed] = []
    try:
        for job in jobs:
            _guard.watch(job.options.limits)
            results += _each([job], None)
    finally:
        _guard.rest()
    return results


def serve(
    orders: "Connection",
    answers: "Connection",
    jobs: Sequence[Job],
    keeper: "Keeper | None",
    allowed: limits.Limits,
    parent: int,
) -> None:
    """What a process of our own does: chunks of the jobs by their numbers, until None comes.

    Ctrl-C is heard only while files are checked, so that no result is cut off on its way.
    """
    with suppress(Exception, _Stop):  # whose end says enough
        _start(allowed, parent)
        while not _stopped:
            numbers: Sequence[int] | None = orders.recv()
            if numbers is None:
                return
            try:
                answer: list[Packed] | Exception = _stoppable([jobs[at] for at in numbers], keeper)
            except Exception as error:  # no memory for the results, for one
                answer = error
            answers.send(answer)


def _stoppable(jobs: Sequence[Job], keeper: "Keeper | None") -> list[Packed]:
    """As `work`; stopped by Ctrl-C, it gives what it has."""
    global _working
    results: list[Packed] = []
    try:
        with unswallowed(_Stop, lambda: None):  # the next file isn't begun
            _working = True
            _listen(True)
            for job in jobs:
                if _stopped:  # chunks that were handed out before
                    break
                _guard.watch(job.options.limits)
                results += _each([job], keeper)
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
def deaf() -> Generator[None]:
    """Keep Ctrl-C waiting; a process that begins in the block is deaf to it until its first chunk.

    Not in a thread that gets no signals.
    """
    try:
        _listen(False)  # may raise what came just before
        yield
    finally:
        _listen(True)


def _listen(yes: bool) -> None:
    import signal

    if hasattr(signal, "pthread_sigmask"):  # Windows lacks it
        signal.pthread_sigmask(signal.SIG_UNBLOCK if yes else signal.SIG_BLOCK, [signal.SIGINT])


def _each(jobs: Sequence[Job], keeper: "Keeper | None") -> Iterator[Packed]:
    for result, note, data in (scan_noted(job, keeper) for job in jobs):
        yield data or pack(result), note


_guard = limits.Guard()
_working = _stopped = False


class _Stop(BaseException):
    """Ctrl-C in a worker. No Exception, so that no parser's own `except` takes it for its own."""


def _stop(*_: object) -> None:
    """Ctrl-C reaches the workers too: they end what they are at, tidily and without a word.

    Only what they are at, for else a result would be cut off on its way. A worker with nothing to do is
    told to end by whoever started it.
    """
    global _stopped
    if not _stopped:
        _stopped = True
        if _working:
            raise _Stop


def _follow(parent: int) -> None:
    """End when the process that started this one has been killed: nobody else would tell."""
    from time import sleep

    while os.getppid() == parent:
        sleep(1)
    os._exit(1)

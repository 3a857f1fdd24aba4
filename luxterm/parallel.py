"""Many files on several processors, with results in the files' order and a quick end on Ctrl-C."""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luxterm.scan import FileResult, Job

CHUNK = 8
"""Files handed to a process at a time."""
WORTH = 4_000_000
"""Bytes of documents from which more processes pay for their start."""


def worthwhile(jobs: "Sequence[Job]") -> int:
    """How many processes the files are worth: one for little, else one a processor."""
    total = 0
    for job in jobs:
        try:
            total += len(job.data) if job.data is not None else os.stat(job.path).st_size
        except OSError:
            continue
        if total >= WORTH:
            return processors()
    return 1


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows lack it
        return os.cpu_count() or 1


def scan_parallel(jobs: "Sequence[Job]", workers: int) -> "Iterator[FileResult]":
    """The results of the jobs, in their order. A process that dies is an error of what it had left."""
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from contextlib import suppress

    from luxterm.scan import FileResult

    chunks = [jobs[start : start + CHUNK] for start in range(0, len(jobs), CHUNK)]
    pool = ProcessPoolExecutor(min(workers, len(chunks)), initializer=_start)
    try:
        futures: list[Future[list[FileResult]]] = []
        with suppress(BrokenProcessPool):  # what was handed in says so below; the rest was not handed in
            futures += (pool.submit(_scan_chunk, chunk) for chunk in chunks)
        futures.reverse()
        for chunk in chunks:  # finished ones are let go of: memory holds only what is still to come
            try:
                if not futures:
                    raise BrokenProcessPool
                yield from futures.pop().result()
            except BrokenProcessPool:
                message = "was not checked: a process of luxterm ended unexpectedly (out of memory?)"
                yield from (FileResult(job.path, read=False, errors=(message,)) for job in chunk)
    finally:
        # Waiting is short, and a process that ends before its helpers have leaves noise behind
        pool.shutdown(wait=True, cancel_futures=True)


class _Stop(SystemExit):
    """Ctrl-C in a worker; of all exceptions the one that ends an idle process without a word."""


_stopped = False


def _scan_chunk(jobs: "Sequence[Job]") -> "list[FileResult]":
    from luxterm.scan import scan_file

    results: list[FileResult] = []
    try:
        for job in jobs:
            if _stopped:  # chunks that were handed out before
                break
            results.append(scan_file(job))
    except _Stop:
        pass
    return results


def _start() -> None:
    """Ctrl-C reaches the workers too: they end what they are at, tidily and without a word."""
    import signal

    signal.signal(signal.SIGINT, _stop)


def _stop(*_: object) -> None:
    global _stopped
    if not _stopped:
        _stopped = True
        raise _Stop

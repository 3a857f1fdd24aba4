"""What files are handed to: an executor, and what to do when it breaks or is no longer wanted."""

import os
import sys
from collections.abc import Sequence
from concurrent.futures import Executor, Future
from multiprocessing import active_children
from time import monotonic
from typing import TYPE_CHECKING

from luxterm import worker
from luxterm.limits import Limits
from luxterm.scan import Job
from luxterm.worker import Packed

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from luxterm.cache import Keeper

FORKS = sys.platform == "linux"
"""Whether processes begin with what this one has loaded; elsewhere that isn't safe, or isn't possible."""
GRACE = 2.0
"""Seconds that processes have to stop when the scan is given up."""


class Pool:
    """Somebody's executor, and on how many chunks it works at once."""

    def __init__(self, executor: Executor, width: int) -> None:
        self.executor = executor
        self.width = max(width, 1)

    def submit(self, jobs: Sequence[Job], keeper: "Keeper | None") -> Future[list[Packed]]:
        """Hand out a chunk. Raises RuntimeError where the executor is broken or shut down."""
        return self.executor.submit(worker.work, jobs, keeper)

    def renew(self) -> bool:
        """A new executor for one that broke; False where there is none to be had."""
        return False

    def stop(self, orderly: bool) -> None:
        """No more is wanted; `orderly` where all that was handed out is done."""


class Processes(Pool):
    """Processes of this machine. Where they can be forked, they begin with what this one has loaded."""

    def __init__(self, workers: int, limits: Limits) -> None:
        self._limits = limits
        self._workers = workers
        super().__init__(self._new(), workers)

    def _new(self) -> Executor:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        self._others = set(active_children())
        context = get_context("fork" if FORKS else None)
        return ProcessPoolExecutor(
            self._workers, context, initializer=worker.start, initargs=(self._limits, os.getpid())
        )

    def submit(self, jobs: Sequence[Job], keeper: "Keeper | None") -> Future[list[Packed]]:
        # Processes begin here, and must know what to do about Ctrl-C before they hear it
        with worker.deaf():
            return self.executor.submit(worker.work_in_process, jobs, keeper)

    def renew(self) -> bool:
        self.executor.shutdown()
        self.executor = self._new()
        return True

    def stop(self, orderly: bool) -> None:
        if not orderly:
            self.executor.shutdown(wait=False, cancel_futures=True)
            _end([process for process in active_children() if process not in self._others])
        # Waiting is short, and a process that ends before its helpers have leaves noise behind
        self.executor.shutdown(cancel_futures=True)


def _end(processes: "Sequence[BaseProcess]") -> None:
    """Stop these processes: politely, then for good."""
    import signal
    from contextlib import suppress

    for process in processes:
        if process.pid is not None:
            with suppress(OSError):
                os.kill(process.pid, signal.SIGINT)
    until = monotonic() + GRACE
    for process in processes:
        process.join(max(until - monotonic(), 0))
        if process.is_alive():
            process.kill()

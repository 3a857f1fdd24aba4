"""What files are handed to: somebody's executor, or processes of our own (`luxterm.processes`)."""

from collections.abc import Collection, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait

from luxterm import worker
from luxterm.scan import Job
from luxterm.worker import Packed

DIED = "it ended the process that read it (out of memory, or a fault in its reader)"


class Lost(Exception):
    """Who had a chunk is gone, and its results with it. The message completes "was not checked: "."""


class Pool:
    """Somebody's executor, and on how many chunks it works at once."""

    def __init__(self, executor: Executor, width: int) -> None:
        self.executor = executor
        self.width = max(width, 1)
        self.jobs: Sequence[Job] = ()

    def begin(self, jobs: Sequence[Job]) -> None:
        """The files of the scan that begins."""
        self.jobs = jobs

    def submit(self, numbers: Sequence[int]) -> Future[list[Packed]]:
        """Hand out a chunk of the files. Raises RuntimeError where the executor is broken or shut down."""
        return self.executor.submit(worker.work, [self.jobs[at] for at in numbers])

    def wait(self, futures: Collection[Future[list[Packed]]]) -> Collection[Future[list[Packed]]]:
        """Those of the futures that are done, as soon as one is. Raises Lost where none ever will be."""
        return wait(futures, return_when=FIRST_COMPLETED).done

    def stop(self, orderly: bool) -> None:
        """No more is wanted; `orderly` where all that was handed out is done."""

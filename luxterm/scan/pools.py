"""What files are handed to: somebody's executor, or processes of our own (`luxterm.scan.processes`)."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol, cast

from luxterm.scan import worker
from luxterm.scan.job import Job, Packed
from luxterm.system.errors import ToldError
from luxterm.types import Message

if TYPE_CHECKING:
    from concurrent.futures import Executor

DIED = Message("process-died")


class Lost(ToldError):
    """Whatever had a chunk is gone, and its results with it. The message completes "was not checked: "."""


class Results(Protocol):
    """The future result of a chunk."""

    def done(self) -> bool:
        """Whether nothing more will come of it."""
        ...

    def cancelled(self) -> bool:
        """Whether it was called off."""
        ...

    def exception(self) -> BaseException | None:
        """What went wrong with all of it, if anything did."""
        ...

    def result(self) -> list[Packed]:
        """What came of its files. Raises what went wrong."""
        ...


class Pool:
    """Somebody's executor, and how many chunks it works on at once."""

    def __init__(self, executor: "Executor", width: int) -> None:
        self.executor = executor
        self.width = max(width, 1)
        self.jobs: Sequence[Job] = ()

    def begin(self, jobs: Sequence[Job]) -> None:
        """The files of the scan that begins."""
        self.jobs = jobs

    def submit(self, numbers: Sequence[int]) -> Results:
        """Hand out a chunk of the files. Raises RuntimeError if the executor is broken or shut down."""
        return self.executor.submit(worker.work, [self.jobs[at] for at in numbers])

    def wait(self, futures: Collection[Results]) -> Collection[Results]:
        """Those that are done, as soon as one is. Raises Lost if none ever will be."""
        from concurrent.futures import FIRST_COMPLETED, Future, wait

        return wait(cast("Collection[Future[list[Packed]]]", futures), return_when=FIRST_COMPLETED).done

    def stop(self, orderly: bool) -> None:
        """No more is wanted; `orderly` if everything handed out is done."""

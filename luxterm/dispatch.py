"""Files handed out to a pool: results in the files' order, whatever happens to a worker.

A chunk that fails (its process died, its machine is gone) is taken apart and its files are tried again,
one at a time with nothing else at work: so the one to blame is known by name, and the others lose nothing.
"""

from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from time import monotonic
from typing import TYPE_CHECKING

from luxterm.limits import too_long
from luxterm.packing import unpack
from luxterm.pools import Pool
from luxterm.scan import FileResult, Job
from luxterm.worker import Done, Packed

if TYPE_CHECKING:
    from luxterm.cache import Keeper

_DIED = "was not checked: it ended the process that read it (out of memory, or a fault in its reader)"
_GONE = "was not checked: the executor ended early"


def scan_on(
    pool: Pool, jobs: Sequence[Job], chunks: Sequence[range], keeper: "Keeper | None" = None
) -> Generator[Done]:
    """The results of the jobs, in their order; `chunks` are their numbers as they are to be handed out.

    KeyboardInterrupt comes through after everything that is finished, in order or not.
    """
    line = _Line(pool, jobs, deque(chunks), keeper)
    orderly = False
    try:
        for at in range(len(jobs)):
            while at not in line.ready:
                line.turn()
            yield line.ready.pop(at)
        orderly = True
    except KeyboardInterrupt:
        pool.stop(orderly=False)
        line.take_finished()
        yield from (line.ready.pop(at) for at in sorted(line.ready))
        raise
    finally:
        pool.stop(orderly)


class _Line:
    """What is still to do, what is at work, and what is ready; by the jobs' numbers."""

    def __init__(
        self, pool: Pool, jobs: Sequence[Job], chunks: "deque[range]", keeper: "Keeper | None"
    ) -> None:
        self.ready: dict[int, Done] = {}
        self._pool = pool
        self._jobs = jobs
        self._chunks = chunks
        self._keeper = keeper
        self._suspects: deque[int] = deque()
        self._running: dict[Future[list[Packed]], Sequence[int]] = {}
        self._broken = False
        self._began = 0.0

    def turn(self) -> None:
        """Hand out what can be handed out, and take in what is finished as soon as something is."""
        if self._broken and not self._running:
            self._broken = False
            if not self._pool.renew():
                self._give_up()
                return
        alone = bool(self._suspects) and not self._running
        if alone:
            at = self._suspects.popleft()
            if trouble := self._hand_out([at]):
                self._blame(at, f"was not checked: {trouble}")
                return
        elif not self._suspects:
            while self._chunks and len(self._running) < 2 * self._pool.width and not self._broken:
                chunk = self._chunks.popleft()
                if self._hand_out(chunk):
                    self._suspects += chunk
        done, _ = wait(self._running, return_when=FIRST_COMPLETED)
        for future in done:
            left, error = self._take(future)
            self._broken = self._broken or isinstance(error, BrokenExecutor)
            if alone:
                for at in left:
                    self._blame(at, self._why(self._jobs[at], error))
            else:
                self._suspects += left

    def take_finished(self) -> None:
        """Take in what has come until now; nothing is to blame for what hasn't."""
        for future in [future for future in self._running if future.done()]:
            self._take(future)

    def _hand_out(self, numbers: Sequence[int]) -> Exception | None:
        """Submit a chunk; what went wrong with that, if anything."""
        self._began = monotonic()
        try:
            future = self._pool.submit([self._jobs[at] for at in numbers], self._keeper)
        except (RuntimeError, OSError) as error:  # broken before we knew, shut down, no more processes
            self._broken = True
            return error
        self._running[future] = numbers
        return None

    def _take(self, future: "Future[list[Packed]]") -> tuple[Sequence[int], BaseException | None]:
        """The numbers of the files that a finished chunk has no results for, and why."""
        numbers = self._running.pop(future)
        try:
            packed, error = future.result(), None
        except (Exception, CancelledError) as reason:
            packed, error = [], reason
        for at, (data, note) in zip(numbers, packed, strict=False):
            self.ready[at] = Done(unpack(self._jobs[at].path, data), note, data)
        return numbers[len(packed) :], error

    def _why(self, job: Job, error: BaseException | None) -> str:
        limits = job.options.limits
        if type(error).__name__ == "KilledWorker":  # Dask's, which isn't imported for that
            return _DIED
        if error is not None and not isinstance(error, BrokenExecutor):
            return f"was not checked: {type(error).__name__}: {error}"
        took = monotonic() - self._began
        return too_long(limits) if limits.time and took >= limits.deaf else _DIED

    def _blame(self, at: int, message: str) -> None:
        self.ready[at] = Done(FileResult(self._jobs[at].path, read=False, errors=(message,)))

    def _give_up(self) -> None:
        for numbers in (self._suspects, *self._chunks):
            for at in numbers:
                self._blame(at, _GONE)
        self._suspects.clear()
        self._chunks.clear()

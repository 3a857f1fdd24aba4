"""Files handed out to a pool: results in the files' order, whatever happens to a worker.

A chunk that fails (its process died, its machine is gone) is split and its files are tried again, each by
itself, and with nothing else running if there is still doubt: that identifies the culprit, and the others
lose nothing.
"""

from collections import deque
from collections.abc import Generator, Sequence

from luxterm.scan.codec import unpack
from luxterm.scan.job import Done, FileResult, Job, Packed
from luxterm.scan.pools import DIED, Lost, Pool, Results
from luxterm.types import Message, quoted

_GONE = "the executor ended early"


def scan_on(pool: Pool, jobs: Sequence[Job], chunks: Sequence[range]) -> Generator[Done]:
    """The results of the jobs, in their order; `chunks` are their numbers as they are to be handed out.

    KeyboardInterrupt is raised after everything that is finished, in order or not.
    """
    pool.begin(jobs)
    line = _Line(pool, jobs, chunks)
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
    """What is still to do, what is running, and what is ready, by the jobs' numbers."""

    def __init__(self, pool: Pool, jobs: Sequence[Job], chunks: Sequence[range]) -> None:
        self.ready: dict[int, Done] = {}
        self._pool = pool
        self._jobs = jobs
        self._chunks: deque[Sequence[int]] = deque(chunks)
        self._running: dict[Results, Sequence[int]] = {}
        self._suspects: deque[int] = deque()
        self._alone = self._broken = False

    def turn(self) -> None:
        """Hand out what can be handed out, and collect what is finished as soon as something is."""
        if not self._running:
            self._alone = bool(self._suspects)
            if self._alone:
                self._chunks.appendleft([self._suspects.popleft()])
        room = 1 if self._alone else 0 if self._suspects else 2 * self._pool.width
        while self._chunks and not self._broken and len(self._running) < room:
            self._hand_out()
        if self._running:
            try:
                for future in self._pool.wait(self._running):
                    self._take(future)
            except Lost:
                self._broken = True
                self._chunks.extendleft(self._running.values())
                self._running.clear()
        if self._broken and not self._running:
            self._chunks.extend([at] for at in self._suspects)
            self._suspects.clear()
            while self._chunks:
                self._blame(self._chunks.popleft(), _GONE)

    def _hand_out(self) -> None:
        """Submit the next chunk, unless that can't be done any more."""
        try:
            future = self._pool.submit(self._chunks[0])
        except RuntimeError:  # broken before we knew, or shut down
            self._broken = True
        else:
            self._running[future] = self._chunks.popleft()

    def take_finished(self) -> None:
        """Collect what has arrived so far; nothing is blamed for what hasn't."""
        for future in list(self._running):
            if future.done() and not future.cancelled() and future.exception() is None:
                self._take(future)

    def _take(self, future: Results) -> None:
        """The results of a finished chunk; those of its files that have none are still to do, or failed."""
        numbers = self._running.pop(future)
        packed: list[Packed] = []
        reason: str | Message = ""
        sure = True
        try:
            packed = future.result()
        except Exception as error:
            from concurrent.futures import BrokenExecutor

            reason, sure = _why(error)
            self._broken = self._broken or isinstance(error, BrokenExecutor)
        for at, (data, note) in zip(numbers, packed, strict=False):
            self.ready[at] = Done(unpack(self._jobs[at].path, data), note, data)
        left = numbers[len(packed) :]
        if reason and len(numbers) == 1 and not self._broken:
            if sure or self._alone:
                self._blame(left, reason)
            else:
                self._suspects += left
        else:
            self._chunks.extendleft([at] for at in reversed(left))

    def _blame(self, numbers: Sequence[int], reason: str | Message) -> None:
        for at in numbers:
            problem = Message("not-checked", (reason,))
            result = FileResult(self._jobs[at].path, read=False, errors=(problem,))
            self.ready[at] = Done(result)


def _why(error: BaseException) -> tuple[str | Message, bool]:
    """Why a chunk has no results, and whether that is its own fault for sure."""
    if type(error).__name__ == "KilledWorker":  # Dask's, which blames everything a worker had when it died
        return DIED, False
    if isinstance(error, Lost):
        return error.message, True
    return Message("beside", (f"{type(error).__name__}: ", quoted(str(error)))), True

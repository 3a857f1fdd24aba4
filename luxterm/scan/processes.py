"""Processes of this machine that check files, each with a pipe of its own.

Not `concurrent.futures.ProcessPoolExecutor`: its processes share one pipe, and when one of them is killed
while writing a result, everybody waits for the rest of it forever. It also starts processes while its
threads run, which may leave a fork with a lock that nobody releases. Here there is no thread in the parent,
a process that ends closes its pipe, and no process is waited for longer than its files may take.
"""

import os
import sys
from collections import deque
from collections.abc import Collection, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import wait
from time import monotonic
from typing import TYPE_CHECKING

from luxterm.scan import worker
from luxterm.scan.job import Job, Packed
from luxterm.scan.pools import DIED, Lost, Pool, Results
from luxterm.system.limits import Limits, too_long
from luxterm.types import Message

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext


GRACE = 2.0
"""Seconds that processes have to hand in what they have when the scan is stopped."""
SLACK = 60.0
"""Seconds beyond all time limits of a chunk after which its process counts as stuck."""
AHEAD = 2
"""Chunks that a process has at a time, so that it needn't wait for the next."""


def forks() -> bool:
    """Whether new processes start with what this one has loaded.

    That isn't possible everywhere, nor safe where another thread may hold a lock meanwhile.
    """
    threading = sys.modules.get("threading")  # imported by anything that starts a thread
    return sys.platform == "linux" and (threading is None or threading.active_count() == 1)


class Chunk:
    """Some files by their numbers, and their results when they have come (`luxterm.scan.pools.Results`)."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = numbers
        self.answer: list[Packed] | Exception | None = None

    def done(self) -> bool:
        """Whether its process has answered, or is lost."""
        return self.answer is not None

    def cancelled(self) -> bool:
        """Never: a chunk is waited for."""
        return False

    def exception(self) -> Exception | None:
        """What went wrong with all of it, if anything did."""
        return self.answer if isinstance(self.answer, Exception) else None

    def result(self) -> list[Packed]:
        """What came of its files. Raises what went wrong."""
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer or []


class Processes(Pool):
    """This many processes, started when needed and restarted when they die."""

    def __init__(self, workers: int, limits: Limits, check: worker.Check = worker.afresh) -> None:
        self.width = workers
        self.jobs = ()
        self._limits = limits
        self._check = check
        self._context = get_context("fork") if forks() else get_context("spawn")
        self._workers: list[_Worker] = []
        self._waiting: deque[Chunk] = deque()

    def submit(self, numbers: Sequence[int]) -> Chunk:
        """A chunk of the files, for the next process that has room."""
        chunk = Chunk(numbers)
        self._waiting.append(chunk)
        return chunk

    def wait(self, futures: Collection[Results]) -> Collection[Results]:
        """Those that are done, as soon as one is."""
        while True:
            with worker.sigint_blocked():  # or half a result would be read when Ctrl-C comes
                self._share_out()
                if done := [each for each in futures if each.done()]:
                    return done
            ready = self._listen(None)
            with worker.sigint_blocked():
                self._take_in(ready)

    def stop(self, orderly: bool) -> None:
        """End the processes: `orderly`, or by interrupting what they are at."""
        self._waiting.clear()
        until = monotonic() + GRACE
        for each in self._workers:
            each.end(politely=orderly)
        while any(each.tasks for each in self._workers) and monotonic() < until:
            self._take_in(self._listen(until))
        while self._workers:
            self._workers.pop().bury(until)

    def _share_out(self) -> None:
        """Give what is waiting to those with the least to do."""
        while self._waiting:
            if len(self._workers) < self.width:
                try:  # with SIGINT blocked: it must be able to handle Ctrl-C before it gets one
                    self._workers.append(_Worker(self._context, self.jobs, self._check, self._limits))
                except (OSError, RuntimeError) as error:  # no more processes to be had
                    if not self._workers:
                        self._waiting.popleft().answer = Lost(Message("no-process", (str(error),)))
                        continue
            freest = min(self._workers, key=lambda each: len(each.tasks))
            if len(freest.tasks) >= AHEAD:
                return
            freest.give(self._waiting.popleft())

    def _listen(self, until: float | None) -> "Collection[object]":
        """The pipes on which something has come, as soon as there is one, or somebody's time is over."""
        busy = [each for each in self._workers if each.tasks]
        due = min([each.due for each in busy] + ([] if until is None else [until]), default=0.0)
        return wait([each.pipe for each in busy], None if due == float("inf") else max(due - monotonic(), 0))

    def _take_in(self, ready: "Collection[object]") -> None:
        """What the processes have sent; one that is gone or stuck loses its first chunk only."""
        for each in [each for each in self._workers if each.tasks]:
            alive = each.take() if each.pipe in ready else monotonic() < each.due
            if not alive:
                self._workers.remove(each)
                lost = each.lost()
                each.bury(monotonic())
                first, *others = each.tasks
                first.answer = lost
                self._waiting.extendleft(reversed(others))


class _Worker:
    """A process, our ends of its pipes, and the chunks it has; it is working on the first.

    Two one-way pipes, because a two-way one is a socket, and luxterm makes no sockets.
    """

    def __init__(
        self,
        context: "ForkContext | SpawnContext",
        jobs: Sequence[Job],
        check: worker.Check,
        limits: Limits,
    ) -> None:
        orders, self._orders = context.Pipe(duplex=False)
        self.pipe, answers = context.Pipe(duplex=False)
        self.tasks: deque[Chunk] = deque()
        self._began, self.due = 0.0, float("inf")
        self._jobs = jobs
        given, parent = (orders, answers, jobs, check, limits), {"parent": os.getpid()}
        self._process = context.Process(target=worker.serve, args=given, kwargs=parent, daemon=True)
        try:
            self._process.start()
        except BaseException:
            self._close()
            raise
        finally:
            orders.close()
            answers.close()  # so that the pipe ends with the process

    def give(self, chunk: Chunk) -> None:
        """One more chunk. Its numbers are short enough for any pipe, so this never waits."""
        self.tasks.append(chunk)
        if len(self.tasks) == 1:
            self._wind()
        with suppress(OSError):  # gone: that shows when its results are taken
            self._orders.send(chunk.numbers)

    def take(self) -> bool:
        """Take the results of the first chunk; False where the process is gone."""
        try:
            answer: list[Packed] | Exception = self.pipe.recv()
        except (EOFError, OSError):
            return False
        self.tasks.popleft().answer = answer
        self._wind()
        return True

    def lost(self) -> Lost:
        """Why there are no results of its first chunk."""
        numbers = self.tasks[0].numbers
        limits = self._jobs[numbers[0]].options.limits
        late = len(numbers) == 1 and limits.time and monotonic() - self._began >= limits.hard_time
        return Lost(too_long(limits) if late else DIED)

    def end(self, politely: bool) -> None:
        """Tell it that nothing more comes; if not politely, to stop where it is."""
        import signal

        with suppress(OSError):
            self._orders.send(None)
            if not politely and self.tasks and self._process.pid is not None:
                os.kill(self._process.pid, signal.SIGINT)

    def bury(self, until: float) -> None:
        """Wait for its end until then, and kill it if need be."""
        self._process.join(max(until - monotonic(), 0))
        if self._process.is_alive():
            self._process.kill()
            self._process.join(GRACE)
        self._close()

    def _close(self) -> None:
        self.pipe.close()
        self._orders.close()

    def _wind(self) -> None:
        """Reset the clock: the time by which the current chunk must be done."""
        self._began, self.due = monotonic(), float("inf")
        if self.tasks:
            limits = [self._jobs[at].options.limits for at in self.tasks[0].numbers]
            if all(each.time for each in limits):
                self.due = self._began + SLACK + sum(each.hard_time for each in limits)

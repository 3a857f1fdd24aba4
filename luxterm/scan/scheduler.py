"""A scan on the workers of a Dask scheduler (`luxterm[cluster]`), for folders beyond one machine.

The documents are sent to the workers, so their machines need not have them; workers read URLs themselves.
They must have the same luxterm, lexicon and Python as this machine, or results would depend on who checked
what.
"""

import logging
import os
import sys
import warnings
from collections.abc import Collection, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from importlib import import_module
from typing import Any, cast

from luxterm.base import __version__
from luxterm.lexicon.load import termbase_of
from luxterm.scan.codec import pack
from luxterm.scan.file import scan_file
from luxterm.scan.job import Job, Packed, content
from luxterm.scan.pools import Lost, Pool, Results
from luxterm.scan.worker import work_guarded
from luxterm.system import storage
from luxterm.system.errors import ToldError
from luxterm.types import Message

PATIENCE = 10
"""Seconds to wait for the scheduler to answer."""
ALONE = 60
"""Seconds to wait for a worker when none is left."""


class SchedulerError(ToldError):
    """Why the scan can't run there; the message completes "scheduler: "."""


class Cluster(Pool):
    """The workers of a scheduler. If one is lost, the scheduler gives its work to another."""

    def __init__(self, client: Any) -> None:
        self._client = client
        super().__init__(client.get_executor(pure=False), sum(client.nthreads().values()))

    def submit(self, numbers: Sequence[int]) -> Future[list[Packed]]:
        """Send a chunk of the files to the workers. Raises RuntimeError if the scheduler is gone."""
        if self._client.status != "running":
            raise RuntimeError("the scheduler is gone")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that documents are large
            return self.executor.submit(work_sent, [_sent(self.jobs[at]) for at in numbers])

    def wait(self, futures: Collection[Results]) -> Collection[Results]:
        """Those that are done, as soon as one is. Raises Lost if no worker is left."""
        left = ALONE
        own = cast("Collection[Future[list[Packed]]]", futures)
        while not (done := wait(own, timeout=1, return_when=FIRST_COMPLETED).done):
            # a scheduler without workers waits for new ones forever
            left = ALONE if self._workers() else left - 1
            if left <= 0:
                raise Lost(Message("no-workers-left"))
        return done

    def _workers(self) -> int:
        """How many there are; none if the scheduler doesn't answer."""
        try:
            return len(self._client.nthreads()) if self._client.status == "running" else 0
        except Exception:
            return 0

    def stop(self, orderly: bool) -> None:
        """Leave the scheduler."""
        self.executor.shutdown(wait=False)
        self._client.close(timeout=2)


def connect(address: str, lexicons: Sequence[tuple[str, ...]]) -> Cluster:
    """The workers of the scheduler at an address (`tcp://host:8786`). Raises SchedulerError."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise SchedulerError(Message("needs-dask")) from None
    loggers = logging.root.manager.loggerDict
    for name in [name for name in loggers if name.startswith(("distributed", "tornado"))]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        client: Any = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except Exception as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise SchedulerError(Message("not-reached", (address, reason))) from None
    try:
        _compare(client, [absolute(lexicon) for lexicon in lexicons])
        return Cluster(client)
    except BaseException:
        client.close(timeout=2)
        raise


def _compare(client: Any, lexicons: Sequence[tuple[str, ...]]) -> None:
    """Raise SchedulerError unless there are workers, and all of them would find the same as this machine."""
    try:
        answers = cast("dict[str, tuple[str, ...]]", client.run(environment, lexicons))
    except Exception as error:
        reason = str(error).partition("\n")[0]
        raise SchedulerError(Message("worker-unfit", (type(error).__name__, reason))) from None
    if not answers:
        raise SchedulerError(Message("has-no-workers"))
    ours = environment(lexicons)
    for worker, theirs in answers.items():
        names = "luxterm", "Python", *[Message("a-lexicon")] * 99
        for name, here, there in zip(names, ours, theirs, strict=False):
            if here != there:
                raise SchedulerError(Message("worker-differs", (worker, name, there, here)))


def environment(lexicons: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What decides results on this machine: luxterm, Python, the lexicons."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return __version__, python, *(termbase_of(lexicon).sha256 for lexicon in lexicons)


def absolute(lexicon: tuple[str, ...]) -> tuple[str, ...]:
    """A lexicon's layers by paths that hold in any folder."""
    return tuple(map(os.path.abspath, lexicon))


def work_sent(items: "Sequence[Job | bytes]") -> list[Packed]:
    """In a worker: the packed results of jobs; some came with their result."""
    return [(item, None) if isinstance(item, bytes) else work_guarded([item])[0] for item in items]


def _sent(job: Job) -> Job | bytes:
    """A job with its document; or its packed result, if the document can't be read."""
    if job.data is None and not storage.is_url(job.path):
        try:
            job = job._replace(data=content(job))
        except Exception:
            return pack(scan_file(job))  # which reports what is wrong
    return job._replace(options=job.options._replace(lexicon=absolute(job.options.lexicon)))

"""Many files: checked in this process, on several processors, or on somebody's executor; or already known.

Only this module decides where a file is checked; a cache or a cluster to use is given by the caller.
"""

import os
import sys
from collections.abc import Generator, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from luxterm.config.settings import Settings
from luxterm.formats import format_of
from luxterm.lexicon.load import termbase_of
from luxterm.office import kind_of
from luxterm.scan.file import check_text, scan_file
from luxterm.scan.job import Done, FileResult, Job, Options
from luxterm.system import storage

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from luxterm.scan.cache import Cache
    from luxterm.scan.pools import Pool
    from luxterm.scan.worker import Check

WORTH_SHARING = 4_000_000
"""Cost (see `costs`) from which starting more processes, or a cache, pays off."""
_MOST = 60 if sys.platform == "win32" else 1_000
"""Processes at most; Windows waits for 63 pipes at a time."""
CHUNK_FILES = 32
"""Files handed to a worker at a time, at most."""
CHUNK_LEAST, CHUNK_MOST = 100_000, 2_000_000
"""What the files of a chunk cost together, at least and at most, if their sizes allow."""
OFFICE_COST = 20
"""How many times more a byte of an office file costs than one of a text file."""


def scan(
    jobs: Sequence[Job],
    workers: int = 0,
    executor: "Executor | Pool | None" = None,
    cache: "Cache | None" = None,
) -> Iterator[FileResult]:
    """The results of the jobs, in their order.

    On the executor, which does `workers` chunks at once; without one, in that many processes. 0 means as
    many as pay off. What the cache has is not checked again.
    """
    if len(jobs) < 2 and not (executor or cache) and not any(map(_is_office, jobs)):
        return map(scan_file, jobs)
    from luxterm.scan.worker import afresh

    if cache is None:
        return (done.result for done in _fresh(jobs, workers, executor, afresh))
    return cache.scan(jobs, lambda rest, check: _fresh(rest, workers, executor, check))


def _fresh(
    jobs: Sequence[Job], workers: int, executor: "Executor | Pool | None", check: "Check"
) -> Generator[Done]:
    file_costs = costs(jobs)
    if executor is None:
        workers = min(workers or (processors() if worth_sharing(file_costs) else 1), len(jobs), _MOST)
        # A reader of office files may crash or never end, and must not bring down the whole run
        if workers < 2 and not any(map(_is_office, jobs)):
            return (check(job) for job in jobs)
    from luxterm.scan.dispatch import scan_on

    if executor is None:
        from luxterm.scan.processes import Processes, forks

        if forks():
            warm(jobs)
        pool = Processes(workers, jobs[0].options.limits, check)
    else:  # other machines, or threads: the cache is on this one, for one thread a process
        from luxterm.scan.pools import Pool

        pool = executor if isinstance(executor, Pool) else Pool(executor, workers or processors())
    return scan_on(pool, jobs, split(file_costs, pool.width))


def sizes(jobs: Sequence[Job]) -> list[int]:
    """The size of each file in bytes; 0 if unknown."""
    return [len(job.data) if job.data is not None else storage.size(job.path) for job in jobs]


def costs(jobs: Sequence[Job]) -> list[int]:
    """What checking each file costs, as the number of bytes of text that cost the same."""
    sized = zip(jobs, sizes(jobs), strict=True)
    return [size * (OFFICE_COST if _is_office(job) else 1) for job, size in sized]


def worth_sharing(costs: Sequence[int]) -> bool:
    """Whether files of these costs are worth more processes, or a cache."""
    return sum(costs) >= WORTH_SHARING


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows lack it
        return os.cpu_count() or 1


def split(costs: Sequence[int], width: int) -> list[range]:
    """Neighbours in chunks of like cost; the last are cheaper, so that all workers end at the same time."""
    left = sum(costs)
    most = min(left // (width * 16), CHUNK_MOST)
    chunks: list[range] = []
    start = total = 0
    for at, cost in enumerate(costs):
        fair = max(min(most, left // (width * 4)), CHUNK_LEAST)
        if at > start and (total + cost > fair or at - start == CHUNK_FILES):
            chunks.append(range(start, at))
            left -= total
            start, total = at, 0
        total += cost
    if start < len(costs):
        chunks.append(range(start, len(costs)))
    return chunks


def warm(jobs: Sequence[Job]) -> None:
    """Load once here what every forked process would load for itself: readers, lexicon, judgement."""
    formats = {format_of(job.path) or "plain" for job in jobs}
    for lexicon, lang in {(job.options.lexicon, job.options.settings.lang) for job in jobs}:
        options = Options(lexicon=lexicon, settings=Settings(lang=lang))
        termbase = termbase_of(lexicon)
        langs = termbase.named(lang)
        termbase.prepare(langs)
        terms = [term for each in langs for term in islice(termbase.language(each).terms, 20)]
        text = "\n\n".join(term.term for term in terms)
        for format in formats:
            check_text(text, format, Job("", options))


def _is_office(job: Job) -> bool:
    return kind_of(job.path) is not None

"""Results kept from one scan to the next, so that an unchanged file isn't checked again.

A result is found by a hash of the file's content and of everything else that decides it: luxterm, its
lexicon, the options, the format, the libraries. A file with the same size, times and number as before needn't
even be read. The cache is in the user's own cache folder (`luxterm.scan.cache_file`). It contains no file
names, but it does contain the words around findings.
"""

import os
import stat
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from luxterm.base import __version__
from luxterm.lexicon.load import termbase_of
from luxterm.scan.cache_file import database_of
from luxterm.scan.codec import pack, unpack
from luxterm.scan.file import scan_file
from luxterm.scan.job import Done, FileResult, Job, Note, Options, content
from luxterm.system import cache_folder, storage
from luxterm.termbase import store

TOO_LARGE = 16_000_000
"""Bytes: a larger result isn't kept."""
RACY = 2_000_000_000
"""Nanoseconds. A file that changed less than this ago may change again without its time changing, because
file systems count time in steps (Git calls such a file racy)."""
BATCH = 500
AT_ONCE = 100
"""Results that are read ahead."""


class Keeper(NamedTuple):
    """The cache as workers see it: where it is, and what all results in it depend on."""

    place: str
    signature: bytes

    def scan(self, job: Job) -> Done:
        """The result of a file: from the cache where its content was checked before."""
        if not keepable(job):
            return Done(scan_file(job))
        try:
            stamp = b"" if job.data is not None else stamp_of(job.path, racy=False)
            data = content(job)
            if stamp and stamp != stamp_of(job.path):
                stamp = b""
            key = self.key(job, data)  # needs the termbase, which may be broken by now
            file = self.file(job) if stamp else b""
        except Exception:
            return Done(scan_file(job))  # which reports what is wrong
        kept = database_of(self.place).results([key]).get(key)
        if kept and (result := _unpacked(job.path, kept[1])):
            return Done(result, Note(key, file, stamp, True), kept[1])
        result = scan_file(job._replace(data=data))
        if result.errors or not result.read:  # may be different next time
            return Done(result)
        return Done(result, Note(key, file, stamp, False), pack(result))

    def key(self, job: Job, data: bytes) -> bytes:
        """The key of a result: a hash of the content and of all else that decides the result."""
        return blake2b(data, digest_size=24, key=self._settings(job)).digest()

    def file(self, job: Job) -> bytes:
        """The key of a file, a hash of its path: it leads to the key of its result without reading it."""
        path = os.fsencode(os.path.abspath(job.path))
        return blake2b(path, digest_size=16, key=self._settings(job)).digest()

    def _settings(self, job: Job) -> bytes:
        return _settings(self.signature, job.options, job.baseline, *_kind(job.path))


class Cache:
    """The cache as seen by the process that runs the scan, the only one that writes."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper
        self._new: list[tuple[Note, bytes]] = []

    def scan(
        self, jobs: Sequence[Job], rest: Callable[[Sequence[Job], Callable[[Job], Done]], Generator[Done]]
    ) -> Iterator[FileResult]:
        """The results of the jobs, in their order; `rest` checks those whose files may have changed."""
        known = self._known(jobs)
        fresh = rest([job for job, key in zip(jobs, known, strict=True) if key is None], self.keeper.scan)
        try:
            for start in range(0, len(jobs), AT_ONCE):
                some = known[start : start + AT_ONCE]
                found = database_of(self.keeper.place).results([key for key in some if key])
                for job, key in zip(jobs[start : start + AT_ONCE], some, strict=True):
                    if key is None:
                        done = next(fresh)
                    else:
                        done = self._kept(job, key, *found.get(key, (0, b""))) or self.keeper.scan(job)
                    self._put(done)
                    yield done.result
            yield from (done.result for done in fresh)
        finally:
            fresh.close()
            self._write()
            database = database_of(self.keeper.place)
            database.trim()
            database.close()

    def _known(self, jobs: Sequence[Job]) -> list[bytes | None]:
        """The key of each file's result, if the file is unchanged."""
        stamps: dict[int, tuple[bytes, bytes]] = {}
        for at, job in enumerate(jobs):
            if keepable(job) and job.data is None:
                with suppress(OSError):
                    if stamp := stamp_of(job.path):
                        stamps[at] = stamp, self.keeper.file(job)
        found = database_of(self.keeper.place).files([file for _, file in stamps.values()])
        keys: list[bytes | None] = [None] * len(jobs)
        for at, (stamp, file) in stamps.items():
            then, key = found.get(file, (b"", b""))
            if then == stamp:
                keys[at] = key
        return keys

    def _kept(self, job: Job, key: bytes, used: int, data: bytes) -> Done | None:
        """A result that was kept; its use is recorded only once a day."""
        result = _unpacked(job.path, data) if data else None
        return Done(result, Note(key, b"", b"", True) if used < _today() else None) if result else None

    def _put(self, done: Done) -> None:
        if done.note is not None and len(done.data) <= TOO_LARGE:
            self._new.append((done.note, b"" if done.note.known else done.data))
            if len(self._new) >= BATCH:
                self._write()

    def _write(self) -> None:
        new, self._new = self._new, []
        database_of(self.keeper.place).put(
            _today(),
            [(note.key, data) for note, data in new if not note.known],
            [(note.file, note.stamp, note.key) for note, _ in new if note.file],
            [note.key for note, _ in new if note.known],
        )


def open_cache() -> Cache | None:
    """The user's cache; None if there is no place that only the user can write to."""
    folder = cache_folder.folder()
    if not folder:
        return None
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not cache_folder.trusted(os.stat(folder)):
            return None
        return Cache(Keeper(os.path.join(folder, cache_folder.RESULTS), _signature()))
    except OSError:
        return None


def keepable(job: Job) -> bool:
    """Whether a result is all that comes of checking a file; it isn't if files are fixed, or compared."""
    return job.options.fix is None and job.before is None


def stamp_of(path: str, racy: bool = True) -> bytes:
    """The size, times and number of a file, which change when it does; b"" for what isn't a file.

    Also b"" for a file so new that it may change unseen (`RACY`), unless `racy` ones count.

    Raises OSError.
    """
    if storage.is_url(path):
        return b""
    status = os.stat(path)
    times = status.st_mtime_ns, status.st_ctime_ns
    if not stat.S_ISREG(status.st_mode) or (not racy and max(times) + RACY > time.time_ns()):
        return b""
    return repr((status.st_size, *times, status.st_ino, status.st_dev)).encode()


def _unpacked(path: str, data: bytes) -> FileResult | None:
    try:
        return unpack(path, data)
    except (
        ValueError,
        EOFError,
        TypeError,
        LookupError,
        AttributeError,
    ):  # the right key over something else
        return None


def _today() -> int:
    return int(time.time()) // 86_400


def _signature() -> bytes:
    """What all results depend on: the versions of luxterm and of Python, and what is installed."""
    parts = [f"{__version__} {sys.version}"]
    for folder in sys.path:
        if os.path.basename(folder) in ("site-packages", "dist-packages"):
            with suppress(OSError):
                parts.append(f"{folder}|{os.stat(folder).st_mtime_ns}")
    return "\n".join(parts).encode() + store.signature([os.path.dirname(os.path.dirname(__file__))])


@lru_cache(maxsize=1024)
def _settings(
    signature: bytes, options: Options, baseline: tuple[object, ...], format: str, suffix: str
) -> bytes:
    """A hash of all that decides a result but the content."""
    said = repr((termbase_of(options.lexicon).sha256, options, baseline, format, suffix))
    return blake2b(signature + said.encode("utf-8", "surrogateescape"), digest_size=32).digest()


@lru_cache(maxsize=64)
def _kind_of_suffix(name: str) -> tuple[str, str]:
    from luxterm.formats import format_of
    from luxterm.office import kind_of

    return f"{format_of(name)} {kind_of(name)}", os.path.splitext(name)[1]


def _kind(path: str) -> tuple[str, str]:
    """How a file is read, as far as its name says."""
    name = os.path.basename(path)
    stem, dot, suffix = name.rpartition(".")
    return _kind_of_suffix(f"x{dot}{suffix}" if stem else name)

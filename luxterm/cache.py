"""Results kept from one scan to the next, so that a file that is as it was isn't checked again.

A result is found by a hash of the file's content and of everything else that decides it: luxterm, its
lexicon, the options, the format, the libraries. A file whose size, times and number are those it had
needn't even be read. Lives in the user's own cache folder, in a database that is used only if nobody
else can write to it, made anew where it is damaged, bounded in size, and never waited for: what the
cache can't do is done without it. No file name is in it, but the words around findings are.
"""

import os
import sqlite3
import stat
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

import luxterm
from luxterm import places
from luxterm.packing import pack, unpack
from luxterm.scan import FileResult, Job, Options, scan_file, termbase_of
from luxterm.termbase import store
from luxterm.worker import Done

MOST = 256_000_000
"""Bytes of the database at which the results longest unused are dropped, until a quarter is free."""
TOO_LARGE = 16_000_000
"""Bytes of one result that isn't kept."""
RACY = 2_000_000_000
"""Nanoseconds: a file changed that shortly before may change again and show the same time."""
BATCH = 500
PATIENCE = 0.5
"""Seconds to wait for another luxterm that is writing."""
_VERSION = 1
_TABLES = (
    "CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, used INTEGER, data BLOB) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS files (file BLOB PRIMARY KEY, stamp BLOB, key BLOB) WITHOUT ROWID",
)


class Note(NamedTuple):
    """What the cache is to know of a file that was checked.

    `key` finds its result. `file` and `stamp` find the key without reading the file; they are empty
    where that isn't safe. `known` says that the result came from the cache.
    """

    key: bytes
    file: bytes
    stamp: bytes
    known: bool


class Keeper(NamedTuple):
    """The cache as workers know it: where it is, and what all results in it depend on."""

    place: str
    signature: bytes

    def scan(self, job: Job) -> Done:
        """The result of a file: from the cache where its content was checked before."""
        if not keepable(job):
            return Done(scan_file(job))
        try:
            stamp = b"" if job.data is not None else stamp_of(job.path, racy=False)
            data = job.data if job.data is not None else places.read(job.path, job.options.limits)
            if stamp and stamp != stamp_of(job.path):
                stamp = b""
        except Exception:
            return Done(scan_file(job))  # which says what is wrong
        key = self.key(job, data)
        file = self.file(job) if stamp else b""
        kept = get(self.place, key)
        if kept and (result := _unpacked(job.path, kept)):
            return Done(result, Note(key, file, stamp, True), kept)
        result = scan_file(job._replace(data=data))
        if result.errors or not result.read:  # may be otherwise the next time
            return Done(result)
        return Done(result, Note(key, file, stamp, False), pack(result))

    def key(self, job: Job, data: bytes) -> bytes:
        """What finds the result of checking this content so."""
        return blake2b(data, digest_size=24, key=self._settings(job)).digest()

    def file(self, job: Job) -> bytes:
        """What finds a file checked so, by where it is."""
        path = os.fsencode(os.path.abspath(job.path))
        return blake2b(path, digest_size=16, key=self._settings(job)).digest()

    def _settings(self, job: Job) -> bytes:
        return _settings(self.signature, job.options, job.baseline, *_kind(job.path))


class Cache:
    """The cache as the process knows it that runs the scan; the only one that writes."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper
        self._new: list[tuple[Note, bytes]] = []

    def scan(
        self, jobs: Sequence[Job], rest: Callable[[Sequence[Job], Keeper], Generator[Done]]
    ) -> Iterator[FileResult]:
        """The results of the jobs, in their order; `rest` checks those whose files may have changed."""
        known = [self._known(job) for job in jobs]
        fresh = rest([job for job, key in zip(jobs, known, strict=True) if key is None], self.keeper)
        try:
            for job, key in zip(jobs, known, strict=True):
                if key is None:
                    done = next(fresh)
                    self._put(done)
                    yield done.result
                    continue
                kept = get(self.keeper.place, key)
                yield (_unpacked(job.path, kept) if kept else None) or scan_file(job)
                if kept:
                    self._put(Done(FileResult(""), Note(key, b"", b"", True), b""))
            yield from (done.result for done in fresh)
        finally:
            fresh.close()
            self._write()
            _evict(self.keeper.place)
            _close(self.keeper.place)

    def _known(self, job: Job) -> bytes | None:
        """The key of a file's result, where the file is as it was."""
        if not keepable(job) or job.data is not None:
            return None
        try:
            stamp = stamp_of(job.path)
        except OSError:
            return None
        row = _ask(self.keeper.place, "SELECT stamp, key FROM files WHERE file = ?", self.keeper.file(job))
        return row[1] if row and row[0] == stamp else None

    def _put(self, done: Done) -> None:
        if done.note is not None and len(done.data) <= TOO_LARGE:
            self._new.append((done.note, b"" if done.note.known else done.data))
            if len(self._new) >= BATCH:
                self._write()

    def _write(self) -> None:
        new, self._new = self._new, []
        today = _today()
        results = [(note.key, today, _sealed(data)) for note, data in new if not note.known]
        files = [(note.file, note.stamp, note.key) for note, _ in new if note.file]
        used = [(today, note.key, today) for note, _ in new if note.known]
        with suppress(sqlite3.Error):
            if database := _database(self.keeper.place):
                with database:
                    database.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", results)
                    database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", files)
                    database.executemany("UPDATE results SET used = ? WHERE key = ? AND used < ?", used)


def open_cache() -> Cache | None:
    """The user's cache; None where there is no place for one that only the user can write to."""
    folder = store.folder()
    if not folder:
        return None
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not store.trusted(os.stat(folder)):
            return None
        return Cache(Keeper(os.path.join(folder, "results.sqlite"), _signature()))
    except OSError:
        return None


def keepable(job: Job) -> bool:
    """Whether a result says all that came of checking: not so where files are changed."""
    return job.options.fix is None


def stamp_of(path: str, racy: bool = True) -> bytes:
    """What changes when a file does; b"" for what is no file, or too new to tell if not `racy`.

    Raises OSError.
    """
    if places.is_url(path):
        return b""
    status = os.stat(path)
    times = status.st_mtime_ns, status.st_ctime_ns
    if not stat.S_ISREG(status.st_mode) or (not racy and max(times) + RACY > time.time_ns()):
        return b""
    return repr((status.st_size, *times, status.st_ino, status.st_dev)).encode()


def get(place: str, key: bytes) -> bytes | None:
    """A packed result, or None where there is none that is whole."""
    row = _ask(place, "SELECT data FROM results WHERE key = ?", key)
    data = row[0] if row else b""
    return data[4:] if len(data) > 4 and data[:4] == crc32(data[4:]).to_bytes(4) else None


def _sealed(data: bytes) -> bytes:
    return crc32(data).to_bytes(4) + data


def _unpacked(path: str, data: bytes) -> FileResult | None:
    try:
        return unpack(path, data)
    except (ValueError, EOFError, TypeError):
        return None


def _today() -> int:
    return int(time.time()) // 86_400


def _signature() -> bytes:
    """Changes with luxterm, with Python, and with whatever is installed."""
    parts = [f"{_VERSION} {luxterm.__version__} {sys.version}"]
    for folder in sys.path:
        with suppress(OSError):
            parts.append(f"{folder}|{os.stat(folder).st_mtime_ns}")
    return "\n".join(parts).encode() + store.signature([os.path.dirname(luxterm.__file__)])


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


# --- the database ---

_databases: dict[tuple[int, str], sqlite3.Connection | None] = {}
"""By process, too: a connection must not be used, nor closed, by a process forked since."""


def _database(place: str) -> sqlite3.Connection | None:
    """The open database; None where it can't be used."""
    at = os.getpid(), place
    if at not in _databases:
        _databases[at] = _opened(place) or _opened(place)
    return _databases[at]


def _opened(place: str) -> sqlite3.Connection | None:
    """Open the database; one that is damaged is removed, so that the next try makes it anew."""
    database = None
    try:
        os.close(os.open(place, os.O_RDWR | os.O_CREAT, 0o600))
        if not store.trusted(os.stat(place)):
            return None
        database = sqlite3.connect(place, timeout=PATIENCE)
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version not in (0, _VERSION):
            raise sqlite3.DatabaseError
        database.execute("PRAGMA synchronous = OFF")  # what a power cut breaks is made anew
        if version != _VERSION:
            database.execute("PRAGMA auto_vacuum = FULL")
            with database:
                for table in _TABLES:
                    database.execute(table)
                database.execute(f"PRAGMA user_version = {_VERSION}")
        return database
    except sqlite3.OperationalError:  # busy, full, or read-only
        return None
    except sqlite3.Error:
        _remove(place, database)
    except OSError:
        pass
    return None


def _remove(place: str, database: sqlite3.Connection | None) -> None:
    if database is not None:
        database.close()
    for name in (place, f"{place}-journal"):
        with suppress(OSError):
            os.unlink(name)


def _close(place: str) -> None:
    if database := _databases.pop((os.getpid(), place), None):
        database.close()


def _ask(place: str, question: str, value: bytes) -> tuple[bytes, ...] | None:
    database = _database(place)
    if database is None:
        return None
    try:
        return database.execute(question, (value,)).fetchone()
    except sqlite3.OperationalError:
        return None
    except sqlite3.Error:  # damaged further on
        _remove(place, database)
        _databases[os.getpid(), place] = None
        return None


def _evict(place: str) -> None:
    """Drop what was longest unused, where there is too much."""
    try:
        if not (database := _database(place)) or os.stat(place).st_size <= MOST:
            return
        with database:
            left = 0
            for key, size in database.execute(
                "SELECT key, length(data) FROM results ORDER BY used DESC"
            ).fetchall():
                left += size + 100
                if left > MOST * 3 // 4:
                    database.execute("DELETE FROM results WHERE key = ?", (key,))
            database.execute("DELETE FROM files WHERE key NOT IN (SELECT key FROM results)")
    except (sqlite3.Error, OSError):
        return

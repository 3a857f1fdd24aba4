"""The cache's database: an entry is complete or missing, and nobody ever waits for it.

It is used only if nobody else can write to it. If it is damaged it is silently removed and made again;
if that fails, or another process uses it for long, it counts as empty.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar
from zlib import crc32

from luxterm.system import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_T = TypeVar("_T")

MOST_BYTES = 256_000_000
"""The size in bytes at which the least recently used results are dropped, until a quarter is free."""
PATIENCE = 0.5
"""Seconds to wait for another luxterm that is writing."""
_VERSION = 1
_AT_ONCE = 200
_TABLES = (
    "CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, used INTEGER, data BLOB) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS files (file BLOB PRIMARY KEY, stamp BLOB, key BLOB) WITHOUT ROWID",
)


class Database:
    """The database at a path, for one process; use `database_of`."""

    def __init__(self, place: str) -> None:
        self._place = place
        # the first try removes what is damaged
        self._open = self._opened() or self._opened()

    def results(self, keys: Sequence[bytes]) -> dict[bytes, tuple[int, bytes]]:
        """Results as they were stored, by their keys, and the day of their last use; only complete ones."""
        rows: list[tuple[bytes, int, bytes | None]] = self._rows("key, used, data", "results", "key", keys)
        return {
            key: (used, data[4:])
            for key, used, data in rows
            if data and len(data) > 4 and data[:4] == crc32(data[4:]).to_bytes(4)
        }

    def files(self, files: Sequence[bytes]) -> dict[bytes, tuple[bytes, bytes]]:
        """What was stored for files: the stamp and the key of the result."""
        rows: list[tuple[bytes, bytes, bytes]] = self._rows("file, stamp, key", "files", "file", files)
        return {file: (stamp, key) for file, stamp, key in rows}

    def _rows(self, columns: str, table: str, by: str, wanted: Sequence[bytes]) -> list[Any]:
        """Rows of a table; asking for many at once takes a third of asking for each."""
        found: list[Any] = []
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            query = f"SELECT {columns} FROM {table} WHERE {by} IN ({', '.join('?' * len(some))})"  # noqa: S608 (our own names)
            found += self._try(lambda it, query=query, some=some: it.execute(query, some).fetchall()) or ()
        return found

    def put(
        self,
        today: int,
        results: Iterable[tuple[bytes, bytes]],
        files: Iterable[tuple[bytes, bytes, bytes]],
        used: Iterable[bytes],
    ) -> None:
        """Keep results by their keys, and files with stamp and key; note what else was used today."""

        def write(it: sqlite3.Connection) -> None:
            with it:
                it.executemany(
                    "INSERT OR REPLACE INTO results VALUES (?, ?, ?)",
                    ((key, today, crc32(data).to_bytes(4) + data) for key, data in results),
                )
                it.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", files)
                it.executemany(
                    "UPDATE results SET used = ? WHERE key = ? AND used < ?",
                    ((today, key, today) for key in used),
                )

        self._try(write)

    def trim(self) -> None:
        """Drop what was least recently used, if there is too much."""

        def drop(it: sqlite3.Connection) -> None:
            if os.stat(self._place).st_size <= MOST_BYTES:
                return
            with it:
                (left,) = it.execute("SELECT count(*) FROM results").fetchone()
                some = left // 20 + 1
                while left > 0 and _filled(it) > MOST_BYTES * 3 // 4:
                    left -= some
                    it.execute(
                        "DELETE FROM results WHERE key IN (SELECT key FROM results ORDER BY used LIMIT ?)",
                        (some,),
                    )
                    it.execute("DELETE FROM files WHERE key NOT IN (SELECT key FROM results)")

        self._try(drop)

    def close(self) -> None:
        """Close it; asking again reopens it."""
        _databases.pop((os.getpid(), self._place), None)
        if self._open:
            self._open.close()

    def _try(self, what: Callable[[sqlite3.Connection], _T]) -> _T | None:
        if self._open is None:
            return None
        try:
            return what(self._open)
        except (sqlite3.OperationalError, OSError):  # busy, full, gone
            return None
        except sqlite3.Error:  # damaged further on
            self._remove(self._open)
            self._open = None
            return None

    def _opened(self) -> sqlite3.Connection | None:
        opened = None
        try:
            os.close(os.open(self._place, os.O_RDWR | os.O_CREAT, 0o600))
            if not cache_folder.trusted(os.stat(self._place)):
                return None
            opened = sqlite3.connect(self._place, timeout=PATIENCE)
            (version,) = opened.execute("PRAGMA user_version").fetchone()
            if version not in (0, _VERSION):
                raise sqlite3.DatabaseError
            opened.execute("PRAGMA synchronous = OFF")  # what a power cut breaks is made again
            if version != _VERSION:
                opened.execute("PRAGMA auto_vacuum = FULL")
                with opened:
                    for table in _TABLES:
                        opened.execute(table)
                    opened.execute(f"PRAGMA user_version = {_VERSION}")
            return opened
        except (sqlite3.OperationalError, OSError):
            if opened:
                opened.close()
        except sqlite3.Error:
            self._remove(opened)
        return None

    def _remove(self, opened: sqlite3.Connection | None) -> None:
        if opened:
            opened.close()
        for name in (self._place, f"{self._place}-journal"):
            with suppress(OSError):
                os.unlink(name)


def database_of(place: str) -> Database:
    """The database at a path, opened once per process."""
    at = os.getpid(), place
    if at not in _databases:
        _databases[at] = Database(place)
    return _databases[at]


_databases: dict[tuple[int, str], Database] = {}
"""By process, too: a connection must not be used, nor closed, by a process forked since."""


def _filled(it: sqlite3.Connection) -> int:
    """Bytes of the database that are in use."""
    names = ("page_size", "page_count", "freelist_count")
    size, pages, free = (it.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
    return size * (pages - free)

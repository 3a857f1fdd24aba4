"""The temporary files that new content is written to, and removing those that a kill left behind.

A name says which machine and process writes to it, and the process holds a lock on the file meanwhile, which
the system lets go when the process ends in any way. So what is removed is surely nobody's: the name is ours,
the file is on a lock that nobody holds, and its process is gone (or, if another one has its number now, the
file hasn't been written to for a minute: between making a file and locking it are microseconds).
"""

import os
import secrets
import socket
import stat
import time
from contextlib import suppress
from zlib import crc32

from luxterm.base import lazy_pattern
from luxterm.system.process import alive

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

_NAME = lazy_pattern(r"\.luxterm-([0-9a-f]{8})-([0-9]{1,9})-[0-9a-f]{16}\.tmp")
_QUIET = 60
"""Seconds after which a file that is not locked isn't being written, whoever has the process's number."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def name() -> str:
    """A new name for a temporary file of this process."""
    return f".luxterm-{_machine()}-{os.getpid()}-{secrets.token_hex(8)}.tmp"


def _machine() -> str:
    """What tells machines apart that share a folder."""
    return f"{crc32(socket.gethostname().encode()):08x}"


def lock(handle: int) -> None:
    """Hold a new temporary file as long as it is open; where there are no locks, its name has to do."""
    if fcntl is not None:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def remove(folder: str) -> None:
    """Remove what killed processes left in a folder, not in the folders in it. Raises nothing."""
    with suppress(OSError):
        with os.scandir(folder) as entries:
            found = [entry.name for entry in entries if entry.name.startswith(".luxterm-")]
        for each in found:
            match = _NAME.fullmatch(each)
            if match and match[1] == _machine():
                with suppress(OSError):
                    _remove(os.path.join(folder, each), int(match[2]))


def _remove(path: str, process: int) -> None:
    """Remove a temporary file unless it is in use. Raises OSError."""
    status = os.lstat(path)
    if not stat.S_ISREG(status.st_mode):
        return
    if alive(process) and time.time() - status.st_mtime < _QUIET:
        return
    if fcntl is None:
        os.unlink(path)  # refused while it is open
        return
    handle = os.open(path, _FLAGS)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(handle), os.lstat(path)):
            os.unlink(path)
    finally:
        os.close(handle)

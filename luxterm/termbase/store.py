"""The compiled termbase on disk, in the manner of a .pyc file.

It is loaded only if it was made from exactly these files by exactly this luxterm and Python, if its
checksum holds, and if nobody else can write to it; otherwise it is made anew and, where possible,
saved again. It holds plain data only, and reading it runs nothing.
"""

import os
import sys
from contextlib import suppress
from zlib import crc32

import luxterm

_MADE_BY = f"{luxterm.__version__} {sys.implementation.cache_tag} {sys.byteorder}"
_MAGIC = f"luxterm termbase 2 {_MADE_BY}\n".encode()


def signature(roots: list[str]) -> bytes:
    """Bytes that change whenever a file of the termbase, or of what compiles it, changes."""
    parts: list[str] = []
    for root in (*roots, os.path.dirname(__file__)):
        folders = [root]
        while folders:
            folder = folders.pop()
            if not os.path.isdir(folder):
                status = os.stat(folder)
                parts.append(f"{folder}|{status.st_size}|{status.st_mtime_ns}")
                continue
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir():
                        folders.append(entry.path)
                    elif entry.name.endswith((".toml", ".py")):
                        status = entry.stat()
                        parts.append(f"{entry.path}|{status.st_size}|{status.st_mtime_ns}")
    return "\n".join(sorted(parts)).encode("utf-8", "surrogateescape")


def load(path: str, sign: bytes) -> memoryview | None:
    """The compiled termbase at `path`, or None where it is missing, stale, damaged or not ours."""
    if not path:
        return None
    try:
        with open(path, "rb") as file:
            if not trusted(os.fstat(file.fileno())):
                return None
            data = file.read()
    except OSError:
        return None
    head = _MAGIC + crc32(sign).to_bytes(4) + len(sign).to_bytes(4)
    body = memoryview(data)[len(head) + 4 :]
    if not data.startswith(head) or data[len(head) : len(head) + 4] != crc32(body).to_bytes(4):
        return None
    return body


def save(path: str, sign: bytes, data: bytes) -> None:
    """Keep the compiled termbase; where that isn't possible, quietly don't."""
    if not path:
        return
    head = _MAGIC + crc32(sign).to_bytes(4) + len(sign).to_bytes(4)
    with suppress(OSError):
        write(path, head + crc32(data).to_bytes(4) + data)


def write(path: str, data: bytes) -> None:
    """Put a file into the cache for this user's eyes only, whole or not at all. Raises OSError."""
    temporary = f"{path}.{os.getpid()}"
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def place(roots: list[str]) -> str:
    """Where the compiled copy of a termbase lives: in the user's own cache folder. "" for nowhere."""
    base = folder()
    name = f"{crc32(os.pathsep.join(roots).encode('utf-8', 'surrogateescape')):08x}.termbase"
    return os.path.join(base, name) if base else ""


def folder() -> str:
    """The user's own cache folder for luxterm, absolute. "" for nowhere."""
    base = os.environ.get("LUXTERM_CACHE") or _cache_home()
    # no home to speak of: expanduser leaves "~" as it is
    return base if os.path.isabs(base) else ""


def _cache_home() -> str:
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.expanduser("~"), "luxterm", "cache")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/luxterm")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "luxterm")


def trusted(status: os.stat_result) -> bool:
    """Whether only this user (or root) can have written the file."""
    if sys.platform == "win32":
        return True
    return status.st_uid in (os.getuid(), 0) and not status.st_mode & 0o022

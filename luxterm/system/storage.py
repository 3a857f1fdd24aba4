"""Where documents, baselines and reports are: in files, or at URLs (`s3://…`) that fsspec knows.

The network is used only for a URL that the user named, and fsspec (`luxterm[remote]`) is
imported only then.
"""

import os
import stat
from contextlib import AbstractContextManager
from errno import ENOENT
from io import TextIOWrapper

from luxterm.base import lazy_pattern
from luxterm.system.errors import NO_NAME
from luxterm.system.limits import MB, Limits, TooBig

_SECRET = lazy_pattern(r"[^/]*://[^/@:]*+:[^/@]*+@")
_URL = lazy_pattern(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_url(path: str) -> bool:
    """Whether this is the address of something other than a file on this system."""
    return "://" in path and _URL.match(path) is not None


def is_remote(path: str) -> bool:
    """Whether this is somewhere else than on this system: a URL, or a share of another computer.

    Of the words alone, for even looking whether a share is there asks the network.
    """
    return path[:2] in ("//", "\\\\", "/\\", "\\/") or is_url(path)


def has_password(path: str) -> bool:
    """Whether an address has a password in it, which would end up in every report."""
    return is_url(path) and _SECRET.match(path) is not None


def leads_to(path: str) -> str:
    """Where a path leads, its links followed; one that none can have is given back for `read` to refuse."""
    try:
        return os.path.realpath(path)
    except ValueError:
        return path


def same_file(path: str, other: str) -> bool:
    """Whether two paths lead to one file, however they are written; not if one of them leads nowhere."""
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):
        return False


def percent_encoded(path: str, safe: str = "/") -> str:
    """A path as a part of a URI; a name that isn't UTF-8 by its bytes."""
    from urllib.parse import quote

    try:
        return quote(path, safe, errors="surrogateescape")
    except UnicodeEncodeError:  # half of a surrogate pair that stands for no byte: there is no such file
        return quote(path, safe, errors="replace")


def size(path: str) -> int:
    """Bytes of what is there; 0 if that isn't known."""
    if is_url(path):
        from luxterm.system import urls

        return urls.size(path)
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


def read(path: str, limits: Limits | None = None) -> bytes:
    """The content of a file, or of what is at a URL. Raises OSError; TooBig beyond the limit of size."""
    most = limits.size * MB if limits else 0
    if is_url(path):
        from luxterm.system import urls

        return urls.read(path, most)
    try:
        file = open(path, "rb")  # noqa: SIM115 (closed below)
    except ValueError as error:
        raise FileNotFoundError(ENOENT, NO_NAME, path) from error
    with file:
        status = os.fstat(file.fileno())
        if most and status.st_size > most:
            raise TooBig(status.st_size, most)
        if not most or stat.S_ISREG(status.st_mode):
            return file.read()
        data = file.read(most + 1)  # a pipe or a device, which may never end
    if len(data) > most:
        raise TooBig(len(data), most)
    return data


def replace(path: str, old: bytes | None, new: bytes) -> None:
    """Make `new` the content of a file (`luxterm.system.atomic.replace`) or of a URL. Raises WriteError."""
    if is_url(path):
        from luxterm.system import urls

        urls.replace(path, old, new)
        return
    from luxterm.system import atomic

    atomic.replace(path, old, new)


def rewriting(path: str) -> AbstractContextManager[TextIOWrapper]:
    """A UTF-8 stream whose content becomes that of a file or URL, as a whole. Raises WriteError."""
    if is_url(path):
        from luxterm.system import urls

        return urls.rewriting(path)
    from luxterm.system import atomic

    return atomic.rewriting(path)

"""Reading what others wrote for luxterm (configurations, ignore files, baselines): files, within a bound.

A device, a pipe, a folder or gigabytes are refused with a reason; nothing waits for a pipe that nobody
writes to. What was opened is looked at, not only what had that name before.
"""

import os
import stat
from errno import ENOENT

from luxterm.system.errors import NO_NAME
from luxterm.system.links import says
from luxterm.system.storage import is_remote
from luxterm.types import Message, figure
from luxterm.wording import told

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
STREAMS = ("/dev/fd/", "/dev/std", "/proc/")
"""Where what a shell passes on is, as `<(…)` and /dev/stdin; in /dev there are folders, too (/dev/shm)."""
_KINDS = {
    stat.S_IFDIR: Message("kind-folder"),
    stat.S_IFIFO: Message("kind-pipe"),
    stat.S_IFSOCK: Message("kind-socket"),
    stat.S_IFCHR: Message("kind-device"),
    stat.S_IFBLK: Message("kind-device"),
    stat.S_IFLNK: Message("kind-link"),
}
_OTHER = Message("kind-other")


class Refused(OSError):
    """It could be read, but isn't what may be read. The message completes "<file>: cannot be read: "."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return told(self.message)


class IsLink(Refused):
    """It is a link, where none is followed."""


class TooLarge(Refused):
    """It has more bytes than may be read."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(Message("larger-than-bytes", (figure(most),)))
        self.size = size


def read(path: str, most: int, *, links: bool = True) -> bytes:
    """The content of the regular file at `path`.

    Raises OSError; Refused for anything but a file, and beyond `most` bytes.

    `links`: whether a link to a file will do. Git says no where it reads `.gitignore`, and so do we.
    """
    try:
        found = os.stat(path) if links else os.lstat(path)
    except ValueError as error:
        raise FileNotFoundError(ENOENT, NO_NAME, path) from error
    if stat.S_ISLNK(found.st_mode):
        raise IsLink(Message("not-a-file", (_KINDS[stat.S_IFLNK],)))
    _must_be_regular(found)  # to open a device may already do something
    handle = os.open(path, _FLAGS | (0 if links else getattr(os, "O_NOFOLLOW", 0)))
    with open(handle, "rb") as file:
        status = os.fstat(handle)
        _must_be_regular(status)
        data = file.read(most + 1) if status.st_size <= most else b""
    if status.st_size > most or len(data) > most:
        raise TooLarge(max(status.st_size, len(data)), most)
    return data


def read_named(path: str, most: int) -> bytes:
    """The content of what the user named herself: a file, or a pipe or device to its end. Raises OSError.

    A pipe is waited for, as everywhere. Refused for a folder or a socket, and beyond `most` bytes.
    """
    try:
        kind = stat.S_IFMT(os.stat(path).st_mode)
    except ValueError as error:
        raise FileNotFoundError(ENOENT, NO_NAME, path) from error
    if kind in (stat.S_IFDIR, stat.S_IFSOCK):
        raise Refused(Message("not-a-file", (_KINDS[kind],)))
    with open(path, "rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise TooLarge(max(os.stat(path).st_size, len(data)), most)
    return data


def is_regular(path: str) -> bool | None:
    """Whether there is a regular file, or a link to one: None for nothing at all, False for the rest."""
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            if is_remote(says(path)):
                return False
            status = os.stat(path)
        return stat.S_ISREG(status.st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False if os.path.islink(path) else None
    except OSError:
        return False


def kind(path: str) -> Message | None:
    """What is there, "a device", if it is no regular file. Raises OSError."""
    mode = os.stat(path).st_mode
    return None if stat.S_ISREG(mode) else _KINDS.get(stat.S_IFMT(mode), _OTHER)


def _must_be_regular(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Refused(Message("not-a-file", (_KINDS.get(stat.S_IFMT(status.st_mode), _OTHER),)))


def is_stream(path: str) -> bool:
    """Whether this is what a shell passes on, or another pipe, which can't be read again or written."""
    return path.startswith(STREAMS) or is_regular(path) is False

"""A place to write to: a folder that is held open, and a name in it.

What the path leads to can't change any more while the file in it is looked at and replaced, whatever links
others put in its way meanwhile. Windows has no such handles; there, links are looked for just before.
"""

import errno
import os
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import NamedTuple

HANDLES = {os.open, os.unlink, os.access, os.rename} <= os.supports_dir_fd
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_JUNCTION = 0xA0000003
"""How Windows marks one; Python tells them from folders by itself only from 3.12 on."""
_IS_LINK = (errno.ELOOP, errno.EMLINK, errno.ENOTDIR)


class LinkFound(Exception):
    """There is a link where none is followed."""


class Place(NamedTuple):
    """`handle` is that of the folder; None where there are none."""

    folder: str
    name: str
    handle: int | None

    def open(self, name: str, flags: int, mode: int = 0o600) -> int:
        """Open a file in the folder, itself and not what a link leads to. Raises OSError, LinkFound."""
        try:
            if self.handle is not None:
                return os.open(name, flags | _NO_LINK, mode, dir_fd=self.handle)
            if is_link(self._path(name)):
                raise LinkFound
            return os.open(self._path(name), flags, mode)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.EMLINK):
                raise LinkFound from error
            raise

    def rename(self, old: str, new: str) -> None:
        """Give a file in the folder another name, which it takes over. Raises OSError."""
        if self.handle is not None:
            os.replace(old, new, src_dir_fd=self.handle, dst_dir_fd=self.handle)
        else:
            os.replace(self._path(old), self._path(new))

    def unlink(self, name: str) -> None:
        """Remove a file in the folder. Raises OSError."""
        if self.handle is not None:
            os.unlink(name, dir_fd=self.handle)
        else:
            os.unlink(self._path(name))

    def writable(self) -> bool:
        """Whether the file itself may be written to."""
        if self.handle is not None:
            return os.access(self.name, os.W_OK, dir_fd=self.handle)
        return os.access(self._path(self.name), os.W_OK)

    def sync(self) -> None:
        """Make the new name survive a power cut; not every system can."""
        if self.handle is None:
            return
        with suppress(OSError):
            handle = os.open(".", os.O_RDONLY, dir_fd=self.handle)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def _path(self, name: str) -> str:
        return os.path.join(self.folder, name)


@contextmanager
def place(path: str, within: str | None = None) -> Generator[Place, None, None]:
    """Where a path leads; `within` is a folder that it is in and below which no link is followed.

    Without `within`, links are followed to their end. Raises OSError, LinkFound.
    """
    if within is None:
        folder, name = os.path.split(os.path.realpath(path))
        start, parts = folder, []
    else:
        start = within or "."
        *parts, name = os.path.relpath(path, start).split(os.sep)
        folder = os.path.join(start, *parts)
    if not HANDLES:
        if any(is_link(os.path.join(start, *parts[: n + 1])) for n in range(len(parts))):
            raise LinkFound
        yield Place(folder, name, None)
        return
    handle = os.open(start, _FOLDER)
    try:
        for part in parts:
            try:
                inner = os.open(part, _FOLDER | _NO_LINK, dir_fd=handle)
            except OSError as error:
                if error.errno in _IS_LINK:
                    raise LinkFound from error
                raise
            os.close(handle)
            handle = inner
        yield Place(folder, name, handle)
    finally:
        os.close(handle)


def is_link(path: str) -> bool:
    """Also a junction, Windows' other kind of link to a folder."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):  # nothing is there, or can be
        return False
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION

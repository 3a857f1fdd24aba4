"""Writing a file so that it is never half written.

The new bytes go to a temporary file beside the old one, which then takes its place in one step. A
full disk, a missing permission or a crash leaves the old file as it was. Two programs that change
the same file don't overwrite each other: the second one is refused.
"""

import os
import stat
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from functools import cache
from io import TextIOWrapper
from typing import BinaryIO

from luxterm.system import leftovers
from luxterm.system.errors import FileError, reason
from luxterm.system.places import LinkFound, Place, place
from luxterm.types import Message, quoted

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

# For a pipe that nobody writes to, which is refused just after.
_DONT_WAIT = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_CHANGED = Message("changed-meanwhile")
_LINKED = Message("is-linked")


class WriteError(FileError):
    """The file is unchanged. The message completes "<file>: cannot be written: "."""


class Linked(WriteError):
    """There is a link where none is followed."""


def replace(
    path: str, old: bytes | None, new: bytes, within: str | None = None, *, fresh: bool = False
) -> None:
    """Make `new` the content of the file at `path`, keeping its permissions and its owner.

    `old` is the file's content when it was read; None if it needn't exist or be the same. It may not exist if
    it has to be `fresh`. A link stays a
    link, and the file it leads to is replaced; but below the folder `within`, where there is one, no link is
    followed. A file with several names (hard links) changes under this one only. Raises WriteError, and
    Linked for a link that isn't followed.
    """
    if old == new:
        return
    _require_name(path)
    try:
        with place(path, within) as there, _locked(there) as status:
            if old is not None:
                _verify(there, old, status)
            if fresh and status is not None:
                raise WriteError(Message("made-meanwhile"))
            if status is not None and not there.writable():
                raise WriteError(Message("is-read-only"))
            with _in_place_of(there, status) as file:
                file.write(new)
    except LinkFound as error:
        raise Linked(_LINKED if within is not None else _CHANGED) from error
    except OSError as error:
        raise WriteError(reason(error)) from error


def require_own(path: str, within: str | None) -> None:
    """Raises Linked if `replace` would meet a link that it doesn't follow; WriteError for other obstacles."""
    if within is None:
        return
    try:
        with place(path, within) as there:
            os.close(there.open(there.name, os.O_RDONLY | _DONT_WAIT))
    except LinkFound as error:
        raise Linked(_LINKED) from error
    except OSError as error:
        raise WriteError(reason(error)) from error


@contextmanager
def rewriting(path: str) -> Generator[TextIOWrapper, None, None]:
    """A UTF-8 stream to write; when all is written it becomes the content of the file at `path`.

    Until then, and if something goes wrong, the file stays as it was. Anything but a regular file (a pipe,
    a device) is written to directly. Raises WriteError.
    """
    _require_name(path)
    try:
        status = os.stat(path) if os.path.exists(path) else None
        if status is not None and not os.access(path, os.W_OK):
            raise WriteError(Message("is-read-only"))
        with _stream(path, status) as file, utf8(file) as text:
            yield text
    except LinkFound as error:
        raise WriteError(_CHANGED) from error
    except OSError as error:
        raise WriteError(reason(error)) from error


def _require_name(path: str) -> None:
    """Raises WriteError for what no file can be called."""
    with suppress(OSError):
        try:
            os.lstat(path)
        except ValueError as error:
            raise WriteError(Message("impossible-name")) from error


@contextmanager
def _stream(path: str, status: os.stat_result | None) -> Generator[BinaryIO, None, None]:
    if status is not None and not stat.S_ISREG(status.st_mode):
        with open(path, "wb") as file:
            yield file
    else:
        with place(path) as there, _in_place_of(there, status) as file:
            yield file


@contextmanager
def utf8(file: BinaryIO) -> Generator[TextIOWrapper, None, None]:
    """A UTF-8 stream into a file that stays open afterwards; what isn't text is written as escapes."""
    text = TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        yield text
        text.flush()
    finally:
        text.detach()


@contextmanager
def _locked(there: Place) -> Generator[os.stat_result | None, None, None]:
    """Hold a lock on the file while it is being replaced, and yield its status.

    Between programs that ask for a lock, this closes the gap between looking at the file and
    replacing it. Without locks (Windows, some network drives) looking has to do.
    """
    try:
        handle = there.open(there.name, os.O_RDONLY | _DONT_WAIT)
    except FileNotFoundError:
        yield None
        return
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise WriteError(Message("not-regular"))
        if fcntl is not None:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise WriteError(Message("being-written")) from None
            except OSError:
                pass
        else:
            # an open file can't be replaced there
            os.close(handle)
            handle = -1
        yield status
    finally:
        if handle >= 0:
            os.close(handle)


def _verify(there: Place, old: bytes, locked: os.stat_result | None) -> None:
    """Raise WriteError unless the file is still the locked one and its content is `old`."""
    try:
        with open(there.open(there.name, os.O_RDONLY | _DONT_WAIT | _BINARY), "rb") as file:
            now = os.fstat(file.fileno())
            same = locked is not None and os.path.samestat(now, locked) and file.read() == old
    except FileNotFoundError:
        raise WriteError(Message("removed-meanwhile")) from None
    if not same:
        raise WriteError(_CHANGED)


@contextmanager
def _in_place_of(there: Place, status: os.stat_result | None) -> Generator[BinaryIO, None, None]:
    """A temporary file to write, which then takes the file's place: a link's own, if one is there by then."""
    tidy(there.folder)
    temporary = leftovers.name()
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
        handle = there.open(temporary, flags, 0o600 if status else 0o666)  # a new file: less the umask
    except PermissionError:
        raise WriteError(Message("folder-unwritable", (quoted(there.folder),))) from None
    try:
        with open(handle, "wb") as file:
            leftovers.lock(file.fileno())
            yield file
            file.flush()
            _keep_attributes(file.fileno(), status)
            os.fsync(file.fileno())
            if fcntl is not None:  # while the lock is held; an open file can't be renamed on Windows
                there.rename(temporary, there.name)
        if fcntl is None:
            there.rename(temporary, there.name)
    except BaseException:
        with suppress(OSError):
            there.unlink(temporary)
        raise
    there.sync()


@cache
def tidy(folder: str) -> None:
    """Remove what killed runs left in a folder, once per process."""
    leftovers.remove(folder or ".")


def _keep_attributes(handle: int, status: os.stat_result | None) -> None:
    """Give the open file the owner and the permissions of the old one, if allowed."""
    if sys.platform == "win32" or status is None:
        return
    if (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(OSError):
            os.fchown(handle, status.st_uid, status.st_gid)
    # after the owner: changing the owner takes the set-user-id bits away
    os.fchmod(handle, stat.S_IMODE(status.st_mode))

"""What luxterm does while it works on an input: no program run, nothing sent, nothing written.

Python tells audit hooks of every file that is opened, socket connected and process started.
"""

import os
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager

_NEVER = (
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "subprocess.Popen", "os.system",
    "os.exec", "os.posix_spawn", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.symlink", "os.link",
    "urllib.Request", "pickle.find_class",
)  # fmt: skip
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_watching: list[list[str]] = []
_allowed = [os.path.realpath(tempfile.gettempdir()), os.devnull]
_hooked = False


@contextmanager
def watched() -> Generator[list[str]]:
    """The list of forbidden things that the block did; files in the temporary folder may be written."""
    global _hooked
    if not _hooked:
        sys.addaudithook(_hook)
        _hooked = True
    events: list[str] = []
    _watching.append(events)
    try:
        yield events
    finally:
        _watching.remove(events)


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if not _watching:
        return
    if event == "open":
        path, _, flags = (*arguments, 0, 0)[:3]
        if isinstance(flags, int) and flags & _WRITES and not _may_write(path):
            _watching[-1].append(f"opened for writing: {path!r}")
    elif event in _NEVER and not (event.startswith("os.") and arguments and _may_write(_whole(arguments))):
        if event == "socket.connect" and isinstance(arguments[1], str | bytes):
            return  # within the machine
        _watching[-1].append(f"{event} {arguments!r}"[:200])


def _may_write(path: object) -> bool:
    if not isinstance(path, str | bytes | os.PathLike):
        return True  # an open file
    name = os.fsdecode(path)
    if name.startswith(".luxterm-") and name.endswith(".tmp"):
        return True  # in a folder that is held open; what it becomes is told by its renaming
    real = os.path.realpath(name)
    return any(real == each or real.startswith(each + os.sep) for each in _allowed) or "__pycache__" in real


def _whole(arguments: tuple[object, ...]) -> object:
    """The path an operation is on: for a new name the name, in the folder whose handle is given with it."""
    if len(arguments) != 4:  # os.rename: old, new, and the folders they are in
        return arguments[0]
    new, folder = arguments[1], arguments[3]
    held = f"/proc/self/fd/{folder}"
    if isinstance(new, str | bytes) and os.path.islink(held):
        return os.path.join(os.readlink(held), os.fsdecode(new))
    return new

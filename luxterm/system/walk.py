"""Walking through folders, here or on another system, in one way.

A function says what is in a folder (`Entries`): on this machine in `luxterm.system.discover`, at a URL in
`luxterm.system.urls`. What is ignored, what is wanted, and when a link and a file are the same file is
decided here.
"""

import errno
import os
import time
from collections.abc import Callable
from typing import NamedTuple

from luxterm.system.errors import PatternError, reason
from luxterm.system.ignore import Rules, ignored
from luxterm.types import Message
from luxterm.wording import tell, told

_NO_NAME = 123
"""Windows' error for a name that no file can have, as one with an asterisk."""

Problem = Callable[[str, str], None]
"""Takes the path and what is wrong with it."""


class Folder(NamedTuple):
    """A folder to walk: as it is shown, where it really is, and the rules of the folders above it."""

    path: str
    real: str
    rules: tuple[Rules, ...] = ()


class Entry(NamedTuple):
    """What is in a folder.

    `path` is how it is shown, `address` what rules are matched against (a folder's ends with a separator),
    `real` where it really is: elsewhere for a link. Anything but folders and files is skipped.
    `problem` says why a link leads nowhere.
    """

    path: str
    address: str
    real: str
    is_folder: bool
    is_file: bool
    is_link: bool = False
    problem: str = ""


Entries = Callable[[Folder], tuple[list[Entry], tuple[Rules, ...]]]
"""What is in a folder except what is `left_out`, and the rules of its own ignore files. Raises OSError."""


class Walk:
    """Collects the files of folders, here or on another system, whose `Entries` says what is in them.

    They are known by where they really are, so that a file and a link to it are one.
    """

    def __init__(self, wanted: Callable[[str], bool], on_problem: Problem, seconds: float = 0) -> None:
        self._wanted = wanted
        self._seconds = seconds
        self._until = time.monotonic() + seconds
        self._on_problem = on_problem
        self._visited: set[str] = set()
        self.found: dict[str, str] = {}
        """Where a file really is, and how it is shown."""

    def folder(self, root: Folder, entries_of: Entries, excluded: tuple[Rules, ...]) -> None:
        """Take the files in a folder and in the folders in it, until the time is over."""
        folders = [root]
        links: list[Folder] = []  # last, so that what a link leads to is shown where it really is
        while folders or links:
            folder = (folders or links).pop()
            if folder.real in self._visited:
                continue
            self._visited.add(folder.real)
            if self._seconds and time.monotonic() > self._until:
                self._on_problem(folder.path, tell("finding-late", f"{self._seconds:g}"))
                return
            try:
                entries, own = entries_of(folder)
                rules = (*folder.rules, *own)
                entries = [entry for entry in entries if not ignored(entry.address, (*rules, *excluded))]
            except OSError as error:
                self._on_problem(folder.path, message(folder.path, error))
                continue
            except PatternError as error:
                where = Message("with-line", (error.message, str(error.line)))
                self._on_problem(folder.path, tell("folders-left-out", where))
                return
            for entry in entries:
                if entry.is_folder and not entry.problem:
                    (links if entry.is_link else folders).append(Folder(entry.path, entry.real, rules))
                else:
                    self._take(entry)

    def _take(self, entry: Entry) -> None:
        if entry.problem:
            # Without a suffix, what a link led to may have been a folder
            if entry.is_folder or not suffix(entry.path) or self._wanted(entry.path):
                self._on_problem(entry.path, entry.problem)
        elif entry.is_file and self._wanted(entry.path):
            if entry.is_link:
                self.found.setdefault(entry.real, entry.path)
            else:
                self.found[entry.real] = entry.path


def suffix(path: str) -> str:
    """The end of a name in lower case: ".md"."""
    return os.path.splitext(path)[1].lower()


def message(path: str, error: OSError | ValueError) -> str:
    """What is wrong, to follow "<path>: cannot be read: "."""
    if isinstance(error, FileNotFoundError) or getattr(error, "winerror", 0) == _NO_NAME:
        return tell("link-nowhere") if os.path.islink(path) else tell("nothing-there")
    if isinstance(error, PermissionError):
        return tell("no-permission")
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return tell("link-to-itself")
    if isinstance(error, ValueError):  # a null character, which each Python words in its own way
        return tell("impossible-name")
    return told(reason(error))

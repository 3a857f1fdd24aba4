"""Documents that a file lists by name (a baseline, the places to keep): what they are called, which are gone.

A name is the same on every system: relative to the folder of the file that lists it, with slashes. What is at
a URL is called by that.
"""

import os
import posixpath
from collections.abc import Iterable

from luxterm.system.storage import is_url


def name(path: str, folder: str) -> str:
    """What a file in a folder calls the document at `path`."""
    if is_url(path):
        return path
    try:
        path = os.path.relpath(path, folder)
    except ValueError:  # on another drive
        path = os.path.abspath(path)
    return path.replace(os.sep, "/")


def tidied(said: str) -> str:
    """A name as `name` has it, of one that somebody has written as "./laws/act.txt"."""
    return said if is_url(said) else posixpath.normpath(said)


def gone(names: Iterable[str], folder: str, within: Iterable[str]) -> list[str]:
    """The paths of those that were in one of the folders `within` but are gone; `folder` as for `name`.

    Nothing is known about what is, or may be, at a URL.
    """
    inside = tuple(os.path.join(os.path.abspath(each), "") for each in within)
    paths = [os.path.normpath(os.path.join(folder, each)) for each in names if not is_url(each)]
    return [path for path in paths if path.startswith(inside) and _is_gone(path)]


def _is_gone(path: str) -> bool:
    """Whether there is surely no such file.

    If its folder can't be read, or a link leads to a drive that isn't mounted, there may be one.
    """
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        while not os.path.lexists(path):
            path = os.path.dirname(path)
        return os.path.exists(path)
    except (OSError, ValueError):
        pass
    return False

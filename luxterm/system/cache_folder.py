"""The user's own cache folder: where it is, writing to it, and whether to trust what is in it."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress

TERMBASE = ".termbase"
"""How the name of a compiled termbase ends."""
RESULTS = "results.sqlite"
"""The name of the database of results; SQLite's own files beside it begin so, too."""
PAGES = "pages"
"""The folder of the pages about the terms, one of them for each termbase in it."""
UNUSED = 30 * 86_400
"""Seconds after which a compiled termbase that wasn't read goes."""


def folder() -> str:
    """The user's own cache folder for luxterm, absolute. "" for nowhere."""
    base = os.environ.get("LUXTERM_CACHE") or _cache_home()
    # no home folder: expanduser leaves "~" as it is
    return base if os.path.isabs(base) else ""


def _cache_home() -> str:
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.expanduser("~"), "luxterm", "cache")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/luxterm")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "luxterm")


def write(path: str, data: bytes) -> None:
    """Put a file into the cache for this user's eyes only, whole or not at all. Raises OSError."""
    temporary = f"{path}.{int.from_bytes(os.urandom(8))}"  # threads of one process may write the same
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def prune() -> None:
    """Remove the compiled termbases that nobody has used for long: each lexicon makes its own."""
    with suppress(OSError), os.scandir(folder()) as entries:
        for entry in entries:
            if _is_termbase(entry.name):
                with suppress(OSError):  # another process may have removed it
                    status = entry.stat(follow_symlinks=False)
                    if max(status.st_atime, status.st_mtime) + UNUSED < time.time():
                        os.unlink(entry.path)


def clean() -> tuple[int, int]:
    """Remove all that luxterm keeps there, and nothing else; how many files and bytes that were."""
    number = size = 0
    for path in (*_files(folder(), _is_ours), *_page_files()):
        with suppress(OSError):
            length = os.lstat(path).st_size
            os.unlink(path)
            number, size = number + 1, size + length
    for each in (*_folders(_pages()), _pages()):
        with suppress(OSError):
            os.rmdir(each)
    return number, size


def _pages() -> str:
    return os.path.join(folder(), PAGES)


def _page_files() -> list[str]:
    folders = [] if os.path.islink(_pages()) else _folders(_pages())
    return [path for each in folders for path in _files(each, lambda name: ".md" in name)]


def _folders(above: str) -> list[str]:
    """The folders in a folder, no links; none if it can't be read."""
    with suppress(OSError), os.scandir(above) as entries:
        return [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
    return []


def _files(above: str, wanted: Callable[[str], bool]) -> list[str]:
    """The files in a folder, by their names; none if it can't be read."""
    with suppress(OSError), os.scandir(above) as entries:
        return [entry.path for entry in entries if wanted(entry.name)]
    return []


def _is_ours(name: str) -> bool:
    return _is_termbase(name) or name.startswith(RESULTS)


def _is_termbase(name: str) -> bool:
    """Also one that was being written when luxterm was killed (`write`)."""
    stem, _, number = name.rpartition(".")
    return (stem if number.isdecimal() else name).endswith(TERMBASE)


def trusted(status: os.stat_result) -> bool:
    """Whether only this user (or root) can have written the file, or put one into the folder."""
    if sys.platform == "win32":
        return True
    return status.st_uid in (os.getuid(), 0) and not status.st_mode & 0o022

"""Which files to check.

A file that is named is always taken. A folder is walked: hidden entries, `node_modules`, Office's
lock files, and what `.gitignore` and `.luxtermignore` name are left out. `.luxtermignore` has the
same syntax, and the last word where both stand in one folder.
"""

import errno
import os
import sys
from collections.abc import Callable, Collection, Iterable

from luxterm.system.ignore import IGNORE_FILES, Rules, ignored, left_out, rules_of
from luxterm.system.storage import is_url
from luxterm.typed import NamedTuple

_NO_NAME = 123
"""Windows' error for a name that no file can have, as one with an asterisk."""

Problem = Callable[[str, str], None]
"""Takes the path and what is wrong with it."""


def expanded(paths: Iterable[str]) -> list[str]:
    """The paths that were named, with what `*.md` and its like match in their place.

    Shells do that, but not those of Windows. What matches nothing stays as it is.
    """
    if sys.platform != "win32":
        return list(paths)
    from glob import glob

    found: list[str] = []
    for path in paths:
        pattern = any(sign in path for sign in "*?[") and not is_url(path) and not os.path.lexists(path)
        found += (sorted(glob(path, recursive=True)) if pattern else []) or [path]
    return found


def discover(
    paths: Iterable[str],
    wanted: Collection[str] | Callable[[str], bool],
    on_problem: Problem,
    *,
    exclude: Iterable[str] = (),
    base: str = ".",
) -> list[str]:
    """The files at `paths`, sorted, each once even where several ways (links) lead to it.

    `wanted` says which files of a folder to take: suffixes in lower case (".md"), or a function of
    the path. `exclude` are patterns as in `.gitignore`, relative to the folder `base`. A path that
    is missing or can't be read goes to `on_problem`; the others are still found.
    """
    takes: Callable[[str], bool] = wanted if callable(wanted) else lambda path: _suffix(path) in wanted
    walk = Walk(takes, on_problem)
    excluded = _exclusion(tuple(exclude), base)
    for path in sorted(paths):
        try:
            os.stat(path)
        except (OSError, ValueError) as error:
            on_problem(path, _message(path, error))
            continue
        real = os.path.realpath(path)
        if os.path.isdir(path):
            walk.folder(Folder(path, real, _inherited(real)), _entries, excluded)
        else:
            walk.found.setdefault(real, path)
    return sorted(walk.found.values())


def matches(path: str, patterns: tuple[str, ...], base: str) -> bool:
    """Whether a file is named by patterns as in `.gitignore`, relative to the folder `base`."""
    folder, name = os.path.split(path)
    return bool(patterns) and ignored(
        os.path.join(os.path.realpath(folder or "."), name), (_exclusion(patterns, base),)
    )


class Folder(NamedTuple):
    """A folder to walk: as it is shown, where it really is, and the rules of the folders above it."""

    path: str
    real: str
    rules: tuple[Rules, ...] = ()


class Entry(NamedTuple):
    """What stands in a folder.

    `path` is how it is shown, `address` what rules are held against (a folder's ends with a separator),
    `real` where it really is: elsewhere for a link. Of what is neither folder nor file nothing is taken.
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
"""What is in a folder but for what is `left_out`, and the rules of its own ignore files. Raises OSError."""


class Walk:
    """Collects the files of folders, here or on another system, whose `Entries` says what is in them.

    They are known by where they really are, so that a file and a link to it are one.
    """

    def __init__(self, wanted: Callable[[str], bool], on_problem: Problem) -> None:
        self._wanted = wanted
        self._on_problem = on_problem
        self._visited: set[str] = set()
        self.found: dict[str, str] = {}
        """Where a file really is, and how it is shown."""

    def folder(self, root: Folder, entries_of: Entries, excluded: Rules) -> None:
        """Take the files in a folder and in the folders in it."""
        folders = [root]
        links: list[Folder] = []  # last, so that what a link leads to is shown where it really is
        while folders or links:
            folder = (folders or links).pop()
            if folder.real in self._visited:
                continue
            self._visited.add(folder.real)
            try:
                entries, own = entries_of(folder)
            except OSError as error:
                self._on_problem(folder.path, _message(folder.path, error))
                continue
            rules = (*folder.rules, *own)
            for entry in entries:
                if ignored(entry.address, (*rules, excluded)):
                    continue
                if entry.is_folder and not entry.problem:
                    (links if entry.is_link else folders).append(Folder(entry.path, entry.real, rules))
                else:
                    self._take(entry)

    def _take(self, entry: Entry) -> None:
        if entry.problem:
            # Without a suffix, what a link led to may have been a folder
            if entry.is_folder or not _suffix(entry.path) or self._wanted(entry.path):
                self._on_problem(entry.path, entry.problem)
        elif entry.is_file and self._wanted(entry.path):
            if entry.is_link:
                self.found.setdefault(entry.real, entry.path)
            else:
                self.found[entry.real] = entry.path


def _entries(folder: Folder) -> tuple[list[Entry], tuple[Rules, ...]]:
    """`Entries` of this machine."""
    with os.scandir(folder.path) as scanned:
        listed = sorted(scanned, key=lambda entry: entry.name)
    own = _own_rules(folder.real) if any(entry.name in IGNORE_FILES for entry in listed) else ()
    return [found for entry in listed if not left_out(entry.name) and (found := _entry(folder, entry))], own


def _entry(folder: Folder, entry: os.DirEntry[str]) -> Entry | None:
    shown = entry.name if folder.path == "." else os.path.join(folder.path, entry.name)
    here = os.path.join(folder.real, entry.name)
    if not entry.is_symlink():
        try:
            is_folder = entry.is_dir()
        except OSError:  # gone since
            return None
        return Entry(shown, here + os.sep if is_folder else here, here, is_folder, entry.is_file())
    target = os.path.realpath(here)
    if os.path.isdir(here):
        around = (folder.real + os.sep).startswith(target + os.sep)
        problem = "it is a link to a folder that it is in" if around else ""
        return Entry(shown, here + os.sep, target, True, False, True, problem)
    problem = "" if os.path.exists(here) else _message(shown, _stat_error(here))
    return Entry(shown, here, target, False, os.path.isfile(here), True, problem)


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _stat_error(path: str) -> OSError:
    try:
        os.stat(path)
    except OSError as error:
        return error
    return FileNotFoundError()


def _message(path: str, error: OSError | ValueError) -> str:
    """What is wrong, to follow "cannot read <path>: "."""
    if isinstance(error, FileNotFoundError) or getattr(error, "winerror", 0) == _NO_NAME:
        gone = "it is a link to something that does not exist"
        return gone if os.path.islink(path) else "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "permission denied"
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "it is a link that leads to itself"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _exclusion(patterns: tuple[str, ...], base: str) -> Rules:
    return rules_of(os.path.join(os.path.realpath(base), ""), patterns)


def _own_rules(folder: str) -> tuple[Rules, ...]:
    """The rules of a folder's ignore files; one that can't be read is as good as none, as in Git."""
    lines: list[str] = []
    for name in IGNORE_FILES:
        try:
            with open(os.path.join(folder, name), encoding="utf-8-sig", errors="surrogateescape") as file:
                lines += file.read().split("\n")
        except OSError:
            continue
    return (rules_of(os.path.join(folder, ""), lines),) if lines else ()


def _inherited(real: str) -> tuple[Rules, ...]:
    """The rules that the folders above a named folder lay on what is in it.

    Those up to the one with `.git`, or to the current folder where there is none. No rules if they
    exclude the folder itself: it was named, so it is wanted.
    """
    above: list[str] = []
    current = os.path.realpath(".")
    folder, stop = real, real
    while True:
        if os.path.lexists(os.path.join(folder, ".git")):
            stop = folder
            break
        if folder == current:
            stop = current
        parent = os.path.dirname(folder)
        if parent == folder:
            break
        folder = parent
    folder = real
    while folder != stop:
        folder = os.path.dirname(folder)
        above.append(folder)
    rules = tuple(rule for folder in reversed(above) for rule in _own_rules(folder))
    parts = os.path.relpath(real, stop).split(os.sep)
    chain = (os.path.join(stop, *parts[: n + 1], "") for n in range(len(parts)))
    return () if rules and any(ignored(path, rules) for path in chain) else rules

"""Which files to check.

A file that is named is always taken. A folder is walked: hidden entries, `node_modules`, Office's
lock files, and what `.gitignore` and `.luxtermignore` name are left out. `.luxtermignore` has the
same syntax, and the last word where both stand in one folder.
"""

import errno
import os
import sys
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

from luxterm.system.storage import is_url
from luxterm.typed import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_IGNORE_FILES = (".gitignore", ".luxtermignore")
_SKIPPED = frozenset({"node_modules"})
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
    walk = _Walk(wanted, on_problem, _exclusion(tuple(exclude), base))
    for path in sorted(paths):
        walk.add(path)
    return sorted(walk.found.values())


def matches(path: str, patterns: tuple[str, ...], base: str) -> bool:
    """Whether a file is named by patterns as in `.gitignore`, relative to the folder `base`."""
    folder, name = os.path.split(path)
    return bool(patterns) and ignored(
        os.path.join(os.path.realpath(folder or "."), name), (_exclusion(patterns, base),)
    )


def left_out(name: str) -> bool:
    """Whether an entry of a folder with this name is never taken: hidden, a lock file, others' code."""
    return name.startswith((".", "~$")) or name in _SKIPPED


class Rules(NamedTuple):
    """Patterns, and the absolute path of the folder they are relative to, with a last separator."""

    folder: str
    spec: "GitIgnoreSpec | None"


class _Folder(NamedTuple):
    """A folder to walk: as it is shown, its real path, and the rules of the folders above it."""

    path: str
    real: str
    rules: tuple[Rules, ...]


class _Walk:
    """Collects files by their real path, so that a file and a link to it are one."""

    def __init__(
        self, wanted: Collection[str] | Callable[[str], bool], on_problem: Problem, exclusion: Rules
    ) -> None:
        self.wanted: Callable[[str], bool] = (
            wanted if callable(wanted) else lambda path: _suffix(path) in wanted
        )
        self.on_problem = on_problem
        self.exclusion = exclusion
        self.found: dict[str, str] = {}
        self.visited: set[str] = set()

    def add(self, path: str) -> None:
        try:
            os.stat(path)
        except (OSError, ValueError) as error:
            self.on_problem(path, _message(path, error))
            return
        real = os.path.realpath(path)
        if not os.path.isdir(path):
            self.found.setdefault(real, path)
            return
        folders = [_Folder(path, real, _inherited(real))]
        links: list[_Folder] = []  # last, so that what a link leads to is shown where it really is
        while folders or links:
            folder = (folders or links).pop()
            if folder.real in self.visited:
                continue
            self.visited.add(folder.real)
            try:
                self._walk(folder, folders, links)
            except OSError as error:
                self.on_problem(folder.path, _message(folder.path, error))

    def _walk(self, folder: _Folder, folders: list[_Folder], links: list[_Folder]) -> None:
        """Take the files of one folder, and add the folders in it to those still to be walked."""
        with os.scandir(folder.path) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
        rules = folder.rules
        if any(entry.name in _IGNORE_FILES for entry in listed):
            rules += _own_rules(folder.real)
        for entry in listed:
            if left_out(entry.name):
                continue
            shown = entry.name if folder.path == "." else os.path.join(folder.path, entry.name)
            here = target = os.path.join(folder.real, entry.name)
            is_link = entry.is_symlink()
            if is_link:
                target = os.path.realpath(here)
            try:
                is_folder = os.path.isdir(here) if is_link else entry.is_dir()
            except OSError:  # gone since
                continue
            if ignored(here + os.sep if is_folder else here, (*rules, self.exclusion)):
                continue
            if is_folder:
                if is_link and (folder.real + os.sep).startswith(target + os.sep):
                    self.on_problem(shown, "it is a link to a folder that it is in")
                else:
                    (links if is_link else folders).append(_Folder(shown, target, rules))
            elif is_link and not os.path.exists(here):
                if self.wanted(shown) or not _suffix(shown):  # without a suffix it may have been a folder
                    self.on_problem(shown, _message(shown, _stat_error(here)))
            elif self.wanted(shown) and (os.path.isfile(here) if is_link else entry.is_file()):
                if is_link:
                    self.found.setdefault(target, shown)
                else:
                    self.found[target] = shown


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


@lru_cache(maxsize=64)
def _spec(patterns: tuple[str, ...]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # 30 ms, needed only where there is an ignore file or a pattern

    return GitIgnoreSpec.from_lines(patterns, backend="simple")


def _own_rules(folder: str) -> tuple[Rules, ...]:
    """The rules of a folder's ignore files; one that can't be read is as good as none, as in Git."""
    lines: list[str] = []
    for name in _IGNORE_FILES:
        try:
            with open(os.path.join(folder, name), encoding="utf-8-sig", errors="surrogateescape") as file:
                lines += file.read().split("\n")
        except OSError:
            continue
    return (rules_of(os.path.join(folder, ""), lines),) if lines else ()


def rules_of(folder: str, lines: Iterable[str]) -> Rules:
    """The rules in an ignore file's lines; `folder`, with a last separator, is where it stands."""
    patterns = tuple(line for line in lines if line.strip() and not line.startswith("#"))
    return Rules(folder, _spec(patterns) if patterns else None)


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


def ignored(path: str, rules: tuple[Rules, ...]) -> bool:
    """Whether a whole path (a folder's ends with a separator) is ignored; the last rule decides."""
    for folder, spec in reversed(rules):
        if spec is None or not path.startswith(folder):
            continue
        included = spec.check_file(path[len(folder) :].replace(os.sep, "/")).include
        if included is not None:
            return included
    return False

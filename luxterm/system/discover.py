"""Which files to check.

A file that is named is always taken. A folder is walked: hidden entries, `node_modules`, Office's
lock files, and what `.gitignore` and `.luxtermignore` name are left out. `.luxtermignore` has the
same syntax, and the last word if a folder has both.
"""

import os
import sys
from collections.abc import Callable, Iterable

from luxterm.system import places, regular
from luxterm.system.errors import PatternError, reason
from luxterm.system.ignore import IGNORE_FILE_SIZE, IGNORE_FILES, Rules, ignored, left_out, lists_of, rules_of
from luxterm.system.storage import is_url
from luxterm.system.walk import Entry, Folder, Problem, Walk, message
from luxterm.wording import tell, told


def expanded(paths: Iterable[str]) -> list[str]:
    """The paths that were named, with `*.md` and the like replaced by what they match.

    Shells do that, except on Windows. What matches nothing is left as it is.
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
    wanted: Callable[[str], bool],
    on_problem: Problem,
    *,
    exclude: Iterable[str] = (),
    base: str = ".",
    source: str = "",
    seconds: float = 0,
    on_note: Problem | None = None,
) -> list[str]:
    """The files at `paths`, sorted, each once even if several paths (links) lead to it.

    `wanted` says which files of a folder to take, by their paths. `exclude` are patterns as in `.gitignore`,
    relative to the folder `base`, of the file `source`. A path that is missing or can't be read goes to
    `on_problem`; the others are still found. So does a folder that is reached after these `seconds` (0: no
    limit), and those after it are left out. An ignore file that isn't used goes to `on_note`.

    Raises PatternError where `exclude` is beyond the limits.
    """
    walk = Walk(wanted, on_problem, seconds)
    excluded = _exclusion(tuple(exclude), base, source)

    def entries(folder: Folder) -> tuple[list[Entry], tuple[Rules, ...]]:
        return _entries(folder, on_problem, on_note)

    # links last, so that what is named both ways is shown where it really is
    for path in sorted(paths, key=lambda path: (is_linked_folder(path), path)):
        try:
            os.stat(path)
        except (OSError, ValueError) as error:
            on_problem(path, message(path, error))
            continue
        real = os.path.realpath(path)
        if os.path.isdir(path):
            walk.folder(Folder(path, real, _inherited(real, on_problem, on_note)), entries, excluded)
        else:
            walk.found.setdefault(real, path)
    return sorted(walk.found.values())


def is_linked_folder(path: str) -> bool:
    """Whether a folder is a link, also if a slash or a dot follows its name."""
    path = os.path.normpath(path)
    return places.is_link(path) and os.path.isdir(path)


def matches(path: str, patterns: tuple[str, ...], base: str, source: str = "") -> bool:
    """Whether a file is named by patterns as in `.gitignore`, relative to the folder `base`.

    Raises PatternError where they, of the file `source`, are beyond the limits.
    """
    return bool(patterns) and which_match(path, (patterns,), base, source)[0]


def which_match(path: str, lists: tuple[tuple[str, ...], ...], base: str, source: str) -> list[bool]:
    """Which of several lists of patterns of one file name a file: as `matches`, in the time for one."""
    folder, name = os.path.split(path)
    there = os.path.join(os.path.realpath(folder or "."), name)
    return [ignored(there, rules) for rules in lists_of(os.path.realpath(base), lists, source)]


def _entries(
    folder: Folder, on_problem: Problem, on_note: Problem | None
) -> tuple[list[Entry], tuple[Rules, ...]]:
    """`Entries` of this machine."""
    with os.scandir(folder.path) as scanned:
        listed = sorted(scanned, key=lambda entry: entry.name)
    named = any(entry.name in IGNORE_FILES for entry in listed)
    own = _own_rules(folder.real, folder.path, on_problem, on_note) if named else ()
    return [found for entry in listed if not left_out(entry.name) and (found := _entry(folder, entry))], own


def _entry(folder: Folder, entry: os.DirEntry[str]) -> Entry | None:
    shown = entry.name if folder.path == "." else os.path.join(folder.path, entry.name)
    here = os.path.join(folder.real, entry.name)
    if not (entry.is_symlink() or (sys.platform == "win32" and places.is_link(entry.path))):
        try:
            is_folder = entry.is_dir()
        except OSError:  # gone since
            return None
        return Entry(shown, here + os.sep if is_folder else here, here, is_folder, entry.is_file())
    target = os.path.realpath(here)
    if os.path.isdir(here):
        around = (folder.real + os.sep).startswith(target + os.sep)
        problem = tell("link-around") if around else ""
        return Entry(shown, here + os.sep, target, True, False, True, problem)
    problem = "" if os.path.exists(here) else message(shown, _stat_error(here))
    return Entry(shown, here, target, False, os.path.isfile(here), True, problem)


def _stat_error(path: str) -> OSError:
    try:
        os.stat(path)
    except OSError as error:
        return error
    return FileNotFoundError()


def _exclusion(patterns: tuple[str, ...], base: str, source: str) -> tuple[Rules, ...]:
    return rules_of(os.path.realpath(base), patterns, source) if patterns else ()


def _own_rules(folder: str, shown: str, on_problem: Problem, on_note: Problem | None) -> tuple[Rules, ...]:
    """The rules of a folder's ignore files; one that can't be read, or is a link, is missing, as in Git."""
    rules: tuple[Rules, ...] = ()
    for name in IGNORE_FILES:
        path = name if shown == "." else os.path.join(shown, name)
        try:
            data = regular.read(os.path.join(folder, name), IGNORE_FILE_SIZE, links=False)
            rules += rules_of(folder, data.decode("utf-8-sig", "surrogateescape").split("\n"), path)
        except FileNotFoundError:
            continue
        except regular.IsLink:
            if on_note:
                on_note(path, tell("ignore-link"))
        except OSError as error:
            on_problem(path, told(reason(error)))
        except PatternError as error:
            on_problem(path, tell("with-line", error.message, str(error.line)))
    return rules


def _inherited(real: str, on_problem: Problem, on_note: Problem | None) -> tuple[Rules, ...]:
    """The rules of the folders above a named folder that apply to what is in it.

    Those up to the one with `.git`, or to the current folder if there is none. No rules if they
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
    rules = tuple(
        rule for folder in reversed(above) for rule in _own_rules(folder, folder, on_problem, on_note)
    )
    return () if ignored(os.path.join(real, ""), rules) else rules

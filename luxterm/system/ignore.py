"""Which files of a folder are left out: what ignore files name, and what is never taken.

The syntax is Git's (`luxterm.system.glob`). `.luxtermignore` has the last word if a folder has both.
"""

import os
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from luxterm.system.glob import Patterns

IGNORE_FILES = (".gitignore", ".luxtermignore")
IGNORE_FILE_SIZE = 1_000_000
"""The most bytes that an ignore file may have."""
_SKIPPED = frozenset({"node_modules"})


class Rules(NamedTuple):
    """Patterns, and the absolute path of the folder they are relative to, with "/" inside and at its end."""

    folder: str
    patterns: "Patterns"


def left_out(name: str) -> bool:
    """Whether an entry of a folder with this name is never taken: hidden, a lock file, others' code."""
    return name.startswith((".", "~$")) or name in _SKIPPED


def rules_of(folder: str, lines: Iterable[str], path: str) -> tuple[Rules, ...]:
    """The rules in lines of the file at `path`, relative to `folder`; none where no line has a pattern.

    Raises PatternError beyond the limits.
    """
    patterns = _patterns(path, tuple(lines))
    return (Rules(_slashed(folder).rstrip("/") + "/", patterns),) if patterns else ()


@lru_cache(maxsize=64)
def lists_of(folder: str, lists: tuple[tuple[str, ...], ...], path: str) -> list[tuple[Rules, ...]]:
    """The rules of several lists of patterns of the file at `path`, which share the time for one."""
    from luxterm.system.glob import Patience, Patterns

    patience, folder = Patience(len(lists)), _slashed(folder).rstrip("/") + "/"
    made = (Patterns(path, lines, patience=patience) for lines in lists)
    return [(Rules(folder, patterns),) if patterns else () for patterns in made]


def ignored(path: str, rules: tuple[Rules, ...]) -> bool:
    """Whether a whole path (a folder's ends with a separator) is ignored, or a folder above it is.

    The last rule decides. Raises PatternError if that takes too long.
    """
    path = _slashed(path)
    inner = [rule for rule in reversed(rules) if path.startswith(rule.folder) and path != rule.folder]
    if not inner:
        return False
    end = path.find("/", min(len(rule.folder) for rule in inner))
    while True:
        part = path[:end] if end >= 0 else path
        for folder, patterns in inner:
            if len(part) > len(folder):
                excluded = patterns.decide(part[len(folder) :], end >= 0)
                if excluded:
                    return True
                if excluded is not None:
                    break
        if end < 0 or end + 1 == len(path):
            return False
        end = path.find("/", end + 1)


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")


@lru_cache(maxsize=64)
def _patterns(path: str, lines: tuple[str, ...]) -> "Patterns | None":
    if not any(line.strip() and not line.startswith("#") for line in lines):
        return None
    from luxterm.system.glob import Patterns  # needed only if there is an ignore file or a pattern

    return Patterns(path, lines)

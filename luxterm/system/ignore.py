"""Which files of a folder are left out: what ignore files name, and what is never taken.

The syntax is Git's, read by pathspec. `.luxtermignore` has the last word if a folder has both.
"""

import os
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILES = (".gitignore", ".luxtermignore")
_SKIPPED = frozenset({"node_modules"})


class Rules(NamedTuple):
    """Patterns, and the absolute path of the folder they are relative to, with a last separator."""

    folder: str
    spec: "GitIgnoreSpec | None"


def left_out(name: str) -> bool:
    """Whether an entry of a folder with this name is never taken: hidden, a lock file, others' code."""
    return name.startswith((".", "~$")) or name in _SKIPPED


def rules_of(folder: str, lines: Iterable[str]) -> Rules:
    """The rules in an ignore file's lines; `folder`, with a final separator, is where the file is."""
    patterns = tuple(line for line in lines if line.strip() and not line.startswith("#"))
    return Rules(folder, _spec(patterns) if patterns else None)


def ignored(path: str, rules: tuple[Rules, ...]) -> bool:
    """Whether a whole path (a folder's ends with a separator) is ignored; the last rule decides."""
    for folder, spec in reversed(rules):
        if spec is None or not path.startswith(folder):
            continue
        included = spec.check_file(path[len(folder) :].replace(os.sep, "/")).include
        if included is not None:
            return included
    return False


@lru_cache(maxsize=64)
def _spec(patterns: tuple[str, ...]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # 30 ms, needed only if there is an ignore file or a pattern

    return GitIgnoreSpec.from_lines(patterns, backend="simple")

"""Which files are a termbase: what is read of a folder that somebody names as one, and nothing else in it.

So a whole project may be named, with all that lies around in it.
"""

import os
from collections.abc import Iterator

FOLDERS = ("concepts", "titles", "cues", "grammar", "profiles")
FILES = ("sources.toml", "lexicon.toml")
PARTS = (*(f"{name}/" for name in FOLDERS), *FILES)
"""A termbase's folder has at least one of these."""
MOST_ENTRIES = 20_000
"""The most files and folders that are looked at."""


def entries(root: str) -> Iterator[os.DirEntry[str]]:
    """The termbase's files in a folder, in no order, one more than `MOST_ENTRIES` at most. Raises OSError.

    Its own folders may be links; in them, links to folders aren't followed.
    """
    seen = 0
    folders: list[str] = []
    with os.scandir(root) as scanned:
        for entry in scanned:
            if entry.name in FILES:
                yield entry
            elif entry.name in FOLDERS and entry.is_dir():
                folders.append(entry.path)
    while folders:
        with os.scandir(folders.pop()) as scanned:
            for entry in scanned:
                if seen > MOST_ENTRIES:
                    return
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                    seen += 1
                elif entry.name.endswith(".toml"):
                    yield entry
                    seen += 1


def links(root: str) -> list[str]:
    """The links among the parts of a termbase and their files; none where there is no folder."""
    if not os.path.isdir(root):
        return []
    found = [path for name in FOLDERS if os.path.islink(path := os.path.join(root, name))]
    try:
        return found + [entry.path for entry in entries(root) if entry.is_symlink()]
    except OSError:  # said where the termbase is read
        return found


def names(root: str) -> list[str]:
    """What else in a folder could be meant to be a part of a termbase: its folders and TOML files."""
    with os.scandir(root) as scanned:
        return [
            entry.name
            for entry in scanned
            if not entry.name.startswith(".") and (entry.name.endswith(".toml") or entry.is_dir())
        ]


def misspelt(root: str) -> tuple[str, str] | None:
    """A path in the folder whose name was probably meant to be a part's, and that part."""
    from difflib import get_close_matches

    with os.scandir(root) as scanned:
        for entry in scanned:
            known = FOLDERS if entry.is_dir() else FILES
            stem, end = os.path.splitext(entry.name)
            if entry.name in known or len(stem) > 20 or end != ("" if known is FOLDERS else ".toml"):
                continue
            if near := get_close_matches(stem, [os.path.splitext(name)[0] for name in known], 1, 0.8):
                return entry.path, near[0] + end
    return None

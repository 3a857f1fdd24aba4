"""Where links lead: out of a folder or not. A repository may come from anybody, and so may its links."""

import os

from luxterm.system.places import is_link
from luxterm.system.storage import is_remote, leads_to


def repository(folder: str) -> str:
    """Where the repository begins that a folder is in (a real path); "" if it is in none."""
    above = leads_to(folder)
    while not os.path.lexists(os.path.join(above, ".git")):
        parent = os.path.dirname(above)
        if parent == above:
            return ""
        above = parent
    return above


def link_out(path: str, home: str) -> tuple[str, str] | None:
    """The first link in a folder (a real path), on the way of a path, that leads out of it, and where to.

    A path that leads out by itself, over `..` or from the root, has none. What is on another computer isn't
    looked at.
    """
    drive, way = os.path.splitdrive(os.path.join(os.getcwd(), path))
    here = drive + os.sep
    for part in way.replace(os.altsep or os.sep, os.sep).split(os.sep):
        if part in ("", "."):
            continue
        there = os.path.dirname(here) if part == ".." else os.path.join(here, part)
        if is_link(there):
            target = says(there)
            far = is_remote(target)
            if not far:
                target = leads_to(there)
            if _inside(there, home) and (far or not _inside(target, home)):
                return there, target
            there = target
        here = there
    return None


def says(link: str) -> str:
    """What a link says, without looking there."""
    try:
        said = os.readlink(link)
    except (OSError, ValueError):
        return ""
    plain = said.removeprefix("\\\\?\\")  # before every whole path on Windows
    return said if plain.upper().startswith("UNC\\") else plain


def leads_out(path: str, folder: str) -> bool:
    """Whether a path leads, over links or by itself, out of a folder (a real path)."""
    return not _inside(leads_to(path), folder)


def _inside(real: str, folder: str) -> bool:
    return (os.path.normcase(real) + os.sep).startswith(os.path.normcase(os.path.join(folder, "")))

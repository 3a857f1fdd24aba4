"""Paths as a run sees them: whose configuration applies, what is below what, how far a fix may go."""

import os
from collections.abc import Iterable

from luxterm.scan.job import Job
from luxterm.system.storage import is_url, leads_to


def folder_for(path: str) -> str:
    """The folder whose configuration applies to a file: for one at a URL, the current folder."""
    return "." if is_url(path) else os.path.dirname(path) or "."


def common_folder(paths: Iterable[str]) -> str:
    """The folder that all of these files and folders are in: the current one if there is none."""
    folders = (path if os.path.isdir(path) else folder_for(path) for path in paths)
    try:
        return os.path.commonpath([os.path.abspath(folder) for folder in folders])
    except ValueError:  # no paths, or on several drives
        return "."


def closed(folder: str) -> str:
    """A folder as it is compared with others: what is in it begins so."""
    return os.path.normcase(os.path.join(leads_to(folder), ""))


def is_among(path: str, ours: frozenset[str]) -> bool:
    """Whether a path is one of these or below one of them."""
    if not ours or is_url(path):
        return path in ours
    real = leads_to(path)
    return any(real == each or real.startswith(each + os.sep) for each in ours)


def near(path: str) -> str:
    """A path as seen from the current folder, if it is inside it."""
    here = os.path.join(os.getcwd(), "")
    return os.path.relpath(path) if os.path.abspath(path).startswith(here) else path


def bounded(jobs: list[Job], named: Iterable[str]) -> list[Job]:
    """The jobs, each with the folder beyond which its fix may not go; none if the file itself was named.

    Of a folder that is a link that is the one around the link: nothing in it is fixed.
    """
    from luxterm.system.discover import is_linked_folder

    folders = sorted(filter(os.path.isdir, named), key=len, reverse=True)
    files = {os.path.realpath(path) for path in named if path not in folders}

    def within(path: str) -> str | None:
        if os.path.realpath(path) in files:
            return None
        near = (folder for folder in folders if folder != "." and path.startswith(os.path.join(folder, "")))
        folder = next(near, ".")
        return os.path.dirname(os.path.normpath(folder)) or "." if is_linked_folder(folder) else folder

    return [job._replace(within=within(job.path)) for job in jobs]

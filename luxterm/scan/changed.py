"""Only what has changed since a revision: which files, and which findings of a text.

A document is always judged whole; what is found on lines that the revision has, too, is left out. An office
file has no lines: it has changed or not.
"""

import os
from collections.abc import Iterable
from functools import lru_cache

from luxterm.office import kind_of
from luxterm.scan.job import Before, Job, content
from luxterm.system import git, links
from luxterm.system.errors import UnreadableError
from luxterm.system.limits import MB, Limits, TooBig
from luxterm.system.storage import is_url
from luxterm.text.changes import NewLines, lines_of
from luxterm.text.source import decode
from luxterm.types import Document, Finding, Message


class Since:
    """What documents were in a revision of their repositories, each of which is asked once."""

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._known: dict[str, git.Revision] = {}

    def before(self, path: str) -> Before:
        """What the file at a path was. Raises GitError: without Git, without a repository, for a bad name."""
        top = "" if is_url(path) else links.repository(os.path.dirname(path) or ".")
        if not top:
            raise git.GitError(Message("git-outside", (path,)))
        if top not in self._known:
            self._known[top] = git.Revision(top, self._revision)
        return Before(top, self._known[top].object_of(path))

    def moved(self) -> bool:
        """Whether the revision is another one by now. Raises GitError."""
        return any(each.moved() for each in self._known.values())


def changed(jobs: Iterable[Job], revision: str) -> list[Job]:
    """The jobs whose files have changed since the revision. Raises GitError."""
    since = Since(revision)
    return [it for job in jobs if (it := _since(job, since.before(job.path)))]


def _since(job: Job, before: Before) -> Job | None:
    if before.stored:
        try:
            if git.is_stored(content(job), before.stored):
                return None
        except (OSError, TooBig, UnreadableError):
            return job  # which says what is wrong
    return job if kind_of(job.path) else job._replace(before=before)


def on_new_lines(document: Document, findings: list[Finding], job: Job) -> tuple[Document, list[Finding]]:
    """The findings on lines that have changed; where nobody knows what was there before, all, with a note."""
    before = job.before
    if before is None or not before.stored or not findings:
        return document, findings
    try:
        old = _lines(before, job.path, job.options.limits)
    except git.GitError as error:
        note = Message("all-changed", (error.message,))
        return document._replace(notes=(*document.notes, note)), findings
    new = NewLines(old, document.text)
    return document, [each for each in findings if new.touch(each.start, each.end)]


@lru_cache(maxsize=1)
def _lines(before: Before, path: str, limits: Limits) -> tuple[str, ...]:
    """The lines of what was there; none of what wasn't text. Raises GitError."""
    data = git.content(before.top, before.stored, limits.size * MB or 1 << 62)
    try:
        return lines_of(decode(data, path=path).text)
    except UnreadableError:
        return ()

"""What the last check of the workspace showed, kept true: files that are closed, written, made and deleted.

Nothing is read unless the workspace was checked, and then only what has changed.
"""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from luxterm_server.engine import Urgency
from luxterm_server.scanning import files, scan_file
from luxterm_server.session import Session

if TYPE_CHECKING:
    import asyncio


class Rescanning:
    """Checks files of the last scan again, one at a time, after everything more urgent."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: dict[str, None] = {}
        self._new: dict[str, None] = {}
        self._ignoring = False
        self._task: asyncio.Task[Any] | None = None

    def everything(self) -> None:
        """What applies to all files may have changed."""
        self.again(self._session.taken)

    def again(self, paths: Iterable[str]) -> None:
        """These may have other findings now, if the scan took them."""
        self._waiting |= dict.fromkeys(path for path in paths if path in self._session.taken)
        self._go_on()

    def made(self, paths: Iterable[str]) -> None:
        """These have come since the scan, which takes those that it would have taken."""
        if self._session.taken:
            self._new |= dict.fromkeys(paths)
            self._go_on()

    def gone(self, paths: Iterable[str]) -> None:
        """These files or folders are there no longer."""
        for path in paths:
            below = path + os.sep
            self._drop({each for each in self._session.taken if each == path or each.startswith(below)})

    def ignored(self) -> None:
        """An ignore file has changed: a scan would leave out other files now."""
        self._ignoring = bool(self._session.taken)
        self._go_on()

    def _drop(self, gone: set[str]) -> None:
        session = self._session
        session.taken -= gone
        session.forget_scanned([each for each in session.scanned if each not in gone])

    @property
    def _due(self) -> bool:
        return bool(self._ignoring or self._waiting or self._new)

    def _go_on(self) -> None:
        if self._due and (self._task is None or self._task.done()):
            self._task = self._session.spawn(self._work())

    async def _work(self) -> None:
        session = self._session
        while self._due:
            if self._ignoring:
                await self._leave_out()
                continue
            if self._new:
                await self._take_new()
                continue
            path = next(iter(self._waiting))
            del self._waiting[path]
            found = await session.engine.run(
                lambda path=path: scan_file(session.checker, session.workspace, path), Urgency.SCANNING
            )
            if path in session.taken and session.documents.at(path) is None:
                session.show_scanned(found)
        session.refresh()

    async def _leave_out(self) -> None:
        """Forget the files that a scan wouldn't find any more, and take those that it would now."""
        session, self._ignoring = self._session, False
        found = await self._found(session.workspace.folders)
        if not session.workspace.problems:  # nothing is found by a configuration that is broken
            self._drop(session.taken - found)
            self._new |= dict.fromkeys(found - session.taken)

    async def _found(self, folders: Iterable[str]) -> set[str]:
        session, these = self._session, list(folders)
        found, _, _ = await session.engine.run(lambda: files(session.workspace, these), Urgency.SCANNING)
        return set(found)

    async def _take_new(self) -> None:
        """Only discovery knows whether a file counts: it may be ignored, or its folder left out."""
        session, new = self._session, self._new
        self._new = {}
        found = await self._found({folder for path in new if (folder := session.workspace.folder_of(path))})
        taken = [path for path in new if path in found]
        session.taken.update(taken)
        self.again(taken)

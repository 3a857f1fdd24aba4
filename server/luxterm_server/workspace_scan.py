"""The command that checks the whole workspace, with progress, until it is cancelled."""

from typing import Any

from lsprotocol import types

from luxterm.types import Severity
from luxterm.wording import counted, tell
from luxterm_server.engine import Urgency
from luxterm_server.progress import Progress
from luxterm_server.scanning import Scanned, files, scan_file
from luxterm_server.session import Session


async def check_workspace(session: Session, token: int | str | None) -> dict[str, Any]:
    """Check every file, and show what is found in those that aren't open; the totals.

    `token` is the client's own for the progress, if it gave one. What a cancelled check has not reached
    is left as it was.
    """
    progress = await Progress.begin(session.say, tell("checking-workspace"), token, session.client.progress)
    ended = "cancelled"
    if progress.token is not None:
        session.running[progress.token] = progress
    try:
        folders = list(session.workspace.folders)
        paths, problems, notes = await session.engine.run(
            lambda: files(session.workspace, folders), Urgency.SCANNING
        )
        for note in notes:
            session.say.log(note, types.MessageType.Info)
        sums = dict.fromkeys(Severity, 0)
        seen: set[str] = set()
        done = 0
        for at, path in enumerate(paths):
            progress.report(at, len(paths))
            if progress.cancelled:
                break
            found = await session.engine.run(
                lambda path=path: scan_file(session.checker, session.workspace, path), Urgency.SCANNING
            )
            problems += [found.error] if found.error else []
            seen.add(found.path)
            for severity, number in (await _shown(session, found)).items():
                sums[severity] += number
            done += not found.excluded
        else:
            session.taken = seen
            session.forget_scanned(keep=seen)
        session.taken |= seen
        for problem in problems:
            session.say.log(problem, types.MessageType.Warning)
        session.refresh()
        ended = tell("found-in", counted(sum(sums.values()), "finding"), counted(done, "file"))
        return {
            "files": done,
            "findings": sum(sums.values()),
            **{f"{severity.label}s": number for severity, number in sums.items()},
            "unreadable": len(problems),
            "cancelled": progress.cancelled,
        }
    finally:
        progress.end(ended)
        if progress.token is not None:
            session.running.pop(progress.token, None)


async def _shown(session: Session, found: Scanned) -> dict[Severity, int]:
    """Show what was found in a file; how many findings. An open document has its own, from its own text."""
    uri = session.documents.at(found.path)
    if uri is None:
        session.show_scanned(found)
        return found.by_severity
    current = await session.documents.current(uri)
    return current.by_severity if current else {}

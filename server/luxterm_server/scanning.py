"""The workspace scan: files that aren't open, checked one by one in between more urgent work."""

import os
from typing import NamedTuple

from luxterm.editing.workspace import Workspace
from luxterm.formats import format_of
from luxterm.office import kind_of
from luxterm.scan.file import certainly_clean
from luxterm.scan.job import content, describe_error
from luxterm.system.errors import reason
from luxterm.text.source import decode
from luxterm.types import Message, Severity
from luxterm.wording import tell, told
from luxterm_server.addresses import uri_of
from luxterm_server.checking import Checker, Text

_BYTES = 4
"""The most bytes that a character takes."""


class Scanned(NamedTuple):
    """What is shown for a file that isn't open, as JSON; `error` if not all of it could be checked.

    One that is `excluded` wasn't read.
    """

    path: str
    uri: str
    diagnostics: list[str]
    by_severity: dict[Severity, int]
    error: str = ""
    serial: int = 0
    excluded: bool = False


def scan_file(checker: Checker, workspace: Workspace, path: str) -> Scanned:
    """Read and check one file. Engine thread."""
    uri = uri_of(path)
    try:
        if os.path.getsize(path) > _BYTES * workspace.settings_of(path).max_size:
            return Scanned(
                path, uri, [], {}, f"{path}: {tell('not-checked', Message('larger-than-setting'))}"
            )
        job = workspace.place(path).job
        if job is None:
            return Scanned(path, uri, [], {}, excluded=True)
        if certainly_clean(job, data := content(job)):
            return Scanned(path, uri, [], {})
        text = decode(data, path=path).text
    except OSError as error:
        return Scanned(path, uri, [], {}, f"{path}: {tell('unreadable', reason(error))}")
    except Exception as error:  # one file that breaks something must not hide the others' findings
        return Scanned(path, uri, [], {}, f"{path}: {told(describe_error(error))}")
    checked = checker.check(Text(uri, path, format_of(path) or "plain", None, text))
    error = f"{path}: {'; '.join(checked.failed)}" if checked.failed else ""
    return Scanned(path, uri, checked.said, checked.by_severity, error)


def files(workspace: Workspace, folders: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The texts to check in these folders, absolute, each once; what is wrong there; and what is new to say.

    In the engine's thread. Office files and PDFs are left to the command line: an editor has no place to show
    them.
    """
    problems: list[str] = []
    found: dict[str, None] = {}
    for folder in folders:
        for path in workspace.files(folder, lambda path, message: problems.append(f"{path}: {message}")):
            if kind_of(path) is None:
                found[os.path.abspath(path)] = None
    return list(found), problems, workspace.new_notes()

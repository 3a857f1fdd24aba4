"""LibreOffice as the tests use it: documents converted, all tracked changes in them accepted or rejected."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from tests import needs
from tests.live import program


class Task(NamedTuple):
    """Open `source`, do `command` ("accept", "reject" or nothing), save as `target`."""

    source: Path
    command: str
    target: Path


def do(tasks: Sequence[Task], folder: Path, timeout: float = 180) -> None:
    """Does the tasks with a LibreOffice of their own, whose profile is in the folder.

    Tries again if it fails: on a busy machine LibreOffice now and then ends while it starts.
    """
    needs.ask("writer", "uno")
    if _try(tasks, folder / "profile", timeout):
        failure = _try(tasks, folder / "profile-2", timeout)
        assert not failure, failure


def _try(tasks: Sequence[Task], profile: Path, timeout: float) -> str:
    """Why the tasks failed; empty if they didn't."""
    pipe = f"luxterm-{uuid4().hex}"
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault"),
        f"--accept=pipe,name={pipe};urp;",
    ]
    listed = json.dumps([[task.source.as_uri(), task.command, task.target.as_uri()] for task in tasks])
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        with program(command, timeout + 30, **quiet):
            script = Path(__file__).with_name("uno_tasks.py")
            talk = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
            with program([needs.UNO_PYTHON, script, pipe], timeout, **talk) as tasks_done:
                _, said = tasks_done.communicate(listed, timeout=timeout + 10)
            return said or "no word why" if tasks_done.returncode else ""
    finally:
        for left in Path("/tmp").glob(f"OSL_PIPE_*{pipe}"):  # noqa: S108 (where LibreOffice puts them; it has no time to tidy up)
            left.unlink(missing_ok=True)

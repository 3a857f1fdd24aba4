"""LibreOffice as the tests use it: documents converted, all tracked changes in them accepted or rejected."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import pytest

PYTHON = "/usr/bin/python3"  # the one that Debian's python3-uno is for


class Task(NamedTuple):
    """Open `source`, do `command` ("accept", "reject" or nothing), save as `target`."""

    source: Path
    command: str
    target: Path


@cache
def missing() -> str:
    """Why LibreOffice can't be used here; empty where it can."""
    if not shutil.which("soffice"):
        return "LibreOffice isn't there"
    if (
        not os.path.exists(PYTHON)
        or subprocess.run([PYTHON, "-c", "import uno"], capture_output=True).returncode
    ):
        return "python3-uno isn't there"
    writer = Path("/usr/lib/libreoffice/program/libswlo.so")
    return "" if writer.exists() else "LibreOffice Writer isn't there"


def do(tasks: Sequence[Task], folder: Path, timeout: float = 180) -> None:
    """Does the tasks with a LibreOffice of their own, whose profile is in the folder.

    A second time where it fails: on a busy machine LibreOffice now and then ends while it starts.
    """
    if reason := missing():
        pytest.skip(reason)
    if _try(tasks, folder / "profile", timeout):
        failure = _try(tasks, folder / "profile-2", timeout)
        assert not failure, failure


def _try(tasks: Sequence[Task], profile: Path, timeout: float) -> str:
    """Why the tasks failed; empty where they didn't."""
    pipe = f"luxterm-{uuid4().hex}"
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nodefault"),
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    listed = json.dumps([[task.source.as_uri(), task.command, task.target.as_uri()] for task in tasks])
    try:
        done = subprocess.run(
            [PYTHON, str(Path(__file__).with_name("uno_tasks.py")), pipe],
            input=listed,
            capture_output=True,
            text=True,
            timeout=timeout,
        )
        return done.stderr or "no word why" if done.returncode else ""
    finally:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()
        for left in Path("/tmp").glob(f"OSL_PIPE_*{pipe}"):  # it has no time to tidy up
            left.unlink(missing_ok=True)

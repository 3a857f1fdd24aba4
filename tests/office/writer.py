"""The extension in a LibreOffice of the test's own, without a window or in one under Xvfb."""

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests import needs
from tests.live import program

ROOT = Path(__file__).parents[2]
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
Task = list[Any]


class Office:
    """Runs tasks (`writer_tasks`), each time in a new process of LibreOffice with the same profile."""

    def __init__(self, folder: Path) -> None:
        self.plain: dict[str, str] = {}
        """What is always set."""
        self.profile = folder / "profile"
        self.own = self.profile / "user" / "luxterm"
        """Where the extension keeps its settings and its log."""

    def run(self, *tasks: Task, display: str = "", limit: float = 240) -> list[Any]:
        """The tasks' answers; with a display, in a window there.

        An office that hangs is ended after so many seconds and started anew, once. One did, nobody knows why.
        """
        needs.ask("writer", "uno")
        code, out, said = self._run(tasks, display, limit)
        if code == -signal.SIGKILL:
            print(f"LibreOffice hung for {limit} seconds and is started anew", file=sys.stderr)
            code, out, said = self._run(tasks, display, limit)
        assert code == 0, f"{code}\n{out[-2000:]}\n{said[-3000:]}\n{self.log}"
        return json.loads(out)

    def _run(self, tasks: tuple[Task, ...], display: str, limit: float) -> tuple[int, str, str]:
        """How the tasks ended, with what they wrote."""
        pipe = f"luxterm-{uuid4().hex}"
        environment = {**os.environ, "DISPLAY": display} if display else dict(os.environ)
        command = [
            "soffice",
            f"-env:UserInstallation={self.profile.as_uri()}",
            *(() if display else ("--headless", "--nodefault")),
            *("--norestore", "--nologo", "--nofirststartwizard"),
            f"--accept=pipe,name={pipe};urp;",
        ]
        if display:
            environment["SAL_USE_VCLPLUGIN"] = "gen"
        try:
            with program(command, limit + 30, env=environment, **QUIET):
                script = Path(__file__).with_name("writer_tasks.py")
                talk = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
                with program([needs.UNO_PYTHON, script, pipe], limit, env=environment, **talk) as doing:
                    out, said = doing.communicate(json.dumps(tasks), timeout=limit + 10)
                return doing.returncode, out, said
        finally:
            for left in Path("/tmp").glob(f"OSL_PIPE_*{pipe}"):  # noqa: S108 (where LibreOffice puts them)
                left.unlink(missing_ok=True)

    @property
    def log(self) -> str:
        """What the extension has logged."""
        return self.log_file.read_text(encoding="utf-8") if self.log_file.exists() else ""

    @property
    def log_file(self) -> Path:
        """Where it is."""
        return self.own / "log.txt"

    def set(self, **settings: object) -> None:
        """Give the extension settings, as its dialogue would."""
        self.own.mkdir(parents=True, exist_ok=True)
        (self.own / "settings.json").write_text(json.dumps(settings), encoding="utf-8")


def luxterm(folder: Path) -> Path:
    """A program `luxterm` that is the one under test."""
    path = folder / "luxterm"
    sources = os.pathsep.join(map(str, (ROOT, ROOT / "lexicon", ROOT / "server")))
    path.write_text(
        f'#!/bin/sh\nPYTHONPATH="{sources}" exec "{sys.executable}" -m luxterm "$@"\n', encoding="utf-8"
    )
    path.chmod(0o755)
    return path


def built(folder: Path) -> Path:
    """The extension with nothing for any Python: it needs a luxterm that is installed."""
    from libreoffice.build import main

    path = folder / "luxterm.oxt"
    main(["--without-wheels", "--output", str(path)])
    return path


class Screen:
    """A screen that nobody sees, of so many points."""

    def __init__(self, width: int = 1280, height: int = 800) -> None:
        for name in ("Xvfb", "xdotool", "import", "convert"):
            if not shutil.which(name):
                pytest.skip(f"{name} isn't there")
        self._stack = ExitStack()
        self._size = f"{width}x{height}x24"

    def __enter__(self) -> str:
        """Its name: Xvfb takes a number that is free, so that two tests at once never share a screen."""
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", self._size]
        xvfb = self._stack.enter_context(program(command, 300, **{**QUIET, "stdout": subprocess.PIPE}))
        assert xvfb.stdout
        return f":{xvfb.stdout.readline().strip()}"

    def __exit__(self, *error: object) -> None:
        self._stack.close()


def coloured(picture: Path, colour: int) -> int:
    """How many points of a picture have a colour, or nearly: lines may be smoothed."""
    said = subprocess.run(
        ["convert", picture, "-depth", "8", "-format", "%c", "histogram:info:"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = 0
    for line in said.splitlines():
        number, _, rest = line.partition(":")
        other = int(rest.partition("#")[2][:6], 16)
        found += int(number) * all(abs((colour >> it & 255) - (other >> it & 255)) < 16 for it in (0, 8, 16))
    return found

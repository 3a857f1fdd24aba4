"""luxterm itself: in this process if the office's Python is one that it runs on, else at the end of a pipe.

Starting takes seconds the first time: whoever starts it does so in a thread of its own.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from typing import Any, Callable, Dict, Iterator

Data = Dict[str, Any]
HERE = "here"
"""Where luxterm is, if it is in this process."""
PYTHONS = ((3, 11), (3, 14))
"""The first and the last Python that luxterm runs on."""
_PATIENCE = 60.0
"""Seconds for an answer; more are needed for a review alone."""
_PATIENCE_FOR_FILES = 600.0
_PATIENCE_AT_THE_END = 3.0
"""Seconds in which a program that is asked to end does so."""
_HOMES = ("~/.local/bin", "/usr/local/bin", "/opt/homebrew/bin", "~/.local/pipx/venvs/luxterm/bin")
"""Where programs are that a window's own PATH may not have."""


class Unavailable(Exception):
    """There is no luxterm that answers: the code of the sentence that says why, and what goes into it."""


class Engine:
    """Asks luxterm. `how` says where it is: `HERE`, or the path of a program."""

    def __init__(
        self, folder: str, program: str = "", log: Callable[[str], None] = lambda text: None
    ) -> None:
        """`folder` is the extension's, `program` the luxterm that the drafter names, "" to look for one."""
        self.how = ""
        self._folder = folder
        self._program = program
        self._log = log
        self._ask: Callable[[Data], Data] | None = None
        self._process: _Process | None = None

    def start(self) -> Data:
        """Begin, and what luxterm says to a first "hello". Raises Unavailable."""
        if PYTHONS[0] <= sys.version_info[:2] <= PYTHONS[1] and self._wheels():
            try:
                self._ask = _session(self._wheels())
                self.how = HERE
                return self.ask({"do": "hello"})
            except Exception as error:  # a wheel for another system, a module that another extension brought
                self._log(f"luxterm can't run in this office's Python: {type(error).__name__}: {error}")
        for program in self._programs():
            try:
                self._process = _Process(program)
                self._ask = self._process.ask
                self.how = program
                hello = self.ask({"do": "hello"})
                if "luxterm" in hello:
                    return hello
                raise OSError(str(hello.get("error", "it isn't luxterm, or an older one")))
            except (OSError, Unavailable) as error:
                self._log(f"{program}: {error}")
                self.stop()
        version = ".".join(map(str, sys.version_info[:2]))
        raise Unavailable("writer-no-luxterm", version)

    @property
    def alive(self) -> bool:
        """Whether it has begun and not ended since."""
        return self._ask is not None and (self._process is None or self._process.alive)

    def ask(self, request: Data) -> Data:
        """The answer to a request, as in `luxterm.proofread.session`. Raises Unavailable."""
        if self._ask is None:
            raise Unavailable("writer-starting")
        return self._ask(request)

    def stop(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.stop()
        self._process, self._ask = None, None

    def _wheels(self) -> str:
        """The folder with what luxterm needs for this Python, "" if the extension has none."""
        path = os.path.join(self._folder, "lib", f"cp{sys.version_info[0]}{sys.version_info[1]}")
        return path if os.path.isdir(path) else ""

    def _programs(self) -> Iterator[str]:
        name = "luxterm.exe" if sys.platform == "win32" else "luxterm"
        if self._program:
            yield self._program
        bundled = os.path.join(self._folder, "bundled", "luxterm", name)
        if os.path.isfile(bundled):
            _executable(bundled)
            yield bundled
        folders = [each for each in os.environ.get("PATH", "").split(os.pathsep) if os.path.isabs(each)]
        for folder in dict.fromkeys([*folders, *map(os.path.expanduser, _HOMES)]):
            path = os.path.join(folder, name)
            if os.path.isfile(path) and os.access(path, os.X_OK):
                yield path


def _session(folder: str) -> Callable[[Data], Data]:
    """A session in this process. Raises whatever importing raises."""
    shared = os.path.join(os.path.dirname(folder), "any")
    for path in (shared, folder):  # before the system's: its typing_extensions may be too old
        if path not in sys.path:
            sys.path.insert(0, path)
    from luxterm.proofread.session import Session

    return Session().answer


def _executable(path: str) -> None:
    """The office unpacks a program without the right to run it."""
    if os.name == "posix" and not os.access(path, os.X_OK):
        try:
            os.chmod(path, 0o755)  # noqa: S103 (a program)
        except OSError:
            return


class _Process:
    """`luxterm proofread`. One request at a time."""

    def __init__(self, program: str) -> None:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        environment.pop("LD_LIBRARY_PATH", None)
        self._process = subprocess.Popen(
            [program, "proofread"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._lock = threading.Lock()
        self._requests: queue.Queue[bytes] = queue.Queue()
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._ended = False
        threading.Thread(target=self._write, name="luxterm requests", daemon=True).start()
        threading.Thread(target=self._read, name="luxterm answers", daemon=True).start()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: Data) -> Data:
        with self._lock:
            line = b""
            if not self._ended:
                self._requests.put(json.dumps(request).encode("utf-8") + b"\n")
                patience = _PATIENCE_FOR_FILES if request["do"] in ("review", "scan") else _PATIENCE
                try:
                    line = self._answers.get(timeout=patience)
                except queue.Empty:
                    line = b""
            if not line:
                self.stop()
                raise Unavailable("writer-ended")
        try:
            answer: Data = json.loads(line)
        except ValueError:
            self.stop()
            raise Unavailable("writer-ended") from None
        return answer

    def stop(self) -> None:
        """End it. Each end of its pipes is closed by who uses it: closing would wait for that."""
        self._requests.put(b"")
        if self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.wait(_PATIENCE_AT_THE_END)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _write(self) -> None:
        """In a thread of its own: a program that hangs doesn't read, and then writing waits for good."""
        assert self._process.stdin is not None
        try:
            with self._process.stdin as requests:
                for request in iter(self._requests.get, b""):
                    requests.write(request)
                    requests.flush()
        except (OSError, ValueError):
            return  # it has ended, which who reads its answers says

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as answers:
            for line in answers:
                self._answers.put(line)
        self._ended = True
        self._answers.put(b"")

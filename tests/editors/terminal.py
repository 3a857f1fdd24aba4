"""A program in a terminal of its own, for editors that can't be driven in any other way."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import pyte

COLUMNS, LINES = 320, 40


class Terminal:
    """A running program and what it shows. Each wait lasts `wait` seconds at most."""

    def __init__(self, command: Sequence[str], cwd: Path, env: Mapping[str, str], wait: float) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._wait = wait
        self._terminal, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self._process = subprocess.Popen(
            command,
            cwd=cwd,
            env={**env, "TERM": "xterm-256color"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(10)
        os.close(self._terminal)

    @property
    def text(self) -> str:
        """What is on the screen now."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def send(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def shows(self, pattern: str) -> re.Match[str] | None:
        """Wait until the screen shows the pattern; None if it never does."""
        end = time.monotonic() + self._wait
        while time.monotonic() < end:
            if match := re.search(pattern, self.text):
                return match
            self._read(0.05)
        return None

    def settle(self, quiet: float = 0.3) -> str:
        """The screen once nothing has changed for a while."""
        end = time.monotonic() + self._wait
        while time.monotonic() < end and self._read(quiet):
            pass
        return self.text

    def ended(self) -> None:
        """Wait until the program has ended, if it does."""
        end = time.monotonic() + self._wait
        while time.monotonic() < end and self._process.poll() is None:
            self._read(0.05)

    def _read(self, seconds: float) -> bool:
        """Take in what the program writes; whether it wrote anything."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._terminal, 65536)
        except OSError:  # the program has ended
            return False
        self._stream.feed(data)
        return bool(data)

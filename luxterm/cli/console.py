"""Standard output and standard error, and everything that can go wrong there.

A reader that goes away (`| head`) stops nothing: further output is dropped and the run goes on
to its usual exit status. Characters that the stream's encoding lacks are shown by their code.
"""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from typing import TYPE_CHECKING

from luxterm.report.display import Style, safe, safe_lines
from luxterm.system.errors import reason
from luxterm.wording import tell, told

if TYPE_CHECKING:
    from typing import TextIO

_GONE = {errno.EPIPE, errno.EBADF} | ({errno.EINVAL} if os.name == "nt" else set[int]())
"""What an error is numbered where nobody reads any more; Windows has no number for that alone."""
PAGE = 100
"""Columns if there is no terminal to ask."""


class Stream:
    """One of the two, by its name in `sys`; it may be closed, or None."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._gone = False
        self.failure = ""
        """Why not everything could be written, unless a reader chose to stop (a full disk, for example)."""
        self._buffer()
        self.encode("")

    def _buffer(self) -> None:
        """With PYTHONUNBUFFERED, a signal that comes while a line is written would lose the rest of it."""
        stream = self._stream
        if stream is not None and isinstance(getattr(stream, "buffer", None), io.RawIOBase):
            whole = open(stream.fileno(), "w", 1, encoding=stream.encoding, closefd=False)  # noqa: SIM115 (for the process's life)
            setattr(sys, self._name, whole)

    @property
    def _stream(self) -> TextIO | None:
        return None if self._gone else getattr(sys, self._name)

    def encode(self, encoding: str) -> None:
        """Write in this encoding ("": leave it), and never fail because it lacks a character."""
        stream = self._stream
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding=encoding or None, errors="backslashreplace")

    def write(self, text: str) -> None:
        """Text as it stands; a stream that is gone takes nothing more."""
        if stream := self._stream:
            try:
                stream.write(text)
            except (OSError, ValueError) as error:
                self._lose(error)

    def write_bytes(self, data: bytes) -> None:
        """A document's own bytes, exactly as `patch` needs them; to a terminal, what is safe to show."""
        if self.terminal():
            self.write(safe_lines(data.decode("utf-8", "replace")))
        elif stream := self._stream:
            try:
                stream.flush()
                stream.buffer.write(data)
            except (OSError, ValueError) as error:
                self._lose(error)

    def flush(self) -> None:
        """Write out what is still buffered."""
        if stream := self._stream:
            try:
                stream.flush()
            except (OSError, ValueError) as error:
                self._lose(error)

    def terminal(self) -> bool:
        """Whether a person sees it as it is written."""
        try:
            return bool((stream := self._stream) and stream.isatty())
        except ValueError:
            return False

    def escapes(self) -> bool:
        """Whether it is a terminal that acts on escape sequences, such as those of colours."""
        return self.terminal() and os.environ.get("TERM") != "dumb" and _acts_on_escapes(self._name)

    def file(self) -> tuple[int, int] | None:
        """The file that a shell has it written to, by device and number; None for a terminal or a pipe."""
        try:
            status = os.fstat(getattr(sys, f"__{self._name}__").fileno())
        except (OSError, ValueError, AttributeError):
            return None
        return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None

    def style(self, no_colour: bool) -> Style:
        """Colour on a terminal, unless NO_COLOR, FORCE_COLOR or the user says otherwise; and its width."""
        environ = os.environ
        colour = self.escapes() or environ.get("FORCE_COLOR", "0") not in ("", "0")
        if no_colour or environ.get("NO_COLOR"):
            colour = False
        return Style(colour, self.width())

    def width(self) -> int:
        """Columns of the terminal, or PAGE."""
        columns = os.environ.get("COLUMNS", "")
        if columns.isdecimal() and int(columns):
            return int(columns)
        try:
            return (
                (os.get_terminal_size(getattr(sys, f"__{self._name}__").fileno()).columns or PAGE)
                if self.terminal()
                else PAGE
            )
        except (OSError, ValueError, AttributeError):
            return PAGE

    def _lose(self, error: Exception) -> None:
        if not is_gone(error):
            self.failure = told(reason(error))
        self._gone = True
        try:  # what Python still buffers must not fail again when the process ends
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, getattr(sys, f"__{self._name}__").fileno())
            os.close(null)
        except (OSError, ValueError, AttributeError):
            pass


def is_gone(error: Exception) -> bool:
    """Whether a stream failed because nobody reads any more, which is no mistake of ours."""
    return isinstance(error, OSError) and error.errno in _GONE


def _acts_on_escapes(name: str) -> bool:
    """Whether a terminal acts on escape sequences: Windows' own shows them unless it is told to."""
    if sys.platform != "win32":
        return True
    import ctypes  # there alone

    kernel, mode = ctypes.windll.kernel32, ctypes.c_ulong()
    handle = kernel.GetStdHandle({"stdout": -11, "stderr": -12}[name])
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    acts = 4  # ENABLE_VIRTUAL_TERMINAL_PROCESSING
    return bool(mode.value & acts or kernel.SetConsoleMode(handle, mode.value | acts))


class Console:
    """Both streams."""

    def __init__(self) -> None:
        self.out = Stream("stdout")
        self.err = Stream("stderr")

    def say(self, text: str) -> None:
        """A line on standard error, whatever the names and texts in it contain."""
        self.err.write(f"{safe(text)}\n")

    def ask(self, question: str) -> str | None:
        """A line from standard input, after a question on standard error; None at its end."""
        self.err.write(question)
        self.err.flush()
        try:
            return sys.stdin.readline() or None
        except (OSError, ValueError):
            return None

    def interactive(self) -> bool:
        """Whether there is a person to ask."""
        try:
            return self.err.terminal() and bool(sys.stdin and sys.stdin.isatty())
        except ValueError:
            return False

    def close(self, status: int) -> int:
        """Write everything out; the exit status, which is 2 if results were lost."""
        self.out.flush()
        if self.out.failure:
            self.say(f"luxterm: {tell('standard-output', self.out.failure)}")
            status = 2
        self.err.flush()
        return status

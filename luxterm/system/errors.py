"""What is said about errors: what went wrong with a file, and what a wrong word was meant to be."""

import os
from collections.abc import Callable, Iterable

from luxterm.types import Message, quoted

NO_NAME = "no file can have that name"
"""Of a path with a NUL or half of a surrogate pair, which Python refuses with a ValueError."""


class FileError(Exception):
    """What is wrong with a file.

    `reason` says it in our words, and in it {} stands for each `detail`: words of a parser, or of the
    document itself, which a report may have to leave out.
    """

    def __init__(self, reason: str, *detail: str) -> None:
        super().__init__(reason, *detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return self.reason.format(*self.detail) if self.detail else self.reason

    @property
    def message(self) -> str | Message:
        """The same, with the details as words that aren't ours."""
        if not self.detail:
            return self.reason
        first, *rest = self.reason.split("{}")
        message: str | Message = first
        for detail, after in zip(self.detail, rest, strict=True):
            message = Message("beside", (Message("beside", (message, quoted(detail))), after))
        return message


class PatternError(Exception):
    """A pattern that is beyond the limits: in which file, in which of its lines (0 if unknown), and why."""

    def __init__(self, path: str, message: str, line: int = 0) -> None:
        super().__init__(path, message, line)
        self.path, self.message, self.line = path, message, line

    def __str__(self) -> str:
        return self.message


class UnreadableError(FileError, ValueError):
    """A file that can't be read as what it should be. Completes "cannot be read: "."""


def internal_error(error: Exception) -> Message:
    """An error that nobody foresaw, and where in the program: a line without a traceback."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" ({os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno})" if trace else ""
    return Message("internal-error", (type(error).__name__, quoted(f"{error}{where}")))


def explained(error: Exception) -> str | Message:
    """What went wrong with a file: words that are neither ours nor the system's are `quoted`."""
    if isinstance(error, FileError):
        return error.message
    words = reason(error)
    return words if isinstance(error, OSError) and error.strerror else quoted(words)


def said(error: Exception) -> str:
    """What an error says, without a number or the file's name: "No such file or directory"."""
    return getattr(error, "strerror", None) or str(error)


def reason(error: Exception) -> str:
    """What went wrong with a file, in the system's words and in lower case: "no such file or directory".

    To follow "cannot be read: ". Errors without a number, such as fsspec's, have their own message.
    """
    return said(error).lower()


def likely(
    word: str, known: Iterable[str], *, most: int = 1, called: Callable[[str], str] = str
) -> list[str]:
    """What an unknown word was most likely meant to be, best first; none if nothing is similar.

    At most `most` are named, each as it is `called`; several with the same name count as one.
    """
    if len(word) > 100:
        return []
    from difflib import get_close_matches  # needed only for a mistake

    near = get_close_matches(word, known, n=20)
    return list(dict.fromkeys(map(called, near)))[:most]


def did_you_mean(
    word: str, known: Iterable[str], *, most: int = 1, called: Callable[[str], str] = str
) -> str:
    """The end of a message about such a word: "; did you mean minor?", or "" (see `likely`)."""
    names = likely(word, known, most=most, called=called)
    return f"; did you mean {' or '.join(names)}?" if names else ""

"""What is said about errors: what went wrong with a file, and what a wrong word was meant to be."""

import errno
import os
from collections.abc import Callable, Iterable

from luxterm.types import Message, quoted
from luxterm.wording import told

NO_NAME = "no file can have that name"
"""Of a path with a NUL or half of a surrogate pair, which Python refuses with a ValueError."""

_REASONS = {
    errno.ENOENT: Message("no-such-file"),
    errno.EACCES: Message("no-permission"),
    errno.EPERM: Message("not-permitted"),
    errno.EISDIR: Message("is-a-directory"),
    errno.ENOTDIR: Message("not-a-directory"),
    errno.ENOSPC: Message("disk-full"),
    errno.EROFS: Message("read-only-system"),
    errno.EMFILE: Message("too-many-open"),
    errno.ENAMETOOLONG: Message("name-too-long"),
    errno.ELOOP: Message("too-many-links"),
    errno.EIO: Message("input-output"),
    errno.EEXIST: Message("already-there"),
    errno.EBUSY: Message("is-busy"),
}
"""What the system says most often; all else is said in its own words."""


class ToldError(Exception):
    """An error with a message for people. As text it is in the language of whoever runs the program."""

    def __init__(self, message: str | Message, *others: object) -> None:
        super().__init__(message, *others)
        self.message = message

    def __str__(self) -> str:
        return told(self.message)


class FileError(ToldError):
    """What is wrong with a file.

    Words of a parser, or of the document itself, are `quoted` in the message: a report may have to leave them
    out.
    """


class LineError(ToldError):
    """What is wrong with a file of ours at `path`, in which of its lines (0 if unknown), and why."""

    def __init__(self, path: str, message: str | Message, line: int = 0) -> None:
        super().__init__(message)
        self.args = path, message, line  # what a copy is made of
        self.path = path
        self.line = line

    def __str__(self) -> str:
        return f"{self.path}: {told(self.message)}"


class PatternError(LineError):
    """A pattern that is beyond the limits."""


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
    if isinstance(error, ToldError):
        return error.message
    if isinstance(error, MemoryError):
        return Message("no-memory")
    if isinstance(error, OSError) and error.strerror:
        return reason(error)
    return _own_message(error) or quoted(said(error).lower())


def _own_message(error: Exception) -> Message | None:
    """The message that an error has which isn't a ToldError, since it is one of the system's."""
    found = getattr(error, "message", None)
    return found if isinstance(found, Message) else None


def said(error: Exception) -> str:
    """What an error says, without a number or the file's name: "No such file or directory"."""
    return getattr(error, "strerror", None) or str(error)


def reason(error: Exception) -> Message:
    """What went wrong with a file, in lower case: "no such file or directory". To follow "cannot be read: ".

    Errors without a number, such as fsspec's, have their own words.
    """
    words = said(error)
    if words == NO_NAME:
        return Message("impossible-name")
    number = error.errno if isinstance(error, OSError) else None
    return _own_message(error) or _REASONS.get(number or 0) or Message("system-says", (words.lower(),))


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
    message: Message, word: str, known: Iterable[str], *, most: int = 1, called: Callable[[str], str] = str
) -> Message:
    """A message about such a word, with what was likely meant (see `likely`), or as it is."""
    names = likely(word, known, most=most, called=called)
    return Message("meant", (message, either(names))) if names else message


def either(names: Iterable[str]) -> str | Message:
    """One of these, or another: "a, b or c"."""
    *others, last = names
    if not others:
        return last
    return Message("or", (", ".join(others), last))

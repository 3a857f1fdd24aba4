"""The files of a command's own that it reads and writes: what goes wrong with one ends it with a message."""

import os
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager

from luxterm.cli.failure import Failure
from luxterm.system import storage
from luxterm.system.errors import UnreadableError, explained
from luxterm.system.limits import MB, Limits, TooBig, TooLong, allowing, too_long, within
from luxterm.system.storage import same_file
from luxterm.types import Message
from luxterm.wording import tell


@contextmanager
def reading(path: str) -> Generator[None]:
    """Raises Failure where the block can't read the file at `path`, with the reason."""
    try:
        yield
    except (OSError, TooBig, MemoryError, UnreadableError) as error:
        raise Failure(tell("file-unreadable", path, explained(error))) from error


@contextmanager
def reading_within(limits: Limits, path: str, late: str = "file-unreadable") -> Generator[None]:
    """As `reading`, within a file's limits; `late` is the code of what is said when its time is over."""
    try:
        with reading(path), within(limits), allowing(limits):
            yield
    except TooLong as error:
        raise Failure(tell(late, path, too_long(limits))) from error


@contextmanager
def writing(path: str) -> Generator[None]:
    """Raises Failure where the block can't write the file at `path`, with the reason."""
    from luxterm.system.atomic import WriteError  # most runs write no file

    try:
        yield
    except (OSError, WriteError) as error:
        raise Failure(tell("cannot-be-written", path, explained(error))) from error


def refuse_reading(target: str | None, option: str, paths: Iterable[str]) -> None:
    """Raises Failure where what an option names to be written is one of the files that are read."""
    if target and os.path.isfile(target) and any(same_file(target, path) for path in paths if path):
        raise Failure(tell("would-overwrite-read", option, target))


def content(path: str, most: Limits, too_big: Callable[[str, str], Message]) -> bytes:
    """The bytes of a file. Raises Failure; `too_big` gives the reason from its size and the limit, in MB."""
    with reading(path):
        try:
            return storage.read(path, most)
        except TooBig as error:
            many = too_big(str(error.size // MB), str(most.size))
            raise Failure(tell("file-unreadable", path, many)) from error


def write(path: str, data: bytes, old: bytes | None = None) -> None:
    """Write a file as a whole, over one that is there; over no other content than `old`, if that is given.

    Raises Failure.
    """
    from luxterm.system.atomic import replace

    with writing(path):
        replace(path, old, data)


def write_all(texts: Mapping[str, str], old: Mapping[str, bytes] | None = None) -> None:
    """Write files by their paths, with the folders that they need. Raises Failure.

    `old` is what they had when they were read: it isn't written over what others have changed since. If all
    lines end as on Windows there, so do the new ones.
    """
    for path, text in texts.items():
        with writing(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
        before = (old or {}).get(path)
        if before and before.count(b"\n") == before.count(b"\r\n") > 0:
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        write(path, text.encode(), before)

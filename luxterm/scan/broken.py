"""What can't be used: a configuration, or the lexicon or baseline that it names."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TypeVar

from luxterm.config.settings import ConfigError
from luxterm.types import Message
from luxterm.wording import told

T = TypeVar("T")


class Broken(ConfigError):
    """A configuration that can't be used: itself wrong, or the lexicon or baseline that it names.

    `path` is the file to correct, "" if there is none because the command line is wrong. `message` is
    what is wrong with it, and all that is `told` if the lexicon or baseline names itself.
    """

    def __init__(
        self, path: str, message: str | Message, all_told: str | Message = "", line: int = 0
    ) -> None:
        super().__init__(path, message, line)
        self.args = path, message, all_told, line  # what a copy is made of
        self.told = all_told

    def __str__(self) -> str:
        return told(self.told) if self.told else super().__str__()


@contextmanager
def unbroken() -> Generator[None, None, None]:
    """Turn any error of a configuration into this one."""
    try:
        yield
    except ConfigError as error:
        raise Broken(error.path, error.message, line=error.line) from error


def unless_broken(
    what: Callable[[str], T], path: str, refused: dict[tuple[str, str | Message], Broken]
) -> "T | None":
    """What applies at a path; None if that is broken, which goes to `refused`, each problem once."""
    try:
        return what(path)
    except Broken as error:
        refused.setdefault((error.path, error.message), error)
        return None

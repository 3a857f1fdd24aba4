"""What can be wrong with a termbase."""

from luxterm.system.errors import ToldError
from luxterm.types import Message
from luxterm.wording import told


class TermbaseError(ToldError):
    """A termbase that does not load: which file, which line (0 if unknown), and why.

    `says_line`: the message names the line itself, as a parser's does.
    """

    def __init__(self, path: str, line: int, message: str | Message, says_line: bool = False) -> None:
        super().__init__(message)
        self.args = path, line, message, says_line  # what a copy is made of
        self.path = path
        self.line = line
        self.says_line = says_line

    @property
    def place(self) -> str:
        """The file, with the line where it is known and not said: "a.toml:3"."""
        return f"{self.path}:{self.line}" if self.line and not self.says_line else self.path

    @property
    def whole(self) -> str | Message:
        """The message with its place."""
        return Message("beside", (f"{self.place}: ", self.message)) if self.place else self.message

    @property
    def said(self) -> str:
        """The message without its place, in the language of whoever runs the program."""
        return shortened(told(self.message))

    def __str__(self) -> str:
        return f"{self.place}: {self.said}" if self.place else self.said


_LONGEST_MESSAGE = 400
"""Code points."""


def shortened(message: str) -> str:
    """A message without the middle of something endless that it quotes."""
    half = _LONGEST_MESSAGE // 2
    return message if len(message) <= _LONGEST_MESSAGE else f"{message[:half]} … {message[-half:]}"

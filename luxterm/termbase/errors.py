"""What can be wrong with a termbase."""


class TermbaseError(Exception):
    """A termbase that does not load: which file, which line (0 if unknown), and why.

    `says_line`: the message names the line itself, as a parser's does.
    """

    def __init__(self, path: str, line: int, message: str, says_line: bool = False) -> None:
        super().__init__(path, line, message, says_line)
        self.path = path
        self.line = line
        self.message = message
        self.says_line = says_line

    @property
    def place(self) -> str:
        """The file, with the line where it is known and not said: "a.toml:3"."""
        return f"{self.path}:{self.line}" if self.line and not self.says_line else self.path

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


_MOST = 400


def shortened(message: str) -> str:
    """A message without the middle of something endless that it quotes."""
    return message if len(message) <= _MOST else f"{message[: _MOST // 2]} … {message[-_MOST // 2 :]}"

"""What can be wrong with a termbase."""


class TermbaseError(Exception):
    """A termbase that does not load: which file, which line (0 where unknown), and why."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(path, line, message)
        self.path = path
        self.line = line
        self.message = message

    @property
    def place(self) -> str:
        """The file, with the line where it is known: "a.toml:3"."""
        return f"{self.path}:{self.line}" if self.line else self.path

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message

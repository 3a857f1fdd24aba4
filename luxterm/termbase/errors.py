"""What can be wrong with a termbase."""


class TermbaseError(Exception):
    """A termbase that does not load: which file, which line (0 if unknown), and why."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}" if path else message)
        self.path = path
        self.line = line
        self.message = message

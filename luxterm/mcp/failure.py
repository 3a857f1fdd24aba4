"""What an assistant is told when something can't be done."""

from typing import Any


class ToolError(Exception):
    """What a tool can't do with what it was given. Its text is for the assistant, to do better."""


class CalledOff(Exception):
    """The client doesn't want an answer any more."""


class ProtocolError(Exception):
    """A request that isn't answered: JSON-RPC's code, what is wrong, and data on it."""

    def __init__(self, code: int, message: str, data: object = None) -> None:
        super().__init__(code, message, data)
        self.error: dict[str, Any] = {"code": code, "message": message}
        if data is not None:
            self.error["data"] = data

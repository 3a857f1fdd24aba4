"""Progress of a long task, if the client shows it; and whether somebody cancelled it."""

import time
import uuid
from typing import Any

from lsprotocol import types

from luxterm.types import figure
from luxterm.wording import tell
from luxterm_server.protocol import Protocol

_EVERY = 0.1


class Progress:
    """One task: `token` is the client's own, or one that we ask it to show, or None."""

    def __init__(self, protocol: Protocol, token: int | str | None) -> None:
        self._protocol = protocol
        self.token = token
        self._last = 0.0
        self.cancelled = False

    @classmethod
    async def begin(cls, protocol: Protocol, title: str, token: int | str | None, ask: bool) -> "Progress":
        """Show it, under a token of our own if we may ask for one; shown or not, the task can go on."""
        if token is None and ask:
            token = f"luxterm-{uuid.uuid4()}"
            try:
                await protocol.send_request_async(types.WINDOW_WORK_DONE_PROGRESS_CREATE, {"token": token})
            except Exception:
                token = None
        progress = cls(protocol, token)
        progress._say({"kind": "begin", "title": title, "cancellable": True, "percentage": 0})
        return progress

    def report(self, done: int, total: int, now: bool = False) -> None:
        """How far it is, reported only as often as a person can read it."""
        if now or time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            percentage = 100 * done // max(total, 1)
            self._say(
                {
                    "kind": "report",
                    "message": tell("so-many-of", figure(done), figure(total)),
                    "percentage": percentage,
                }
            )

    def end(self, message: str) -> None:
        """It is over."""
        self._say({"kind": "end", "message": message})

    def _say(self, value: dict[str, Any]) -> None:
        if self.token is not None:
            self._protocol.notify(types.PROGRESS, {"token": self.token, "value": value})

"""One thread that does all the work: what is typed is checked first, then what is opened, then a scan.

What only makes later work faster is done when there is nothing else.

Only one, because the interpreter runs one at a time anyway; so nothing below needs a lock. It is a
daemon: a long check never keeps the process alive.
"""

import asyncio
import threading
from collections.abc import Callable
from enum import IntEnum
from itertools import count
from queue import PriorityQueue
from typing import Any, TypeVar

T = TypeVar("T")


class Urgency(IntEnum):
    """What comes first."""

    TYPING = 0
    OPENING = 1
    SCANNING = 2
    IDLE = 3


class Engine:
    """Calls in turn, the most urgent first, each in the order in which it came."""

    def __init__(self) -> None:
        self._calls: PriorityQueue[tuple[int, int, Any]] = PriorityQueue()
        self._order = count()
        self._thread: threading.Thread | None = None

    async def run(self, call: Callable[[], T], urgency: Urgency = Urgency.TYPING) -> T:
        """What the call returns or raises. A call that is cancelled before its turn isn't made."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="engine", daemon=True)
            self._thread.start()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._calls.put((urgency, next(self._order), (loop, future, call)))
        return await future

    def _work(self) -> None:
        while True:
            _, _, (loop, future, call) = self._calls.get()
            if future.cancelled():
                continue
            try:
                done = _settle, future, call(), None
            except Exception as error:
                done = _settle, future, None, error
            try:
                loop.call_soon_threadsafe(*done)
            except RuntimeError:  # the loop is closed: so are we
                return


def _settle(future: "asyncio.Future[Any]", result: Any, error: Exception | None) -> None:
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)

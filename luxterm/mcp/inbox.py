"""What a client has sent: read while something is worked on, so that the client can call that off."""

import threading
from collections.abc import Iterable, Iterator
from queue import Queue
from typing import Any, cast

_END = object()
_AHEAD = 16
"""Messages that wait at most; what a client sends beyond them stays in its pipe."""


class Inbox:
    """The messages of a client in order, until there are no more."""

    def __init__(self, messages: Iterable[object]) -> None:
        """`messages` are read from now on, in a thread of its own."""
        self._waiting: Queue[object] = Queue(_AHEAD)
        self._asked: set[object] = set()
        self._called_off: set[object] = set()
        threading.Thread(target=self._read, args=(messages,), name="reader", daemon=True).start()

    def __iter__(self) -> Iterator[object]:
        while (message := self._waiting.get()) is not _END:
            yield message
            done = set(_asked(message))
            self._asked -= done
            self._called_off -= done

    def later(self, seconds: float, message: object) -> None:
        """Put a message of our own among the client's, after so many seconds."""
        timer = threading.Timer(seconds, self._waiting.put, [message])
        timer.daemon = True
        timer.start()

    def called_off(self, number: object) -> bool:
        """Whether the client doesn't want an answer to its request with that id any more."""
        return number in self._called_off

    def _read(self, messages: Iterable[object]) -> None:
        try:
            for message in messages:
                self._called_off |= self._asked.intersection(_unwanted(message))
                self._asked.update(_asked(message))
                self._waiting.put(message)
        except (OSError, ValueError):  # the client is gone, and its pipe with it
            pass
        finally:
            self._waiting.put(_END)


def _objects(message: object) -> Iterator[dict[str, Any]]:
    """A message, or those of a list."""
    several = cast("list[object]", message) if isinstance(message, list) else [message]
    return (cast("dict[str, Any]", each) for each in several if isinstance(each, dict))


def _asked(message: object) -> Iterator[str | int]:
    """The ids of its requests."""
    return (it["id"] for it in _objects(message) if "method" in it and isinstance(it.get("id"), str | int))


def _unwanted(message: object) -> Iterator[str | int]:
    """The ids of the requests that it calls off."""
    for each in _objects(message):
        params: object = each.get("params")
        if each.get("method") == "notifications/cancelled" and isinstance(params, dict):
            number = cast("dict[str, Any]", params).get("requestId")
            if isinstance(number, str | int):
                yield number

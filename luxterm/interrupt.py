"""Ctrl-C at any moment: what was found so far is reported whole, and then the run ends."""

import signal
from collections.abc import Generator, Iterable
from typing import TypeVar

_T = TypeVar("_T")


def stoppable(results: Iterable[_T]) -> Generator[_T]:
    """The results; Ctrl-C raises KeyboardInterrupt only where the next one is waited for.

    So who reads them is never stopped in the middle of a line. Whoever presses a second time before
    that doesn't want to wait any longer. In a thread that gets no signals, nothing changes.
    """
    waiting = pressed = False

    def press(*_: object) -> None:
        nonlocal pressed
        if waiting or pressed:
            pressed = True
            raise KeyboardInterrupt
        pressed = True

    try:
        before = signal.signal(signal.SIGINT, press)
    except ValueError:
        yield from results
        return
    try:
        waiting = True
        for result in results:
            waiting = False
            yield result
            waiting = True
            if pressed:
                raise KeyboardInterrupt
    finally:
        signal.signal(signal.SIGINT, before)

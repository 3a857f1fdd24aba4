"""Ctrl-C at any moment: what was found so far is reported whole, and then the run ends.

Python calls a signal's handler between any two steps of the main thread, and what the handler raises is
raised there (https://docs.python.org/3/library/signal.html#handlers-and-exceptions). That does harm twice:

- In the middle of a report, the rest of a line would be lost. So the handler raises only while the next
  result is awaited, and otherwise leaves a note (`stoppable`).
- In a `__del__` or another callback without a caller, CPython can't hand an exception on: it prints
  "Exception ignored in …" and goes on (https://docs.python.org/3/reference/datamodel.html#object.__del__).
  Ctrl-C, or the end of a file's time, would have no effect. Only `sys.unraisablehook` learns of it
  (`unswallowed`).

A handler that leaves a note and never raises would avoid both, but a parser or a regular expression that is
running doesn't look at notes.
"""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

_T = TypeVar("_T")


def stoppable(results: Iterable[_T]) -> Generator[_T]:
    """The results; Ctrl-C raises KeyboardInterrupt only while the next one is awaited.

    So the consumer is never stopped in the middle of a line, and the producer may still hand over what is
    finished. Pressing Ctrl-C a second time means not waiting any longer. In a thread that gets no signals,
    nothing changes.
    """
    waiting = pressed = raised = False

    def lost() -> None:
        nonlocal raised
        raised = False

    def press(*_: object) -> None:
        nonlocal pressed, raised
        again, pressed = pressed, True
        if waiting or again:
            raised = True
            raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGINT, press)
    except ValueError:
        yield from results
        return
    try:
        with unswallowed(KeyboardInterrupt, lost):
            waiting = True
            for result in results:
                waiting = False
                yield result
                waiting = True
                if pressed and not raised:
                    raise KeyboardInterrupt
    finally:
        if before is not None:  # else another program's, of which Python is a part
            signal.signal(signal.SIGINT, before)


@contextmanager
def unswallowed(kind: type[BaseException], lost: Callable[[], object]) -> Generator[None]:
    """In the block, `lost` is called when Python ignores such an exception because it has no caller."""
    before = sys.unraisablehook

    def hook(what: sys.UnraisableHookArgs) -> None:
        if issubclass(what.exc_type, kind):
            lost()
        else:
            before(what)

    sys.unraisablehook = hook
    try:
        yield
    finally:
        sys.unraisablehook = before

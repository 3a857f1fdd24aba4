"""Ctrl-C at any moment: what was found so far is reported whole, and then the run ends."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    _T = TypeVar("_T")


def stoppable(results: Iterable[_T]) -> Generator[_T]:
    """The results; Ctrl-C raises KeyboardInterrupt only where the next one is waited for.

    So who reads them is never stopped in the middle of a line; and who makes them may still give what is
    finished. Whoever presses a second time doesn't want to wait any longer. In a thread that gets no
    signals, nothing changes.
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
        signal.signal(signal.SIGINT, before)


@contextmanager
def unswallowed(kind: type[BaseException], lost: Callable[[], object]) -> Generator[None]:
    """What a signal raises while an object is being destroyed, Python prints and forgets.

    In the block, `lost` is called instead where that happens to an exception of this kind.
    """
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

"""Processor time, compared so that it works on a busy machine: what is really too slow is so every time."""

import gc
import signal
from collections.abc import Callable
from time import process_time

TRIES = 6
_WORK = 0.12
"""Seconds of the work by which the processor is measured, where bounds in seconds were set."""


def seconds(run: Callable[[], object]) -> float:
    """The processor time of one run, without the collector's."""
    gc.collect()
    gc.disable()
    try:
        begin = process_time()
        run()
        return process_time() - begin
    finally:
        gc.enable()


def slowness() -> float:
    """How many times as long as where bounds in seconds were set the processor takes now, 1 at least.

    It does while it shares a core with others, and where it is an older one.
    """

    def work() -> None:
        total = 0
        for number in range(3_000_000):
            total += number

    return max(1.0, min(seconds(work) for _ in range(3)) / _WORK)


def assert_faster(run: Callable[[], object], than: Callable[[], object], times: float) -> None:
    """`run` takes at most this many times what `than` takes, apart from the clock's resolution."""
    than()
    tries = [(seconds(run), seconds(than))]
    while tries[-1][0] > times * tries[-1][1] + 0.02:
        assert len(tries) < TRIES, f"{times} times is the most: {tries}"
        tries.append((seconds(run), seconds(than)))


def assert_linear(run: Callable[[int], object]) -> None:
    """Eight times the text takes about eight times the time, not sixty-four."""
    assert_faster(lambda: run(4_000), lambda: run(500), 24)


class TooLong(Exception):
    """A call took longer than it was given."""


def _give_up(_signal: int, _frame: object) -> None:
    raise TooLong


def seconds_at_most(run: Callable[[], object], limit: float) -> float:
    """The processor time of one run, ended at a limit: `re`, too, looks for signals while it searches.

    Where there are no such signals, the run isn't ended.
    """
    if not hasattr(signal, "setitimer"):
        return seconds(run)
    former = signal.signal(signal.SIGVTALRM, _give_up)
    begin = process_time()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, limit)
        run()
    except TooLong:
        return limit
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)
    return process_time() - begin


def assert_within(limit: float, run: Callable[[], object]) -> None:
    """A run takes less than so many seconds of processor time, at the latest the last of several.

    The first may have to load or to compile something.
    """
    tries: list[float] = []
    while not tries or tries[-1] >= limit:
        assert len(tries) < TRIES, f"{limit:g} s is the most: {tries}"
        tries.append(seconds_at_most(run, 2 * limit))


def grows_too_fast(run: Callable[[int], object], length: int, enough: float) -> bool:
    """Whether twice the length takes more than three times the time; `enough` seconds are fine anyway."""
    for _ in range(TRIES // 2):
        long = seconds_at_most(lambda: run(length), 40 * enough)
        if long <= enough:
            return False
        if long >= 40 * enough:
            return True
        if long <= 3 * seconds_at_most(lambda: run(length // 2), 40 * enough):
            return False
    return True

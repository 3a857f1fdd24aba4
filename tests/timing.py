"""Processor time, compared so that it works on a busy machine: what is really too slow is so every time."""

import gc
import signal
from collections.abc import Callable
from time import process_time

TRIES = 6


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
    """The processor time of one run, ended at a limit: `re`, too, looks for signals while it searches."""
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

"""Processor time, compared so that it works on a busy machine: what is really too slow is so every time."""

import gc
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
    assert_faster(lambda: run(16_000), lambda: run(2_000), 24)

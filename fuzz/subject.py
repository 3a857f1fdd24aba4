"""What a subject of the fuzz is: how its inputs are made, what luxterm does with one, and the laws for it."""

import json
import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cache, wraps
from random import Random
from time import process_time
from typing import Any, NamedTuple

from fuzz import audit
from luxterm.lexicon.load import termbase_of

Input = dict[str, Any]
"""An input is plain data, so that it can be written down as JSON: its strings make up its size."""

SECONDS, SECONDS_A_CHARACTER = 0.4, 0.0001
"""The most processor time that an input may take, with so much more for each of its characters: ten times
what texts full of findings take, and a hundred times what ordinary ones do."""
_ENDLESS = 5.0
_TRIES = 3


def size(value: object) -> int:
    """The code points of all strings in plain data."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(size, value.values()))  # pyright: ignore[reportUnknownArgumentType]
    return sum(map(size, value)) if isinstance(value, list) else 0


class Subject(NamedTuple):
    """What is made at random, done with it, and true of all that comes of it.

    `make` gives an input from chance and documents to start from; `work` is what luxterm does with it, and
    what is timed; each of the `laws` takes what came of that, and asserts. `share` is how many of all inputs
    it gets; `reads` tells how many code points are read in that work.
    """

    name: str
    share: int
    make: Callable[[Random, list[Input]], Input]
    work: Callable[[Input], Any]
    laws: tuple[Callable[[Any], None], ...]
    reads: Callable[[Input], int] = size


def of_a_part(law: Callable[[Any], None], part: Callable[[Any], Any]) -> Callable[[Any], None]:
    """A law, by its own name, for a part of what came of the work."""

    @wraps(law)
    def holds(outcome: Any) -> None:
        law(part(outcome))

    return holds


class Broken(NamedTuple):
    """A broken law: its name, and what was seen."""

    law: str
    said: str


class Endless(BaseException):
    """Too much processor time has gone. Not an Exception, so that nothing on the way takes it for one."""


def an_input(subject: Subject, rng: Random, documents: list[Input]) -> Input:
    """An input of a subject, as it comes back from a file: JSON joins two halves of a character."""
    return json.loads(json.dumps(subject.make(rng, documents)))


def broken(subject: Subject, data: Input) -> Broken | None:
    """The first law that an input breaks, None if all hold."""
    _ready()
    law = "no_exception_but_the_declared_ones"
    most = allowed(subject, data)
    begin = process_time()
    try:
        with audit.watched() as events, _ending_after(most + _ENDLESS):
            outcome = subject.work(data)
            spent = process_time() - begin
        if events:
            return Broken("nothing_is_run_sent_or_written", "; ".join(events))
        with _ending_after(60.0):
            for each in subject.laws:
                law = each.__name__
                each(outcome)
    except Endless:
        spent = process_time() - begin
        return Broken("time_is_proportionate", f"{spent:.1f} s of {most:.2f}: ended")
    except Exception as error:
        return Broken(law, _described(error))
    if spent > most and (least := _least_time(subject, data, spent)) > most:
        return Broken("time_is_proportionate", f"{least:.2f} s of {most:.2f}")
    return None


@cache
def _ready() -> None:
    """The lexicon is compiled once after a change, and kept: no input is to blame for that."""
    termbase_of(())


def allowed(subject: Subject, data: Input) -> float:
    """The most processor time that an input may take, in seconds."""
    return SECONDS + SECONDS_A_CHARACTER * subject.reads(data)


def _least_time(subject: Subject, data: Input, spent: float) -> float:
    """What is really too slow is so every time."""
    for _ in range(_TRIES):
        begin = process_time()
        subject.work(data)
        spent = min(spent, process_time() - begin)
    return spent


def _described(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" ({trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno})" if trace else ""
    return f"{type(error).__name__}: {error}"[:500] + where


@contextmanager
def _ending_after(seconds: float) -> Generator[None]:
    """Raise Endless in the block when it has had so much processor time, where the system can tell."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _over)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _over(*_: object) -> None:
    raise Endless

"""Making an input as small as it gets while it still breaks the same law.

Delta debugging (Zeller and Hildebrandt, 2002) of every string and list in it: pieces are left out, half of it
at first, then ever smaller ones; at last characters are made plain.
"""

from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import Any

from fuzz.subject import Broken, Input, Subject, broken

_PLAIN = "a \n"


def minimised(subject: Subject, data: Input, was: Broken, seconds: float) -> tuple[Input, Broken]:
    """The smallest input found in that time that breaks the same law, and what was seen of it."""
    until = monotonic() + seconds
    kind = was.said.partition(":")[0]

    def fails(candidate: Input) -> Broken | None:
        if monotonic() > until:
            return None
        seen = broken(subject, candidate)
        if seen is None or seen.law != was.law:
            return None
        # Another exception is another fault
        return None if kind.endswith("Error") and not seen.said.startswith(kind) else seen

    changed = True
    while changed and monotonic() < until:
        changed = False
        for path in list(_paths(data)):
            smaller = _shrunk(data, path, fails)
            if smaller is not None:
                data, was = smaller
                changed = True
                break
    return data, was


Fails = Callable[[Input], Broken | None]
Path = tuple[str | int, ...]


def _shrunk(data: Input, path: Path, fails: Fails) -> tuple[Input, Broken] | None:
    """The input with the value at a path made smaller; None if it can't be."""
    value, best = _at(data, path), None
    step = max(1, len(value) // 2)
    while step:
        start = 0
        while start < len(value):
            candidate = value[:start] + value[start + step :]
            if seen := fails(_with(data, path, candidate)):
                value, best = candidate, seen
            else:
                start += step
        step //= 2
    if isinstance(value, str):
        for at, char in enumerate(value):
            if char in _PLAIN or (char.isascii() and not char.isalnum()):
                continue
            candidate = value[:at] + "a" + value[at + 1 :]
            if seen := fails(_with(data, path, candidate)):
                value, best = candidate, seen
    return (_with(data, path, value), best) if best else None


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Where in plain data strings and lists are that have something in them, outermost first."""
    if isinstance(value, dict):
        for key, each in value.items():  # pyright: ignore[reportUnknownVariableType]
            yield from _paths(each, (*path, str(key)))  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, list):
        items: Sequence[Any] = value  # pyright: ignore[reportUnknownVariableType]
        if items:
            yield path
        for number, each in enumerate(items):
            yield from _paths(each, (*path, number))
    elif isinstance(value, str) and value and path[-1] not in ("format", "kind", "suffix", "method"):
        yield path


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


def _with(value: Any, path: Path, new: Any) -> Any:
    """A copy of plain data with another value at a path."""
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = _with(value[path[0]], path[1:], new)
    return copy

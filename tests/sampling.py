"""Cases and examples of which a part is tried each time, and the others each night."""

from collections.abc import Iterable
from typing import Any

import hypothesis
import pytest


def sampled(cases: Iterable[Any], every: int, *marks: pytest.MarkDecorator) -> list[Any]:
    """The parameters of a test, all but one of so many with the mark `exhaustive`; a tuple is several.

    `marks` are those that all of them have.
    """
    values = (case if isinstance(case, tuple) else (case,) for case in cases)
    return [
        pytest.param(*value, marks=(*marks, pytest.mark.exhaustive) if at % every else marks)
        for at, value in enumerate(values)
    ]


def examples(by_day: int, by_night: int) -> int:
    """How many examples of a property are tried: `by_night` with the profile of the nightly run."""
    return by_night if hypothesis.settings().max_examples > 1000 else by_day

"""Cases of which one of several is tried each time, and the others each night."""

from collections.abc import Iterable
from typing import Any

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

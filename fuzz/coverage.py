"""Which lines of luxterm an input was the first to reach, where Python can tell that cheaply.

From Python 3.12 on `sys.monitoring` tells of a line once and then never again. Before, there are only trace
functions, which make everything several times slower (docs/decisions.md): there the corpus doesn't grow.
"""

import sys
from types import CodeType
from typing import Any, Self

_OURS = ("/luxterm/", "/luxterm_server/")


class Coverage:
    """Use it as a context around what luxterm does; `new` says whether it went where nothing had gone."""

    def __init__(self, wanted: bool) -> None:
        monitoring: Any = getattr(sys, "monitoring", None) if wanted else None
        self._monitoring, self._reached = monitoring, 0
        if monitoring:
            monitoring.use_tool_id(monitoring.COVERAGE_ID, "fuzz")
            monitoring.register_callback(monitoring.COVERAGE_ID, monitoring.events.LINE, self._line)

    def __enter__(self) -> Self:
        self._reached = 0
        if self._monitoring:
            self._monitoring.set_events(self._monitoring.COVERAGE_ID, self._monitoring.events.LINE)
        return self

    def __exit__(self, *_: object) -> None:
        if self._monitoring:
            self._monitoring.set_events(self._monitoring.COVERAGE_ID, 0)

    def new(self) -> bool:
        """Whether a line of luxterm was reached for the first time."""
        return self._reached > 0

    def _line(self, code: CodeType, line: int) -> Any:
        path = code.co_filename.replace("\\", "/")
        self._reached += any(each in path for each in _OURS)
        return self._monitoring.DISABLE

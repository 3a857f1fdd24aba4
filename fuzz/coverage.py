"""Which lines of luxterm an input was the first to reach, where Python can tell that cheaply.

From Python 3.12 on `sys.monitoring` tells of a line once and then, mostly, never again. Before, there are
only trace functions, which make everything several times slower (docs/decisions.md): there the corpus
doesn't grow.
"""

import sys
from types import CodeType
from typing import Any, Self

_TOOL = 4
"""One of the numbers that Python leaves to whoever wants it: coverage and profilers have their own."""
_OURS = ("/luxterm/", "/luxterm_server/")


class Coverage:
    """Use it as a context around what luxterm does; `new` says whether it went where nothing had gone."""

    def __init__(self, wanted: bool) -> None:
        monitoring: Any = getattr(sys, "monitoring", None) if wanted else None
        self._monitoring, self._reached = monitoring, 0
        self._known: set[tuple[str, int]] = set()
        if monitoring:
            monitoring.use_tool_id(_TOOL, "fuzz")
            monitoring.register_callback(_TOOL, monitoring.events.LINE, self._line)

    def __enter__(self) -> Self:
        self._reached = 0
        if self._monitoring:
            self._monitoring.set_events(_TOOL, self._monitoring.events.LINE)
        return self

    def __exit__(self, *_: object) -> None:
        if self._monitoring:
            self._monitoring.set_events(_TOOL, 0)

    def new(self) -> bool:
        """Whether a line of luxterm was reached for the first time."""
        return self._reached > 0

    def end(self) -> None:
        """Look at nothing any more."""
        if self._monitoring:
            self._monitoring.free_tool_id(_TOOL)

    def _line(self, code: CodeType, line: int) -> Any:
        # What else watches the process may have Python tell of a line again
        if (place := (code.co_filename, line)) not in self._known:
            self._known.add(place)
            path = code.co_filename.replace("\\", "/")
            self._reached += any(each in path for each in _OURS)
        return self._monitoring.DISABLE

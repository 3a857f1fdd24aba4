"""Regular expressions that are compiled when they are first used.

Compiling takes 0.1 ms each, and a small document asks few of them: as `re.compile` at import they would
be a tenth of what it costs. To type checkers `lazy` is `re.compile`.
"""

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import compile as lazy
else:

    class lazy:
        """As `re.compile(pattern, flags)`, whose methods and attributes it has."""

        def __init__(self, pattern, flags=0):
            self._made_of = pattern, flags

        def __getattr__(self, name):
            value = getattr(re.compile(*self._made_of), name)
            setattr(self, name, value)  # found without coming here from now on
            return value


__all__ = ("lazy",)

"""What is made when it is first used.

`lazy`, a regular expression: compiling takes 0.1 ms each, and a small document asks few of them; as
`re.compile` at import they would be a tenth of what it costs. `lazy_regex`, the same by the library `regex`,
where Unicode's properties decide (a capital, a mark): its import, 8 ms, waits for the first use, too. `once`,
an attribute: `cached_property` without the lock that Python 3.11 has in it, which costs more than most of
what a judgement asks for. To type checkers they are what they stand for.
"""

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from functools import cached_property as once
    from re import compile as lazy

    from regex import compile as lazy_regex
else:

    class lazy:
        """As `re.compile(pattern, flags)`, whose methods and attributes it has."""

        def __init__(self, pattern, flags=0):
            self._made_of = pattern, flags

        def __getattr__(self, name):
            value = getattr(self._compile(*self._made_of), name)
            setattr(self, name, value)  # found without coming here from now on
            return value

        _compile = staticmethod(re.compile)

    class lazy_regex(lazy):
        """As `regex.compile(pattern, flags)`."""

        @staticmethod
        def _compile(pattern, flags):
            import regex

            return regex.compile(pattern, flags)

    class once:
        """As `cached_property(function)`, for objects that threads don't share."""

        def __init__(self, function):
            self._function = function
            self._name = function.__name__
            self.__doc__ = function.__doc__

        def __get__(self, instance, owner):
            if instance is None:
                return self
            value = instance.__dict__[self._name] = self._function(instance)
            return value


__all__ = ("lazy", "lazy_regex", "once")

"""What everything is built on: the version, and things made when first used.

A regular expression takes 0.1 ms to compile, and checking a small document needs few of them: compiling all
at import would be a tenth of its cost. Type checkers see the real thing instead of these stand-ins.
"""

import re
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from functools import cached_property as cached_attribute
    from re import compile as lazy_pattern

    from regex import compile as lazy_regex
else:

    class lazy_pattern:
        """Like `re.compile(pattern, flags)`, with the same methods and attributes."""

        def __init__(self, pattern, flags=0):
            self._made_of = pattern, flags

        def __getattr__(self, name):
            if name.startswith("_"):  # copy and pickle ask for some before there is anything to compile
                raise AttributeError(name)
            value = getattr(self._compile(*self._made_of), name)
            setattr(self, name, value)  # found without coming here from now on
            return value

        _compile = staticmethod(re.compile)

    class lazy_regex(lazy_pattern):
        """Like `regex.compile(pattern, flags)`, for where Unicode's properties decide (a capital, a mark).

        The import of `regex`, 8 ms, waits for the first use, too.
        """

        @staticmethod
        def _compile(pattern, flags):
            import regex

            return regex.compile(pattern, flags)

    class cached_attribute:
        """Like `cached_property(function)`, for objects that threads don't share.

        Without the lock that it has in Python 3.11, which costs more than most attributes of a judgement.
        Since Python 3.12 it has none: once 3.11 needn't work any more, `cached_property` will do.
        """

        def __init__(self, function):
            self._function = function
            self._name = function.__name__
            self.__doc__ = function.__doc__

        def __get__(self, instance, owner):
            if instance is None:
                return self
            value = instance.__dict__[self._name] = self._function(instance)
            return value


__all__ = ("__version__", "cached_attribute", "lazy_pattern", "lazy_regex")

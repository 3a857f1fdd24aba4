"""The names of `typing` that a check needs while it runs, without `typing`: no other module costs a small
document as much to import.

To type checkers they are the real ones. When luxterm runs, a named tuple is made by
`collections.namedtuple` and given the methods of its body; its annotations are never looked at, which
takes a third of the time that `typing.NamedTuple` needs for each of some forty classes.
"""

from collections import namedtuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any as Any
    from typing import NamedTuple as NamedTuple
    from typing import Protocol as Protocol
    from typing import cast as cast
else:
    Any = object

    def cast(_, value):
        """The value as it is."""
        return value

    class Protocol:
        """What modules or objects have in common: for type checkers only."""

    class _Record(type):
        """The class of NamedTuple alone: what is derived from it is a plain subclass of tuple."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.get("__annotations__", {})
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                if key not in _MADE:
                    setattr(made, key, value)
            return made

    _MADE = {"__module__", "__classcell__"}

    class NamedTuple(metaclass=_Record):
        """A tuple whose items have names: annotations in the class body, defaults among them."""

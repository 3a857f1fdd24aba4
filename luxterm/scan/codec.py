"""A file's result as bytes: on the way from a worker, and in the cache.

`marshal` of plain tuples: it contains only data and runs nothing, unlike pickle, and stores what findings
share (a term's reasons and sources) once. Only what the same Python wrote may be read, and nothing that
somebody else could have written.

Each type is packed by its own fields. One whose values aren't plain has a converter here, by its name; a
field that lacks one is refused by `marshal`, so that none is forgotten.
"""

import marshal
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from luxterm.scan.job import Entry, Excerpt, FileResult, Located, Region, Sentence
from luxterm.types import Applicability, Edit, Finding, Fix, Message, Severity, Source, Usage

KEPT = 1000
"""Size of the caches of terms' sources, and of reasons, packed and unpacked."""


def pack(result: FileResult) -> bytes:
    """The result without its path, which its reader knows."""
    return marshal.dumps(_RESULT[0](result._replace(path="")))


def unpack(path: str, data: bytes) -> FileResult:
    """The result of the file at `path`, as it was packed.

    Raises ValueError, EOFError, TypeError, LookupError or AttributeError for other bytes.
    """
    result: FileResult = _RESULT[1](marshal.loads(data))
    return result._replace(path=path)


@lru_cache(maxsize=KEPT)
def _pack_sources(sources: tuple[Source, ...]) -> bytes:
    """A term's sources as one object: there are dozens, the same for all its findings."""
    return marshal.dumps(tuple(map(tuple, sources)))


@lru_cache(maxsize=KEPT)
def _unpack_sources(data: bytes) -> tuple[Source, ...]:
    return tuple(map(Source._make, marshal.loads(data)))


@lru_cache(maxsize=KEPT)
def _pack_message(message: Message) -> tuple[Any, ...]:
    return message.code, tuple(arg if isinstance(arg, str) else _pack_message(arg) for arg in message.args)


@lru_cache(maxsize=KEPT)
def _unpack_message(plain: tuple[Any, ...]) -> Message:
    code, args = plain
    return Message(code, tuple(arg if isinstance(arg, str) else _unpack_message(arg) for arg in args))


Convert = Callable[[Any], Any]
Converter = tuple[Convert, Convert]
"""From a value to plain data, and back."""


def _record(kind: Any, **fields: Converter) -> Converter:
    """A converter of a named tuple: its fields as they are, but for those that have converters."""
    there = [(kind._fields.index(name), to_plain) for name, (to_plain, _) in fields.items()]
    back = [(kind._fields.index(name), from_plain) for name, (_, from_plain) in fields.items()]
    make = kind._make

    def pack(value: Any) -> tuple[Any, ...]:
        values = [*value]
        for at, convert in there:
            values[at] = convert(values[at])
        return tuple(values)

    def unpack(plain: Any) -> Any:
        values = [*plain]
        for at, convert in back:
            values[at] = convert(values[at])
        return make(values)

    return (pack if there else tuple), (unpack if back else make)


def _each(item: Converter) -> Converter:
    """A converter of a tuple of such items."""
    to_plain, from_plain = item
    return (lambda items: tuple(map(to_plain, items))), (lambda items: tuple(map(from_plain, items)))


def _or_none(item: Converter) -> Converter:
    """A converter of such an item, or None."""
    to_plain, from_plain = item
    return (
        lambda value: None if value is None else to_plain(value),
        lambda plain: None if plain is None else from_plain(plain),
    )


_MESSAGE: Converter = _pack_message, _unpack_message
_REGION = _record(Region)
_FIX = _record(
    Fix,
    applicability=(int, {int(level): level for level in Applicability}.__getitem__),
    edits=_each(_record(Edit)),
)
_FINDING = _record(
    Finding,
    usage=(str, {str(usage): usage for usage in Usage}.__getitem__),
    because=_MESSAGE,
    severity=(int, {int(severity): severity for severity in Severity}.__getitem__),
    place=_or_none(_MESSAGE),
    sources=(_pack_sources, _unpack_sources),
    fixes=_each(_FIX),
    cautions=_each(_MESSAGE),
)
_LOCATED = _record(
    Located,
    finding=_FINDING,
    region=_REGION,
    excerpts=_each(_record(Excerpt)),
    fixes=_each(_each(_REGION)),
    sentence=_or_none(_record(Sentence)),
)
_RESULT = _record(
    FileResult,
    findings=_each(_LOCATED),
    errors=_each(_MESSAGE),
    notes=_each(_MESSAGE),
    entries=_each(_record(Entry)),
)

"""What an S/MIME signature holds: the message that is inside of it (SignedData of RFC 5652, in BER or DER).

It is taken out, and not verified: nobody's key is looked at. Nothing is unpacked, so what comes out is
shorter than what goes in.
"""

from collections.abc import Iterator
from typing import NamedTuple

_SIGNED = bytes.fromhex("2a864886f70d010702")
"""The name of signed data, 1.2.840.113549.1.7.2."""
_OCTETS, _OCTETS_IN_PARTS = 0x04, 0x24
_LEVELS = 12
"""How deep values may be nested; a signed message takes seven levels."""


class _Value(NamedTuple):
    """A value's tag, and where its content is; `end` is None where a mark ends it."""

    tag: int
    start: int
    end: int | None


def signed_content(data: bytes) -> bytes | None:
    """What is signed; None if there is nothing, or it can't be found."""
    try:
        signed = _value(data, 0)
        name = _child(data, signed, 0)
        if data[name.start : name.end] != _SIGNED:
            return None
        # The data behind its name; in there the content, behind a version and algorithms; in there the octets
        for number in (1, 0, 2, 1, 0):
            signed = _child(data, signed, number)
        return b"".join(_octets(data, signed, _LEVELS))
    except ValueError:
        return None


def _value(data: bytes, at: int) -> _Value:
    """The value that begins there. Raises ValueError if none does that fits into the data."""
    head = data[at : at + 10]
    if len(head) < 2 or head[0] & 0x1F == 0x1F:
        raise ValueError
    start, size = at + 2, head[1]
    if size == 0x80:
        return _Value(head[0], start, None)
    if size > 0x80:
        start += size - 0x80
        size = int.from_bytes(head[2 : start - at])
    if start + size > len(data) or start > at + 10:
        raise ValueError
    return _Value(head[0], start, start + size)


def _after(data: bytes, value: _Value, levels: int = _LEVELS) -> int:
    """Where the next value begins."""
    if value.end is not None:
        return value.end
    at = value.start
    while data[at : at + 2] != b"\0\0":
        if not levels:
            raise ValueError
        at = _after(data, _value(data, at), levels - 1)
    return at + 2


def _child(data: bytes, value: _Value, number: int) -> _Value:
    at = value.start
    for _ in range(number):
        at = _after(data, _value(data, at))
    return _value(data, at)


def _octets(data: bytes, value: _Value, levels: int) -> Iterator[bytes]:
    """The octets of a string, which may be in parts."""
    if value.tag == _OCTETS and value.end is not None:
        yield data[value.start : value.end]
    elif value.tag != _OCTETS_IN_PARTS or not levels:
        raise ValueError
    else:
        at = value.start
        while data[at : at + 2] != b"\0\0" if value.end is None else at < value.end:
            part = _value(data, at)
            yield from _octets(data, part, levels - 1)
            at = _after(data, part)

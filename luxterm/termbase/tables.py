"""Read-only tables in a file's bytes: rows by number, and a hash index by word. Made once, never changed.

In the manner of cdb (D. J. Bernstein's constant database), but by bucket: the index is a hash table with
separate chaining (Knuth, “The Art of Computer Programming” 3, 6.4), the hash CRC-32, as many buckets as words
or up to twice as many, a power of two; a bucket is a marshalled dict of the few words that share it.

What is special: one short document needs a handful out of thousands of entries. So each is marshalled by
itself and read when it is asked for, tables are nested, and opening one copies nothing, whatever its size.
Numbers are in the machine's own order, which `luxterm.termbase.store` ensures; values are in a format of
`marshal` that every Python reads that luxterm runs on, so that one copy does for all. Bytes that aren't
tables raise ValueError, TypeError, EOFError, LookupError.
"""

import marshal
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from marshal import loads
from typing import Any, Protocol, cast
from zlib import crc32

Data = bytes | memoryview


class Parts(Protocol):
    """What a termbase is compiled into, by name; each part is read when it is first asked for."""

    def __getitem__(self, name: str, /) -> Data: ...


_SIZE = 4
"""Bytes of a number."""
_FORMAT = 4
"""Of `marshal`: Python 3.4 to 3.13 write it themselves, later ones read it."""
_WITHOUT_REFERENCES = 2
"""An older one, in which each part is written out."""


def dumps(value: Any) -> bytes:
    """A value that `marshal` can store, equal bytes for equal values. Raises ValueError for any other.

    `marshal` by itself also writes which equal parts happen to be one object, and what else refers to them.
    """
    return marshal.dumps(_shared(loads(marshal.dumps(value, _WITHOUT_REFERENCES)), {}), _FORMAT)


def _shared(value: Any, known: dict[Any, Any]) -> Any:
    """A value whose equal parts are one object each, `known`, to which nothing else refers afterwards."""
    kind = cast("Any", type(value))
    if isinstance(value, dict):
        parts = cast("dict[Any, Any]", value).items()
        return {_shared(key, known): _shared(part, known) for key, part in parts}
    if isinstance(value, (tuple, list, set, frozenset)):
        parts = [_shared(part, known) for part in cast("Iterable[Any]", value)]
        numbers = map(id, parts)
        key = tuple(numbers) if isinstance(value, (tuple, list)) else frozenset(numbers)
        return known.setdefault((kind, key), kind(parts))
    return known.setdefault(value, value) if isinstance(value, str) else value


def plain(value: Any) -> Any:
    """A value in which named tuples, at any depth of tuples, are plain ones, which `marshal` can store."""
    return tuple(map(plain, cast("tuple[Any, ...]", value))) if isinstance(value, tuple) else value


def numbers_as_bytes(numbers: Iterable[int]) -> bytes:
    """Numbers below 2 ** 32, for `numbers_in`."""
    return array("I", numbers).tobytes()


def numbers_in(data: Data) -> memoryview:
    """The numbers in some bytes, whose length must be a multiple of four."""
    return memoryview(data).cast("I")


def file_rows(values: Iterable[Any]) -> bytes:
    """Values that `marshal` can store, for `Rows`."""
    return _joined([dumps(value) for value in values])


def _joined(rows: list[bytes]) -> bytes:
    starts = accumulate(map(len, rows), initial=0)
    return numbers_as_bytes((len(rows), *starts)) + b"".join(rows)


def file_parts(*parts: bytes) -> bytes:
    """Bytes side by side, for `parts_of`."""
    return _joined(list(parts))


def parts_of(data: Data) -> list[memoryview]:
    """What was put side by side."""
    rows = Rows(data)
    return [rows.part(number) for number in range(len(rows))]


def file_named(parts: Mapping[str, bytes]) -> bytes:
    """Bytes by name, for `named_in`."""
    return _joined([dumps(tuple(parts)), *parts.values()])


def named_in(data: Data) -> dict[str, memoryview]:
    """What was filed by name."""
    names, *parts = parts_of(data)
    return dict(zip(loads(names), parts, strict=True))


class Rows:
    """Values by number: their count, where each begins (an offset table), and one after the other."""

    def __init__(self, data: Data) -> None:
        view = memoryview(data)
        self._count = numbers_in(view[:_SIZE])[0]
        begin = _SIZE * (self._count + 2)
        self.starts = numbers_in(view[_SIZE:begin])
        self._rows = view[begin:]

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> Any:
        """Raises IndexError."""
        return loads(self.part(number))

    def part(self, number: int) -> memoryview:
        """The bytes of a value. Raises IndexError."""
        return self._rows[self.starts[number] : self.starts[number + 1]]


def file_index(values: Mapping[str, Any]) -> bytes:
    """Values that `marshal` can store, for `Index`; an empty bucket takes no bytes."""
    buckets: list[dict[str, Any]] = [{} for _ in range(1 << max(0, len(values) - 1).bit_length())]
    for word, value in values.items():
        buckets[_hash(word) & (len(buckets) - 1)][word] = value
    return _joined([dumps(bucket) if bucket else b"" for bucket in buckets])


def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


class Index:
    """The hash index: values by word."""

    def __init__(self, data: Data) -> None:
        self._buckets = Rows(data)
        self._mask = len(self._buckets) - 1
        self._read: dict[int, dict[str, Any]] = {}
        self._known: dict[str, Any] = {}

    def get(self, word: str) -> Any | None:
        """The value of a word, None if it has none."""
        value = self._known.get(word)
        if value is None:
            value = self._bucket(_hash(word) & self._mask).get(word)
            if value is not None:
                self._known[word] = value
        return value

    def __getitem__(self, word: str) -> Any:
        """Raises KeyError."""
        return self._bucket(_hash(word) & self._mask)[word]

    def among(self, words: Iterable[str]) -> Iterator[tuple[str, Any]]:
        """Those of the words that have a value, with it."""
        mask, starts = self._mask, self._buckets.starts
        for word in words:
            number = crc32(word.encode("utf-8", "surrogatepass")) & mask
            if starts[number] < starts[number + 1]:
                value = self._bucket(number).get(word)
                if value is not None:
                    yield word, value

    def values(self) -> Iterator[Any]:
        """All values."""
        for number in range(len(self._buckets)):
            yield from self._bucket(number).values()

    def _bucket(self, number: int) -> dict[str, Any]:
        found = self._read.get(number)
        if found is None:
            starts = self._buckets.starts
            found = self._read[number] = {}
            if starts[number] < starts[number + 1]:
                found.update(self._buckets[number])
        return found

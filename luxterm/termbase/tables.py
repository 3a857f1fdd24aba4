"""Tables of the compiled termbase, of which only what is asked for is read.

One short document needs a handful of thousands of entries. So each is marshalled by itself, tables lie inside
tables, and to open one copies nothing, whatever its size. Numbers are in the machine's own order, which
`luxterm.termbase.store` sees to. Bytes that are no tables raise ValueError, TypeError, EOFError, LookupError.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from marshal import dumps, loads
from zlib import crc32

from luxterm.typed import Any

Data = bytes | memoryview

_SIZE = 4
"""Bytes of a number."""


def numbers_as_bytes(numbers: Iterable[int]) -> bytes:
    """Numbers below 2 ** 32, for `numbers_in`."""
    return b"".join(number.to_bytes(_SIZE, sys.byteorder) for number in numbers)


def numbers_in(data: Data) -> memoryview:
    """The numbers of some bytes, whose count must be a multiple of four."""
    return memoryview(data).cast("I")


def file_rows(values: Iterable[Any]) -> bytes:
    """Values that `marshal` can hold, for `Rows`."""
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
    """Values by number."""

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
    """Values that `marshal` can hold, for `Index`."""
    lists: list[dict[str, Any]] = [{} for _ in range(1 << max(0, len(values) - 1).bit_length())]
    for word, value in values.items():
        lists[_hash(word) & (len(lists) - 1)][word] = value
    return _joined([dumps(found) if found else b"" for found in lists])


def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


class Index:
    """Values by word."""

    def __init__(self, data: Data) -> None:
        self._lists = Rows(data)
        self._mask = len(self._lists) - 1
        self._read: dict[int, dict[str, Any]] = {}
        self._known: dict[str, Any] = {}

    def get(self, word: str) -> Any | None:
        """The value of a word, None where it has none."""
        value = self._known.get(word)
        if value is None:
            value = self._list(_hash(word) & self._mask).get(word)
            if value is not None:
                self._known[word] = value
        return value

    def __getitem__(self, word: str) -> Any:
        """Raises KeyError."""
        return self._list(_hash(word) & self._mask)[word]

    def among(self, words: Iterable[str]) -> Iterator[tuple[str, Any]]:
        """Those of the words that have a value, with it."""
        mask, starts = self._mask, self._lists.starts
        for word in words:
            number = crc32(word.encode("utf-8", "surrogatepass")) & mask
            if starts[number] < starts[number + 1]:
                value = self._list(number).get(word)
                if value is not None:
                    yield word, value

    def values(self) -> Iterator[Any]:
        """All values."""
        for number in range(len(self._lists)):
            yield from self._list(number).values()

    def _list(self, number: int) -> dict[str, Any]:
        found = self._read.get(number)
        if found is None:
            starts = self._lists.starts
            found = self._read[number] = {}
            if starts[number] < starts[number + 1]:
                found.update(self._lists[number])
        return found

"""The objects of a PDF as they are written, and what their streams hold, before PDFium reads any of it."""

import binascii
import re
import zlib
from base64 import a85decode
from collections.abc import Callable, Iterator
from functools import cached_property

REFERENCE = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+R\b")
_OBJECT = re.compile(rb"obj\b")
_NUMBER = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+\Z")
_FILTERS = re.compile(rb"/Filter\s*(?:\[|/\w+|\d{1,10}\s+\d{1,5}\s+R\b)")
_FILTER = re.compile(rb"/(Fl|AHx|A85|FlateDecode|ASCIIHexDecode|ASCII85Decode)\b")
_MOST_PACKINGS = 8
"""Lists of filters in one object: one is the stream's, others may stand around it."""
_STREAM = re.compile(rb"stream\r?\n")
_SIGN = re.compile(rb"#([0-9a-fA-F]{2})")
_LETTER = re.compile(rb"#(4[1-9a-fA-F]|5[0-9aA]|6[1-9a-fA-F]|7[0-9aA])")
"""A letter that is written as a number, in a name that says what something is."""


class Objects:
    """The objects by their numbers; `most` is how much of anything unpacked matters."""

    def __init__(self, data: bytes, most: int) -> None:
        self._data = data
        self._most = most

    def text(self, number: int) -> bytes:
        """An object without its stream; empty if there is none of that number."""
        return self._heads[number] if number in self._places else self._packed.get(number, b"")

    def texts(self) -> Iterator[tuple[int, bytes]]:
        """Every object with its number."""
        yield from self._heads.items()
        yield from self._packed.items()

    def has_stream(self, number: int) -> bool:
        """Whether an object is a stream."""
        return self._heads.get(number, b"").endswith(b"stream")

    @cached_property
    def forms(self) -> frozenset[int]:
        """The forms, which instructions may draw."""
        return frozenset(
            n for n, text in self._heads.items() if b"/Form" in text and text.endswith(b"stream")
        )

    def unpacked(self, number: int) -> bytes:
        """The content of a stream; no more of it than matters."""
        return self._content(number, self.text)

    @cached_property
    def _places(self) -> dict[int, tuple[int, int]]:
        """Where in the file each object that isn't packed is."""
        found: dict[int, tuple[int, int]] = {}
        number, begin = 0, -1
        for sign in _OBJECT.finditer(self._data):
            if start := _NUMBER.search(self._data, max(0, sign.start() - 30), sign.start()):
                if begin >= 0:
                    found[number] = begin, start.start()
                number, begin = int(start[1]), sign.end()
        if begin >= 0:
            found[number] = begin, len(self._data)
        return found

    @cached_property
    def _heads(self) -> dict[int, bytes]:
        """The same objects, each up to its stream."""
        found: dict[int, bytes] = {}
        for number, (start, end) in self._places.items():
            stream = self._data.find(b"stream", start, end)
            found[number] = _lettered(self._data[start : stream + 6 if stream >= 0 else end])
        return found

    @cached_property
    def _packed(self) -> dict[int, bytes]:
        """The objects in object streams."""
        found: dict[int, bytes] = {}
        room = self._most
        for number, text in self._heads.items():
            first = re.search(rb"/First\s+(\d{1,9})", text)
            if b"/ObjStm" in text and first and room > 0:
                content = self._content(number, lambda it: self._heads.get(it, b""))
                room -= len(content)
                heads = content[: int(first[1])].split()
                places = [
                    (int(n), int(at))
                    for n, at in zip(heads[::2], heads[1::2], strict=False)
                    if n.isdigit() and at.isdigit()
                ]
                ends = [at for _, at in places[1:]] + [len(content)]
                base = int(first[1])
                found.update(
                    (n, _lettered(content[base + at : base + end]))
                    for (n, at), end in zip(places, ends, strict=True)
                )
        return {number: text for number, text in found.items() if number not in self._places}

    def _content(self, number: int, text_of: Callable[[int], bytes]) -> bytes:
        if number not in self._places:
            return b""
        start, end = self._places[number]
        stream = _STREAM.search(self._data, start, end)
        if not stream:
            return b""
        content = self._data[stream.end() : end]
        packings = _packings(self._heads[number], text_of)
        return max((self._without(content, packing) for packing in packings), key=len, default=content)

    def _without(self, content: bytes, packing: tuple[bytes, ...]) -> bytes:
        for each in packing:
            try:
                content = _decoded(content, each, self._most + 1)
            except (zlib.error, ValueError):
                break
        return content


def name_of(written: bytes) -> bytes:
    """A name with what is written as a number ("#58") as the sign it stands for."""
    return _SIGN.sub(_sign, written) if b"#" in written else written


def values(text: bytes, begin: re.Pattern[bytes], end: bytes = b"]") -> Iterator[bytes]:
    """What follows a key: a reference, or what is in brackets up to their end, which is looked for once."""
    at = 0
    while found := begin.search(text, at):
        at = found.end()
        if found[0].endswith((b"[", b"<<")):
            at = text.find(end, at)
            if at < 0:
                return
        yield text[found.start() : at]


def _lettered(text: bytes) -> bytes:
    return _LETTER.sub(_sign, text) if b"#" in text else text


def _sign(found: re.Match[bytes]) -> bytes:
    return bytes((int(found[1], 16),))


def _packings(head: bytes, text_of: Callable[[int], bytes]) -> set[tuple[bytes, ...]]:
    """The lists of filters that stand in an object, or that it refers to."""
    found = set[tuple[bytes, ...]]()
    for value in values(head, _FILTERS):
        named = REFERENCE.sub(lambda it: text_of(int(it[1])), value)
        found.add(tuple(_FILTER.findall(named)))
        if len(found) == _MOST_PACKINGS:
            break
    return found


def _decoded(content: bytes, packing: bytes, most: int) -> bytes:
    """A stream without one of its filters. Raises zlib.error, ValueError."""
    if packing.startswith(b"Fl"):
        return zlib.decompressobj().decompress(content, most)
    if packing in (b"AHx", b"ASCIIHexDecode"):
        digits = re.sub(rb"[^0-9a-fA-F]", b"", content.split(b">", 1)[0])
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
    return a85decode(content.split(b"~", 1)[0].strip().removeprefix(b"<"))

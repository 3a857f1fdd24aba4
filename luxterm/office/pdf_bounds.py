"""How much a PDF makes its reader do, reckoned before PDFium reads it, which can't be interrupted.

A page is instructions, packed; they draw forms, which are instructions that may draw forms. Both are added up
as often as they are drawn. What can't be unpacked here (an encrypted file) isn't counted.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from luxterm.system.errors import UnreadableError
from luxterm.system.limits import in_proportion

_OF_A_SMALL_FILE, _PER_BYTE, MOST = 12 << 20, 100, 1 << 30
"""Bytes of instructions, each form that is drawn with some more for itself."""
_FORM = 200
_PACKED = 12_000
"""A stream so small can't unpack to anything that matters, unless it is packed twice or drawn many times."""
_OBJECT = re.compile(rb"obj\b")
_NUMBER = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+\Z")
_FILTER = re.compile(rb"/Fl(?:ateDecode)?\b")
_STREAM = re.compile(rb"stream\r?\n")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_INDIRECT = re.compile(rb"/(?:Resources|XObject)\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_CONTENTS = re.compile(rb"/Contents\s*(?:\[|\d{1,10}\s+\d{1,5}\s+R)")
_KIDS = re.compile(rb"/Kids\s*\[")
_REFERENCE = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+R\b")


def check_bounds(data: bytes) -> None:
    """Raises UnreadableError for a file that draws more than one of its size may."""
    most = in_proportion(_OF_A_SMALL_FILE, _PER_BYTE, MOST)
    _File(data, most).check()


class _File:
    def __init__(self, data: bytes, most: int) -> None:
        self._data = data
        self._most = most
        self._drawn: dict[int, int] = {}

    def check(self) -> None:
        total = 0
        forms = self._forms
        for number, text in self._texts():
            for found in _values(text, _CONTENTS):
                for reference in _REFERENCE.findall(found):
                    total += self._times.get(number, 1) * self._page(int(reference), text, forms)
                    if total > self._most:
                        limit = f"{self._most >> 20:,} MB, the most for a file of its size"
                        raise UnreadableError(f"its pages draw more than {limit}")

    @cached_property
    def _times(self) -> Counter[int]:
        """How often each page stands in the list of pages."""
        kids = (found for _, text in self._texts() for found in _values(text, _KIDS))
        return Counter(int(number) for each in kids for number in _REFERENCE.findall(each))

    def _page(self, content: int, text: bytes, forms: frozenset[int]) -> int:
        if not forms and not self._is_large(content):
            return 0
        instructions = self._unpacked(content)
        return len(instructions) + (self._inside(instructions, text) if forms else 0)

    def _inside(self, instructions: bytes, text: bytes, depth: int = 0) -> int:
        """What the forms drawn by instructions come to."""
        total = 0
        names: dict[bytes, int] = {}
        for name in _DRAWN.findall(instructions):
            names[name] = names.get(name, 0) + 1
        named = self._named(text) if names else {}
        for name, times in names.items():
            forms = named.get(name) or self._everywhere.get(name, ())
            total += times * max((self._form(form, depth) for form in forms), default=0)
            if total > self._most:
                break
        return min(total, self._most + 1)

    def _form(self, number: int, depth: int) -> int:
        if number not in self._drawn:
            self._drawn[number] = 0  # a form that draws itself is not drawn again
            instructions = self._unpacked(number)
            inside = self._inside(instructions, self._text(number), depth + 1) if depth < 100 else self._most
            self._drawn[number] = _FORM + len(instructions) + inside
        return self._drawn[number]

    def _named(self, text: bytes) -> dict[bytes, list[int]]:
        """The forms by the names that an object has for them."""
        found: dict[bytes, list[int]] = {}
        pending, seen = [text], set[int]()
        while pending:
            part = pending.pop()
            for name, number in _NAMED.findall(part):
                if int(number) in self._forms:
                    found.setdefault(name, []).append(int(number))
            for number in map(int, _INDIRECT.findall(part)):
                if number not in seen and len(seen) < 5:
                    seen.add(number)
                    pending.append(self._text(number))
        return found

    @cached_property
    def _everywhere(self) -> dict[bytes, tuple[int, ...]]:
        found: dict[bytes, set[int]] = {}
        for _, text in self._texts():
            for name, number in _NAMED.findall(text):
                if int(number) in self._forms:
                    found.setdefault(name, set()).add(int(number))
        return {name: tuple(numbers) for name, numbers in found.items()}

    @cached_property
    def _places(self) -> dict[int, tuple[int, int]]:
        """Where in the file each object that isn't packed is, without its stream, and where that begins."""
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
            found[number] = self._data[start : stream + 6 if stream >= 0 else end]
        return found

    @cached_property
    def _packed(self) -> dict[int, bytes]:
        """The objects in object streams."""
        found: dict[int, bytes] = {}
        room = self._most
        for number in self._places:
            text = self._own(number)
            first = re.search(rb"/First\s+(\d{1,9})", text)
            if b"/ObjStm" in text and first and room > 0:
                content = self._unpacked(number)
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
                    (n, content[base + at : base + end]) for (n, at), end in zip(places, ends, strict=True)
                )
        return found

    @cached_property
    def _forms(self) -> frozenset[int]:
        return frozenset(
            n for n in self._places if b"/Form" in (text := self._own(n)) and text.endswith(b"stream")
        )

    def _own(self, number: int) -> bytes:
        return self._heads[number]

    def _text(self, number: int) -> bytes:
        return self._own(number) if number in self._places else self._packed.get(number, b"")

    def _texts(self) -> Iterator[tuple[int, bytes]]:
        for number in self._places:
            yield number, self._own(number)
        yield from self._packed.items()

    def _is_large(self, number: int) -> bool:
        """Whether a stream may unpack to much: by its size, or because it is packed more than once."""
        if number not in self._places:
            return False
        start, end = self._places[number]
        return end - start > _PACKED or len(_FILTER.findall(self._own(number))) > 1

    def _unpacked(self, number: int) -> bytes:
        """The content of a stream; no more of it than matters."""
        if number not in self._places:
            return b""
        start, end = self._places[number]
        stream = _STREAM.search(self._data, start, end)
        if not stream:
            return b""
        head, content = self._data[start : stream.start()], self._data[stream.end() : end]
        for _ in _FILTER.findall(head):
            try:
                content = zlib.decompressobj().decompress(content, self._most + 1)
            except zlib.error:
                break
        return content


def _values(text: bytes, begin: re.Pattern[bytes]) -> Iterator[bytes]:
    """What follows a key: a reference, or an array up to its end, which is looked for once."""
    at = 0
    while found := begin.search(text, at):
        at = found.end()
        if found[0].endswith(b"["):
            at = text.find(b"]", at)
            if at < 0:
                return
        yield text[found.start() : at]

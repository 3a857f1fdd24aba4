"""How much a PDF makes its reader do, reckoned before PDFium reads it, which can't be interrupted.

A page is instructions, packed; they draw forms, which are instructions that may draw forms. Both are added
up as often as they are drawn, and so are the letters they show; a form that draws itself is refused, because
PDFium draws it again and again. The letters of a Type 3 font are instructions, too. Tiling patterns, soft
masks and the looks of annotations are not read by PDFium where it only reads text. What can't be unpacked
here (an encrypted file, LZW) isn't counted.
"""

import binascii
import re
import zlib
from base64 import a85decode
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from luxterm.system.errors import UnreadableError
from luxterm.system.limits import allowed, in_proportion
from luxterm.types import Message, figure

_CONTENT_OF_A_SMALL_FILE, _CONTENT_PER_BYTE, MOST_CONTENT = 12 << 20, 100, 1 << 30
"""Bytes of instructions, each form that is drawn with some more for itself."""
SHOWN = 1_000_000
"""Bytes of text that a page may show: two for each of the letters that it may have."""
_FORM = 200
_FONT = 200_000
"""A Type 3 font so large is counted on each page."""
_PACKED = 12_000
"""A stream so small can't unpack to anything that matters, unless it is packed twice or drawn many times."""
_OBJECT = re.compile(rb"obj\b")
_NUMBER = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+\Z")
_FILTER = re.compile(rb"/(Fl|AHx|A85|FlateDecode|ASCIIHexDecode|ASCII85Decode)\b")
_STREAM = re.compile(rb"stream\r?\n")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_INDIRECT = re.compile(rb"/(?:Resources|XObject)\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_CONTENTS = re.compile(rb"/Contents\s*(?:\[|\d{1,10}\s+\d{1,5}\s+R)")
_KIDS = re.compile(rb"/Kids\s*\[")
_LETTERS = re.compile(rb"/CharProcs\s*(?:<<|\d{1,10}\s+\d{1,5}\s+R)")
_TEXT = re.compile(rb"\\.|[()]|<([0-9a-fA-F\s]++)>", re.DOTALL)
_LONGEST_STRING = 32_767
"""Bytes of one string, of which PDFium reads no more."""
_SIGN = re.compile(rb"#([0-9a-fA-F]{2})")
_IMAGE = re.compile(rb"/Image\b")
_REFERENCE = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+R\b")


def check_bounds(data: bytes) -> None:
    """Raises UnreadableError for a file that draws more than one of its size may."""
    most = in_proportion(_CONTENT_OF_A_SMALL_FILE, _CONTENT_PER_BYTE, MOST_CONTENT)
    _File(data, most).check()


class _Cost(NamedTuple):
    """Bytes of instructions, and of the text that they show."""

    size: int = 0
    shown: int = 0


class _File:
    def __init__(self, data: bytes, most: int) -> None:
        self._data = data
        self._most = most
        self._drawn: dict[int, _Cost | None] = {}

    def check(self) -> None:
        total = self._letters()
        forms = self._forms
        for number, text in self._texts():
            for found in _values(text, _CONTENTS):
                shown = 0
                for reference in _REFERENCE.findall(found):
                    cost = self._page(int(reference), text, forms)
                    total += self._times.get(number, 1) * cost.size
                    shown += cost.shown
                    self._check(total)
                if shown > (most := allowed(SHOWN)):
                    raise UnreadableError(Message("page-shows", (figure(shown), figure(most))))

    def _check(self, total: int) -> None:
        if total > self._most:
            raise UnreadableError(Message("draws-more", (figure(self._most >> 20),)))

    def _letters(self) -> int:
        """What the letters of Type 3 fonts come to, which are read once, or on each page."""
        if b"/CharProcs" not in self._data and not any(b"/CharProcs" in text for _, text in self._texts()):
            return 0
        total, pages = 0, max(1, sum(b"/Contents" in text for _, text in self._texts()))
        for _, text in list(self._texts()):
            for found in _values(text, _LETTERS, b">>"):
                listed = found
                if not found.partition(b"CharProcs")[2].lstrip().startswith(b"<<"):
                    listed = b"".join(self._text(int(each)) for each in _REFERENCE.findall(found))
                font = 0
                for letter in _REFERENCE.findall(listed):
                    cost = self._letter(int(letter), text)
                    font += cost.size
                    self._check(font)
                    if cost.shown > allowed(SHOWN):
                        raise UnreadableError(Message("letter-shows", (figure(cost.shown),)))
                total += font * pages if font > _FONT else font
                self._check(total)
        return total

    def _letter(self, number: int, font: bytes) -> _Cost:
        instructions = self._unpacked(number)
        inside = self._inside(instructions, font)
        return _Cost(len(instructions) + inside.size, _shown(instructions) + inside.shown)

    @cached_property
    def _times(self) -> Counter[int]:
        """How often each page stands in the list of pages."""
        kids = (found for _, text in self._texts() for found in _values(text, _KIDS))
        return Counter(int(number) for each in kids for number in _REFERENCE.findall(each))

    def _page(self, content: int, text: bytes, forms: frozenset[int]) -> _Cost:
        if not forms and not self._is_large(content):
            return _Cost()
        instructions = self._unpacked(content)
        inside = self._inside(instructions, text) if forms else _Cost()
        shown = _shown(instructions) if len(instructions) > SHOWN // 10 or inside.shown else 0
        return _Cost(len(instructions) + inside.size, shown + inside.shown)

    def _inside(self, instructions: bytes, text: bytes, depth: int = 0) -> _Cost:
        """What the forms drawn by instructions come to. Raises UnreadableError if one draws itself."""
        size = shown = 0
        names = Counter(map(_name, _DRAWN.findall(instructions)))
        named = self._named(text) if names else {}
        for name, times in names.items():
            forms = named.get(name, ())
            images = not forms and self._is_image(name, text)
            costs = [
                self._form(form, depth, perhaps=images) for form in forms or self._everywhere.get(name, ())
            ]
            size += times * max((cost.size for cost in costs), default=0)
            shown += times * max((cost.shown for cost in costs), default=0)
            if size > self._most:
                break
        return _Cost(min(size, self._most + 1), shown)

    def _form(self, number: int, depth: int, *, perhaps: bool) -> _Cost:
        """What a form comes to; `perhaps` it isn't what is drawn but an image of the same name."""
        if number in self._drawn:
            cost = self._drawn[number]
            if cost is None and not perhaps:
                raise UnreadableError(Message("draws-itself"))
            return cost or _Cost()
        self._drawn[number] = None
        instructions = self._unpacked(number)
        inside = _Cost(self._most)
        if depth < 100:
            inside = self._inside(instructions, self._text(number), depth + 1)
        cost = _Cost(_FORM + len(instructions) + inside.size, _shown(instructions) + inside.shown)
        self._drawn[number] = cost
        return cost

    def _is_image(self, name: bytes, text: bytes) -> bool:
        """Whether what an object draws by this name is an image by its own account."""
        return any(
            _name(each) == name and _IMAGE.search(self._text(int(number)))
            for part in self._resources(text)
            for each, number in _NAMED.findall(part)
        )

    def _named(self, text: bytes) -> dict[bytes, list[int]]:
        """The forms by the names that an object has for them."""
        found: dict[bytes, list[int]] = {}
        for part in self._resources(text):
            for name, number in _NAMED.findall(part):
                if int(number) in self._forms:
                    found.setdefault(_name(name), []).append(int(number))
        return found

    def _resources(self, text: bytes) -> Iterator[bytes]:
        """An object, and those it refers to for its resources."""
        pending, seen = [text], set[int]()
        while pending:
            part = pending.pop()
            yield part
            for number in map(int, _INDIRECT.findall(part)):
                if number not in seen and len(seen) < 5:
                    seen.add(number)
                    pending.append(self._text(number))

    @cached_property
    def _everywhere(self) -> dict[bytes, tuple[int, ...]]:
        found: dict[bytes, set[int]] = {}
        for _, text in self._texts():
            for name, number in _NAMED.findall(text):
                if int(number) in self._forms:
                    found.setdefault(_name(name), set()).add(int(number))
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
        for packing in _FILTER.findall(head):
            try:
                content = _decoded(content, packing, self._most + 1)
            except (zlib.error, ValueError):
                break
        return content


def _decoded(content: bytes, packing: bytes, most: int) -> bytes:
    """A stream without one of its filters. Raises zlib.error, ValueError."""
    if packing.startswith(b"Fl"):
        return zlib.decompressobj().decompress(content, most)
    if packing in (b"AHx", b"ASCIIHexDecode"):
        digits = re.sub(rb"[^0-9a-fA-F]", b"", content.split(b">", 1)[0])
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
    return a85decode(content.split(b"~", 1)[0].strip().removeprefix(b"<"))


def _name(name: bytes) -> bytes:
    """A name with what is written as a number ("#58") as the sign it stands for."""
    return _SIGN.sub(lambda sign: bytes((int(sign[1], 16),)), name) if b"#" in name else name


def _shown(instructions: bytes) -> int:
    """How many bytes of text instructions show."""
    total = depth = start = 0
    for found in _TEXT.finditer(instructions):
        if depth and found.start() - start > _LONGEST_STRING:  # an image's bytes may seem to open one
            total += _LONGEST_STRING
            depth = 0
        sign = found[0]
        if sign == b"(":
            start = start if depth else found.end()
            depth += 1
        elif sign == b")" and depth:
            depth -= 1
            total += 0 if depth else found.start() - start
        elif found[1] and not depth:
            total += len(found[1]) // 2
    return total


def _values(text: bytes, begin: re.Pattern[bytes], end: bytes = b"]") -> Iterator[bytes]:
    """What follows a key: a reference, or what is in brackets up to their end, which is looked for once."""
    at = 0
    while found := begin.search(text, at):
        at = found.end()
        if found[0].endswith((b"[", b"<<")):
            at = text.find(end, at)
            if at < 0:
                return
        yield text[found.start() : at]

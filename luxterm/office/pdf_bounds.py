"""How much a PDF makes its reader do, reckoned before PDFium reads it, which can't be interrupted.

A page is instructions, packed; they draw forms, which are instructions that may draw forms. Both are added
up as often as they are drawn, and so are the letters they show; a form that draws itself is refused, because
PDFium draws it again and again. The letters of a Type 3 font are instructions, too. Tiling patterns, soft
masks and the looks of annotations are not read by PDFium where it only reads text. What can't be unpacked
here (an encrypted file, LZW) isn't counted.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from luxterm.office.pdf_objects import REFERENCE, Objects, name_of, values
from luxterm.system.errors import UnreadableError
from luxterm.system.limits import allowed, in_proportion
from luxterm.types import Message, figure

_CONTENT_OF_A_SMALL_FILE, _CONTENT_PER_BYTE, MOST_CONTENT = 12 << 20, 100, 1 << 30
"""Bytes of instructions, each form that is drawn with some more for itself."""
SHOWN = 1_000_000
"""Bytes of text that a page may show: two for each of the letters that it may have."""
_FORM = 200
_PART = 20
"""What a part of a page costs, were it empty."""
_FONT = 200_000
"""A Type 3 font so large is counted on each page."""
_LEVELS, _PLACES = 1_024, 500_000
"""How deep PDFium looks for pages, and how many places on all these levels are looked at here."""
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_INDIRECT = re.compile(rb"/(?:Resources|XObject)\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_CONTENTS = re.compile(rb"/Contents\s*(?:\[|\d{1,10}\s+\d{1,5}\s+R)")
_PAGES = re.compile(rb"/Pages\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_KIDS = re.compile(rb"/Kids\s*(?:\[|\d{1,10}\s+\d{1,5}\s+R)")
_LETTERS = re.compile(rb"/CharProcs\s*(?:<<|\d{1,10}\s+\d{1,5}\s+R)")
_TEXT = re.compile(rb"\\.|[()]|<([0-9a-fA-F\s]++)>", re.DOTALL)
_LONGEST_STRING = 32_767
"""Bytes of one string, of which PDFium reads no more."""
_IMAGE = re.compile(rb"/Image\b")


def check_bounds(data: bytes) -> None:
    """Raises UnreadableError for a file that draws more than one of its size may."""
    most = in_proportion(_CONTENT_OF_A_SMALL_FILE, _CONTENT_PER_BYTE, MOST_CONTENT)
    _File(data, most).check()


class _Cost(NamedTuple):
    """Bytes of instructions, and of the text that they show."""

    size: int = 0
    shown: int = 0


class _Part(NamedTuple):
    """Instructions of a page: how many bytes, and what they draw how often."""

    size: int
    drawn: Counter[bytes]


class _File:
    def __init__(self, data: bytes, most: int) -> None:
        self._most = most
        self._objects = Objects(data, most)
        self._drawn: dict[int, _Cost | None] = {}
        self._parts: dict[int, _Part] = {}
        self._said: dict[int, int] = {}
        """How much text each part of a large page shows."""

    def check(self) -> None:
        total = self._letters()
        for number, text in self._objects.texts():
            for found in values(text, _CONTENTS):
                cost = self._page(Counter(self._referred(found)), text)
                total += self._times.get(number, 1) * cost.size
                self._check(total)
                if cost.shown > (most := allowed(SHOWN)):
                    raise UnreadableError(Message("page-shows", (figure(cost.shown), figure(most))))

    def _check(self, total: int) -> None:
        if total > self._most:
            raise UnreadableError(Message("draws-more", (figure(self._most >> 20),)))

    def _letters(self) -> int:
        """What the letters of Type 3 fonts come to, which are read once, or on each page."""
        fonts = [text for _, text in self._objects.texts() if b"/CharProcs" in text]
        if not fonts:
            return 0
        total, pages = 0, max(1, sum(b"/Contents" in text for _, text in self._objects.texts()))
        for text in fonts:
            for found in values(text, _LETTERS, b">>"):
                listed = found
                if not found.partition(b"CharProcs")[2].lstrip().startswith(b"<<"):
                    listed = b"".join(self._objects.text(int(each)) for each in REFERENCE.findall(found))
                font = 0
                for letter in REFERENCE.findall(listed):
                    cost = self._letter(int(letter), text)
                    font += cost.size
                    self._check(font)
                    if cost.shown > allowed(SHOWN):
                        raise UnreadableError(Message("letter-shows", (figure(cost.shown),)))
                total += font * pages if font > _FONT else font
                self._check(total)
        return total

    def _letter(self, number: int, font: bytes) -> _Cost:
        instructions = self._objects.unpacked(number)
        inside = self._inside(_names(instructions), font)
        return _Cost(len(instructions) + inside.size, _shown(instructions) + inside.shown)

    def _referred(self, found: bytes) -> Iterator[int]:
        """What a value refers to, and what a list refers to that stands elsewhere."""
        for reference in map(int, REFERENCE.findall(found)):
            if self._objects.has_stream(reference):
                yield reference
            else:
                yield from map(int, REFERENCE.findall(self._objects.text(reference)))

    @cached_property
    def _times(self) -> Counter[int]:
        """How often each page is in the list of pages, whose parts may be listed several times, too."""
        kids: dict[int, Counter[int]] = {}
        for number, text in self._objects.texts():
            for found in values(text, _KIDS):
                elsewhere = not found.partition(b"Kids")[2].lstrip().startswith(b"[")
                listed = self._objects.text(int(REFERENCE.findall(found)[0])) if elsewhere else found
                kids.setdefault(number, Counter[int]()).update(map(int, REFERENCE.findall(listed)))
        roots = {int(root) for _, text in self._objects.texts() for root in _PAGES.findall(text)}
        level = dict.fromkeys(roots | kids.keys() - {kid for each in kids.values() for kid in each}, 1)
        times, room = Counter[int](), _PLACES
        for _ in range(_LEVELS):
            if not level or room < 0:
                break
            below = Counter[int]()
            for number, often in level.items():
                room -= len(kids.get(number, ()))
                for kid, again in kids.get(number, Counter[int]()).items():
                    below[kid] = min(below[kid] + often * again, self._most)
            times.update(below)
            level = below
        return times

    def _page(self, parts: Counter[int], text: bytes) -> _Cost:
        size = shown = 0
        drawn = Counter[bytes]()
        for number, times in parts.items():
            part = self._part(number)
            size += times * (_PART + part.size)
            if size > self._most:
                return _Cost(size)
            for name, often in part.drawn.items():
                drawn[name] += times * often
        inside = self._inside(drawn, text)
        if size > SHOWN // 10 or inside.shown:
            shown = sum(times * self._showing(number) for number, times in parts.items())
        return _Cost(size + inside.size, shown + inside.shown)

    def _part(self, number: int) -> _Part:
        """A part of a page, which may be a part of others, or many times of one."""
        if number not in self._parts:
            instructions = self._objects.unpacked(number)
            drawn = _names(instructions) if self._objects.forms else Counter[bytes]()
            self._parts[number] = _Part(len(instructions), drawn)
        return self._parts[number]

    def _showing(self, number: int) -> int:
        if number not in self._said:
            self._said[number] = _shown(self._objects.unpacked(number))
        return self._said[number]

    def _inside(self, names: Counter[bytes], text: bytes, depth: int = 0) -> _Cost:
        """What the forms of these names come to, as often as drawn. Raises if one draws itself."""
        size = shown = 0
        named = self._named(text) if names else {}
        images = self._images(text) if names.keys() - named.keys() else frozenset[bytes]()
        for name, times in names.items():
            forms = named.get(name, ()) or self._everywhere.get(name, ())
            costs = [self._form(form, depth, perhaps=name in images) for form in forms]
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
        instructions = self._objects.unpacked(number)
        inside = _Cost(self._most)
        if depth < 100:
            inside = self._inside(_names(instructions), self._objects.text(number), depth + 1)
        cost = _Cost(_FORM + len(instructions) + inside.size, _shown(instructions) + inside.shown)
        self._drawn[number] = cost
        return cost

    def _images(self, text: bytes) -> frozenset[bytes]:
        """The names by which an object draws what is no form but an image, by its own account."""
        named = self._named(text)
        return frozenset(
            name
            for part in self._resources(text)
            for each, number in _NAMED.findall(part)
            if (name := name_of(each)) not in named and _IMAGE.search(self._objects.text(int(number)))
        )

    def _named(self, text: bytes) -> dict[bytes, list[int]]:
        """The forms by the names that an object has for them."""
        found: dict[bytes, list[int]] = {}
        for part in self._resources(text):
            for name, number in _NAMED.findall(part):
                if int(number) in self._objects.forms:
                    found.setdefault(name_of(name), []).append(int(number))
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
                    pending.append(self._objects.text(number))

    @cached_property
    def _everywhere(self) -> dict[bytes, tuple[int, ...]]:
        found: dict[bytes, set[int]] = {}
        for _, text in self._objects.texts():
            for name, number in _NAMED.findall(text):
                if int(number) in self._objects.forms:
                    found.setdefault(name_of(name), set()).add(int(number))
        return {name: tuple(numbers) for name, numbers in found.items()}


def _names(instructions: bytes) -> Counter[bytes]:
    """What instructions draw, and how often."""
    return Counter(map(name_of, _DRAWN.findall(instructions)))


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

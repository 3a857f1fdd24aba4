"""Texts made from a pattern's own structure, on which it would be slow if it can be.

What a repetition repeats, many times over, where the repetition may begin and with something after it that
fails: the way by which a matcher that tries one thing after the other takes exponential or quadratic time.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import regex

sre: Any = __import__("re._parser").__dict__["_parser"]  # how `re` itself reads a pattern

COMMON = "aA1_ \t\n\r.-,:()[]{}<>\"'\\*`|#=é。"
"""Characters that patterns tell apart, besides those that are named in them."""
MANY = 16
"""A repetition up to so many times isn't pumped."""
_PROPERTIES = {
    "Lu": "A-ZÉ",
    "Ll": "a-zé",
    "Lt": "ǅ",
    "Lo": "ªא",
    "L": "A-Za-zÉéǅªא",
    "M": "\u0300",
    "N": "0-9²",
    "Nd": "0-9",
    "No": "²",
    "Ps": r"(\[{",
    "Pe": r")\]}",
    "Quotation_Mark": "\"'«»“”‘’",
    "STerm": ".!?。",
}
"""What `re` is to understand for a property of Unicode: enough characters to make texts of."""


class Pump(NamedTuple):
    """A text: `before`, `again` and again, `after`."""

    before: str
    again: str
    after: str

    def text(self, length: int) -> str:
        """With so many code points, about."""
        return self.before + self.again * (length // len(self.again)) + self.after


class _Repetition(NamedTuple):
    before: str
    body: Any
    after: str


def pumps(compiled: Any) -> list[Pump]:
    """The texts for a pattern of `re` or `regex`, of bytes or characters."""
    pattern = compiled.pattern
    source = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    flags = compiled.flags & (re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE)
    if isinstance(compiled, regex.Pattern):
        source = _without_properties(source)
    return list(dict.fromkeys(_Maker(sre.parse(source, flags)).pumps()))


def _without_properties(source: str) -> str:
    """With sets of characters for properties, as `re` has none; read forwards."""
    parts: list[str] = []
    inside = False
    for part in re.findall(r"\\p\{\w+\}|\\.|.", source.replace("(?r)", ""), re.DOTALL):
        if part.startswith("\\p{"):
            chars = _PROPERTIES[part[3:-1]]
            part = chars if inside else f"[{chars}]"
        elif part in "[]":
            inside = part == "["
        parts.append(part)
    return "".join(parts)


class _Maker:
    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._groups: dict[int, Any] = {}
        self._named: dict[str, None] = {}
        self._gather(tree)
        self._alphabet = "".join(dict.fromkeys((*self._named, *COMMON)))

    def _gather(self, tree: Any) -> None:
        """The characters that the pattern names, and what its groups are."""
        for op, value in tree:
            if op in (sre.LITERAL, sre.NOT_LITERAL):
                self._named[chr(value)] = None
            elif op is sre.IN:
                for kind, which in value:
                    ends = (which,) if kind is sre.LITERAL else which if kind is sre.RANGE else ()
                    self._named |= dict.fromkeys(map(chr, ends))
            if op is sre.SUBPATTERN and value[0]:
                self._groups[value[0]] = value[3]
            for inner in _inner(op, value):
                self._gather(inner)

    def pumps(self) -> Iterator[Pump]:
        for before, body, after in self._repetitions(self._tree, "", ""):
            chars = [char for char in self._alphabet if self._takes(body, char)]
            agains = dict.fromkeys([*chars, *(self._sample(body, char) for char in ("", *chars))])
            agains |= dict.fromkeys(map("".join, product(chars[:6], repeat=2)))
            if before:  # for searching: what may begin a match, again and again
                agains |= dict.fromkeys([before, *(before + char for char in chars[:6])])
            afters = dict.fromkeys(("", "\0", "\n", after, f"{after[:-1]}\0"))
            for again in filter(None, agains):
                for end in afters:
                    yield Pump(before, again, end)
        whole = self._sample(self._tree, "")
        if whole:
            for end in range(1, len(whole) + 1):
                yield Pump("", whole[:end], "")

    def _repetitions(self, tree: Any, before: str, after: str) -> Iterator[_Repetition]:
        """What is repeated, with a text that leads there and one that may follow."""
        items = list(tree)
        for number, (op, value) in enumerate(items):
            lead = before + self._sample(items[:number], "")
            follow = self._sample(items[number + 1 :], "") + after
            if op in _REPEATS and value[1] > MANY:
                yield _Repetition(lead, value[2], follow)
            for inner in _inner(op, value):
                yield from self._repetitions(inner, lead, follow)

    def _takes(self, tree: Any, char: str) -> bool:
        """Whether a character may stand somewhere in what matches."""
        return any(
            self._is(op, value, char) or any(self._takes(inner, char) for inner in _inner(op, value))
            for op, value in tree
            if op not in _LOOKS
        )

    def _sample(self, tree: Any, prefer: str) -> str:
        """A text that matches, more or less: of the preferred character wherever that may stand."""
        return "".join(self._one(op, value, prefer) for op, value in tree)

    def _one(self, op: Any, value: Any, prefer: str) -> str:
        if op in (sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY):
            chars = (*prefer, *("a" if op is not sre.LITERAL else ""), *self._alphabet)
            return next((char for char in chars if self._is(op, value, char)), "")
        if op in _REPEATS:
            return self._sample(value[2], prefer) * max(value[0], 1 if prefer else 0)
        if op is sre.BRANCH:
            samples = [self._sample(branch, prefer) for branch in value[1]]
            return next((each for each in samples if prefer and prefer in each), samples[0])
        if op is sre.GROUPREF:
            return self._sample(self._groups[value], prefer)
        return "".join(self._sample(inner, prefer) for inner in _inner(op, value)) if op not in _LOOKS else ""

    def _is(self, op: Any, value: Any, char: str) -> bool:
        if op is sre.LITERAL:
            return char == chr(value)
        if op is sre.NOT_LITERAL:
            return char != chr(value)
        if op is sre.ANY:
            return char != "\n"
        return op is sre.IN and _in(value, char)


_REPEATS = frozenset((sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT))
_LOOKS = frozenset((sre.ASSERT, sre.ASSERT_NOT, sre.AT))
_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}


def _in(items: Any, char: str) -> bool:
    negated = items[0][0] is sre.NEGATE
    for kind, value in items[negated:]:
        if (
            (kind is sre.LITERAL and chr(value) == char)
            or (kind is sre.RANGE and value[0] <= ord(char) <= value[1])
            or (kind is sre.CATEGORY and re.match(_CATEGORIES[str(value)], char))
        ):
            return not negated
    return negated


def _inner(op: Any, value: Any) -> list[Any]:
    """The parts that an element of a pattern is made of."""
    if op in _REPEATS:
        return [value[2]]
    if op is sre.SUBPATTERN:
        return [value[3]]
    if op is sre.ATOMIC_GROUP:
        return [value]
    if op is sre.BRANCH:
        return list(value[1])
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    if op is sre.GROUPREF_EXISTS:
        return [each for each in value[1:] if each]
    return []

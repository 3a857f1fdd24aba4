"""The quick look: can a file hold a term at all? Most can't, and needn't be read properly.

A term can only stand where its letters follow one another, whatever stands between them: spaces, line
ends, hyphens, emphasis, invisible characters. So they are looked for in the file's ASCII letters alone.
Where a reader doesn't see letters (tags, link targets, notes' marks) the text is looked at without them
as well, and where only the real reader can tell, the answer is yes.
"""

import re
from collections.abc import Iterator
from functools import cache, cached_property
from sys import byteorder

from ahocorasick_rs import BytesAhoCorasick, Implementation

from luxterm.lazy import lazy
from luxterm.termbase.tables import Data, Index, Rows, numbers_in, parts_of

Sign = tuple[bytes, tuple[tuple[int, bytes, tuple[str, ...]], ...]]
"""A key, and of each pattern that has it: where, its letters, the contexts it needs. All are a to z."""

GRAM = 4
"""Letters of a key that are looked for first."""
FEW, MANY = 5000, 1500
"""Bytes from which on an automaton pays for its making, and then, for each sign, a faster one."""
REACH = 140
"""Bytes to either side that are looked at around what isn't seen; longer than any term."""

_SMALL = ord("a")
_NO_LETTERS = bytes(c for c in range(256) if not bytes((c,)).isalpha())
_ENTITY = lazy(rb"&\w{1,31};")
_HIDDEN = (
    (b"<!--", lazy(rb"<!--.{0,200}?-->", re.DOTALL)),
    (b"<", lazy(rb"<[^<>]{0,4000}>", re.DOTALL)),
    # Most targets have no brackets: tried first, for it takes a tenth of the time
    (b"]", lazy(rb"\](?:\((?:[^()]{0,4000}+|(?:[^()]|\([^()]*\)){0,4000})\)|\[[^\[\]]{0,300}\])", re.DOTALL)),
    (b"[^", lazy(rb"\[\^[^\[\]]{1,80}\]", re.DOTALL)),
    (b"&", lazy(rb"&\w{1,31};", re.DOTALL)),
    (b"]_", lazy(rb"\[[^\[\]]{1,80}\]_", re.DOTALL)),
    (b":`", lazy(rb":[\w+.-]{1,40}:`", re.DOTALL)),
)
"""Of letters that aren't seen: bytes to look for first, and the pattern, which begins with fixed bytes."""
_UNKNOWN = (b"\0", b"&#", b"lig;")
"""Letters written as something else, before we look at bytes that aren't ASCII."""
_OTHER_LETTERS = (b"\xef\xac", b"\xef\xbc", b"\xef\xbd", b"\xcc", b"\xcd", b"\xc4\xb0")
"""Lead bytes of ligatures, full-width letters, combining marks and the dotted capital I."""


class Letters:
    """The ASCII letters of a text; `lower` in lower case."""

    __slots__ = ("_titled", "lower")

    def __init__(self, text: bytes) -> None:
        # Where a word begins, there is a capital now, and no letter else has one
        self._titled = text.title().translate(None, _NO_LETTERS)
        self.lower = self._titled.lower()

    def are_words(self, first: int, pattern: bytes) -> bool:
        """Whether so many letters begin and end with a word ("minor", not "minority")."""
        titled, last = self._titled, first + len(pattern)
        return titled[first] < _SMALL and (last >= len(titled) or titled[last] < _SMALL)


class Quick:
    """The quick look of one termbase."""

    def __init__(self, filed: Data) -> None:
        keys, rows, self._marks, grams, contexts, leads = parts_of(filed)
        self._lines = keys
        signs = Rows(rows)
        self._number = len(signs)
        self._sign = cache(signs.__getitem__)
        self._by_gram = Index(grams)
        self._contexts = Index(contexts)
        self._leads = bytes(leads)
        self._looked = 0
        self._sets: dict[str, BytesAhoCorasick] = {}

    @cached_property
    def _keys(self) -> list[bytes]:
        return bytes(self._lines).split(b"\n") if self._number else []

    @cached_property
    def _few(self) -> BytesAhoCorasick:
        return BytesAhoCorasick(self._keys, implementation=Implementation.ContiguousNFA)

    @cached_property
    def _many(self) -> BytesAhoCorasick:
        """Finds the same a third faster, but takes 2 ms to make, and with many signs far longer."""
        return BytesAhoCorasick(self._keys, implementation=Implementation.DFA)

    def prepare(self) -> None:
        """Make an automaton now, for many files."""
        self._looked = FEW
        self._few  # noqa: B018 (asking makes it)

    def may_contain(self, data: bytes) -> bool:
        """Whether a term can occur in a file with these bytes. False is certain."""
        text = _seen(data)
        if text is None or (self._leads and self._beyond_ascii(data)):
            return True
        self._looked += len(data)
        letters = Letters(text)
        return self._short(letters) if self._looked < FEW else self._long(letters)

    def _beyond_ascii(self, data: bytes) -> bool:
        """Whether letters of terms that have no ASCII ones can stand in a file, in whatever encoding."""
        if b"&" in data and _ENTITY.search(data):
            return True
        if data.isascii():
            return False
        if any(lead in data for lead in self._leads):
            return True
        try:
            data.decode()
        except UnicodeDecodeError:
            return True
        return False

    def _short(self, letters: Letters) -> bool:
        """Sign by sign: only those are looked for of which the text has the gram."""
        near: dict[str, bool] = {}
        lower = letters.lower
        for number in self._perhaps(lower):
            for _, pattern, needs in self._sign(number)[1]:
                first = lower.find(pattern)
                while first >= 0:
                    if letters.are_words(first, pattern) and all(
                        self._mentions(lower, name, near) for name in needs
                    ):
                        return True
                    first = lower.find(pattern, first + 1)
        return False

    def _perhaps(self, letters: bytes) -> Iterator[int]:
        """The numbers of the signs whose keys stand in the letters."""
        marks, size = self._marks, len(self._marks)
        grams = [gram.to_bytes(GRAM, byteorder) for gram in _grams(letters) if marks[gram % size]]
        for _, signs in self._by_gram.among(["", *map(bytes.decode, grams)]):
            for key, number in signs:
                if key in letters:
                    yield number

    def _mentions(self, letters: bytes, name: str, near: dict[str, bool]) -> bool:
        if name not in near:
            near[name] = any(word in letters for word in self._contexts[name])
        return near[name]

    def _long(self, letters: Letters) -> bool:
        """With an automaton of all signs."""
        near: dict[str, bool] = {}
        lower = letters.lower
        keys = self._few if self._looked < MANY * self._number else self._many
        for number, start, _ in keys.find_matches_as_indexes(lower, overlapping=True):
            for at, pattern, needs in self._sign(number)[1]:
                first = start - at
                if (
                    first >= 0
                    and letters.are_words(first, pattern)
                    and lower.startswith(pattern, first)
                    and all(self._speaks_of(lower, name, near) for name in needs)
                ):
                    return True
        return False

    def _speaks_of(self, letters: bytes, name: str, near: dict[str, bool]) -> bool:
        if name not in near:
            if name not in self._sets:
                self._sets[name] = BytesAhoCorasick(self._contexts[name])
            find = self._sets[name].find_matches_as_indexes
            # Such words are frequent where they occur at all: near the beginning first.
            near[name] = any(find(letters[:size]) for size in (500, 5000, len(letters)))
        return near[name]


def _grams(letters: bytes) -> set[int]:
    """All that stand in the letters, as numbers."""
    found: set[int] = set()
    for at in range(GRAM):
        found.update(numbers_in(letters[at : len(letters) - (len(letters) - at) % GRAM]))
    return found


def _has(data: bytes, sign: bytes) -> bool:
    """Whether the bytes are there. A single byte is looked for twenty times as fast as several."""
    return sign[:1] in data and sign[-1:] in data and sign in data


def _seen(data: bytes) -> bytes | None:
    """The bytes, and once more without the letters that aren't seen, around these. None: can't tell."""
    if any(_has(data, sign) for sign in _UNKNOWN) or (b"<" in data and _has_long_comment(data)):
        return None
    if not data.isascii() and any(_has(data, lead) for lead in _OTHER_LETTERS):
        return None
    parts = [data]
    for region in _regions(data):
        for sign, pattern in _HIDDEN:
            if sign in region:
                # Not nothing: "word&nbsp;word" are two
                region = pattern.sub(b" ", region)
        parts.append(region)
    return b"\n".join(parts) if len(parts) > 1 else data


def _has_long_comment(data: bytes) -> bool:
    """Whether a comment is longer than what is taken out of a region, or has no end."""
    start = data.find(b"<!--")
    while start >= 0:
        end = data.find(b"-->", start, start + 200)
        if end < 0:
            return True
        start = data.find(b"<!--", end)
    return False


def _regions(data: bytes) -> Iterator[bytes]:
    """The stretches around letters that aren't seen, merged where they meet."""
    begin = end = 0
    for start, stop in sorted(_unseen(data)):
        if end and start - REACH > end:
            yield data[begin:end]
            end = 0
        if not end:
            begin = max(0, start - REACH)
        end = max(end, stop + REACH)
    if end:
        yield data[begin:end]


def _unseen(data: bytes) -> Iterator[tuple[int, int]]:
    """Where letters that aren't seen may split a term, or a word."""
    for sign, pattern in _HIDDEN:
        if _has(data, sign):
            for match in pattern.finditer(data):
                yield match.span()

"""The quick look: can a file hold a term at all? Most can't, and needn't be read properly.

A term can only stand where its words do, side by side. They are looked for in the bare bytes, with
letters alone and everything else a space. Nothing may be lost on the way: around what a reader
doesn't see (tags, link targets, emphasis, broken lines) the text is looked at without it as well, and
where only the real reader can tell, the answer is yes.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from ahocorasick_rs import BytesAhoCorasick

Sign = tuple[bytes, tuple[tuple[bytes, tuple[str, ...]], ...]]
"""A key word, and of each pattern that has it: its words in order, the contexts it needs."""

REACH = 140
"""Bytes to either side that are looked at, around a word or what isn't seen; longer than any term."""
_GAP = b" " * 40

_LETTERS = bytes.maketrans(
    bytes(range(256)),
    bytes(c + 32 if 65 <= c <= 90 else c if 97 <= c <= 122 else 32 for c in range(256)),
)
_MARKUP = b"*_~\\"
_BROKEN = (
    (b"-", rb"-(?<=[\w\x80-\xff]-)[ \t]*\r?\n[\s>|*]*"),
    (b"\xe2\x80\x90", rb"\xe2\x80\x90[ \t]*\r?\n[\s>|*]*"),
    (b"\xc2\xad", rb"\xc2\xad[ \t]*\r?\n[\s>|*]*"),
)
_HIDDEN = (
    (b"<!--", rb"<!--.{0,200}?-->"),
    (b"<", rb"<[^<>]{0,4000}>"),
    (b"]", rb"\]\((?:[^()]|\([^()]*\)){0,4000}\)"),
    (b"[", rb"\]\[[^\[\]]{0,300}\]"),
    (b"^", rb"\[\^[^\[\]]{1,80}\]"),
    (b"&", rb"&\w{1,31};"),
    (b"]_", rb"\[[^\[\]]{1,80}\]_"),
    (b":`", rb":[\w+.-]{1,40}:`"),
    (b"`_", rb"`__?"),
)
"""Of what isn't seen: bytes to look for first, and the pattern, which begins with fixed bytes."""
_SPACES = (
    rb"(?i)&(?:nbsp|e[nm]sp1?[34]?|thinsp|hairsp|puncsp|numsp|mediumspace|nonbreakingspace|tab|newline);"
    rb"|<br\s*/?>"
)
_INVISIBLE = (
    (b"\xc2\xad", rb"\xc2\xad(?![ \t]*\r?\n)"),
    (b"\xe2\x80", rb"\xe2\x80[\x8b-\x8f\xaa-\xae]"),
    (b"\xe2\x81", rb"\xe2\x81[\xa0-\xaf]"),
    (b"\xef\xbb\xbf", rb"\xef\xbb\xbf"),
    (b"\xef\xb8", rb"\xef\xb8[\x80-\x8f]"),
    (b"\xe1\xa0\x8e", rb"\xe1\xa0\x8e"),
)
"""Of what is invisible: the bytes to look for first, and the pattern, compiled only if they are there."""
_OTHER_LETTERS = (b"\xef\xac", b"\xef\xbc", b"\xef\xbd", b"\xcc", b"\xcd", b"\xc4\xb0")
"""Lead bytes of ligatures, full-width letters, combining marks and the dotted capital I."""


class Quick:
    """The quick look of one termbase."""

    def __init__(self, signs: list[Sign], contexts: dict[str, list[bytes]]) -> None:
        """`contexts` are words of the named sets of which one must be in the text."""
        self._signs = signs
        self._contexts = contexts
        self._patterns: dict[int, BytesAhoCorasick] = {}
        self._neighbours: dict[int, tuple[tuple[bytes, ...], tuple[bytes, ...], bool]] = {}
        self._sets: dict[str, BytesAhoCorasick] = {}

    @cached_property
    def _keys(self) -> BytesAhoCorasick:
        return _automaton(key for key, _ in self._signs)

    def may_contain(self, data: bytes) -> bool:
        """Whether a term can occur in a file with these bytes. False is certain."""
        words = letters(data)
        if words is None:
            return True
        near: dict[str, bool] = {}
        places: dict[int, list[bytes]] = {}
        for number, start, end in self._keys.find_matches_as_indexes(words, overlapping=True):
            if self._beside(number, words, start, end):
                places.setdefault(number, []).append(words[max(0, start - REACH) : end + REACH])
        for number, windows in places.items():
            if number not in self._patterns:
                self._patterns[number] = _automaton(pattern for pattern, _ in self._signs[number][1])
            text = b" %b " % b" ".join(b" . ".join(windows).split())
            for pattern, _, _ in self._patterns[number].find_matches_as_indexes(text, overlapping=True):
                if all(self._speaks_of(words, name, near) for name in self._signs[number][1][pattern][1]):
                    return True
        return False

    def _beside(self, number: int, words: bytes, start: int, end: int) -> bool:
        """Whether a word that some pattern has next to its key stands next to this one."""
        if number not in self._neighbours:
            self._neighbours[number] = _neighbours(*self._signs[number])
        before, after, alone = self._neighbours[number]
        return (
            alone
            or words[max(0, start - REACH) : start + 1].rstrip().endswith(before)
            or words[end - 1 : end + REACH].lstrip().startswith(after)
        )

    def _speaks_of(self, words: bytes, name: str, near: dict[str, bool]) -> bool:
        if name not in near:
            if name not in self._sets:
                self._sets[name] = _automaton(self._contexts[name])
            near[name] = bool(self._sets[name].find_matches_as_indexes(words))
        return near[name]


def _neighbours(
    key: bytes, patterns: tuple[tuple[bytes, tuple[str, ...]], ...]
) -> tuple[tuple[bytes, ...], tuple[bytes, ...], bool]:
    """Words before a key in its patterns, words after it where it comes first, whether it stands alone."""
    before: set[bytes] = set()
    after: set[bytes] = set()
    alone = False
    for pattern, _ in patterns:
        words = pattern.split(b" ")
        at = words.index(key)
        if at:
            before.add(words[at - 1])
        elif len(words) > 1:
            after.add(words[1])
        else:
            alone = True
    return tuple(before), tuple(after), alone


def _automaton(words: Iterable[bytes]) -> BytesAhoCorasick:
    return BytesAhoCorasick([b" %b " % word for word in words])


def letters(data: bytes) -> bytes | None:
    """The words of a file's bytes, in lower case with single spaces around. None: can't tell."""
    if b"\0" in data or (b"&" in data and b"&#" in data) or _has_long_comment(data):
        return None
    if not data.isascii():
        if any(lead in data for lead in _OTHER_LETTERS):
            return None
        for sign, pattern in _INVISIBLE:
            if sign in data:
                data = re.sub(pattern, b"", data)
    if b" " * 24 in data or b"\t" * 8 in data:
        data = re.sub(rb"[ \t]{8,}", b" ", data)
    parts = [data]
    for region in _regions(data):
        broken = sum(len(re.findall(pattern, region)) for sign, pattern in _BROKEN if sign in region)
        if broken > 1:  # one may break a word and the other join two
            return None
        for seen in (b"", b" ")[: broken + 1]:
            parts += _without(region, seen)
    words = b" %b " % b" . ".join(parts).translate(_LETTERS)
    return b" %b " % b" ".join(words.split()) if _GAP in words else words


def _without(region: bytes, broken: bytes) -> Iterator[bytes]:
    """A region without what isn't seen in it: gone, or as a space; `broken` stands for a broken line."""
    for sign, pattern in _BROKEN:
        if sign in region:
            region = re.sub(pattern, broken, region)
    region = region.translate(None, _MARKUP)
    if b"&" in region or b"<" in region:
        region = re.sub(_SPACES, b" ", region)
    for sign, pattern in _HIDDEN:
        if sign in region:
            region = re.sub(pattern, b"\0", region, flags=re.DOTALL)
    yield region.replace(b"\0", b"")
    yield region


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
    """The stretches around what a reader doesn't see, merged where they meet."""
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
    """Where something unseen may split a term, or a word."""
    for sign, pattern in _HIDDEN:
        if sign in data:
            for match in re.finditer(pattern, data, flags=re.DOTALL):
                yield match.span()
    for char in (b"*", b"_", b"~", b"\\"):
        if char in data:
            for match in re.finditer(re.escape(char) + b"[A-Za-z]", data):
                before = data[max(0, match.start() - 9) : match.start()].rstrip(_MARKUP)
                if before[-1:].isalpha():
                    yield match.span()
    for sign, pattern in _BROKEN:
        if sign in data:
            for match in re.finditer(pattern, data):
                yield match.span()

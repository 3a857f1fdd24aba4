"""The prefilter: can a file contain a term at all? Most can't, and needn't be parsed.

Filter and verify, as regular expression engines do with literals and code search with trigrams (Cox, “Regular
Expression Matching with a Trigram Index”, 2012). "No" is certain, "yes" may be wrong. Each pattern has a key,
the few of its letters that are rarest (`prefilter_build`). In a short text:

1. a Bloom filter lets few of the text's 4-grams through (Bloom, “Space/Time Trade-offs in Hash Coding with
   Allowable Errors”, 1970), here with one hash function and one byte per slot: it may mistake one gram for
   another, but never misses one;
2. the hash index (`tables.Index`) gives the keys that have these grams;
3. the patterns of the keys found in the text are looked for as a whole.

In longer texts one Aho–Corasick automaton of all keys (Aho & Corasick, “Efficient String Matching”, 1975)
takes the place of the first two steps.

What is searched is the file's ASCII letters alone, in lower case: whatever comes between a term's words
(spaces, line ends, hyphens, emphasis, invisible characters) doesn't matter. Where a reader doesn't see
letters (tags, link targets, notes' marks) the text is searched without them as well, and if only the real
reader can tell, the answer is yes. Terms without ASCII letters are looked for in `prefilter_beyond`.
"""

import re
from collections.abc import Container, Iterator
from functools import cache
from sys import byteorder

from luxterm.base import lazy_pattern
from luxterm.termbase.automata import ContextWords, Keys
from luxterm.termbase.prefilter_beyond import Beyond
from luxterm.termbase.tables import Data, Index, Rows, numbers_in, parts_of

Candidate = tuple[int, bytes, tuple[str, ...]]
"""A pattern to verify: where its key is in it, its letters (a to z), the contexts it needs."""
KeyEntry = tuple[bytes, tuple[Candidate, ...]]
"""A key and the patterns that have it."""

GRAM = 4
"""Letters of a gram, so that one is a 32-bit number."""
AUTOMATON_FROM = 5000
"""Bytes searched so far from which on making the automaton pays off."""
AROUND_UNSEEN = 140
"""Bytes to either side that are looked at around what isn't seen; longer than any term with its spaces."""
_WIDE = (b" " * 16, b"\t" * 8)
_LINE_END = rb"\n"
"""The end of a line as programs write it: the word after it is one of its own."""
_SPACES = lazy_pattern(rb"[ \t\r\n]{4,}")
"""Which are made narrow first, if there are such wide ones."""

_SMALL = ord("a")
_NO_LETTERS = bytes(c for c in range(256) if not bytes((c,)).isalpha())
_UNSEEN = (
    (b"<!--", lazy_pattern(rb"<!--.{0,200}?-->", re.DOTALL)),
    (b"<", lazy_pattern(rb"<[^<>]{0,4000}>", re.DOTALL)),
    # Most targets have no brackets: tried first because that takes a tenth of the time
    (
        b"]",
        lazy_pattern(
            rb"\](?:\((?:[^()]{0,4000}+|(?:[^()]|\([^()]*\)){0,4000})\)|\[[^\[\]]{0,300}\])", re.DOTALL
        ),
    ),
    (b"[^", lazy_pattern(rb"\[\^[^\[\]]{1,80}\]", re.DOTALL)),
    (b"&", lazy_pattern(rb"&\w{1,31};", re.DOTALL)),
    (b"]_", lazy_pattern(rb"\[[^\[\]]{1,80}\]_", re.DOTALL)),
    (b":`", lazy_pattern(rb":[\w+.-]{1,40}:`", re.DOTALL)),
)
"""Markup whose letters a reader doesn't see: bytes to look for first, and its pattern."""
_ENCODED = (b"\0", b"&#", b"lig;")
"""Signs of letters that are written as something else: UTF-16, numbers, entities of ligatures."""
_LIKE_ASCII = (b"\xef\xac", b"\xef\xbc", b"\xef\xbd", b"\xcc", b"\xcd", b"\xc4\xb0", b"\xe2\x84\xaa")
"""Lead bytes of what may be read as ASCII letters: ligatures, full-width ones, combining marks, İ, the
sign for kelvin."""


class Letters:
    """The ASCII letters of a text and nothing else; `lower` in lower case.

    Word boundaries are kept as capitals: each word begins with one, and no other letter has one.
    """

    __slots__ = ("_titled", "lower")

    def __init__(self, text: bytes) -> None:
        self._titled = text.title().translate(None, _NO_LETTERS)
        self.lower = self._titled.lower()

    def are_words(
        self, first: int, pattern: bytes, leads: tuple[bytes, ...], begun: Container[bytes]
    ) -> bool:
        """Whether so many letters begin and end with a word ("minor", not "minority").

        They may also begin after one of the `leads` (in lower case) that begins a word, and if they are
        `begun` the word may go on.
        """
        titled, last = self._titled, first + len(pattern)
        if last < len(titled) and titled[last] >= _SMALL and pattern not in begun:
            return False
        if titled[first] < _SMALL:
            return True
        # Not in Title Case: a sign inside the lead (a soft hyphen) has given it a second capital
        ahead = (first - len(lead) for lead in leads if self.lower.endswith(lead, 0, first))
        return any(titled[start] < _SMALL for start in ahead)


class Prefilter:
    """The prefilter of one termbase, as `prefilter_build` filed it."""

    def __init__(self, filed: Data) -> None:
        keys, entries, self._bloom, keys_by_gram, contexts, beyond, leads, begun = parts_of(filed)
        self._keys = Keys(keys)
        rows = Rows(entries)
        self._number = len(rows)
        self._entry = cache(rows.__getitem__)
        self._keys_by_gram = Index(keys_by_gram)
        self._contexts = Index(contexts)
        self._beyond = Beyond(beyond) if len(beyond) else None
        self._leads = tuple(bytes(leads).split())
        self._begun = frozenset(bytes(begun).split())
        self._context_words = ContextWords()

    def prepare(self) -> None:
        """Make an automaton now, for many files."""
        self._keys.searched = AUTOMATON_FROM
        self._keys.prepare()

    def may_contain(self, data: bytes) -> bool:
        """Whether a term can occur in a file with these bytes. False is certain."""
        text = _visible(data)
        if text is None or (self._beyond and self._beyond.may_contain(data, text)):
            return True
        if not self._number:
            return False
        self._keys.searched += len(data)
        letters = Letters(text)
        few = self._keys.searched < AUTOMATON_FROM
        return self._by_grams(letters) if few else self._by_automaton(letters)

    def _by_grams(self, letters: Letters) -> bool:
        """Key by key: only keys that share a gram with the text are looked for."""
        lower = letters.lower

        @cache
        def mentioned(name: str) -> bool:
            return any(word in lower for word in self._contexts[name])

        for number in self._keys_in(lower):
            for _, pattern, needs in self._entry(number)[1]:
                first = lower.find(pattern)
                while first >= 0:
                    words = letters.are_words(first, pattern, self._leads, self._begun)
                    if words and all(map(mentioned, needs)):
                        return True
                    first = lower.find(pattern, first + 1)
        return False

    def _keys_in(self, letters: bytes) -> Iterator[int]:
        """The numbers of the keys found in the letters."""
        bloom, slots = self._bloom, len(self._bloom)
        grams = [gram.to_bytes(GRAM, byteorder) for gram in _grams(letters) if bloom[gram % slots]]
        for _, keys in self._keys_by_gram.among(["", *map(bytes.decode, grams)]):
            for key, number in keys:
                if key in letters:
                    yield number

    def _by_automaton(self, letters: Letters) -> bool:
        lower = letters.lower

        @cache
        def mentioned(name: str) -> bool:
            return self._context_words.any_in(lower, name, self._contexts[name])

        for number, start, _ in self._keys.find(lower):
            for at, pattern, needs in self._entry(number)[1]:
                first = start - at
                if (
                    first >= 0
                    and lower.startswith(pattern, first)
                    and letters.are_words(first, pattern, self._leads, self._begun)
                    and all(map(mentioned, needs))
                ):
                    return True
        return False


def _grams(letters: bytes) -> set[int]:
    """All 4-grams of the letters, as 32-bit numbers, read from each of the first four places on."""
    found: set[int] = set()
    for at in range(GRAM):
        found.update(numbers_in(letters[at : len(letters) - (len(letters) - at) % GRAM]))
    return found


def _has(data: bytes, part: bytes) -> bool:
    """Whether the bytes are there. A single byte is looked for twenty times as fast as several."""
    return part[:1] in data and part[-1:] in data and part in data


def _visible(data: bytes) -> bytes | None:
    """The bytes, and once more without the letters that aren't seen, around these. None: can't tell."""
    if any(_has(data, part) for part in _ENCODED) or (b"<" in data and _has_long_comment(data)):
        return None
    if not data.isascii() and any(_has(data, lead) for lead in _LIKE_ASCII):
        return None
    if _has(data, _LINE_END):
        data = data.replace(_LINE_END, _LINE_END + b" ")
    parts = [data]
    for region in _regions(data):
        for part, pattern in _UNSEEN:
            if part in region:
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
    unseen = sorted(_unseen(data))
    if unseen and any(_has(data, wide) for wide in _WIDE):
        data = _SPACES.sub(b" ", data)
        unseen = sorted(_unseen(data))
    for start, stop in unseen:
        if end and start - AROUND_UNSEEN > end:
            yield data[begin:end]
            end = 0
        if not end:
            begin = max(0, start - AROUND_UNSEEN)
        end = max(end, stop + AROUND_UNSEEN)
    if end:
        yield data[begin:end]


def _unseen(data: bytes) -> Iterator[tuple[int, int]]:
    """Where letters that aren't seen may split a term, or a word."""
    for part, pattern in _UNSEEN:
        if _has(data, part):
            for match in pattern.finditer(data):
                yield match.span()

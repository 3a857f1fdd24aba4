"""The prefilter for terms without ASCII letters, as in Greek, Russian or Arabic.

Of a text only the letters beyond ASCII are searched, in lower case, as UTF-8: signs may stand inside a word,
and markup has ASCII letters. Keys are found by an Aho–Corasick automaton; then their phrases are looked for,
as whole words, and the contexts that these need. "No" is certain: a text that isn't UTF-8 gets a yes.
"""

from functools import cache, cached_property, partial

from luxterm.base import lazy_pattern
from luxterm.termbase.automata import ContextWords, Keys
from luxterm.termbase.tables import Data, Index, Rows, parts_of

Phrase = tuple[int, bytes, tuple[str, ...]]
"""Where the key is in a phrase, its letters, and the contexts that it needs."""

_ASCII = bytes(range(128))
_NO_LETTERS = bytes(char for char in range(256) if not bytes((char,)).isalpha())
_LATIN_SIGNS, _SIGNS = b"\xc2", b"\xe2"
"""With which U+0080 to 00BF begin, and U+2000 to 2FFF: quotation marks, dashes, spaces, what nobody sees."""
_LETTERS = range(0xB0, 0xB8)
"""The second byte of letters among the latter."""
_RARE = (b"\xe1\x9a\x80", b"\xe1\xa0\x8e", b"\xe3\x80\x80", b"\xef\xb9\xa3", b"\xef\xbb\xbf")
"""Other spaces and hyphens, and what else nobody sees."""
_VARIANTS = lazy_pattern(rb"\xef\xb8[\x80-\x8f]")
"""Selectors of variants."""
_ENTITY = lazy_pattern(rb"&(\w{1,31});")


def lowered(text: str) -> str:
    """A text as it is compared here: in lower case, a final sigma as any other."""
    return text.lower().replace("ς", "σ")


def letters_in(text: str) -> bytes:
    """Its letters beyond ASCII, which signs between them would hide from a search."""
    letters = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    if _LATIN_SIGNS in letters:
        first, *others = letters.split(_LATIN_SIGNS)
        letters = first + b"".join([part[1:] for part in others])
    if _SIGNS in letters:
        first, *others = letters.split(_SIGNS)
        letters = first + b"".join([_SIGNS + it if it[0] in _LETTERS else it[2:] for it in others])
    for sign in _RARE if b"\xe1" in letters or b"\xe3" in letters or b"\xef" in letters else ():
        letters = letters.replace(sign, b"")
    return _VARIANTS.sub(b"", letters) if b"\xef\xb8" in letters else letters


class Letters:
    """The letters beyond ASCII of a text, in lower case."""

    def __init__(self, text: str) -> None:
        self._text = lowered(text)
        self.lower = letters_in(self._text)

    @cached_property
    def in_ascii(self) -> bytes:
        """The others."""
        return self._text.encode("ascii", "ignore").translate(None, _NO_LETTERS)

    @cached_property
    def _titled(self) -> bytes:
        """They with a capital at the beginning of each word, if their script has any."""
        return letters_in(self._text.title())

    def are_words(self, first: int, last: int, leads: tuple[bytes, ...], *, begun: bool) -> bool:
        """Whether those between two places begin and end with a word.

        They may also begin after one of the `leads` (in lower case) that begins a word; if `begun`, the word
        may go on.
        """
        titled = self._titled
        if len(titled) != len(self.lower):  # a letter that has more than one for a capital
            return True
        # Of a lead only the first letter: a sign inside it (a soft hyphen) has given it a second capital
        begins = _may_begin(titled, first) or any(
            self.lower.endswith(lead, 0, first) and _may_begin(titled, first - len(lead)) for lead in leads
        )
        return begins and (begun or _may_begin(titled, last))


class Beyond:
    """Whether a file may contain a term of a termbase that has no ASCII letters."""

    def __init__(self, filed: Data) -> None:
        """`filed` is what `prefilter_beyond_build` makes.

        The keys, a line each; the phrases of each; the words of each context; entities that stand for letters
        of terms; what may stand directly before a phrase, as in `Letters`; and phrases that a word may go on
        after.
        """
        keys, entries, contexts, entities, leads, begun = parts_of(filed)
        self._keys = Keys(keys)
        self._context_words = ContextWords()
        self._entry = cache(Rows(entries).__getitem__)
        self._contexts = Index(contexts)
        self._entities = frozenset(bytes(entities).split())
        self._leads = tuple(bytes(leads).split())
        self._begun = frozenset(bytes(begun).split())

    def may_contain(self, data: bytes, visible: bytes) -> bool:
        """Whether a term can occur in these bytes; `visible` are they, and again without what isn't seen."""
        if b"&" in data and not self._entities.isdisjoint(_ENTITY.findall(data)):
            return True
        if data.isascii():
            return False
        try:
            text = visible.decode()
        except UnicodeDecodeError:
            if not _is_utf8(data):
                return True
            text = visible.decode(errors="ignore")  # what isn't seen was cut out amid a letter
        letters = Letters(text)
        mentioned = cache(partial(self._mentions, letters=letters))
        self._keys.searched += len(data)
        for number, start, _ in self._keys.find(letters.lower):
            for at, phrase, needs in self._entry(number):
                first = start - at
                if (
                    first >= 0
                    and letters.lower.startswith(phrase, first)
                    and all(map(mentioned, needs))
                    and letters.are_words(
                        first, first + len(phrase), self._leads, begun=phrase in self._begun
                    )
                ):
                    return True
        return False

    def _mentions(self, name: str, letters: Letters) -> bool:
        """Whether the text has a word of a context, which may be one in ASCII."""
        beyond, ascii_words = self._contexts[name]
        if self._context_words.any_in(letters.lower, name, beyond):
            return True
        return bool(ascii_words) and any(word in letters.in_ascii for word in ascii_words)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _may_begin(titled: bytes, at: int) -> bool:
    """Whether Title Case leaves the letter at a place alone: it can be a word's first; or none is there."""
    letter = titled[at : at + 4].decode(errors="ignore")[:1]
    return letter.title() == letter

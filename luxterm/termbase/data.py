"""The compiled termbase at run time: languages, profiles, and the prefilter.

Built by `luxterm.termbase.build`, kept by `luxterm.termbase.store`. It is tables (`luxterm.termbase.tables`),
so that a process pays only for what its documents contain, not for everything they could.
"""

import marshal
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import BytesAhoCorasick

from luxterm.config.settings import AUTO
from luxterm.system.errors import did_you_mean
from luxterm.termbase.errors import TermbaseError
from luxterm.termbase.patterns import Patterns, Share
from luxterm.termbase.prefilter import Prefilter
from luxterm.termbase.tables import Parts, named_in, parts_of
from luxterm.types import Message

if TYPE_CHECKING:
    from luxterm.termbase.identification import Identification
    from luxterm.termbase.language import Language
    from luxterm.termbase.recommended import Recommended


_HEAD = 1_500
"""Bytes at a file's beginning in which languages are looked for by their commonest words."""
_FAMILIAR = 3
"""So many of its commonest words show a language with terms."""
_PROSE = 16
"""Spaces in a file that is long enough to show that it is in none of the languages with terms."""


class Profile(NamedTuple):
    """A jurisdiction's choices, see `luxterm.termbase.models.Profile`."""

    id: str
    name: dict[str, str]
    description: dict[str, str]
    prefers: dict[str, str]
    accepts: dict[str, tuple[str, ...]]
    because: dict[str, str]
    sources: tuple[tuple[str, str, bool, str], ...]


def _lacks(unknown: Message, name: str, known: Collection[str]) -> Message:
    """What to say of a name that isn't known: what there is, and the likely one."""
    return did_you_mean(Message("available", (unknown, ", ".join(sorted(known)))), name, known)


class Termbase:
    """All of it: languages, profiles, and the prefilter (can a file hold a term at all?)."""

    def __init__(self, parts: Parts) -> None:
        about, profiles = parts_of(parts["about"])
        said: tuple[
            str,
            str,
            str,
            tuple[str, ...],
            tuple[int, ...],
            str,
            tuple[bytes, ...],
            tuple[tuple[bytes, ...], ...],
        ]
        said = marshal.loads(about)
        self.name, self.version, self.sha256, languages, sizes, self.default_lang = said[:6]
        self.foreign, self._familiar = said[6:]
        """`default_lang`: the language of a text in which nothing shows one; `foreign`: common words of
        known languages without terms, with the spaces around them; and the same for each with terms."""
        self.languages = list(languages)
        self._firsts = list(accumulate(sizes, initial=0))
        self._profiles = named_in(profiles)
        self._parts = parts
        self._languages: dict[str, Language] = {}
        self._words: dict[tuple[str, ...], frozenset[str]] = {}

    def require(self, lang: str) -> None:
        """Raises TermbaseError if there are no terms in a language."""
        if lang not in self.languages:
            raise TermbaseError(
                "", 0, _lacks(Message("no-terms-in-language", (repr(lang),)), lang, self.languages)
            )

    def named(self, lang: str) -> tuple[str, ...]:
        """The languages that a setting names: several with commas between, or all. Raises TermbaseError."""
        if lang == AUTO:
            return tuple(self.languages)
        found = tuple(dict.fromkeys(each.strip() for each in lang.split(",")))
        for each in found:
            self.require(each)
        return found

    def admit(self, lang: str, profile: str, variety: str) -> None:
        """Raises TermbaseError for languages (see `named`), a profile or a spelling variety that it lacks."""
        self.named(lang)
        self.profile(profile)
        if variety and variety not in self.varieties:
            raise TermbaseError(
                "", 0, _lacks(Message("no-such-variety", (repr(variety),)), variety, self.varieties)
            )

    def language(self, lang: str) -> "Language":
        """One language. Raises TermbaseError if it is missing."""
        if lang not in self._languages:
            from luxterm.termbase.language import Language  # most files have no candidate for a term

            self.require(lang)
            number = self.languages.index(lang)
            first, end = self._firsts[number : number + 2]
            share = Share(self.patterns, first, end - first)
            self._languages[lang] = Language(lang, self._parts, share)
        return self._languages[lang]

    def recommended(self, lang: str) -> "Recommended":
        """The words that it recommends in one language. Raises TermbaseError if it is missing."""
        from luxterm.termbase.recommended import Recommended

        self.require(lang)
        return Recommended(self._parts[f"recommended {lang}"])

    @cached_property
    def patterns(self) -> Patterns:
        """The phrases of all languages, found in one go."""
        return Patterns(self._parts["patterns"])

    def owner(self, pattern: int) -> tuple[str, int]:
        """The language that has the phrase with this number in `patterns`, and its number there."""
        number = bisect_right(self._firsts, pattern) - 1
        return self.languages[number], pattern - self._firsts[number]

    def besides(self, lang: str) -> "Iterator[Language]":
        """The other languages."""
        return (self.language(each) for each in self.languages if each != lang)

    @cached_property
    def identification(self) -> "Identification":
        """What tells which language a text is in, of those with terms and others."""
        from luxterm.termbase.identification import Identification

        return Identification(self._parts["identification"])

    def words(self, langs: Sequence[str]) -> Callable[[], Container[str]]:
        """What gives the words of the phrases and titles in some languages (see `luxterm.text.view.View`)."""
        if len(langs) == 1:
            return self.language(langs[0]).words
        return lambda: self._words_in(tuple(langs))

    def _words_in(self, langs: tuple[str, ...]) -> frozenset[str]:
        if langs not in self._words:
            self._words[langs] = frozenset().union(*(self.language(lang).words() for lang in langs))
        return self._words[langs]

    @cached_property
    def varieties(self) -> frozenset[str]:
        """The spelling varieties of all languages: en-GB, en-US."""
        grammars = (self.language(lang).grammar for lang in self.languages)
        return frozenset(name for it in grammars for name in (*it.spelling_stems, *it.spelling_markers))

    @cached_property
    def ids(self) -> frozenset[str]:
        """Those of all terms in all languages: what a comment or a configuration may name."""
        return frozenset(term for lang in self.languages for term in self.language(lang).ids)

    @property
    def profiles(self) -> list[str]:
        """The names of all profiles."""
        return list(self._profiles)

    def profile(self, name: str) -> Profile:
        """One jurisdiction's profile. Raises TermbaseError if it is missing."""
        if name not in self._profiles:
            raise TermbaseError(
                "", 0, _lacks(Message("no-such-profile", (repr(name),)), name, self._profiles)
            )
        return Profile(*marshal.loads(self._profiles[name]))

    @cached_property
    def _prefilter(self) -> Prefilter:
        return Prefilter(self._parts["prefilter"])

    def prepare(self, langs: Iterable[str]) -> None:
        """Make now what pays for many documents in some languages. Raises TermbaseError if one is missing."""
        self.patterns.prepare()
        self._prefilter.prepare()
        for lang in langs:
            language = self.language(lang)
            language.leads.prepare()
            language.cues.prepare()

    def may_be_unchecked(self, data: bytes) -> bool:
        """Whether a file has common words of a known language without terms, or none of one with terms."""
        found = self._common_in(data[:_HEAD])
        if self._has_foreign(found, data):
            return True
        familiar = self._is_familiar(found) or self._is_familiar(self._common_in(data))
        return not familiar and data.count(b" ") >= _PROSE

    def has_foreign(self, data: bytes) -> bool:
        """Whether a text has common words of a known language without terms.

        Those in ASCII are looked for only near its beginning: that takes longer than all others together.
        """
        return self._has_foreign(self._common_in(data[:_HEAD]), data)

    def _has_foreign(self, found: Iterable[int], data: bytes) -> bool:
        """The same, with the common words that were found near its beginning."""
        if any(number < len(self.foreign) for number in found):
            return True
        # Most texts in other languages lack even the bytes that such words have beyond ASCII
        return any(word in data for lead, words in self._foreign_by_lead if lead in data for word in words)

    def _is_familiar(self, found: Iterable[int]) -> bool:
        """Whether some of the commonest words of one language with terms are among those found."""
        langs = Counter(self._common[number] for number in found)
        return any(count >= _FAMILIAR for lang, count in langs.items() if lang >= 0)

    def _common_in(self, data: bytes) -> set[int]:
        """The numbers of the common words in a file, those of languages without terms first."""
        return {number for number, _, _ in self._common_words.find_matches_as_indexes(data)}

    @cached_property
    def _common_words(self) -> BytesAhoCorasick:
        return BytesAhoCorasick([*self.foreign, *chain.from_iterable(self._familiar)])

    @cached_property
    def _common(self) -> list[int]:
        """For each of the common words which language with terms it is of, -1 if of none."""
        known = (number for number, words in enumerate(self._familiar) for _ in words)
        return [*(-1 for _ in self.foreign), *known]

    @cached_property
    def _foreign_by_lead(self) -> list[tuple[bytes, list[bytes]]]:
        """The foreign words that aren't ASCII by the first byte in them that isn't."""
        found: dict[bytes, list[bytes]] = {}
        for word in self.foreign:
            if not word.isascii():
                lead = next(byte for byte in word if byte > 127)
                found.setdefault(bytes((lead,)), []).append(word)
        return list(found.items())

    def may_contain(self, data: bytes) -> bool:
        """Whether a term can occur in a file; False is certain, so that it needn't be parsed."""
        return self._prefilter.may_contain(data)

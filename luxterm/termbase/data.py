"""The compiled termbase at run time: what the engine looks things up in.

Built by `luxterm.termbase.build`, kept by `luxterm.termbase.store`; loading it makes a few hundred
small tuples and nothing else. The automaton is made when a document first needs it.
"""

import marshal
import re
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from luxterm.lazy import lazy
from luxterm.termbase.cues import CueData, CueFile
from luxterm.termbase.errors import TermbaseError
from luxterm.termbase.patterns import Patterns
from luxterm.termbase.quick import Quick
from luxterm.termbase.titles import TitleFile
from luxterm.typed import Any, NamedTuple
from luxterm.types import Source

EXCEPTION = -1
"""In place of a group's number: the phrase shields what it contains and is nothing itself."""

_REFERENCE = lazy(r"<([^<>:]+)(:plural)?>")


class Group(NamedTuple):
    """Some forms of a term and what to say instead; phrases folded."""

    say: tuple[str, ...]
    attributive: tuple[str, ...]
    number: str
    applicability: int
    followed_by: tuple[str, ...]
    preceded_by: tuple[str, ...]


class TermData(NamedTuple):
    """A deprecated term (see `luxterm.termbase.models.Term`). `sources`: short, at, verified, url."""

    id: str
    concept: str
    term: str
    advice: str
    memory: str
    why: str
    note: str
    needs: tuple[str, ...]
    unless: tuple[str, ...]
    expanded: bool
    groups: tuple[Group, ...]
    sources: tuple[Source, ...]


class Target(NamedTuple):
    """What a pattern stands for: a group of a term's forms, or EXCEPTION; `cased` must match exactly."""

    term: int
    group: int
    cased: str


class Context:
    """A named set of words and phrases that show what a passage speaks of."""

    def __init__(self, words: frozenset[str], phrases: tuple[str, ...]) -> None:
        self._words = words
        self._phrases = AhoCorasick(list(phrases)) if phrases else None

    def stands_in(self, text: str) -> bool:
        """Whether one of the words stands in `text` (folded, words between single spaces)."""
        if not self._words.isdisjoint(text.split()):
            return True
        return self._phrases is not None and bool(self._phrases.find_matches_as_indexes(text))


class Profile(NamedTuple):
    """A jurisdiction's choices, see `luxterm.termbase.models.Profile`."""

    id: str
    name: str
    description: str
    prefers: dict[str, str]
    accepts: dict[str, tuple[str, ...]]
    because: str
    sources: tuple[tuple[str, str, bool, str], ...]


class Language:
    """One language of the termbase."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.lang: str = data["lang"]
        self.terms = [
            TermData(
                *term[:10],
                groups=tuple(Group(*group) for group in term[10]),
                sources=tuple(Source(*it) for it in term[11]),
            )
            for term in data["terms"]
        ]
        self.preferred: dict[str, tuple[str, str, str]] = data["preferred"]
        self.words: frozenset[str] = data["words"]
        self.grammar: dict[str, Any] = data["grammar"]
        self.instruments: tuple[str, ...] = data["instruments"]
        self.connectors: tuple[str, ...] = data["connectors"]
        self.names: tuple[str, ...] = data["names"]
        self.sections: tuple[str, ...] = data["sections"]
        self.labels: tuple[str, ...] = data["labels"]
        self.own_headings: frozenset[str] = data["own_headings"]
        self.finite: frozenset[str] = data["finite"]
        self.reporting: tuple[str, ...] = data["reporting"]
        self.patterns = Patterns(data["patterns"], data["by_word"])
        self._targets: dict[int, tuple[Target, ...]] = {}
        self._data = data

    @cached_property
    def cues(self) -> CueFile:
        cues, beside, within = self._data["cues"]
        return CueFile(tuple(CueData(*cue) for cue in cues), beside, within)

    @cached_property
    def contexts(self) -> dict[str, Context]:
        return {name: Context(*words) for name, words in self._data["contexts"].items()}

    @cached_property
    def titles(self) -> TitleFile:
        return TitleFile(self._data["titles"])

    @cached_property
    def expanded(self) -> frozenset[str]:
        """The concepts with abbreviations that mean something else unless a text speaks of the concept."""
        return frozenset(term.concept for term in self.terms if term.expanded)

    def targets(self, pattern: int) -> tuple[Target, ...]:
        """What the phrase of that number stands for."""
        if pattern not in self._targets:
            self._targets[pattern] = tuple(Target(*target) for target in self._data["targets"][pattern])
        return self._targets[pattern]

    def resolve(self, say: str, prefers: dict[str, str]) -> str:
        """A replacement with its references filled in, by a profile's preferences."""

        def term(match: re.Match[str]) -> str:
            forms = self.preferred.get(prefers.get(match[1], match[1])) or self.preferred[match[1]]
            return (forms[1] if match[2] else "") or forms[0]

        return _REFERENCE.sub(term, say) if "<" in say else say


class Termbase:
    """All of it: languages, profiles, and the quick look whether a file can hold a term at all."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.name: str = data["name"]
        self.version: str = data["version"]
        self.sha256: str = data["sha256"]
        self._data = data
        self._languages: dict[str, Language] = {}

    @property
    def languages(self) -> list[str]:
        return list(self._data["languages"])

    def language(self, lang: str) -> Language:
        """One language. Raises TermbaseError where there is none."""
        if lang not in self._languages:
            if lang not in self._data["languages"]:
                known = ", ".join(self.languages)
                raise TermbaseError("", 0, f"no terms in the language {lang!r} (there is: {known})")
            self._languages[lang] = Language(marshal.loads(self._data["languages"][lang]))
        return self._languages[lang]

    @property
    def profiles(self) -> list[str]:
        return list(self._data["profiles"])

    def profile(self, name: str) -> Profile:
        """One jurisdiction's profile. Raises TermbaseError where there is none."""
        if name not in self._data["profiles"]:
            known = ", ".join(self._data["profiles"])
            raise TermbaseError("", 0, f"no profile {name!r} (there is: {known})")
        return Profile(*self._data["profiles"][name])

    @cached_property
    def _quick(self) -> Quick:
        return Quick(self._data["signs"], self._data["sign_contexts"])

    def may_contain(self, data: bytes) -> bool:
        """Whether a term can occur in a file; False is certain, so that it needn't be parsed."""
        return self._quick.may_contain(data)

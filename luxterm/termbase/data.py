"""The compiled termbase at run time: languages, profiles, and the prefilter.

Built by `luxterm.termbase.build`, kept by `luxterm.termbase.store`. It is tables (`luxterm.termbase.tables`),
so that a process pays only for what its documents contain, not for everything they could.
"""

import marshal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from luxterm.termbase.errors import TermbaseError
from luxterm.termbase.prefilter import Prefilter
from luxterm.termbase.tables import Data, named_in, parts_of

if TYPE_CHECKING:
    from luxterm.termbase.language import Language


class Profile(NamedTuple):
    """A jurisdiction's choices, see `luxterm.termbase.models.Profile`."""

    id: str
    name: str
    description: str
    prefers: dict[str, str]
    accepts: dict[str, tuple[str, ...]]
    because: str
    sources: tuple[tuple[str, str, bool, str], ...]


class Parts(Protocol):
    """What a termbase is compiled into, by name."""

    def __getitem__(self, name: str, /) -> Data: ...


class Termbase:
    """All of it: languages, profiles, and the prefilter (can a file hold a term at all?)."""

    def __init__(self, parts: Parts) -> None:
        about, profiles = parts_of(parts["about"])
        said: tuple[str, str, str, tuple[str, ...]] = marshal.loads(about)
        self.name, self.version, self.sha256, languages = said
        self.languages = list(languages)
        self._profiles = named_in(profiles)
        self._parts = parts
        self._languages: dict[str, Language] = {}

    def require(self, lang: str) -> None:
        """Raises TermbaseError if there are no terms in a language."""
        if lang not in self.languages:
            known = ", ".join(self.languages)
            raise TermbaseError("", 0, f"no terms in the language {lang!r} (available: {known})")

    def language(self, lang: str) -> "Language":
        """One language. Raises TermbaseError if it is missing."""
        if lang not in self._languages:
            from luxterm.termbase.language import Language  # most files have no candidate for a term

            self.require(lang)
            self._languages[lang] = Language(lang, self._parts[f"language {lang}"])
        return self._languages[lang]

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
            known = ", ".join(self._profiles)
            raise TermbaseError("", 0, f"no profile {name!r} (available: {known})")
        return Profile(*marshal.loads(self._profiles[name]))

    @cached_property
    def _prefilter(self) -> Prefilter:
        return Prefilter(self._parts["prefilter"])

    def prepare(self, lang: str) -> None:
        """Make now what pays for many documents in one language. Raises TermbaseError if there is none."""
        language = self.language(lang)
        language.patterns.prepare()
        language.leads.prepare()
        language.cues.prepare()
        self._prefilter.prepare()

    def may_contain(self, data: bytes) -> bool:
        """Whether a term can occur in a file; False is certain, so that it needn't be parsed."""
        return self._prefilter.may_contain(data)

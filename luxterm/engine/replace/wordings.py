"""What a replacement says: the profile's term and the termbase's own, spelled as the document is."""

from collections.abc import Callable
from unicodedata import normalize

from luxterm.termbase.data import Profile
from luxterm.termbase.language import Language
from luxterm.text.folding import fold

SHOWN = 20_000
"""Code points at the beginning of a text from which its spelling variety is told."""


class Wordings:
    """The wordings of one language, after one profile."""

    def __init__(self, language: Language, profile: Profile) -> None:
        self._language = language
        self._prefers = profile.prefers
        self._spelling_stems = language.grammar.spelling_stems
        self._spoken: dict[tuple[str, str], dict[str, str]] = {}
        self._varying: dict[str, bool] = {}

    def of(self, say: str, variety: Callable[[], str]) -> dict[str, str]:
        """What to write for `say`, with its folded form: the profile's term before the termbase's own.

        Both are in the document's spelling, and often the same.
        """
        varying = self._varying.get(say)
        if varying is None:
            stems = [stem for stems in self._spelling_stems.values() for stem in stems]
            both = " ".join(self._both(say))
            varying = self._varying[say] = any(stem in both for stem in stems)
        spelling = variety() if varying else ""
        phrases = self._spoken.get((say, spelling))
        if phrases is None:
            spelled = (self._spelled(phrase, spelling) for phrase in self._both(say))
            phrases = self._spoken[say, spelling] = {phrase: fold(phrase) for phrase in spelled}
        return phrases

    def _both(self, say: str) -> tuple[str, str]:
        """The term that the profile prefers for `say`, and the termbase's own."""
        return self._language.resolve(say, self._prefers), self._language.resolve(say, {})

    def _spelled(self, phrase: str, variety: str) -> str:
        for ours, theirs in self._spelling_stems.get(variety, {}).items():
            phrase = phrase.replace(ours, theirs)
        return phrase


def variety_of(text: str, language: Language, wanted: str = "") -> str:
    """The spelling variety a text is written in, by its marker words; empty if none shows.

    Only the beginning is looked at (`SHOWN`). What is `wanted` counts instead, if the language has it.
    """
    if wanted and (wanted in language.grammar.spelling_stems or wanted in language.grammar.spelling_markers):
        return wanted
    head = fold(normalize("NFC", " ".join(text[:SHOWN].split())))  # a marker may be broken over a line
    counts = {
        variety: sum(head.count(marker) for marker in markers)
        for variety, markers in language.grammar.spelling_markers.items()
    }
    best = max(counts, key=lambda variety: counts[variety], default="")
    return best if best and counts[best] > 0 else ""

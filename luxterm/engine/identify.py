"""Which language a text is in, by its words and letters, and by what is declared.

What a document declares counts, but its text counts more where the two plainly differ: word processors
declare what nobody meant.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from luxterm.config.settings import AUTO, UNKNOWN
from luxterm.termbase.data import Termbase
from luxterm.termbase.identification import UNIT, Evidence
from luxterm.text.words import words
from luxterm.types import Document

SURE = 8 * UNIT
"""How much likelier a language must be than any other for a text to show it by itself."""
_DECLARED = 12 * UNIT
"""What a declaration counts."""
WITH_TERMS = 5 * UNIT
"""What it counts that a language has terms: what is checked is mostly written in one of these."""
_STEP, _MOST = 24, 96
"""Words looked at: so many, and if they don't show a language, at most so many."""
_SPARE = 2 * SURE
"""How clear the first words must be for the others not to be looked at."""
ENOUGH = 16
"""So many words show whether a text is in a known language at all."""
_KNOWN, _BY_DEFAULT = 0.28, 0.15
"""The share of a text's words on a language's list below which it isn't in that language; less is needed for
the language that a text is in where nothing shows one."""
_TERM = 2
"""Words of a language that a text in another script has if it only names a term."""
_LOOKED_AT = 50_000
"""Code points of a document that show whether some of it may be in a language without terms."""
_FIRST, CHARS = 200, 1200
"""Code points of a segment in which the first words are looked for, and all of them."""
_KEPT = 8
"""Settings whose identifiers are kept, and openings whose language each of them remembers."""
_OPENING, _SEGMENTS = 1500, 12
"""Code points, and segments, at the beginning of a document that show its main language."""


def opening(document: Document) -> str:
    """The text with which a document begins, as far as it shows its main language."""
    parts: list[str] = []
    room = _OPENING
    for segment in document.segments[:_SEGMENTS]:
        for start, end, text in segment.pieces:
            seen = document.text[start : min(end, start + room)] if text is None else text
            parts.append(seen)
            room -= len(seen)
            if room <= 0:
                return "".join(parts)
        parts.append("\n")
    return "".join(parts)


class Identifier:
    """What tells languages apart in one termbase, for the languages that a setting allows."""

    def __init__(self, termbase: Termbase, lang: str) -> None:
        """Raises TermbaseError."""
        self.allowed = termbase.named(lang)
        """Those that are looked for, with terms."""
        self._auto = lang == AUTO
        self._default = termbase.default_lang if self._auto else self.allowed[0]
        self._termbase = termbase
        self.main = lru_cache(maxsize=_KEPT)(self._main)
        """`main(opening, declared)`: the language in which a document begins."""

    @property
    def only(self) -> str:
        """The language that all is in, "" if there may be several."""
        return "" if self._auto else self.allowed[0] if len(self.allowed) == 1 else ""

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages that are told apart."""
        return self._termbase.identification.langs if self._auto else self.allowed

    def is_small(self, folded: str, lang: str) -> bool:
        """Whether a folded phrase of a language begins with one of its function words."""
        return folded.partition(" ")[0] in self._termbase.language(lang).grammar.small_words

    def may_be_foreign(self, text: str) -> bool:
        """Whether a text may be in a known language without terms, at least in part."""
        return self._auto and self._termbase.has_foreign(text[:_LOOKED_AT].encode("utf-8", "replace"))

    def evidence(self, text: str) -> Evidence:
        """What a text shows by itself."""
        identification = self._termbase.identification
        said = _different(text[:_FIRST])[:_STEP]
        found = identification.by_words(said, identification.none)
        if len(text) > _FIRST and self.margin(found.scores) < _SPARE:
            said = _different(text[:CHARS])
            found = identification.by_words(said[:_MOST], identification.none)
        if self.margin(found.scores) < SURE:
            found = identification.by_letters(said[:_STEP], found)
        if not text.isascii() and identification.are_foreign(said[:_STEP]):
            found = found._replace(foreign=True)
        return found

    def levelled(self, evidence: Evidence, without: Evidence, langs: Collection[str]) -> Evidence:
        """Evidence in which the words that `without` leaves out count alike for some languages."""
        all_langs = self._termbase.identification.langs
        both = list(zip(all_langs, evidence.scores, without.scores, strict=True))
        most = max(score - rest for lang, score, rest in both if lang in langs)
        scores = (rest + most if lang in langs else score for lang, score, rest in both)
        return evidence._replace(scores=tuple(scores))

    def margin(self, scores: Iterable[int]) -> int:
        """How much likelier the likeliest language is than the next."""
        if not self._auto:
            scores = (
                score
                for lang, score in zip(self._termbase.identification.langs, scores, strict=True)
                if lang in self.langs
            )
        *_, second, first = 0, 0, *sorted(scores)
        return first - second

    def likeliest(
        self, evidence: Evidence, besides: Mapping[str, int], enough: int = ENOUGH
    ) -> tuple[str, int]:
        """The language that is likeliest by its words and what else counts, and by how much.

        So many words are `enough` to show that it is none of those that are known.
        """
        scores = dict(zip(self._termbase.identification.langs, evidence.scores, strict=True))
        if not self._auto:
            scores = {lang: scores.get(lang, 0) for lang in self.allowed}
        for lang in self.allowed:
            scores[lang] += WITH_TERMS
        for lang, counts in besides.items():
            scores[lang] = scores.get(lang, 0) + counts
        *_, rest, most = 0, 0, *sorted(scores.values())
        likely = (lang for lang, score in scores.items() if score == most)
        best = self._default if scores.get(self._default) == most else next(likely)
        if self._auto and best not in besides and self._foreign(evidence, best, enough):
            return UNKNOWN, most - rest
        return best, most - rest

    def _foreign(self, evidence: Evidence, best: str, enough: int) -> bool:
        """Whether so few of the words are in a language that it can't be that one.

        Among words in another script a term's own don't count.
        """
        langs = self._termbase.identification.langs
        if best not in langs:
            return False
        if evidence.foreign and evidence.known[langs.index(best)] <= _TERM:
            return True
        if evidence.words < enough:
            return False
        least = _BY_DEFAULT if best == self._default else _KNOWN
        return evidence.known[langs.index(best)] < least * evidence.words

    def declared(self, lang: str) -> str:
        """The known language that a declaration names or means, or its primary tag: "fr" for "fr-CA"."""
        code = lang.strip().replace("_", "-").lower()
        if not code:
            return ""
        exact = next((each for each in self.langs if each.lower() == code), "")
        return exact or self._termbase.identification.called.get(code) or code.partition("-")[0]

    def counts(self, declared: str) -> dict[str, int]:
        """What a declaration counts, if there is one."""
        code = self.declared(declared)
        return {code: _DECLARED} if code else {}

    def _main(self, text: str, lang: str) -> str:
        if self.only:
            return self.only
        return self.likeliest(self.evidence(text), self.counts(lang))[0]


def _different(text: str) -> list[str]:
    """The words of a text, each once: what is said again shows nothing new, nor do numbers."""
    return [word for word in dict.fromkeys(words(text.lower())) if not word.isdigit()]


identifier_of = lru_cache(maxsize=_KEPT)(Identifier)
"""`identifier_of(termbase, lang)`. Raises TermbaseError."""

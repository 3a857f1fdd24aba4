"""The pronouns that may stand for a term as an object: before a verb ("et la suppriment") or joined to it."""

from collections.abc import Iterator

from luxterm.engine.judge.surroundings import Surroundings
from luxterm.engine.replace.determiners import Change
from luxterm.engine.replace.inflection import Readings
from luxterm.engine.replace.predicate import Word
from luxterm.termbase.agreement import Cell
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.words import WORD

_ONE = ("singular", "mass")
"""Numbers of what a plural pronoun doesn't stand for."""
_HYPHENS = frozenset("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}")


class ObjectPronouns:
    """Those of one language."""

    def __init__(self, language: Language) -> None:
        self._agreement = language.agreement
        self._conjunctions: frozenset[str] = language.grammar.conjunctions
        self._verbs: frozenset[str] = language.signals.verbs | language.signals.finite
        self._plural: tuple[str, ...] = language.grammar.plural_endings
        self._joined = frozenset(fold(it.form) for cells in self._agreement.enclitics for it in cells)

    def found(self, around: Surroundings, words: list[Word]) -> list[Word]:
        """The words after a term that are one, or end in one, and may stand for it.

        A plural one doesn't stand for one thing, unless something else is joined to it.
        """
        beside = zip((None, *words), words, (*words[1:], None), strict=False)
        found = [word for before, word, following in beside if self._is_one(around, before, word, following)]
        if not found or self._is_several(around, words):
            return found
        clitics = self._agreement.clitics
        return [it for it in found if it.folded in clitics or not it.folded.endswith(self._plural)]

    def precede(self, around: Surroundings, old: Readings) -> bool:
        """Whether one before a term may stand for it: "debe retirarla cuando detecte …"."""
        if not self._agreement.enclitics:
            return False
        at = around.sentence.start - around.occurrence.end
        words = [Word(it[0], at + it.start(), at + it.end(), True) for it in WORD.finditer(around.left)]
        beside = zip((None, *words), words, (*words[1:], None), strict=False)
        return any(
            _longest(self._agreement.enclitics, word.folded, old) is not None
            for before, word, following in beside
            if self._is_one(around, before, word, following)
        )

    def agree(
        self, pronouns: list[Word], words: list[Word], old: Readings, new: Readings
    ) -> Iterator[Change]:
        """What becomes of those found for the new words; nothing where another noun may be meant."""
        known = False
        for word in pronouns:
            shown = _longest(self._agreement.enclitics, word.folded, old)
            between = [it.folded for it in words if it.end <= word.start]
            known = known or self._agreement.is_nearest(between, old)
            if shown is None or not known:
                continue
            cells, length = shown
            form = next((it.form for it in cells if any(it.features <= each for each in new[:1])), None)
            if form is not None:
                yield Change(word.end - length, word.end, form)

    def _is_one(self, around: Surroundings, before: Word | None, word: Word, following: Word | None) -> bool:
        text, at = around.view.text, around.occurrence.end + word.start
        if text[at - 1] in _HYPHENS and not text[at - 2].isalpha():
            return False  # the letter in "art. 241-A"
        return self._is_clitic(before, word, following) or self._is_joined(around, word)

    def _is_clitic(self, before: Word | None, word: Word, following: Word | None) -> bool:
        """Whether a word is one before its verb, and no article before a noun."""
        agreement = self._agreement
        if word.folded not in agreement.clitics or following is None or not following.joined:
            return False
        if before and word.joined and f"{before.folded} {word.folded}" in agreement.pronouns:
            return True
        verb = following.folded
        if verb in agreement.nouns or verb in agreement.adjective:
            return False
        return verb.endswith(agreement.clitic_verbs) or verb in self._verbs or verb in agreement.acting

    def _is_joined(self, around: Surroundings, word: Word) -> bool:
        """As in "removeu-a", "denunciarla"."""
        if word.folded.endswith(self._agreement.enclitic_endings):
            return True
        at = around.occurrence.end + word.start
        return word.folded in self._joined and around.view.text[at - 1] in _HYPHENS

    def _is_several(self, around: Surroundings, words: list[Word]) -> bool:
        """Whether the term is a plural, or a conjunction in its sentence may join something to it."""
        if around.occurrence.term.groups[around.occurrence.group].number not in _ONE:
            return True
        before = around.language.divider.words(around.left)
        return not self._conjunctions.isdisjoint([*before, *(it.folded for it in words)])


def _longest(
    tables: tuple[tuple[Cell, ...], ...], word: str, readings: Readings
) -> tuple[tuple[Cell, ...], int] | None:
    """The forms of the longest pronoun that a word is or ends in, if it fits, and how long that is."""
    fitting = [
        (len(it.form), cells)
        for cells in tables
        for it in cells
        if word.endswith(fold(it.form)) and any(it.features <= each for each in readings)
    ]
    if not fitting:
        return None
    length, cells = max(fitting, key=lambda found: found[0])
    return cells, length

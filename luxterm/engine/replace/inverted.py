"""A predicate before its subject: "está prohibida la …", "fica proibida toda …"."""

from luxterm.engine.judge.surroundings import Surroundings
from luxterm.engine.replace.determiners import Change, Standing
from luxterm.engine.replace.inflection import Inflection
from luxterm.engine.replace.phrases import Phrase
from luxterm.termbase.language import Language
from luxterm.text.words import WORD

_LEFT = 80
"""Code points before a determiner in which a predicate and its verb are looked for."""
_REACH = 3
"""Words of a linking verb, at most, and words between it and the predicate."""


class Inverted:
    """Those of one language."""

    def __init__(self, language: Language, inflection: Inflection) -> None:
        self._inflection = inflection
        self._copulas: frozenset[str] = language.agreement.copulas
        self._function_words: frozenset[str] = language.grammar.small_words | language.grammar.boundaries
        self._acting: frozenset[str] = language.agreement.acting

    def agree(
        self, around: Surroundings, old: Phrase, new: Phrase, standing: Standing | None
    ) -> tuple[Change, ...] | None:
        """What a word directly before a term's determiner becomes, if it may agree; None if it doesn't.

        It is rewritten only with a linking verb before it: "la vida" isn't a participle. `Preceding` sees
        to a term without determiner. After a preposition the term is no subject, nor after a verb that only
        ends as what agrees does: "condena la …".
        """
        if standing is None or standing.paradigm.preposition or set(old.readings) == set(new.readings):
            return None
        left = around.left[: standing.start]
        near = max(0, len(left) - _LEFT)
        words = list(WORD.finditer(left, near))
        if not words or left[words[-1].end() :] != " ":
            return None
        last = words.pop()
        word = last[0]
        if word in self._acting or (word in self._function_words and not self._inflection.is_adjective(word)):
            return None
        form = self._inflection.agreed(word, old.readings, new.readings)
        if form is None or form == word:
            return None
        if not self._linked([it[0] for it in words[-2 * _REACH :]]):
            return ()
        at = around.sentence.start
        return (Change(at + last.start(), at + last.end(), form),)

    def _linked(self, words: list[str]) -> bool:
        """Whether a linking verb stands near the end of some words."""
        return any(
            " ".join(words[start : start + count]) in self._copulas
            for count in range(1, _REACH + 1)
            for start in range(max(0, len(words) - _REACH - count + 1), len(words) - count + 1)
        )

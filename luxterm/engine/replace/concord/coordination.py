"""Nouns that a conjunction joins under one preposition or determiner, and what the new words have to repeat.

"de la trata y la pornografía …" joins two articles under "de": the new article needs the preposition again,
"y del material …". In "la trata y pornografía …" one article stands for both, and doesn't fit the new words.
"""

from collections.abc import Iterator

from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.determiners import Standing
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Paradigm
from luxterm.text.words import WORD

_WORDS = 12
"""Words before a conjunction in which the determiner of the first noun is looked for."""
_CHARACTERS = 120
"""Code points in which these words are looked for."""
_STOPS = frozenset(".;:!?()")


class Coordination:
    """What joined nouns share, in one language. Texts are folded."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._determiners = morphology.determiners
        self._joints = language.joints
        self._such_as = language.contexts["such-as"]
        """Words that give examples: these share no determiner with what comes before."""

    def repeated(self, left: str, standing: Standing, *, goes_on: bool) -> Paradigm | None:
        """The contraction that a determiner becomes if it repeats the first noun's preposition.

        `left` is the text before the determiner. None if there is nothing to repeat: a comma alone makes a
        row only if that `goes_on` ("según la fiscalía, la … crece").
        """
        if left.endswith(", ") and not goes_on:
            return None
        first = self._first_of_kind(left, standing) if not standing.paradigm.preposition else None
        return first.paradigm if first and first.paradigm.preposition else None

    def goes_on(self, around: Surroundings) -> bool:
        """Whether a row of nouns goes on behind a term, or within it: " y la …", ", la …"."""
        right = around.right
        following = WORD.match(right, len(", ")) if right.startswith(", ") else None
        listed = following is not None and following[0] in self._agreement.before
        return listed or right.startswith(self._joints) or any(it in around.folded for it in self._joints)

    def shared(self, left: str, numbers: frozenset[str]) -> Standing | None:
        """The determiner before the first noun, for one that has none of its own; None if there is none.

        `numbers` are those that the noun may have: a determiner with another belongs to something else. What
        gives examples, or says what something is taken for, joins nothing.
        """
        joint = next(filter(left.endswith, self._joints), "")
        if not joint or self._such_as.stands_in([joint.strip()]):
            return None  # "la red considerada como …"
        for found in self._openers(self._before_joint(left)):
            fits = found.noun & self._agreement.numbers <= numbers
            return found if found.has_features and fits else None
        return None

    def _first_of_kind(self, left: str, standing: Standing) -> Standing | None:
        """The determiner of the same kind and number that opens the row of nouns."""
        before = self._before_joint(left)
        numbers = self._agreement.numbers
        for found in self._openers(before):
            same = found.paradigm.kind == standing.paradigm.kind
            if not same or found.noun & numbers != standing.noun & numbers:
                continue
            if found.paradigm.preposition or not self._before_joint(before[: found.start]):
                return found
        return None

    def _openers(self, before: str) -> Iterator[Standing]:
        """The determiners in a text, from its end, each with the first of its readings."""
        for word in reversed(list(WORD.finditer(before))[-_WORDS:]):
            examples = self._such_as.stands_in([word[0]])
            if examples or not _STOPS.isdisjoint(before[word.end() :]):
                return
            found = self._determiners.standing(before[: word.start()], ())
            if found:
                yield found[0]

    def _before_joint(self, left: str) -> str:
        """What comes before the conjunction or the comma that ends a text; nothing if none does."""
        near = left[-_CHARACTERS:]
        if near.endswith(", "):
            return near[:-2]
        joint = next(filter(near.endswith, self._joints), "")
        return near.removesuffix(joint).rstrip(",") if joint else ""

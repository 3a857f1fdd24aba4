"""Whether what follows a term may belong to its noun: "la prostitution des mineurs et des jeunes adultes".

The new words have another noun there, or none: "exploitation de mineurs dans la prostitution et des jeunes
adultes".
"""

from luxterm.engine.replace.phrases import Phrase
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.words import WORD

_AHEAD = 60
"""Code points after a term that are looked at."""


class SharedComplement:
    """The complements of one language."""

    def __init__(self, language: Language) -> None:
        grammar = language.grammar
        self._small: frozenset[str] = grammar.small_words
        self._function_words = language.function_words
        self._boundaries: frozenset[str] = grammar.boundaries
        self._determiners: frozenset[str] = grammar.determiners
        self._conjunctions: frozenset[str] = grammar.conjunctions
        self._plural = grammar.plural_endings

    def goes_on(self, around: Surroundings, old: Phrase, new: Phrase) -> bool:
        """Whether a conjunction joins a further complement to that of the term, which the new phrase hasn't.

        It is opened by the same word ("de mujeres"; a comma will do there), or is a bare plural as the
        term's own is: "de niñas y mujeres".
        """
        if not old.has_complement:
            return False
        *inside, last = WORD.findall(around.folded[old.tail :])
        links = [word for word in inside if word in self._small]
        if not links or WORD.findall(fold(new.text))[-2:] == [links[-1], last]:
            return False
        right = around.right[:_AHEAD]
        words = WORD.findall(right)[:3]
        comma = right.startswith(", ")
        if not comma and (not right.startswith(" ") or not words or words.pop(0) not in self._conjunctions):
            return False
        first, second = (*words, "", "")[:2]
        if first and (first.startswith(links[-1]) or links[-1].startswith(first)):  # "d’enfants et de …"
            return second not in self._determiners and second not in self._boundaries
        bare = first not in self._function_words
        return not comma and bare and first.endswith(self._plural) and last.endswith(self._plural)

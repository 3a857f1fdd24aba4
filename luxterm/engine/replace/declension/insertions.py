"""What is put in directly behind a term, before its clause goes on: between commas, dashes or brackets.

"…, so die Polizei, ist …", "… (auch in Textform) ist …".
"""

from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.words import WORD

_REACH = 240
"""Code points of one, at most."""
_MOST = 3
"""Commas in it at which it may end."""
_PAIRS = ((" (", ")"), (" \N{EN DASH} ", " \N{EN DASH}"), (" \N{EM DASH} ", " \N{EM DASH}"))


class Insertions:
    """Those of one language."""

    def __init__(self, language: Language) -> None:
        self._conjunctions = language.grammar.conjunctions
        self._function_words = language.function_words
        self._verbs = language.declension.verbs

    def ends(self, around: Surroundings) -> list[int]:
        """The places behind the term where one may end, from the term's end; no place if none follows."""
        right = around.right[:_REACH]
        for opening, closing in _PAIRS:
            if right.startswith(opening) and (at := right.find(closing, len(opening))) >= 0:
                return [at + len(closing)]
        first = WORD.match(right, 2) if right.startswith(", ") else None
        if first is None or first[0] in self._conjunctions or self._is_noun(around, first.start(), first[0]):
            return []
        found: list[int] = []
        at = first.end()
        while len(found) < _MOST and (at := right.find(", ", at)) >= 0:
            at += 1
            found.append(at)
        return found

    def verb_behind(self, around: Surroundings) -> tuple[int, int] | None:
        """Where a known verb stands directly behind one."""
        for end in self.ends(around):
            word = WORD.match(around.right, end + 1) if around.right.startswith(" ", end) else None
            if word and word[0] in self._verbs:
                return word.span()
        return None

    def _is_noun(self, around: Surroundings, start: int, word: str) -> bool:
        """Whether a row of nouns goes on, not an insertion."""
        return around.view.text[around.occurrence.end + start].isupper() and word not in self._function_words

"""Whether new words make another discouraged term with what stands beside them."""

from functools import lru_cache

from luxterm.engine.match import candidates
from luxterm.engine.searching import Passage
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.data import Profile
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.words import LETTERS

_BESIDE = 60
"""Code points on either side with which new words may make a discouraged term."""
_KEPT = 1_000
"""New words of which it is remembered what makes a term with them; some have a word of the document's."""


class OtherTerms:
    """The discouraged terms of one language, but for what a profile accepts."""

    def __init__(self, language: Language, profile: Profile) -> None:
        self._language = language
        self._accepts = profile.accepts
        self._sides = lru_cache(maxsize=_KEPT)(self._find_sides)

    def made_by(self, around: Surroundings, replacement: str) -> bool:
        """Whether the new words are a part of a discouraged term where they would stand."""
        view, before, after = around.view, slice(*around.before(_BESIDE)), slice(*around.behind(_BESIDE))
        new = fold(replacement)
        gap = " " if around.run_together else ""
        if not self._continued(view.folded[before] + gap, new, view.folded[after]):
            return False
        start = before.stop - before.start + len(gap)
        end = start + len(replacement)
        passage = Passage(
            f"{view.text[before]}{gap}{replacement}{view.text[after]}",
            f"{view.folded[before]}{gap}{new}{view.folded[after]}",
        )
        made = (
            (it.term, passage.folded[it.start : it.end])
            for it in candidates(passage, self._language)
            if it.start < end and start < it.end and not it.term.needs_long_form
        )
        # What stands there already only comes to light: "child …" in "under-age child …"
        standing = view.folded[before.start : after.stop]
        accepts = self._accepts
        return any(words not in standing and words not in accepts.get(term.id, ()) for term, words in made)

    def _continued(self, before: str, new: str, after: str) -> bool:
        """Whether what stands before or after the new words makes a term with the first or last of them."""
        sides = self._sides(new)
        leads = sides[0].get(before[:-1].rpartition(" ")[2])
        if leads and before.endswith(leads):
            return True
        following = LETTERS.match(after, 1) if after.startswith(" ") else None
        rest = sides[1].get(following[0]) if following else None
        return bool(rest) and after.startswith(rest)

    def _find_sides(self, new: str) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
        """What makes a term before or after the new words, by the word next to them."""
        words = new.split(" ")
        before: dict[str, tuple[str, ...]] = {}
        after: dict[str, tuple[str, ...]] = {}
        for size in range(1, len(words) + 1):
            for lead in self._language.before.get(" ".join(words[:size])) or ():
                word = lead[:-1].rpartition(" ")[2]
                before[word] = (*before.get(word, ()), lead)
            for rest in self._language.after.get(" ".join(words[-size:])) or ():
                word = rest[1:].partition(" ")[0]
                after[word] = (*after.get(word, ()), rest)
        return before, after

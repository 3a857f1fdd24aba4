"""What is somebody's, the other way about: "the rights of a child exploited in …" for "a child …'s rights".

New words take no possessive ending where something follows their noun. The thing then goes before them, if it
is one word whose end shows; how that is written are the two words of `possessed` in the grammar.
"""

from collections.abc import Callable
from typing import NamedTuple

from luxterm.base import lazy_pattern
from luxterm.engine.replace.agreed import Agreed, Change
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.types import Applicability

_THING = lazy_pattern(r" ([^\W\d_]{2,40})(?:([.;:?!)]|\Z)| ([^\W\d_]{1,40}))")
"""The thing, and the mark or the word behind it."""
_AHEAD = 90
"""Code points behind a term in which they are."""
_BEFORE = 2
"""Words before the phrase at least if a mark follows the thing: the sentence's verb must be there then."""


class _Plan(NamedTuple):
    """Places in the view: where the determiner begins, if there is one, and where the thing ends.

    `whole` if a verb or a mark shows that nothing more belongs to the thing.
    """

    determiner: int | None
    thing: str
    end: int
    whole: bool


class Possessives:
    """The possessives of one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._grammar = language.grammar

    def ending(self, around: Surroundings) -> str:
        """The possessive ending that the term has; "" if it has none."""
        endings, folded, end = self._grammar.possessive_endings, around.view.folded, around.occurrence.end
        return next((it for it in endings if folded.startswith(it, end)), "")

    def turns(self, around: Surroundings) -> bool:
        """Whether what follows the term's possessive ending can go before it."""
        return self._plan(around) is not None

    def turned(
        self, around: Surroundings, agreed: Agreed, phrase: str, cased: Callable[[str], str]
    ) -> Agreed:
        """New words with the thing before them, or as they are if that can't be or needn't."""
        after = phrase.split(" ")[1:]
        plan = None if self._language.function_words.isdisjoint(after) else self._plan(around)
        if plan is None:
            return agreed
        article, of = self._grammar.possessed
        opening = f"{article} {plan.thing} {of}"
        if plan.determiner is None:
            return Agreed(cased(f"{opening} {phrase}"), plan.end, (), Applicability.UNSAFE)
        start = plan.determiner
        standing = Change(start, start + len(around.preceding), around.preceding)
        form = next((it for it in agreed.changes if it.start == start), standing)
        change = Change(start, form.end, f"{opening} {form.new}")
        # "a child …'s friend" may be one of several
        same = plan.whole and around.preceding == article
        most = Applicability.SAFE if same else Applicability.UNSAFE
        return Agreed(agreed.text, plan.end, (change,), min(most, agreed.applicability))

    def _plan(self, around: Surroundings) -> _Plan | None:
        view, grammar, ending = around.view, self._grammar, self.ending(around)
        if not grammar.possessed or not ending or (len(ending) == 1 and around.group.number != "plural"):
            return None  # a single mark behind a singular closes a quotation
        behind = around.occurrence.end + len(ending)
        found = _THING.match(view.folded[behind : min(around.sentence.end, behind + _AHEAD)])
        finite = self._language.signals.finite
        if found is None or (found[3] and found[3] not in finite | grammar.boundaries):
            return None
        verb = grammar.small_words | (finite if found[3] else self._language.function_words)
        if found[1] in verb:  # before a verb, "causes" is a noun
            return None
        before = self._language.divider.words(around.left)
        last = around.preceding if before else ""
        determiner = last in grammar.determiners
        at = around.occurrence.start - len(last) - 1 if determiner else None
        joins = grammar.small_words - grammar.conjunctions
        if before and not determiner and last not in joins:
            return None
        if determiner and before[-2:-1] and before[-2] in grammar.determiners:
            return None  # "such a …"
        if not found[3] and len(before) - determiner < _BEFORE:
            return None
        thing = view.text[behind + found.start(1) : behind + found.end(1)]
        return _Plan(at, thing, behind + found.end(1), not found[3] or found[3] in finite)

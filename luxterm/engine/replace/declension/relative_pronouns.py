"""The relative pronouns that stand for a term in a language that declines, with its new gender and number.

The one directly behind it, "…, der strafbar ist" → "…, die …", and those of the clauses that a conjunction
joins to its own: "…, das im Netz kursiert und dessen Urheber …".
"""

from collections.abc import Iterator

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.declension.relative_clauses import RelativeClauses
from luxterm.engine.replace.declension.swap import Swap
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.declension import Reading, cell
from luxterm.termbase.language import Language
from luxterm.text.folding import fold


class RelativePronouns:
    """Those of one language."""

    def __init__(self, language: Language, clauses: RelativeClauses) -> None:
        self._declension = language.declension
        self._clauses = clauses

    def changes(self, around: Surroundings, swap: Swap) -> Iterator[Change]:
        """The changes of those whose form shows one case only that becomes another form."""
        cases, (old, new, *_) = self._declension.cases, swap
        for token in self._clauses.pronouns(around):
            forms = {
                has
                for case in cases
                for had, has in self._forms(token.folded, old - {*cases} | {case}, new - {*cases} | {case})
                if had == token.folded
            }
            form = forms.pop() if len(forms) == 1 else ""
            if form and form != token.folded:
                yield Change(token.start, token.end, form)

    def _forms(self, word: str, old: Reading, new: Reading) -> Iterator[tuple[str, str]]:
        """The relative pronouns for two readings: in the form of a determiner, or in their own, "denen"."""
        relating = self._declension.relating
        own = [next((it for shown, it in relating if shown <= each), "") for each in (old, new)]
        if any(word == it for _, it in relating):
            yield own[0], own[1]
            return
        for each in self._declension.determiners_as(word):
            had, has = (fold(cell(each.forms, it) or "") for it in (old, new))
            yield own[0] or had, own[1] or has

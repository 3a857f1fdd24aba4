"""Whether a noun without an article may be one person: hardly ever, so that its form is the plural's.

"Vier …touristen", "Hinweise auf …touristen". But "Verhaftung eines Mannes als …touristen".
"""

from luxterm.engine.replace.declension.case_context import Opening
from luxterm.engine.replace.declension.case_reads import Read
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.surroundings import Surroundings


class BareNouns:
    """Those of one language."""

    def __init__(self, syntax: Syntax) -> None:
        language = syntax.language
        self._declension = language.declension
        self._context = syntax.context
        self._joints = (*language.joints, ", ")

    def plural(self, around: Surroundings, opening: Opening, several: tuple[Read, ...]) -> tuple[Read, ...]:
        """The readings without those in the singular, but for a subject's, if others are left."""
        if opening.determiner or opening.adjectives or self._may_be_one(around, opening):
            return several
        plural = {self._declension.plural}
        either = {*plural, self._declension.subject_case}
        rest = tuple(it for it in several if not either.isdisjoint(it.reading))
        return rest if any(not plural.isdisjoint(it.reading) for it in rest) else several

    def _may_be_one(self, around: Surroundings, opening: Opening) -> bool:
        """Whether one may be named so: behind "als", in a row, "zwischen Kind und …", or in a headline."""
        declension, last = self._declension, opening.left[-1] if opening.left else None
        cases = declension.prepositions.get(last.folded, ()) if last and last.directly else ()
        joined = self._context.is_joined(opening.left) or around.right.startswith(self._joints)
        return joined or around.is_heading or declension.subject_case in cases

"""In which cases a term may stand, in a language that declines: by its own form and what comes before it.

Each reading takes the form of the noun, of the adjectives and of the determiner together, and then what
governs the phrase. Which text each of them leads to is written elsewhere (`declined`).
"""

from collections.abc import Sequence

from luxterm.engine.replace.declension.bare_nouns import BareNouns
from luxterm.engine.replace.declension.case_context import Opening
from luxterm.engine.replace.declension.case_reads import Read, Reads
from luxterm.engine.replace.declension.governing import Governing
from luxterm.engine.replace.declension.phrase_forms import PhraseForms
from luxterm.engine.replace.declension.subjects import Subjects
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.ungoverned import Ungoverned
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.declined_phrase import DeclinedPhrase


class CaseReading:
    """The cases of terms in one language."""

    def __init__(self, syntax: Syntax, subjects: Subjects) -> None:
        ungoverned = Ungoverned(syntax, subjects)
        self._declension = syntax.language.declension
        self._context = syntax.context
        self._forms = PhraseForms(syntax, subjects, ungoverned)
        self._governing = Governing(syntax, self._forms, ungoverned)
        self._bare = BareNouns(syntax)

    def read(self, around: Surroundings, old: Sequence[DeclinedPhrase]) -> Reads:
        """What a term may be. No reading if nothing fits."""
        taken, opening, sure = self._forms.taken(around, old)
        taken = self._bare.plural(around, opening, taken)
        reads = self._governing.governed(around, Reads(taken, opening))
        if not opening.determiner:  # one person is hardly ever named without an article
            plural = self._declension.plural
            several = tuple(sorted(reads.several, key=lambda it: plural not in it.reading))
            row = self._context.is_joined(opening.left) and not self._parts_clause(opening)
            several = several if row else self._without_one(around, several)
            either = {plural, self._declension.subject_case}
            lost = all(either.isdisjoint(it.reading) for it in several)
            sure = sure and not (lost and not reads.by and any(plural in it.reading for it in taken))
            reads = reads._replace(several=several)
        if self._forms.perhaps_relative(around, opening):
            bare = self._forms.fitting(around.group, old, opening._replace(determiner=None))
            objects = (it for it in bare if self._declension.object_case in it.reading)
            reads = reads._replace(several=(*objects, *reads.several), governed=False)
        return reads._replace(sure=reads.sure and sure)

    def _parts_clause(self, opening: Opening) -> bool:
        """Whether what ends before the term is no noun: "darin, …e zu erkennen"."""
        last = opening.left[-1]
        return last.after == ", " and not last.capital

    def _without_one(self, around: Surroundings, several: tuple[Read, ...]) -> tuple[Read, ...]:
        """Without objects in the singular that may be several: "traf auf …e", not "auf eine …"."""
        plural, subject = self._declension.plural, self._declension.subject_case
        lists = around.is_heading or not any(plural in it.reading for it in several)
        return several if lists else tuple(it for it in several if {plural, subject} & it.reading)

"""What governs the phrase of a term: a preposition, a noun whose attribute it is, what it is joined to."""

from collections.abc import Container, Iterator, Sequence

from luxterm.engine.replace.declension.case_reads import Reads
from luxterm.engine.replace.declension.phrase_forms import PhraseForms
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.tokens import Token
from luxterm.engine.replace.declension.ungoverned import Ungoverned
from luxterm.engine.surroundings import Surroundings
from luxterm.text.words import WORD


class Governing:
    """What governs phrases in one language."""

    def __init__(self, syntax: Syntax, forms: PhraseForms, ungoverned: Ungoverned) -> None:
        language = syntax.language
        self._declension = language.declension
        self._context = syntax.context
        self._clauses = syntax.clauses
        self._nouns = syntax.nouns
        self._forms = forms
        self._ungoverned = ungoverned
        self._relatives = language.agreement.relatives
        self._themes = language.contexts["themes"]

    def governed(self, around: Surroundings, reads: Reads) -> Reads:
        """Only those that what stands before the phrase allows."""
        declension, opening = self._declension, reads.opening
        last = opening.left[-1] if opening.left and opening.left[-1].directly else None
        determined = bool(opening.determiner or opening.adjectives)
        if any(it.determiner and it.determiner.preposition for it in reads.several):
            return reads._replace(governed=True)
        if last and last.folded in declension.prepositions:
            made = self._by_cases(reads, self._asked(around, last, determined=determined))._replace(by=last)
            example = made.sure and self._is_example(opening.left[:-1])
            return made._replace(governed=made.governed or example)
        if last and (self._nouns.is_noun(last) or self._context.is_part(opening)):
            return self._beside_noun(around, reads)
        if not self._context.is_joined(opening.left) or self._clauses.begins_own(around, opening.left):
            return self._ungoverned.read(around, reads)
        if not self._clauses.governing_infinitive(around, opening):
            return self._joined(around, reads)
        alone = self._ungoverned.read(around, reads)
        joined = self._joined(around, reads) if self._context.hangs_on_preposition(opening) else alone
        others = (it for it in alone.several if it not in joined.several)
        return joined._replace(
            several=(*joined.several, *others), governed=joined.governed and alone.governed
        )

    def _asked(self, around: Surroundings, word: Token, *, determined: bool) -> tuple[str, ...]:
        """The cases that a preposition asks for in its sentence: "Hinweise auf …", "beruht auf …".

        A place may stand in the other one: "auf einer Plattform".
        """
        declension = self._declension
        cases = declension.prepositions.get(word.folded, ()) if word.folded not in declension.before else ()
        beside = declension.others_beside.get(word.folded)
        if beside is None or determined:
            return cases
        said = (it[0] for it in WORD.finditer(around.view.folded, *around.sentence))
        return cases[:1] if beside.isdisjoint(said) else cases[::-1]

    def _by_cases(self, reads: Reads, cases: Sequence[str]) -> Reads:
        """Those in some cases, in their order; governed, unless a subject may stand in one."""
        kept = [it for case in cases for it in reads.several if case in it.reading]
        instead = self._declension.instead[1]
        sure = True
        if not kept and self._declension.attribute in cases:
            kept = [it for it in reads.several if instead in it.reading]  # "wegen Kindersextourismus"
            sure = not reads.opening.determiner  # "wegen zu viel …"
            if kept and sure and not reads.opening.adjectives:
                attribute = {self._declension.attribute}
                kept = [it._replace(reading=it.reading - {instead} | attribute) for it in kept]
        if not kept:
            return reads._replace(sure=False)
        governed = self._declension.subject_case not in cases
        return reads._replace(several=tuple(kept), governed=governed, sure=reads.sure and sure)

    def _beside_noun(self, around: Surroundings, reads: Reads) -> Reads:
        """An attribute of the noun before, if the form is one; else a verb's object, whose case it has."""
        attribute, opening = self._declension.attribute, reads.opening
        visible = bool(opening.determiner or opening.adjectives) or any(
            it.phrase.adjectives for it in reads.several
        )
        kept = [it for it in reads.several if attribute in it.reading] if visible else []
        if not kept:
            named = not opening.determiner and self._names(opening.left[-1].folded)
            return self._ungoverned.read(around, reads)._replace(governed=named)
        others = [it for it in reads.several if it not in kept and self._ungoverned.is_object(around, it)]
        others = [] if self._clauses.is_before_second(around, opening.left) else others
        # in capitals, a word needn't be a noun
        sure = not (
            around.text.isupper() or self._forms.may_be_the_verb(opening) or self._context.is_part(opening)
        )
        return reads._replace(several=(*kept, *others), governed=not others, attribute=True, sure=sure)

    def _names(self, noun: str) -> bool:
        """Whether a noun has the name of its subject behind it: "zum Thema …" (the context `themes`)."""
        return self._themes.stands_in([noun])

    def _joined(self, around: Surroundings, reads: Reads) -> Reads:
        """As the nouns that it may be joined to: "von Menschenhandel und …", "der Gewalt und der …"."""
        declension, opening = self._declension, reads.opening
        opened, doubt = self._context.joined_to(opening.left), self._context.is_doubtful(opening.left)
        if opening.determiner:
            return self._parallel(around, reads)
        if not opened:
            alone = self._ungoverned.read(around, reads)
            doubt = doubt or any(it.phrase.adjectives for it in reads.several)
            return alone._replace(sure=alone.sure and not doubt)
        first, rest = opened[-1], opened[:-1]
        if first.folded in self._relatives and rest and rest[-1].after == ", ":
            if self._clauses.is_relative(around, first):
                return self._ungoverned.read(around, self._ungoverned.beside_relative(around, reads, first))
        shares = first.folded in declension.before
        cases = self._asked(around, first, determined=False) or self._cases_of(first, rest)
        if not cases:
            return self._ungoverned.read(around, reads)._replace(shares=shares)
        if not shares:
            cases = tuple(dict.fromkeys((*cases, *self._further(rest))))
        made = self._by_cases(reads, cases)
        # "wegen Kindesmissbrauchs oder …": what can't show the case would need the preposition again
        hidden = declension.attribute in cases
        hidden = doubt if shares and not hidden else hidden and not shares
        governed = made.governed or (not shares and made.sure and self._is_example(rest))
        return made._replace(
            governed=governed,
            shares=shares,
            attribute=cases == (declension.attribute,),
            sure=made.sure and not hidden,
        )

    def _is_example(self, left: tuple[Token, ...]) -> bool:
        """Whether what a preposition opens names one of a noun: "Inhalte wie …", not "wie … entsteht"."""
        return bool(left) and left[-1].directly and self._nouns.is_noun(left[-1])

    def _parallel(self, around: Surroundings, reads: Reads) -> Reads:
        """With a determiner of its own, as the noun before that has one: "den Verkauf von Kindern, die …"."""
        read = {case for it in reads.several for case in it.reading}
        cases = self._joined_cases(reads.opening.left, read)
        if not cases:
            return self._ungoverned.read(around, reads)
        made = self._by_cases(reads, cases)
        return made._replace(attribute=cases == (self._declension.attribute,))

    def _joined_cases(self, left: tuple[Token, ...], possible: Container[str]) -> tuple[str, ...]:
        """The possible cases of what a phrase with a determiner is joined to.

        Those of the first noun with a determiner of its own, and of one without, behind a preposition: in
        "wegen des Verkaufs von Waffen, der …" it may be either.
        """
        governed: tuple[str, ...] = ()
        opened = self._context.joined_to(left)
        while opened:
            first, rest = opened[-1], opened[:-1]
            cases = tuple(it for it in self._cases_of(first, rest) if it in possible)
            if cases and first.folded in self._declension.before:
                return tuple(dict.fromkeys((*cases, *governed)))
            governed = governed or cases
            opened = self._context.joined_to(rest)
        return governed

    def _further(self, left: tuple[Token, ...]) -> Iterator[str]:
        """The cases of bare nouns further left: "von Gewalt gegen Kinder und …"."""
        while left and left[-1].directly and self._nouns.is_noun(left[-1]):
            opened = self._context.joined_to(left)
            if opened is None or (opened and opened[-1].folded in self._declension.before):
                return
            if not opened:
                yield from self._declension.core_cases
                return
            yield from self._declension.prepositions[opened[-1].folded]
            left = opened[:-1]

    def _cases_of(self, first: Token, left: tuple[Token, ...]) -> tuple[str, ...]:
        """The cases that a preposition governs, or that a determiner shows where it stands."""
        declension = self._declension
        if first.folded in declension.prepositions and first.folded not in declension.before:
            return declension.prepositions[first.folded]
        shown = declension.cases_shown(first.folded)
        last = left[-1] if left and left[-1].directly else None
        if last and last.folded in declension.prepositions:
            governed = declension.prepositions[last.folded]
            return tuple(it for it in governed if it in shown)
        if last and self._nouns.is_noun(last) and declension.attribute in shown:
            return (declension.attribute,)
        if self._context.is_joined(left) and (common := self._joined_cases(left, shown)):
            return common
        return shown

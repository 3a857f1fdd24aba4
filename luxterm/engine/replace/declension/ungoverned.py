"""What a term may be where neither a preposition nor a noun governs it: a subject, or an object.

Which of them, what else is in its clause says, and the verbs whose object has a case of its own.
"""

from luxterm.engine.replace.declension.case_reads import Read, Reads
from luxterm.engine.replace.declension.subjects import Subjects
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.tokens import Token
from luxterm.engine.surroundings import Surroundings
from luxterm.text.words import WORD

_QUOTES = '"”“»*_'
"""What may close a term, folded."""


class Ungoverned:
    """The cases of such terms in one language."""

    def __init__(self, syntax: Syntax, subjects: Subjects) -> None:
        language = syntax.language
        self._declension = language.declension
        self._clauses = syntax.clauses
        self._subjects = subjects
        self._boundaries = language.grammar.boundaries
        self._function_words = language.function_words
        self._conjunctions = language.grammar.conjunctions

    def read(self, around: Surroundings, reads: Reads) -> Reads:
        """Nothing governs it: a subject, or an object; without a determiner in the usual cases.

        First in its sentence it may be an object in any of them: "Kinderprostitution sagen wir den Kampf an".
        """
        reads = self._beside_subject(around, reads)
        if infinitive := self._clauses.governing_infinitive(around, reads.opening):
            return self._of_infinitive(reads, infinitive)
        if self._is_determined(reads):  # those that a verb asks for come first
            asked = [it for it in reads.several if self.is_object(around, it)]
            return reads._replace(several=(*asked, *(it for it in reads.several if it not in asked)))
        usual = self._declension.core_cases
        last = reads.opening.left[-1] if reads.opening.left else None
        verb = last is not None and last.directly and self._is_object_verb(last)
        order = usual[::-1] if verb else usual
        opens = around.occurrence.start == around.sentence.start
        if opens and (indirect := self._before_singular(around, reads)):
            return indirect
        kept = [it for case in order for it in reads.several if case in it.reading]
        open_case = opens and self._is_undecided(around)
        others = [
            it
            for it in reads.several
            if it not in kept and (open_case or self.is_object(around, it, alone=not opens))
        ]
        others = [it for it in others if self._declension.attribute not in it.reading]
        if kept:
            return reads._replace(several=(*kept, *others))
        one = len({it.reading for it in reads.several}) == 1  # "Tätern droht …" shows its case itself
        return reads if one else reads._replace(sure=False)

    def _is_determined(self, reads: Reads) -> bool:
        """Whether it has a determiner, and one that declines: "viel" looks the same in all cases but one."""
        word, declension = reads.opening.determiner, self._declension
        others = {*declension.cases} - {declension.attribute}
        return word is not None and not others <= {*declension.cases_shown(word.folded)}

    def _of_infinitive(self, reads: Reads, infinitive: str) -> Reads:
        """As the object of an infinitive, the only verb of its clause."""
        usual, attribute = self._declension.object_case, self._declension.attribute
        cases = self._declension.objects.get(infinitive, (usual,))
        cases = cases if reads.opening.determiner else cases[:1]
        cases = (*cases, usual) if attribute in cases else cases
        kept = [it for case in cases for it in reads.several if case in it.reading]
        return reads._replace(several=tuple(kept)) if kept else reads._replace(sure=False)

    def _beside_subject(self, around: Surroundings, reads: Reads) -> Reads:
        """Without its readings as a subject, if something else in its clause is one: "wer … besitzt"."""
        subject, singular = self._declension.subject_case, self._declension.singular
        others = tuple(it for it in reads.several if subject not in it.reading)
        if not others or len(others) == len(reads.several):
            return reads
        if self._subjects.has_other_subject(around, reads.opening):
            return reads._replace(several=others)
        if self._clauses.has_plural_verb(around, reads.opening):
            others = tuple(it for it in reads.several if not {subject, singular} <= it.reading)
            return reads._replace(several=others)
        return reads

    def beside_relative(self, around: Surroundings, reads: Reads, word: Token) -> Reads:
        """Without its readings as a subject, if a relative pronoun is that: "das … und … verbietet"."""
        subject = self._declension.subject_case
        others = tuple(it for it in reads.several if subject not in it.reading)
        return reads._replace(several=others) if others and self._subjects.is_subject(around, word) else reads

    def _before_singular(self, around: Surroundings, reads: Reads) -> Reads | None:
        """A plural before a verb in the singular, as the object that it is then; None for any other.

        "Tätern droht …", "Tätern wird … verweigert": in the case that the verb asks for.
        """
        declension = self._declension
        subjects = [it.reading for it in reads.several if declension.subject_case in it.reading]
        if not subjects or not all(declension.plural in it for it in subjects):
            return None
        if not self._subjects.is_no_subject(around, reads.opening):
            return None
        first = WORD.search(around.right)
        asked = declension.objects.get(first[0], ()) if first else ()
        passive = first is not None and first[0] in declension.passives
        usual = declension.cases[1:3] if not passive else declension.cases[2:3]
        several = [it for case in asked[:1] or usual for it in reads.several if case in it.reading]
        return reads._replace(several=tuple(several)) if several else None

    def _is_undecided(self, around: Surroundings) -> bool:
        """Whether neither what follows a term nor any verb of its sentence says which case it has."""
        right = around.right.lstrip(_QUOTES)
        following = WORD.search(right)
        if around.is_heading and self._subjects.heads_name(around):
            return False
        if not right.startswith(" ") or (following and following[0] in self._boundaries):
            return False
        if following and following[0] in self._conjunctions and self._shows_core(right, following.end()):
            return False
        if self._subjects.ends_in_infinitive(around):
            return False
        words = WORD.finditer(around.view.folded, *around.sentence)
        return all(it[0] not in self._declension.objects for it in words)

    def _shows_core(self, right: str, at: int) -> bool:
        """Whether what is joined to the term has a determiner of usual cases only: "… und ihre Folgen"."""
        word = WORD.match(right, at + 1)
        shown = self._declension.cases_shown(word[0]) if word else ()
        return bool(shown) and {*shown} <= {*self._declension.core_cases}

    def _is_object_verb(self, token: Token) -> bool:
        """Whether a word may be a verb before its object: "filmte …"."""
        known = token.folded in self._function_words or token.folded in self._declension.verbs
        return not (token.capital or known or self._declension.leads(token.folded))

    def is_object(self, around: Surroundings, read: Read, *, alone: bool = False) -> bool:
        """Whether a verb of the sentence, or what is no noun, has an object in that case.

        One `alone`, without a determiner, is its likeliest object.
        """
        objects, text, here = self._declension.objects, around.view.text, around.occurrence.start
        start, end = around.sentence
        start = max(start, text.rfind(";", start, here) + 1)
        stop = text.find(";", here, end)
        most = 1 if alone else None
        stop = stop if stop >= 0 else end
        return any(
            not read.reading.isdisjoint(objects.get(it[0], ())[:most])
            and (not text[it.start()].isupper() or it.start() == around.sentence.start)
            and not self._is_without_object(around, it[0], it.end(), stop)
            for it in WORD.finditer(around.view.folded, start, stop)
        )

    def _is_without_object(self, around: Surroundings, verb: str, start: int, stop: int) -> bool:
        """Whether a verb with the particle that ends its clause never has an object: "nimmt … zu"."""
        particles = {it for it in self._declension.particles if it + verb in self._declension.intransitive}
        return bool(particles) and any(
            it[0] in particles and not around.view.folded.startswith(" ", it.end())
            for it in WORD.finditer(around.view.folded, start, stop)
        )

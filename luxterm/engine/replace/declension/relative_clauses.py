"""The relative clauses of a term in a language that declines, and the verbs in them that agree with it.

Directly behind it, "…, die im Netz kursiert", or behind the verb of its own clause: "… gemeldet haben, die".
"""

from collections.abc import Iterator
from itertools import pairwise

from luxterm.engine.replace.declension.case_context import CaseContext
from luxterm.engine.replace.declension.noun_phrases import NounPhrases, Tokens
from luxterm.engine.replace.declension.verbs_last import CLAUSE
from luxterm.engine.replace.determiners import Change
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.declension import Reading
from luxterm.termbase.language import Language
from luxterm.text.words import WORD

_NEXT = 40
"""Code points behind a term in which its relative clause begins."""
_VERBS = 3
"""Words of a verb between a term and its relative clause, at most: "gefunden haben, die"."""
_CLAUSE = 240
"""Code points before a term in which its clause begins."""


def begins_at(around: Surroundings) -> int:
    """Where the clause behind a term begins, with nothing but the end of a verb between; 0 if none does."""
    gap, comma, _ = around.right[:_NEXT].partition(", ")
    end = around.occurrence.end
    between = WORD.findall(around.view.text, end, end + len(gap))
    verbs = not gap or (gap.replace(" ", "").isalpha() and all(map(str.islower, between)))
    return len(gap) + len(comma) if comma and verbs and len(between) <= _VERBS else 0


class RelativeClauses:
    """Those of one language."""

    def __init__(self, language: Language, context: CaseContext, nouns: NounPhrases) -> None:
        self._declension = language.declension
        self._context = context
        self._nouns = nouns
        self._relatives = language.agreement.relatives
        self._conjunctions = language.grammar.conjunctions
        self._joining = language.grammar.conjunctions | language.declension.coordinators

    def directly(self, around: Surroundings) -> Tokens:
        """The words of the one directly after a term, from its pronoun on."""
        return self._from(around, 2) if around.right.startswith(", ") else ()

    def changes(self, around: Surroundings, old: Reading, had: str, has: str) -> Iterator[Change]:
        """The changes of verbs whose subject stands for the term, from one number to the other."""
        for clause in self._clauses(around, self.directly(around) or self._behind_verb(around, old)):
            if self._nouns.may_be_subject(clause):
                continue
            for word, following in pairwise((*clause, None)):
                if word is None or (following and not self._ends_part(word.folded, following.folded)):
                    continue
                forms = {} if word.capital else self._declension.verb(word.folded)
                if forms.get(had) == word.folded and forms.get(has, word.folded) != word.folded:
                    yield Change(word.start, word.end, forms[has])

    def _from(self, around: Surroundings, at: int) -> Tokens:
        """The words of the clause that begins there, if a relative pronoun opens it."""
        words = self._words(around, at)
        return words if len(words) > 1 and words[0].folded in self._relatives else ()

    def _words(self, around: Surroundings, at: int) -> Tokens:
        """The words from there to the next mark."""
        start = around.occurrence.end + at
        clause = CLAUSE.match(around.right, at)
        return tuple(self._context.between(around, start, start + (len(clause[0]) if clause else 0)))

    def _clauses(self, around: Surroundings, clause: Tokens) -> Iterator[Tokens]:
        """Its parts without their pronouns, and those that go on with it: "…, aber noch abrufbar ist".

        In these the verb is last, too.
        """
        known = self._declension.verbs
        while clause:
            relates = self._relates(clause)
            yield from (it[1:] for it in self._parts(clause)) if relates else (clause,)
            at = clause[-1].end - around.occurrence.end
            joint = WORD.match(around.right, at + 2) if around.right.startswith(", ", at) else None
            if joint is None or joint[0] not in self._joining:
                return
            clause = self._words(around, joint.end() + 1)
            if not clause or clause[0].folded in known or clause[-1].folded not in known:
                return

    def _behind_verb(self, around: Surroundings, old: Reading) -> Tokens:
        """The words of one behind a verb, if its pronoun can stand for no other noun of the term's clause."""
        declension, at = self._declension, begins_at(around)
        words = self._from(around, at) if at else ()
        values = old - {*declension.cases}
        if not words or self._nouns.opens_phrase(words) or not self._stands_for(words[0].folded, values):
            return ()
        first = max(around.sentence.start, around.occurrence.start - _CLAUSE)
        before = tuple(self._context.between(around, first, around.occurrence.start))
        begin = len(before)
        while begin and before[begin - 1].directly:
            begin -= 1
        return () if any(True for _ in self._nouns.like(before[begin:], values)) else words

    def _stands_for(self, word: str, values: Reading) -> bool:
        """Whether a pronoun has the form for a gender and a number, in whatever case."""
        readings = [values | {case} for case in self._declension.cases]
        forms = self._declension.determiners_as(word)
        return any(it.stands_as(word, reading) for it in forms for reading in readings)

    def _parts(self, clause: Tokens) -> Iterator[Tokens]:
        """A clause, and what a conjunction and another pronoun join to it: "… wird und deren Herkunft …".

        Not one in which the pronoun only says whose the subject is.
        """
        joints = [
            at + 1
            for at, word in enumerate(clause[:-1])
            if word.folded in self._conjunctions and self._relates(clause[at + 1 :])
        ]
        for begin, end in pairwise((0, *joints, len(clause) + 1)):
            part = clause[begin : end - 1]
            if part and self._declension.cases_shown(part[0].folded):
                yield part

    def _relates(self, words: Tokens) -> bool:
        """Whether the first of some words is a relative pronoun, and no article."""
        word = words[0].folded
        article = self._declension.cases_shown(word) and self._nouns.opens_phrase(words)
        return word in self._relatives and not article

    def _ends_part(self, word: str, following: str) -> bool:
        """Whether it is a verb, which ends a part of a clause: "kursiert und gehandelt wird"."""
        return following in self._conjunctions and word in self._declension.verbs

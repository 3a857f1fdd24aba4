"""The relative clauses behind a term, up to their verbs, and the verb of its own clause behind them.

Only where the form of a relative pronoun shows whether it is the subject: "qui est punie", "que la police a".
"""

from collections.abc import Sequence

from luxterm.engine.replace.concord.read_clause import ReadClause
from luxterm.engine.replace.words_after import Word, opens
from luxterm.termbase.agreement import Readings
from luxterm.termbase.language import Language

_SUBJECT = 2
"""A noun with its article."""


class RelativeClauses:
    """Those of one language."""

    def __init__(self, language: Language) -> None:
        self._agreement = language.agreement
        self._verbs = (
            language.signals.verbs | language.agreement.acting | language.agreement.complex_transitives
        )
        self._subjects = language.agreement.subject_forms
        self._conjunctions = language.grammar.conjunctions

    def related(self, words: list[Word]) -> list[Word]:
        """The words from the first on that makes any noun before it a subject: "…, qui est punie"."""
        relating = self._agreement.relating
        at = next((index for index, it in enumerate(words) if it.folded in relating), len(words))
        return words[at:]

    def is_related(self, words: list[Word]) -> bool:
        """Whether the first makes the noun before it a subject, or does so with the second: "la cual"."""
        relating = self._agreement.relating
        return bool(words) and (words[0].folded in relating or opens(words, self._agreement.relatives) > 1)

    def follow(self, clause: ReadClause, words: list[Word], index: int, old: Readings) -> None:
        """Keeps up whose the relative clauses are that still wait for their verb, at what is no copula."""
        agreement, word = self._agreement, words[index].folded
        if not agreement.objects_agree:
            return
        if word in agreement.relating:
            before = [it.folded for it in words[:index]]
            # "que … et qui …", of the same noun
            again = clause.related and before[-1] in self._conjunctions
            if again:
                clause.waiting.clear()
            theirs = word in agreement.objects_agree or not (again or agreement.is_nearest(before, old))
            clause.own = clause.own or (again and not theirs)
            clause.related = clause.related or index == 0
            clause.waiting.append((index, theirs))
        elif word in agreement.auxiliaries or (self._acts(word) and self._has_subject(clause, words, index)):
            clause.said = clause.said or bool(clause.waiting)
            del clause.waiting[-1:]

    def meet_subject(self, clause: ReadClause) -> None:
        """The pronoun that is the subject of the last of them stands for the term: "parce qu’elle est"."""
        if clause.waiting:
            at, _ = clause.waiting.pop()
            clause.waiting.append((at, False))
            clause.related = clause.related and at > 0

    def _acts(self, word: str) -> bool:
        """Whether a word is hardly anything but a verb."""
        agreement = self._agreement
        other = word in agreement.nouns or word in agreement.adjectives_by_form
        return word in self._verbs or (word.endswith(agreement.clitic_verbs) and not other)

    def meet_verb(self, clause: ReadClause, index: int) -> bool:
        """Whether a copula certainly belongs to a relative clause with another subject than the term."""
        if not clause.waiting:
            return False
        clause.said = True
        beside = not self._has_subject(clause, (), index - 1)
        _, theirs = clause.waiting.pop()
        clause.own = clause.own and not theirs  # "que la police surveille est"
        return theirs and beside

    def _has_subject(self, clause: ReadClause, words: Sequence[Word], index: int) -> bool:
        """Whether a noun with its article, or a pronoun, is before a place in the last one, which waits."""
        if not clause.waiting:
            return False
        subject = bool(words) and words[index - 1].folded in self._subjects
        return subject or index - clause.waiting[-1][0] > _SUBJECT

    def resumes(self, clause: ReadClause, words: list[Word], index: int) -> bool:
        """Whether a verb comes behind the relative clauses in which the term is the object.

        "La … que l’école a trouvée et qu’elle a signalée est …"; no other noun may be its subject.
        """
        objects, agreement = self._agreement.objects_agree, self._agreement
        if clause.waiting or not (clause.said and clause.related) or words[0].folded not in objects:
            return False
        return not any(
            agreement.opens(word.folded) and (last in self._conjunctions or not word.joined)
            for last, word in zip(("", *(it.folded for it in words)), words[:index], strict=False)
            if word.folded not in agreement.governing | agreement.relating and last not in objects
        )

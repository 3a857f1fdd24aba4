"""What a linking verb joins to a term, and a pronoun that is its subject: "dès qu’elle est connue"."""

from collections.abc import Iterator

from luxterm.engine.replace.concord.absolute import Absolute
from luxterm.engine.replace.concord.clause_subject import ClauseSubject
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linked import Linked
from luxterm.engine.replace.concord.linking import REACH
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.predicate_words import PredicateWords
from luxterm.engine.replace.concord.read_clause import ReadClause
from luxterm.engine.replace.concord.relative_clauses import RelativeClauses
from luxterm.engine.replace.concord.said_of_all import SaidOfAll
from luxterm.engine.replace.concord.subject_pronouns import SubjectPronouns
from luxterm.engine.replace.words_after import Word, opens
from luxterm.termbase.agreement import Readings, form_for

_PAIR = 2
"""A conjunction and the noun that it adds, at least."""


class Predicate:
    """The predicates and pronouns of one language."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._conjunctions = language.grammar.conjunctions
        self._words = PredicateWords(morphology)
        self._subject = ClauseSubject(morphology, self._words)
        self.of_all = SaidOfAll(morphology, self._words)
        """What verbs say of a term and of what is joined to it."""
        self.relatives = RelativeClauses(language)
        """The relative clauses behind a term."""
        self._inflection = morphology.inflection
        self._absolute = Absolute(morphology)
        self._linking = morphology.linking
        self._pronouns = SubjectPronouns(morphology, self._words)

    def linked(
        self, words: list[Word], swap: Swap, *, put_in: bool, related: bool = False
    ) -> Iterator[Linked]:
        """The words in its sentence that may agree with a term, from the first linking verb on.

        `put_in` if a mark directly after the term sets something off: then a verb after another one resumes.
        So it may behind a relative clause of a subject (`related`).
        """
        clause = ReadClause()
        for index, word in enumerate(words):
            self._follow(clause, words, index, swap.old)
            verb = self._next_verb(clause, words, index, swap.old)
            if clause.verb:
                pass  # "a été": no part of the verb agrees
            elif self._pronouns.is_pronoun(words[index : index + 2]):
                yield from self._of_pronoun(clause, words, index, swap)
            elif self._pronouns.is_impersonal(words[index:]):
                yield from self._of_impersonal(clause, words, index, swap)
            elif verb:
                if self._begin_verb(clause, words, (index, verb), swap.old, put_in=put_in, related=related):
                    yield from self._words.fronted(words[:index], swap)
            elif self.acts(words, index) or self._begins_part(words[index:]):
                clause.reach = 0
            elif clause.reach:
                yield from self._within_reach(clause, words, index, swap)
            if not self._inflection.is_adverb(word.folded):  # "es cada vez más …"
                clause.reach = max(clause.reach - 1, 0)

    def _of_pronoun(self, clause: ReadClause, words: list[Word], index: int, swap: Swap) -> Iterator[Linked]:
        """A pronoun that is a subject, with its verb behind it, and what is said of it: "dès qu'elle est"."""
        word, before = words[index], words[:index]
        form = self._pronoun(clause, before, word, swap)
        # What follows has the same subject; "il" may be somebody's
        other = word.folded not in self._agreement.impersonal
        clause.own = form is not None or (clause.own and not other)
        clause.theirs = form is None and self._subject.is_of_other(before, word.folded, swap.old)
        if form is not None:
            yield Linked(word, form, True)
            yield from self._words.asked(before, swap.new)
            yield from self._behind_verb(words[index + 1 :], swap)

    def _of_impersonal(
        self, clause: ReadClause, words: list[Word], index: int, swap: Swap
    ) -> Iterator[Linked]:
        """A pronoun that may stand for nothing, and has a linking verb: "parce qu’il est puni"."""
        personal = self._pronouns.is_personal(words, index, swap.old)
        form = self._pronoun(clause, words[:index], words[index], swap) if personal else None
        clause.own = form is not None  # "il est puni de …": it may stand for the term, and stays
        self.relatives.meet_subject(clause)
        if form is not None:
            yield Linked(words[index], form, True)

    def _begin_verb(
        self, clause: ReadClause, words: list[Word], at: tuple[int, int], old: Readings, **goes_on: bool
    ) -> bool:
        """Whether a linking verb of so many words there may say something of the term."""
        index, verb = at
        resumes = self.relatives.resumes(clause, words, index)
        theirs = self.relatives.meet_verb(clause, index) or (clause.theirs and not resumes)
        clause.verb = verb
        if theirs or self._subject.has_own(words, index):
            clause.own, clause.theirs, clause.reach = False, False, 0  # the next verb may be the term's again
            return False
        clause.own = clause.own or resumes or self._subject.resumes(words, index, verb, old, **goes_on)
        clause.reach, clause.plain, clause.noun = verb + REACH, True, False
        return True

    def _behind_verb(self, words: list[Word], swap: Swap) -> Iterator[Linked]:
        """What a verb that links nothing by itself says of its subject: "qu’elle circule chiffrée"."""
        verb, *rest = words
        said = next((it for it in rest[:REACH] if not self._words.is_beside(it.folded)), None)
        if (
            said is None
            or not said.joined
            or self._linking.verb(words)
            or verb.folded in self._agreement.auxiliaries
        ):
            return
        shown = self._inflection.shows_agreement(said.folded)
        form = self._words.agreed(said.folded, swap) if shown else None
        if form is not None:
            yield Linked(said, form, True)

    def acts(self, words: list[Word], index: int) -> bool:
        """Whether a word is a verb beside its subject or its object: "il détruit", "et détruit des"."""
        word, before = words[index], words[index - 1].folded if index else ""
        if not word.joined:
            return False
        if before in self._agreement.impersonal:
            return not self._linking.verb(words[index - 2 : index - 1])  # not "est-il légal ?"
        behind = words[index + 1 : index + 2]
        joined = before in self._conjunctions and word.folded in self._agreement.acting
        return joined and bool(behind) and behind[0].joined and behind[0].folded in self._agreement.before

    def _next_verb(self, clause: ReadClause, words: list[Word], index: int, old: Readings) -> int:
        """How many words make a linking verb there, 0 if none does or it is a part of the one before."""
        clause.verb = max(clause.verb - 1, 0)
        verb = 0 if clause.verb else self._linking.verb(words[index:])
        if not (clause.verb or verb):
            self.relatives.follow(clause, words, index, old)
        return verb

    def _follow(self, clause: ReadClause, words: list[Word], index: int, old: Readings) -> None:
        """Keeps up whose the subject is: a mark ends the clause, and so does what joins another subject."""
        word, resumes = words[index], clause.last == index - 1
        clause.theirs = (clause.theirs and word.joined) or self._subject.relates_to_other(words, index, old)
        if self._parenthetic(words, index) or (index and self._parenthetic(words, index - 1)):
            return
        _, *rest = self._without_adverbs(words[index:])
        # "vue, vendue et …", "vue, puis vendue", but not "…, soit-elle simulée, sera …"
        led = word.folded in self._agreement.detaching or word.folded in self._conjunctions
        acts = self._subject.acts_on(words, index) and not self._linking.verb(words[index:])
        joined = word.joined or acts
        joined = joined or (
            resumes and not self._linking.verb(words[index:]) and self._goes_on(rest if led else [word], old)
        )
        adds = word.folded in self._conjunctions and not self._goes_on(rest, old)
        goes_on = not adds or (clause.reach > 0 and not self._opens_other(rest[:1]))
        clause.own = clause.own and joined and goes_on
        between = words[clause.last + 1 : index]
        if clause.last >= 0 and self._resumes(between, self._without_adverbs(words[index : index + 4]), old):
            clause.reach, clause.plain = REACH + 1, True  # "est punie par … et retirée"

    def _begins_part(self, words: list[Word]) -> bool:
        """Whether a mark stands before the first, which agrees with nothing: ", mesmo que seja"."""
        return not words[0].joined and opens(words, self._agreement.detaching) > 1

    def _parenthetic(self, words: list[Word], index: int) -> bool:
        """Whether marks set off an adverb alone, so that its clause goes on: "é, de facto, apagada"."""
        word, *after = words[index : index + 2]
        return (
            bool(index and after)
            and not (word.joined or after[0].joined)
            and self._inflection.is_adverb(word.folded)
        )

    def _within_reach(
        self, clause: ReadClause, words: list[Word], index: int, swap: Swap
    ) -> Iterator[Linked]:
        """A word behind a linking verb, if it may agree with the term."""
        word, here = words[index], words[index : index + 2]
        if self._is_anothers(words[clause.last + 1 : index + 1] if clause.last >= 0 else []):
            clause.reach = 0
            return
        adverb = word.folded in self._agreement.adverbs  # "é vendida às escondidas"
        beside = self._pronouns.is_beside_subject(here)
        first = clause.own and clause.last < 0  # the subject of "é procurada outra vez" is the term
        led = opens(words[max(0, index - _PAIR) : index], self._agreement.detaching) == _PAIR
        absolute = not first and self._absolute.is_one(words[index:], swap.old, led=led)
        others = adverb or beside or absolute
        form = None if others else self._words.agreed(word.folded, swap)
        clause.noun = clause.noun and word.joined
        if form is None:
            said = index > 0 and self._predicates(words[index - 1], word)
            if not (said or beside or self._words.strengthens(here, swap.old)):
                clause.plain = clause.plain and not self._words.parts(word.folded)
        elif not self._words.announces_other(here, swap.old):
            sure = clause.plain and not clause.noun  # not in "… es considerada actividad delictiva"
            yield Linked(word, form, sure and clause.own, sure and not clause.own)
            if not clause.noun:
                clause.reach, clause.last = REACH + 1, index
        keeps_on = clause.noun and self._words.keeps_on(words[: index + 1], swap.old)
        clause.noun = self._words.is_noun(word.folded, swap.old) or keeps_on

    def _is_anothers(self, words: list[Word]) -> bool:
        """Whether the last of some words is said of the noun before it, and the verb is left out.

        "… será bloqueada y su existencia, comunicada a …".
        """
        if len(words) <= _PAIR or words[-1].joined:
            return False
        return words[0].folded in self._conjunctions and self._opens_other(words[1:-1])

    def goes_on(self, words: list[Word]) -> bool:
        """Whether some words begin with a verb, and no subject behind it."""
        return self._linking.verb(words) > 0 or self._subject.acts_on(words, 0)

    def _goes_on(self, words: list[Word], old: Readings) -> bool:
        """Whether a conjunction before some words joins no other subject, but a verb or what agrees."""
        if self.goes_on(words):
            return True
        word = words[0].folded if words else ""
        shown = self._inflection.shows_agreement(word)
        return shown and self._words.fits(word, old)

    def _opens_other(self, words: list[Word]) -> bool:
        """Whether the first of some words is a determiner: "… est interdite et toute personne …"."""
        return bool(words) and words[0].joined and self._agreement.opens(words[0].folded)

    def _resumes(self, between: list[Word], words: list[Word], old: Readings) -> bool:
        """Whether the first of two words joins a participle to what agrees before it.

        Not to another one `between` them.
        """
        joint, *rest = words
        if joint.folded not in self._conjunctions or not (joint.joined and rest and rest[0].joined):
            return False
        parts = self._inflection.is_of_participle
        if any(parts(it.folded) for it in between):
            return False
        return parts(rest[0].folded) and self._goes_on(rest, old)

    def _without_adverbs(self, words: list[Word]) -> list[Word]:
        """The first of some words, and those after it without adverbs: "y luego vendida"."""
        return [it for at, it in enumerate(words) if not (at and self._inflection.is_adverb(it.folded))]

    def attributed(self, words: list[Word], swap: Swap) -> list[Linked]:
        """What a verb says of a term that is its object: "juge la … illicite et dangereuse", "tient … pour".

        Not "qualifie la … de grande menace": there it belongs to a noun of its own.
        """
        linked = bool(words) and words[0].folded in self._agreement.predicating
        found = list[Linked]()
        for at in range(int(linked), len(words)):
            word, rest = words[at], words[at + 1 : at + 2]
            if not word.joined:
                break
            if word.folded in self._conjunctions or self._inflection.is_adverb(word.folded):
                continue
            form = self._words.agreed(word.folded, swap)
            if form is None or (rest and rest[0].joined and not self._words.ends(rest[0].folded)):
                break
            found.append(Linked(word, form, True))
            if not rest or rest[0].folded not in self._conjunctions:
                break
        return found

    def _pronoun(self, clause: ReadClause, before: list[Word], word: Word, swap: Swap) -> str | None:
        """The form of a pronoun that is a subject, if it stands for the term; `before` is between them."""
        between = [it.folded for it in before]
        directly = len(before) == 1 and before[0].joined and before[0].start == 1
        if directly and between[0] in self._agreement.objects_agree:
            return None  # "la … qu’elle héberge", of which it is the object
        # "est fréquent au lycée, et il est …", "… ; il est …", "…, parce qu’il est …"; or one did before
        if clause.named or not word.joined or self._joins_clause(between[-2:]):
            between = self._agreement.but_governed(between)
        if len(between) > 1 and self._agreement.asking(between[-2]):  # "quelle qu’elle soit"
            between = between[:-2]
        if not self._agreement.is_nearest(between, swap.old):
            return None
        fitting = (
            cells
            for cells in self._agreement.subject_pronouns
            if any(it.folded == word.folded and it.fits(swap.old) for it in cells)
        )
        form = form_for(next(fitting, ()), swap.new)
        if form is not None:
            clause.named = True
            self.relatives.meet_subject(clause)
        return form

    def _joins_clause(self, words: list[str]) -> bool:
        """Whether the last of two words joins a clause to the one before: "et", "parce qu", "puisqu"."""
        first, last = ("", "", *words)[-2:]
        detaching = self._agreement.detaching
        return (
            last in self._conjunctions
            or last in detaching
            or (last in self._agreement.relating and first in detaching)
        )

    def _predicates(self, verb: Word, word: Word) -> bool:
        """Whether a word joins what agrees to a participle: "tenue pour …"."""
        agreement = self._agreement
        return word.folded in agreement.predicating and verb.folded in agreement.complex_transitives

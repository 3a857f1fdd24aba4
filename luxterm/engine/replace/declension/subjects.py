"""Who or what else is the subject of a term's clause, in a language that declines: then the term isn't.

By form, as far as that goes: an infinitive has no subject; a verb in the plural has another one than a
single noun; a phrase that can be nothing but a subject is it. Where the forms allow either, only a verb
decides whose subject is always somebody, beside words that are a thing.
"""

from luxterm.engine.context import becomes_thing
from luxterm.engine.replace.declension.case_context import Opening
from luxterm.engine.replace.declension.clause import VERBS, Clause
from luxterm.engine.replace.declension.noun_phrases import Tokens
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.tokens import Token
from luxterm.engine.surroundings import Surroundings
from luxterm.text.words import WORD


class Subjects:
    """The subjects of one language."""

    def __init__(self, syntax: Syntax) -> None:
        language = syntax.language
        self._declension = language.declension
        self._clauses = syntax.clauses
        self._nouns = syntax.nouns
        self._conjunctions = language.grammar.conjunctions
        self._relatives = language.agreement.relatives
        self._spans = language.contexts["time-spans"]

    def has_other_subject(self, around: Surroundings, opening: Opening) -> bool:
        """Whether the term isn't the subject, as its clause has another one, or none."""
        clause = self._clauses.around(around, opening.left)
        clause = clause._replace(left=self._behind_first_verb(clause.left))
        if self._clauses.infinitive(clause) or (not clause.left and self.ends_in_infinitive(around)):
            return True
        before = self._before_joined(clause)
        if clause.joined and not self._clauses.is_nominal(clause.right):
            opened = clause.opener is not None or self._has_pronoun(clause._replace(right=()))
            if not opened or not (self._clauses.is_nominal(clause.left) or self._is_parallel(clause)):
                return False
            before = clause.left  # "wenn ein Nutzer Waffen oder … besitzt"
        words = (*clause.left, *clause.right)
        if self._has_pronoun(clause) or self._is_impersonal(words):
            return True
        own = (*clause.left, *self._clauses.before_conjunction(clause.right))
        goes_on = self._clauses.begins_with_verb(clause.right[1:])  # "… enthielt … und wurde gelöscht"
        if any(it.folded in self._declension.linking for it in (own if goes_on else words)):
            return False
        subject = self._declension.subject_case
        left = [*self._nouns.among(before, after_noun=False)]
        right = [*self._nouns.among(self._clauses.before_conjunction(clause.right), after_noun=True)]
        if any(it.free and it.cases == frozenset((subject,)) for it in (*left, *right)):
            return True
        possible = any(
            it.free and subject in it.cases
            for it in self._nouns.among(self._timeless(before), after_noun=False)
        )
        return self._is_relative_subject(clause) or (
            becomes_thing(around)
            and (self._ends_entry(around, clause) or self._is_done_by_somebody(clause, beside_other=possible))
        )

    def _timeless(self, words: Tokens) -> Tokens:
        """Some words without the nouns that say how often, and an adjective first: "Letztes Jahr fand …"."""
        spans = {at for at, it in enumerate(words) if self._spans.stands_in([it.folded])}
        return tuple(
            it for at, it in enumerate(words) if at not in spans and not (it.first and at + 1 in spans)
        )

    def _is_parallel(self, clause: Clause) -> bool:
        """Whether both parts of a clause say what somebody does: "dass er Kinder schlug und … besaß"."""
        verb = clause.left[-2] if len(clause.left) > 1 else None
        done = self._declension.doing
        known = verb is not None and (
            verb.folded in self._declension.verbs or self._clauses.may_be_verb(verb)
        )
        return known and any(it.folded in done for it in clause.right[-VERBS:])

    def is_sole_subject(self, around: Surroundings, opening: Opening, *, verb_last: bool) -> bool:
        """Whether nothing else can be the subject of a term's clause, whose verb is a singular."""
        clause = self._clauses.around(around, opening.left)
        if clause.joined or bool(clause.opener) != verb_last:  # "was ist …": either may be it
            return False
        left = self._behind_opener(clause)
        if not clause.opener and len(left) > 1 and left[0].folded in self._declension.expletives:
            left = left[1:]  # "es wurde …"
        if len(left) == 1 and left[0].first and left[0].folded in self._declension.verbs:
            left = ()  # "Liegt … vor, so …"
        end = clause.right[-1].end if clause.right else around.occurrence.end
        next_word = WORD.search(around.view.folded, end, around.sentence.end)
        behind = around.view.folded[end : next_word.start()] if next_word else ""
        if next_word and next_word[0] in self._declension.subjects and behind == ", ":
            return False  # "… darf nicht besitzen, wer …"
        right = self._before_own(left, clause.right)
        if verb_last and len(right) > 1 and right[-2].folded in self._declension.linking:
            right = right[:-2]  # "verboten sein muss": no "sein Konto"
        return not (self._nouns.may_be_subject(left) or self._nouns.may_be_subject(right))

    def _behind_first_verb(self, left: Tokens) -> Tokens:
        """With a verb that begins the sentence as what it is, and no noun: "Findet eine Lehrkraft …"."""
        declension, first = self._declension, left[0] if left else None
        known = declension.verbs.keys() | declension.doing | declension.finding
        if first is None or not first.first or len(left) == 1 or first.folded not in known:
            return left
        return (first._replace(capital=False), *left[1:])

    def _behind_opener(self, clause: Clause) -> Tokens:
        """The words before the term without a relative pronoun, or its preposition, too: ", in der …"."""
        left, relatives = clause.left, self._relatives
        first, *others = left or (None,)
        if first is None or clause.opener != first:
            return left
        governed = bool(others) and others[0].folded in relatives
        return left[2:] if governed else left[first.folded in relatives :]

    def has_predicate(self, around: Surroundings, opening: Opening, verb: str, *, verb_last: bool) -> bool:
        """Whether its clause only says what the term is, so that the number is the term's: "… ist ein Thema".

        No participle ends it: "… ist einem Kind gezeigt worden".
        """
        clause = self._clauses.around(around, opening.left)
        if verb not in self._declension.copulas or clause.joined or bool(clause.opener) != verb_last:
            return False
        left = [it for it in self._behind_opener(clause) if it.folded != verb and it != clause.opener]
        right = self._before_own(clause.left, clause.right, joined=True)
        right = right[:-1] if verb_last else tuple(it for it in right if it.folded != verb)
        ends = bool(right) and self._nouns.is_noun(right[-1])
        return ends and not self._nouns.may_be_subject(tuple(left)) and self._clauses.is_nominal(right)

    def is_identified(self, around: Surroundings, opening: Opening, verb: str, *, verb_last: bool) -> bool:
        """Whether its clause only points at what the term is: "Das ist …", "ob das schon … ist"."""
        clause, declension = self._clauses.around(around, opening.left), self._declension
        if verb not in declension.copulas or clause.joined or bool(clause.opener) != verb_last:
            return False
        left = [it for it in clause.left if it.folded != verb and it != clause.opener]
        rest = [it for it in left if it.folded not in declension.identifying]
        right = clause.right[:-1] if verb_last else clause.right
        only = len(rest) + 1 == len(left) and all(map(self._clauses.is_adverb, rest))
        return only and not self._nouns.may_be_subject(right)

    def _before_own(self, left: Tokens, right: Tokens, *, joined: bool = False) -> Tokens:
        """The words after a term before a clause that is joined to its own: "… und der Nutzer wird gesperrt".

        Each has a verb, and another subject stands before the second, or none, too, where verbs are `joined`.
        """
        verbs = [at for at, it in enumerate(right) if it.folded in self._declension.verbs]
        first = (
            -1 if any(it.folded in self._declension.verbs for it in left) else min(verbs, default=len(right))
        )
        joints = [at for at, it in enumerate(right) if it.folded in self._conjunctions and at > max(first, 0)]
        at = next((at for at in joints if any(it > at + 1 - joined for it in verbs)), len(right))
        return right[:at]

    def is_subject(self, around: Surroundings, word: Token) -> bool:
        """Whether a relative pronoun before several nouns may be one, as the verb is a singular."""
        declension, right = self._declension, self._clauses.around(around, ()).right
        return (
            declension.subject_case in declension.cases_shown(word.folded)
            and declension.shows(right[-1].folded) == declension.singular
        )

    def is_no_subject(self, around: Surroundings, opening: Opening) -> bool:
        """Whether a verb directly after the term, which opens the clause, is a singular: "… droht"."""
        clause = self._clauses.around(around, opening.left)
        verb = clause.right[0] if clause.right and not clause.left else None
        return (
            verb is not None
            and not verb.capital
            and self._declension.shows(verb.folded) == self._declension.singular
        )

    def ends_in_infinitive(self, around: Surroundings) -> bool:
        """Whether all that follows is an infinitive, and what has a preposition: "… im Netz zurückdrängen".

        Then the term is its usual object, as every other verb is known.
        """
        *between, last = self._clauses.around(around, ()).right or (None,)
        if last is None or last.capital or not last.folded.endswith(self._declension.infinitive[1:]):
            return False
        whole = not WORD.search(around.view.folded, last.end, around.sentence.end)
        others = self._nouns.among(tuple(between), after_noun=False)
        return whole and self._clauses.is_nominal(tuple(between)) and all(it.governed for it in others)

    def heads_name(self, around: Surroundings) -> bool:
        """Whether what follows the term only belongs to it: "… in Europa", not "… keine Chance"."""
        words, governed = self._clauses.around(around, ()).right, False
        if not (words and self._declension.is_preposition(words[0].folded)):
            return False
        for token in words:
            if self._declension.opens(token.folded) and not governed:
                return False
            governed = self._declension.is_preposition(token.folded)
        return self._clauses.is_nominal(words)

    def _has_pronoun(self, clause: Clause) -> bool:
        """Whether a pronoun that is always a subject stands there."""
        subjects = self._declension.subjects
        right = self._clauses.before_conjunction(clause.right)
        return any(it.folded in subjects for it in (*clause.left, *right))

    def _is_impersonal(self, words: Tokens) -> bool:
        """Whether what holds the place of a subject is the subject: "es gibt …"."""
        declension = self._declension
        return any(it.folded in declension.impersonal for it in words) and any(
            it.folded in declension.expletives for it in words
        )

    def _before_joined(self, clause: Clause) -> Tokens:
        """The words before the term, without what a conjunction joins it to."""
        left = clause.left
        while clause.joined and left and not self._clauses.may_be_verb(left[-1]):
            left = left[:-1]
        return left

    def _is_relative_subject(self, clause: Clause) -> bool:
        """Whether the relative pronoun is the subject: "der" beside no verb whose object it may be."""
        declension, opener = self._declension, clause.opener
        if (
            opener is None
            or opener.folded not in declension.before
            or not self._clauses.ends_with_verb(clause)
        ):
            return False
        cases = {*declension.cases_shown(opener.folded)} - {declension.attribute}
        others = cases - {declension.subject_case}
        if declension.subject_case not in cases or declension.object_case in others:
            return False
        if declension.is_intransitive(clause.right[-1].folded):
            return False  # "…, der … auffällt"
        governed = (declension.objects.get(it.folded, ()) for it in clause.right)
        return not any(others.intersection(it) for it in governed)

    def _is_done_by_somebody(self, clause: Clause, *, beside_other: bool) -> bool:
        """Whether its verb has no thing as its subject: directly before the term's phrase, or last.

        The last one has it before the term (`beside_other`), or it is the relative pronoun.
        """
        declension, left, right = self._declension, clause.left, clause.right
        if any(it.folded in declension.reflexives for it in (*left, *right)):
            return False
        done = declension.doing | declension.finding if beside_other else declension.doing
        if beside_other and not clause.opener and any(it.folded in done for it in left):
            return True  # "Findet eine Lehrkraft …, so …", "bei ihm fand die Polizei …"
        verb = next((it for it in reversed(left) if not self._clauses.is_adverb(it)), None)
        if verb and not clause.opener and left[-1].directly and verb.folded in done:
            return True
        if right and not left and right[0].folded in declension.doing and not beside_other:
            return self._nouns.may_be_subject(right[1:])  # "… meldet die Stelle sofort"
        opener = clause.opener.folded if clause.opener else ""
        relates = declension.subject_case in declension.cases_shown(opener)
        # "…, die … erkennt und … meldet", "…, die … verbreitet hat"
        parts = (right[-VERBS:], self._clauses.before_conjunction(right)[-VERBS:])
        return (beside_other or relates) and any(
            it.folded in declension.doing for part in parts for it in part
        )

    def _ends_entry(self, around: Surroundings, clause: Clause) -> bool:
        """Whether what somebody does ends the clause that the term opens: "– … herstellt oder besitzt".

        So do entries of a list whose subject is above it; in a sentence more would follow. A particle joined
        to its verb ("weitergibt") shows that the verb is last.
        """
        declension, right = self._declension, clause.right
        verb = right[0].folded if right else ""
        if clause.left or not right or right[0].capital or self._clauses.before_conjunction(right)[1:]:
            return False
        whole = verb in declension.verbs or declension.is_intransitive(verb)
        parted = not whole and any(
            verb.startswith(it) and declension.verb(verb[len(it) :]) for it in declension.particles
        )
        rest = around.view.text[right[0].end : around.sentence.end]
        alone = not any(it[0][0].isupper() for it in WORD.finditer(rest))
        return verb in declension.doing or ((parted or verb in declension.finding) and alone)

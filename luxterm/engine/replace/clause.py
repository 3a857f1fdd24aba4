"""Who or what else is the subject of a term's clause, in a language that declines: then the term isn't.

By form, as far as that goes: an infinitive has no subject; a verb in the plural has another one than a
single noun; a phrase that can be nothing but a subject is it. Where the forms allow either, only a verb
decides whose subject is always somebody, beside words that are a thing. Looks at the words of the clause, and
no further.
"""

from itertools import pairwise
from typing import NamedTuple

from luxterm.engine.context import becomes_thing
from luxterm.engine.replace.case_context import CaseContext, Opening
from luxterm.engine.replace.noun_phrases import NounPhrases, Tokens
from luxterm.engine.replace.tokens import Token
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.declined_phrase import DeclinedPhrases
from luxterm.termbase.language import Language
from luxterm.text.words import WORD

_LEAST = 2
"""Letters of an infinitive besides its ending and what parts it, at least."""


class Clause(NamedTuple):
    """The words of a term's clause: those before its noun phrase, and those after the term.

    `opener` is a word that puts the verb last: "dass", or a relative pronoun. `joined` if a conjunction
    stands directly before the term's phrase.
    """

    left: Tokens
    right: Tokens
    opener: Token | None
    joined: bool


class Clauses:
    """The clauses of one language."""

    def __init__(
        self, language: Language, context: CaseContext, phrases: DeclinedPhrases, nouns: NounPhrases
    ) -> None:
        self._declension = language.declension
        self._context = context
        self._phrases = phrases
        self._nouns = nouns
        self._conjunctions = language.grammar.conjunctions
        self._function_words = language.function_words
        self._relatives = language.agreement.relatives
        declension = language.declension
        self._subordinators = declension.subordinators - declension.prepositions.keys()

    def around(self, around: Surroundings, left: Tokens) -> Clause:
        """The clause of a term with some words before its noun phrase."""
        at, opener = len(left), None
        while at and left[at - 1].directly:
            token = left[at - 1]
            if self._joins_clauses(left, at - 1):
                break
            at -= 1
            if token.folded in self._subordinators:
                opener = token
                break
            if at and left[at - 1].after == ", " and self._relates(left[at:]):
                opener = token
        joined = bool(left) and left[-1].directly and left[-1].folded in self._conjunctions
        return Clause(left[at:], self._context.after(around), opener, joined)

    def has_other_subject(self, around: Surroundings, opening: Opening) -> bool:
        """Whether the term isn't the subject, as its clause has another one, or none."""
        clause = self.around(around, opening.left)
        if self._infinitive(clause):
            return True
        if clause.joined and not self._is_nominal(clause.right):
            return False
        words = (*clause.left, *clause.right)
        if self._has_pronoun(clause) or self._is_impersonal(words):
            return True
        if any(it.folded in self._declension.linking for it in words):
            return False
        subject = self._declension.subject_case
        left = [*self._nouns.among(self._before_joined(clause), after_noun=False)]
        right = [*self._nouns.among(self._before_conjunction(clause.right), after_noun=True)]
        if any(it.free and it.cases == frozenset((subject,)) for it in (*left, *right)):
            return True
        possible = any(it.free and subject in it.cases for it in left)
        return self._is_relative_subject(clause) or (
            becomes_thing(around)
            and (self._ends_entry(around, clause) or self._is_done_by_somebody(clause, beside_other=possible))
        )

    def is_sole_subject(self, around: Surroundings, opening: Opening, *, verb_last: bool) -> bool:
        """Whether nothing else can be the subject of a term's clause, whose verb is a singular."""
        clause = self.around(around, opening.left)
        if clause.joined or bool(clause.opener) != verb_last:  # "was ist …": either may be it
            return False
        left = self._behind_opener(clause)
        if not clause.opener and len(left) > 1 and left[0].folded in self._declension.expletives:
            left = left[1:]  # "es wurde …"
        if len(left) == 1 and left[0].first and left[0].folded in self._declension.verbs:
            left = ()  # "Liegt … vor, so …"
        end = clause.right[-1].end if clause.right else around.occurrence.end
        next_word = WORD.search(around.view.folded, end, around.sentence.end)
        if next_word and next_word[0] in self._declension.subjects:
            return False  # "… darf nicht besitzen, wer …"
        right = clause.right if verb_last else self._before_own(left, clause.right)
        if verb_last and len(right) > 1 and right[-2].folded in self._declension.linking:
            right = right[:-2]  # "verboten sein muss": no "sein Konto"
        return not (self._nouns.may_be_subject(left) or self._nouns.may_be_subject(right))

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
        clause = self.around(around, opening.left)
        if verb not in self._declension.copulas or clause.joined or bool(clause.opener) != verb_last:
            return False
        left = [it for it in self._behind_opener(clause) if it.folded != verb and it != clause.opener]
        right = self._before_own(clause.left, clause.right, joined=True)
        right = right[:-1] if verb_last else tuple(it for it in right if it.folded != verb)
        ends = bool(right) and right[-1].capital and right[-1].folded not in self._function_words
        return ends and not self._nouns.may_be_subject(tuple(left)) and self._is_nominal(right)

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
        declension, right = self._declension, self.around(around, ()).right
        return (
            declension.subject_case in declension.cases_shown(word.folded)
            and declension.shows(right[-1].folded) == declension.singular
        )

    def is_no_subject(self, around: Surroundings, opening: Opening) -> bool:
        """Whether a verb directly after the term, which opens the clause, is a singular: "… droht"."""
        clause = self.around(around, opening.left)
        verb = clause.right[0] if clause.right and not clause.left else None
        return (
            verb is not None
            and not verb.capital
            and self._declension.shows(verb.folded) == self._declension.singular
        )

    def has_plural_verb(self, around: Surroundings, opening: Opening) -> bool:
        """Whether the verb is a plural, as far as that shows, and nothing is joined to the term."""
        clause = self.around(around, opening.left)
        if clause.joined or (clause.right and clause.right[0].folded in self._conjunctions):
            return False
        if clause.opener:
            return self._ends_with_verb(clause) and self._is_plural(clause.right[-1].folded)
        last = clause.left[-1] if clause.left else None
        if last and self._nouns.is_adjective(last) and self._is_plural(last.folded):
            return True  # no adjective, or it would belong to the term: "Viele Staaten bekämpfen …"
        polite = self._declension.polite
        beside = {at.start for at, it in pairwise(clause.left) if it.capital and it.folded in polite}
        return any(
            (it.folded in self._declension.verbs or it.start in beside) and self._is_plural(it.folded)
            for it in clause.left
        )

    def is_finite(self, around: Surroundings, opening: Opening, *, doing: bool = False) -> bool:
        """Whether a word directly before the term that looks like an adjective is the verb.

        It stands second in a clause that a noun phrase begins: "Viele Staaten bekämpfen …"; `doing` if it has
        to be a verb whose subject is always somebody: "Der Mann sammelte …".
        """
        clause = self.around(around, opening.left)
        if clause.opener or not clause.left or not clause.left[-1].capital:
            return False
        if doing and not self._is_only_doing(clause, opening.adjectives[0]):
            return False
        found = [*self._nouns.among(clause.left, after_noun=False, whole=True)]
        return bool(found) and all(it.cases for it in found)

    def _is_only_doing(self, clause: Clause, verb: Token) -> bool:
        """Whether a verb has somebody as its subject, and no other word of its clause may be one."""
        others = (*clause.left, *clause.right)
        known = self._declension.verbs
        known_other = any(it.folded in known or it.folded in self._declension.linking for it in others)
        ends = bool(clause.right) and not clause.right[-1].capital
        return verb.folded in self._declension.doing and not (
            known_other or (ends and self._declension.verb(clause.right[-1].folded))
        )

    def is_relative(self, around: Surroundings, word: Token) -> bool:
        """Whether a word that opens the clause, directly before the term's phrase, relates it; not "deren".

        A verb ends the clause, which has no other word to relate it.
        """
        related = bool(self._declension.cases_shown(word.folded))
        return related and self._ends_with_verb(self.around(around, ()))

    def ends_finite(self, around: Surroundings) -> bool:
        """Whether a verb that is known ends the clause: "…, in die … gelangt ist"."""
        right = self.around(around, ()).right
        return bool(right) and not right[-1].capital and right[-1].folded in self._declension.verbs

    def governing_infinitive(self, around: Surroundings, opening: Opening) -> str:
        """The infinitive that ends the term's clause, its only verb; "" if none does."""
        return self._infinitive(self.around(around, opening.left))

    def _ends_with_verb(self, clause: Clause) -> bool:
        """Whether the last word after the term may be a verb, and none of the others is known as one."""
        *between, last = clause.right or (None,)
        if last is None or last.capital or not self._declension.verb(last.folded):
            return False
        if self._infinitive(clause._replace(left=())):
            return False
        others = [*clause.left, *(it for it in between if it)]
        if (
            between
            and others
            and self._is_infinite(others[-1].folded)
            and last.folded in self._declension.verbs
        ):
            others.pop()  # "erkannt wird", "gelöscht werden kann"
        return not any(it.folded in self._declension.verbs for it in others)

    def _is_infinite(self, verb: str) -> bool:
        """Whether it is a participle, whose forms are one, or an infinitive of a passive."""
        forms = {form for _, form in self._declension.verbs.get(verb, ())}
        return len(forms) == 1 or (verb in self._declension.passives and self._is_plural(verb))

    def _relates(self, words: Tokens) -> bool:
        """Whether some words begin with a relative pronoun, or with a preposition before one: "in denen"."""
        first, following = words[0], words[1] if len(words) > 1 else None
        if first.folded in self._relatives:
            return True
        declension = self._declension
        if following is None or first.folded not in declension.prepositions:
            return False
        if following.folded not in self._relatives:
            return False
        return following.folded not in declension.before or not self._nouns.opens_phrase(words[1:])

    def _joins_clauses(self, left: Tokens, at: int) -> bool:
        """Whether a conjunction begins another clause: not directly before the term or a verb."""
        if left[at].folded not in self._conjunctions or at + 1 == len(left):
            return False
        following = left[at + 1]
        return following.capital or following.folded in self._function_words

    def _is_plural(self, word: str) -> bool:
        return self._declension.shows(word) == self._declension.plural

    def _has_pronoun(self, clause: Clause) -> bool:
        """Whether a pronoun that is always a subject stands there."""
        subjects = self._declension.subjects
        right = self._before_conjunction(clause.right)
        return any(it.folded in subjects for it in (*clause.left, *right))

    def _is_impersonal(self, words: Tokens) -> bool:
        """Whether what holds the place of a subject is the subject: "es gibt …"."""
        declension = self._declension
        return any(it.folded in declension.impersonal for it in words) and any(
            it.folded in declension.expletives for it in words
        )

    def _infinitive(self, clause: Clause) -> str:
        """The infinitive with a marker that ends the clause: "…, … zu verbreiten"; "" if none does."""
        declension, left = self._declension, clause.left
        if clause.joined and len(left) > 1 and self._is_infinitive(left[-2].folded, parted=False):
            left = ()  # "… zu löschen und … zu melden"
        known = (it.folded in declension.verbs or it.folded in declension.subordinators for it in left)
        if any(known) or any(self._may_be_verb(it) for it in left):
            return ""
        for at, token in enumerate(clause.right):
            if token.folded in declension.verbs:
                return ""
            marked = token.folded == declension.infinitive[0] and at + 1 < len(clause.right)
            end = at + 1 if marked else at
            last = clause.right[end]
            if last.capital or not self._is_infinitive(last.folded, parted=not marked):
                continue
            ends = end + 1 == len(clause.right) or clause.right[end + 1].folded in self._conjunctions
            return last.folded if ends or (not left and at == 0) else ""
        return ""

    def _may_be_verb(self, token: Token) -> bool:
        """Whether a word before the term is neither noun, function word nor adjective."""
        declension, word = self._declension, token.folded
        function = (
            word in self._function_words or word in declension.before or word in declension.prepositions
        )
        return not (token.capital or function or self._phrases.is_adjective(word, word))

    def _is_infinitive(self, word: str, *, parted: bool) -> bool:
        """Whether it has the form of one; `parted` by its marker: "einzudämmen"."""
        marker, *endings = self._declension.infinitive
        if not word.endswith(tuple(endings)):
            return False
        if not parted:
            return len(word) > _LEAST
        return any(
            word.startswith(it + marker) and len(word) > len(it) + len(marker) + _LEAST
            for it in self._declension.particles
        )

    def _is_nominal(self, tokens: Tokens) -> bool:
        """Whether none of some words can be a verb."""
        for at, token in enumerate(tokens):
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            if token.folded in self._declension.verbs or self._may_be_verb(token):
                return False
            known = token.folded in self._function_words or token.folded in self._declension.before
            verb = not (token.capital or known) and bool(self._declension.verb(token.folded))
            if verb and (following is None or not (following.capital or self._nouns.is_adjective(following))):
                return False
        return True

    def _before_joined(self, clause: Clause) -> Tokens:
        """The words before the term, without what a conjunction joins it to."""
        left = clause.left
        while clause.joined and left and not self._may_be_verb(left[-1]):
            left = left[:-1]
        return left

    def _before_conjunction(self, tokens: Tokens) -> Tokens:
        at = next((at for at, it in enumerate(tokens) if it.folded in self._conjunctions), len(tokens))
        return tokens[:at]

    def _is_relative_subject(self, clause: Clause) -> bool:
        """Whether the relative pronoun is the subject: "der" beside no verb whose object it may be."""
        declension, opener = self._declension, clause.opener
        if opener is None or opener.folded not in declension.before or not self._ends_with_verb(clause):
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
        verb = next((it for it in reversed(left) if not self.is_adverb(it)), None)
        done = declension.doing | declension.finding if beside_other else declension.doing
        if verb and not clause.opener and left[-1].directly and verb.folded in done:
            return True
        opener = clause.opener.folded if clause.opener else ""
        relates = declension.subject_case in declension.cases_shown(opener)
        return bool(right) and right[-1].folded in declension.doing and (beside_other or relates)

    def _ends_entry(self, around: Surroundings, clause: Clause) -> bool:
        """Whether what somebody does ends the clause that the term opens: "– … herstellt oder besitzt".

        So do entries of a list whose subject is above it; in a sentence more would follow. A particle joined
        to its verb ("weitergibt") shows that the verb is last.
        """
        declension, right = self._declension, clause.right
        verb = right[0].folded if right else ""
        if clause.left or not right or right[0].capital or self._before_conjunction(right)[1:]:
            return False
        whole = verb in declension.verbs or declension.is_intransitive(verb)
        parted = not whole and any(
            verb.startswith(it) and declension.verb(verb[len(it) :]) for it in declension.particles
        )
        rest = around.view.text[right[0].end : around.sentence.end]
        alone = not any(it[0][0].isupper() for it in WORD.finditer(rest))
        return verb in declension.doing or ((parted or verb in declension.finding) and alone)

    def is_adverb(self, token: Token) -> bool:
        """Whether a word may stand between a verb and its object: "bekämpft heute …"."""
        word, declension = token.folded, self._declension
        other = word in declension.before or word in declension.prepositions or word in declension.verbs
        return word in self._function_words and not (token.capital or other or word in self._conjunctions)

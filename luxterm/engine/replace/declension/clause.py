"""The clause of a term in a language that declines, and which of its words is the verb.

Looks at the words of the clause, and no further.
"""

from itertools import pairwise
from typing import NamedTuple

from luxterm.engine.replace.declension.case_context import CaseContext, Opening
from luxterm.engine.replace.declension.noun_phrases import NounPhrases, Tokens
from luxterm.engine.replace.declension.tokens import Token
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.words import WORD

VERBS = 2
"""Words at the end of a clause that may be its verb: a participle, and what it stands with."""
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

    def __init__(self, language: Language, context: CaseContext, nouns: NounPhrases) -> None:
        self._declension = language.declension
        self._context = context
        self._phrases = language.declined_phrases
        self._nouns = nouns
        self._conjunctions = language.grammar.conjunctions
        self._function_words = language.function_words
        self._relatives = language.agreement.relatives
        declension = language.declension
        self._subordinators = declension.subordinators - declension.prepositions.keys()

    def around(self, around: Surroundings, left: Tokens) -> Clause:
        """The clause of a term with some words before its noun phrase."""
        at, opener, shared = len(left), None, ()
        right = self._before_other_clause(self._context.after(around))
        row = self._row_begins(left, right)
        while at and (left[at - 1].directly or at >= row):
            token = left[at - 1]
            if self._joins_clauses(left, at - 1):
                shared = self._shared_subject(left, at - 1, right)
                break
            at -= 1
            if token.folded in self._subordinators:
                opener = token
                break
            if at and left[at - 1].after == ", " and self._relates(left[at:]):
                opener = token
        joined = bool(left) and left[-1].directly and left[-1].folded in self._conjunctions
        return Clause((*shared, *left[at:]), right, opener, joined)

    def _shared_subject(self, left: Tokens, at: int, right: Tokens) -> Tokens:
        """The pronoun that is the subject of the part before a conjunction and of that behind it.

        "wer Kinder quält oder sich … beschafft": each has its verb last, and nothing opens the second.
        """
        subjects = self._declension.subjects
        following = left[at + 1].folded
        done = self._declension.doing | self._declension.finding
        last = any(it.folded in done and not it.capital for it in right[-VERBS:])
        if following in subjects or following in self._subordinators or not last:
            return ()
        if not (self.may_be_verb(left[at - 1]) and self.is_nominal(left[at + 1 :])):
            return ()
        begin = at
        while begin and left[begin - 1].directly:
            begin -= 1
        word = left[begin + (left[begin].folded in self._subordinators)]
        return (word,) if word.folded in subjects else ()

    def _row_begins(self, left: Tokens, right: Tokens) -> int:
        """Where the words of a row are that commas don't part from its clause; behind all if there are none.

        "wer Waffen, Drogen oder … hat", "bot Waffen, Drogen und … an": the only verb is behind, or before.
        """
        none, at = len(left) + 1, len(left) - 1
        if at < 0 or not left[at].directly or left[at].folded not in self._conjunctions:
            return none
        begin = none
        while at and self._is_listed(left[at - 1]) and left[at - 1].after in (" ", ", "):
            at -= 1
            relates = at and left[at - 1].after == ", " and left[at].folded in self._relatives
            if relates:
                break
            if at and left[at - 1].after == ", " and left[at - 1].capital and at < len(left) - 1:
                begin = at
        while at and left[at - 1].directly:
            at -= 1
        first, before = left[at].folded, left[at:begin]
        opens = first in self._subordinators or first in self._declension.subjects or first in self._relatives
        own = opens and not any(
            it.folded in self._declension.verbs or self.may_be_verb(it) for it in before[1:]
        )
        return begin if own or self.is_nominal(right) else none

    def _is_listed(self, token: Token) -> bool:
        """Whether a word is a noun, or belongs to one."""
        return token.capital or token.folded in self._declension.before or self._nouns.is_adjective(token)

    def _before_other_clause(self, words: Tokens) -> Tokens:
        """Some words up to a verb and a conjunction before another clause: "… wird und wer … ist"."""
        opening = self._subordinators | self._declension.subjects
        joints = (
            at
            for at, (it, following) in enumerate(pairwise(words))
            if it.folded in self._conjunctions and following.folded in opening
        )
        return words[: next((at for at in joints if words[at - 1].folded in self._declension.verbs), None)]

    def has_plural_verb(self, around: Surroundings, opening: Opening) -> bool:
        """Whether the verb is a plural, as far as that shows, and nothing is joined to the term."""
        clause = self.around(around, opening.left)
        if clause.joined or (clause.right and clause.right[0].folded in self._conjunctions):
            return False
        if clause.opener:
            return self.ends_with_verb(clause) and self.is_plural(clause.right[-1].folded)
        last = clause.left[-1] if clause.left else None
        if last and self._nouns.is_adjective(last) and self.is_plural(last.folded):
            return True  # no adjective, or it would belong to the term: "Viele Staaten bekämpfen …"
        polite = self._declension.polite
        beside = {at.start for at, it in pairwise(clause.left) if it.capital and it.folded in polite}
        return any(
            (it.folded in self._declension.verbs or it.start in beside) and self.is_plural(it.folded)
            for it in clause.left
        )

    def is_appended(self, around: Surroundings, left: Tokens) -> bool:
        """Whether a comma and an adverb add the term, and nothing else, to what was said: "…, darunter …"."""
        clause = self.around(around, left)
        alone = bool(clause.left) and len(clause.left) < len(left) and not around.right.startswith(" ")
        added = (self.is_adverb(it) and it.folded not in self._subordinators for it in clause.left)
        return alone and clause.opener is None and all(added)

    def begins_with_verb(self, words: Tokens) -> bool:
        """Whether the first of some words is a known verb."""
        return bool(words) and words[0].folded in self._declension.verbs and not words[0].capital

    def begins_own(self, around: Surroundings, left: Tokens) -> bool:
        """Whether a conjunction joins a clause that the term begins: "Es geht um Geld und … ist verboten"."""
        clause = self.around(around, left)
        first = clause.right[0] if len(clause.right) > 1 else None
        if first is None or first.capital or not first.directly or clause.opener:
            return False
        known, singular = self._declension.verbs, self._declension.singular
        ends = first.folded in known and self._declension.shows(first.folded) == singular
        parted = len(left) > 1 and left[-2].after == ", "
        return ends and (parted or any(it.folded in known for it in clause.left))

    def is_named(self, around: Surroundings, opening: Opening, by: Token) -> bool:
        """Whether something is named so, as the clause has had a verb, or has it last: "gelten als …"."""
        if self._declension.prepositions.get(by.folded, ("",))[0] != self._declension.subject_case:
            return False
        clause = self.around(around, opening.left)
        opened = clause.opener is not None and clause.opener != by
        return opened or any(it.folded in self._declension.verbs for it in clause.left)

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
        number = self._declension.shows(opening.adjectives[0].folded)
        if doing and not self._nouns.may_have(clause.left, number):
            return False  # "die Auswertung beschlagnahmten …": one person or thing has no such verb
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
        return related and self.ends_with_verb(self.around(around, ()))

    def ends_finite(self, around: Surroundings) -> bool:
        """Whether a verb that is known ends the clause: "…, in die … gelangt ist"."""
        right = self.around(around, ()).right
        return bool(right) and not right[-1].capital and right[-1].folded in self._declension.verbs

    def governing_infinitive(self, around: Surroundings, opening: Opening) -> str:
        """The infinitive that ends the term's clause, its only verb; "" if none does."""
        return self.infinitive(self.around(around, opening.left))

    def ends_with_verb(self, clause: Clause) -> bool:
        """Whether the last word after the term may be a verb, and none of the others is known as one."""
        *between, last = clause.right or (None,)
        if last is None or last.capital or not self._declension.verb(last.folded):
            return False
        if self.infinitive(clause._replace(left=())):
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
        return len(forms) == 1 or (verb in self._declension.passives and self.is_plural(verb))

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

    def is_before_second(self, around: Surroundings, left: Tokens) -> bool:
        """Whether the verb follows a term, with only one phrase before it: "Die Zahl der … sagt"."""
        verb = WORD.match(around.right, 1) if around.right.startswith(" ") else None
        known = verb is not None and (
            verb[0] in self._declension.verbs or verb[0] in self._declension.objects
        )
        opened = any(it.folded in self._declension.subordinators for it in left)
        return known and bool(left) and left[0].first and self.is_nominal(left) and not opened

    def is_plural(self, word: str) -> bool:
        """Whether a verb is a plural by its form."""
        return self._declension.shows(word) == self._declension.plural

    def infinitive(self, clause: Clause) -> str:
        """The infinitive with a marker that ends the clause: "…, … zu verbreiten"; "" if none does."""
        declension, left = self._declension, clause.left
        if clause.joined and len(left) > 1 and self._is_infinitive(left[-2].folded, parted=False):
            left = ()  # "… zu löschen und … zu melden"
        known = (it.folded in declension.verbs or it.folded in declension.subordinators for it in left)
        if any(known) or any(self.may_be_verb(it) for it in left):
            return ""
        for at, token in enumerate(clause.right):
            if token.folded in declension.verbs:
                return ""
            marked = token.folded in declension.infinitive[:1] and at + 1 < len(clause.right)
            end = at + 1 if marked else at
            last = clause.right[end]
            if last.capital or not self._is_infinitive(last.folded, parted=not marked):
                continue
            ends = end + 1 == len(clause.right) or clause.right[end + 1].folded in self._conjunctions
            return last.folded if ends or (not left and at == 0) else ""
        return ""

    def may_be_verb(self, token: Token) -> bool:
        """Whether a word before the term is neither noun, function word nor adjective."""
        declension, word = self._declension, token.folded
        function = word in self._function_words or declension.leads(word)
        return not (token.capital or function or self._phrases.is_adjective(word, word))

    def _is_infinitive(self, word: str, *, parted: bool) -> bool:
        """Whether it has the form of one; `parted` by its marker: "einzudämmen"."""
        marker, *endings = self._declension.infinitive or ("",)
        if not word.endswith(tuple(endings)):
            return False
        if not parted:
            return len(word) > _LEAST
        return any(
            word.startswith(it + marker) and len(word) > len(it) + len(marker) + _LEAST
            for it in self._declension.particles
        )

    def is_nominal(self, tokens: Tokens) -> bool:
        """Whether none of some words can be a verb."""
        for at, token in enumerate(tokens):
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            if token.folded in self._declension.verbs or self.may_be_verb(token):
                return False
            known = token.folded in self._function_words or token.folded in self._declension.before
            verb = not (token.capital or known) and bool(self._declension.verb(token.folded))
            if verb and (following is None or not (following.capital or self._nouns.is_adjective(following))):
                return False
        return True

    def before_conjunction(self, tokens: Tokens) -> Tokens:
        """Some words up to the first conjunction."""
        at = next((at for at, it in enumerate(tokens) if it.folded in self._conjunctions), len(tokens))
        return tokens[:at]

    def is_adverb(self, token: Token) -> bool:
        """Whether a word may stand between a verb and its object: "bekämpft heute …"."""
        word, declension = token.folded, self._declension
        other = declension.leads(word) or word in declension.verbs
        return word in self._function_words and not (token.capital or other or word in self._conjunctions)

"""The relative clauses of a term in a language that declines, and the verbs in them that agree with it.

Directly behind it, "…, die im Netz kursiert", or behind the verb of its own clause: "… gemeldet haben, die".
"""

from collections.abc import Iterator
from itertools import pairwise

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.declension.noun_phrases import Tokens
from luxterm.engine.replace.declension.swap import Swap
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.tokens import Token
from luxterm.engine.replace.declension.verbs_last import CLAUSE
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.declension import Reading
from luxterm.text.words import WORD

_NEXT = 120
"""Code points behind a term in which its relative clause begins, at most."""
_COUNTING = ("indefinite", "distributive")
"""Kinds of determiners that stand for one of several, too: "eine", "jede"."""
_PARTING = ";:.!?()\N{EN DASH}\N{EM DASH}"
_CLAUSE = 240
"""Code points before a term in which its clause begins."""


class RelativeClauses:
    """Those of one language."""

    def __init__(self, syntax: Syntax) -> None:
        language = syntax.language
        self._declension = language.declension
        self._context = syntax.context
        self._nouns = syntax.nouns
        self._relatives = language.agreement.relatives
        self._conjunctions = language.grammar.conjunctions
        self._joining = language.joining
        self._function_words = language.function_words

    def directly(self, around: Surroundings) -> Tokens:
        """The words of the one directly after a term, from its pronoun on."""
        return self._from(around, 2) if around.right.startswith(", ") else ()

    def governed(self, around: Surroundings) -> Tokens:
        """The words of the one directly after a term that a preposition opens: "…, um die es geht"."""
        words = self._words(around, 2) if around.right.startswith(", ") else ()
        return words if self._pronoun_at(words, 0) == 1 else ()

    def is_related(self, around: Surroundings, swap: Swap) -> bool:
        """Whether one follows that may be the term's, also behind attributes or the end of a verb.

        Between plurals nothing changes in it, unless it counts one of them.
        """
        several = self._declension.plural in swap.old & swap.new
        start = self._begins(around)
        clause = self._words(around, start) if start else ()
        if several and not self._counts_one(clause):
            return False
        at = self._pronoun_at(clause, 0)
        if at is None or not self._fits(clause, at, swap.old - {*self._declension.cases}):
            return False
        if not at and self._stays_object(clause, swap):
            return False
        if around.right.startswith(", "):
            return True
        shown = self._number(clause, at)
        another = shown and shown not in swap.old  # "… auf Servern, die im Ausland stehen"
        return not another and (not self._is_article(clause[at:]) or self._is_last(clause))

    def _counts_one(self, clause: Tokens) -> bool:
        """Whether a word with a gender stands for one of several: "…, von denen kaum eine …"."""
        return any(
            not self._nouns.opens_phrase(clause[at:])
            for at, token in enumerate(clause)
            if any(it.kind in _COUNTING for it in self._declension.determiners_as(token.folded))
        )

    def _stays_object(self, clause: Tokens, swap: Swap) -> bool:
        """Whether a pronoun is its clause's object, which has another subject, and keeps its form.

        "…, die der Betreiber wechselt", "…, die Hinweisgeber melden".
        """
        declension, (pronoun, *rest) = self._declension, clause
        subject = frozenset((declension.subject_case,))
        several = swap.had == declension.singular and declension.shows(clause[-1].folded) == declension.plural
        other = (
            several
            or not declension.subjects.isdisjoint(it.folded for it in rest)
            or any(it.free and it.cases == subject for it in self._nouns.among(tuple(rest), after_noun=False))
        )
        new = swap.new - {*declension.cases} | {declension.object_case}
        return other and self._stands_for(pronoun.folded, new)

    def _begins(self, around: Surroundings) -> int:
        """Where the clause behind a term begins, from the term's end; 0 if none does, or it is another's."""
        right, end, declension = around.right, around.occurrence.end, self._declension
        opened = right.find(")") + 1 if right.startswith(" (") else 0
        comma = right.find(", ", opened, opened + _NEXT)
        between = right[opened : max(comma, 0)]
        if comma < 0 or any(it in between for it in _PARTING):
            return 0
        words = tuple(self._context.between(around, end + opened, end + comma))
        if not words:
            return comma + 2
        clause = self._words(around, comma + 2)
        at = self._pronoun_at(clause, 0)
        if at is None or words[0].folded in self._joining:
            return 0
        shown = self._number(clause, at)
        for features in {it.features for it in declension.nouns}:
            for number in (shown,) if shown else declension.numbers:
                values = features | {number}
                if self._fits(clause, at, values) and any(
                    not it.bare for it in self._nouns.like(words, values)
                ):
                    return 0
        return comma + 2

    def _number(self, clause: Tokens, at: int) -> str:
        """The number of a clause's pronoun, if its verb shows one and nothing else may be its subject."""
        shown, rest = self._declension.shows(clause[-1].folded), clause[at + 1 :]
        others = at or self._nouns.may_be_subject(rest) or (shown and self._nouns.may_have(rest, shown))
        return "" if others else shown

    def _fits(self, clause: Tokens, at: int, values: Reading) -> bool:
        """Whether the pronoun of a clause may stand for a gender and a number: "aus der" not for several."""
        declension = self._declension
        cases = declension.prepositions.get(clause[0].folded, ()) if at else declension.cases
        return any(self._stands_for(clause[at].folded, values | {case}) for case in cases)

    def pronouns(self, around: Surroundings) -> Iterator[Token]:
        """The pronouns of the one behind a term, and of the clauses that are joined to it.

        "…, das im Netz kursiert und dessen Urheber …", "…, aber von dem …".
        """
        start = self._begins(around)
        clause = self._words(around, start) if start else ()
        at = self._pronoun_at(clause, 0)
        if at is None or (self._is_article(clause[at:]) and not self._is_whole(around, clause)):
            return
        while clause:
            for begin in (0, *(at + 1 for at, it in enumerate(clause) if it.folded in self._joining)):
                at = self._pronoun_at(clause, begin)
                behind = begin == 0 or self._is_verb(clause[max(0, begin - 2)])
                if at is None or (self._is_article(clause[at:]) and not (behind and self._is_last(clause))):
                    continue
                yield clause[at]
            clause = self._joined_clause(around, clause)

    def changes(self, around: Surroundings, swap: Swap) -> Iterator[Change]:
        """The changes of verbs whose subject stands for the term: "…, die kursiert"."""
        for clause in self._clauses(around, self.directly(around) or self._behind_verb(around, swap.old)):
            if self._nouns.may_be_subject(clause):
                continue
            for word, following in pairwise((*clause, None)):
                if word is None or (following and not self._ends_part(word.folded, following.folded)):
                    continue
                forms = {} if word.capital else self._declension.verb(word.folded)
                if swap.turns(word.folded, forms):
                    yield Change(word.start, word.end, swap.verb(word.folded, forms))

    def is_certain(self, around: Surroundings, left: Tokens, swap: Swap) -> bool:
        """Whether the one directly behind a term is the term's, and its verb has the number it is to have.

        Not behind a row of nouns of which one is like the term: "Verbreitung von …, die".
        """
        pronouns, clause = [*self.pronouns(around)], self._words(around, 2)
        if not around.right.startswith(", ") or len(pronouns) != 1 or not self._is_last(clause):
            return False
        if self._joined_clause(around, clause):
            return False
        if any(True for _ in self._nouns.like(self._row(left), swap.old - {*self._declension.cases})):
            return False
        if self._counts_one(clause):
            return False
        if swap.had == swap.has or not self._may_be_subject(pronouns[0], clause, swap.old):
            return True
        if self._declension.shows(clause[-1].folded) == swap.has:
            return True
        verbs = [it for it, follows in pairwise(clause) if follows.folded in self._conjunctions]
        known = all(self._declension.knows(it.folded) for it in (*filter(self._is_verb, verbs), clause[-1]))
        return known and not self._nouns.may_be_subject(clause[1:])

    def _may_be_subject(self, pronoun: Token, clause: Tokens, old: Reading) -> bool:
        """Whether a relative pronoun may be its clause's subject: no other one is, "die er teilt"."""
        declension = self._declension
        reading = old - {*declension.cases} | {declension.subject_case}
        stands = any(
            it.stands_as(pronoun.folded, reading) for it in declension.determiners_as(pronoun.folded)
        )
        others = declension.subjects.isdisjoint(it.folded for it in clause)
        return stands and others and pronoun == clause[0]

    def _row(self, left: Tokens) -> Tokens:
        """The last of some words that may be nouns with what belongs to them."""
        declension, at = self._declension, len(left)
        inner = declension.prepositions.keys() | declension.before.keys() | self._conjunctions
        while at and left[at - 1].directly and (left[at - 1].capital or left[at - 1].folded in inner):
            at -= 1
        return left[at:]

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
        first = True
        while clause:
            relates = self._relates(clause) or (first and self._is_whole(around, clause))
            yield from (it[1:] for it in self._parts(clause)) if relates else (clause,)
            clause, first = self._joined_clause(around, clause), False

    def _joined_clause(self, around: Surroundings, clause: Tokens) -> Tokens:
        """The words of one, its verb last, that a comma and a conjunction join to a relative clause."""
        known = self._declension.verbs
        at = clause[-1].end - around.occurrence.end
        joint = WORD.match(around.right, at + 2) if around.right.startswith(", ", at) else None
        if joint is None or joint[0] not in self._joining:
            return ()
        words = self._words(around, joint.end() + 1)
        return words if words and words[0].folded not in known and words[-1].folded in known else ()

    def _pronoun_at(self, words: Tokens, at: int) -> int | None:
        """Where some words have a relative pronoun, there or behind a preposition there; None if nowhere."""
        at += at < len(words) - 1 and words[at].folded in self._declension.prepositions
        return at if at < len(words) and words[at].folded in self._relatives else None

    def _is_article(self, words: Tokens) -> bool:
        """Whether the first of some words, a relative pronoun, may stand before a noun as an article."""
        return bool(self._declension.cases_shown(words[0].folded)) and self._nouns.opens_phrase(words)

    def _is_whole(self, around: Surroundings, clause: Tokens) -> bool:
        """Whether a verb ends the words up to the next mark, and the main clause before has had its own.

        Or has it next: "…, der ganze Orte prägt, nimmt zu"; no row, "…, der Gewalt und der Armut".
        """
        known, left = self._declension.verbs, around.words(around.left)
        done = not known.keys().isdisjoint(left)
        if not self._is_last(clause) or not self._declension.subordinators.isdisjoint(left):
            return False
        if not done and not self._declension.subjects.isdisjoint(left):
            return False  # "Wer … begegnet, ist"
        at = clause[-1].end - around.occurrence.end
        behind = WORD.match(around.right, at + 2) if around.right.startswith(", ", at) else None
        if behind and behind[0] in known:
            return True
        return done and clause[-1].folded in known

    def _is_last(self, clause: Tokens) -> bool:
        """Whether a verb that shows a number is the last of some words."""
        return not clause[-1].capital and bool(self._declension.shows(clause[-1].folded))

    def _is_verb(self, token: Token) -> bool:
        """Whether a word looks like a verb that shows a number."""
        word = token.folded
        other = token.capital or (word in self._function_words and word not in self._declension.verbs)
        return not other and bool(self._declension.shows(word))

    def _behind_verb(self, around: Surroundings, old: Reading) -> Tokens:
        """The words of one behind a verb, if its pronoun can stand for no other noun of the term's clause."""
        declension, at = self._declension, self._begins(around)
        words = self._from(around, at) if at else ()
        values = old - {*declension.cases}
        if not words or self._nouns.opens_phrase(words) or not self._fits(words, 0, values):
            return ()
        first = max(around.sentence.start, around.occurrence.start - _CLAUSE)
        before = tuple(self._context.between(around, first, around.occurrence.start))
        begin = len(before)
        while begin and before[begin - 1].directly:
            begin -= 1
        return () if any(True for _ in self._nouns.like(before[begin:], values)) else words

    def _stands_for(self, word: str, reading: Reading) -> bool:
        """Whether a relative pronoun has the form for a reading: an article's, or its own, "denen"."""
        own = next((form for shown, form in self._declension.relating if shown <= reading), "")
        if own:
            return word == own
        return any(it.stands_as(word, reading) for it in self._declension.determiners_as(word))

    def _parts(self, clause: Tokens) -> Iterator[Tokens]:
        """A clause, and what a conjunction and another pronoun join to it: "… wird und deren Herkunft …".

        Not one in which the pronoun only says whose the subject is.
        """
        joints = [
            at + 1
            for at, word in enumerate(clause[:-1])
            if word.folded in self._conjunctions
            and (self._relates(clause[at + 1 :]) or (at and self._goes_on(clause[at - 1], clause[at + 1 :])))
        ]
        for begin, end in pairwise((0, *joints, len(clause) + 1)):
            part = clause[begin : end - 1]
            if part and self._declension.cases_shown(part[0].folded):
                yield part

    def _goes_on(self, verb: Token, words: Tokens) -> bool:
        """Whether one more follows a conjunction behind a verb: "… wird und die Kinder zeigt"."""
        return words[0].folded in self._relatives and self._is_verb(verb) and self._is_last(words)

    def _relates(self, words: Tokens) -> bool:
        """Whether the first of some words is a relative pronoun, and no article."""
        return words[0].folded in self._relatives and not self._is_article(words)

    def _ends_part(self, word: str, following: str) -> bool:
        """Whether it is a verb, which ends a part of a clause: "kursiert und gehandelt wird"."""
        return following in self._conjunctions and word in self._declension.verbs

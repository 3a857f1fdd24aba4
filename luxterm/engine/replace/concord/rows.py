"""How a term is joined to other nouns, and what a verb says of all of them."""

from collections.abc import Iterator

from luxterm.engine.match import candidates
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linked import Linked
from luxterm.engine.replace.concord.linking import REACH
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.predicate import Predicate
from luxterm.engine.replace.words_after import Word
from luxterm.engine.searching import Passage
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Reading, Readings, before_last, last_word
from luxterm.text.words import after_marks
from luxterm.text.words import words as words_of

_CLAUSES = ".;:!?()—–"
"""Marks between clauses that no comma is among."""


class Rows:
    """The rows of one language. Text `before` a term is what stands left of its determiner."""

    def __init__(self, morphology: Morphology, predicate: Predicate) -> None:
        language = morphology.language
        self._language = language
        self._agreement = language.agreement
        self._phrases = morphology.phrases
        self._inflection = morphology.inflection
        self._predicate = predicate
        self._linking = morphology.linking
        pairing = (it.strip() for it in language.agreement.pairing)
        self._joining = language.grammar.conjunctions.union(pairing)
        self._governing = language.agreement.governing
        relating = (f" {it} " for it in language.agreement.relating)  # "tant la … que la …"
        self._joints = (*language.joints, *relating, ", ")

    def joined(self, around: Surroundings, before: str) -> bool:
        """Whether a conjunction or comma joins it to a noun."""
        joined = before.endswith(self._joints) or around.right.startswith(self._joints)
        return joined or self._is_paired(around, before)

    def together(
        self,
        around: Surroundings,
        before: str,
        words: list[Word],
        swap: Swap,
        *,
        single: bool,
    ) -> list[Linked]:
        """What a verb says of all nouns of its row, for the old phrase and the new one.

        `single` if it is no subject, unless two words join it to another noun.
        """
        several = self.joined(around, before) and (not single or self._is_paired(around, before))
        if not several or self._is_apposed(before, words, swap.old):
            return []
        mixed = self._predicate.of_all.agree(words, swap)
        return [*mixed, *self._with_same(before, words, swap)]

    def _with_same(self, before: str, words: list[Word], swap: Swap) -> Iterator[Linked]:
        """What fitted nouns of several genders, and now has to fit nouns that all have one.

        "La trata y el … están prohibidos": feminine words for the masculine ones make it "prohibidas".
        """
        agreement = self._agreement
        mixed, numbers = agreement.mixed, agreement.numbers
        were_mixed = bool(mixed) and all(mixed <= it for it in swap.old)
        if not were_mixed or any(mixed <= it for it in swap.new):
            return
        gender, *different = {it - numbers for it in swap.new}
        others = self._others(before, words)
        if different or not others or any(it - numbers != gender for it in others):
            return
        several = {each for it in swap.old for each in numbers - it} or numbers
        had = tuple(mixed | {each} for each in several)
        fit = tuple(gender | {each} for each in several)
        left = 0
        for index, word in enumerate(words):
            if verb := self._linking.verb(words[index:]):
                left = verb + REACH
            elif (left or self._stands_alone(words[index:])) and (
                form := self._inflection.agreed(word.folded, Swap(had, fit))
            ):
                if form != word.folded and not self._inflection.is_adverb(word.folded):
                    yield Linked(word, form, True)
            left = max(left - 1, 0)

    def _stands_alone(self, words: list[Word]) -> bool:
        """Whether the first of some words is a pronoun that is the subject of a linking verb: "ambos son"."""
        return words[0].folded in self._agreement.pronouns and self._linking.verb(words[1:]) > 0

    def _others(self, before: str, words: list[Word]) -> list[Reading]:
        """What the other nouns of its row are, by their determiners; none where one of them has none.

        They stand before the term, and behind it up to the verb.
        """
        verb = next((at for at in range(len(words)) if self._linking.verb(words[at:])), 0)
        joint = next(filter(before.endswith, self._joints), "")
        clauses = [after_marks(before.removesuffix(joint), _CLAUSES)] if joint else []
        joins = words[:1] and words[0].folded in self._joining
        if joins or (words and not words[0].joined):
            behind = words[int(bool(joins)) : verb]
            clauses.append(", ".join(" ".join(part) for part in _divided(behind)))
        row = [part.split() for clause in clauses for part in self._parts(clause)]
        shown = [self._agreement.determined(part[0]) if part else () for part in row]
        known = [it for each in shown for it in each]
        return known + [it for each in clauses for it in self._new_among(each)] if all(shown) else []

    def _new_among(self, row: str) -> list[Reading]:
        """What the words will be that are written for other terms in a row."""
        groups = (it.term.groups[it.group] for it in candidates(Passage(row, row), self._language))
        said = (self._language.resolve(it.say[0], {}) for it in groups if it.say)
        return [it for new in said for it in self._phrases.of(new).readings]

    def _parts(self, clause: str) -> list[str]:
        """A row of nouns, divided at commas and conjunctions."""
        for joint in self._joints:
            clause = clause.replace(joint, "\n")
        return clause.split("\n")

    def _is_apposed(self, before: str, words: list[Word], old: Readings) -> bool:
        """Whether the row it is in says of what a plural stands: "Ambas prácticas, la trata y la …, son".

        Commas set it off, so that the verb has the plural; not "Ambas, la trata y la …, son".
        """
        head, comma, _ = after_marks(before, _CLAUSES).partition(", ")
        noun = words_of(head)
        if not comma or len(noun) < 2 or noun[0] in self._governing:
            return False
        agreement = self._agreement
        cells = (
            it for at in agreement.adjectives_by_form.get(noun[0], ()) for it in agreement.adjectives[at]
        )
        shown = agreement.shown_by(noun[0]) + [it.features for it in cells if it.folded == noun[0]]
        counted = {*agreement.numbers}.intersection(value for it in shown for value in it)
        verb = next((it for at, it in enumerate(words) if self._linking.verb(words[at:])), None)
        other = counted.isdisjoint(agreement.numbers_of(old))
        return bool(counted) and other and verb is not None and not verb.joined

    def is_correlated(self, before: str) -> bool:
        """Whether what follows is joined to the term, and doesn't relate to it: "tant la … que la …"."""
        return last_word(before) in self._agreement.correlating and not self._agreement.pairing

    def is_alternative(self, before: str, words: list[Word]) -> bool:
        """Whether another noun stands in its place, nearer to the verb: "soit la …, soit la … est"."""
        first = words[0] if words else None
        return bool(first and not first.joined and first.folded == last_word(before))

    def _is_paired(self, around: Surroundings, before: str) -> bool:
        """Whether two words join it and another noun: "tanto a … como a …"."""
        pairing, left = self._agreement.pairing, around.left
        if last_word(before) in self._agreement.correlating:
            return any(it in around.right for it in pairing)
        # "quanto a …": "quanto a" is also a preposition
        bare = before_last(left)
        joined = before.endswith(pairing) or bare.endswith(pairing)
        return joined and not self._agreement.correlating.isdisjoint(words_of(left))


def _divided(words: list[Word]) -> Iterator[list[str]]:
    """Some words, divided where a mark stands before one."""
    part = list[str]()
    for word in words:
        if part and not word.joined:
            yield part
            part = []
        part.append(word.folded)
    yield part

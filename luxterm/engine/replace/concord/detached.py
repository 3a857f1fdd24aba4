"""What agrees with a term before it without a linking verb: "la … passe inaperçue", "la …, née en …".

Which noun such a word belongs to, only a parser would tell for certain. So the fix waits for a person, and
only what a comma sets off directly beside the term gets its new form.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.joined_farther import JoinedFarther
from luxterm.engine.replace.concord.linked import Linked
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.object_relatives import ObjectRelatives
from luxterm.engine.replace.concord.openings import Openings
from luxterm.engine.replace.concord.predicate import Predicate
from luxterm.engine.replace.words_after import Word
from luxterm.text.words import after_last


class Detached:
    """The words of one language that agree so."""

    def __init__(
        self, morphology: Morphology, predicate: Predicate, openings: Openings, farther: JoinedFarther
    ) -> None:
        language = morphology.language
        grammar = language.grammar
        self._agreement = language.agreement
        self._small: frozenset[str] = grammar.small_words
        self._conjunctions: frozenset[str] = grammar.conjunctions
        self._closed_class = language.closed_class
        self._inflection = morphology.inflection
        self._predicate = predicate
        self._openings = openings
        self._as_object = ObjectRelatives(morphology, openings)
        self._farther = farther

    def follows(self, words: list[Word], swap: Swap, *, governed: bool) -> list[Linked]:
        """The words after the term that may agree with it; if it is `governed`, only the nearest.

        Set off by a mark ("…, diffusée en ligne, …"), or behind another word ("passe inaperçue").
        """
        first, *others = _parts(words)
        beside = self._nearest(first, others, swap) if governed else others
        found = [
            it
            for before, part in zip((first, *others), beside, strict=False)
            if not (self._is_anothers(before) or (before is not first and self._ends_in_other(before, swap)))
            for it in self._openings.at_beginning(part, swap)
        ]
        if behind := self._right_behind(words):
            wrote = {it.word for it in found}
            found += [it for it in self._farther.set_off(behind, swap) if wrote.isdisjoint(behind)]
        if first and self._openings.detaches([it.folded for it in first]):  # "… cada vez más organizado"
            found += self._openings.at_beginning(first, swap)
        if first and (not governed or self._openings.agreed(first[0].folded, swap) is not None):
            found += self._attribute(first, swap)
        return found

    def _nearest(self, first: list[Word], others: list[list[Word]], swap: Swap) -> list[list[Word]]:
        """The part behind the first mark, and the row of which a relative clause is the first.

        "… que é promovido por agências, facilitado por hotéis e …".
        """
        related = (bool(it) and it[0].folded in self._agreement.relating for it in (first, *others[:1]))
        at = next((at for at, it in enumerate(related) if it), None)
        if at is None:
            return others[:1]
        row = takewhile(lambda it: self._openings.agreed(it[0].folded, swap) is not None, others[at:])
        return others[:at] + list(row) or others[:1]

    def leaves(self, words: list[Word], swap: Swap) -> bool:
        """Whether what a mark sets off right behind the term may agree with it, and isn't written."""
        return self._farther.leaves(self._right_behind(words), swap)

    @staticmethod
    def _right_behind(words: list[Word]) -> list[Word]:
        """What marks set off there, if one is directly behind the term."""
        first, *others = _parts(words)
        return others[0] if others and not first else []

    def _is_anothers(self, before: list[Word]) -> bool:
        """Whether what follows is said of a noun that a conjunction adds: "… y su origen, investigado"."""
        at = after_last([it.folded for it in before], self._conjunctions.__contains__)
        if not 0 < at < len(before) - 1 or before[at].folded not in self._agreement.before:
            return False
        return before[at + 1].folded not in self._closed_class  # not "y la que …"

    def _ends_in_other(self, before: list[Word], swap: Swap) -> bool:
        """Whether a part behind the first ends in a noun that fits, or a name: "lo exige la ley, dada"."""
        *_, governing, opening, noun = (None, None, *before) if len(before) > 1 else (None, None, None)
        if noun is None or opening is None or not noun.joined:
            return False
        if noun.name and opening.folded not in self._agreement.governing:
            return not self._agreement.governs(opening.folded)
        led = governing is not None and governing.folded in self._agreement.governing
        return not led and self._agreement.opens_subject(opening.folded, swap.old)

    def of_all(self, words: list[Word], swap: Swap) -> list[Linked]:
        """What stands behind the last of several nouns, or is set off there, and may agree with all of them.

        "… e a … apreendidas", "… e a …, ambas punidas por lei": only what shows that it agrees,
        and not with the new one and them.
        """
        parts, found = list(_parts(words)), list[Linked]()
        for part in (parts[0][:1], *parts[1:2]):
            for word in part:
                form = self._inflection.agreed_with_all(word.folded, swap)
                if form is None or not self._inflection.shows_agreement(word.folded):
                    break
                found.append(Linked(word, form, True))
        return found

    def _attribute(self, words: Sequence[Word], swap: Swap) -> list[Linked]:
        """What agrees behind another word, a verb or an adjective: "reste … et dangereuse".

        A determiner or a preposition opens a phrase to which it would belong.
        """
        content, beside, led, tense, found = False, False, True, False, list[Linked]()
        for index, word in enumerate(words):
            folded = word.folded
            if self._predicate.acts(list(words), index):  # "… est grave et produit des effets"
                break
            if self._opens_phrase(folded) and not (led and folded in self._agreement.governing):
                break
            if self._inflection.is_adverb(folded) or folded in self._agreement.detaching:
                continue
            if content and beside and (form := self._openings.agreed(folded, swap)) not in (None, folded):
                found += [] if tense else [Linked(word, form or "", True)]  # not "a touché une élève"
            tense = folded in self._agreement.auxiliaries or (tense and self._as_object.passes(folded))
            joins = folded in self._small or folded in self._conjunctions
            function = joins and not self._inflection.is_adjective(folded)  # not "aparece …", a boundary
            content = content or not function
            beside = not function or folded in self._conjunctions
            # Not "e a …", an article; "… en ligne passe inaperçue", "… s’en trouve facilitée"
            led = led and folded in self._small and folded not in self._conjunctions
        return found

    def _opens_phrase(self, word: str) -> bool:
        agreement = self._agreement
        determines = word in agreement.before and word not in self._conjunctions  # "y", which is "e" before i
        return determines or word in agreement.governing or word in agreement.relating

    def in_relative(self, words: list[Word], swap: Swap) -> list[Linked]:
        """A participle that agrees with the term as the object before it: "que la police a saisie".

        Or what its verb says of it: "que tenía guardada". `plain` if the clause directly follows the term.
        """
        clause, found, agreement = self._predicate.relatives.related(words), list[Linked](), self._agreement
        found += self._as_object.beside_verbs(clause, swap, plain=clause == words)
        if agreement.objects_agree:
            return [*found, *self._as_object.agree(words, clause, swap)]
        for verb, word in pairwise(clause):
            form = self._openings.agreed(word.folded, swap)
            if verb.folded in agreement.auxiliaries:
                linking = self._inflection.is_participle(word.folded)  # "têm guardada", "ha guardado"
            else:
                linking = verb.folded in agreement.complex_transitives
            if linking and form is not None and form != word.folded:
                found.append(Linked(word, form, clause == words))
        return found


def _parts(words: list[Word]) -> Iterator[list[Word]]:
    """The words between punctuation marks; the first part is empty where one follows the term."""
    part: list[Word] = []
    for word in words:
        if not word.joined:
            yield part
            part = []
        part.append(word)
    yield part

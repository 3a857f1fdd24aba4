"""A noun left out after a determiner, or a pronoun for it: "…, en particular la autoproducida", "celle qui".

What is singled out so is of the term's own kind, and is written anew where no other noun could be meant.
What a conjunction joins or a verb compares may be of another kind: "… y la adulta".
"""

from luxterm.engine.replace.agreed import After, Change
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linked import changes_of
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.predicate import Predicate
from luxterm.engine.replace.concord.relative_pronouns import by_form
from luxterm.engine.replace.words_after import Word
from luxterm.termbase.agreement import Readings, form_for

_FEWEST, _MOST = 2, 4
"""Words of what singles out a part: "no" and "hoy" alone don't."""


class LeftOut:
    """Those of one language."""

    def __init__(self, morphology: Morphology, predicate: Predicate) -> None:
        language = morphology.language
        agreement, grammar = language.agreement, language.grammar
        self._agreement = agreement
        self._predicate = predicate
        self._pronouns = by_form(agreement.subject_pronouns)
        self._relatives = by_form(agreement.relative_pronouns)
        self._inflection = morphology.inflection
        self._determiners = morphology.determiners
        self._linking = morphology.linking
        self._conjunctions = grammar.conjunctions
        self._ends = language.closed_class
        openers = {it.partition(" ")[0] for it in agreement.pronouns}
        self._standing = (agreement.clitics | openers) & agreement.before.keys()
        """Determiners that may stand for a noun: la, otra."""

    def agree(self, words: list[Word], swap: Swap, *, rival: bool, inner: bool) -> After:
        """What becomes of what may stand for the term after it.

        `rival` if another noun before it may be meant; directly behind the term only its `inner` one can be,
        to which a preposition joins it.
        """
        made = After()
        superlative = bool(words) and words[0].joined  # "la … la plus récente", which is the term's attribute
        for index in range(len(words) - 1):
            found = self._agreeing(words[index : index + 4], swap.old, adverb=index > 0 or not superlative)
            before = [it.folded for it in words[:index]]
            if found is None:
                singled = self._singles_out(before) and self._agreement.is_nearest(before, swap.old)
                if singled and not inner and (changes := self._defined(words, index, swap)):
                    made = After(changes=(*made.changes, *changes), sure=False, half=made.half)
                continue
            directly = index <= _MOST and not words[0].joined
            singled = self._singles_out(before) or (index == 0 and found > 1)  # "…, el más lucrativo, …"
            plain = singled and not (inner if directly else rival)
            plain = plain and self._agreement.is_nearest(before, swap.old)
            changes = self._written(words, index, found, swap) if plain else ()
            made = After(changes=(*made.changes, *changes), sure=False, half=made.half or not changes)
        return made

    def _agreeing(self, words: list[Word], old: Readings, *, adverb: bool) -> int | None:
        """How many words on from a determiner that opens some words what agrees is, and no noun follows.

        None where no noun is left out. If an `adverb` may come between: "la más violenta".
        """
        determiner, adjective, *rest = words
        if determiner.folded not in self._standing:  # "dès sa mise en ligne"
            return None
        if f"{determiner.folded} {adjective.folded}" in self._agreement.pronouns:  # "la misma"
            return None
        if self._agreement.is_nearest([determiner.folded], old):
            return None  # of another gender: the Portuguese "a sério"
        at = 1
        if adverb and rest and adjective.joined and self._inflection.is_adverb(adjective.folded):
            if set(self._agreement.by_ending(adjective.folded)) & set(old):
                return None  # "le signalement": a noun, though adverbs end so, too
            at, adjective, rest = 2, rest[0], rest[1:]
        known = self._inflection.is_adjective(adjective.folded)
        noun = (
            adjective.folded in self._agreement.nouns
        )  # "en la medida de lo posible", "la puesta en marcha"
        shown = known or at > 1 or self._inflection.is_participle(adjective.folded)  # "el más lucrativo"
        if noun or not (adjective.joined and shown):
            return None
        if not self._inflection.fits(adjective.folded, old):
            fits = self._determiners.standing(f"{determiner.folded} ", old)  # "el más rentable"
            if at == 1 or known or adjective.folded in self._ends or not fits:
                return None
        elif self._linking.joins(adjective.folded) and rest and rest[0].joined:  # "a dita artística"
            rest = rest[self._inflection.fits(rest[0].folded, old) :]
        return at if not (rest and rest[0].joined) or rest[0].folded in self._ends else None

    def _singles_out(self, before: list[str]) -> bool:
        """Whether words end in what singles out a part of something: "incluida", "en particular"."""
        if not before:
            return False
        if before[-1] in self._agreement.including or before[-1].endswith(self._agreement.adverb_endings):
            return True
        phrases = (" ".join(before[-count:]) for count in range(_FEWEST, _MOST + 1))
        return not self._agreement.detaching.isdisjoint(phrases)

    def _defined(self, words: list[Word], index: int, swap: Swap) -> tuple[Change, ...]:
        """A pronoun that its relative clause or participle defines, and what agrees: "celle qui est"."""
        pronoun, behind, *rest = words[index : index + _MOST + _MOST]
        shown = self._agreement.shown_by(pronoun.folded)
        fits = any(it - self._agreement.numbers and it <= each for it in shown for each in swap.old)
        if not fits or not behind.joined:
            return ()
        cells = self._pronouns.get(pronoun.folded, ())
        if behind.folded in self._agreement.relating:
            said = list(changes_of(self._predicate.linked(rest, swap, put_in=False)))
        else:
            said = self._changed(behind, swap) if cells else []
        related = behind.folded in self._agreement.relating
        if not (said or related) or self._linking.verb(words[index - 1 : index]):  # "seja ela gratuita"
            return ()
        if f"{pronoun.folded} {behind.folded}" in self._relatives:  # written as such
            return *self._including(words, index, swap), *said
        if cells:
            form = form_for(cells, swap.new)
        else:
            standing = self._determiners.standing(f"{pronoun.folded} ", swap.old)
            form = self._determiners.written(standing[0], swap.new, "")[0] if standing else None
        if not form:
            return ()
        return *self._including(words, index, swap), Change(pronoun.start, pronoun.end, form), *said

    def _including(self, words: list[Word], index: int, swap: Swap) -> list[Change]:
        """What becomes of a word before such a determiner or pronoun that agrees with it: "incluida la …"."""
        before = words[index - 1] if index and words[index].joined else None
        return self._changed(before, swap) if before and before.folded in self._agreement.including else []

    def _written(self, words: list[Word], index: int, count: int, swap: Swap) -> tuple[Change, ...]:
        """The determiner, with a preposition that it holds, and what agrees; nothing where it has no form."""
        before = words[index - 1] if index and words[index].joined else None
        left = f"{before.folded} {words[index].folded} " if before else f"{words[index].folded} "
        standing = self._determiners.standing(left, swap.old)
        form = (
            self._determiners.written(standing[0], swap.new, words[index + 1].folded)[0] if standing else None
        )
        if not form or not standing[0].has_features:
            return ()
        held = before is not None and standing[0].start == 0
        first = before if before and held else words[index]
        found = [Change(first.start, words[index].end, form)]
        found += [] if held else self._including(words, index, swap)
        at = index + count
        while at < len(words):
            found += self._changed(words[at], swap)
            joined = words[at + 1 : at + 3]
            if len(joined) < 2 or joined[0].folded not in self._conjunctions:
                break
            if not all(it.joined for it in joined) or not self._shows(joined[1].folded, swap.old):
                break
            at += 2
        return tuple(found)

    def _changed(self, word: Word, swap: Swap) -> list[Change]:
        form = self._inflection.agreed(word.folded, swap)
        return [] if form in (None, word.folded) else [Change(word.start, word.end, form or "")]

    def _shows(self, word: str, old: Readings) -> bool:
        """Whether a word agrees with the term, and is an adjective or a participle."""
        known = self._inflection.is_adjective(word) or self._inflection.is_participle(word)
        return known and self._inflection.fits(word, old)

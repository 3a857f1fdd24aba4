"""The pronouns that may stand for a term as an object: before a verb ("et la suppriment") or joined to it."""

from luxterm.engine.replace.agreed import After, Change
from luxterm.engine.replace.concord.clitics import Clitics
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.predicate import Predicate
from luxterm.engine.replace.concord.rivals import Rivals
from luxterm.engine.replace.concord.said_of_object import SaidOfObject
from luxterm.engine.replace.words_after import Word, words_of_next
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Readings, form_for
from luxterm.text.words import WORD

_LEFT = 60
"""Code points before a term in which what it hangs on is."""
_PAIR = 2
"""A conjunction and the preposition that it repeats."""
_PHRASE = 3
"""Words of what it hangs on at least: "la guía contra"."""


class ObjectPronouns:
    """Those of one language."""

    def __init__(self, morphology: Morphology, predicate: Predicate, clitics: Clitics) -> None:
        self._agreement = morphology.language.agreement
        self._conjunctions = morphology.language.grammar.conjunctions
        self._inflection = morphology.inflection
        self._clitics = clitics
        self._rivals = Rivals(morphology, clitics)
        self._said = SaidOfObject(morphology, predicate, clitics)

    def precede(self, around: Surroundings, old: Readings) -> bool:
        """Whether one before a term may stand for it: "debe retirarla cuando detecte …"."""
        if not self._agreement.enclitics:
            return False
        at = around.sentence.start - around.occurrence.end
        words = [Word(it[0], at + it.start(), at + it.end(), True) for it in WORD.finditer(around.left)]
        return any(self._clitics.shown(it, old) for it in self._clitics.among(around, words))

    def agree(self, around: Surroundings, words: list[Word], swap: Swap) -> After:
        """What becomes of the words after a term that are one, or end in one, and may stand for it.

        And of those in the next sentence, whose noun may always be another one.
        """
        made = self._agree(around, words, words, swap)
        opened = bool(words) and not made.changes and self._clitics.may_open(words[0], swap.old)
        if opened or self._clitics.ambiguous.may_be_verb(words):
            made = made._replace(sure=False)
        resumed = words_of_next(around, self._agreement.adverbs)
        again = self._agree(around, resumed, [*words, *resumed], swap)
        half = made.half or (again.half and bool(again.changes))
        return After(changes=(*made.changes, *again.changes), sure=made.sure and again.sure, half=half)

    def _agree(self, around: Surroundings, words: list[Word], reach: list[Word], swap: Swap) -> After:
        """What becomes of those among some words; `reach` begins at the term."""
        found, half, sure, next_one = list[Change](), False, True, words is not reach
        theirs = self._hangs_on(around, words, swap.old)
        for word in self._clitics.of_one(around, words):
            known = not self._rivals.nearer(around, word, reach, swap.old, next_one=next_one)
            if known:  # another noun may come behind one that stands for the term
                reach = [it for it in reach if it.start >= word.end]
            made = [*self._rewritten(word, swap), *self._said.of(around, word, words, swap)]
            if not made and (self._clitics.is_elided(word) or self._is_anothers(word, swap.old)):
                continue  # "nous l’avons dit", "e o divulga" of what is feminine
            sure = False
            if theirs:
                continue  # "su política contra la … y la actualizará"
            found += made if known else []
            half = half or (bool(made) and not known)
        for again, verb in self._going_on(words, found):
            acts = self._clitics.ambiguous.acts(words, verb)
            found += self._rewritten(again, swap) if acts else []
            half = half or not (acts or verb.folded in self._agreement.nouns)
        return After(changes=tuple(found), sure=sure, half=half)

    def _hangs_on(self, around: Surroundings, after: list[Word], old: Readings) -> bool:
        """Whether the term hangs on a noun for which a pronoun may stand as well: "la guía contra la …".

        The pronoun stands for the object, which that noun is; not if it hangs on that, too, among the words
        `after` the term: "la guía contra la … y contra quienes la …".
        """
        words = [it[0] for it in WORD.finditer(around.left, max(0, len(around.left) - _LEFT))]
        agreement = self._agreement
        if len(words) > 1 and words[-1] in agreement.before and words[-2] in agreement.governing:
            words.pop()
        if len(words) < _PHRASE or words[-1] not in agreement.governing:
            return False
        joint, again = [it.folded for it in after[:_PAIR]] if len(after) > _PAIR else ("", "")
        if joint in self._conjunctions and again == words[-1]:
            return False
        determiner, noun = words[-3:-1]
        if determiner not in agreement.before or noun in agreement.before:
            return False
        if self._inflection.is_infinitive(noun):  # "a) bloquear a …"
            return False
        shown = any(it <= reading and len(it) > 1 for it in agreement.shown_by(determiner) for reading in old)
        return shown or self._inflection.fits(noun, old)

    def _going_on(self, words: list[Word], found: list[Change]) -> list[tuple[Word, Word]]:
        """The pronouns with their verbs that may follow one that is written: "la bloquea y la denuncia"."""
        done = {it.start for it in found}
        return [
            (again, verb)
            for pronoun, _, joint, again, verb in zip(*(words[it:] for it in range(5)), strict=False)
            if pronoun.start in done
            and joint.folded in self._conjunctions
            and again.folded == pronoun.folded
            and again.start not in done
        ]

    def _rewritten(self, word: Word, swap: Swap) -> list[Change]:
        shown = self._clitics.shown(word, swap.old)
        if shown is None:
            return []
        cells, length = shown
        form = form_for(cells, swap.new)
        return [] if form is None else [Change(word.end - length, word.end, form)]

    def _is_anothers(self, word: Word, old: Readings) -> bool:
        """Whether a pronoun shows another gender than the term's, so that it stays in any case."""
        cells = [it for cells in self._agreement.enclitics for it in cells if word.folded.endswith(it.folded)]
        longest = max((len(it.folded) for it in cells), default=0)
        shown = [it.features - self._agreement.numbers for it in cells if len(it.folded) == longest]
        return bool(shown) and not any(it <= reading for it in shown for reading in old)

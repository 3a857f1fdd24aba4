"""The words before a noun phrase, changed for another one: its determiner, and an adjective between them."""

from typing import NamedTuple

from luxterm.base import lazy_pattern
from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.concord.coordination import Coordination
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linking import REACH
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.determiners import Standing, spaced, without_quotation
from luxterm.engine.replace.phrases import Phrase
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Paradigm, Readings, before_last, last_word
from luxterm.text.words import words

_NEAR = 60
"""Code points before an adjective in which a verb is looked for."""
_ASKED = 6
"""Words before a preposition in which the noun is that asks for it."""
_MARK = lazy_pattern(r"[,.;:()]")


class Before(NamedTuple):
    """Changes before a term, and whether they are certain."""

    changes: tuple[Change, ...] = ()
    sure: bool = True
    standing: Standing | None = None
    """The determiner."""
    shown: Readings = ()
    """Which of the term's features it leaves: of "el" and "la pederasta" one each, of "su pederasta" both."""
    wrong: bool = False
    """Whether a word there can't be put right."""


class _Left(NamedTuple):
    """A folded text before something, where in the view it begins, and whether a row goes on behind it."""

    text: str
    at: int
    goes_on: bool = False


class Preceding:
    """The words before a term in one language."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._inflection = morphology.inflection
        self._phrases = morphology.phrases
        self._linking = morphology.linking
        self._determiners = morphology.determiners
        self._coordination = Coordination(morphology)
        self._prepositions = frozenset(it.preposition for it in language.agreement.paradigms) - {""}
        self._asking = _heads(language.agreement.paradigms, self._prepositions)
        self._joints = (*language.joints, ", ")
        self._small = language.grammar.small_words
        self._function_words = language.function_words

    def agree(self, around: Surroundings, old: Phrase, new: Phrase, cases: tuple[str, ...]) -> Before:
        """What the determiner and an adjective before the term become; `cases` may be the term's."""
        left, at = around.left, around.sentence.start
        changed = set(old.readings) != set(new.readings)
        swap = Swap(old.opened.readings, new.opened.readings)
        readings = self._determiners.standing(left, swap.old, cases)
        if not readings and left != (quoted := without_quotation(left)):
            left, readings = quoted, self._determiners.standing(quoted, swap.old, cases)
        # "ajuda a pedófilos": what could be an article doesn't fit as one, and is a preposition, too
        bare = not readings and last_word(left) in self._prepositions
        if not readings and not bare and (slip := self._determiners.standing(left, ())):
            # "le sextorsion": it is the new words that it has to fit
            return self._determiner(_Left(left, at), slip, swap, new.text)._replace(sure=False)
        here = _Left(left, at, self._coordination.goes_on(around))
        made = self._determiner(here, readings, swap, new.text) if readings else None
        if made and (not changed or (made.standing and made.standing.has_features)):
            asked = changed and made.standing is not None and self._is_asked_for(left, made.standing)
            return Before(wrong=True, sure=False) if asked else made
        if not changed:
            return Before(sure=bare or not self._determiners.ends_in_determiner(left))
        if shared := self._coordination.shared(left, self._agreement.numbers_of(swap.old)):
            form = self._determiners.written(shared, swap.new, new.text)[0]
            if form == self._determiners.form(shared.paradigm, shared.noun | shared.cases, old.text):
                return Before()  # "cualquier … o …" fits both
            place = at + len(left)
            return Before((Change(place, place, spaced(form)),) if form else (), sure=False)
        if made:
            return made
        if not bare and self._determiners.ends_in_determiner(left):
            return Before(sure=False)
        return self._adjective(left, at, swap, cases)

    def _is_asked_for(self, left: str, standing: Standing) -> bool:
        """Whether what looks like an article may be a preposition, for a word before: "acesso livre a …"."""
        if left[standing.start : standing.end] not in self._prepositions:
            return False
        *others, last = _MARK.split(left[: standing.start])
        if not last.strip() and len(others) > 1 and self._is_inserted(words(others.pop())):
            last = others.pop()  # "acesso, por meio de um link, a …"
        near = words(last)[-_ASKED:]
        governed = bool(near) and near[-1] in self._small  # "o acesso contra a …"
        return not governed and not self._asking.isdisjoint(near)

    def _is_inserted(self, piece: list[str]) -> bool:
        """Whether what two marks enclose begins as no part of a row: "sem demora", not "a violência"."""
        if not piece or piece[0] not in self._function_words:
            return False
        forms = (it for it in self._agreement.before.get(piece[0], ()) if it[0].strip() == piece[0])
        return all(self._agreement.paradigms[number].preposition for _, number, _ in forms)

    def _adjective(self, left: str, at: int, swap: Swap, cases: tuple[str, ...]) -> Before:
        """An adjective before the term, and the determiner before that."""
        word = last_word(left)
        if not word.isalpha():
            return Before()
        start = len(left) - 1 - len(word)
        before = self._without_adverbs(left[:start])
        if last_word(before) in self._prepositions and self._inflection.is_infinitive(word):
            return Before()  # "está a vender pornografia", where "a" is no article
        readings = self._determiners.standing(before, swap.old, cases)
        form = self._inflection.agreed(word, swap)
        determined = any(it.has_features for it in readings)
        if self._phrases.is_noun(word) and not self._inflection.is_adjective(word):
            return Before()  # "hace falta pornografía"
        another = "" if determined else self._before_another(left[:start], swap.old)
        if another and form and word not in self._agreement.acting:  # "esta nueva y peligrosa …"
            made = self._adjective(f"{another} ", at, swap, cases)
            own = (Change(at + start, at + start + len(word), form),) if form != word else ()
            return made._replace(changes=(*made.changes, *own), sure=False)
        if not determined and not self._is_predicate(left[:start], word):
            # "producir pornografía": no part of the phrase, as in "la même …"
            return Before()
        if form == word and not determined:
            return Before()
        if not form:
            return Before(wrong=determined and not self._is_of_place(before, readings, swap.new), sure=False)
        own = (Change(at + start, at + start + len(word), form),) if form != word else ()
        following = left[len(before) : start] + form
        made = self._determiner(_Left(before, at), readings, swap, following) if readings else Before()
        sure = made.sure and determined and self._inflection.is_adjective(word)
        return made._replace(changes=(*made.changes, *own), sure=sure)

    def _is_of_place(self, before: str, readings: tuple[Standing, ...], new: Readings) -> bool:
        """Whether a text ends in a preposition and a determiner of another noun: "guarda en su" móvil.

        The determiner is one that may stand before any noun, and the word behind it no adjective of the term.
        """
        first = readings[0]
        stays = self._determiners.written(first, new, "") == [before[first.start : first.end]]
        return stays and last_word(before[: first.start]) in self._agreement.governing

    def _is_predicate(self, before: str, word: str) -> bool:
        """Whether a word between this text and a term without determiner may agree with it: "fue hallada …".

        "Es considerada …", "han hallado …" and "que impida …" don't.
        """
        near = words(before[-_NEAR:])[-2 * REACH :]
        if self._linking.joins(word):
            return False
        if word in self._function_words and word not in self._agreement.acting:
            return False
        participle = self._inflection.is_participle(word)
        if near and near[-1] in self._agreement.auxiliaries and not participle:
            return False
        agrees = self._inflection.is_adjective(word) or self._inflection.may_agree(word)
        if self._linking.is_attributed(near):  # "mantiene oculta …": no verb after another one
            return agrees
        if self._linking.directly(near) or (
            self._inflection.is_of_participle(word) and self._linking.opens(before)
        ):
            return agrees
        return word not in self._agreement.acting and (participle or self._inflection.is_adjective(word))

    def _without_adverbs(self, before: str) -> str:
        """A text before an adjective, without the adverbs that end it: "la más …"."""
        while self._inflection.is_adverb(last_word(before)):
            before = before_last(before)
        return before

    def _before_another(self, before: str, old: Readings) -> str:
        """A text up to the adjective to which its conjunction or comma joins what comes after it; or ""."""
        for joint in self._joints:
            word = before.removesuffix(joint).rpartition(" ")[2]
            if before.endswith(joint) and self._inflection.is_adjective(word):
                agrees = self._inflection.fits(word, old)
                return before.removesuffix(joint) if agrees else ""
        return ""

    def _determiner(self, left: _Left, readings: tuple[Standing, ...], swap: Swap, following: str) -> Before:
        """The change of a determiner, and of one before it. `following` comes directly after it."""
        written: dict[str | None, Standing] = {}
        for reading in readings:
            for form in self._determiners.written(reading, swap.new, following):
                written.setdefault(form, reading)
        sure = len(written) == 1 and None not in written
        form, reading = next(((form, it) for form, it in written.items() if form), ("", readings[0]))
        if not form:  # "aucun" has no plural
            return Before(wrong=None in written, sure=False)
        text, at, goes_on = left
        before = text[: reading.start]
        outer = Before()
        if reading.has_features:
            again = self._determiners.standing(before, swap.old, again=True)
            outer = self._determiner(_Left(before, at), again, swap, form) if again else outer
        changes = self._determiners.change(text, reading, form)
        if changes and (repeated := self._coordination.repeated(before, reading, goes_on=goes_on)):
            holding = self._determiners.written(reading._replace(paradigm=repeated), swap.new, following)[0]
            changes = self._determiners.change(text, reading, holding or form)
            sure = sure and not holding
        changes = tuple(Change(at + start, at + end, it) for start, end, it in changes)
        shown = tuple(dict.fromkeys(it.noun for it in readings))
        return Before((*outer.changes, *changes), sure and outer.sure, outer.standing or reading, shown)


def _heads(paradigms: tuple[Paradigm, ...], prepositions: frozenset[str]) -> frozenset[str]:
    """The words that ask for a preposition, and are no verb that takes an object: "acesso" of "acesso a"."""
    asking, taking = set[str](), set[str]()
    for paradigm in paradigms:
        for cell in paradigm.cells:
            head, _, last = cell.folded.rpartition(" ")
            if head and " " not in head and last in prepositions:
                (taking if cell.features else asking).add(head)
    return frozenset(asking - taking)

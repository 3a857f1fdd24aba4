"""What a term is in its clause, by what stands before it: a subject or none, and whose neighbour."""

from itertools import pairwise
from typing import NamedTuple

from luxterm.engine.replace.concord.attributes import Attributes
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.determiners import Standing
from luxterm.engine.replace.words_after import Word
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Readings, before_last, last_word
from luxterm.text.marks import QUOTES
from luxterm.text.words import after_last, after_marks
from luxterm.text.words import words as words_of

MARKS = f",.;:!?()*—–{QUOTES}"
"""Between clauses, folded or not."""
_DIGITS = "0123456789.,"
"""What a sign may be joined to: "60%"."""


class Role(NamedTuple):
    """What a term is in its clause, as far as the text before it shows."""

    before: str
    """That text, without the determiner and the adjectives that open its phrase."""
    part: bool
    """Whether it is what a part is one of: "60 % de la …"."""
    governed: bool
    """Whether it is no subject."""
    rival: bool
    """Whether another noun may be what something behind it agrees with."""
    inner: bool
    """Whether a preposition joins it to such a noun."""
    enacted: frozenset[str]
    """The words behind it that are said of a text which it is about: "la ley contra la … aprobada en"."""


class Roles:
    """The roles of terms in one language."""

    def __init__(self, morphology: Morphology, attributes: Attributes) -> None:
        language = morphology.language
        agreement = language.agreement
        self._agreement = agreement
        self._grammar = language.grammar
        self._phrases = morphology.phrases
        self._inflection = morphology.inflection
        self._attributes = attributes
        self._linking = morphology.linking
        self._closed_class = language.closed_class
        self._verbs = language.signals.verbs
        self._texts = language.contexts["enacted"]
        self._relating = agreement.relating
        self._governing = agreement.governing
        bare = (it for it in agreement.paradigms if not it.preposition)
        self._articles = frozenset(cell.folded for it in bare for cell in it.cells)
        """Determiners that hold no preposition."""
        opening = (agreement.before, self._governing, agreement.relating, agreement.adverbs)
        opening += (language.grammar.conjunctions, agreement.copulas, self._verbs)
        self._opening = frozenset(it for words in opening for it in words)
        """Words behind which a noun may stand without a determiner."""

    def of(self, around: Surroundings, words: list[Word], old: Readings, standing: Standing | None) -> Role:
        """The role of a term with this determiner before it, and these words behind it."""
        before = self._without_adjectives(around.left[: standing.start if standing else None], old)
        part = self._is_part(around, standing)
        governed = not part and (self._is_governed(around, standing, old) or self.is_compared(around, before))
        inner = self._is_of_fitting(before, standing, old)
        fitting = inner or not self._agreement.is_nearest(words_of(before), old)
        hangs = fitting and governed and not self._is_object(around, standing, old)
        hangs = hangs and self._attributes.may_be_of_governor(before, old)
        rival = self._has_rival(before, old) if governed else self._has_subject(before, old)
        enacted = self._texts.found_in([it.folded for it in words]) if fitting else frozenset[str]()
        return Role(before, part, governed, rival or hangs, inner, enacted)

    def _without_adjectives(self, before: str, old: Readings) -> str:
        """Text before a noun phrase, without the adjectives that open it: "Nova …"."""
        while (word := last_word(before)) and self._inflection.is_adjective(word):
            if word in self._closed_class or not self._inflection.fits(word, old):
                break
            before = before_last(before)
        return before

    def _is_governed(self, around: Surroundings, standing: Standing | None, old: Readings) -> bool:
        """Whether a preposition, or a verb directly before it, shows that the term is no subject."""
        left, bare = around.left, standing is None or not standing.has_features
        if standing and not bare:
            form, left = left[standing.start : standing.end], left[: standing.start]
            if standing.paradigm.preposition:  # "de la" may be an article, in French
                return form not in self._articles or not self.opens_clause(left)
        left = self._without_adjectives(left, old)
        word = last_word(left)
        if word.rstrip("'") in self._governing:
            # "plus de …", "beaucoup de …" are subjects
            return last_word(before_last(left)) not in self._grammar.boundaries
        # Without an article no subject stands before its verb, but in a list, or after an adjective
        adjective = self._inflection.is_adjective(word) and word not in self._agreement.acting
        if word in self._closed_class and not self._linking.relates(words_of(left)):
            return False
        return bare and bool(word) and not adjective

    def _is_object(self, around: Surroundings, standing: Standing | None, old: Readings) -> bool:
        """Whether the term has no article and a verb stands before it: "possuir …", "grava nova …"."""
        word = last_word(self._without_adjectives(around.left, old))
        bare = standing is None or not standing.has_features
        word = word.rstrip("'")
        return bare and bool(word) and not (word in self._governing or word in self._closed_class)

    def is_compared(self, around: Surroundings, before: str) -> bool:
        """Whether commas set it off from the subject, to which it is joined: "…, ainsi que la …, est …"."""
        phrase = next(filter(before.endswith, self._agreement.comparing), "")
        return bool(phrase) and before[: -len(phrase)].endswith(",") and around.right.startswith(",")

    def _is_part(self, around: Surroundings, standing: Standing | None) -> bool:
        """Whether it is what a part is one of, as in "60 % de la …"."""
        left = around.left
        if standing and standing.has_features:
            if not standing.paradigm.preposition:
                return False
            left = left[: standing.start]
        else:
            left = before_last(left)
        return left.rstrip(" ").rpartition(" ")[2].lstrip(_DIGITS) in self._agreement.parts

    def _has_subject(self, before: str, old: Readings) -> bool:
        """Whether a noun before the term, in its clause and behind no preposition, may be the subject."""
        clause = after_marks(before, MARKS).replace("'", "' ").split()
        return any(
            left not in self._governing and self._agreement.opens_subject(word, old)
            for left, word in pairwise(("", *clause))
        )

    def _has_rival(self, before: str, old: Readings) -> bool:
        """Whether another noun before the term, in its clause, may be what something after it agrees with."""
        clause = after_marks(before, MARKS)
        return not self._agreement.is_nearest(clause.split(), old)

    def _is_of_fitting(self, before: str, standing: Standing | None, old: Readings) -> bool:
        """Whether a preposition joins the term to a noun that may have its features: "la ley contra la …".

        `before` is the text before the term's determiner, or before its preposition if that holds it.
        """
        words = words_of(before)
        if not (standing and standing.paradigm.preposition):
            if not words or words.pop() not in self._governing:
                return False
        *_, opening, head = ("", "", *words)
        if not head or head in self._governing or (opening and opening not in self._opening):
            return False  # "frente a la …", "el informe trata de la …", "se trata de …": no noun
        if readings := self._phrases.of(head).readings:
            return not set(readings).isdisjoint(old)
        verb = head in self._verbs or head.endswith(self._agreement.clitic_verbs)
        shown = opening in self._agreement.before and opening not in self._governing
        return not (verb or (shown and self._agreement.is_nearest([opening], old)))

    def behind_complement(self, words: list[Word]) -> list[Word]:
        """Some words without what a preposition joins to the term before a mark: "en papel, aunque …"."""
        first = words[0] if words else None
        if first is None or not first.joined:
            return words
        if first.folded not in self._governing and not self._agreement.governs(first.folded):
            return words
        at = next((at for at, it in enumerate(words) if not it.joined), 0)
        within = {it.folded for it in words[:at]}
        verbless = within.isdisjoint(self._verbs) and within.isdisjoint(self._relating)
        return words[at:] if verbless else words

    def opens_clause(self, before: str) -> bool:
        """Whether a noun phrase after this text may be a subject: only function words are before it."""
        clause = after_marks(before, MARKS).split()
        at = after_last(clause, (self._relating | self._agreement.subordinating).__contains__)
        return self._closed_class.issuperset(clause[at:])  # "… para que la …"

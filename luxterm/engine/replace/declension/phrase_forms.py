"""The words before a term in a language that declines: which of them are of its phrase, and what forms allow.

The form of the noun, of the adjectives and of the determiner together; what governs the phrase is for
`governing`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from luxterm.engine.replace.declension.case_context import Opening
from luxterm.engine.replace.declension.case_reads import Read
from luxterm.engine.replace.declension.subjects import Subjects
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.tokens import Token
from luxterm.engine.replace.declension.ungoverned import Ungoverned
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.declension import Reading
from luxterm.termbase.declined_phrase import DeclinedPhrase
from luxterm.termbase.term_data import Group
from luxterm.text.folding import fold

_RELATED = 3
"""Words back from a term to the noun of its relative clause: "Foren, in denen …"."""
_LIMITED = ("singular", "plural")
"""What a group may say of its forms' number; the order is that of `Declension.numbers`."""


class Taken(NamedTuple):
    """The words before a term as they are taken, the readings that fit, and whether that is sure."""

    several: tuple[Read, ...]
    opening: Opening
    sure: bool


class PhraseForms:
    """What the forms of one language allow."""

    def __init__(self, syntax: Syntax, subjects: Subjects, ungoverned: Ungoverned) -> None:
        language = syntax.language
        self._declension = language.declension
        self._context = syntax.context
        self._clauses = syntax.clauses
        self._nouns = syntax.nouns
        self._subjects = subjects
        self._ungoverned = ungoverned
        self._function_words = language.function_words
        self._relatives = language.agreement.relatives
        self._joints = (*language.joints, ", ")

    def taken(self, around: Surroundings, old: Sequence[DeclinedPhrase]) -> Taken:
        """The first way to take the words before the term that forms allow."""
        opening = self._opening(around)
        several: tuple[Read, ...] = ()
        for possible in self._openings(opening):
            if several := tuple(self.fitting(around.group, old, possible)):
                opening = possible
                break
        measured = self._context.is_measured(opening)
        if measured:
            opening = opening._replace(left=opening.left[:-1])
        sure = not (measured or opening.loose or self._perhaps_no_relative(opening))
        verb = self._is_a_verb_after_all(around, several, opening) or self._is_second(around, old, opening)
        if several and not verb:
            return Taken(several, opening, sure)
        if opening.adjectives:
            opening, sure = self._behind_verb(around, opening)
        elif opening.determiner:  # a pronoun, or a slip
            opening = opening._replace(determiner=None, left=(*opening.left, opening.determiner))
            sure = False
        return Taken(tuple(self.fitting(around.group, old, opening)), opening, sure)

    def _opening(self, around: Surroundings) -> Opening:
        """The words before the term, of which one may be the pronoun of a clause."""
        opening = self._context.before(around)
        word = opening.determiner
        if word is None:
            return opening
        relative = self._clauses.is_relative(around, word)
        governed = self._is_governed(word, opening.left) and (relative or self._clauses.ends_finite(around))
        if governed or (relative and self.perhaps_relative(around, opening)):
            return opening._replace(determiner=None, left=(*opening.left, word))
        return opening

    def _is_governed(self, word: Token, left: Sequence[Token]) -> bool:
        """Whether a word may be a relative pronoun behind its preposition: ", mit der …"."""
        preposition = left[-1] if len(left) > 1 and left[-2].after == ", " else None
        known = word.folded in self._relatives and preposition and preposition.directly
        return bool(known and preposition and preposition.folded in self._declension.prepositions)

    def _perhaps_no_relative(self, opening: Opening) -> bool:
        """Whether that may be the article after all: no noun stands before, or its clause may be another's.

        "Wer, wie er, über die … im Bild ist", "dass der Trainer, so der Bericht, über die … informiert ist".
        """
        left = opening.left
        if opening.determiner or not left or not self._is_governed(left[-1], left[:-1]):
            return False
        opens = any(it.folded in self._declension.subordinators for it in left[:-2])
        relates = any(one.after == ", " and it.folded in self._relatives for one, it in pairwise(left[:-2]))
        return len(left) < _RELATED or not self._nouns.is_noun(left[-_RELATED]) or opens or relates

    def _openings(self, opening: Opening) -> Iterator[Opening]:
        """The ways to take the word before the term, or before its adjectives, that may be a determiner.

        After another one ("die beiden …") it is an adjective, and if it doesn't fit ("mit anderer …"), too.
        """
        word, left = opening.determiner, opening.left
        shown = word is not None and word.folded not in self._relatives
        adjective = shown and word is not None and self._declension.looks_like_adjective(word.folded)
        if word and adjective and left and left[-1].directly and left[-1].folded in self._declension.before:
            yield Opening(left[-1], (word, *opening.adjectives), left[:-1])
        yield opening
        if word and adjective:
            yield Opening(None, (word, *opening.adjectives), left)
        if word and (other := self._context.extended(opening)):
            yield other

    def _is_a_verb_after_all(self, around: Surroundings, several: Sequence[Read], opening: Opening) -> bool:
        """Whether what looks like an adjective is the verb: "wir verbreiten …"."""
        if self._is_verb(opening) and not self._is_adjective(around, several, opening):
            return True
        return self._is_alone(opening) and self._clauses.is_finite(around, opening, doing=True)

    def _behind_verb(self, around: Surroundings, opening: Opening) -> tuple[Opening, bool]:
        """Without what looks like adjectives, and whether it is a verb: "verbreiten …"."""
        opening = opening.after_first()
        sure = self._is_verb(opening) or (
            self._is_alone(opening) and self._clauses.is_finite(around, opening)
        )
        beside = (opening.determiner,) if opening.determiner else ()
        return Opening(None, (), (*opening.left, *beside, *opening.adjectives)), sure

    def _is_verb(self, opening: Opening) -> bool:
        """Whether what looks like an adjective stands as a verb does: after a pronoun, or first."""
        before = opening.left[-1] if opening.left else None
        first = before is None or (
            before.folded in self._function_words and not self._declension.leads(before.folded)
        )
        return self._is_alone(opening) and first

    def _is_alone(self, opening: Opening) -> bool:
        """Whether one word that looks like an adjective is all that stands before the noun."""
        return opening.determiner is None and len(opening.adjectives) == 1

    def _is_adjective(self, around: Surroundings, several: Sequence[Read], opening: Opening) -> bool:
        """Whether what may be a verb is an adjective: not in "wir löschen …", where nothing governs it."""
        if not opening.left or not opening.left[-1].directly:
            return True
        usual = {*self._declension.core_cases}
        return any(usual & it.reading or self._ungoverned.is_object(around, it) for it in several)

    def perhaps_relative(self, around: Surroundings, opening: Opening) -> bool:
        """Whether the determiner may be a pronoun that opens a relative clause: "Täter, die … verbreiten"."""
        if not (opening.determiner and opening.left and opening.left[-1].after == ", "):
            return False
        word = opening.determiner
        if word.folded not in self._relatives or not self._may_relate(word, opening.left):
            return False
        if around.right.startswith(self._joints):
            return self._clauses.is_relative(around, word) and self._subjects.is_subject(around, word)
        return not self._clauses.governing_infinitive(around, opening)

    def _may_relate(self, word: Token, left: Sequence[Token]) -> bool:
        """Whether there is a noun that a relative pronoun may stand for, or "jeder": not "Er sagt, die …"."""
        declension, attribute = self._declension, frozenset((self._declension.attribute,))
        if left[-1].folded in declension.before or left[-1].folded in declension.subjects:
            return True
        cases = {*declension.cases}
        shown = {
            values - cases
            for it in declension.determiners_as(word.folded)
            for values, form in it.forms
            if fold(form) == word.folded and attribute.isdisjoint(values)
        }
        return any(it.cases != attribute for values in shown for it in self._nouns.like(tuple(left), values))

    def _is_second(self, around: Surroundings, old: Sequence[DeclinedPhrase], opening: Opening) -> bool:
        """Whether what looks like an adjective may be a verb before its subject, as no other verb is before.

        "Quer durch Asien reisen …": without it the term has the form of one.
        """
        left, subordinators = opening.left, self._declension.subordinators
        if not (left and left[-1].directly and self.may_be_the_verb(opening)) or self._declension.leads(
            left[-1].folded
        ):
            return False
        if not self._clauses.is_nominal(left) or any(it.folded in subordinators for it in left):
            return False
        bare = self.fitting(around.group, old, opening._replace(adjectives=()))
        return any(self._declension.subject_case in it.reading for it in bare)

    def may_be_the_verb(self, opening: Opening) -> bool:
        """Whether one adjective without an article ends as verbs do in the plural, and not as adjectives."""
        if not self._is_alone(opening):
            return False
        declension, word = self._declension, opening.adjectives[0].folded
        shown = declension.shows(word) == declension.plural
        stems = (word[: -len(it)] for _, it in declension.adjectives[declension.bare] if word.endswith(it))
        return shown and not any(it.endswith(declension.adjectival) for it in stems)

    def fitting(self, group: Group, old: Sequence[DeclinedPhrase], opening: Opening) -> Iterable[Read]:
        """Those that the forms of all words before the term fit."""
        declension, token = self._declension, opening.determiner
        options = declension.determiners_as(token.folded) if token else [None]
        for phrase, determiner in product(old, options):
            for reading in phrase.readings:
                if token and determiner and not determiner.stands_as(token.folded, reading):
                    continue
                table = declension.strength(determiner, reading)
                endings = (declension.ending(it.folded, reading, table) for it in opening.adjectives)
                fits = reading in phrase.fitting(declension, table) and None not in endings
                if fits and self._allowed(group, reading):
                    yield Read(phrase, reading, determiner, table)

    def _allowed(self, group: Group, reading: Reading) -> bool:
        """Whether the group of forms says nothing against a reading."""
        if group.cases and reading.isdisjoint(group.cases):
            return False
        if group.number not in _LIMITED:
            return True
        return self._declension.numbers[_LIMITED.index(group.number)] in reading

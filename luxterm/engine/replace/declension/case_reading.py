"""In which cases a term may stand, in a language that declines: by its own form and what comes before it.

Each reading takes the form of the noun, of the adjectives and of the determiner together, and then what
governs the phrase. Which text each of them leads to is written elsewhere (`declined`).
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from luxterm.engine.replace.declension.bare_nouns import BareNouns
from luxterm.engine.replace.declension.case_context import Opening
from luxterm.engine.replace.declension.case_reads import Read, Reads
from luxterm.engine.replace.declension.subjects import Subjects
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.tokens import Token
from luxterm.engine.replace.declension.ungoverned import Ungoverned
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.declension import Reading
from luxterm.termbase.declined_phrase import DeclinedPhrase
from luxterm.termbase.language import Group
from luxterm.text.words import WORD

_RELATED = 3
"""Words back from a term to the noun of its relative clause: "Foren, in denen …"."""
_LIMITED = ("singular", "plural")
"""What a group may say of its forms' number; the order is that of `Declension.numbers`."""


class _Taken(NamedTuple):
    """The words before a term as they are taken, the readings that fit, and whether that is sure."""

    several: tuple[Read, ...]
    opening: Opening
    sure: bool


class CaseReading:
    """The cases of terms in one language."""

    def __init__(self, syntax: Syntax, subjects: Subjects) -> None:
        language = syntax.language
        self._declension = language.declension
        self._context = syntax.context
        self._clauses = syntax.clauses
        self._subjects = subjects
        self._ungoverned = Ungoverned(syntax, subjects)
        self._bare = BareNouns(syntax)
        self._function_words = language.function_words
        self._relatives = language.agreement.relatives
        self._themes = language.contexts["themes"]
        self._joints = (*language.joints, ", ")

    def read(self, around: Surroundings, old: Sequence[DeclinedPhrase]) -> Reads:
        """What a term may be. No reading if nothing fits."""
        taken, opening, sure = self._taken(around, old)
        taken = self._bare.plural(around, opening, taken)
        reads = self._governed(around, Reads(taken, opening))
        if not opening.determiner:  # one person is hardly ever named without an article
            plural = self._declension.plural
            several = tuple(sorted(reads.several, key=lambda it: plural not in it.reading))
            either = {plural, self._declension.subject_case}
            lost = all(either.isdisjoint(it.reading) for it in several)
            sure = sure and not (lost and not reads.by and any(plural in it.reading for it in taken))
            reads = reads._replace(several=several)
        if self._perhaps_relative(around, opening):
            bare = self._fitting(around.group, old, opening._replace(determiner=None))
            objects = (it for it in bare if self._declension.object_case in it.reading)
            reads = reads._replace(several=(*objects, *reads.several), governed=False)
        return reads._replace(sure=reads.sure and sure)

    def _taken(self, around: Surroundings, old: Sequence[DeclinedPhrase]) -> _Taken:
        """The first way to take the words before the term that forms allow."""
        opening = self._opening(around)
        several: tuple[Read, ...] = ()
        for possible in self._openings(opening):
            if several := tuple(self._fitting(around.group, old, possible)):
                opening = possible
                break
        measured = self._context.is_measured(opening)
        if measured:
            opening = opening._replace(left=opening.left[:-1])
        sure = not (measured or opening.loose or self._perhaps_no_relative(opening))
        verb = self._is_a_verb_after_all(around, several, opening) or self._is_second(around, old, opening)
        if several and not verb:
            return _Taken(several, opening, sure)
        if opening.adjectives:
            opening, sure = self._behind_verb(around, opening)
        elif opening.determiner:  # a pronoun, or a slip
            opening = opening._replace(determiner=None, left=(*opening.left, opening.determiner))
            sure = False
        return _Taken(tuple(self._fitting(around.group, old, opening)), opening, sure)

    def _opening(self, around: Surroundings) -> Opening:
        """The words before the term, of which one may be the pronoun of a clause."""
        opening = self._context.before(around)
        word = opening.determiner
        if word is None:
            return opening
        relative = self._clauses.is_relative(around, word)
        governed = self._is_governed(word, opening.left) and (relative or self._clauses.ends_finite(around))
        if governed or (relative and self._perhaps_relative(around, opening)):
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
        return len(left) < _RELATED or not self._is_noun(left[-_RELATED]) or opens or relates

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

    def _perhaps_relative(self, around: Surroundings, opening: Opening) -> bool:
        """Whether the determiner may be a pronoun that opens a relative clause: "Täter, die … verbreiten"."""
        if not (opening.determiner and opening.left and opening.left[-1].after == ", "):
            return False
        word = opening.determiner
        if word.folded not in self._relatives:
            return False
        if around.right.startswith(self._joints):
            return self._clauses.is_relative(around, word) and self._subjects.is_subject(around, word)
        return not self._clauses.governing_infinitive(around, opening)

    def _fitting(self, group: Group, old: Sequence[DeclinedPhrase], opening: Opening) -> Iterable[Read]:
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

    def _governed(self, around: Surroundings, reads: Reads) -> Reads:
        """Only those that what stands before the phrase allows."""
        declension, opening = self._declension, reads.opening
        last = opening.left[-1] if opening.left and opening.left[-1].directly else None
        determined = bool(opening.determiner or opening.adjectives)
        if any(it.determiner and it.determiner.preposition for it in reads.several):
            return reads._replace(governed=True)
        if last and last.folded in declension.prepositions:
            made = self._by_cases(reads, self._asked(around, last, determined=determined))._replace(by=last)
            example = made.sure and self._is_example(opening.left[:-1])
            return made._replace(governed=made.governed or example)
        if last and (self._is_noun(last) or self._context.is_part(opening)):
            return self._beside_noun(around, reads)
        joined = self._context.is_joined(opening.left)
        if joined and not self._clauses.governing_infinitive(around, opening):
            return self._joined(around, reads)
        return self._ungoverned.read(around, reads)

    def _asked(self, around: Surroundings, word: Token, *, determined: bool) -> tuple[str, ...]:
        """The cases that a preposition asks for in its sentence: "Hinweise auf …", "beruht auf …".

        A place may stand in the other one: "auf einer Plattform".
        """
        declension = self._declension
        cases = declension.prepositions.get(word.folded, ()) if word.folded not in declension.before else ()
        beside = declension.others_beside.get(word.folded)
        if beside is None or determined:
            return cases
        said = (it[0] for it in WORD.finditer(around.view.folded, *around.sentence))
        return cases[:1] if beside.isdisjoint(said) else cases

    def _by_cases(self, reads: Reads, cases: Sequence[str]) -> Reads:
        """Those in some cases, in their order; governed, unless a subject may stand in one."""
        kept = [it for case in cases for it in reads.several if case in it.reading]
        instead = self._declension.instead[1]
        sure = True
        if not kept and self._declension.attribute in cases:
            kept = [it for it in reads.several if instead in it.reading]  # "wegen Kindersextourismus"
            sure = not reads.opening.determiner  # "wegen zu viel …"
            if kept and sure and not reads.opening.adjectives:
                attribute = {self._declension.attribute}
                kept = [it._replace(reading=it.reading - {instead} | attribute) for it in kept]
        if not kept:
            return reads._replace(sure=False)
        governed = self._declension.subject_case not in cases
        return reads._replace(several=tuple(kept), governed=governed, sure=reads.sure and sure)

    def _beside_noun(self, around: Surroundings, reads: Reads) -> Reads:
        """An attribute of the noun before, if the form is one; else a verb's object, whose case it has."""
        attribute, opening = self._declension.attribute, reads.opening
        visible = bool(opening.determiner or opening.adjectives) or any(
            it.phrase.adjectives for it in reads.several
        )
        kept = [it for it in reads.several if attribute in it.reading] if visible else []
        if not kept:
            named = not opening.determiner and self._names(opening.left[-1].folded)
            return self._ungoverned.read(around, reads)._replace(governed=named)
        others = [it for it in reads.several if it not in kept and self._ungoverned.is_object(around, it)]
        # in capitals, a word needn't be a noun
        sure = not (around.text.isupper() or self._may_be_the_verb(opening) or self._context.is_part(opening))
        return reads._replace(several=(*kept, *others), governed=not others, attribute=True, sure=sure)

    def _is_second(self, around: Surroundings, old: Sequence[DeclinedPhrase], opening: Opening) -> bool:
        """Whether what looks like an adjective may be a verb before its subject, as no other verb is before.

        "Quer durch Asien reisen …": without it the term has the form of one.
        """
        left, subordinators = opening.left, self._declension.subordinators
        if not (left and left[-1].directly and self._may_be_the_verb(opening)) or self._declension.leads(
            left[-1].folded
        ):
            return False
        if not self._clauses.is_nominal(left) or any(it.folded in subordinators for it in left):
            return False
        bare = self._fitting(around.group, old, opening._replace(adjectives=()))
        return any(self._declension.subject_case in it.reading for it in bare)

    def _may_be_the_verb(self, opening: Opening) -> bool:
        """Whether one adjective without an article ends as verbs do in the plural, and not as adjectives."""
        if not self._is_alone(opening):
            return False
        declension, word = self._declension, opening.adjectives[0].folded
        shown = declension.shows(word) == declension.plural
        stems = (word[: -len(it)] for _, it in declension.adjectives[declension.bare] if word.endswith(it))
        return shown and not any(it.endswith(declension.adjectival) for it in stems)

    def _names(self, noun: str) -> bool:
        """Whether a noun has the name of its subject behind it: "zum Thema …" (the context `themes`)."""
        return self._themes.stands_in([noun])

    def _joined(self, around: Surroundings, reads: Reads) -> Reads:
        """As the nouns that it may be joined to: "von Menschenhandel und …", "der Gewalt und der …"."""
        declension, opening = self._declension, reads.opening
        opened, doubt = self._context.joined_to(opening.left), self._context.is_doubtful(opening.left)
        if opening.determiner:
            return self._parallel(around, reads)
        if not opened:
            alone = self._ungoverned.read(around, reads)
            doubt = doubt or any(it.phrase.adjectives for it in reads.several)
            return alone._replace(sure=alone.sure and not doubt)
        first, rest = opened[-1], opened[:-1]
        if first.folded in self._relatives and rest and rest[-1].after == ", ":
            if self._clauses.is_relative(around, first):
                return self._ungoverned.read(around, self._ungoverned.beside_relative(around, reads, first))
        shares = first.folded in declension.before
        cases = self._asked(around, first, determined=False) or self._cases_of(first, rest)
        if not cases:
            return self._ungoverned.read(around, reads)._replace(shares=shares)
        if not shares:
            cases = tuple(dict.fromkeys((*cases, *self._further(rest))))
        made = self._by_cases(reads, cases)
        # "wegen Kindesmissbrauchs oder …": what can't show the case would need the preposition again
        hidden = declension.attribute in cases
        hidden = doubt if shares and not hidden else hidden and not shares
        governed = made.governed or (not shares and made.sure and self._is_example(rest))
        return made._replace(
            governed=governed,
            shares=shares,
            attribute=cases == (declension.attribute,),
            sure=made.sure and not hidden,
        )

    def _is_example(self, left: tuple[Token, ...]) -> bool:
        """Whether what a preposition opens names one of a noun: "Inhalte wie …", not "wie … entsteht"."""
        return bool(left) and left[-1].directly and self._is_noun(left[-1])

    def _parallel(self, around: Surroundings, reads: Reads) -> Reads:
        """With a determiner of its own, as the noun before that has one: "den Verkauf von Kindern, die …"."""
        read = {case for it in reads.several for case in it.reading}
        cases = self._joined_cases(reads.opening.left, read)
        if not cases:
            return self._ungoverned.read(around, reads)
        made = self._by_cases(reads, cases)
        return made._replace(attribute=cases == (self._declension.attribute,))

    def _joined_cases(self, left: tuple[Token, ...], possible: Container[str]) -> tuple[str, ...]:
        """The possible cases of what a phrase with a determiner is joined to.

        Those of the first noun with a determiner of its own, and of one without, behind a preposition: in
        "wegen des Verkaufs von Waffen, der …" it may be either.
        """
        governed: tuple[str, ...] = ()
        opened = self._context.joined_to(left)
        while opened:
            first, rest = opened[-1], opened[:-1]
            cases = tuple(it for it in self._cases_of(first, rest) if it in possible)
            if cases and first.folded in self._declension.before:
                return tuple(dict.fromkeys((*cases, *governed)))
            governed = governed or cases
            opened = self._context.joined_to(rest)
        return governed

    def _further(self, left: tuple[Token, ...]) -> Iterator[str]:
        """The cases of bare nouns further left: "von Gewalt gegen Kinder und …"."""
        while left and left[-1].directly and self._is_noun(left[-1]):
            opened = self._context.joined_to(left)
            if opened is None or (opened and opened[-1].folded in self._declension.before):
                return
            if not opened:
                yield from self._declension.core_cases
                return
            yield from self._declension.prepositions[opened[-1].folded]
            left = opened[:-1]

    def _cases_of(self, first: Token, left: tuple[Token, ...]) -> tuple[str, ...]:
        """The cases that a preposition governs, or that a determiner shows where it stands."""
        declension = self._declension
        if first.folded in declension.prepositions and first.folded not in declension.before:
            return declension.prepositions[first.folded]
        shown = declension.cases_shown(first.folded)
        last = left[-1] if left and left[-1].directly else None
        if last and last.folded in declension.prepositions:
            governed = declension.prepositions[last.folded]
            return tuple(it for it in governed if it in shown)
        if last and self._is_noun(last) and declension.attribute in shown:
            return (declension.attribute,)
        if self._context.is_joined(left) and (common := self._joined_cases(left, shown)):
            return common
        return shown

    def _is_noun(self, token: Token) -> bool:
        """Whether it may be one: it has a capital, and is no function word."""
        known = token.folded in self._function_words or token.folded in self._declension.before
        return token.capital and not known and token.folded.isalpha()

"""New words in one reading of a term: in its case, with the determiner and the adjectives before it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.declension.case_reads import Read, Reads
from luxterm.engine.replace.declension.new_phrases import New
from luxterm.engine.replace.declension.tokens import Token
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.declension import Reading, cell
from luxterm.termbase.language import Language
from luxterm.text.folding import fold

_LENDING = 3
"""A determiner, an adjective and a conjunction."""


class Written(NamedTuple):
    """What one reading comes to: the new words, what changes before them, and the reading they have."""

    text: str
    changes: tuple[Change, ...]
    reading: Reading


class Shown(NamedTuple):
    """A reading, and the table that adjectives follow in it."""

    reading: Reading
    table: str


class Writing:
    """The new words of one language."""

    def __init__(self, language: Language) -> None:
        self._declension = language.declension
        self._phrases = language.declined_phrases
        self._conjunctions = language.grammar.conjunctions

    def write(self, around: Surroundings, reads: Reads, read: Read, news: Sequence[New]) -> Written | None:
        """The new phrase for one reading of the old one; None if a form is missing."""
        declension, opening = self._declension, reads.opening
        new = self._nearest(read, news)
        case = next(it for it in declension.cases if it in read.reading)
        reading, instead, determiner = new.values | {case}, "", read.determiner
        form = cell(determiner.forms, reading) if determiner else None
        if determiner and form is None:
            if not determiner.omitted:
                return None
            determiner = None
        if case == declension.attribute and not (determiner or new.phrase.adjectives or opening.adjectives):
            instead, shown_case = self._instead(reads)
            reading = reading - {case} | {shown_case}
        old, now = Shown(read.reading, read.table), Shown(reading, declension.strength(determiner, reading))
        text = new.phrase.declined(declension, new.cited, reading, now.table)
        adjectives = [it for it in (self.adjective(around, it, old, now) for it in opening.adjectives) if it]
        if text is None or len(adjectives) < len(opening.adjectives):
            return None
        if form is None and opening.determiner and opening.determiner.first and adjectives:
            first, *others = adjectives  # "Eine neue …": what follows opens the sentence
            return Written(instead + text, (first._replace(start=opening.determiner.start), *others), reading)
        changes = (
            *(self._lent_changes(around, reads, form, old, now) if form else ()),
            *(self._determiner(around, reads, read, form, reading) if read.determiner else ()),
            *(it for it in adjectives if self.differs(around, it)),
        )
        return Written(instead + text, changes, reading)

    def _nearest(self, read: Read, news: Sequence[New]) -> New:
        """Of the new words and their plural the one with the number of a reading, and with its gender."""
        numbers = read.reading & set(self._declension.numbers)
        features = read.phrase.noun.features
        return max(news, key=lambda it: (it.values & numbers == numbers, features <= it.values))

    def lent(self, reads: Reads) -> tuple[Token, ...]:
        """The determiner and the adjective that have no noun but the term's: "die alte und die neue …"."""
        if len(reads.opening.left) < _LENDING or not reads.opening.determiner:
            return ()
        opening, adjective, joint = reads.opening.left[-_LENDING:]
        joins = joint.directly and joint.folded in self._conjunctions
        opens = opening.directly and opening.folded in self._declension.before
        bare = adjective.directly and not adjective.capital
        lent = joins and opens and bare and self._phrases.is_adjective(adjective.folded, adjective.folded)
        return (opening, adjective) if lent else ()

    def _lent_changes(
        self, around: Surroundings, reads: Reads, form: str, old: Shown, new: Shown
    ) -> Iterator[Change]:
        """The changes of these, where they are the same determiner and the same form as the term's own."""
        lent, own = self.lent(reads), reads.opening.determiner
        if not (lent and own and lent[0].folded == own.folded):
            return
        changed = self.adjective(around, lent[1], old, new)
        if changed and fold(form) != lent[0].folded:
            yield Change(lent[0].start, lent[0].end, form)
        if changed and self.differs(around, changed):
            yield changed

    def _instead(self, reads: Reads) -> tuple[str, str]:
        """What stands for an attribute's case that nothing would show, and the case after it."""
        declension, left = self._declension, reads.opening.left
        noun = left[-1].folded if left and reads.attribute else ""
        ends = (noun[at:] for at in range(len(noun)))  # also of a compound
        own = next((declension.complements[it] for it in ends if it in declension.complements), "")
        preposition, case = (own, declension.prepositions[own][0]) if own else declension.instead
        written = not reads.by or reads.by.folded in declension.before_instead
        return f"{preposition} " if written else "", case

    def adjective(self, around: Surroundings, token: Token, old: Shown, new: Shown) -> Change | None:
        """An adjective before the term with its new ending."""
        declension, word = self._declension, around.view.text[token.start : token.end]
        had = declension.ending(fold(word), *old)
        has = cell(declension.adjectives[new.table], new.reading)
        if had is None or has is None:
            return None
        return Change(token.start, token.end, word[: len(word) - len(had)] + has)

    def differs(self, around: Surroundings, change: Change) -> bool:
        """Whether a change writes anything else than what stands there."""
        return change.new != around.view.text[change.start : change.end]

    def _determiner(
        self, around: Surroundings, reads: Reads, read: Read, form: str | None, reading: Reading
    ) -> Iterator[Change]:
        """The change of the determiner, together with a preposition before it where the two are one word."""
        token = reads.opening.determiner
        if token is None or (form is not None and fold(form) == token.folded):
            return
        end = token.end + (around.view.text[token.end : token.end + 1] == " ")
        one = self._as_one(reads, read, reading)
        if one and reads.by:
            yield Change(reads.by.start, end, f"{one} ")
        elif form is None:
            yield Change(token.start, end, "")
        else:
            yield Change(token.start, end, f"{form} ")

    def _as_one(self, reads: Reads, read: Read, reading: Reading) -> str:
        """The contraction of the preposition before and the new article, where it is usual; "" if none is."""
        determiner = read.determiner
        if not (reads.by and reads.by.directly and determiner):
            return ""
        for each in self._declension.determiners:
            if each.usual and each.preposition == reads.by.folded and each.kind == determiner.kind:
                form = cell(each.forms, reading)
                if form and " " not in form and form != each.preposition:
                    return form
        return ""

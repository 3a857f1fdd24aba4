"""Agreement in a language whose nouns decline: every reading of the old phrase is written for the new one.

All readings give the same text, and nothing else has to agree: then a fix may be made unasked. They differ:
the likeliest is written, and somebody has to look. Beside a word that shares a part of the term ("Gewalt- und
…") nothing can be right.
"""

from collections.abc import Callable, Sequence

from luxterm.engine.replace.agreed import Agreed, Change
from luxterm.engine.replace.declension.appended import Appended
from luxterm.engine.replace.declension.around_declined import AroundDeclined
from luxterm.engine.replace.declension.case_reading import CaseReading
from luxterm.engine.replace.declension.case_reads import Read, Reads
from luxterm.engine.replace.declension.compounds import compound, first_part
from luxterm.engine.replace.declension.finite_verbs import FiniteVerbs, Verbs
from luxterm.engine.replace.declension.new_phrases import New, NewPhrases
from luxterm.engine.replace.declension.relative_pronouns import RelativePronouns
from luxterm.engine.replace.declension.repeated_preposition import RepeatedPreposition
from luxterm.engine.replace.declension.standing_pronouns import StandingPronouns
from luxterm.engine.replace.declension.subject_rows import SubjectRows
from luxterm.engine.replace.declension.subjects import Subjects
from luxterm.engine.replace.declension.swap import Swap
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.writing import Writing, Written
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.declined_phrase import DeclinedPhrase
from luxterm.termbase.language import Language
from luxterm.termbase.term_data import HEAD
from luxterm.text.words import WORD
from luxterm.types import Applicability

_AHEAD = 60
"""Code points after a term in which the noun of an adjective is looked for."""


class Declined:
    """The agreement of one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._declension = language.declension
        self._phrases = language.declined_phrases
        self._news = NewPhrases(language)
        self._writing = Writing(language)
        syntax = Syntax(language)
        self._context = syntax.context
        self._clauses = syntax.clauses
        subjects = Subjects(syntax)
        self._cases = CaseReading(syntax, subjects)
        self._finite = FiniteVerbs(syntax, subjects)
        self._around = AroundDeclined(language)
        self._relating = RelativePronouns(language, self._finite.relative)
        self._rows = SubjectRows(syntax)
        self._standing = StandingPronouns(syntax)
        self._appended = Appended(syntax, self._writing)
        self._repeated = RepeatedPreposition(syntax)
        self._latest: tuple[Surroundings, Reads] | None = None
        """What the term was read as last: each of its replacements asks again."""

    def agree(self, around: Surroundings, phrase: str, cased: Callable[[str], str]) -> Agreed:
        """The phrase in the case of the term, with what it asks for before it."""
        end, shares = around.occurrence.end, self._around.shares_a_part(around)
        if first := first_part(around):
            made = compound(around, first, phrase, cased)
            return made._replace(applicability=Applicability.DISPLAY) if shares else made
        if shares or self._around.has_ending(around) or self._leads(around):
            return Agreed(cased(phrase.replace(HEAD, "…")), end, (), Applicability.DISPLAY)
        found = self._news.inclusive(around, phrase)
        if found is None:
            return Agreed(cased(phrase), end, (), Applicability.DISPLAY)
        old, news = found or (self._phrases.of(around.text), list(self._news.of(phrase)))
        reads = self._cases.read(around, old) if found else self._read(around, old)
        noun = next((it.text[it.head.start : it.head.end] for it in old), "…")
        plain = Agreed(cased(phrase.replace(HEAD, noun)), end)
        if not reads.several or not (news or HEAD in phrase):
            most = Applicability.UNSAFE if old or HEAD not in phrase else Applicability.DISPLAY
            return plain._replace(applicability=most)
        number = self._finite.number(around, reads)
        reads = self._with_number(reads, number)
        written, whole = self._written(around, reads, phrase, news)
        if not written:
            return plain._replace(applicability=Applicability.DISPLAY)
        read, made = written[0]
        changes, alone = self._beside(around, reads, read, made, number)
        again, clear = self._joined(around, reads, made)
        certain = reads.sure and len(written) == 1 and whole and alone and clear
        certain = certain and not (self._has_adverb(reads) or self._led_into(around, reads))
        most = Applicability.SAFE if certain else Applicability.UNSAFE
        return Agreed(cased(made.text), end, (*changes, *again), most)

    def _with_number(self, reads: Reads, number: str) -> Reads:
        """The same without those of a subject with another number than the verb that follows."""
        if not number or self._ends_row(reads, number):
            return reads
        subject = self._declension.subject_case
        several = tuple(it for it in reads.several if subject not in it.reading or number in it.reading)
        return reads._replace(several=several or reads.several)

    def _written(
        self, around: Surroundings, reads: Reads, phrase: str, news: Sequence[New]
    ) -> tuple[list[tuple[Read, Written]], bool]:
        """All that the new words may be, each for the likeliest reading, and whether none lacks a form."""
        found: dict[tuple[str, tuple[Change, ...]], tuple[Read, Written]] = {}
        whole = True
        for read in reads.several:
            new = news or [self._news.around_head(read, phrase)]
            if made := self._writing.write(around, reads, read, new):
                found.setdefault((made.text, made.changes), (read, made))
            else:
                whole = False
        return [*found.values()], whole

    def _joined(self, around: Surroundings, reads: Reads, made: Written) -> tuple[tuple[Change, ...], bool]:
        """What is written before what is joined to the term, and whether that is clear."""
        lent = bool(self._writing.lent(reads))
        if not (around.group.followed_by and around.group.preceded_by):
            return (), not lent
        again, clear = self._repeated.after(around, reads, made.text)
        return again, clear and not lent

    def _led_into(self, around: Surroundings, reads: Reads) -> bool:
        """Whether the line above its list ends in a preposition with a case of its own: "wegen: – …"."""
        if reads.opening.left or reads.opening.determiner or not around.led_by:
            return False
        *_, last = ("", *WORD.findall(around.led_by))
        cases = self._declension.prepositions.get(last, self._declension.core_cases)
        return {*cases}.isdisjoint(self._declension.core_cases)

    def _has_adverb(self, reads: Reads) -> bool:
        """Whether an adverb of the term's adjective stands behind an article or a preposition.

        Before a noun it can't: "mit angeblich …en Inhalten".
        """
        left = reads.opening.left
        own = {len(it.phrase.adjectives) for it in reads.several} == {1} and not reads.opening.adjectives
        if not own or len(left) < 2 or not all(it.directly for it in left[-2:]) or left[-1].capital:
            return False
        opening, word = left[-2].folded, left[-1].folded
        return (
            self._declension.leads(opening) and word not in self._language.function_words and word.isalpha()
        )

    def _ends_row(self, reads: Reads, number: str) -> bool:
        """Whether it ends a row of subjects, whose verb is a plural: "Zwang und … sind Straftaten"."""
        joined, left = self._language.grammar.conjunctions, reads.opening.left
        ends = bool(left) and left[-1].directly and left[-1].folded in joined
        return ends and number == self._declension.plural and self._context.joined_to(left) == ()

    def _beside(
        self, around: Surroundings, reads: Reads, read: Read, made: Written, number: str
    ) -> tuple[tuple[Change, ...], bool]:
        """What changes beside the new words, and whether nothing else has to.

        `number` is the verb's that follows, if its form shows one.
        """
        declension = self._declension
        swap = Swap.of(read.reading, made.reading, declension.numbers)
        changed = swap.had != swap.has
        other = changed or read.phrase.noun.features != swap.new - {*declension.numbers, *declension.cases}
        verbs = self._verbs(around, reads, swap) if changed and number not in swap.new else Verbs(sure=True)
        related = self._finite.relative.changes(around, swap) if changed else ()
        relative = self._relating.changes(around, swap) if other else ()
        refers = other and self._around.refers(around, swap)
        unclear = refers and not self._standing.is_clear(around, reads, swap)
        near = other and self._finite.relative.is_related(around, swap)
        standing = self._standing.changes(around, reads, swap) if refers or near else ()
        appended, formed = self._appended.changes(around, swap) if other else ((), True)
        alone = not near or self._finite.relative.is_certain(around, reads.opening.left, swap)
        sure = verbs.sure and not (other and (reads.shares or unclear)) and alone and formed
        if made.changes:
            sure = sure and not self._around.shares_determiner(around)
        return _once(*made.changes, *verbs.changes, *related, *relative, *appended, *standing), sure

    def _read(self, around: Surroundings, old: Sequence[DeclinedPhrase]) -> Reads:
        """What a term may be, whatever replaces it."""
        latest = self._latest  # another thread may replace it
        if latest is None or latest[0] is not around:
            latest = self._latest = around, self._cases.read(around, old)
        return latest[1]

    def _verbs(self, around: Surroundings, reads: Reads, swap: Swap) -> Verbs:
        """The changes of verbs that the term's number may rule."""
        subject = self._declension.subject_case
        if reads.governed or not any(subject in it.reading for it in reads.several):
            return Verbs(sure=True)
        if reads.by and self._clauses.is_named(around, reads.opening, reads.by):
            return Verbs(sure=self._clauses.has_plural_verb(around, reads.opening))
        if not reads.opening.left and self._finite.rules_list(around, swap):
            return Verbs()
        in_row = self._around.is_in_row(around, reads) or self._rows.has(around, reads)
        appended = self._clauses.is_appended(around, reads.opening.left)
        if in_row or appended or self._around.is_fragment(around):
            return Verbs(sure=True)
        return self._finite.agree(around, reads, swap)

    def _leads(self, around: Surroundings) -> bool:
        """Whether it is an adjective before its noun, where nouns have capitals: "pädophile Gruppen"."""
        if not (self._language.grammar.capital_nouns and around.text.islower()):
            return False
        words = WORD.findall(around.view.text[around.occurrence.end : around.occurrence.end + _AHEAD])
        if words and words[0] in self._language.grammar.conjunctions:
            words = words[2:] if len(words) > 1 and self._phrases.is_adjective(words[1], words[1]) else []
        return around.right.startswith(" ") and bool(words) and words[0][0].isupper()


def _once(*changes: Change) -> tuple[Change, ...]:
    """Without those that would change again what one before them does."""
    places: set[int] = set()
    return tuple(it for it in changes if not (it.start in places or places.add(it.start)))

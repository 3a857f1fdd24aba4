"""Agreement in a language whose nouns decline: every reading of the old phrase is written for the new one.

All readings give the same text, and nothing else has to agree: then a fix may be made unasked. They differ:
the likeliest is written, and somebody has to look. Beside a word that shares a part of the term ("Gewalt- und
…") nothing can be right.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from luxterm.engine.replace.agreed import Agreed
from luxterm.engine.replace.declension.around_declined import AroundDeclined
from luxterm.engine.replace.declension.case_reading import CaseReading
from luxterm.engine.replace.declension.case_reads import Read, Reads
from luxterm.engine.replace.declension.compounds import compound, first_part
from luxterm.engine.replace.declension.finite_verbs import FiniteVerbs, Verbs
from luxterm.engine.replace.declension.relative_pronouns import RelativePronouns
from luxterm.engine.replace.declension.repeated_preposition import RepeatedPreposition
from luxterm.engine.replace.declension.standing_pronouns import StandingPronouns
from luxterm.engine.replace.declension.subject_rows import SubjectRows
from luxterm.engine.replace.declension.subjects import Subjects
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.tokens import Token
from luxterm.engine.replace.determiners import Change
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.declension import Noun, Reading, cell
from luxterm.termbase.declined_phrase import DeclinedPhrase, Stretch
from luxterm.termbase.language import HEAD, Language
from luxterm.text.folding import fold
from luxterm.text.words import WORD
from luxterm.types import Applicability

_LENDING = 3
"""A determiner, an adjective and a conjunction."""
_AHEAD = 60
"""Code points after a term in which the noun of an adjective is looked for."""


_Shown = tuple[Reading, str]
"""A reading, and the table that adjectives follow in it."""


class New(NamedTuple):
    """A new phrase, the reading in which it is written down, and its features with its number."""

    phrase: DeclinedPhrase
    cited: Reading
    values: Reading


class Written(NamedTuple):
    """What one reading comes to: the new words, what changes before them, and the reading they have."""

    text: str
    changes: tuple[Change, ...]
    reading: Reading


class Declined:
    """The agreement of one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._declension = language.declension
        self._phrases = language.declined_phrases
        syntax = Syntax(language)
        self._context = syntax.context
        subjects = Subjects(syntax)
        self._cases = CaseReading(syntax, subjects)
        self._finite = FiniteVerbs(syntax, subjects)
        self._around = AroundDeclined(language)
        self._relating = RelativePronouns(language, self._finite.relative)
        self._rows = SubjectRows(syntax)
        self._standing = StandingPronouns(syntax)
        self._repeated = RepeatedPreposition(syntax)
        self._latest: tuple[Surroundings, Reads] | None = None
        """What the term was read as last: each of its replacements asks again."""

    def agree(self, around: Surroundings, phrase: str, cased: Callable[[str], str]) -> Agreed:
        """The phrase in the case of the term, with what it asks for before it."""
        end = around.occurrence.end
        if first := first_part(around):
            made = compound(around, first, phrase, cased)
            shares = self._around.shares_a_part(around)
            return made._replace(applicability=Applicability.DISPLAY) if shares else made
        if self._around.shares_a_part(around) or self._around.has_ending(around) or self._leads(around):
            return Agreed(cased(phrase.replace(HEAD, "…")), end, (), Applicability.DISPLAY)
        found = self._inclusive(around, phrase)
        if found is None:
            return Agreed(cased(phrase), end, (), Applicability.DISPLAY)
        old, news = found or (self._phrases.of(around.text), list(self._news(phrase)))
        reads = self._cases.read(around, old) if found else self._read(around, old)
        noun = next((it.text[it.head.start : it.head.end] for it in old), "…")
        if not reads.several or not (news or HEAD in phrase):
            most = Applicability.UNSAFE if old or HEAD not in phrase else Applicability.DISPLAY
            return Agreed(cased(phrase.replace(HEAD, noun)), end, (), most)
        number = self._finite.number(around, reads)
        if number and not self._ends_row(reads, number):
            subject = self._declension.subject_case
            several = tuple(it for it in reads.several if subject not in it.reading or number in it.reading)
            reads = reads._replace(several=several or reads.several)
        written: dict[tuple[str, tuple[Change, ...]], tuple[Read, Written]] = {}
        wrong = False
        for read in reads.several:
            made = self._write(around, reads, read, news or list(self._around_head(read, phrase)))
            wrong = wrong or made is None
            if made:
                written.setdefault((made.text, made.changes), (read, made))
        if not written:
            return Agreed(cased(phrase.replace(HEAD, noun)), end, (), Applicability.DISPLAY)
        read, made = next(iter(written.values()))
        certain = reads.sure and len(written) == 1 and not wrong
        changes, alone = self._beside(around, reads, read, made, number)
        joined = around.group.followed_by and around.group.preceded_by
        again, clear = self._repeated.after(around, reads, made.text) if joined else ((), True)
        clear = clear and not (self._has_adverb(reads) or self._lent(reads) or self._led_into(around, reads))
        most = Applicability.SAFE if certain and alone and clear else Applicability.UNSAFE
        return Agreed(cased(made.text), end, (*changes, *again), most)

    def _lent(self, reads: Reads) -> tuple[Token, ...]:
        """The determiner and the adjective that have no noun but the term's: "die alte und die neue …"."""
        if len(reads.opening.left) < _LENDING or not reads.opening.determiner:
            return ()
        opening, adjective, joint = reads.opening.left[-_LENDING:]
        joins = joint.directly and joint.folded in self._language.grammar.conjunctions
        opens = opening.directly and opening.folded in self._declension.before
        bare = adjective.directly and not adjective.capital
        lent = joins and opens and bare and self._phrases.is_adjective(adjective.folded, adjective.folded)
        return (opening, adjective) if lent else ()

    def _led_into(self, around: Surroundings, reads: Reads) -> bool:
        """Whether the line above its list ends in a preposition with a case of its own: "wegen: – …"."""
        if reads.opening.left or reads.opening.determiner or not around.led_by:
            return False
        *_, last = ("", *WORD.findall(around.led_by))
        cases = self._declension.prepositions.get(last, self._declension.core_cases)
        return {*cases}.isdisjoint(self._declension.core_cases)

    def _lent_changes(
        self,
        around: Surroundings,
        reads: Reads,
        form: str | None,
        old: _Shown,
        new: _Shown,
    ) -> Iterator[Change]:
        """The changes of these, where they are the same determiner and the same form as the term's own."""
        lent, own = self._lent(reads), reads.opening.determiner
        if not (lent and own and form and lent[0].folded == own.folded):
            return
        changed = self._adjective(around, lent[1].start, lent[1].end, old, new)
        if changed and fold(form) != lent[0].folded:
            yield Change(lent[0].start, lent[0].end, form)
        if changed and changed.new != around.view.text[changed.start : changed.end]:
            yield changed

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
        numbers = frozenset(self._declension.numbers)
        changed = read.reading & numbers != made.reading & numbers
        other = changed or read.phrase.noun.features != made.reading - numbers - {*self._declension.cases}
        ruled = changed and number not in made.reading
        verbs = self._verbs(around, reads, read, made) if ruled else Verbs(sure=True)
        related = self._finite.related(around, read.reading, made.reading) if changed else ()
        relative = self._relating.changes(around, read.reading, made.reading) if other else ()
        refers = other and self._around.refers(around, read.reading, made.reading)
        near = other and self._finite.relative.is_related(around, read.reading, made.reading)
        standing = self._standing.changes(around, reads, read, made.reading) if refers or near else ()
        alone = not near or self._finite.is_related(around, reads, read.reading, made.reading)
        sure = verbs.sure and not (other and (reads.shares or refers)) and alone
        if made.changes:
            sure = sure and not self._around.shares_determiner(around)
        return _once(*made.changes, *verbs.changes, *related, *relative, *standing), sure

    def _read(self, around: Surroundings, old: Sequence[DeclinedPhrase]) -> Reads:
        """What a term may be, whatever replaces it."""
        latest = self._latest  # another thread may replace it
        if latest is None or latest[0] is not around:
            latest = self._latest = around, self._cases.read(around, old)
        return latest[1]

    def _verbs(self, around: Surroundings, reads: Reads, read: Read, made: Written) -> Verbs:
        """The changes of verbs that the term's number may rule."""
        subject = self._declension.subject_case
        if reads.governed or not any(subject in it.reading for it in reads.several):
            return Verbs(sure=True)
        if not reads.opening.left and self._finite.rules_list(around, read.reading, made.reading):
            return Verbs()
        in_row = self._around.is_in_row(around, reads) or self._rows.has(around, reads)
        if in_row or self._around.is_fragment(around):
            return Verbs(sure=True)
        return self._finite.agree(around, reads, read.reading, made.reading)

    def _leads(self, around: Surroundings) -> bool:
        """Whether it is an adjective before its noun, where nouns have capitals: "pädophile Gruppen"."""
        if not (self._language.grammar.capital_nouns and around.text.islower()):
            return False
        words = WORD.findall(around.view.text[around.occurrence.end : around.occurrence.end + _AHEAD])
        if words and words[0] in self._language.grammar.conjunctions:
            words = words[2:] if len(words) > 1 and self._phrases.is_adjective(words[1], words[1]) else []
        return around.right.startswith(" ") and bool(words) and words[0][0].isupper()

    def _inclusive(
        self, around: Surroundings, phrase: str
    ) -> tuple[list[DeclinedPhrase], list[New]] | tuple[()] | None:
        """The old and the new phrase of a noun with an ending that names women, or all; () for any other.

        None if the new phrase can't be written with the ending.
        """
        noun = next((it for it in around.group.inclusive if around.folded.startswith(it)), "")
        meant = self._declension.inclusive.get(around.folded[len(noun) :]) if noun else None
        if meant is None:
            return ()
        values = Noun("", meant, ((frozenset(), ""),))
        readings = tuple(meant | {case} for case in self._declension.cases)
        text, tail = around.text, around.text[len(noun) :]
        old = DeclinedPhrase(text, values, readings, Stretch(0, len(text)), 0, ())
        new = next(self._news(phrase), None)
        if new is None or (new.phrase.adjectives and not self._declines_alike(meant)):
            return None  # "reisende*r …"
        whole, head = new.phrase.text, new.phrase.head
        made = whole[: head.end] + tail + whole[head.end :]
        noun_with = Noun(whole[head.start : head.end] + tail, meant, ((frozenset(), ""),))
        place = Stretch(head.start, head.end + len(tail))
        phrase_with = DeclinedPhrase(made, noun_with, readings, place, head.start, new.phrase.adjectives)
        return [old], [New(phrase_with, new.cited, meant)]

    def _declines_alike(self, meant: Reading) -> bool:
        """Whether adjectives have one form for all who are meant: in the plural, or if it is women."""
        return self._declension.plural in meant or len(meant) > 1

    def _news(self, phrase: str) -> Iterator[New]:
        """What the new words are, and their plural, in the case of a subject."""
        declension = self._declension
        for text in filter(None, (phrase, self._language.plural(phrase))) if HEAD not in phrase else ():
            for new in self._phrases.of(text):
                for cited in new.fitting(declension, declension.bare):
                    if declension.subject_case in cited:
                        yield New(new, cited, cited - {*declension.cases})

    def _around_head(self, read: Read, phrase: str) -> Iterator[New]:
        """New words around the term's own noun, as it stands, and what a conjunction joins to it."""
        old = read.phrase
        end = old.second[0].end if old.second else old.head.end
        noun = old.text[old.head.start : end]
        at = phrase.find(HEAD)
        text = phrase.replace(HEAD, noun)
        moved = at - old.head.start
        second = None
        if old.second:
            place, joined = old.second
            second = Stretch(place.start + moved, place.end + moved), joined
        head = Stretch(at, old.head.end + moved)
        yield New(
            DeclinedPhrase(text, old.noun, (read.reading,), head, old.stem + moved, (), second),
            read.reading,
            read.reading - {*self._declension.cases},
        )

    def _write(self, around: Surroundings, reads: Reads, read: Read, news: Sequence[New]) -> Written | None:
        """The new phrase for one reading of the old one; None if a form is missing."""
        declension = self._declension
        numbers = read.reading & set(declension.numbers)
        new = max(
            news, key=lambda it: (it.values & numbers == numbers, read.phrase.noun.features <= it.values)
        )
        case = next(it for it in declension.cases if it in read.reading)
        reading = new.values | {case}
        determiner = read.determiner
        form = cell(determiner.forms, reading) if determiner else None
        if determiner and form is None:
            if not determiner.omitted:
                return None
            determiner = None
        instead = ""
        shown = determiner or new.phrase.adjectives or reads.opening.adjectives
        if case == declension.attribute and not shown:
            preposition, shown_case = self._instead(reads)
            reading = reading - {case} | {shown_case}
            instead = f"{preposition} "
            if reads.by and reads.by.folded not in declension.before_instead:
                instead = ""
        table = declension.strength(determiner, reading)
        text = new.phrase.declined(declension, new.cited, reading, table)
        adjectives = [
            self._adjective(around, it.start, it.end, (read.reading, read.table), (reading, table))
            for it in reads.opening.adjectives
        ]
        if text is None or None in adjectives:
            return None
        token, opens = reads.opening.determiner, next((it for it in adjectives if it), None)
        if form is None and token and token.first and opens:  # "Eine neue …": what follows opens the sentence
            merged = Change(token.start, opens.end, opens.new)
            changes = (merged, *(it for it in adjectives[1:] if it))
            return Written(instead + text, changes, reading)
        changes = (
            *self._lent_changes(around, reads, form, (read.reading, read.table), (reading, table)),
            *(self._determiner(around, reads, read, form, reading) if read.determiner else ()),
            *(it for it in adjectives if it is not None and around.view.text[it.start : it.end] != it.new),
        )
        return Written(instead + text, changes, reading)

    def _instead(self, reads: Reads) -> tuple[str, str]:
        """What stands for an attribute's case that nothing would show, and the case after it."""
        declension, left = self._declension, reads.opening.left
        noun = left[-1].folded if left and reads.attribute else ""
        ends = (noun[at:] for at in range(len(noun)))  # also of a compound
        own = next((declension.complements[it] for it in ends if it in declension.complements), "")
        return (own, declension.prepositions[own][0]) if own else declension.instead

    def _adjective(
        self, around: Surroundings, start: int, end: int, old: _Shown, new: _Shown
    ) -> Change | None:
        """An adjective before the term with its new ending."""
        declension, word = self._declension, around.view.text[start:end]
        had = declension.ending(fold(word), *old)
        has = cell(declension.adjectives[new[1]], new[0])
        return None if had is None or has is None else Change(start, end, word[: len(word) - len(had)] + has)

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


def _once(*changes: Change) -> tuple[Change, ...]:
    """Without those that would change again what one before them does."""
    places: set[int] = set()
    return tuple(it for it in changes if not (it.start in places or places.add(it.start)))

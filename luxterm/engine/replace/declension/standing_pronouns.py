"""What a pronoun that stands for a term becomes, and the verb of which it is the subject.

"Der …tourismus ist strafbar, auch wenn er …" → "…, auch wenn sie …"; "…, weil sie kaum verfolgt wird" → "…
werden". That it stands for the term is likely where nothing else in the sentence has its gender and number,
or where both are subjects. It never is certain: somebody has to look.
"""

from collections.abc import Iterator
from itertools import pairwise

from luxterm.engine.context import becomes_thing
from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.declension.case_reads import Reads
from luxterm.engine.replace.declension.noun_phrases import Tokens
from luxterm.engine.replace.declension.swap import Swap
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.tokens import Token
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.declension import Reading

_REACH = 240
"""Code points to either side of a term in which pronouns are changed, and other nouns may be meant."""
_SECOND = 2
"""Words of a clause before a pronoun behind its verb: "dabei verletzt sie"."""
_SEVERAL = "|"
_STOPS = tuple(".?!")


class StandingPronouns:
    """Those of one language."""

    def __init__(self, syntax: Syntax) -> None:
        language = syntax.language
        self._declension = language.declension
        self._context = syntax.context
        self._nouns = syntax.nouns
        self._conjunctions = language.grammar.conjunctions
        self._handled = language.contexts["done-to-things"]
        self._function_words = language.function_words
        self._relatives = language.agreement.relatives
        declension = language.declension
        self._forms = frozenset(
            form for table in declension.standing for _, forms in table for form in forms.split(_SEVERAL)
        )
        subject = declension.subject_case
        cells = [it for table in declension.standing for it in table]
        other = {form for cell, forms in cells if subject not in cell for form in forms.split(_SEVERAL)}
        self._owning = frozenset(
            form
            for cell, forms in cells
            if cell.isdisjoint(declension.cases)
            for form in forms.split(_SEVERAL)
        )
        self._subjects = self._forms - other
        """Those that are a subject in any case: "er"."""
        self._joining = language.joining
        self._saying = frozenset(language.signals.reporting)
        self._no_verbs = language.function_words - declension.verbs.keys()
        self._inactive = language.function_words | declension.linking | declension.passives
        self._inactive |= declension.copulas | declension.subordinators

    def changes(self, around: Surroundings, reads: Reads, swap: Swap) -> Iterator[Change]:
        """The changes of pronouns that likely stand for a term, and of their verbs."""
        declension, end = self._declension, around.occurrence.end
        determiner = reads.opening.determiner
        if determiner and determiner.folded in self._owning:
            return  # "wegen seines … wurde er": whoever it belongs to may be meant
        start = max(around.sentence.start, around.occurrence.start - _REACH)
        before = tuple(self._context.between(around, start, self._begins(around, reads)))
        words = tuple(self._context.between(around, end, min(around.sentence.end, end + _REACH)))
        is_subject, thing = declension.subject_case in swap.old and not reads.governed, becomes_thing(around)
        is_object, others = declension.object_case in swap.old, self._others(before, swap.old)
        for at, token in enumerate(words):
            if token.folded not in self._forms or (thing and self._is_speaker(words, at)):
                continue
            if not at and token.folded in self._owning and self._nouns.opens_phrase(words):
                continue  # "dem … seiner Gäste": whoever has these guests
            joined = at == 1 and words[0].folded in self._conjunctions and words[0].start == end + 1
            relates = token.folded in self._relatives
            closer = self._others(words[:at], swap.old, token.folded if relates else "")
            latest = relates and not closer  # "dessen" is the last noun's
            alike = is_subject and self._is_subject(words, at) and not any((*others, *closer))
            handled = is_object and not closer and self._is_handled(words, at)
            if not (joined or alike or latest or handled or not (others or closer)):
                return
            yield from self._changed(words, at, swap)
        if is_subject and not any((*others, *self._others(words, swap.old))):
            yield from self._resumed(around, swap)

    def _begins(self, around: Surroundings, reads: Reads) -> int:
        """Where the term's phrase begins: "Beschlagnahmte …" first in its sentence is no noun."""
        opening = reads.opening
        first = next(iter((*filter(None, (opening.determiner,)), *opening.adjectives)), None)
        return first.start if first else around.occurrence.start

    def is_clear(self, around: Surroundings, reads: Reads, swap: Swap) -> bool:
        """Whether the only pronoun behind a term stands for it: a subject, and no other noun has its form.

        "Der Besitz von … ist strafbar, auch wenn sie aus dem Ausland stammt"; nobody's "sie verbreitet sie".
        """
        declension, (start, end) = self._declension, around.sentence
        own = declension.pronouns(swap.old)
        before = tuple(self._context.between(around, start, self._begins(around, reads)))
        words = tuple(self._context.between(around, around.occurrence.end, end))
        following = self._context.between(around, end, min(around.bounds.end, end + _REACH))[:1]
        found = [at for at, it in enumerate(words) if it.folded in own]
        if len(found) != 1 or any(it.folded in own for it in (*before, *following)):
            return False
        at = found[0]
        if words[at].capital or self._others(before, swap.old) or self._others(words[:at], swap.old):
            return False
        begin, stop = self._clause(words, at)
        clause = {it.folded for it in words[begin:stop]}
        passes = not clause.isdisjoint(declension.linking | declension.reflexives)
        done = not passes and not clause.isdisjoint(declension.doing | self._saying)
        return becomes_thing(around) and not done and self._is_subject(words, at)

    def _is_speaker(self, words: Tokens, at: int) -> bool:
        """Whether a pronoun stands beside a verb of saying, as no thing does: "…, sagt sie, …"."""
        beside = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
        return any(it.folded in self._saying for it in beside)

    def _resumed(self, around: Surroundings, swap: Swap) -> Iterator[Change]:
        """The changes of the pronoun that opens the next sentence, as its subject: "…. Sie wird …".

        And of the same one again in that sentence.
        """
        end = around.sentence.end
        words = tuple(self._context.between(around, end, min(around.bounds.end, end + _REACH)))
        stop = next((at for at, it in enumerate(words) if it.after[:1] in _STOPS), len(words))
        words = words[: stop + 1]
        begins = bool(words) and words[0].capital and words[0].directly and words[0].folded in self._forms
        if not (begins and (words[0].folded in self._subjects or self._is_subject(words, 0))):
            return
        for at, token in enumerate(words):
            if token.folded == words[0].folded:
                yield from self._changed(words, at, swap)

    def _others(self, words: Tokens, old: Reading, form: str = "") -> list[bool]:
        """The nouns among some words for which such a pronoun may stand: whether each may be a subject.

        With its `form`, also those of which the same form is: "deren" are women and children. None stands for
        a noun that is bare behind a preposition: "vor Ort".
        """
        declension = self._declension
        cases = {*declension.cases}
        alike = {
            values - cases
            for table in declension.standing
            for values, forms in table
            if form and form in forms.split(_SEVERAL)
        }
        phrases = [it for values in {old - cases, *alike} for it in self._nouns.like(words, values)]
        return [declension.subject_case in it.cases and not it.governed for it in phrases if not it.bare]

    def _changed(self, words: Tokens, at: int, swap: Swap) -> Iterator[Change]:
        """The change of one pronoun; and of its verb, if the number changes and it is the subject."""
        declension, token, cases = self._declension, words[at], {*self._declension.cases}
        owns = token.folded in declension.before and self._nouns.opens_phrase(words[at:])
        for table in declension.standing:
            had = ((it, forms.split(_SEVERAL)) for it, forms in table if it - cases <= swap.old)
            found = next((it for it in had if token.folded in it[1]), None)
            if found is None or owns != found[0].isdisjoint(cases):
                continue
            cell, forms = found
            has = next(
                (it for shown, it in table if shown - cases <= swap.new and shown & cases == cell & cases), ""
            )
            if not has:
                continue
            form = has.split(_SEVERAL)[forms.index(token.folded)]
            if form != token.folded:
                yield Change(token.start, token.end, form)
            if swap.had != swap.has and declension.subject_case in cell:
                yield from self._verb(words, at, swap)
            return

    def _is_subject(self, words: Tokens, at: int) -> bool:
        """Whether a pronoun is the subject of a verb, as far as its place shows."""
        one, several = (frozenset((it,)) for it in (self._declension.singular, self._declension.plural))
        return any(True for _ in self._verb(words, at, Swap.of(one, several, self._declension.numbers)))

    def _is_handled(self, words: Tokens, at: int) -> bool:
        """Whether that is done to the pronoun which is done to things only: "…, sobald sie gelöscht wird".

        (The context `done-to-things`.) Then whoever is the subject before can't be meant.
        """
        _, end = self._clause(words, at)
        return self._handled.stands_in([it.folded for it in words[at:end]])

    def _verb(self, words: Tokens, at: int, swap: Swap) -> Iterator[Change]:
        """The change of the verb whose subject the pronoun is."""
        declension = self._declension
        begin, end = self._clause(words, at)
        clause = words[begin:end]
        rest, known = words[at + 1 : end], declension.verbs
        if at == begin + 1 and begin and words[begin - 1].folded in self._joining and self._acts(clause[0]):
            return  # "das Amt sperrt …, und meldet sie": its object
        if self._nouns.may_be_subject(words[begin:at]):
            return  # "wer sie besitzt"
        beside = (*words[max(begin, at - 1) : at], *rest[:1])
        near = tuple(it for it in beside if it.folded in known and not it.capital)[:1]
        ends = bool(rest) and rest[-1].folded in known
        opened = clause[0].folded in declension.subordinators and at > begin
        if opened or (ends and not near and len(rest) > 1):  # "weshalb sie …"
            verbs = self._last(rest)
            between = rest[: rest.index(verbs[0])] if verbs else ()
        else:
            before = words[at - 1 : at] if begin < at <= begin + _SECOND else ()
            leads = all(self._leads(it) for it in words[begin:at])
            # Of unknown words only a clause's second is one
            second = (*before, *(rest[:1] if leads else ()))
            verbs = near or tuple(it for it in second if it.folded not in self._no_verbs)[:1]
            between = tuple(it for it in rest if it not in verbs)
        if self._nouns.may_be_subject(between):
            return
        for verb in verbs:
            forms = {} if verb.capital else declension.verb(verb.folded)
            new = swap.verb(verb.folded, forms)
            if not new:
                return
            if new != verb.folded:
                yield Change(verb.start, verb.end, new)

    def _acts(self, token: Token) -> bool:
        """Whether a word may be a verb with an object, and no word that only joins: "meldet", not "auch"."""
        return token.folded not in self._inactive and not self._declension.is_intransitive(token.folded)

    def _leads(self, token: Token) -> bool:
        """Whether a word may stand before the first word of a clause and belong to it: "auch sie …"."""
        declension, word = self._declension, token.folded
        others = word in declension.verbs or declension.leads(word)
        return word in self._function_words and word not in declension.subordinators and not others

    def _last(self, words: Tokens) -> Tokens:
        """The verbs that end a subordinate clause, and its parts that others are joined to."""
        known, joining = self._declension.verbs, self._conjunctions
        inner = (one for one, it in pairwise(words) if one.folded in known and it.folded in joining)
        return (*inner, *words[-1:])

    def _clause(self, words: Tokens, at: int) -> tuple[int, int]:
        """Where the pronoun's clause begins and ends: at a mark, or at a conjunction before it."""
        begin = end = at
        while begin and words[begin - 1].directly and words[begin - 1].folded not in self._joining:
            begin -= 1
        while end < len(words) and (end == at or words[end - 1].directly):
            end += 1
        return begin, end

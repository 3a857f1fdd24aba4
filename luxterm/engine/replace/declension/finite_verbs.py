"""The verbs that agree with a term in a language that declines: after it in its clause, last, or before it.

Which other number they get is certain where the verb is known, nothing else in the clause can be its subject,
and no other verb of the sentence may have the same one.
"""

from typing import TYPE_CHECKING, NamedTuple

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.declension.case_reads import Reads
from luxterm.engine.replace.declension.joined_verbs import JoinedVerbs
from luxterm.engine.replace.declension.noun_phrases import nominal_words
from luxterm.engine.replace.declension.relative_clauses import RelativeClauses
from luxterm.engine.replace.declension.subjects import Subjects
from luxterm.engine.replace.declension.swap import Swap
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.tokens import Token
from luxterm.engine.replace.declension.verbs_last import VerbsLast
from luxterm.engine.surroundings import Surroundings
from luxterm.text.words import WORD

if TYPE_CHECKING:
    from regex import Match

_PHRASE = 4
"""Words from a noun back to the determiner of its phrase, at most."""

_ENDS = ",.;:!?)"
_COLONS = tuple(":;")


class Verbs(NamedTuple):
    """What becomes of the verbs that a term's number rules; `sure` if just these have to change."""

    changes: tuple[Change, ...] = ()
    sure: bool = False


class FiniteVerbs:
    """The verbs of one language."""

    def __init__(self, syntax: Syntax, subjects: Subjects) -> None:
        language = syntax.language
        self._declension = language.declension
        self._context = syntax.context
        self._clauses = syntax.clauses
        self._subjects = subjects
        self._phrases = language.declined_phrases
        self._nouns = syntax.nouns
        self._relatives = language.agreement.relatives
        self._subject_words = language.declension.referring_words | language.declension.subjects
        self._joining = language.joining
        self._joints = language.joints
        self._function_words = language.function_words
        declension = language.declension
        self._adverbs = language.function_words - self._subject_words - declension.verbs.keys()
        self._adverbs -= declension.subordinators
        """Words that may stand before a subject in its sentence, but for determiners and prepositions."""
        self._nominal = nominal_words(language)
        self._insertions = syntax.insertions
        self._last = VerbsLast(syntax)
        self._joined = JoinedVerbs(syntax)
        self.relative = RelativeClauses(syntax)

    def agree(self, around: Surroundings, reads: Reads, swap: Swap) -> Verbs:
        """The changes for a subject with another number."""
        end = around.occurrence.end
        after = self._verb_after(around, reads)
        last = None if after else self._last.of(around, reads)
        found = after or (last.first if last else self._after_relative(around, reads))
        put_in = None if found else self._after_insertion(around, reads)
        found = found or put_in
        before = None
        if found:
            at, word, place = found.end(), found[0], (end + found.start(), end + found.end())
        elif before := self._verb_before(around, reads):
            at, word, place = 0, before.folded, (before.start, before.end)
        else:
            return Verbs()
        known = dict(self._declension.verbs.get(word, ()))
        sole = before is not None and self._is_sole(around, before, reads.opening.left)
        forms = self._declension.verb(word) if found or sole else known
        if not swap.turns(word, forms):
            return Verbs()
        subordinate = last is not None or (before is not None and before.first)
        others, all_known = self._joined.changes(around, at, swap, last, subordinate=subordinate)
        sure = self._declension.knows(word) and all_known and self._is_usual(reads)
        sure = sure and (put_in is None or not around.right.startswith(","))
        opening, verb_last = reads.opening, last is not None
        alone = sure and (
            self._subjects.is_sole_subject(around, opening, verb_last=verb_last)
            or self._subjects.has_predicate(around, opening, word, verb_last=verb_last)
            or self._subjects.is_identified(around, opening, word, verb_last=verb_last)
        )
        return Verbs((Change(*place, swap.verb(word, forms)), *others), alone)

    def rules_list(self, around: Surroundings, swap: Swap) -> bool:
        """Whether a verb above a list, in an entry's number, has no other subject: "Verboten ist: – …"."""
        words = self._context.between(around, *around.lead_at) if around.led_by else []
        known = {it.folded: dict(self._declension.verbs.get(it.folded, ())) for it in words}
        verbs = {it for it, forms in known.items() if swap.turns(it, forms)}
        if verbs and not self._nouns.is_subject_alone(words[0]):  # "Untersagt wird", not "Folgendes wird"
            words[0] = words[0]._replace(capital=False)
        others = tuple(it for it in words if it.folded not in verbs)
        return bool(verbs) and not self._nouns.may_be_subject(others)

    def number(self, around: Surroundings, reads: Reads) -> str:
        """The number of the verb that follows a subject; "" if none does, or its form doesn't show it.

        A plural directly before is that of a row which the term begins, or another subject's: "gehören …".
        """
        last = self._last.of(around, reads)
        if after := self._verb_after(around, reads) or (last.first if last else None):
            forms = self._declension.verb(after[0])
            return next((number for number, form in forms.items() if form == after[0]), "")
        plural, left = self._declension.plural, reads.opening.left
        relative = self._last.at_end(around) if self._last.opener(left) in self._relatives else None
        if relative and self._declension.shows(relative.first[0]) == plural:
            return plural
        before = left[-1] if left and left[-1].directly and not left[-1].capital else None
        if before is None:
            return ""
        function = before.folded in self._function_words or before.folded in self._relatives
        if function and before.folded not in self._declension.verbs:
            return ""
        return plural if self._declension.shows(before.folded) == plural else ""

    def _is_usual(self, reads: Reads) -> bool:
        """Whether the case is one that a subject may have, or a verb's object that there is none of."""
        cases = self._declension.core_cases
        return reads.sure and all(not it.reading.isdisjoint(cases) for it in reads.several)

    def _verb_before(self, around: Surroundings, reads: Reads) -> Token | None:
        """The verb before the subject, adverbs and what stands for it aside: "… ist insbesondere …"."""
        left = reads.opening.left
        while (past := self._past_between(left)) != left:
            left = past
        before = left[-1] if left else None
        if before is None or not before.directly:
            return None
        if self._has_subject(left[:-1], before) and not self._is_predicate(around, reads, before):
            return None
        declension = self._declension
        if before.folded in declension.linking or before.folded in declension.intransitive:
            return before
        # "Harte Pornografie nach Art. 197 umfasst …": what may be the subject of other verbs is it
        clause = self._clauses.around(around, left[:-1]).left
        return None if self._nouns.may_be_subject(clause) else before

    def _is_sole(self, around: Surroundings, verb: Token, left: tuple[Token, ...]) -> bool:
        """Whether a verb that isn't known, second in its clause, has no subject but the term behind it.

        "Im Netz wuchert …", "Im Netz verbreitet sich …"; not "Im Netz tauscht …, wer …", which only somebody
        does.
        """
        declension, word = self._declension, verb.folded
        done = word in declension.doing or word in declension.finding
        done = done or declension.object_case in declension.objects.get(word, ())
        done = done and left[-1].folded not in declension.reflexives
        if verb.capital or done or word in self._function_words:
            return False
        after = self._context.after(around)
        stop = next((at for at, it in enumerate(after) if not it.directly), len(after))
        return not self._nouns.may_be_subject(after[: stop + 1])

    def _is_predicate(self, around: Surroundings, reads: Reads, verb: Token) -> bool:
        """Whether the term, with a determiner, is what a noun before a copula is: "Das Problem sind die …".

        Beside a plural it has the plural.
        """
        right, determined = self._context.after(around), reads.opening.determiner is not None
        copula = verb.folded in self._declension.copulas and reads.opening.left[-1] == verb
        named = len(reads.opening.left) > 1 and reads.opening.left[-2].folded not in self._subject_words
        return determined and copula and named and (not right or right[-1].capital)

    def _past_between(self, left: tuple[Token, ...]) -> tuple[Token, ...]:
        """Without what may stand between a verb and its subject: an adverb, "sich", "am Flughafen"."""
        if not left or not left[-1].directly:
            return left
        declension, token = self._declension, left[-1]
        passed = token.folded in declension.reflexives or token.folded in declension.between
        points = len(left) > 1 and self._identifies(token, left[-2])
        if passed or points or self._clauses.is_adverb(token):  # "wird so viel …"
            return left[:-1]
        for at in range(len(left) - 2 if token.capital else -1, max(-1, len(left) - 2 - _PHRASE), -1):
            token = left[at]
            if not token.directly or declension.is_preposition(token.folded):
                return left[:at] if token.directly else left
            belongs = token.capital and self._is_attribute_of(left[at + 1].folded)  # "im Auftrag der …"
            counts = token.folded.isdecimal() or token.folded in declension.between
            known = counts or token.folded in declension.before or self._nouns.is_adjective(token)
            if not (belongs or known):
                return left
        return left

    def _has_subject(self, left: tuple[Token, ...], verb: Token) -> bool:
        """Whether what stands before a verb is its subject: a pronoun, or a noun without a preposition.

        Not what only holds its place: "es wurde … gefunden".
        """
        if not left or not left[-1].directly:
            return False
        declension, last = self._declension, left[-1]
        if last.folded in self._subject_words:
            absent = verb.folded in declension.passives | declension.intransitive | declension.copulas
            held = absent and last.folded in declension.expletives
            return len(left) > 1 or not (held or self._identifies(last, verb))
        if not self._nouns.is_noun(last) or last.first:
            return False
        least = max(-1, len(left) - 2 - _PHRASE)
        for at in range(len(left) - 2, least, -1):
            folded = left[at].folded
            if not left[at].directly or folded in declension.prepositions:
                return False
            if folded in declension.before:
                cases = declension.cases_shown(folded)
                before = left[at - 1] if at > 0 and left[at - 1].directly else None
                if before and before.capital and declension.attribute in cases:
                    return self._has_subject(left[:at], verb)  # "auf dem Server des …"
                opened = before is not None and before.folded in declension.prepositions
                return declension.subject_case in cases and not opened
        return False

    def _identifies(self, token: Token, verb: Token) -> bool:
        """Whether a word beside a copula points at what the noun behind is: "das sind …", "sind das …"."""
        return token.folded in self._declension.identifying and verb.folded in self._declension.copulas

    def _verb_after(self, around: Surroundings, reads: Reads) -> "Match[str] | None":
        """The word after a phrase that opens its clause, if it may be the verb."""
        if not self._opens_clause(reads):
            return None
        at = self._past_attributes(around)
        match = WORD.match(around.right, at + 1) if around.right.startswith(" ", at) else None
        match = self._past_adverb(around, match) if match else None
        if match and at and not self._declension.shows(match[0]):
            return None
        if match and self._is_participle(around, reads, match):
            return None
        return match if match and self._may_be_verb(around, match) else None

    def _past_adverb(self, around: Surroundings, match: "Match[str]") -> "Match[str]":
        """The word behind adverbs, if it is a verb or ends a part as an infinitive: "nicht selbst öffnen"."""
        right, declension, after = around.right, self._declension, match
        while self._is_adverb(around, after) and right.startswith(" ", after.end()):
            word = WORD.match(right, after.end() + 1)
            if word is None:
                break
            after = word
        ends = right[after.end() : after.end() + 1] in _ENDS or right.startswith(self._joints, after.end())
        infinitive = ends and after[0].endswith(declension.infinitive[1:])
        return after if after[0] in declension.verbs or infinitive else match

    def _is_adverb(self, around: Surroundings, match: "Match[str]") -> bool:
        capital = around.view.text[around.occurrence.end + match.start()].isupper()
        return self._clauses.is_adverb(Token(match[0], 0, 0, " ", capital, first=False))

    def _is_participle(self, around: Surroundings, reads: Reads, match: "Match[str]") -> bool:
        """Whether a word that ends the sentence belongs to a verb before a row: "hat A und … gemeldet"."""
        verbs, left = self._declension.verbs, reads.opening.left
        ends = match.end() + 1 >= len(around.right.rstrip())
        return ends and match[0] not in verbs and any(it.folded in verbs for it in left)

    def _opens_clause(self, reads: Reads) -> bool:
        left = reads.opening.left
        mark = (left[-1].after.rstrip() or " ")[-1:] if left else ","
        within = bool(left) and (self._is_adverbial(left) or self._is_attribute(reads))
        return mark in ",;:" or left[-1].folded in self._joining or within

    def _may_be_verb(self, around: Surroundings, match: "Match[str]") -> bool:
        if match[0] in self._function_words and match[0] not in self._declension.verbs:
            return False
        following = WORD.match(around.right, match.end() + 1)
        if following and following[0] in self._declension.passives and around.right[match.end()] == " ":
            return match[0] in self._declension.verbs  # "wo Waffen und … gehandelt werden"
        written = around.view.text[around.occurrence.end + match.start()]
        return written.islower() or around.text.isupper()

    def _after_relative(self, around: Surroundings, reads: Reads) -> "Match[str] | None":
        """The verb behind a relative clause that follows the subject: "…, die im Netz kursiert, ist …"."""
        own = self._opens_clause(reads)
        clause = (self.relative.directly(around) or self.relative.governed(around)) if own else ()
        end = clause[-1].end - around.occurrence.end if clause else 0
        match = WORD.match(around.right, end + 2) if clause and around.right.startswith(", ", end) else None
        return match if match and self._may_be_verb(around, match) else None

    def _after_insertion(self, around: Surroundings, reads: Reads) -> "Match[str] | None":
        """The verb behind what is put in after the subject: "…, so die Polizei, ist …"."""
        place = self._insertions.verb_behind(around) if self._opens_clause(reads) else None
        return WORD.match(around.right, place[0]) if place else None

    def _is_attribute(self, reads: Reads) -> bool:
        """Whether the words before, from the first on, belong to an adjective: "von KI erzeugte …"."""
        opening = reads.opening
        first = opening.left[0] if opening.left else None
        governs = first is not None and first.first and self._declension.is_preposition(first.folded)
        whole = all(it.directly and (it.capital or it.folded in self._nominal) for it in opening.left)
        return governs and whole and bool(opening.adjectives) and not opening.determiner

    def _is_adverbial(self, left: tuple[Token, ...]) -> bool:
        """Whether only adverbs stand before the subject in its sentence: "auch …", "immer mehr …".

        Or behind a colon: "Achtung: Auch …".
        """
        colon = max((at for at, it in enumerate(left[:-1]) if it.after.rstrip()[-1:] in _COLONS), default=-1)
        left = left[colon + 1 :]
        return (left[0].first or colon >= 0) and all(
            it.directly and it.folded in self._adverbs and not self._declension.leads(it.folded)
            for it in left
        )

    def _past_attributes(self, around: Surroundings) -> int:
        """Where the phrases with a preposition end that follow a term: "… im Netz", from the term's end."""
        declension, right, end, at = self._declension, around.right, around.occurrence.end, 0
        while word := WORD.match(right, at + 1) if right.startswith(" ", at) else None:
            cases = declension.prepositions.get(word[0], declension.cases[:1])
            opens = declension.contracts(word[0]) or self._is_attribute_of(word[0])
            if declension.subject_case in cases and not opens:
                return at
            while word and not around.view.text[end + word.start()].isupper():
                word = WORD.match(right, word.end() + 1) if right.startswith(" ", word.end()) else None
                known = word and (
                    word[0] in declension.before or self._phrases.is_adjective(word[0], word[0])
                )
                if word and not known and not around.view.text[end + word.start()].isupper():
                    return at
            if word is None:
                return at
            at = word.end()
        return at

    def _is_attribute_of(self, word: str) -> bool:
        """Whether a determiner may open an attribute of the noun before it: "… der Achtzigerjahre"."""
        return self._declension.attribute in self._declension.cases_shown(word)

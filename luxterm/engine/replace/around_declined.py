"""What else around a term would have to change with it, in a language that declines: a verb, a pronoun.

And what the words beside it share with it: a part of a compound, or a determiner.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from luxterm.base import lazy_pattern
from luxterm.engine.judge.surroundings import Surroundings
from luxterm.engine.replace.case_context import Token
from luxterm.engine.replace.case_reads import Reads
from luxterm.engine.replace.determiners import Change
from luxterm.termbase.declension import Reading, cell
from luxterm.termbase.declined_phrase import DeclinedPhrases
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.marks import QUOTES
from luxterm.text.words import WORD

if TYPE_CHECKING:
    from regex import Match

_HYPHENS = "-\u2010\u2011"
_CLAUSE = lazy_pattern(r"[^,.;:!?()–—]*")
_CLOSING = f"*_{QUOTES}"
_ENDS = ",.;:!?)/"
_WORDS = 40
"""Words after a term in which a pronoun is looked for."""
_NEXT = 40
"""Code points of the next sentence in which one is."""
_PHRASE = 4
"""Words from a noun back to the determiner of its phrase, at most."""
_BETWEEN = 3
"""Words after a pronoun of which one may be its noun."""
_VERBS = 3
"""Words of a verb between a term and its relative clause, at most: "gefunden haben, die"."""


class AroundDeclined:
    """The words around terms in one language."""

    def __init__(self, language: Language, phrases: DeclinedPhrases) -> None:
        self._phrases = phrases
        self._declension = language.declension
        self._pronouns: frozenset[str] = language.agreement.pronouns
        self._relatives: frozenset[str] = language.agreement.relatives
        self._subjects: frozenset[str] = frozenset().union(*(it for _, it in language.declension.referring))
        self._conjunctions: frozenset[str] = language.grammar.conjunctions
        self._others: frozenset[str] = language.grammar.small_words | language.grammar.boundaries
        self._joints = tuple(f" {it} " for it in language.grammar.conjunctions)
        self._abbreviations: frozenset[str] = language.grammar.abbreviations
        declension = language.declension
        self._nominal: frozenset[str] = self._conjunctions | declension.before.keys() | declension.between
        self._nominal |= declension.prepositions.keys()
        self._verb_endings = tuple(it for forms in declension.verb_endings for _, it in forms)
        self._marked = tuple(it for it in language.declension.inclusive if not it.isalpha())

    def shares_a_part(self, around: Surroundings) -> bool:
        """Whether a word beside the term shares a part with it: "Gewalt- und …", "… und -…", "…-Video"."""
        text, end = around.view.text, around.occurrence.end
        left = text[around.sentence.start : around.occurrence.start]
        if text[end : end + 1] in _HYPHENS:  # the term may be the first part of a compound, too
            return True
        before = left.rstrip(" /")
        word = next((it for it in self._joints if f"{before.lower()} ".endswith(it)), "")
        if word and before[: len(before) + 1 - len(word)].endswith(tuple(_HYPHENS)):
            return True
        if left.endswith("/") and before.endswith(tuple(_HYPHENS)):
            return True
        right = around.right
        joint = next((it for it in (*self._joints, ", ") if right.startswith(it)), "")
        after = text[end + len(joint) : end + len(joint) + 2] if joint else ""
        return bool(after) and after[0] in _HYPHENS and after[1:].isalpha()

    def has_ending(self, around: Surroundings) -> bool:
        """Whether an ending follows that names all who are meant: "*innen" after the term."""
        folded, end = around.view.folded, around.occurrence.end
        return any(
            folded.startswith(it, end) and not folded[end + len(it) : end + len(it) + 1].isalpha()
            for it in self._marked
        )

    def refers(self, around: Surroundings, old: Reading, new: Reading) -> bool:
        """Whether a word after the term that may stand for it, or a relative clause, has to change."""
        if self._is_related(around, old):
            return True
        changing = self._declension.pronouns(old) - self._declension.pronouns(new)
        loose: frozenset[str] = frozenset()
        if old & {*self._declension.numbers} != new & {*self._declension.numbers}:
            loose = self._pronouns & self._declension.pronouns(old) - changing
        folded, end = around.view.folded, around.sentence.end
        places = (around.occurrence.end, end), (end, min(around.bounds.end, end + _NEXT))
        for (start, stop), most in zip(places, (_WORDS, 1), strict=True):
            for match in islice(WORD.finditer(folded, start, stop), most):
                if match[0] in changing or (
                    match[0] in loose and not self._opens_phrase(around, match.end())
                ):
                    return True
        return False

    def _is_related(self, around: Surroundings, old: Reading) -> bool:
        """Whether a relative clause follows, also behind a verb or a part of one: "… vor, die"."""
        gap, comma, clause = around.right[:_NEXT].partition(", ")
        start = around.occurrence.end + len(gap) + len(comma)
        between = WORD.findall(around.view.text, around.occurrence.end, start)
        verbs = not gap or (gap.replace(" ", "").isalpha() and all(map(str.islower, between)))
        if not comma or len(between) > _VERBS or not verbs:
            return False
        opening = [*WORD.findall(clause), "", ""]
        word = opening[opening[0] in self._declension.prepositions]
        if word not in self._relatives or not self._relates(word, old):
            return False
        return not between or not self._opens_phrase(around, start + clause.index(word) + len(word))

    def _relates(self, word: str, old: Reading) -> bool:
        """Whether a relative pronoun, which has the forms of a determiner, has the gender and the number."""
        declension = self._declension
        readings = [old - {*declension.cases} | {case} for case in declension.cases]
        determiners = [declension.determiners[it] for it in declension.before.get(word, ())]
        return not determiners or any(
            fold(cell(it.forms, reading) or "") == word for it in determiners for reading in readings
        )

    def _opens_phrase(self, around: Surroundings, end: int) -> bool:
        """Whether a noun follows a pronoun, which only stands before it: "diese Nachfrage", "ihr Geld"."""
        text = around.view.text
        for match in islice(WORD.finditer(text, end), _BETWEEN):
            if text[end : match.start()] != " ":
                return False
            folded = fold(match[0])
            if match[0][0].isupper():
                return folded not in self._others
            if not self._phrases.is_adjective(match[0], folded):
                return False
            end = match.end()
        return False

    def is_fragment(self, around: Surroundings) -> bool:
        """Whether nothing around the term can be a verb: an item of a list, a heading, words in brackets.

        There are only nouns, adjectives before them, and words that never are one.
        """
        text, start, end = around.view.text, *around.sentence
        left, right = text[start : around.occurrence.start], text[around.occurrence.end : end]
        opened = left.rfind("(")
        if opened > left.rfind(")") and ")" in right:
            left, right = left[opened:], right[: right.index(")")]
        return self._is_nominal(f"{left}{around.text}") and self._is_nominal(right)

    def is_in_row(self, around: Surroundings, reads: Reads) -> bool:
        """Whether it goes on a row of nouns, whose verb has the plural anyway: "Drogen, … und Waffen"."""
        left, right = reads.opening.left, around.right.lstrip(_CLOSING)
        before = left[-1] if left and left[-1].after == ", " else None
        if before is None or not before.capital or before.folded in self._others or before.first:
            return False
        word = WORD.match(right, 1) if right.startswith(" ") else None
        return not right or right[0] in _ENDS or (word is not None and self._ends_row(word[0]))

    def _ends_row(self, folded: str) -> bool:
        """Whether a word joins the last of a row to it, or stands for more: "und", "usw."."""
        return folded in self._conjunctions or (len(folded) > 1 and f"{folded}." in self._abbreviations)

    def _is_short(self, folded: str) -> bool:
        """Whether it is a letter that numbers something, or an abbreviation: "d.", "usw."."""
        return len(folded) == 1 or f"{folded}." in self._abbreviations

    def _may_be_verb(self, folded: str) -> bool:
        """Whether a word with a capital, before a noun, may be one."""
        adjective = self._phrases.is_adjective(folded, folded) and not folded.endswith(self._verb_endings)
        return folded not in self._nominal and not adjective

    def _is_nominal(self, text: str) -> bool:
        words = [(match[0], fold(match[0]), match.start()) for match in WORD.finditer(text)]
        for at, (word, folded, start) in enumerate(words):
            known = folded in self._nominal or word.isdecimal() or self._is_short(folded)
            if known or (word[0].isupper() and folded not in self._others):
                alone = at == 1 and word[0].isupper() and text[:start].endswith(f"{words[0][0]} ")
                if alone and self._may_be_verb(words[0][1]):
                    return False  # "Verbreiten Täter …": a verb may come first
                continue
            following = words[at + 1][0] if at + 1 < len(words) else ""
            governed = at > 0 and words[at - 1][1] in self._nominal
            adjective = self._phrases.is_adjective(word, folded) and (
                following[:1].isupper() or fold(following) in self._conjunctions
            )
            if not adjective or (folded.endswith(self._verb_endings) and not governed):
                return False
        return True

    def shares_determiner(self, around: Surroundings) -> bool:
        """Whether a noun that is joined to the term after it has no determiner of its own."""
        joint = next((it for it in self._joints if around.right.startswith(it)), "")
        if not joint:
            return False
        word = WORD.search(around.right, len(joint))
        return word is None or not (
            word[0] in self._declension.before or word[0] in self._declension.prepositions
        )

    def verb(self, around: Surroundings, reads: Reads, old: Reading, new: Reading) -> Iterator[Change]:
        """The change of a verb directly beside the subject: after it in its clause, or before it."""
        numbers = set(self._declension.numbers)
        had, has = next(iter(old & numbers)), next(iter(new & numbers))
        end = around.occurrence.end
        if after := self._verb_after(around, reads) or self._verb_last(around, reads):
            forms = self._declension.verb(after[0])
            if forms.get(had) == after[0] and forms.get(has, after[0]) != after[0]:
                yield Change(end + after.start(), end + after.end(), forms[has])
                yield from self._joined_verbs(around, after.end(), had, has)
            return
        before = reads.opening.left[-1] if reads.opening.left else None
        if before and before.directly and not self._has_subject(reads.opening.left[:-1], before):
            forms = dict(self._declension.verbs.get(before.folded, ()))
            if forms.get(had) == before.folded and has in forms:
                yield Change(before.start, before.end, forms[has])

    def _joined_verbs(self, around: Surroundings, at: int, had: str, has: str) -> Iterator[Change]:
        """The changes of the known verbs that are joined to one: "war, ist und bleibt"; `at` is its end."""
        end, right, row = around.occurrence.end, around.right, list[Change]()
        while joint := next((it for it in (*self._joints, ", ") if right.startswith(it, at)), ""):
            word = WORD.match(right, at + len(joint))
            forms = dict(self._declension.verbs.get(word[0], ())) if word else {}
            if word is None or forms.get(had) != word[0] or has not in forms:
                return
            row.append(Change(end + word.start(), end + word.end(), forms[has]))
            at = word.end()
            if joint != ", ":  # a comma alone may end the clause
                yield from row
                row.clear()

    def _has_subject(self, left: tuple[Token, ...], verb: Token) -> bool:
        """Whether what stands before a verb is its subject: a pronoun, or a noun without a preposition.

        Not what only holds its place: "es wurde … gefunden".
        """
        if not left or not left[-1].directly:
            return False
        if left[-1].folded in self._subjects:
            passive = verb.folded in self._declension.passives
            return not (passive and len(left) == 1 and left[0].folded in self._declension.expletives)
        if not left[-1].capital or left[-1].folded in self._others or left[-1].first:
            return False
        declension = self._declension
        for at in range(len(left) - 2, max(-1, len(left) - 2 - _PHRASE), -1):
            folded = left[at].folded
            if not left[at].directly or folded in declension.prepositions:
                return False
            if folded in declension.before:
                opened = at > 0 and left[at - 1].directly and left[at - 1].folded in declension.prepositions
                return not opened and not any(
                    declension.determiners[it].preposition for it in declension.before[folded]
                )
        return False

    def number(self, around: Surroundings, reads: Reads) -> str:
        """The number of the verb that follows a subject; "" if none does, or its form doesn't show it.

        A plural directly before is that of a row which the term begins, or another subject's: "gehören …".
        """
        if after := self._verb_after(around, reads) or self._verb_last(around, reads):
            forms = self._declension.verb(after[0])
            return next((number for number, form in forms.items() if form == after[0]), "")
        plural, left = self._declension.numbers[1], reads.opening.left
        relative = self._verb_at_end(around) if self._opener(left) in self._relatives else None
        if relative and self._declension.shows(relative[0]) == plural:
            return plural
        before = left[-1] if left and left[-1].directly and not left[-1].capital else None
        others = self._others | self._relatives
        if before is None or (before.folded in others and before.folded not in self._declension.verbs):
            return ""
        return plural if self._declension.shows(before.folded) == plural else ""

    def _verb_after(self, around: Surroundings, reads: Reads) -> "Match[str] | None":
        """The word after a phrase that opens its clause, if it may be the verb."""
        left = reads.opening.left
        mark = (left[-1].after.rstrip() or " ")[-1:] if left else ","
        within = bool(left) and (self._is_adverbial(left) or self._is_attribute(reads))
        if mark not in ",;:" and left[-1].folded not in self._conjunctions and not within:
            return None
        at = self._past_attributes(around)
        match = WORD.match(around.right, at + 1) if around.right.startswith(" ", at) else None
        if match and at and not self._declension.shows(match[0]):
            return None
        if match is None or (match[0] in self._others and match[0] not in self._declension.verbs):
            return None
        written = around.view.text[around.occurrence.end + match.start()]
        return match if written.islower() or around.text.isupper() else None

    def _is_attribute(self, reads: Reads) -> bool:
        """Whether the words before, from the first on, belong to an adjective: "von KI erzeugte …"."""
        opening = reads.opening
        first = opening.left[0] if opening.left else None
        governs = first is not None and first.first and first.folded in self._declension.prepositions
        whole = all(it.directly and (it.capital or it.folded in self._nominal) for it in opening.left)
        return governs and whole and bool(opening.adjectives) and not opening.determiner

    def _is_adverbial(self, left: tuple[Token, ...]) -> bool:
        """Whether only adverbs stand before the subject in its sentence: "auch …", "immer mehr …"."""
        declension = self._declension
        others = self._subjects | declension.verbs.keys() | declension.before.keys()
        others |= declension.prepositions.keys() | declension.subordinators
        return left[0].first and all(
            it.directly and it.folded in self._others and it.folded not in others for it in left
        )

    def _past_attributes(self, around: Surroundings) -> int:
        """Where the phrases with a preposition end that follow a term: "… im Netz", from the term's end."""
        declension, right, end, at = self._declension, around.right, around.occurrence.end, 0
        while word := WORD.match(right, at + 1) if right.startswith(" ", at) else None:
            contracted = (declension.determiners[it] for it in declension.before.get(word[0], ()))
            cases = declension.prepositions.get(word[0], declension.cases[:1])
            if declension.cases[0] in cases and not any(it.preposition for it in contracted):
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

    def _verb_last(self, around: Surroundings, reads: Reads) -> "Match[str] | None":
        """The verb that ends the subject's clause, which another word opens: "dass … wird"."""
        left = reads.opening.left
        if not left or not left[-1].directly or self._opener(left) not in self._declension.subordinators:
            return None
        verb = self._verb_at_end(around)
        return verb if verb and self._declension.knows(verb[0]) else None

    def _verb_at_end(self, around: Surroundings) -> "Match[str] | None":
        """The word that ends the term's clause, if it may be a verb."""
        clause = _CLAUSE.match(around.right)
        words = list(WORD.finditer(clause[0])) if clause else []
        if not words:
            return None
        written = around.view.text[around.occurrence.end + words[-1].start()]
        return words[-1] if written.islower() or around.text.isupper() else None

    def _opener(self, left: tuple[Token, ...]) -> str:
        """The word that puts the verb last, with no possible subject between it and the end; "" if none does.

        "sobald uns …", "wenn im Netz …".
        """
        declension, governed = self._declension, False
        for at in range(len(left) - 1, -1, -1):
            token = left[at]
            relates = token.folded in self._relatives and at > 0 and left[at - 1].after == ", "
            if token.folded in declension.subordinators or relates:
                return "" if governed else token.folded
            contracted = (declension.determiners[it] for it in declension.before.get(token.folded, ()))
            opens = token.folded in declension.prepositions or any(it.preposition for it in contracted)
            if opens:
                governed = False
            elif token.capital and token.folded not in self._others | self._subjects:
                governed = True
            elif not governed and not self._passes(token):
                return ""
            if at and not left[at - 1].directly and left[at - 1].after != ", ":
                return ""
        return ""

    def _passes(self, token: Token) -> bool:
        """Whether a word is neither a verb nor a possible subject, nor a part of one: an adverb, "uns"."""
        declension = self._declension
        subject = token.folded in declension.subjects | self._pronouns | declension.expletives
        return token.folded in self._others | self._subjects and not (
            subject or token.folded in declension.verbs or token.folded in declension.before
        )

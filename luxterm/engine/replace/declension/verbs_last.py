"""The verbs that end a term's clause, in a language where a word that opens it puts them last: "dass … wird".

Several are joined: "dass … kursiert und schwer zu löschen ist".
"""

from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from luxterm.base import lazy_pattern
from luxterm.engine.replace.declension.case_context import Opening
from luxterm.engine.replace.declension.case_reads import Reads
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.tokens import Token
from luxterm.engine.surroundings import Surroundings
from luxterm.text.words import WORD

if TYPE_CHECKING:
    from regex import Match

_OPENING = 40
"""Code points behind a term in which the first words of a clause are."""
_POINTING = 4
"""Words before a term of which one may point at it."""
CLAUSE = lazy_pattern(r"[^,.;:!?()–—]*")


class LastVerbs(NamedTuple):
    """The first verb at an end, and the others, which are joined to it.

    `sure` if each of these has the same subject; `stop`, from the term's end, is where that of another part
    begins, if one does, else -1.
    """

    first: "Match[str]"
    others: tuple["Match[str]", ...] = ()
    sure: bool = True
    stop: int = -1


class VerbsLast:
    """Those of one language."""

    def __init__(self, syntax: Syntax) -> None:
        language = syntax.language
        self._declension = language.declension
        self._context = syntax.context
        self._nouns = syntax.nouns
        self._insertions = syntax.insertions
        case, cells = language.declension.object_case, [*chain.from_iterable(language.declension.standing)]
        other = {form for reading, form in cells if case not in reading}
        self._objects = language.declension.reflexives | ({form for _, form in cells} - other)
        self._pronouns = language.agreement.pronouns
        self._relatives = language.agreement.relatives
        self._subjects = language.declension.referring_words | language.declension.subjects
        self._conjunctions = language.grammar.conjunctions
        self._no_nouns = language.function_words | self._subjects
        declension = language.declension
        others = declension.subjects | self._pronouns | declension.expletives
        self._passing = self._no_nouns - others - declension.verbs.keys() - declension.before.keys()
        """Words that are neither a verb nor a possible subject, nor a part of one: adverbs, "uns"."""

    def of(self, around: Surroundings, reads: Reads) -> LastVerbs | None:
        """The verbs of the subject's clause, which another word opens."""
        left = reads.opening.left
        owner = self._owner(reads.opening)
        if not left or not (owner or left[-1].directly):
            return None
        opener = owner or self.opener(left)
        if (
            not owner
            and opener not in self._declension.subordinators
            and not self._is_no_subject(left, opener)
        ):
            return None
        verbs, declension = self.at_end(around), self._declension
        if verbs is None or (self._points(left) and verbs.first[0] not in declension.copulas):
            return None  # "ob das … verletzt"
        if opener in declension.identifying and verbs.first[0] not in declension.copulas:
            if declension.object_case in declension.objects.get(verbs.first[0], ()):
                return None  # "was … betrifft"
            verbs = verbs._replace(sure=False)
        # "wie sich … ausbreitet": what follows a pronoun that is the object is the subject of any verb
        last, subordinate = left[-1].folded, opener in declension.subordinators
        shown = subordinate and (last in self._objects or (last == opener and self._is_sole(around, verbs)))
        return verbs if declension.knows(verbs.first[0]) or shown else None

    def _is_sole(self, around: Surroundings, verbs: LastVerbs) -> bool:
        """Whether nothing between the term and a verb that isn't known may be its subject.

        The last word of such a clause is its verb in any case.
        """
        end = around.occurrence.end
        between = self._context.between(around, end, end + verbs.first.start())
        return not verbs.others and not self._nouns.may_be_subject(tuple(between))

    def _owner(self, opening: Opening) -> str:
        """The relative pronoun that is the determiner of the clause's first phrase: ", dessen …"."""
        word, left = opening.determiner, opening.left
        begins = word is not None and bool(left) and left[-1].after == ", "
        relates = word is not None and word.folded in self._relatives
        return (
            word.folded
            if word and begins and relates and not self._declension.cases_shown(word.folded)
            else ""
        )

    def at_end(self, around: Surroundings) -> LastVerbs | None:
        """The words that end the term's clause, or a part that another is joined to, if they may be verbs."""
        end = around.occurrence.end
        starts = (0, *self._insertions.ends(around))
        words = next(filter(None, (self._words(around, start) for start in starts)), None) or []
        verbs = [*(it for it, following in pairwise(words) if self._ends_part(it, following)), *words[-1:]]
        text, loud = around.view.text, around.text.isupper()
        if not verbs or not all(loud or text[end + it.start()].islower() for it in verbs):
            return None
        # What is put in may say more about the subject, but for a clause that only relates to it
        whole = around.right.startswith(" ") or self._is_relative(around)
        pairs = [*pairwise(verbs)]
        own = next((at for at, it in enumerate(pairs) if self._has_own_subject(around, *it)), len(pairs))
        sure = whole and all(self._has_no_subject(around, *pair) for pair in pairs[:own])
        stop = pairs[own][0].end() if own < len(pairs) else -1
        return LastVerbs(verbs[0], tuple(verbs[1 : own + 1]), sure, stop)

    def _is_relative(self, around: Surroundings) -> bool:
        """Whether a relative clause follows directly, perhaps with a preposition: "…, auf die …"."""
        words = WORD.findall(around.right[:_OPENING]) if around.right.startswith(", ") else []
        governed = bool(words) and words[0] in self._declension.prepositions
        return len(words) > 1 and words[governed] in self._relatives

    def _words(self, around: Surroundings, start: int) -> list["Match[str]"]:
        """The words up to the next mark; none if a mark comes first, or no known verb is last behind one.

        Nor of another clause that is put in there: "…, soweit sie bekannt ist, …".
        """
        declension, right = self._declension, around.right
        clause = CLAUSE.match(right, start)
        words = list(WORD.finditer(right, start, clause.end())) if clause else []
        parted = clause is not None and right.startswith(", ", clause.end())
        joint = WORD.match(right, clause.end() + 2) if clause and parted else None
        if words and joint and joint[0] in declension.coordinators and not declension.knows(words[-1][0]):
            clause = CLAUSE.match(right, joint.end())  # "dass … nicht bestraft, sondern … wird"
            words += WORD.finditer(right, joint.end(), clause.end()) if clause else ()
        words = self._before_other_clause(words)
        own = words and words[0][0] not in declension.subordinators and declension.knows(words[-1][0])
        return words if own or not start else []

    def _before_other_clause(self, words: list["Match[str]"]) -> list["Match[str]"]:
        """Some words up to a verb and a conjunction before another clause: "… wird und wer … ist"."""
        opening = self._declension.subordinators | self._declension.subjects
        for at, (word, following) in enumerate(pairwise(words)):
            if following[0] in opening and at and self._ends_part(words[at - 1], word):
                return words[:at]
        return words

    def _ends_part(self, word: "Match[str]", following: "Match[str]") -> bool:
        known = word[0] in self._declension.verbs or word[0] in self._declension.intransitive
        return known and following[0] in self._conjunctions

    def _has_no_subject(self, around: Surroundings, verb: "Match[str]", following: "Match[str]") -> bool:
        """Whether the part between two verbs has no subject of its own: "… und schwer zu löschen ist"."""
        end = around.occurrence.end
        words = self._context.between(around, end + verb.end(), end + following.start())
        return not self._nouns.may_be_subject(tuple(words))

    def _has_own_subject(self, around: Surroundings, verb: "Match[str]", following: "Match[str]") -> bool:
        """Whether the part between two verbs begins with another subject: "… und neuer Missbrauch endet"."""
        end, subject = around.occurrence.end, frozenset((self._declension.subject_case,))
        words = self._context.between(around, end + verb.end(), end + following.start())
        first = next(self._nouns.among(tuple(words), after_noun=False), None)
        return first is not None and first.free and first.cases == subject

    def _is_no_subject(self, left: tuple[Token, ...], opener: str) -> bool:
        """Whether a relative pronoun that opens a clause shows so, or is behind a preposition: "dem"."""
        declension = self._declension
        at = next((at for at in range(len(left) - 1, 0, -1) if left[at].folded == opener), 0)
        if not at or opener not in self._relatives:
            return False
        shown = declension.cases_shown(opener)
        subject = not shown or declension.subject_case in shown
        return left[at - 1].folded in declension.prepositions or not subject

    def opener(self, left: tuple[Token, ...]) -> str:
        """The word that puts the verb last, with no possible subject between it and the end; "" if none does.

        "sobald uns …", "wenn im Netz …".
        """
        declension, governed = self._declension, False
        for at in range(len(left) - 1, -1, -1):
            token = left[at]
            relates = token.folded in self._relatives and self._follows_comma(left, at)
            if token.folded in declension.subordinators or relates:
                owned = relates and at > 0 and left[at - 1].folded in declension.prepositions
                return token.folded if owned or not governed else ""  # "auf deren Konten …"
            if declension.is_preposition(token.folded):
                governed = False
            elif token.capital and token.folded not in self._no_nouns:
                governed = True
            elif not governed and not (
                token.folded in self._passing or self._measures(left, at) or self._points(left[: at + 1])
            ):
                return ""
            if at and not left[at - 1].directly and left[at - 1].after != ", ":
                return ""
        return ""

    def _follows_comma(self, left: tuple[Token, ...], at: int) -> bool:
        """Whether a comma stands before a word, or before the preposition before it."""
        at -= at > 1 and left[at - 1].directly and left[at - 1].folded in self._declension.prepositions
        return at > 0 and left[at - 1].after == ", "

    def _points(self, left: tuple[Token, ...]) -> bool:
        """Whether such a clause begins with a word that points at what the noun is: "ob das schon … ist"."""
        pairs = pairwise(left[-_POINTING:])
        opening, pointing = self._declension.subordinators, self._declension.identifying
        return any(one.folded in opening and it.folded in pointing and one.directly for one, it in pairs)

    def _measures(self, left: tuple[Token, ...], at: int) -> bool:
        """Whether a word says how something is done: "wie schnell sich …"."""
        before, word = left[at - 1] if at else None, left[at].folded
        behind = before is not None and before.directly and before.folded in self._declension.subordinators
        pronoun = word in self._subjects or word in self._pronouns
        return behind and not (pronoun or word in self._declension.before or self._declension.verb(word))

"""The verbs that agree with the first one of a term, in a language that declines, and those that don't.

"war, ist und bleibt", "ist verboten und wird gelöscht"; not "ist verboten, und der Nutzer wird gesperrt".
"""

from itertools import pairwise
from typing import TYPE_CHECKING

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.declension.swap import Swap
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.verbs_last import LastVerbs
from luxterm.engine.surroundings import Surroundings
from luxterm.text.words import WORD, after_marks

if TYPE_CHECKING:
    from regex import Match

_CLAUSE = 240
"""Code points before a verb in which its clause begins."""
_PARTING = ",;:"
_BRACKETS = frozenset("()\N{EN DASH}\N{EM DASH}")


class JoinedVerbs:
    """Those of one language."""

    def __init__(self, syntax: Syntax) -> None:
        language = syntax.language
        self._declension = language.declension
        self._conjunctions = language.grammar.conjunctions
        self._function_words = language.function_words
        self._joining = language.joining
        self._joints = language.joints
        self._context = syntax.context
        self._clauses = syntax.clauses
        self._nouns = syntax.nouns

    def changes(
        self,
        around: Surroundings,
        at: int,
        swap: Swap,
        last: LastVerbs | None,
        *,
        subordinate: bool,
    ) -> tuple[list[Change], bool]:
        """The changes of the other verbs, and whether there is none besides that may have the same subject.

        `at` is the end of the first one; `last` if it ends its clause.
        """
        joined, known = self._at_end(around, last, swap)
        at = last.others[-1].end() if last and last.others else at
        stop = self._clause_end(around, at) if subordinate else len(around.right)
        stop = last.stop if last and last.stop >= 0 else stop
        later, all_known = self._later(around, at, swap, max(at, stop), clauses=last is None)
        return [*joined, *later], known and all_known and stop >= 0

    def _at_end(self, around: Surroundings, last: LastVerbs | None, swap: Swap) -> tuple[list[Change], bool]:
        """The changes of the verbs at the end that are joined to the first, and whether each is known."""
        end, found = around.occurrence.end, list[Change]()
        others = last.others if last and last.sure else ()
        for word in others:
            if new := swap.verb(word[0], dict(self._declension.verbs.get(word[0], ()))):
                found.append(Change(end + word.start(), end + word.end(), new))
        return found, last is None or (last.sure and len(found) == len(others))

    def _clause_end(self, around: Surroundings, at: int) -> int:
        """Where the main clause begins behind a subordinate one, which has its own subject; else the end.

        "Ob … gemeldet wird, zeigt sich", "Wird … gemeldet, so ist …": the verb comes next, or an adverb.
        Or where another one begins: "dass … wird und wer … ist".
        -1 if that verb may be one of several of the subordinate clause.
        """
        right, declension = around.right, self._declension
        comma = right.find(", ", at)
        for joint, opener in pairwise(WORD.finditer(right, at, comma if comma >= 0 else len(right))):
            if joint[0] in self._conjunctions and opener[0] in declension.subordinators | declension.subjects:
                return joint.start()
        start = around.occurrence.end + comma + 2
        words = self._context.between(around, start, min(around.sentence.end, start + _CLAUSE))[:3]
        if words and (words[0].folded in declension.between or self._clauses.is_adverb(words[0])):
            words = words[1:]
        goes_on = len(words) > 1 and words[0].folded in self._conjunctions and words[1].directly
        if comma >= 0 and goes_on and words[1].folded in declension.verbs:
            return comma  # "Er …, weil … war, und gab …": in the subordinate clause it would come last
        begins = comma >= 0 and len(words) > 1 and words[0].directly and words[0].folded in declension.verbs
        if not begins:
            return len(right)
        return -1 if words[1].folded in self._conjunctions else comma

    def _later(
        self, around: Surroundings, at: int, swap: Swap, stop: int, *, clauses: bool
    ) -> tuple[list[Change], bool]:
        """The changes of known verbs that are joined to one, and whether there is no other that may be.

        "war, ist und bleibt", "ist verboten und wird gelöscht"; `at` is the end of the first, `stop` the end
        of its clause; `clauses` if what is joined to it may be one that another subject opens.
        """
        end, right = around.occurrence.end, around.right
        found, row, certain = list[Change](), list[Change](), True
        for word in WORD.finditer(right, at, stop):
            between, joined = right[at : word.start()], right.endswith(self._joints, 0, word.start())
            new, known = self._turned(word[0], swap, directly=at > 0 and between in self._joints)
            certain = certain and known
            if not around.view.text[end + word.start()].islower():
                continue
            if new and (joined or between == ", "):
                row.append(Change(end + word.start(), end + word.end(), new))
                at = word.end()
                if joined:  # a comma alone may end the clause
                    found += row
                    row.clear()
                    certain = certain and not self._has_own(around, at)
            elif new:
                own = clauses and not joined and self._opens_own(between[-_CLAUSE:])
                certain = certain and own
            elif joined and self._may_go_on(right, word, swap):
                certain = False
        return found, certain and not row

    def _turned(self, word: str, swap: Swap, *, directly: bool) -> tuple[str, bool]:
        """What becomes of a verb, "" of any other word; and whether that is certain.

        `directly` behind a conjunction an unknown one may be it: "schadet und verstört".
        """
        known = dict(self._declension.verbs.get(word, ()))
        if swap.turns(word, known):
            return swap.verb(word, known), True
        if not directly or word in self._function_words:
            return "", True
        new = swap.verb(word, self._declension.verb(word))
        return new, not new

    def _opens_own(self, words: str) -> bool:
        """Whether words before a verb begin a clause with a subject of its own: "…, und der Nutzer wird".

        Where the subject is the same, the verb comes first. A clause may be it: "…, und wer sie teilt, wird".
        """
        clause = after_marks(words, _PARTING)
        for joint in self._joints:
            clause = clause.rpartition(joint)[2]
        parted = clause != words and _BRACKETS.isdisjoint(words)
        own = WORD.findall(clause)
        if parted and not own:
            own = WORD.findall(after_marks(words.rstrip(", "), _PARTING))
            first = next((it for it in own if it not in self._joining), "")
            return first in self._declension.subjects
        return parted and not self._joining.issuperset(own)

    def _has_own(self, around: Surroundings, at: int) -> bool:
        """Whether the clause of a verb that is joined to another may have a subject: "und wird er …"."""
        words = self._context.between(around, around.occurrence.end + at, around.sentence.end)
        stop = next((index for index, it in enumerate(words) if not it.directly), len(words))
        return self._nouns.may_be_subject(tuple(words[: stop + 1]))

    def _may_go_on(self, right: str, word: "Match[str]", swap: Swap) -> bool:
        """Whether a word may be another verb, as its clause goes on behind it.

        What ends one may be a participle: "verboten und geächtet".
        """
        goes_on = word[0] not in self._function_words and right.startswith(" ", word.end())
        return goes_on and self._declension.shows(word[0]) == swap.had

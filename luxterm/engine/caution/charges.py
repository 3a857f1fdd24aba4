"""Whether a term names an offence, as charges, judgments and laws have it: then the words are the law's.

The words are data: `charged_with`, `offence_of` … in the grammar, and the contexts `violating`, `telling`,
`deeds`, `no-offences`, `such-as`, `penal-codes`, `pursued`, `pursued-for`, `pursued-after`, `charged-after`,
`proceedings` and `not-done` in the cues, if a language has them.
"""

from collections import defaultdict
from itertools import pairwise

from luxterm.base import lazy_pattern
from luxterm.engine.judge import catalogues
from luxterm.engine.judge.context import becomes_thing, speaks_of
from luxterm.engine.judge.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.types import Scope

_AHEAD = 50
"""Code points after a term in which a provision's number is looked for."""
_CHARGED, _OFFENCE = 6, 4
"""Words that stand between "charged with" and the term at most, and between "the offence of" and it."""
_WITHIN = 140
"""Code points in which these words are."""
_NUMBERS = 5
"""Words of the numbers of provisions, and of what they are the numbers of, at most: "arts. 12 to 15 (4)"."""
_CODE = 2
"""Words of a code's name that may end it: "Penal Code", "Penal Code of …"."""
_LISTED = 8
"""Words before a bracket, or before "such as", of which one says that offences are listed."""
_STOP = lazy_pattern(r"[.;:()?!]")
_ROW = lazy_pattern(r"[;:()?!]")
"""What ends a row of offences, whose provisions may be abbreviated: "arts."."""
_REACH = 200
"""Code points before a term in which what introduces a list is looked for."""
_PHRASE = 4
"""Words in a phrase at most."""
_PURSUED = 12
"""Words from what is done about somebody to what it is done for, at most, both included."""
_VIOLATED = 12
"""Words after a term in which the provision that is violated has its number."""


class Phrases:
    """Thousands of phrases, of which few end in a word of the text."""

    def __init__(self, phrases: frozenset[str]) -> None:
        self._phrases = phrases
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for phrase in phrases:
            lengths[phrase.rpartition(" ")[2]].add(phrase.count(" ") + 1)
        self._lengths = dict(lengths)

    def end_at(self, words: list[str], end: int) -> bool:
        """Whether one of them ends before the word with the number `end`."""
        counts = self._lengths.get(words[end - 1], ())
        return any(" ".join(words[max(0, end - count) : end]) in self._phrases for count in counts)


class Charges:
    """The charges and offences of one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._grammar = language.grammar
        self._sections = language.signals.sections
        self._section_words = tuple(self._sections)
        self._verbs = language.signals.verbs
        self._finite = language.signals.finite
        self._charged = Phrases(language.grammar.charged_with)
        self._offence_of = Phrases(language.grammar.offence_of)

    def directly(self, around: Surroundings) -> bool:
        """Whether somebody is charged with it: `convicted of`, and a few words."""
        return self._stands(_before(around), self._charged, _CHARGED, self._grammar.conjunctions)

    def tells_deed(self, around: Surroundings) -> bool:
        """Whether a verb says what somebody did (the context `deeds`): "arrested for keeping …"."""
        return self._language.contexts["deeds"].stands_in(_before(around)[-_CHARGED:])

    def tells_of_proceedings(self, around: Surroundings) -> bool:
        """Whether its sentence tells of an arrest, a charge or a judgment, and perhaps in the law's words."""
        return speaks_of(around, "proceedings") and not self._is_none(around)

    def names_offence(self, around: Surroundings) -> bool:
        """Whether it may be the name of an offence."""
        return (
            around.following in self._grammar.court_nouns
            or self._shares(around)
            or (
                not self._is_none(around)
                and self._stands(_before(around), self._offence_of, _OFFENCE, ends=self._grammar.boundaries)
            )
            or self._numbered(around)
            or self._of_provision(around)
            or self._under_number(around)
            or self._about_numbered(around)
            or self._among_offences(around)
            or self._provided(around)
            or not self._grammar.offence_columns.isdisjoint(around.segment.column.lower().split())
            or self._listed(around)
            or self._under_offences(around)
            or self._heads_offences(around)
            or self._violated(around)
            or self._in_row_of_provisions(around)
            or self._covered(around)
            or self._exemplifies(around)
            or self._in_code(around)
            or self._pursued(around)
            or self._pursued_after(around)
            or catalogues.perhaps(around)
        )

    def _is_none(self, around: Surroundings) -> bool:
        """Whether no law has its words for an offence (the context `no-offences`)."""
        words = self._language.divider.words(around.folded)
        return self._language.contexts["no-offences"].stands_in(words)

    def _shares(self, around: Surroundings) -> bool:
        """Whether a charge joined to it gives it its noun: "child … and kidnapping charges"."""
        row = around.right[:_AHEAD]
        words = [word.rstrip(".,;:") for word in row.split()[:_CHARGED]]
        at = next((at for at, word in enumerate(words) if word in self._grammar.court_nouns), 0)
        if not at or not (words[0] in self._grammar.conjunctions or row.startswith(", ")):
            return False
        # Not in "…, said the court in the charges": another clause than the row has a verb
        return words[0] in self._grammar.conjunctions or self._verbs.isdisjoint(words[:at])

    def _listed(self, around: Surroundings) -> bool:
        """In a list that charges somebody, however long: "convicted of two counts of A, B, and … of"."""
        words = around.left.split()
        end = next((end for end in range(len(words), 0, -1) if self._charge(words, end)), 0)
        if not end:
            lead = self._language.divider.words(around.led_by[-_AHEAD:])
            return not self._grammar.court_nouns.isdisjoint(lead[-1:])
        words = self._language.divider.words(" ".join(words[end:]))
        telling = self._language.contexts["telling"]
        return self._verbs.isdisjoint(words) and not telling.stands_in(words)

    def _charge(self, words: list[str], end: int) -> bool:
        """Whether what charges somebody ends there, a colon after it or not."""
        if words[end - 1][-1] != ":":
            return self._charged.end_at(words, end)
        bare = [*words[: end - 1], words[end - 1][:-1]]
        return self._offence_of.end_at(words, end) or self._charged.end_at(bare, end)

    def _under_offences(self, around: Surroundings) -> bool:
        """In a row after a colon, in a sentence that begins so: "Serious offences (Part 2): murder, …"."""
        head, colon, row = around.left.rpartition(":")
        first = self._language.divider.words(head)[:_LISTED]
        if not colon or self._grammar.offence_columns.isdisjoint(first):
            return False
        return self._verbs.isdisjoint(self._language.divider.words(row))

    def _heads_offences(self, around: Surroundings) -> bool:
        """In a heading that names offences behind it: "Possession of child … and sexual offences"."""
        if around.segment.scope is not Scope.HEADING:
            return False
        row = self._language.divider.words(around.right[:_AHEAD])[1:]  # not in "Child … Offences"
        return not self._grammar.offence_columns.isdisjoint(row) and self._verbs.isdisjoint(row)

    def _violated(self, around: Surroundings) -> bool:
        """As in `… in violation of 18 U.S.C. § 2252`."""
        violating, divider = self._language.contexts["violating"], self._language.divider
        right = divider.apart(around.right[: 2 * _AHEAD])
        if not violating.stands_in(divider.words(right)[:_PHRASE]):
            return False
        words = right.split()[:_VIOLATED]
        return self._cites(words)

    def _in_row_of_provisions(self, around: Surroundings) -> bool:
        """As in `crimes of fraud, child … and arson, under arts. 5 to 9`: a row, and then its provisions."""
        if not self._names_offences(around.left):
            return False
        violating, row = self._language.contexts["violating"], _ROW.split(around.right[:_REACH])[0].split()
        ends = (at for at in range(1, len(row) + 1) if violating.ends_in(row[:at], 1))
        at = next(ends, 0)
        named = self._language.divider.words(" ".join(row[:at]))
        return bool(at) and self._verbs.isdisjoint(named) and self._cites(row[at : at + _NUMBERS])

    def _covered(self, around: Surroundings) -> bool:
        """As in `section 12(3), which covers …`: what a provision, by its number, is about.

        Or in a row of what a law with a name punishes: "The Data Act covers fraud, child …".
        """
        covering, left = self._language.contexts["covering"], self._language.divider.apart(around.left)
        if not covering.stands_in(self._language.divider.words(left)):
            return False
        return self._cites(left.split()) or self._in_row_of_law(around)

    def _in_row_of_law(self, around: Surroundings) -> bool:
        """Whether it is in a row without a verb behind a law's name and a verb that says what it is about."""
        left, text = around.left, around.view.text
        offset, covering = around.occurrence.start - len(left), self._language.contexts["covering"]
        laws = self._language.leads.find(left)
        stop = next((stop for _, at, stop in laws if text[offset + at].isupper()), 0)
        words = self._language.divider.words(left[stop:])
        at = next((at for at in range(len(words), 0, -1) if covering.ends_in(words[:at], 1)), 0)
        row = words[at:]
        if not (stop and at) or not self._verbs.isdisjoint(row):
            return False
        if not row:  # the first of them, right behind the verb
            return around.right.startswith(",")
        return left.endswith(", ") or ("," in left[stop:] and row[-1] in self._grammar.conjunctions)

    def _counts(self, word: str) -> bool:
        """Whether it is among the numbers of provisions, or between two: "12", "and", "to"."""
        return word[:1].isdigit() or word in self._grammar.small_words

    def _cites(self, words: list[str]) -> bool:
        """Whether the number of a provision is among the words: "section 15"."""
        return any(word in self._sections and at[:1].isdigit() for word, at in pairwise(words))

    @staticmethod
    def _stands(
        words: list[str],
        phrases: Phrases,
        most: int,
        conjunctions: frozenset[str] = frozenset(),
        ends: frozenset[str] = frozenset(),
    ) -> bool:
        """Whether one of the phrases ends the words, but for at most so many after it.

        A mark ends the search; with `conjunctions`, a comma only before one of them: in "convicted of fraud,
        possession of …" the list goes on. A phrase with a comma must have none of `ends` after it: not in "is
        a crime, and that …".
        """
        for end in range(len(words), max(0, len(words) - most - 1), -1):
            word = words[end - 1]
            if word[-1] == "," and not ends.isdisjoint(words[end:]):
                return False
            if phrases.end_at(words, end):
                return True
            listed = bool(conjunctions) and word[-1] == "," and end < len(words)
            if not word[-1].isalnum() and (not listed or words[end] in conjunctions):
                return False
        return False

    def _numbered(self, around: Surroundings) -> bool:
        """As in `child prostitution (s. 15)`."""
        inner = around.in_brackets.lower()
        return inner.startswith(self._section_words) and any(
            inner.startswith(section) and inner[len(section) :].lstrip()[:1].isdigit()
            for section in self._sections
        )

    def _of_provision(self, around: Surroundings) -> bool:
        """As in `section 15 (relating to child prostitution)`: after its number, or a code's name."""
        before, bracket, inside = around.left.rpartition("(")
        if not bracket or ")" in inside:
            return False
        words, codes = before.split(), self._language.contexts["penal-codes"]
        if codes.ends_in(self._language.divider.words(before), _CODE):
            return True
        end = next((at for at in range(len(words), 0, -1) if not self._counts(words[at - 1])), 0)
        return 0 < end < len(words) and words[-1][:1].isdigit() and self._cites(words[end - 1 :])

    def _under_number(self, around: Surroundings) -> bool:
        """As in `arts. 12 to 15: murder, child prostitution`: what provisions are about, no verb between."""
        head, colon, row = around.left.rpartition(":")
        if not colon or "," not in row or not self._cites(head.split()[-_NUMBERS:]):
            return False
        return self._verbs.isdisjoint(self._language.divider.words(row))

    def _about_numbered(self, around: Surroundings) -> bool:
        """As in `The offence in section 15 presupposes that …`: what is said of it has the law's words."""
        words = around.left.split()
        columns = self._grammar.offence_columns
        return any(
            word in columns and self._cites(words[at + 1 : at + _NUMBERS]) for at, word in enumerate(words)
        )

    def _among_offences(self, around: Surroundings) -> bool:
        """As in `serious offences (murder, child prostitution)`: in a list of them in brackets."""
        before, bracket, inside = around.left.rpartition("(")
        if not bracket or ")" in inside or ("," not in inside and around.right[:1] != ","):
            return False
        return self._names_offences(before)

    def _exemplifies(self, around: Surroundings) -> bool:
        """As in `an offence committed online such as fraud or child pornography`: material is no offence."""
        such, left = self._language.contexts["such-as"], around.left[-_REACH:]
        if not such or not becomes_thing(around):
            return False
        words = left.split()
        at = next((at for at in range(len(words), 0, -1) if such.ends_in(words[:at], 1)), 0)
        if not at or not self._verbs.isdisjoint(self._language.divider.words(" ".join(words[at:]))):
            return False
        return self._names_offences(" ".join(such.without(words[:at])))

    def _in_code(self, around: Surroundings) -> bool:
        """As in `the Penal Code has crimes of sexual assault and child pornography`: no verb between."""
        codes, words = self._language.contexts["penal-codes"], around.left.replace(",", "").split()
        if not codes:
            return False
        columns = self._grammar.offence_columns
        if codes.stands_in(self._language.divider.words(fold(around.segment.under))):
            return self._verbs.isdisjoint(words)  # below the heading "Penal Code"
        at = next((at for at in range(len(words), 0, -1) if words[at - 1] in columns), 0)
        row = words[at:]
        named = self._verbs.isdisjoint(row) and self._grammar.boundaries.isdisjoint(row)
        return bool(at) and named and codes.stands_in(words[:at])

    def _pursued(self, around: Surroundings) -> bool:
        """As in `the investigation of a teacher for child prostitution`: whom, no verb, and what for."""
        pursued, cause = (self._language.contexts[it] for it in ("pursued", "pursued-for"))
        words = self._language.divider.words(_STOP.split(around.left[-_REACH:])[-1]) if pursued else []
        if not pursued.stands_in(words[-_PURSUED - _OFFENCE :]):  # as nearly always: seen at once
            return False
        last = max(0, len(words) - _OFFENCE)
        at = next((at for at in range(len(words), last, -1) if cause.ends_in(words[:at], 1)), 0)
        whom = words[max(0, at - _PURSUED) : at]
        return pursued.stands_in(whom) and self._finite.isdisjoint(whom)

    def _pursued_after(self, around: Surroundings) -> bool:
        """As in `wegen … zu einer Haftstrafe verurteilt`: what for, and only then what is done about it."""
        contexts, divider, right = self._language.contexts, self._language.divider, around.right[:_REACH]
        done, cause, charged = (contexts[it] for it in ("pursued-after", "pursued-for", "charged-after"))
        clause = divider.words(_STOP.split(right.partition(",")[0])[0])
        if charged.stands_in(clause):
            return True  # "wird … zur Last gelegt"
        if not done.stands_in(clause):
            return False
        words = divider.words(_STOP.split(around.left[-_REACH:])[-1])[-_OFFENCE:]
        return any(cause.ends_in(words[:at], 1) for at in range(len(words), 0, -1))

    def _names_offences(self, before: str) -> bool:
        """Whether a word for offences is among the last of what introduces a list."""
        words = self._language.divider.words(_STOP.split(before)[-1])[-_LISTED:]
        return not self._grammar.offence_columns.isdisjoint(words)

    def _provided(self, around: Surroundings) -> bool:
        """As in `the child prostitution offence in section 15`."""
        if around.following not in self._grammar.offence_columns:
            return False
        return self._cites(around.right[:_AHEAD].split()[1:])


def _before(around: Surroundings) -> list[str]:
    """The words of its sentence that stand next before it."""
    return around.left[-_WITHIN:].split()

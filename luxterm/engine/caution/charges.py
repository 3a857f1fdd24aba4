"""Whether somebody is charged with what a term says, or pursued for it: then the words are perhaps the law's.

The words are data: phrases and nouns in the grammar, and contexts in the cues, if a language has them.
"""

from collections import defaultdict

from luxterm.engine.caution.cases import names_case
from luxterm.engine.caution.forbidden import are_deeds
from luxterm.engine.context import STOP, speaks_of
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language

_AHEAD = 50
"""Code points after a term in which a charge that is joined to it is looked for."""
_CHARGED, _OFFENCE = 6, 4
"""Words that stand between "charged with" and the term at most, and between "the offence of" and it."""
_WITHIN = 140
"""Code points in which these words are."""
_REACH = 200
"""Code points to either side of a term in which it is said what is done about somebody, and what for."""
_PURSUED = 12
"""Words from what is done about somebody to what it is done for, at most, both included."""
_COUNTED = 4
"""Words from a number to the term at most, the first included: "300 Bilder mit"."""
_DEED = 2
"""Words directly before a term that say what is done, at most: "possession of"."""


class PhrasesByEnd:
    """Thousands of phrases by their last word: few end in one of the text."""

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
    """The charges of one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._grammar = language.grammar
        self._charged = PhrasesByEnd(language.grammar.charged_with)
        self._offence_of = PhrasesByEnd(language.grammar.offence_of)

    def directly(self, around: Surroundings) -> bool:
        """Whether somebody is charged with it: `convicted of`, and a few words."""
        if self._counts_things(around):
            return False
        charged = self._stands(self._before(around), self._charged, _CHARGED, self._grammar.conjunctions)
        return charged and not (self._of_anyone(around) or self._is_opposed(around))

    def tells_deed(self, around: Surroundings) -> bool:
        """Whether a verb says what somebody did (the context `deeds`): "arrested for keeping …"."""
        return self._language.contexts["deeds"].stands_in(self._before(around)[-_CHARGED:])

    def tells_of_proceedings(self, around: Surroundings) -> bool:
        """Whether its sentence tells of an arrest, a charge or a judgment, and perhaps in the law's words.

        Not where it names what people work against: "arrested in a crackdown on".
        """
        if self._is_none(around) or self._counts_things(around):
            return False
        if self._is_holding(around):
            return True
        if not self._tells(around.besides):
            return False
        return not self._is_opposed(around)

    def _is_opposed(self, around: Surroundings) -> bool:
        """Whether it is what people work against: "arrested in a crackdown on"."""
        return self._language.contexts["opposed"].ends_in(around.words(around.left), 1)

    def _is_holding(self, around: Surroundings) -> bool:
        """As in `Doe v. Roe: child … is`: what a case has decided, behind its name and a colon.

        Or whatever stands between, before what a penal law forbids to do: "R v Roe, possession of child …".
        """
        before = around.written_left[-_REACH:]
        case, colon, _ = before.rpartition(": ")
        said = around.words(around.left[-_AHEAD:])
        done = any(are_deeds(said[-count:], self._language) for count in (1, _DEED))
        return (done or bool(colon)) and names_case(before if done else case, self._language)

    def _tells(self, words: list[str]) -> bool:
        """Whether words tell of an arrest, a charge or a judgment, of people in particular."""
        contexts = self._language.contexts
        if not contexts["proceedings"].stands_in(words):
            return False
        for aside in ("no-charges", "charged-anyone", "charged-people", "proceedings-aside"):
            words = contexts[aside].without(words)
        return contexts["proceedings"].stands_in(words)

    def _of_anyone(self, around: Surroundings) -> bool:
        """As in `anyone convicted of possessing child …`: a rule on whoever did it that cites no law.

        What no law has a word for needs no deed: "volunteers convicted of paedophilia".
        """
        contexts, words = self._language.contexts, self._before(around)
        did = contexts["handled"].ends_in(words, 1) or self._is_none(around)
        anyone = did and contexts["charged-anyone"].stands_in(words)
        return anyone and not speaks_of(around, "charged-by-law")

    def names(self, around: Surroundings) -> bool:
        """Whether its sentence may have the law's name for what somebody is charged with or pursued for."""
        if self._counts_things(around):
            return False
        return (
            around.following in self._grammar.court_nouns
            or self._shares(around)
            or self._is_offence(around)
            or self._is_count(around)
            or self._is_counted(around)
            or (self._listed(around) and not (self._of_anyone(around) or self._is_opposed(around)))
            or self._under_charges(around)
            or self._pursued(around)
            or self._pursued_after(around)
        )

    def calls_case(self, around: Surroundings) -> bool:
        """Whether a particular case is called by its charge: "the child … case", "an open child … case"."""
        cases, anyone = (self._language.contexts[it] for it in ("cases", "cases-any"))
        if not cases.stands_in([around.following]):
            return False
        return bool(around.preceding) and not anyone.stands_in([around.preceding])

    def _counts_things(self, around: Surroundings) -> bool:
        """As in `300 …e Bilder`: no name for an offence counts its objects.

        (The context `things-counted`, if a language's courts don't count so in the law's words.) Nothing but
        these stands between the number and the term: "300 Bilder mit …".
        """
        things, left = self._language.contexts["things-counted"], around.left.split()[-_COUNTED:]
        at = next((at for at in range(len(left), 0, -1) if left[at - 1][0].isdigit()), 0)
        if not (at and things):
            return False
        between = [it for it in left[at:] if it not in self._grammar.small_words]
        named = [*between, *(around.folded.split()[-1:] if not between else ()), around.following]
        return things.without(between) == [] and things.stands_in(named)

    def _is_none(self, around: Surroundings) -> bool:
        """Whether no law has its words for an offence (the context `no-offences`)."""
        words = around.words(around.folded)
        return self._language.contexts["no-offences"].stands_in(words)

    def _is_offence(self, around: Surroundings) -> bool:
        """As in `the offence of child …`."""
        words, ends = self._before(around), self._grammar.boundaries
        return not self._is_none(around) and self._stands(words, self._offence_of, _OFFENCE, ends=ends)

    def _is_count(self, around: Surroundings) -> bool:
        """As in `Count 2 – child …`: a charge with its number, and a mark."""
        noun, *words = around.left.split() or [""]
        if noun not in self._grammar.court_nouns or not words or not words[0][0].isdigit():
            return False
        conjunctions = self._grammar.conjunctions
        counts = (it[0].isdigit() or it in conjunctions for it in words)
        at = next((at for at, counted in enumerate(counts) if not counted), len(words))
        return words[at - 1][-1] in ":." or words[at : at + 1] in (["–"], ["—"], ["-"])

    def _is_counted(self, around: Surroundings) -> bool:
        """As in `child … (2 counts)`: what is so often charged."""
        inside, closes, _ = around.right[:_AHEAD].removeprefix(" (").partition(")")
        number, _, noun = inside.partition(" ")
        return bool(closes) and number.isdigit() and noun in self._grammar.court_nouns

    def _shares(self, around: Surroundings) -> bool:
        """Whether a charge joined to it gives it its noun: "child … and kidnapping charges"."""
        row = around.right[:_AHEAD]
        words = [word.rstrip(".,;:") for word in row.split()[:_CHARGED]]
        at = next((at for at, word in enumerate(words) if word in self._grammar.court_nouns), 0)
        if not at or not (words[0] in self._grammar.conjunctions or row.startswith(", ")):
            return False
        # Not in "…, said the court in the charges": another clause than the row has a verb
        return words[0] in self._grammar.conjunctions or not self._language.has_verb(words[:at])

    def _listed(self, around: Surroundings) -> bool:
        """In a list that charges somebody, however long: "convicted of two counts of A, B, and … of"."""
        words = self._without_duties(around.left.split())
        end = next((end for end in range(len(words), 0, -1) if self._charge(words, end)), 0)
        if not end:
            lead = around.words(around.led_by[-_AHEAD:])
            listing = self._language.contexts["listing"]
            while listing.ends_in(lead, 1):
                del lead[-1]  # "charges including:"
            return not self._grammar.court_nouns.isdisjoint(lead[-1:])
        words = around.words(" ".join(words[end:]))
        telling = self._language.contexts["telling"]
        return not (self._language.has_verb(words) or telling.stands_in(words))

    def _under_charges(self, around: Surroundings) -> bool:
        """In a list without verbs below a sentence that tells of charges: "More charges were laid. – …"."""
        paragraph = around.above_list(_REACH).rstrip(". ")
        if not paragraph or self._is_none(around) or self._language.has_verb(around.besides):
            return False
        last = around.words(STOP.split(paragraph)[-1])
        return self._tells(last)

    def _charge(self, words: list[str], end: int) -> bool:
        """Whether what charges somebody ends there, a colon after it or not."""
        if words[end - 1][-1] != ":":
            return self._charged.end_at(words, end)
        bare = [*words[: end - 1], words[end - 1][:-1]]
        return self._offence_of.end_at(words, end) or self._charged.end_at(bare, end)

    @staticmethod
    def _stands(
        words: list[str],
        phrases: PhrasesByEnd,
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

    def _pursued(self, around: Surroundings) -> bool:
        """As in `the investigation of a teacher for child prostitution`: whom, no verb, and what for."""
        pursued, cause = (self._language.contexts[it] for it in ("pursued", "pursued-for"))
        words = around.words(STOP.split(around.left[-_REACH:])[-1]) if pursued else []
        if not pursued.stands_in(words[-_PURSUED - _OFFENCE :]):  # as nearly always: seen at once
            return False
        last = max(0, len(words) - _OFFENCE)
        at = next((at for at in range(len(words), last, -1) if cause.ends_in(words[:at], 1)), 0)
        whom = words[max(0, at - _PURSUED) : at]
        said = whom[pursued.after_last(whom) :]
        return pursued.stands_in(whom) and not self._language.has_finite_verb(said)

    def _pursued_after(self, around: Surroundings) -> bool:
        """As in `wegen … zu einer Haftstrafe verurteilt`: what for, and only then what is done about it."""
        contexts, right = self._language.contexts, around.right[:_REACH]
        done, cause, charged = (contexts[it] for it in ("pursued-after", "pursued-for", "charged-after"))
        clause = around.words(STOP.split(right.partition(",")[0])[0])
        if charged.stands_in(clause):
            return True  # "wird … zur Last gelegt"
        if not done.stands_in(clause):
            return False
        words = around.words(STOP.split(around.left[-_REACH:])[-1])[-_OFFENCE:]
        return any(cause.ends_in(words[:at], 1) for at in range(len(words), 0, -1))

    def _before(self, around: Surroundings) -> list[str]:
        """The words of its sentence that stand next before it, but for those of a duty."""
        return self._without_duties(around.left[-_WITHIN:].split())

    def _without_duties(self, words: list[str]) -> list[str]:
        """Words without what only sounds like a charge: "in charge of", "charged with monitoring"."""
        return self._language.contexts["no-charges"].without(words)

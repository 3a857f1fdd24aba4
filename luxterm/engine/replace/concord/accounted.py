"""Whether all around a term that shows its gender is written anew, and no other noun could be meant.

Where the term is the only noun of its gender and number before a pronoun, the pronoun stands for it; what is
directly beside it, or its own verb says of it, is of no other noun; and where no word stays that shows them,
nothing is left out. Then what agrees may be written unasked.
"""

from collections.abc import Iterable, Sequence

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.relative_pronouns import by_form
from luxterm.engine.replace.words_after import Word, opens, words_between, words_of_next
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import NOTHING, Reading, Readings
from luxterm.text.marks import QUOTES

_BEFORE = 200
"""Code points before a term whose nouns a pronoun in the next sentence may stand for."""


class Accounted:
    """The words of one language that show what a noun is."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        self._agreement = agreement = language.agreement
        self._inflection = morphology.inflection
        self._phrases = morphology.phrases
        self._verbs = language.signals.verbs | agreement.acting | agreement.auxiliaries | agreement.copulas
        self._closed_class = language.closed_class
        self._complete = bool(
            agreement.governing and agreement.subject_pronouns and agreement.relative_pronouns
        )
        """Without one of these tables, nothing would notice what isn't accounted for."""
        self._relatives = by_form(agreement.relative_pronouns)
        self._joints = language.joints
        self._standing = agreement.enclitic_forms | agreement.subject_forms

    def are_all(
        self,
        around: Surroundings,
        before: str,
        words: list[Word],
        swap: Swap,
        changes: tuple[Sequence[Change], Sequence[Change]],
    ) -> bool:
        """Whether the changes are all; the first ones are beside the term, or said by its own verb.

        Text `before` the term stands left of its determiner.
        """
        beside, others = changes
        written, end = (*beside, *others), around.sentence.end - around.occurrence.end
        # A plural pronoun may stand for it and for what a conjunction joins to it
        several = before.endswith(self._joints) or around.right.startswith(self._joints)
        following = words_of_next(around, self._agreement.adverbs)
        resumed = any(it.start >= end for it in written)
        if not self._complete or any(
            self._stand_for(each, written, swap, several=several) for each in (words, following)
        ):
            return False
        if self._stays(words, written, swap) or (resumed and self._stays(following, written, swap)):
            return False
        at = around.occurrence.end
        if not set(QUOTES).isdisjoint(around.view.text[at : at + max((it.end for it in written), default=0)]):
            return False  # what somebody else said isn't changed
        reach = max((it.start for it in others), default=0)
        between = [it for it in (*words, *following) if it.start < reach and not _within(it, written)]
        return not others or self._is_only(around, before, between, swap.old, resumed=resumed)

    def leaves_part(self, words: list[Word], swap: Swap) -> bool:
        """Whether a determiner among some words stands for a part of the term, and stays: "casi toda en inglés"."""
        return any(
            word.folded not in self._standing
            and word.folded in self._agreement.before
            and self._stands(words, at, swap.old, NOTHING)
            for at, word in enumerate(words)
        )

    def _is_only(
        self, around: Surroundings, before: str, between: list[Word], old: Readings, *, resumed: bool
    ) -> bool:
        """Whether no other noun or name is in its sentence, nor before that if the next one is `resumed`."""
        start, end = around.sentence.start, around.sentence.start + len(before)
        opening = max(around.bounds.start, start - _BEFORE) if resumed else start
        said = words_between(around, opening, end, self._agreement.adverbs)
        own = [it.folded for it in said if it.end > start - around.occurrence.end]
        return not (
            self._names_another(said, old) or self._names_another(between, old) or self._opens_with_name(own)
        )

    def _opens_with_name(self, words: list[str]) -> bool:
        """Whether a sentence may begin with a name, before its verb: "Ana vio …", not "Combatir la …"."""
        return len(words) > 1 and not any(it in self._closed_class for it in words[:2])

    def _names_another(self, words: list[Word], old: Readings) -> bool:
        """Whether one of some words opens, or is, a noun or a name for which a pronoun may stand as well."""
        # "Uma vez" is no noun
        led = {at + each for at in range(len(words)) for each in range(self._led(words[at:]))}
        words = [it for at, it in enumerate(words) if at not in led]
        folded = [it.folded for it in words]
        if not self._agreement.is_nearest(folded, old):
            return True
        for before, word in zip(("", *folded), words, strict=False):
            if before in self._agreement.before:
                continue  # its determiner shows what it is
            acts = word.folded in self._verbs and not self._governs(before)
            known = acts or word.folded in self._closed_class
            shown = self._phrases.of(word.folded).readings or self._agreement.by_ending(word.folded)
            if word.name or (set(shown) & set(old) and not known):
                return True
        return False

    def _led(self, words: list[Word]) -> int:
        """How many of some words make what begins a part of a sentence: "una vez"; 0 for a single one."""
        count = opens(words, self._agreement.detaching)
        return count if count > 1 else 0

    def _stand_for(self, words: list[Word], written: Sequence[Change], swap: Swap, *, several: bool) -> bool:
        """Whether a pronoun among some words may stand for the term, and stays."""
        numbers = self._agreement.numbers if several else NOTHING
        old = tuple(reading - numbers for reading in swap.old)
        return any(
            self._stands(words, at, old, numbers) or self._relates(words[at:], old, numbers)
            for at, it in enumerate(words)
            if not _within(it, written)
        )

    def _relates(self, words: list[Word], old: Readings, numbers: Reading) -> bool:
        """Whether some words begin with a relative pronoun that may stand for a noun of these features."""
        count = opens(words, self._agreement.relatives)
        phrase = " ".join(it.folded for it in words[:count])
        shown = [it.features - numbers for it in self._relatives.get(phrase, ()) if it.folded == phrase]
        return count > 0 and (not shown or any(it <= each for it in shown for each in old))

    def _stands(self, words: list[Word], at: int, old: Readings, numbers: Reading) -> bool:
        """Whether one of some words may be a pronoun of these features, and no article of a noun."""
        word = words[at].folded
        shown = (it for it in self._agreement.shown_by(word) if it - self._agreement.numbers)
        if not any(it - numbers <= each for it in shown for each in old):
            return False
        behind = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
        if behind and word in self._agreement.governing and behind.folded not in self._verbs:
            if behind.folded in self._closed_class or self._inflection.is_infinitive(behind.folded):
                return False  # "a quem", "a ferir"
        if behind and self._is_before_another(word, behind.folded):
            return False
        if behind is None or word not in self._agreement.before or behind.folded in self._closed_class:
            return True
        if word not in self._standing or behind.name or self._agreement.governs(word):
            return False
        left = words[at - 1].folded if at and words[at].joined else ""
        governed = left in self._agreement.governing or left in self._agreement.objects_agree
        return not (governed or self._is_noun(behind.folded))

    def _is_before_another(self, word: str, behind: str) -> bool:
        """Whether a word is a determiner before another one: "toda la"."""
        forms = self._agreement.before.get(word, ()) if behind in self._agreement.before else ()
        return any(self._agreement.paradigms[number].predeterminer for _, number, _ in forms)

    def _is_noun(self, word: str) -> bool:
        """Whether a word is known as a noun, or ends as one."""
        return bool(self._phrases.is_noun(word) or self._agreement.by_ending(word))

    def _stays(self, words: list[Word], written: Sequence[Change], swap: Swap) -> bool:
        """Whether one of some words shows what the term was, and no noun beside it is what it agrees with."""
        other = noun = False
        led = 0
        for at, word in enumerate(words):
            led = max(led - 1, self._led(words[at:]), 0)
            before = words[at - 1] if at and word.joined and not _within(words[at - 1], written) else None
            governed = before is not None and self._governs(before.folded)
            acts = word.folded in self._closed_class or word.folded in self._verbs
            acts = acts or (governed and self._inflection.is_infinitive(word.folded))
            if before and (governed or self._agreement.opens(before.folded)) and not (led or acts):
                # A noun, or an adjective before it
                noun = True
                other = other or not (governed or self._is_governed(words, at - 1))
                continue
            noun = self._is_noun(word.folded) or (noun and word.joined and not (led or acts))
            acts = (
                at > 0 and _within(words[at - 1], written) and words[at - 1].folded in self._agreement.clitics
            )
            own = acts or self._has_own(words[max(at - 1, 0) : at], words[at + 1 : at + 2], swap.old)
            if own or _within(word, written):
                continue
            if at and _within(words[at - 1], written) and self._is_unknown(words[at - 1].folded, word):
                return True  # "retrouvée intacte"
            if (noun or other) and not self._has_object(words[max(at - 2, 0) : at]):
                continue
            if self._shows(word.folded, swap):
                return True
        return False

    def _governs(self, word: str) -> bool:
        """Whether a word is a preposition, or an article with one in it."""
        return word in self._agreement.governing or self._agreement.governs(word)

    def _has_own(self, before: list[Word], after: list[Word], old: Readings) -> bool:
        """Whether what is between two words agrees with no noun before it: "ha visto", "analizada la …"."""
        tense = bool(before) and before[0].folded in self._agreement.auxiliaries
        behind = bool(after) and after[0].joined and self._agreement.opens_subject(after[0].folded, old)
        return behind or (tense and not self._agreement.objects_agree)

    def _has_object(self, before: list[Word]) -> bool:
        """Whether a participle behind two words agrees with a pronoun there: "avant de l’avoir signalée"."""
        pronoun, verb = before if len(before) > 1 else (None, None)
        agrees = pronoun is not None and pronoun.folded in self._agreement.clitics
        tense = verb is not None and verb.folded in self._agreement.auxiliaries
        return agrees and tense and bool(self._agreement.objects_agree)

    def _is_unknown(self, before: str, word: Word) -> bool:
        """Whether what follows an adjective without a mark may agree as that does, as far as is known."""
        pronoun = before in self._agreement.pronouns or not self._inflection.shows_agreement(before)
        if pronoun or word.folded[-1] != before[-1]:
            return False
        known = word.folded in self._closed_class or word.folded in self._verbs or self._is_noun(word.folded)
        known = known or self._inflection.is_adverb(word.folded) or self._inflection.is_adjective(word.folded)
        return word.joined and not (known or self._inflection.is_participle(word.folded))

    def _is_governed(self, words: list[Word], at: int) -> bool:
        """Whether a preposition governs the noun that the determiner there opens."""
        return at > 0 and words[at].joined and words[at - 1].folded in self._agreement.governing

    def _shows(self, word: str, swap: Swap) -> bool:
        """Whether a word may be an adjective or a participle that fits the old words alone."""
        known = self._inflection.is_adjective(word) or self._inflection.is_participle(word)
        if not known and (word in self._closed_class or word in self._verbs or self._is_noun(word)):
            return False
        return self._inflection.agreed(word, swap) not in (None, word)


def _within(word: Word, changes: Iterable[Change]) -> bool:
    """Whether one of the changes is of this word."""
    return any(it.start < word.end and word.start < it.end for it in changes)

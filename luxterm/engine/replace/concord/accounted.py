"""Whether all around a term that shows its gender is written anew, and no other noun could be meant.

Where the term is the only noun of its gender and number before a pronoun, the pronoun stands for it; what is
directly beside it, or its own verb says of it, is of no other noun; and where no word stays that shows them,
nothing is left out. Then what agrees may be written unasked.
"""

from collections.abc import Sequence

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linked import is_within
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.remaining_pronouns import RemainingPronouns
from luxterm.engine.replace.concord.remaining_words import RemainingWords
from luxterm.engine.replace.words_after import Word, words_between, words_of_next
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Readings
from luxterm.text.marks import QUOTES

_BEFORE = 200
"""Code points before a term whose nouns a pronoun in the next sentence may stand for."""


class Accounted:
    """The words of one language that show what a noun is."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        self._agreement = agreement = language.agreement
        self._morphology = morphology
        self._pronouns = RemainingPronouns(morphology)
        self._words = RemainingWords(morphology)
        self._phrases = morphology.phrases
        self._verbs = morphology.verbs
        self._closed_class = language.closed_class
        self._complete = bool(
            agreement.governing and agreement.subject_pronouns and agreement.relative_pronouns
        )
        """Without one of these tables, nothing would notice what isn't accounted for."""
        self._joints = language.joints

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
            self._pronouns.are_among(each, written, swap, several=several) for each in (words, following)
        ):
            return False
        if self._words.are_among(words, written, swap) or (
            resumed and self._words.are_among(following, written, swap)
        ):
            return False
        at = around.occurrence.end
        if not set(QUOTES).isdisjoint(around.view.text[at : at + max((it.end for it in written), default=0)]):
            return False  # what somebody else said isn't changed
        reach = max((it.start for it in others), default=0)
        between = [it for it in (*words, *following) if it.start < reach and not is_within(it, written)]
        return not others or self._is_only(around, before, between, swap.old, resumed=resumed)

    def leave_none(self, words: list[Word], written: Sequence[Change], swap: Swap, *, governed: bool) -> bool:
        """Whether none of some words that stay is said of the term, or stands for a part: "casi toda"."""
        said = self._words.is_said(words, written, swap, governed=governed)
        return not (said or self._pronouns.stand_for_part(words, written, swap))

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
        led = {at + each for at in range(len(words)) for each in range(self._morphology.led(words[at:]))}
        words = [it for at, it in enumerate(words) if at not in led]
        folded = [it.folded for it in words]
        if not self._agreement.is_nearest(folded, old):
            return True
        for before, word in zip(("", *folded), words, strict=False):
            if before in self._agreement.before:
                continue  # its determiner shows what it is
            acts = word.folded in self._verbs and not self._morphology.governs(before)
            known = acts or word.folded in self._closed_class
            shown = self._phrases.of(word.folded).readings or self._agreement.by_ending(word.folded)
            if word.name or (set(shown) & set(old) and not known):
                return True
        return False

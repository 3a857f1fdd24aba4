"""Whether a verb that links a noun to what agrees with it has a subject of its own, or the one before it."""

from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.predicate_words import PredicateWords
from luxterm.engine.replace.words_after import Word
from luxterm.termbase.agreement import Readings

_PAIR = 2
"""A determiner and its noun."""
_LED = 3
"""Words that begin a part of a sentence together at most: "por lo que"."""


class ClauseSubject:
    """The subjects of one language."""

    def __init__(self, morphology: Morphology, words: PredicateWords) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._inflection = morphology.inflection
        self._words = words
        self._boundaries = language.grammar.boundaries
        self._small = language.grammar.small_words
        self._verbs = language.signals.verbs | language.agreement.auxiliaries
        self._modal = self._boundaries & self._verbs
        self._opening = language.agreement.relating | language.agreement.subordinating
        self._between = language.agreement.detaching | self._modal
        self._joining = language.grammar.conjunctions | language.agreement.subordinating

    def resumes(
        self, words: list[Word], index: int, verb: int, old: Readings, *, put_in: bool, related: bool
    ) -> bool:
        """Whether the verb of so many words there has none, so that its subject is the one before.

        `put_in` if it is so behind any mark: "who owns the …, if real, shall be …". And if it is `related`,
        where no other noun may be meant: "… que circula, embora rara, é …".
        """
        goes_on = put_in or (related and self._is_nearest_part(words[: index + 1], old))
        if not (goes_on and self._opens_part(words, index)) and not self._is_joined_part(words, index, old):
            return False
        return not self._is_behind(words[index + verb :], old)

    def _is_nearest_part(self, words: list[Word], old: Readings) -> bool:
        """Whether no other noun is nearer to the part that the last of some words is in, behind a mark."""
        mark = next((at for at in range(len(words) - 1, 0, -1) if not words[at].joined), 0)
        between = self._agreement.but_governed([it.folded for it in words[:mark]])
        return self._agreement.is_nearest(between, old)

    def _opens_part(self, words: list[Word], index: int) -> bool:
        """Whether a mark stands before a word, or before adverbs and modal verbs: ", hoy debe ser"."""
        while index and words[index].joined:
            before = words[index - 1].folded
            modal = words[index - 2].folded if index > 1 and words[index - 1].joined else ""
            if before in self._small and modal in self._modal:
                index -= 1  # "ha de ser"
            elif before not in self._between and not self._inflection.is_adverb(before):
                return False
            index -= 1
        return not words[index].joined

    def _is_joined_part(self, words: list[Word], index: int, old: Readings) -> bool:
        """Whether a verb without a subject is in a part of its own: ", e deve ser", ", ainda que seja".

        Its subject is the one before, if nothing between may be another.
        """
        at, joined = index, False
        while at and words[at].joined:
            at -= 1
            word, before = words[at].folded, words[at - 1].folded if at else ""
            opens = word in self._agreement.detaching and not words[at].joined  # ", aunque no esté"
            if word in self._joining or opens:
                joined = True
            elif led := self._led(words[: at + 1]):
                at, joined = at - led, True
            elif word in self._small and before in self._verbs and words[at].joined:
                at -= 1  # "voltou a ser"
            elif not (word in self._verbs or self._inflection.is_adverb(word)):
                if word not in self._agreement.detaching:
                    return False
        if not joined or words[at].joined:
            return False
        return self._agreement.is_nearest((it.folded for it in words[:at]), old)

    def _led(self, words: list[Word]) -> int:
        """How many words before the last one make with it what begins such a part: "por lo que"; or 0."""
        for count in range(_LED, 1, -1):
            phrase = words[-count:]
            if len(phrase) == count and all(it.joined for it in phrase[1:]):
                if " ".join(it.folded for it in phrase) in self._agreement.detaching:
                    return count - 1
        return 0

    def has_own(self, words: list[Word], index: int) -> bool:
        """Whether a verb's own subject opens its clause or its part, directly before it.

        "Que a criança esteja …", "quando a conta foi …", "…, a conta será encerrada".
        """
        for at in range(index - _PAIR, max(index - _LED, 0) - 1, -1):
            determiner, *phrase = words[at:index]
            if not all(it.joined for it in words[at + 1 : index + 1]):
                return False
            phrase = [it for it in phrase if not self._inflection.is_adverb(it.folded)]  # "o Brasil não é"
            if determiner.folded in self._agreement.before and self._is_phrase(determiner, phrase):
                if at == 0 or not determiner.joined or words[at - 1].folded in self._opening:
                    return True
        return False

    def _is_phrase(self, determiner: Word, words: list[Word]) -> bool:
        """Whether some words behind a determiner, which holds no preposition, are a noun and adjectives."""
        if not words or self._agreement.governs(determiner.folded):
            return False
        if f"{determiner.folded} {words[0].folded}" in self._agreement.pronouns:  # "a mesma"
            return False
        closed = self._agreement.before.keys() | self._agreement.pronouns | self._boundaries
        nouns = [it.folded for it in words if not self._inflection.is_adjective(it.folded)]
        return len(nouns) == 1 and nouns[0] not in closed  # not "toda ela", ", mesmo que seja"

    def acts_on(self, words: list[Word], index: int) -> bool:
        """Whether a verb opens a part, and no subject comes behind it: "é caro, tem rotas e …"."""
        verb, behind = words[index : index + 2] if index + 1 < len(words) else (None, None)
        if verb is None or behind is None or verb.folded not in self._verbs or not behind.joined:
            return False
        return not self._agreement.opens(behind.folded) and behind.folded not in self._agreement.pronouns

    def relates_to_other(self, words: list[Word], index: int, old: Readings) -> bool:
        """Whether one of some words is a relative pronoun for a nearer noun: "um hóspede que …"."""
        before = words[index - 1].folded if index and words[index].joined else ""
        if not before or words[index].folded not in self._agreement.relating or before in self._joining:
            return False  # "… e que será analisada"
        if before in self._agreement.before:
            return False  # "o la que se le parezca"
        if self._led(words[: index + 1]):
            return False  # "mesmo que seja", "por lo que debe ser"
        return not self._agreement.is_nearest((it.folded for it in words[:index]), old)

    def is_of_other(self, before: list[Word], word: str, old: Readings) -> bool:
        """Whether a pronoun shows that it stands for a noun `before` it, and not for the term: "ceux-ci"."""
        shown = tuple(self._agreement.shown_by(word))
        if any(it <= each for it in shown for each in old):
            return False
        return not self._agreement.is_nearest((it.folded for it in before), shown)

    def _is_behind(self, words: list[Word], old: Readings) -> bool:
        """Whether a noun phrase follows what a linking verb says first: "…, será encerrada a conta"."""
        for word in words:
            said = self._inflection.is_adverb(word.folded) or self._words.fits(word.folded, old)
            if not word.joined or not said:
                return word.joined and self._agreement.opens_subject(word.folded, old)
        return False

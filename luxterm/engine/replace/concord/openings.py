"""What opens a part of a sentence and agrees with the noun of another part: "Diffusée …, la …"."""

from collections.abc import Sequence

from luxterm.engine.replace.concord.absolute import Absolute
from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.joined_farther import JoinedFarther
from luxterm.engine.replace.concord.linked import Linked
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.words_after import Word, longest_beginning
from luxterm.termbase.agreement import Readings

_PAIR = 2
"""Where the second of two words is that a conjunction joins."""


class Openings:
    """The words of one language that agree so."""

    def __init__(self, morphology: Morphology, farther: JoinedFarther) -> None:
        language = morphology.language
        self._agreement = agreement = language.agreement
        self._linking = agreement.copulas | agreement.auxiliaries | agreement.complex_transitives
        self._verbs = language.signals.verbs | agreement.acting
        self._conjunctions = language.grammar.conjunctions
        self._closed_class = language.closed_class
        self._inflection = morphology.inflection
        others = language.closed_class | language.agreement.acting
        asking = filter(language.agreement.asking, language.agreement.before)
        self._adjectival = morphology.inflection.but(others.union(language.agreement.nouns, asking))
        self._subjects = morphology.subjects
        self._absolute = Absolute(morphology)
        self._farther = farther

    def at_beginning(self, words: Sequence[Word], swap: Swap) -> list[Linked]:
        """The first of some words, adverbs and the like aside, if it agrees with the old phrase alone.

        And what a conjunction joins to it: "vendue ou donnée". `plain` if it has no noun beside it.
        """
        folded, at, found = [it.folded for it in words], 0, list[Linked]()
        while at < len(words):
            while at < len(words) and (size := self._lead(folded[at:])):
                at += size
            form = self.agreed(folded[at], swap) if at < len(words) else None
            if form is None and self._is_joined_to_agreeing(folded[at:], swap):
                at += 1  # "accesible y gratuita": one form for both genders
                continue
            led = longest_beginning(folded[max(0, at - _PAIR) : at], self._agreement.detaching) == _PAIR
            if form is None or self._is_other(words[at:], swap.old, led=led):
                break
            alone = at + 1 == len(words) or folded[at + 1] in self._closed_class
            says = folded[at] in self._agreement.complex_transitives  # "jugée trop fréquente"
            alone = (
                alone or says or self._inflection.is_adverb(folded[at + 1])
            )  # "producida muchas veces en …"
            if form != folded[at]:  # "real o simulada"
                acts = folded[at] in self._agreement.acting and not found  # not in "borrada u oculta"
                found.append(Linked(words[at], form, alone and not acts))
            at += 1
            joins = at < len(words) and (folded[at] in self._conjunctions or self.detaches(folded[at:]))
            if at == len(words) or not (joins or says):
                break  # not "quer real quer simulada"
        farther = self._farther.agree(list(words[at:]), swap) if found else []
        return [*found, *(it for it in farther if it.form != it.word.folded)]

    def agreed(self, word: str, swap: Swap) -> str | None:
        """Its form for the new phrase if it may agree with the old one; None for any other word."""
        return None if self._is_pronoun(word) else self._adjectival.agreed(word, swap)

    def detaches(self, words: Sequence[str]) -> int:
        """How many of some words are a known beginning of such a part, 0 if they aren't."""
        return longest_beginning(words, self._agreement.detaching)

    def _lead(self, words: Sequence[str]) -> int:
        """How many of some words may come before what agrees at their beginning: "bien qu’…", "très …"."""
        if count := self.detaches(words):
            return count
        joins = words[0] in self._conjunctions or words[0] in self._agreement.relating
        return int(joins or (self._inflection.is_adverb(words[0]) and len(words) > 1))

    def _is_joined_to_agreeing(self, words: Sequence[str], swap: Swap) -> bool:
        """Whether a conjunction joins the first of some words, which isn't known, to one that agrees."""
        if len(words) <= _PAIR or words[1] not in self._conjunctions or words[0] in self._closed_class:
            return False
        return self.agreed(words[_PAIR], swap) not in (None, words[_PAIR])

    def _is_other(self, words: Sequence[Word], old: Readings, *, led: bool) -> bool:
        """Whether the first of some words is a pronoun, or a verb before its object: "inquiète les …".

        Or said of the noun behind it: "una vez analizada la copia".
        """
        if self._absolute.is_one(words, old, led=led):
            return True
        word = words[0].folded
        shown = self._inflection.shows_agreement(word) and word not in self._agreement.acting
        behind = words[1].folded if len(words) > 1 else ""
        if word in self._agreement.including and behind in self._agreement.before:
            return True  # "…, incluida la trata"
        # Not "issue de …": what governs opens no object
        acts = behind in self._agreement.before and behind not in self._agreement.governing and not shown
        return acts or self._is_pronoun(word)

    def _is_pronoun(self, word: str) -> bool:
        return word in self._subjects or word in self._agreement.impersonal

    def acts(self, word: str) -> bool:
        """Whether a word is hardly anything but a verb, and no auxiliary or linking one."""
        agreement = self._agreement
        other = word in agreement.nouns or word in agreement.adjectives_by_form or word in self._linking
        return not other and (word in self._verbs or word.endswith(agreement.clitic_verbs))

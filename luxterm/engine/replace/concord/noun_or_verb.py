"""What is a noun with its article, or a verb with the term as its object: "la guarda", "la denuncia"."""

from collections.abc import Iterable

from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.words_after import Word


class NounOrVerb:
    """Those of one language."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        agreement, grammar = language.agreement, language.grammar
        self._inflection = morphology.inflection
        self._conjunctions = grammar.conjunctions
        self._determiners = agreement.before.keys() - agreement.governing
        self._function_words = language.function_words
        self._governing = agreement.governing
        self._standing = agreement.enclitic_forms & agreement.clitics
        self._opening = grammar.conjunctions | agreement.relating | agreement.subordinating
        self._acting = agreement.acting
        self._either = agreement.acting & agreement.nouns.keys()
        """Verbs that may be nouns."""
        self._behind_noun = grammar.postmodifiers

    def may_be_verb(self, words: list[Word]) -> bool:
        """Whether a conjunction joins one, or a subject stands right before it.

        "Quem vê … e a guarda é …", "y el director la denuncia"; what hangs on it or agrees with it shows the
        noun: "e a guarda de".
        """
        ending = Word("", 0, 0, False)
        padded = [ending, ending, ending, *words, ending]
        return any(
            (joint.folded in self._conjunctions or self._is_subject(led, determiner, joint))
            and clitic.folded in self._standing
            and clitic.joined
            and verb.joined
            and verb.folded in self._either
            and not (after.folded in self._behind_noun or self._inflection.is_adjective(after.folded))
            for led, determiner, joint, clitic, verb, after in _rows(padded)
        )

    def acts(self, words: list[Word], verb: Word) -> bool:
        """Whether one in a row of verbs with the same pronoun ends it, or a preposition follows that.

        "La bloquea y la denuncia", not "la bloquea y la denuncia penal sigue".
        """
        after = next((it for it in words if it.start >= verb.end), None)
        ends = after is None or not after.joined or after.folded in self._governing - self._behind_noun
        return ends and verb.folded in self._acting

    def behind_subject(self, words: list[Word], clitic: Word) -> bool:
        """Whether one is between such a verb and its subject, which opens its clause: "y él la compra"."""
        at = words.index(clitic)
        led, determiner, noun, _, verb = (
            words[it] if 0 <= it < len(words) else None for it in range(at - 3, at + 2)
        )
        if not (
            determiner and noun and verb and clitic.joined and verb.joined and verb.folded in self._either
        ):
            return False
        opens = led is None or not determiner.joined or led.folded in self._opening
        return opens and self._is_subject(led or verb, determiner, noun) and self.acts(words, verb)

    def _is_subject(self, led: Word, determiner: Word, noun: Word) -> bool:
        """Whether a determiner and a noun are no more than that, and no preposition governs them."""
        if led.folded in self._governing or determiner.folded not in self._determiners:
            return False
        return noun.joined and noun.folded not in self._function_words


def _rows(words: list[Word]) -> Iterable[tuple[Word, ...]]:
    """Each six words that follow one another."""
    return zip(*(words[at:] for at in range(6)), strict=False)

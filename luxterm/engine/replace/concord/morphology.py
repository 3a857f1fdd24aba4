"""The words of one language by their forms, for all that reads the words around a term."""

from collections.abc import Sequence

from luxterm.engine.replace.concord.inflection import Inflection
from luxterm.engine.replace.concord.linking import Linking
from luxterm.engine.replace.determiners import Determiners
from luxterm.engine.replace.phrases import Phrases
from luxterm.engine.replace.words_after import Word, opens
from luxterm.termbase.language import Language


class Morphology:
    """The noun phrases, the determiners, the words that agree, and the verbs that link these to a noun."""

    def __init__(self, language: Language, phrases: Phrases) -> None:
        self.language = language
        self.phrases = phrases
        self.determiners = Determiners(language.agreement, phrases)
        self.inflection = Inflection(language.agreement)
        self.adjectival = self.inflection.but(language.agreement.nouns.keys())
        """Without what is rather a noun."""
        self.linking = Linking(language.agreement, self.inflection)
        self.subjects = language.agreement.subject_forms - language.agreement.impersonal
        """The pronouns that are a subject wherever they stand, folded."""
        agreement = language.agreement
        self.verbs = language.signals.verbs | agreement.acting | agreement.auxiliaries | agreement.copulas
        """Words that are known as verbs, folded."""

    def is_noun(self, word: str) -> bool:
        """Whether a folded word is known as a noun, or ends as one."""
        return bool(self.phrases.is_noun(word) or self.language.agreement.by_ending(word))

    def governs(self, word: str) -> bool:
        """Whether a folded word is a preposition, or an article with one in it."""
        agreement = self.language.agreement
        return word in agreement.governing or agreement.governs(word)

    def led(self, words: Sequence[Word]) -> int:
        """How many of some words make what begins a part of a sentence: "una vez"; 0 for a single one."""
        count = opens(words, self.language.agreement.detaching)
        return count if count > 1 else 0

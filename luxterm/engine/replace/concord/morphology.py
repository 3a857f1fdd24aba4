"""The words of one language by their forms, for all that reads the words around a term."""

from luxterm.engine.replace.concord.inflection import Inflection
from luxterm.engine.replace.concord.linking import Linking
from luxterm.engine.replace.determiners import Determiners
from luxterm.engine.replace.phrases import Phrases
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

"""What stands before a term, its clause, and the noun phrases there, for all that reads a sentence."""

from luxterm.engine.replace.declension.case_context import CaseContext
from luxterm.engine.replace.declension.clause import Clauses
from luxterm.engine.replace.declension.insertions import Insertions
from luxterm.engine.replace.declension.noun_phrases import NounPhrases
from luxterm.termbase.language import Language


class Syntax:
    """The readers of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.nouns = NounPhrases(language)
        self.context = CaseContext(language, self.nouns)
        self.clauses = Clauses(language, self.context, self.nouns)
        self.insertions = Insertions(language)

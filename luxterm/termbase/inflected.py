"""The recommended terms of a language that declines, in the cases that replacements ask for: `<csam:dat>`."""

from collections.abc import Iterable, Iterator, Mapping

from luxterm.termbase.declension import Declension
from luxterm.termbase.declined_phrase import DeclinedPhrases
from luxterm.termbase.grammar_models import Grammar
from luxterm.termbase.templates import folded_phrases
from luxterm.text.folding import fold
from luxterm.types import Message

_PLURAL = "plural"


class Inflected:
    """Those of one language. `preferred`: by id the singular, the plural ("" if none), the abbreviation."""

    def __init__(
        self, declension: Declension, grammar: Grammar, preferred: Mapping[str, tuple[str, str, str]]
    ) -> None:
        self._declension = declension
        self._preferred = preferred
        self._spellings = [stems for stems in grammar.spelling_stems.values() if stems]
        self._phrases = phrases_of(declension, grammar)
        self._asked: set[str] = set()

    def form(self, reference: str, term: str, asked: str) -> tuple[Message, str]:
        """What is wrong with asking for a form of a term, and the form if nothing is."""
        self._asked.add(asked)
        cases = ", ".join(self._declension.cases)
        unknown = Message("no-such-form", (reference,))
        return Message("cases-are", (unknown, cases)) if cases else unknown, self._form(term, asked)

    def filed(self) -> dict[str, str]:
        """By `<id>:<form>` every form that was asked for of any term; by singular the plurals."""
        forms = {
            f"{term}:{asked}": form
            for asked in sorted(self._asked)
            for term in self._preferred
            if (form := self._form(term, asked))
        }
        plurals = {term: plural for term, plural, _ in self._preferred.values() if term and plural}
        for stems in self._spellings:  # a variety's term has its plural in the same spelling
            spelled = ((_spelled(term, stems), _spelled(plural, stems)) for term, plural in plurals.items())
            plurals = {**dict(spelled), **plurals}
        return {**forms, **plurals} if self._declension.cases else {}

    def written(self, phrases: Iterable[str]) -> Iterator[str]:
        """The other cases of some phrases, as fixes write them."""
        declension = self._declension
        for phrase in dict.fromkeys(phrases) if declension.cases else ():
            for made in self._phrases.of(phrase):
                for cited in made.fitting(declension, declension.bare):
                    if declension.subject_case not in cited:
                        continue
                    for case in declension.cases:
                        for table in declension.adjectives:
                            reading = (cited - {declension.subject_case}) | {case}
                            form = made.declined(declension, cited, reading, table)
                            if form and form != phrase:
                                yield form

    def _form(self, term: str, asked: str) -> str:
        declension = self._declension
        several, _, case = asked.rpartition(".")
        phrase = self._preferred[term][1 if several == _PLURAL else 0]
        if case not in declension.cases or several not in ("", _PLURAL):
            return ""
        for made in self._phrases.of(phrase):
            for cited in made.fitting(declension, declension.bare):
                if declension.subject_case in cited:
                    reading = (cited - {declension.subject_case}) | {case}
                    return made.declined(declension, cited, reading, declension.bare) or ""
        return ""


def _spelled(text: str, stems: Mapping[str, str]) -> str:
    for ours, theirs in stems.items():
        text = text.replace(ours, theirs)
    return text


def phrases_of(declension: Declension, grammar: Grammar) -> DeclinedPhrases:
    """What takes noun phrases apart, by the tables of a grammar file."""
    others = {*map(fold, grammar.small_words), *folded_phrases(grammar.boundaries)}
    return DeclinedPhrases(declension, folded_phrases(grammar.conjunctions), others)

"""Which words are a pronoun that is an object: before their verb ("et la suppriment"), or joined to it."""

from itertools import pairwise

from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.concord.noun_or_verb import NounOrVerb
from luxterm.engine.replace.words_after import Word
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Cell, Readings
from luxterm.text.marks import HYPHENS
from luxterm.text.words import WORD

_ONE = ("singular", "mass")
"""Numbers of what a plural pronoun doesn't stand for."""
_CLAUSE = 200
"""Code points before a term in which its verb is."""


class Clitics:
    """Those of one language."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        self._agreement = agreement = language.agreement
        self._inflection = morphology.inflection
        self._subjects = morphology.subjects
        self.ambiguous = NounOrVerb(morphology)
        """Verbs that may be nouns, behind such a pronoun that may be an article."""
        self._conjunctions = language.grammar.conjunctions
        self._verbs = language.signals.verbs
        self._plural: tuple[str, ...] = language.grammar.plural_endings
        small = language.grammar.small_words - self._conjunctions
        opening = agreement.governing | agreement.subordinating | agreement.relating
        self._opening = opening | small | agreement.adverbs
        """Words before a pronoun and its infinitive: "como a denunciar", "não a publicar"."""
        self._joined = agreement.enclitic_forms
        self._articles = self._joined - agreement.clitics
        self._standing = self._joined & agreement.clitics
        self._determiners = agreement.before.keys() - self._verbs
        self._shortened = frozenset(it.rstrip(".") for it in language.grammar.abbreviations)

    def of_one(self, around: Surroundings, words: list[Word]) -> list[Word]:
        """Those of some words after a term that may stand for it by their number.

        A plural one doesn't stand for one thing, unless something else is joined to it.
        """
        found = self.among(around, words)
        if not found or self._is_several(around, words):
            return found
        clitics = self._agreement.clitics
        return [it for it in found if it.folded in clitics or not it.folded.endswith(self._plural)]

    def among(self, around: Surroundings, words: list[Word]) -> list[Word]:
        """Those of some words that are one, or end in one; not the letter in "art. 241-A" or "(a)"."""
        beside = zip((None, *words), words, (*words[1:], None), strict=False)
        return [
            word
            for before, word, following in beside
            if not self._is_letter(around, word)
            and (
                (
                    self._is_clitic(around, before, word, following)
                    and not (self._has_own(around, following) or self._is_shortened(around, following))
                )
                or self._is_no_article(before, word, following)
                or self._is_joined(around, word)
                or (word.folded in self._standing and self.ambiguous.behind_subject(words, word))
            )
        ]

    def may_open(self, word: Word, old: Readings) -> bool:
        """Whether a word directly behind the term may be one, as no article is: "esta … la produjo"."""
        if not word.joined or word.folded not in self._standing or word.folded in self._agreement.governing:
            return False
        return self.shown(word, old) is not None

    def shown(self, word: Word, readings: Readings) -> tuple[tuple[Cell, ...], int] | None:
        """The forms of the longest pronoun that a word is or ends in, if it fits, and how long that is."""
        cells = ((it, table) for table in self._agreement.enclitics for it in table)
        fitting = [
            (table, len(it.form))
            for it, table in cells
            if word.folded.endswith(it.folded) and it.fits(readings)
        ]
        return max(fitting, key=lambda found: found[1], default=None)

    def is_elided(self, word: Word) -> bool:
        """Whether it is one that shows nothing, unless a participle does: "nous l’avons dit"."""
        return word.folded in self._agreement.clitics and word.folded not in self._joined

    @staticmethod
    def _is_letter(around: Surroundings, word: Word) -> bool:
        """Whether a hyphen joins it to no word, or a bracket closes behind it: "a) seja …"."""
        text, after = around.view.text, around.occurrence.end
        at = after + word.start
        return text[after + word.end] == ")" or (text[at - 1] in HYPHENS and not text[at - 2].isalpha())

    @staticmethod
    def _has_own(around: Surroundings, verb: Word | None) -> bool:
        """Whether a verb has a pronoun behind it, and none before it: "e a comunicarem-na"."""
        after = around.occurrence.end + verb.end if verb else 0
        return around.view.text[after : after + 1] in tuple(HYPHENS)

    def _is_shortened(self, around: Surroundings, word: Word | None) -> bool:
        """Whether a word is a shortened one, and no verb: "la dir."."""
        after = around.occurrence.end + word.end if word else 0
        known = word is not None and word.folded in self._shortened
        return known and around.view.text[after : after + 1] == "."

    def _is_clitic(
        self, around: Surroundings, before: Word | None, word: Word, following: Word | None
    ) -> bool:
        """Whether a word is one before its verb, and no article before a noun."""
        agreement = self._agreement
        if word.folded not in agreement.clitics or following is None or not following.joined:
            return False
        if before and word.joined and f"{before.folded} {word.folded}" in agreement.pronouns:
            return True
        left = before.folded if before else ""
        acts = left in self._verbs and left not in self._conjunctions
        if acts and word.folded in agreement.governing:
            return False  # "voltou a circular": a preposition, too
        verb = following.folded
        if word.folded in agreement.governing and self._inflection.is_infinitive(verb):
            # "e a identificar", "volta a ser", "apressa-se a", but "sem a remover", "como a denunciar"
            left = before.folded if before and not self.is_enclitic(around, before) else ""
            joins = left in self._conjunctions and self._hangs_on_infinitive(around)
            return joins or left in self._opening
        if verb in agreement.auxiliaries:
            return True
        if word.folded not in self._joined:  # elided: only a participle would show what it stands for
            return False
        other = f"{word.folded} {verb}" in agreement.relatives  # "páginas en las que …"
        other = other or verb in self._determiners  # "o seu"
        if other or verb in agreement.nouns or verb in agreement.adjectives_by_form:
            return False
        return verb.endswith(agreement.clitic_verbs) or verb in self._verbs or verb in agreement.acting

    def _is_no_article(self, before: Word | None, word: Word, verb: Word | None) -> bool:
        """Whether a pronoun that is nearly always an article is none here: "ils le signalent", "qui le"."""
        agreement = self._agreement
        if word.folded not in self._articles or not (word.joined and before and verb):
            return False
        article = word.folded in agreement.before and not agreement.governs(word.folded)
        if not (article and verb.joined) or verb.folded in agreement.adverbs:
            return False  # not "na", "celles le plus …"
        if f"{before.folded} {word.folded}" in agreement.pronouns:
            return True
        subject = before.folded in self._subjects or before.folded in agreement.impersonal
        acts = verb.folded in agreement.acting and verb.folded not in agreement.nouns
        return subject or (acts and before.folded in self._conjunctions)

    def _hangs_on_infinitive(self, around: Surroundings) -> bool:
        """Whether the term is the object of what has the form of an infinitive, with no such preposition.

        "Quem vender … ou a distribuir", but "ajuda a prevenir … e a combater".
        """
        words = [it[0] for it in WORD.finditer(around.left, max(0, len(around.left) - _CLAUSE))]
        infinitive = self._inflection.is_infinitive
        if any(it in self._agreement.clitics and infinitive(verb) for it, verb in pairwise(words)):
            return False
        while words and words[-1] in self._agreement.before:
            words.pop()
        return bool(words) and infinitive(words[-1])

    def _is_joined(self, around: Surroundings, word: Word) -> bool:
        """As in "removeu-a", "denunciarla"."""
        if word.folded.endswith(self._agreement.enclitic_endings):
            return True
        return word.folded in self._joined and self.is_enclitic(around, word)

    def is_enclitic(self, around: Surroundings, word: Word) -> bool:
        """Whether a hyphen joins it to a word, and not to the term, which is no verb."""
        return word.start != 1 and around.view.text[around.occurrence.end + word.start - 1] in HYPHENS

    def _is_several(self, around: Surroundings, words: list[Word]) -> bool:
        """Whether the term is a plural, or a conjunction in its sentence may join something to it."""
        if around.group.number not in _ONE:
            return True
        before = around.words(around.left)
        return not self._conjunctions.isdisjoint([*before, *(it.folded for it in words)])

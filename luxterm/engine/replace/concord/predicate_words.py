"""What a word of a predicate may be: what agrees with the subject, a noun of its own, or an adverb."""

from collections.abc import Iterator

from luxterm.engine.replace.concord.inflection import Swap
from luxterm.engine.replace.concord.linked import Linked
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.words_after import Word
from luxterm.termbase.agreement import Readings, form_for


class PredicateWords:
    """The words of one language."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        self._agreement = language.agreement
        self._small = language.grammar.small_words
        self._function_words = language.function_words
        self._closed_class = language.closed_class
        self._conjunctions = language.grammar.conjunctions
        self._inflection = morphology.inflection
        asking = filter(language.agreement.asking, language.agreement.before)  # "quelle qu’en soit l’origine"
        self._said = morphology.inflection.but(
            language.function_words.union(language.agreement.nouns, asking)
        )
        alone = [(frozenset((it,)),) for it in language.agreement.numbers]
        self._any_number = [Swap(it, it) for it in alone]

    def agreed(self, word: str, swap: Swap) -> str | None:
        """Its form if it may agree; a function word or a noun doesn't, whatever its ending."""
        return self._said.agreed(word, swap)

    def fits(self, word: str, readings: Readings) -> bool:
        """Whether it may agree with a phrase."""
        return self._said.fits(word, readings)

    def is_noun(self, word: str, old: Readings) -> bool:
        """Whether a word of a predicate may be a noun, to which an adjective directly behind it belongs."""
        if self.ends(word) or word in self._agreement.before or self.is_beside(word):
            return False
        return not self.fits(word, old)

    def keeps_on(self, words: list[Word], old: Readings) -> bool:
        """Whether the last of some words doesn't end a noun phrase: an adjective, or what joins one."""
        adjective, last = words[-2].folded, words[-1].folded
        if last not in self._conjunctions:
            adjective = last
        return self._inflection.is_adverb(last) or self.fits(adjective, old)

    def strengthens(self, words: list[Word], old: Readings) -> bool:
        """Whether the first of two words is an adverb before what agrees: "poco conocida"."""
        adverb, *rest = words
        agrees = bool(rest) and rest[0].joined and self.fits(rest[0].folded, old)
        return agrees and self._inflection.is_adverb(adverb.folded)

    def announces_other(self, words: list[Word], old: Readings) -> bool:
        """Whether the first of two words is an adverb not before what may agree: "formellement interdit".

        What is neither recognised nor a function word may be an adjective all the same.
        """
        word = words[0].folded
        if any(self.agreed(word, it) != word for it in self._any_number):
            return False
        following = words[1].folded if len(words) > 1 and words[1].joined else ""
        if not following or following in self._function_words:
            return True
        return self.fits(following, ()) and not self.fits(following, old)

    def fronted(self, before: list[Word], swap: Swap) -> Iterator[Linked]:
        """What agrees before a linking verb, by the words there: "por violenta que sea"."""
        *_, word, relating = before if len(before) > 1 else (None, None)
        if word and relating and relating.folded in self._agreement.relating:
            if f"{word.folded} {relating.folded}" in self._agreement.detaching:
                return  # "mesmo que seja"
            if (form := self.agreed(word.folded, swap)) is not None:
                yield Linked(word, form, True)

    def asked(self, before: list[Word], new: Readings) -> Iterator[Linked]:
        """The determiner that a pronoun behind it agrees with, by the words there: "quelle qu’elle soit"."""
        *_, word, relating = before if len(before) > 1 else (None, None)
        if word and relating and relating.folded in self._agreement.relating:
            if form := form_for(self._agreement.asking(word.folded), new):
                yield Linked(word, form, True)

    def is_beside(self, word: str) -> bool:
        """Whether a word stands beside a verb and says nothing of its subject: "souvent", "rarement"."""
        return self._inflection.is_adverb(word) or word in self._agreement.detaching

    def ends(self, word: str) -> bool:
        """Whether a word ends what a predicate says: a function word, a verb or a conjunction."""
        return word in self._closed_class

    def parts(self, word: str) -> bool:
        """Whether a word begins a noun phrase of its own, or is the subject."""
        if word in self._conjunctions:
            return False
        return word in self._small or word in self._agreement.before or word in self._agreement.pronouns

"""Whether a term stands among adjectives of its noun: "contenus pédopornographiques, violents".

A complement in its place would be joined to an adjective, and one after it would seem to belong to the
complement's noun: "contenus d’abus sexuels d’enfants, violents".
"""

from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.agreement import Readings, before_last, last_word
from luxterm.text.folding import fold
from luxterm.text.words import WORD

_NEAR = 60
"""Code points before a term in which an adjective is looked for."""

_COUNTED = ("singular", "plural")
"""Numbers of nouns that name people; no abstract noun."""
_PARTING = (": ", " (", " - ", " \N{EN DASH} ", " \N{EM DASH} ", "; ")
"""Marks that part a noun from an adjective, besides a comma: "Pornografía infantil: definida y …"."""


class AmongAdjectives:
    """The adjectives beside a term in one language."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        grammar = language.grammar
        self._closed_class = language.closed_class
        self._governing = language.agreement.governing
        self._mixed = language.agreement.mixed
        self._acting = language.agreement.acting
        self._verbs = language.signals.verbs | language.agreement.acting | language.agreement.copulas
        self._verb_endings = language.agreement.clitic_verbs
        self._determiners = morphology.determiners
        self._phrases = morphology.phrases
        self._inflection = morphology.inflection
        self._plural = grammar.plural_endings
        self._joints = (*language.joints, ", ")

    def follow(self, around: Surroundings, readings: Readings, *, certain: bool) -> str:
        """The adjective that fits these readings and comes after a term, or is joined to it; "" if none does.

        `certain` that the term is one: then whatever a comma or a conjunction joins to it may be.
        """
        right = around.right
        # `Following` sees to one directly after
        joints = (*self._joints, " ") if certain else (*self._joints, *_PARTING)
        joint = next(filter(right.startswith, joints), "")
        match = WORD.match(right, len(joint)) if joint else None
        while match and self._inflection.is_adverb(match[0]):
            match = WORD.match(right, match.end() + 1)
        if match is None:
            return ""
        if certain and " " in around.folded:  # "à caractère …, violent": it fits a noun of the term's own
            readings = ()
        certain = certain and joint != " " and not self._is_singular(around, match[0])
        return match[0] if self._is_adjective(match[0], readings, certain=certain) else ""

    def is_lost(self, word: str, inner: Readings, outer: Readings) -> bool:
        """Whether a word belongs to a noun that goes with the term, not to the one that stays before it."""
        fits = self._inflection.fits
        return bool(inner and outer) and fits(word, inner) and not fits(word, outer)

    def _is_singular(self, around: Surroundings, word: str) -> bool:
        """Whether it lacks the ending of the term and its noun: "contenus pédopornographiques, apologie"."""
        term, noun = around.folded, around.left.rstrip().rpartition(" ")[2]
        both = " " not in term and term.endswith(self._plural) and noun.endswith(self._plural)
        return both and not word.endswith(self._plural)

    def is_clear(self, around: Surroundings, word: str, replacement: str, outer: Readings) -> bool:
        """Whether what directly follows the term can only belong to the noun before new words.

        It has words of its own, so that it may stand behind them, and fits none of their nouns: "l’image
        d’abus sexuels d’enfants saisie en mars", but "les fichiers d’abus sexuels d’enfants saisis en mars".
        """
        first, *rest = WORD.findall(around.right)[:2] or ("",)
        inflection = self._inflection
        if first != word or not (inflection.shows_agreement(word) and inflection.fits(word, outer)):
            return False
        if not around.right.startswith(f" {word} ") or self._governing.isdisjoint(rest):
            return False
        inner = (it for it in WORD.findall(fold(replacement)) if it not in self._closed_class)
        shown = [it for word in inner for it in self._phrases.of(word).readings]
        usual = tuple(it for it in shown if self._mixed <= it)  # "enfants" may be girls
        return bool(shown) and not inflection.fits(word, usual or tuple(shown))

    def precede(self, around: Surroundings) -> bool:
        """Whether a comma or a conjunction joins one to the term from before."""
        left = around.left[-_NEAR:]
        joint = next(filter(left.endswith, self._joints), "")
        word = left[: -len(joint)].rpartition(" ")[2] if joint else ""
        return self._is_adjective(word, (), certain=False)

    def qualifies(self, around: Surroundings, readings: Readings) -> bool:
        """Whether what names people is an adjective, as another noun stands before it: "mensajes pedófilos".

        Directly, or before an adjective that is joined to it: "un foro violento y pedófilo".
        """
        if " " in around.folded or around.group.number not in _COUNTED:
            return False
        joint = next(filter(around.left.endswith, self._joints), "")
        if not joint:
            return self._ends_in_noun(around.left, around.folded)
        left = f"{around.left.removesuffix(joint)} "
        word = last_word(left)
        before = before_last(left)
        if self._inflection.is_adjective(word) and self._inflection.fits(word, readings):
            return self._is_content(last_word(before.replace(",", "")))
        return joint != ", " and self._ends_in_noun(before, word)  # not "un entrenador, pedófilo condenado"

    def _ends_in_noun(self, left: str, following: str) -> bool:
        """Whether a text ends in what is rather a noun than a verb: "un foro", a plural before a plural."""
        word, inflection = last_word(left), self._inflection
        if not self._is_content(word) or self._determiners.ends_in_determiner(left):
            return False
        if inflection.shows_agreement(word) or inflection.is_adverb(word) or inflection.is_infinitive(word):
            return False  # "un presunto …"
        if self._determiners.ends_in_determiner(before_last(left)):
            return True
        return word.endswith(self._plural) and following.endswith(self._plural)

    def _is_content(self, word: str) -> bool:
        """Whether a word is neither a function word nor a verb, as far as that shows."""
        known = word in self._closed_class or word in self._verbs
        return word.isalpha() and not known and not word.endswith(self._verb_endings)

    def _is_adjective(self, word: str, readings: Readings, *, certain: bool) -> bool:
        if not word.isalpha() or word in self._closed_class:
            return False
        if self._inflection.is_adjective(word):
            return self._inflection.fits(word, readings)
        other = self._phrases.is_noun(word) or (word in self._acting and not certain)  # "y notifica el caso"
        return not other and (certain or self._inflection.fits(word, readings))

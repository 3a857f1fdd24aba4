"""An adjective behind a term that belongs to its complement: "la prostitución de menores extranjeros".

The new words may go on behind theirs: "explotación de … en la prostitución". There the adjective would belong
to another noun, so it goes with its own: "explotación de … extranjeros en la prostitución".
"""

from luxterm.engine.replace.agreed import After
from luxterm.engine.replace.concord.morphology import Morphology
from luxterm.engine.replace.phrases import Phrase
from luxterm.engine.replace.words_after import Word
from luxterm.engine.surroundings import Surroundings
from luxterm.text.folding import fold
from luxterm.text.words import WORD


class InnerAttribute:
    """Those of one language."""

    def __init__(self, morphology: Morphology) -> None:
        language = morphology.language
        grammar = language.grammar
        self._children = grammar.child_nouns
        self._conjunctions = grammar.conjunctions
        self._going_on = grammar.postmodifiers | language.agreement.relating | language.agreement.detaching
        self._plural = grammar.plural_endings
        self._closed_class = language.closed_class
        self._phrases = morphology.phrases
        self._inflection = morphology.inflection

    def agree(self, around: Surroundings, words: list[Word], old: Phrase, new: Phrase) -> After | None:
        """Where it goes, None if there is none; `half` where its place or its form can't be told."""
        if not words or not old.has_complement or not around.right.startswith(f" {words[0].folded}"):
            return None
        *_, last = ("", *WORD.findall(around.folded[old.tail :]))
        if last not in self._children or not self._may_qualify(words[0].folded, last, old):
            return None
        start, place = self._children_in(new)
        if place == 0:
            return None
        row = self._row(words, last, old)
        inner = self._phrases.of(new.text[start:place]).readings
        fits = all(self._fits(it.folded, inner) for it in row)
        if place == len(new.text):
            return None if fits else After(sure=False, half=True)
        behind = words[len(row) * 2 - 1 : len(row) * 2]
        goes_on = bool(behind) and behind[0].joined and self._goes_on(behind[0].folded)
        if not fits or goes_on:
            return After(sure=False, half=True)
        joints = [it.folded for it in words[: len(row) * 2 - 1]]
        return After(" ".join(joints), row[-1].end, sure=False, place=place)

    def _may_qualify(self, word: str, last: str, old: Phrase) -> bool:
        """Whether a word behind a plural may be its adjective, and not that of the term's own noun."""
        if word in self._closed_class or self._inflection.is_adverb(word):
            return False
        if not (last.endswith(self._plural) and word.endswith(self._plural)):
            return False
        return not self._inflection.fits(word, old.readings) and not self._phrases.is_noun(word)

    def _row(self, words: list[Word], last: str, old: Phrase) -> list[Word]:
        """The first of some words, and what conjunctions join to it: "migrantes y refugiados"."""
        row = [words[0]]
        for joint, word in zip(words[1::2], words[2::2], strict=False):
            joined = joint.joined and word.joined and joint.folded in self._conjunctions
            if not joined or not self._may_qualify(word.folded, last, old):
                break
            row.append(word)
        return row

    def _children_in(self, new: Phrase) -> tuple[int, int]:
        """Where the children whom the new words name begin and end; (0, 0) if they name none."""
        start = end = 0
        for match in WORD.finditer(fold(new.text), new.tail):
            if match[0] in self._children:
                start, end = start or match.start(), match.end()
            elif end and match[0] not in self._conjunctions:
                break
        return start, end

    def _fits(self, word: str, inner: tuple[frozenset[str], ...]) -> bool:
        """Whether a word is known to agree with the children whom the new words name."""
        known = self._inflection.is_adjective(word) or self._inflection.may_agree(word)
        return known and bool(inner) and self._inflection.fits(word, inner)

    def _goes_on(self, word: str) -> bool:
        """Whether what qualifies them goes on behind it: "procedentes de …", "extranjeros no …"."""
        return word in self._going_on or self._inflection.is_adverb(word) or word not in self._closed_class

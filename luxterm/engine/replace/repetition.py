"""What new words would say again: words that the sentence has, or that stand directly beside them."""

from collections.abc import Iterable
from itertools import pairwise

from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.data import Profile
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.words import after_last, after_marks
from luxterm.types import Applicability

_BEFORE, _NEAR, _STEM = 60, 3, 7
"""Repeated words: of the `_NEAR` last words within `_BEFORE` code points before a term, none may share its
first `_STEM` letters with one of the new words ("exploited … exploitation")."""

_SAME, _ROOT = 3, 5
"""Words that new ones have at least to be nearly the same as others, and letters that show it."""
_ROW = 120
"""Code points before a term in which its row begins."""


class Repetition:
    """Repetition in one language, after one profile."""

    def __init__(self, language: Language, profile: Profile) -> None:
        self._language = language
        self._grammar = grammar = language.grammar
        self._prefers = profile.prefers
        self._endings: dict[str, tuple[str, ...]] = {}
        self._said_again = grammar.child_nouns.union(*(short for _, _, short in grammar.once))
        """Words that may stand twice in a sentence: children's, and the short ones for them."""

    def undoubled(self, around: Surroundings, phrase: str) -> str:
        """The phrase without a last word that follows anyway, or first words that stand just before."""
        words = phrase.split(" ")
        repeated = (words[-1], *(words[-1] + ending for ending in self._grammar.plural_endings))
        if len(words) > 1 and around.following in repeated:
            words.pop()
        for count in range(len(words) - 1, 0, -1):
            again = " ".join(words[:count]).lower()
            if around.folded.startswith(f"{again} "):
                continue  # it stood twice before, for something: "Is every naked child child …?"
            if f" {around.left}".endswith(self._just_before(again)):
                return " ".join(words[count:])
        return " ".join(words)

    def _just_before(self, words: str) -> tuple[str, ...]:
        """The words as a text may end in them: in each variety's spelling, with spaces around."""
        if words not in self._endings:
            pairs = [pair for stems in self._grammar.spelling_stems.values() for pair in stems.items()]
            both = [*pairs, *((theirs, ours) for ours, theirs in pairs)]
            spelled = {words, *(words.replace(one, other) for one, other in both if one in words)}
            self._endings[words] = tuple(f" {it} " for it in spelled)
        return self._endings[words]

    def allows(
        self, around: Surroundings, says: tuple[str, ...], spoken: list[dict[str, str]]
    ) -> Applicability:
        """What is allowed if the sentence already has the new words, or some of them.

        A second choice counts only on the other side of a conjunction, since it is never put in unasked.
        """
        phrases = {folded for phrases in spoken for folded in phrases.values()}
        made = frozenset(spoken[0].values()) if spoken else frozenset[str]()
        before = self._without_article(around.left)
        if self._beside(around, phrases) or self._behind(before, made) or self._says_twice(before, made):
            return Applicability.DISPLAY
        besides = f"{around.left}|{around.right}"  # not in the term itself: "traditional harmful practices"
        if any(folded in besides for folded in made) or self._abbreviated(around, says):
            return Applicability.UNSAFE
        if self._in_row_of(around, made) or self._explained(around, made):
            return Applicability.UNSAFE
        if self._says_kind(around, made) or self._says_the_same(around, made):
            return Applicability.UNSAFE
        if self._begins_alike(around, made) or self._sounds_on(around, made) or self._led_alike(around, made):
            return Applicability.UNSAFE
        left = around.left[-_BEFORE:]
        near = self._language.divider.words(left)[-_NEAR:]
        finite = self._language.signals.finite  # "the material is …" says of the same thing what it is
        near = near[after_last(near, finite.__contains__) :]
        stems = {it[:_STEM] for it in near if len(it) >= _STEM and it not in self._said_again}
        # In a list, "exploitation, exploitation of …" isn't good, but "material, child … material" is
        most = 1 if left.endswith(", ") else None
        new = (word for folded in made for word in folded.split()[:most]) if stems else ()
        return Applicability.UNSAFE if any(word[:_STEM] in stems for word in new) else Applicability.SAFE

    def _beside(self, around: Surroundings, phrases: Iterable[str]) -> bool:
        """Whether the new words, or the first two, stand on the other side of a conjunction."""
        if self._behind(around.left, phrases):
            return True
        return self._joined(around).startswith(tuple(phrases))

    def _behind(self, left: str, phrases: Iterable[str]) -> bool:
        """Whether the new words, or the first two, stand before a conjunction that ends the text."""
        joint = next(filter(left.endswith, self._language.joints), "")
        heads = (" ".join(phrase.split(" ")[:2]) for phrase in phrases)
        return bool(joint) and left.removesuffix(joint).endswith((*phrases, *heads))

    def _says_twice(self, left: str, phrases: Iterable[str]) -> bool:
        """Whether a conjunction would join the first of the new words to itself: "explotación y explotación".

        `left` is before the term and its article.
        """
        *_, word, joint = ("", "", *left.split()[-2:])
        if joint not in self._grammar.conjunctions:
            return False
        word = self._language.divider.words(word)[-1:]
        return any(phrase.split(" ")[:1] == word for phrase in phrases)

    def _in_row_of(self, around: Surroundings, made: frozenset[str]) -> bool:
        """Whether the term is in a row of the first of the new words: "material de A, B o material".

        With one more word before the preposition, a comma joins it to the row, too: "material relacionado
        con A, material"; without it, "material de A, material" may be a row of materials.
        """
        grammar = self._grammar
        clause = after_marks(around.left, ".;:()?!")[-_ROW:]
        row = self._language.divider.words(clause)
        joined = bool(row) and row[-1] in grammar.conjunctions
        if joined:
            row.pop()
        small = grammar.small_words - grammar.determiners - grammar.conjunctions
        begun = [[*it.split(" ", 2), ""][:2] for it in made]
        at = after_last(row, {head for head, _ in begun}.__contains__)
        # An adjective is no head: "sexual exploitation of children and sexual exploitation …"
        heads = {head for head, following in begun if following in small}
        related = at + 1 < len(row) and row[at - 1] in heads and row[at + 1] in small
        related = related and row[at] not in grammar.small_words
        if not at or not (joined or (related and clause.endswith(", "))):
            return False
        row = row[at + related :]
        return bool(row) and row[0] in grammar.small_words and small.isdisjoint(row[1:])

    def _without_article(self, left: str) -> str:
        """What stands before a term and its article, or two: "… and the " as "… and "."""
        while (parts := left[:-1].rpartition(" "))[2] in self._grammar.determiners:
            left = f"{parts[0]} " if parts[0] else ""
        return left

    def _joined(self, around: Surroundings) -> str:
        """What a conjunction joins to the term, without articles: "and the …"; "" if none does."""
        joint = next(filter(around.right.startswith, self._language.joints), "")
        after = around.right[len(joint) :] if joint else ""
        while (word := after.partition(" ")[0]) and word in self._grammar.small_words:
            after = after[len(word) + 1 :]
        return after

    def _begins_alike(self, around: Surroundings, made: frozenset[str]) -> bool:
        """Whether the first two of the new words open what is joined to the term: "… and sexual violence"."""
        heads = tuple(" ".join(phrase.split(" ")[:2]) for phrase in made if phrase.count(" ") > 1)
        return self._joined(around).startswith(heads)

    def _says_kind(self, around: Surroundings, made: frozenset[str]) -> bool:
        """Whether it is a kind of what the new words name first: "sexual exploitation in the form of …"."""
        clause = after_marks(around.left, ",;:()")[-_BEFORE:]
        words = self._language.divider.words(clause)
        parting = self._grammar.conjunctions | self._language.signals.finite
        words = words[after_last(words, parting.__contains__) :]
        said = {(one[:_STEM], other[:_STEM]) for one, other in pairwise(words) if len(one) >= _STEM}
        heads = (it.split()[:2] for it in made if " " in it)
        return any((one[:_STEM], other[:_STEM]) in said for one, other in heads)

    def _says_the_same(self, around: Surroundings, made: frozenset[str]) -> bool:
        """Whether a conjunction would join them to nearly the same in another order: "X of Y and Y X"."""
        small = self._grammar.small_words
        parts = [[it for it in folded.split() if it not in small] for folded in made]
        parts = [own for own in parts if len(own) >= _SAME]
        words = around.left.split() if parts else []
        if not words or words[-1] not in self._grammar.conjunctions:
            return False
        words = self._language.divider.words(around.left[-2 * _BEFORE :])[:-1]
        words = [it[:_ROOT] for it in words if it not in small]
        return any({it[:_ROOT] for it in own}.issubset(words[-len(own) :]) for own in parts)

    def _led_alike(self, around: Surroundings, made: frozenset[str]) -> bool:
        """Whether a preposition opens the sentence, and the new words have it again: "In … in …".

        Not in what a conjunction joins to them: "Im … und im …".
        """
        opening, grammar = self._language.divider.words(around.left), self._grammar
        if not opening or not grammar.small_words.issuperset(opening) or opening[0] in grammar.determiners:
            return False
        pairs = (pair for folded in made for pair in pairwise(folded.split()))
        return any(word == opening[0] and before not in grammar.conjunctions for before, word in pairs)

    def _sounds_on(self, around: Surroundings, made: frozenset[str]) -> bool:
        """Whether the word directly after has the stem of a new one: "Darstellungen … darstellen".

        Or one of the next, behind a relative pronoun (the context `relating`): "… who were …".
        """
        after = self._language.divider.words(around.right[:_BEFORE]) if around.right[:1] == " " else []
        related = self._language.contexts["relating"].stands_in(after[:1])
        after = after[: _NEAR if related else 1]
        stems = {it[:_STEM] for it in after if len(it) >= _STEM and it not in self._said_again}
        return any(word[:_STEM] in stems for folded in made for word in folded.split()[:-1])

    def _explained(self, around: Surroundings, made: frozenset[str]) -> bool:
        """Whether a bracket directly behind opens with a new word: "sextortion (extortion by images)".

        Or it, or another name behind a comma, with the first two: "historical child …, or non-recent abuse".
        """
        leads = (" (", *(f", {it} " for it in self._grammar.glosses))
        lead = max(filter(around.right.startswith, leads), key=len, default="")  # ", o sea ", not ", o "
        if not lead:
            return False
        inside = around.right[len(lead) : _BEFORE]
        if inside.startswith(tuple(" ".join(it.split()[:2]) for it in made if " " in it)):
            return True
        if lead != " (":
            return False
        first = self._language.divider.words(inside)[:1]
        stems = tuple(it[:_STEM] for it in first if len(it) >= _STEM and it not in self._said_again)
        return bool(stems) and any(word.startswith(stems) for folded in made for word in folded.split())

    def _abbreviated(self, around: Surroundings, says: tuple[str, ...]) -> bool:
        """Whether the sentence has the abbreviation of the new words: "CSAM and child …", or "csam"."""
        before = around.view.folded[around.sentence.start : around.occurrence.end]
        after = around.right
        said = (self._language.abbreviation(say, self._prefers) for say in says if "<" in say)
        short = {fold(it) for it in said if it}
        if (own := fold(around.in_brackets)) in short:  # "child … (CSAM)": it explains the new words as well
            after = after.replace(f"({own})", "", 1)
        sentence = f"{before} {after}"
        return any(it in sentence and it in self._language.divider.words(sentence) for it in short)

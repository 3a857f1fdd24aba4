"""Which new words fit in the place of a term, and how certainly.

A term may qualify a noun ("child … ring"), be qualified ("male child …"), share a noun with a word beside
it, have an ending or a hyphen, or be continued ("child …s under 14"). What can't be certain then is unsafe,
and what can't be right is display only.
"""

from typing import NamedTuple

from luxterm.base import lazy_pattern
from luxterm.engine.replace.possessives import Possessives
from luxterm.engine.replace.words_after import longest_beginning
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.termbase.term_data import Group
from luxterm.text.folding import fold
from luxterm.text.marks import HYPHENS
from luxterm.text.words import WORD
from luxterm.types import Applicability

_AHEAD = 60
"""Code points after a term in which a noun is looked for that it shares with others."""
_DASHES = "\u2013\u2014"
"""Between two words without spaces they are hyphens, too."""
_AMOUNT = lazy_pattern(r"\s\w{1,3}\s\d{1,3}(?:[.,]\d{1,2})?\s?%")
"""By how much a verb says that a thing grows or shrinks: "réduire le mariage précoce de 20 %"."""


class Choice(NamedTuple):
    """The new words, best first, and what their fixes are at most."""

    says: tuple[str, ...]
    applicability: Applicability


class WordChoice:
    """What fits in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._grammar = language.grammar
        self._possessives = Possessives(language)
        short = (words for _, _, words in self._grammar.once)
        self._children = self._grammar.child_nouns.union(*short)
        self._known: dict[str, bool] = {}
        """Of phrases, whether they are modified."""

    def choose(self, around: Surroundings) -> Choice:
        """The words for this place."""
        group = around.group
        says, sure = self._qualifying(around, group)
        applicability = Applicability(group.applicability)
        if not sure:
            applicability = min(applicability, Applicability.UNSAFE)
        joined = around.following in self._grammar.conjunctions
        if joined and says and group.attributive and self._modified(says[0]) and self._shares_head(around):
            applicability = Applicability.DISPLAY
        if around.preceding in self._grammar.premodifiers and self._turns(around, says):
            applicability = Applicability.DISPLAY
        if joined and says and self._takes_on(around, says[0]):
            applicability = min(applicability, Applicability.UNSAFE)
        return Choice(says, min(applicability, self._joined(around, says)))

    def _qualifying(self, around: Surroundings, group: Group) -> tuple[tuple[str, ...], bool]:
        """The words for a term beside a noun, or by itself; and whether that is certain.

        A plural hardly ever qualifies: in "juvenile … offenders report" the noun is a verb.
        """
        attributive, following = group.attributive, around.following
        if attributive and around.preceding in self._grammar.preceding_heads:
            return attributive, not attributive[0].isupper()
        if following in self._grammar.head_nouns:
            if group.number == "plural" or not attributive:
                return group.say, not (group.say and self._modified(group.say[0]))
            # An abbreviation that the text may not have explained
            return attributive, not attributive[0].isupper()
        belongs = longest_beginning(WORD.findall(around.right[:_AHEAD]), self._grammar.verbal) > 0
        if following in self._grammar.postmodifiers and not (belongs or _AMOUNT.match(around.right)):
            return group.say, not group.say or self._ends_alike(around, group.say[0])
        return group.say, not (attributive and following) or group.number == "plural" or self._ends(following)

    def _shares_head(self, around: Surroundings) -> bool:
        """Whether a noun comes, after a conjunction, that the term shares: "child … and child … offences"."""
        conjunctions, heads = self._grammar.conjunctions, self._grammar.head_nouns
        for number, word in enumerate(around.right[:_AHEAD].replace(",", " ,").split()):
            bare = word.rstrip(".;:!?)")
            if number > 1 and bare in heads and bare not in self._grammar.sharing_nouns:
                return True
            if bare != word or (self._ends(word) and word not in conjunctions):
                return False
        return False

    def _takes_on(self, around: Surroundings, say: str) -> bool:
        """Whether new words that end in two nouns have a third joined to them: "in travel and tourism and …".

        Not if that has an article or a preposition that they haven't, nor if a verb is joined, nor behind a
        preposition and article in one, which would come again: "im Tourismus und der …". Nobody takes it for
        one of children: "contra niñas, niños y adolescentes y …".
        """
        joint, grammar = around.following, self._grammar
        *_, first, second, last = ("", "", *fold(self._language.resolve(say, {})).split(" "))
        if joint not in (first, second) or last in self._children:
            return False
        joined = next(iter(self._language.divider.words(around.right[:_AHEAD])[1:]), "")
        if joined in grammar.determiners:
            return second != joint and not self._language.declension.contracts(second)
        if joined in grammar.small_words:
            return joined == second
        return joined not in self._language.signals.verbs

    def _turns(self, around: Surroundings, says: tuple[str, ...]) -> bool:
        """Whether the new words have another noun in front: "exploitation of children …" for "child …".

        An adjective before them ("male", "forced") would then belong to that one.
        """
        if not says or not self._modified(says[0]):
            return False
        return not fold(self._language.resolve(says[0], {})).startswith(around.folded.partition(" ")[0])

    def _joined(self, around: Surroundings, says: tuple[str, ...]) -> Applicability:
        """What the marks that touch the occurrence allow: a possessive, a hyphen, a slash, "(s)"."""
        text = around.view.text
        start, end = around.occurrence.start, around.occurrence.end
        modified = bool(says) and self._modified(says[0])
        if ending := self._possessives.ending(around):
            # A plural's bare apostrophe suits only a new word with the same ending
            new = self._language.resolve(says[0], {}) if says else ""
            bare = len(ending) == 1 and not new.endswith(text[end - 1])
            if modified and self._possessives.turns(around):
                return Applicability.SAFE  # as far as `turned` says so
            return Applicability.DISPLAY if modified or bare else Applicability.SAFE
        before = text[start - 1] if start > around.bounds.start else " "
        if before in HYPHENS or (modified and text[end] == "(" and text[end + 1 : end + 2].isalpha()):
            return Applicability.DISPLAY
        if modified and "/" in (before, text[end]):
            return Applicability.UNSAFE
        hyphen = text[end] in HYPHENS or (text[end] in _DASHES and text[end + 1 : end + 2].isalpha())
        if not hyphen:
            return Applicability.SAFE
        return Applicability.DISPLAY if modified else Applicability.UNSAFE

    def _ends_alike(self, around: Surroundings, say: str) -> bool:
        """Whether what comes after has its noun still: the same, or the only one that the new words have."""
        last = fold(self._language.resolve(say, {})).rpartition(" ")[2]
        return last == around.folded.rpartition(" ")[2] or not self._modified(say)

    def _modified(self, say: str) -> bool:
        """Whether something comes after the phrase's noun: "child exploited in prostitution"."""
        if say not in self._known:
            words = self._language.resolve(say, {}).split(" ")[1:]
            first = (self._language.divider.words(fold(it))[:1] for it in words)
            self._known[say] = any(map(self._ends, (*words, *(it for each in first for it in each))))
        return self._known[say]

    def _ends(self, word: str) -> bool:
        """Whether a word shows that the noun phrase before it has ended."""
        return word in self._language.function_words

"""Whether a word beside a term shares one of its words, and would lose it with the term.

"child prostitution and trafficking", "pornografía y prostitución infantil", "adult and underage prostitutes".
The context `shares-not` has first words that none of these nouns would share, if a language has it: "early";
`shares-more` persons of whom the last of the new words would seem to be said, too: "women and children
exploited in prostitution"; `other-kinds` what stands before the noun where it is of the term's kind: "child …
and other pornography", which new words have no part in.
"""

from functools import cached_property

from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.marks import OPENING

_SHARED = 3
"""Words before a term in which a noun is looked for that shares its adjective: itself, "and", "the"."""
_OTHERS = 4
"""Words behind a conjunction that say that others of its kind follow: "any other form of"."""
_BEHIND = 60
"""Code points behind a term in which a noun is looked for that shares its adjective."""


class Sharing:
    """The sharing of words in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._gendered = language.agreement.gendered
        self._grammar = language.grammar
        self._small = language.grammar.small_words
        self._not, self._more = language.contexts["shares-not"], language.contexts["shares-more"]
        self._others, self._for_noun = language.contexts["other-kinds"], language.contexts["for-noun"]

    def shares(self, around: Surroundings) -> bool:
        """Whether a noun may share a word of the term: "child prostitution and trafficking".

        In a list, one of two words can stand by itself: "child prostitution, sex tourism and …". So can the
        last of several that commas divide: "trafficking, child prostitution, and pornography". Its own noun
        doesn't share the word that was just said to it: "child pornography or pornography".
        """
        if self._gendered:
            return self._shares_last(around)
        if self._takes_more(around):
            return True
        joint = around.right[:1]
        if joint not in (" ", ",", "/"):
            return False
        after = f" {around.right[:_BEHIND].lstrip(' ,/')}"
        conjunction = next((it for it in self._conjunctions if after.startswith(f"{it} ")), "")
        if (joint == " " and not conjunction) or self._not.stands_in(around.folded.split()[:1]):
            return False
        words = after[len(conjunction) :].replace(",", " ").split()
        own = around.folded.rpartition(" ")[2]
        if conjunction and self._names_others(words, own):
            return True
        if " " not in around.folded or (joint == "," and conjunction and self._ends_list(around)):
            return False
        for count in (1,) if joint == "," and not conjunction else (1, 2):
            noun = " ".join(words[:count]).rstrip(".;:!?)")
            if noun != own and noun in self._grammar.sharing_nouns:
                after = words[count] if len(words) > count else ""
                return after not in self._grammar.small_words or after in self._grammar.conjunctions
        return False

    def _names_others(self, words: list[str], own: str) -> bool:
        """Whether words speak of others of the kind that its noun names: "other forms of sex tourism"."""
        at = self._others.after_last(words[:_OTHERS])
        return bool(at) and own in (word.rstrip(".;:!?)") for word in words[at : at + 2])

    def _takes_more(self, around: Surroundings) -> bool:
        """Whether persons are joined to a child of whom the new words say more: "women and child …"."""
        *before, joint = around.left.split()[-2:] or [""]
        if joint not in self._grammar.conjunctions or not self._more.stands_in(before):
            return False
        new = around.group.say[:1]
        said = around.words(self._language.resolve(new[0], {})) if new else []
        return len(said) > 1 and not self._grammar.child_nouns.isdisjoint(said[:1])

    def _ends_list(self, around: Surroundings) -> bool:
        """Whether a comma parts it from the entry before: "trafficking, child …, and …"."""
        before = around.left.rpartition(",")[0].rpartition(" ")[2]
        last = around.left.rpartition(",")[2].split()
        return before.isalpha() and all(word in self._small for word in last)

    def _shares_last(self, around: Surroundings) -> bool:
        """Whether a noun before may share what follows the term's: "pornografía y prostitución infantil"."""
        words = around.left.split()[-_SHARED:]
        joints = [at for at, word in enumerate(words) if word in self._grammar.conjunctions]
        before = words[joints[-1] - 1] if joints and joints[-1] else ""
        return (
            " " in around.folded
            and before in self._grammar.sharing_nouns
            and all(word in self._grammar.small_words for word in words[joints[-1] :])
        )

    def lends(self, around: Surroundings) -> bool:
        """Whether an adjective needs the term's noun: "adult and underage prostitutes".

        Or a word behind it stands for the noun: "more child … than adult ones" (the context `for-noun`).
        """
        if self._for_noun.stands_in(around.words(around.right[:_BEHIND])):
            return True
        left = around.left.rstrip()
        joint = next((it for it in (*self._conjunctions, ",") if left.endswith(it)), "")
        before = left[: len(left) - len(joint)].rstrip(" ,").rpartition(" ")[2]
        word, grammar = before.strip(OPENING), self._grammar
        if word in grammar.child_nouns and word.endswith(tuple(grammar.plural_endings)):
            return False  # "discrimination against girls, child …"
        lent = word in grammar.premodifiers or (
            word.endswith(self._possessive) and word not in grammar.contracted
        )
        return bool(joint) and bool(before) and lent

    @cached_property
    def _possessive(self) -> tuple[str, ...]:
        return tuple(ending for ending in self._grammar.possessive_endings if len(ending) > 1)

    @cached_property
    def _conjunctions(self) -> tuple[str, ...]:
        """With a space before each, the longest first."""
        return tuple(it.rstrip() for it in self._language.joints)

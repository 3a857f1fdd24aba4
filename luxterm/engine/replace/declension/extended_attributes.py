"""Where a noun phrase begins whose adjective has words of its own: "die auf dem Gerät oft gefundene …".

Between a determiner and such an adjective stand adverbs, phrases with a preposition, and a noun or a pronoun
that the adjective governs ("die den Eltern bekannte …"). Whatever else stands there belongs to another
phrase.
"""

from collections.abc import Sequence

from luxterm.engine.replace.declension.noun_phrases import NounPhrases
from luxterm.engine.replace.declension.tokens import Token
from luxterm.termbase.language import Language

_COMPOUND = "-"
"""What stands between the parts of a compound, folded."""


class ExtendedAttributes:
    """Those of one language."""

    def __init__(self, language: Language, nouns: NounPhrases) -> None:
        declension, grammar = language.declension, language.grammar
        self._declension = declension
        self._nouns = nouns
        self._function_words = language.function_words
        self._relatives = language.agreement.relatives
        self._conjunctions = grammar.conjunctions
        self._pronouns = language.agreement.pronouns | declension.referring_words | declension.reflexives
        self._verbs = (
            declension.doing | declension.finding | declension.intransitive | declension.objects.keys()
        )
        self._no_adverbs = (
            self._pronouns
            | declension.subjects
            | declension.expletives
            | declension.subordinators
            | declension.coordinators
            | (grammar.conjunctions - grammar.boundaries)  # "noch" is an adverb, too
            | self._relatives
            | declension.verbs.keys()
            | declension.linking
            | declension.before.keys()
            | declension.prepositions.keys()
        )

    def beginning(self, tokens: Sequence[Token]) -> int | None:
        """The place of the phrase's determiner or, if it has none, of the preposition before it.

        `tokens` are the words before its adjectives.
        """
        start = self._run(tokens)
        for at in range(start, len(tokens) - 1):
            token, between = tokens[at], tokens[at + 1 :]
            opens = token.folded in self._declension.before
            if not (opens or token.folded in self._declension.prepositions):
                continue
            if (opens or token.folded not in self._relatives) and self._is_whole(between, opened=opens):
                return at
        return None

    def opened(self, tokens: Sequence[Token]) -> bool:
        """Whether one may begin among some words, so that what comes before the last ones can't be told."""
        start, declension = self._run(tokens), self._declension
        return any(
            tokens[at].folded in declension.before
            and (
                declension.is_preposition(tokens[at + 1].folded)
                or self.is_adverb(tokens[at + 1], opened=True)
            )
            for at in range(start, len(tokens) - 1)
        )

    def _run(self, tokens: Sequence[Token]) -> int:
        """Where the last words begin between which no mark stands."""
        at = len(tokens)
        while at and (tokens[at - 1].directly or tokens[at - 1].after == _COMPOUND):
            at -= 1
        return at

    def _is_whole(self, words: Sequence[Token], *, opened: bool) -> bool:
        """Whether some words are nothing but what an adjective may have before it.

        `opened` by a determiner: behind a preposition alone, a determiner is that of its own noun.
        """
        at = 0
        while at < len(words):
            word, last = words[at].folded, at + 1 == len(words)
            marked = last and word in self._declension.infinitive[:1]  # "die zu löschenden"
            if marked or self.is_adverb(words[at], opened=opened) or word in self._declension.reflexives:
                at += 1
                continue
            governed = self._declension.is_preposition(words[at].folded)
            if not (governed or (opened and words[at].folded in self._declension.before)):
                return False
            end = self._noun_phrase(words, at + governed)
            if end is None:
                pronoun = governed and at + 1 < len(words) and words[at + 1].folded in self._pronouns
                if not pronoun or words[at + 1].folded in self._relatives:
                    return False
                end = at + 2
            at = end
        return True

    def _noun_phrase(self, words: Sequence[Token], at: int) -> int | None:
        """Where a noun phrase ends that begins there, with its attributes and what is joined to it."""
        declension = self._declension
        if at < len(words) and words[at].folded in declension.before:
            at += 1
        at = self._nouns.past_adjectives(words, at)
        if at == len(words) or not (self._nouns.is_noun(words[at]) or words[at].folded.isdecimal()):
            return None
        while at + 1 < len(words) and words[at].after == _COMPOUND and words[at + 1].capital:
            at += 1
        at += 1
        if at < len(words) and self._nouns.is_noun(words[at]):
            at += 1  # a name: "in vielen Ländern Asiens"
        if at < len(words) and words[at].folded in self._conjunctions:
            return self._noun_phrase(words, at + 1)
        word = words[at].folded if at < len(words) else ""
        if declension.attribute in declension.cases_shown(word) and not declension.is_preposition(word):
            return self._noun_phrase(words, at)
        return at

    def is_adverb(self, token: Token, *, opened: bool = False) -> bool:
        """Whether a word has no ending and is no other known word: "dort", "massenhaft".

        `opened` by a determiner, behind which no verb comes: "die zuletzt …".
        """
        word, declension = token.folded, self._declension
        if token.capital or word in self._no_adverbs:
            return False
        if word.isdecimal() or word in self._function_words or word in declension.between:
            return True
        verb = bool(declension.verb(word)) and (not opened or word in self._verbs)
        return word.isalpha() and not (verb or self._nouns.is_adjective(token))

"""The noun phrases among the words of a clause, in a language that declines: their cases by form alone."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from luxterm.engine.replace.declension.tokens import Token
from luxterm.termbase.declension import Reading
from luxterm.termbase.language import Language

Tokens = tuple[Token, ...]
_ANY: Reading = frozenset()


class NounPhrase(NamedTuple):
    """A noun phrase: the cases in which it may stand, and whether it hangs on nothing.

    `governed` if it is behind a preposition, and `bare` if it is nothing but the noun there: "vor Ort".
    """

    cases: frozenset[str]
    free: bool
    governed: bool = False
    bare: bool = False


def nominal_words(language: Language) -> frozenset[str]:
    """The words that noun phrases have, or that join them, and that are never a verb."""
    declension = language.declension
    opening = declension.before.keys() | declension.prepositions.keys()
    return language.grammar.conjunctions | declension.between | opening


class NounPhrases:
    """Those of one language."""

    def __init__(self, language: Language) -> None:
        self._declension = declension = language.declension
        self._phrases = language.declined_phrases
        self._function_words = language.function_words | declension.between
        self._conjunctions = language.grammar.conjunctions
        features = {it.features for it in declension.nouns}
        self._any = [it | {n, c} for it in features for n in declension.numbers for c in declension.cases]
        """The readings of a noun that isn't known."""
        standing = declension.referring_words - declension.no_subjects
        self._standing = standing | declension.subjects | declension.expletives
        """What may stand for a noun, and be a subject."""
        self._no_subjects = declension.no_subjects

    def among(
        self, tokens: Tokens, *, after_noun: bool, whole: bool = False, values: Reading = _ANY
    ) -> Iterator[NounPhrase]:
        """The noun phrases among some words, one without cases where a determiner has no noun.

        With `whole`, also one without cases for each word that belongs to none. With `values`, only those
        that may have them: a number, a gender.
        """
        before, at = self._declension.before, 0
        governed = behind = False
        while at < len(tokens):
            token, opens = tokens[at], tokens[at].folded in before
            joins = behind and token.folded in self._conjunctions and self._is_bare(tokens[at + 1 :])
            if joins or (token.folded in self._declension.prepositions and not opens):
                governed, at = True, at + 1  # "in Asien und Europa"
                continue
            begin = at + opens
            if governed and opens and begin < len(tokens) and tokens[begin].folded in before:
                at = begin
                continue  # "auf allen unseren …"
            at, behind = self.past_adjectives(tokens, begin), False
            noun = tokens[at] if at < len(tokens) and tokens[at].capital else None
            if noun and noun.folded not in self._function_words:
                determiner = token if opens else None
                cases, alone = self._cases(determiner, tokens[begin:at], noun, values)
                behind = governed or (opens and self._declension.contracts(token.folded))
                if cases or not values:
                    yield NounPhrase(cases, not (behind or after_noun), behind, governed and alone)
                after_noun, at = True, at + 1
            else:
                if whole or (opens and token.folded not in self._no_subjects):  # "die ihr gemeldet wird"
                    yield NounPhrase(frozenset(), False)
                after_noun, at = False, max(at, begin + (not opens))
            governed = False

    def _cases(
        self, determiner: Token | None, adjectives: Tokens, noun: Token, values: Reading
    ) -> tuple[frozenset[str], bool]:
        """The cases in which a noun phrase may stand, and whether it is the noun alone."""
        cases = self._read(determiner, adjectives, noun, values)
        while adjectives and not (cases or determiner):  # "schützen Kinder": no adjective
            adjectives = adjectives[1:]
            cases = self._read(None, adjectives, noun, values)
        return cases, not (determiner or adjectives)

    def may_be_subject(self, tokens: Tokens) -> bool:
        """Whether something among some words may be the subject of a verb in the singular."""
        declension = self._declension
        if tokens and tokens[-1].folded in declension.linking and tokens[-1].folded in declension.before:
            tokens = tokens[:-1]  # "… gezeichnet sein"
        for at, token in enumerate(tokens):
            if token.folded in self._standing and not self.opens_phrase(tokens[at:]):
                return True
        subject, singular = declension.subject_case, declension.singular
        phrases = self.among(tokens, after_noun=False, values=frozenset((singular,)))
        return any(not it.cases or (subject in it.cases and not it.governed) for it in phrases)

    def may_have(self, tokens: Tokens, number: str) -> bool:
        """Whether a subject among some words may have a number: as one, or joined to another."""
        if not number or any(it.folded in self._conjunctions for it in tokens):
            return True
        return any(
            self._declension.subject_case in it.cases for it in self.like(tokens, frozenset((number,)))
        )

    def like(self, tokens: Tokens, values: Reading) -> Iterator[NounPhrase]:
        """Those among some words that may have a gender and a number."""
        return (it for it in self.among(tokens, after_noun=False, values=values) if it.cases)

    def is_subject_alone(self, token: Token) -> bool:
        """Whether a word may be an adjective in place of a noun, as a subject: "Folgendes"."""
        declension, subject = self._declension, {self._declension.subject_case, self._declension.singular}
        return any(
            subject <= it and declension.ending(token.folded, it, declension.bare) is not None
            for it in self._any
        )

    def is_noun(self, token: Token) -> bool:
        """Whether a word looks like one: it has a capital, and is no function word or determiner."""
        known = token.folded in self._function_words or token.folded in self._declension.before
        return token.capital and not known

    def is_adjective(self, token: Token) -> bool:
        """Whether a word looks like one."""
        return not token.capital and self._phrases.is_adjective(token.folded, token.folded)

    def opens_phrase(self, tokens: Tokens) -> bool:
        """Whether the first of some words is followed by its noun: "diese Bilder", "ihr neues Konto"."""
        return self._is_bare(tokens[1:])

    def _is_bare(self, tokens: Tokens) -> bool:
        """Whether some words begin with a noun, or with adjectives before one."""
        at = self.past_adjectives(tokens, 0)
        return at < len(tokens) and self.is_noun(tokens[at])

    def past_adjectives(self, tokens: Sequence[Token], at: int) -> int:
        """Where the adjectives end that begin there."""
        return next(
            (end for end in range(at, len(tokens)) if not self.is_adjective(tokens[end])), len(tokens)
        )

    def _read(
        self, determiner: Token | None, adjectives: Tokens, noun: Token, values: Reading
    ) -> frozenset[str]:
        """The cases in which a noun phrase may stand, with a number or a gender if one is asked for.

        An unknown noun may be any.
        """
        declension = self._declension
        readings = [it for each in declension.meanings(noun.folded) for it in each.readings] or self._any
        readings = [it for it in readings if values <= it]
        word = determiner.folded if determiner else ""
        found: set[str] = set()
        for each in declension.determiners_as(word) if determiner else (None,):
            for reading in readings:
                if each and not each.stands_as(word, reading):
                    continue
                table = declension.strength(each, reading)
                if all(declension.ending(it.folded, reading, table) is not None for it in adjectives):
                    found |= reading & {*declension.cases}
        return frozenset(found - {declension.attribute} or found)

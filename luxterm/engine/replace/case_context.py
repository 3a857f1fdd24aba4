"""What stands before a term in a language that declines, as far as it shows the case: word by word.

The adjectives directly before the term, the determiner before these, and what governs the whole: a
preposition, a noun whose attribute it is, or something that both are joined to.
"""

from collections.abc import Iterator
from typing import NamedTuple

from luxterm.engine.judge.surroundings import Surroundings
from luxterm.termbase.declined_phrase import DeclinedPhrases
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.words import WORD

_WORDS = 24
"""Words before a term that are looked at."""
_CHARACTERS = 240
"""Code points in which these are looked for."""
_MOST = 4
"""Adjectives before a term, at most."""
_QUOTING = '"*_'
"""What may stand between two words that belong together, folded."""


class Token(NamedTuple):
    """A word before a term, folded, with its place in the view, and what comes between it and the next."""

    folded: str
    start: int
    end: int
    after: str
    capital: bool
    first: bool

    @property
    def directly(self) -> bool:
        """Whether the next word follows directly, quotation marks or emphasis aside."""
        return self.after.strip(_QUOTING) in (" ", "")


class Opening(NamedTuple):
    """A noun phrase's beginning: its determiner, if it has one, and the adjectives, in their order.

    `left` are the words before it, in their order.
    """

    determiner: Token | None
    adjectives: tuple[Token, ...]
    left: tuple[Token, ...]


class CaseContext:
    """What stands before terms in one language."""

    def __init__(self, language: Language, phrases: DeclinedPhrases) -> None:
        self._declension = language.declension
        self._phrases = phrases
        self._conjunctions: frozenset[str] = language.grammar.conjunctions

    def before(self, around: Surroundings) -> Opening:
        """The beginning of the phrase that the term is in."""
        tokens = list(self._tokens(around))
        adjectives: list[Token] = []
        while tokens and len(adjectives) < _MOST:
            last = tokens[-1]
            joins = bool(adjectives) and last.folded in self._conjunctions and last.directly
            ends = last.directly or (bool(adjectives) and last.after == ", ")
            if not ends or not (joins or self._is_adjective(around, last)):
                break
            if joins and not (len(tokens) > 1 and self._is_adjective(around, tokens[-2])):
                break
            if not joins:
                adjectives.append(last)
            tokens.pop()
        determiner = None
        if tokens and tokens[-1].directly and tokens[-1].folded in self._declension.before:
            determiner = tokens.pop()
        return Opening(determiner, tuple(reversed(adjectives)), tuple(tokens))

    def is_joined(self, tokens: tuple[Token, ...]) -> bool:
        """Whether a conjunction or a comma ends some words."""
        if not tokens:
            return False
        return tokens[-1].folded in self._conjunctions or tokens[-1].after.strip(_QUOTING) == ", "

    def joined_to(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """The words up to the one that opens what a conjunction or a comma joins the phrase to.

        That is a preposition or a determiner, with only nouns and adjectives behind it; nothing if there is
        none.
        """
        declension = self._declension
        for at in range(len(tokens) - 1, -1, -1):
            token = tokens[at]
            if token.folded in declension.prepositions or token.folded in declension.before:
                return tokens[: at + 1]
            joins = token.folded in self._conjunctions
            gap = token.after.strip(_QUOTING)
            if not (gap in (" ", ", ", "") or (gap == "- " and at)):
                return ()
            if not (joins or token.capital or self._phrases.is_adjective(token.folded, token.folded)):
                return ()
        return ()

    def _is_adjective(self, around: Surroundings, token: Token) -> bool:
        written = around.view.text[token.start : token.end]
        loud = token.first or (written.isupper() and around.text.isupper())
        return self._phrases.is_adjective(written.lower() if loud else written, token.folded)

    def _tokens(self, around: Surroundings) -> Iterator[Token]:
        view, end = around.view, around.occurrence.start
        begin = max(around.sentence.start, end - _CHARACTERS)
        places = [match.span() for match in WORD.finditer(view.folded, begin, end)][-_WORDS:]
        for at, (start, stop) in enumerate(places):
            following = places[at + 1][0] if at + 1 < len(places) else end
            first = not any(map(str.isalnum, view.text[around.sentence.start : start]))
            yield Token(
                view.folded[start:stop],
                start,
                stop,
                fold(view.text[stop:following])
                if "-" not in view.text[stop:following]
                else view.text[stop:following],
                view.text[start].isupper(),
                first,
            )

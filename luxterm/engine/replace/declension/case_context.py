"""What stands before a term in a language that declines, as far as it shows the case: word by word.

The adjectives directly before the term, the determiner before these, and what governs the whole: a
preposition, a noun whose attribute it is, or something that both are joined to.
"""

from typing import NamedTuple

from luxterm.base import lazy_pattern
from luxterm.engine.replace.declension.extended_attributes import ExtendedAttributes
from luxterm.engine.replace.declension.noun_phrases import NounPhrases
from luxterm.engine.replace.declension.tokens import QUOTING, Token
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.marks import HYPHENS
from luxterm.text.words import WORD

_WORDS = 24
"""Words before a term that are looked at."""
_CHARACTERS = 240
"""Code points in which these are looked for."""
_MOST = 4
"""Adjectives before a term, at most."""
_LABEL = lazy_pattern(r"\W{0,4}(?:\d{1,4}[a-z]?[.)]|[ivxlc]{1,5}[.)]|[a-z]\))[ \t]{1,4}")
"""What numbers a paragraph or an entry, and is no part of its sentence: "(7) ", "3a. ", "b) "."""
_OPENS = tuple(":;")
_HYPHENS = str.maketrans(dict.fromkeys(HYPHENS, "-"))


class Opening(NamedTuple):
    """A noun phrase's beginning: its determiner, if it has one, and the adjectives, in their order.

    `left` are the words before it, in their order. `loose` if one further left may be its determiner.
    """

    determiner: Token | None
    adjectives: tuple[Token, ...]
    left: tuple[Token, ...]
    loose: bool = False

    def after_first(self) -> "Opening":
        """Without a first word that looks like an adjective only in small letters: "Nutzer verbreiten …"."""
        if self.determiner or self.left or len(self.adjectives) < 2:
            return self
        return self._replace(adjectives=self.adjectives[1:], left=self.adjectives[:1])


class CaseContext:
    """What stands before terms in one language."""

    def __init__(self, language: Language, nouns: NounPhrases) -> None:
        self._declension = language.declension
        self._phrases = language.declined_phrases
        self._conjunctions = language.grammar.conjunctions
        self._function_words = language.function_words
        self._joining = language.joining
        self._themes = language.contexts["themes"]
        self._endings = {it for table in self._declension.adjectives.values() for _, it in table}
        self._attributes = ExtendedAttributes(language, nouns)

    def before(self, around: Surroundings) -> Opening:
        """The beginning of the phrase that the term is in."""
        tokens = self._tokens(around)
        adjectives: list[Token] = []
        whole = tuple(tokens)
        while tokens and len(adjectives) < _MOST:
            last = tokens[-1]
            if adjectives and last.directly and self._stands_between(last):
                tokens.pop()  # "drei sehr junge …"
                continue
            joins = bool(adjectives) and last.folded in self._conjunctions and last.directly
            ends = last.directly or (bool(adjectives) and last.after == ", ")
            if not ends or not (joins or self._is_adjective(around, last)):
                earlier = self._earlier(around, tokens, adjectives)
                if earlier is None:
                    break
                del tokens[earlier + 1 :]
                last, joins = tokens[-1], False
            if joins and not (len(tokens) > 1 and self._is_adjective(around, tokens[-2])):
                break
            tokens.pop()
            if not joins:
                adjectives.append(last)
                whole = tuple(tokens)
        determiner = None
        while tokens and tokens[-1].directly and self._stands_between(tokens[-1]):
            tokens.pop()
        if tokens and tokens[-1].directly and self._is_determiner(tokens[-1]):
            determiner = tokens.pop()
        elif adjectives and (at := self._attributes.beginning(whole)) is not None:
            return self._opened(whole, at, tuple(reversed(adjectives)))
        loose = bool(adjectives) and determiner is None and self._attributes.opened(whole)
        return Opening(determiner, tuple(reversed(adjectives)), tuple(tokens), loose)

    def extended(self, opening: Opening) -> Opening | None:
        """With a pronoun instead of its determiner, in words of its adjective: "die von ihr erstellte …"."""
        tokens = (*opening.left, *((opening.determiner,) if opening.determiner else ()))
        at = self._attributes.beginning(tokens) if opening.adjectives else None
        return None if at is None else self._opened(tokens, at, opening.adjectives)

    def _earlier(self, around: Surroundings, tokens: list[Token], adjectives: list[Token]) -> int | None:
        """The place of an adjective to which the last one is joined with words of its own.

        "die gemeldete, aber nicht gelöschte …": both have the same ending.
        """
        at, last = len(tokens), adjectives[-1] if adjectives else None
        while at and tokens[at - 1].directly and self._attributes.is_adverb(tokens[at - 1]):
            at -= 1
        joins = at > 0 and tokens[at - 1].directly and tokens[at - 1].folded in self._joining
        at -= joins
        before = tokens[at - 1] if at else None
        if last is None or before is None or at == len(tokens):
            return None
        parted = before.after == ", " or (joins and before.directly)
        alike = parted and self._is_adjective(around, before) and self._same_ending(before, last)
        return at - 1 if alike else None

    def _same_ending(self, one: Token, other: Token) -> bool:
        """Whether two words have the same ending of an adjective, the longest that each may have."""
        ends = (filter(word.folded.endswith, self._endings) for word in (one, other))
        return len({max(it, key=len, default="") for it in ends}) == 1

    def _opened(self, tokens: tuple[Token, ...], at: int, adjectives: tuple[Token, ...]) -> Opening:
        """The phrase that begins there, with its determiner or behind a preposition."""
        determiner = tokens[at] if self._is_determiner(tokens[at]) else None
        return Opening(determiner, adjectives, tokens[: at if determiner else at + 1])

    def _is_determiner(self, token: Token) -> bool:
        return token.folded in self._declension.before

    def _stands_between(self, token: Token) -> bool:
        """Whether it never changes between a determiner and its noun: a number, an adverb."""
        return token.folded.isdecimal() or token.folded in self._declension.between

    def is_measured(self, opening: Opening) -> bool:
        """Whether an adverb that is written as the infinitive's marker stands before an amount: "zu viel"."""
        declension, word, left = self._declension, opening.determiner, opening.left
        if word is None or not left or not left[-1].directly or declension.looks_like_adjective(word.folded):
            return False
        return left[-1].folded in declension.infinitive[:1] and self._is_amount(word)

    def is_part(self, opening: Opening) -> bool:
        """Whether an amount that doesn't decline stands before the article of its whole: "viel der …"."""
        last = opening.left[-1] if opening.left else None
        alone = last is not None and last.directly and not self._declension.looks_like_adjective(last.folded)
        return opening.determiner is not None and alone and last is not None and self._is_amount(last)

    def _is_amount(self, token: Token) -> bool:
        return any(it.kind == "quantifier" for it in self._declension.determiners_as(token.folded))

    def hangs_on_preposition(self, opening: Opening) -> bool:
        """Whether what a phrase without a determiner is joined to has a preposition: "von Gewalt und …"."""
        opened = self.joined_to(opening.left)
        return bool(opened) and not opening.determiner and opened[-1].folded in self._declension.prepositions

    def is_joined(self, tokens: tuple[Token, ...]) -> bool:
        """Whether a conjunction or a comma ends some words."""
        if not tokens:
            return False
        return tokens[-1].folded in self._conjunctions or tokens[-1].after.strip(QUOTING) == ", "

    def joined_to(self, tokens: tuple[Token, ...]) -> tuple[Token, ...] | None:
        """The words up to the one that opens what a conjunction or a comma joins the phrase to.

        That is a preposition or a determiner, with only nouns and adjectives behind it; nothing if these open
        the clause, None if another word comes first.
        """
        declension = self._declension
        for at in range(len(tokens) - 1, -1, -1):
            token = tokens[at]
            gap = token.after.strip(QUOTING)
            if not (gap in (" ", ", ", "") or gap == "- "):
                return ()
            if self._stands_between(token):
                continue
            if declension.leads(token.folded):
                return None if gap == ", " else tokens[: at + 1]  # "teilt mit, …"
            joins = token.folded in self._conjunctions
            if not (joins or token.capital or self._phrases.is_adjective(token.folded, token.folded)):
                return None
            if not joins and (self._may_be_verb(tokens, at) or self._is_other_noun(tokens, at)):
                return None
        return ()

    def _is_other_noun(self, tokens: tuple[Token, ...], at: int) -> bool:
        """Whether a noun stands directly before another, which doesn't name it: "ein Nutzer Waffen"."""
        following = tokens[at + 1] if at + 1 < len(tokens) and tokens[at].directly else None
        known = any(True for _ in self._declension.meanings(tokens[at].folded))
        both = tokens[at].capital and following is not None and following.capital
        return known and both and not self._themes.stands_in([tokens[at].folded])

    def is_doubtful(self, tokens: tuple[Token, ...]) -> bool:
        """Whether the row that a conjunction ends may hang on another word than its first shows.

        On an attribute, "die Folgen illegalen Handels und …"; or one may be an unknown verb, "herrschen".
        """
        attribute = self._declension.attribute
        meanings = [it for each in tokens[-2:-1] for it in self._declension.meanings(each.folded)]
        only = bool(meanings) and all(attribute in it for each in meanings for it in each.readings)
        places = range(len(tokens))
        return only or any(
            self._may_be_verb(tokens, at) and not self._declension.knows(tokens[at].folded) for at in places
        )

    def _may_be_verb(self, tokens: tuple[Token, ...], at: int) -> bool:
        """Whether what looks like an adjective may be a verb: "in der Region herrschen Armut und …".

        Directly behind a noun no adjective ends so, but for that of an attribute: "die Folgen organisierten
        Handels".
        """
        declension, token = self._declension, tokens[at]
        before = tokens[at - 1] if at else None
        if before is None or not (before.capital and before.directly) or token.capital:
            return False
        if before.folded in self._function_words or declension.shows(token.folded) != declension.plural:
            return False
        after = [it for each in tokens[at + 1 : at + 2] for it in declension.meanings(each.folded)]
        readings = [it for each in after for it in each.readings]
        return not readings or any(declension.attribute not in it for it in readings)

    def _is_adjective(self, around: Surroundings, token: Token) -> bool:
        if self._stands_between(token):
            return False  # "vier"
        written = around.view.text[token.start : token.end]
        loud = token.first or (written.isupper() and around.text.isupper())
        return self._phrases.is_adjective(written.lower() if loud else written, token.folded)

    def after(self, around: Surroundings) -> tuple[Token, ...]:
        """The words after the term, in their order, as far as its clause goes."""
        start = around.occurrence.end
        if around.view.folded[start : start + 1] != " ":
            return ()
        found: list[Token] = []
        for token in self.between(around, start, min(around.sentence.end, start + _CHARACTERS))[:_WORDS]:
            found.append(token)
            if not token.directly:
                break
        return tuple(self._without_adverbs(found))

    def _tokens(self, around: Surroundings) -> list[Token]:
        end = around.occurrence.start
        begin = max(_first(around), end - _CHARACTERS)
        found = self.between(around, begin, end)[-_WORDS:]
        return self._without_adverbs([it for at, it in enumerate(found) if not _is_label(found[:at], it)])

    def _without_adverbs(self, found: list[Token]) -> list[Token]:
        """The words without the adverbs that are several: "ist vor allem …"."""
        at = len(found)
        while at:
            at -= 1
            for phrase in self._declension.adverbs:
                many = len(phrase)
                words = found[max(0, at - many + 1) : at + 1]
                if tuple(it.folded for it in words) == phrase and all(it.directly for it in words):
                    del found[at - many + 1 : at + 1]
                    at -= many - 1
                    break
        return found

    def between(self, around: Surroundings, begin: int, end: int) -> list[Token]:
        """The words between two places of the sentence."""
        view = around.view
        places = [match.span() for match in WORD.finditer(view.folded, begin, end)]
        opens = next((at for at in range(_first(around), end) if view.text[at].isalnum()), end)
        found: list[Token] = []
        for at, (start, stop) in enumerate(places):
            gap = view.text[stop : places[at + 1][0] if at + 1 < len(places) else end]
            gap = gap.translate(_HYPHENS) if any(it in gap for it in HYPHENS) else fold(gap)
            if gap.startswith(".") and f"{view.folded[start:stop]}." in self._conjunctions:
                gap = gap[1:]  # "Hass bzw. …": no end
            capital = view.text[start].isupper()
            found.append(Token(view.folded[start:stop], start, stop, gap, capital, start <= opens))
        return found


def _is_label(before: list[Token], token: Token) -> bool:
    """Whether a letter or a number stands before an entry of a row behind a colon: "gilt: a) …"."""
    short = token.folded.isdecimal() or len(token.folded) == 1
    return short and token.after == ") " and bool(before) and before[-1].after.rstrip(" (")[-1:] in _OPENS


def _first(around: Surroundings) -> int:
    """Where the words of its sentence begin, behind a number of its paragraph."""
    start = around.sentence.start
    label = _LABEL.match(around.view.folded, start, around.occurrence.start)
    return label.end() if label else start

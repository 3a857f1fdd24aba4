"""Adjectives behind a term that have no noun but the term: "…, auch keine gezeichnete", "… von echter".

An adverb or a determiner comes first: an adjective alone may be a verb, "…, verkaufte und tauschte".
"""

from collections.abc import Iterator

from luxterm.engine.replace.agreed import Change
from luxterm.engine.replace.declension.noun_phrases import Tokens
from luxterm.engine.replace.declension.swap import Swap
from luxterm.engine.replace.declension.syntax import Syntax
from luxterm.engine.replace.declension.tokens import QUOTING, Token
from luxterm.engine.replace.declension.writing import Shown, Writing
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.declension import Determiner, cell

_REACH = 160
"""Code points behind a term in which they end."""
_OPENING = (", ", " (", " \N{EN DASH} ")
_WITHIN = (" ", ", ")


class Appended:
    """Those of one language."""

    def __init__(self, syntax: Syntax, writing: Writing) -> None:
        language = syntax.language
        self._declension = language.declension
        self._writing = writing
        self._context = syntax.context
        self._clauses = syntax.clauses
        self._nouns = syntax.nouns
        self._joining = language.joining | language.grammar.conjunctions
        self._relatives = language.agreement.relatives

    def changes(self, around: Surroundings, swap: Swap) -> tuple[list[Change], bool]:
        """What becomes of them and their determiner, and whether each has a form.

        A determiner alone may have a clause whose verb agrees with it: "insbesondere solche, die".
        """
        words = self._words(around)
        made = list(self._made(around, swap, words))
        governed = list(self._governed(around, swap))
        if None in made or (words and not self._nouns.is_adjective(words[-1])):
            made = [None]
        found = (it for it in (*made, *governed) if it and self._writing.differs(around, it))
        return list(found), None not in made and not governed

    def _made(self, around: Surroundings, swap: Swap, words: Tokens) -> Iterator[Change | None]:
        determiner: Determiner | None = None
        for token in words:
            if token.folded in self._declension.before:
                options = self._declension.determiners_as(token.folded)
                determiner = next((it for it in options if it.stands_as(token.folded, swap.old)), None)
                form = cell(determiner.forms, swap.new) if determiner else None
                yield Change(token.start, token.end, form) if form else None
            else:
                tables = (self._declension.strength(determiner, it) for it in (swap.old, swap.new))
                yield self._writing.adjective(around, token, *map(Shown, (swap.old, swap.new), tables))

    def _governed(self, around: Surroundings, swap: Swap) -> Iterator[Change]:
        """The changes of those behind a preposition, in its case: that they mean the term is only likely."""
        declension, end = self._declension, around.occurrence.end
        words = self._context.between(around, end, min(around.sentence.end, end + _REACH))
        cases = {*declension.cases}
        for preposition, word, following in zip(words, words[1:], [*words[2:], None], strict=False):
            governed = declension.prepositions.get(preposition.folded, ())
            alone = not word.directly or following is None or not self._goes_on(word, following)
            phrase = (preposition.folded, word.folded)
            if not (governed and alone and preposition.directly and self._nouns.is_adjective(word)):
                continue
            if preposition.folded in declension.infinitive or phrase in declension.adverbs:
                continue
            for case in governed:
                old, new = (Shown(it - cases | {case}, declension.bare) for it in (swap.old, swap.new))
                changed = self._writing.adjective(around, word, old, new)
                if changed and self._writing.differs(around, changed):
                    yield changed

    def _goes_on(self, word: Token, following: Token) -> bool:
        """Whether a noun follows an adjective, or one with the same ending: not "von echter angeboten"."""
        alike = self._nouns.is_adjective(following) and word.folded[-1:] == following.folded[-1:]
        return following.capital or alike or following.folded in self._joining

    def _words(self, around: Surroundings) -> Tokens:
        """The determiners and adjectives there, before a mark, without what belongs to one: "von Software".

        None if something else comes before the mark.
        """
        opening = next(filter(around.right.startswith, _OPENING), "")
        start = around.occurrence.end + len(opening)
        end = min(around.sentence.end, start + _REACH) if opening else start
        words = self._context.between(around, start, end)
        found, whole, at, led = list[Token](), 0, 0, False
        while at < len(words):
            token, end = words[at], self._past_governed(words, at)
            if end == at and self._belongs(token, led=led):
                found.append(token)
            elif end == at and not self._leads(token):
                break
            at, led = max(end, at + 1), True
            whole = whole if words[at - 1].directly else len(found)
            if words[at - 1].after.strip(QUOTING) not in _WITHIN:
                break
        return tuple(found[:whole])

    def _belongs(self, token: Token, *, led: bool) -> bool:
        """Whether it may be one of them: behind an adverb no article is a relative pronoun."""
        if self._nouns.is_adjective(token):
            return led
        return token.folded in self._declension.before and (led or token.folded not in self._relatives)

    def _leads(self, token: Token) -> bool:
        """Whether a word may stand before them, or join them: "weder", "auch", "ob", "oder"."""
        return token.folded in self._joining or self._clauses.is_adverb(token)

    def _past_governed(self, words: list[Token], at: int) -> int:
        """Where a preposition's words end that begins there, if an adjective follows: "von Software …"."""
        if words[at].folded not in self._declension.prepositions:
            return at
        end = at + 1
        while end < len(words) and words[end - 1].directly and words[end].folded in self._declension.before:
            end += 1
        ends = end + 1 < len(words) and words[end].capital and words[end].directly
        return end + 1 if ends and self._nouns.is_adjective(words[end + 1]) else at

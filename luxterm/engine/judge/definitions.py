"""Whether a document gives a word a meaning of its own: a cue defines it, or it heads its definition."""

from collections.abc import Callable

from luxterm.engine.judge.cue_phrases import (
    ENTITY,
    counts,
    goes_on,
    has_words,
    heads,
    is_whole,
    only_perhaps,
    said_of,
    stands_bare,
)
from luxterm.engine.judge.headwords import heads_definition, heads_meaning, is_headword
from luxterm.engine.judge.said_of import ROW, joined_to, said_of_head
from luxterm.engine.surroundings import Surroundings
from luxterm.engine.table_rows import cells_beside
from luxterm.termbase.cues import CueFiles
from luxterm.text.folding import fold
from luxterm.text.marks import OPENING
from luxterm.types import Scope, Usage

_RANK = 20
"""Code points behind "is the" in which the next word is."""


class Definitions:
    """What defines words in one language."""

    def __init__(self, files: CueFiles, under_words: Callable[[Surroundings], bool]) -> None:
        """`under_words`: whether the heading above an occurrence is one of a section about words."""
        self._files = files
        self._under_words = under_words

    def define(self, around: Surroundings, quoted: bool, end: int | None) -> bool:
        """Whether the document gives the occurrence a meaning, or a marked phrase with it that ends there.

        However the word itself is judged: "the term “X” shall mean", "“X” includes" in a quotation.
        """
        marked = quoted or around.emphasised
        return (
            self._defined(around, around.after, marked)
            or (
                end is not None
                and self._defined(around, around.view.folded[end : around.sentence.end], True, mark=quoted)
            )
            or self._introduced(around, marked)
            or self._beside(around)
            or self._defined(around, said_of_head(around), False, mark=False)
            or _says_out(around)
            or is_headword(around)
            or heads_meaning(around)
            or heads_definition(around, self._under_words)
            or self._said_to_mean(around, quoted)
        )

    def _introduced(self, around: Surroundings, marked: bool) -> bool:
        """Whether a cue directly before it, or in the noun phrases that it is joined to, defines it."""
        joined = joined_to(around)  # for most occurrences there are none
        found = self._files.beside("before", around.left.rstrip(OPENING))
        found += self._files.within("joined", joined) if joined else []
        return any(cue.defines and counts(cue, around, marked) for _, cue in found)

    def _said_to_mean(self, around: Surroundings, quoted: bool) -> bool:
        """Whether its sentence says what it means, further on: "the terms X and Y have …"."""
        return any(
            only_perhaps(cue) and counts(cue, around, quoted)
            for _, cue in self._files.within("right", around.right)
        )

    def _beside(self, around: Surroundings) -> bool:
        """Whether it is alone in a cell, or the headword of a list, and its definition stands beside it."""
        if around.segment.scope not in (Scope.CELL, Scope.TERM) or not around.is_alone:
            return False
        if around.segment.scope is Scope.TERM:
            return True
        view, beside = around.view, around.index + 1
        if not view.has(beside) or view.segment(beside).scope is not Scope.CELL:
            return False
        column = fold(view.segment(beside).column)
        if any(cue.defines for _, cue in self._files.within("column", column)):
            return True
        if beside not in cells_beside(around):
            return False
        return self._defined(around, f": {view.head(beside, ROW)}", False, mark=False)

    def _defined(self, around: Surroundings, after: str, marked: bool, *, mark: bool = True) -> bool:
        """Whether a cue after it defines it; with `mark`, one that is only a mark, too."""
        marked = marked or after.startswith(ENTITY)
        for head in heads(said_of(around, after, marked)):
            for phrase, cue in self._files.after(head):
                if not is_whole(head, phrase) or not counts(cue, around, marked or stands_bare(cue, around)):
                    continue
                if cue.usage == Usage.USE and not cue.defines:
                    break  # "bei … heißt das:": what follows from it
                if (
                    cue.defines
                    and (mark or has_words(phrase))
                    and not goes_on(around, phrase)
                    and not (only_perhaps(cue) and _ranks(around, head[len(phrase) :]))
                ):
                    return True
        return False


def _ranks(around: Surroundings, rest: str) -> bool:
    """Whether what is said of it sets it beside others (the context `ranking`): "the biggest …"."""
    return around.language.contexts["ranking"].stands_in(rest[:_RANK].split()[:1])


def _says_out(around: Surroundings) -> bool:
    """Whether an abbreviation is explained beside it: "X, or the use of …", "X (i.e. …"."""
    if not around.text.isupper() or " " in around.text or not around.right.startswith((", ", " (")):
        return False
    grammar, after = around.language.grammar, around.right[2:]
    for gloss in grammar.glosses:
        if after.startswith(f"{gloss} "):
            first = after[len(gloss) + 1 :].partition(" ")[0]
            return gloss not in grammar.conjunctions or first in grammar.determiners
    return False

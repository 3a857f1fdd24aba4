"""Whether a term has capitals that nothing explains, as a name has: no heading, no head of its paragraph."""

from luxterm.engine.surroundings import Surroundings
from luxterm.text.capitals import ABBREVIATION
from luxterm.text.words import words
from luxterm.types import MarkKind, Scope

_NEAR = 300
"""Code points of a paragraph before a term and behind it in which it is seen whether the term heads it."""
_HEAD_MARKS = " *_.:"
_HEAD_ENDS = (".", ":", "–", "—")
_RUN_IN = 4
"""Words after a bold head at least, so that it is one."""
_LABELS = "/|"
"""Between the labels of a list."""
_LINE = 250
"""Code points of a heading, or of a cell, in which its capitals are looked at."""
_SHORT = 3
"""Letters of a word at most that has no capital in a title: "via"."""


def has_capitals(around: Surroundings) -> bool:
    """All its words with capitals, and nothing that gives them to words in general.

    Or only its first, if a word in small letters goes before: "choose Child …", "réalisateur de Mariage
    précoce"; a comma only in a language whose titles have no other.
    """
    text, grammar = around.text, around.language.grammar
    if text[0].islower():
        return False
    one_capital = not (grammar.titles_capitalised or grammar.capital_nouns)
    own = [it for it in words(text) if it.lower() not in grammar.small_words | around.language.leaning]
    if not all(it[0].isupper() for it in own):
        ordinary = not (own[0].isupper() or own[0].lower() in grammar.proper_nouns)
        return ordinary and not grammar.capital_nouns and _goes_before(around, comma=one_capital)
    if text.isupper():
        heads = around.segment.scope is Scope.ITEM and _is_run_in(around)
        return len(text) > ABBREVIATION and not heads and _among_small_letters(around)
    if grammar.capital_nouns:
        return False
    if around.is_alone and around.segment.scope is not Scope.HEADING:
        return len(own) > 1 and not around.lead
    titled = around.is_heading or around.segment.scope in (Scope.CELL, Scope.HEADER_CELL, Scope.CAPTION)
    if titled and (one_capital or _gives_capitals(around)):
        return False
    end = around.occurrence.end
    beside = f"{around.text_before(2)}{around.view.text[end : end + 2]}"
    if any(mark in _LABELS for mark in beside.replace(" ", "")) or _opens_run_in(around):
        return False
    return len(own) > 1 or bool(words(around.left))


def _gives_capitals(around: Surroundings) -> bool:
    """Whether its line has capitals throughout: not "Payment for Child … was found".

    Or the half that it is in, before a colon or behind it.
    """
    start, end = around.bounds
    line = around.view.text[start : min(end, start + _LINE)]
    head, colon, rest = line.partition(":")
    half = rest if colon and around.occurrence.start - start > len(head) else head
    small = around.language.grammar.small_words
    return not any(it.islower() and len(it) > _SHORT and it not in small for it in words(half))


def _among_small_letters(around: Surroundings) -> bool:
    """Whether its sentence has words in small letters, or is a line in capitals without a verb.

    Not one that forbids it: "NO CHILD …".
    """
    if any(map(str.islower, f"{around.written_left}{around.written_right}")):
        return True
    forbids = around.language.contexts["forbidding"].stands_in(around.besides[:1])
    return not around.language.has_verb(around.besides) and not forbids


def _goes_before(around: Surroundings, *, comma: bool) -> bool:
    """Whether a word in small letters, or a comma, stands just before it on its line: "ECPAT, Turismo …"."""
    before = around.lines.left[-2:]
    word = before[:1].isalpha() and before[:1].islower()
    return before[-1:] == " " and (word or (comma and before[:1] == ","))


def _opens_run_in(around: Surroundings) -> bool:
    """Whether it is all of a bold head that opens its paragraph: "**Child …**: you may not …"."""
    start, end = around.source
    if not any(
        mark.kind is MarkKind.STRONG
        and not around.document_text(mark.start, start).strip(_HEAD_MARKS)
        and not around.document_text(end, mark.end).strip(_HEAD_MARKS)
        for mark in around.marks
    ):
        return False
    return _is_run_in(around)


def _is_run_in(around: Surroundings) -> bool:
    """Whether it opens its paragraph as a head of what follows: "CHILD … – You may not …"."""
    start = around.bounds.start
    before = around.view.text[start : min(around.occurrence.start, start + _NEAR)]
    rest = around.text_behind(_NEAR).strip()
    return not before.strip(_HEAD_MARKS) and rest[:1] in _HEAD_ENDS and rest.count(" ") >= _RUN_IN

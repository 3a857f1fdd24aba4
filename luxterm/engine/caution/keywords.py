"""Whether a term is one of a page's keywords: bare words by which it is found, and looked up again.

A line of nothing but entries, without the "and" of a sentence; one that dashes divide, as courts set them
above their judgments; what stands in brackets behind the number of a decision (`decisions`); what stands
alone below a line such as "Tags" (`tag-heads`); a line that is nothing but the term. Both are contexts in the
cues, if a language has them.
"""

from luxterm.base import lazy_pattern
from luxterm.engine.nearby import PARAGRAPHS
from luxterm.engine.surroundings import Surroundings
from luxterm.types import Scope

_LINE = 250
"""Code points of a line of keywords at most."""
_ENTRIES, _WORDS = 3, 4
"""Entries of such a line at least, and words of an entry at most."""
_BETWEEN = lazy_pattern(r"[,;|·•/]+ ?|\n")
_DASHES = lazy_pattern(r" (?:[–—]|--?) ")
_ENDS = ".:!?,;"
_MARKS = " \t*_#>-"
_CITED = 12
"""Words before a bracket at most in which a decision is cited: "STS 105/2009, de 30 de enero"."""
_AROUND = " .;*_|"
"""Marks around the entries of such a line, and around what dashes divide."""


def is_keyword(around: Surroundings) -> bool:
    """Whether nothing makes it part of a sentence or of a list that a sentence leads."""
    if _is_between_dashes(around) or _is_of_decision(around):
        return True
    if around.segment.scope not in (Scope.PARAGRAPH, Scope.ITEM):
        return False
    if _is_below_head(around):
        return True
    start, end = around.bounds
    if around.segment.scope is Scope.ITEM or end - start > _LINE:
        return False
    line = around.view.text[start:end].strip(_MARKS)
    if line[-1:] in _ENDS or _is_led(around):
        return False
    entries = [around.words(it.lower()) for it in _BETWEEN.split(line) if it.strip()]
    if len(entries) == 1:
        return around.is_alone and around.text[0].islower()
    return len(entries) >= _ENTRIES and all(_is_entry(around, it) for it in entries)


def _is_between_dashes(around: Surroundings) -> bool:
    """Whether it is one of the entries with capitals that dashes divide: "CRIMINAL LAW — Child … —"."""
    start, end = around.bounds
    if end - start > 2 * _LINE:
        return False
    line = around.view.text[start:end].strip(_AROUND)
    entries = [it.strip(_AROUND) for it in _DASHES.split(line)]
    if len(entries) < _ENTRIES or around.text not in entries:
        return False
    said = around.words(line.lower())
    capital = all(it[0].isupper() for it in entries if it)
    return capital and not around.language.has_finite_verb(said)


def _is_of_decision(around: Surroundings) -> bool:
    """Whether it is in brackets without a verb, right behind the citation of a court's decision."""
    decisions = around.language.contexts["decisions"]
    if not decisions:
        return False
    cited, bracket, before = around.left[-_LINE:].rpartition("(")
    after, closing, _ = around.right[:_LINE].partition(")")
    if not (bracket and closing) or ")" in before:
        return False
    said = around.words(f"{before} | {after}")
    words = around.words(cited)[-_CITED:]
    numbered = any(it[0].isdigit() for it in words)
    return numbered and decisions.stands_in(words) and not around.language.has_finite_verb(said)


def _is_entry(around: Surroundings, words: list[str]) -> bool:
    """Whether words are a keyword, and no part of a sentence."""
    language = around.language
    if not 0 < len(words) <= _WORDS or not language.grammar.conjunctions.isdisjoint(words):
        return False
    return not language.has_verb(words)


def _is_led(around: Surroundings) -> bool:
    """Whether what stands before it leads to it: "We forbid:"."""
    view = around.view
    for index in around.above():
        line = view.tail(index, 2).rstrip()
        if line.endswith(":"):
            return True
        if line[-1:] not in (",", ";"):
            return False
    return False


def _is_below_head(around: Surroundings) -> bool:
    """Whether a line with nothing but such a word heads the bare lines or items among which it is."""
    heads, view = around.language.contexts["tag-heads"], around.view
    if not heads:
        return False
    start, end = around.bounds
    if not around.is_alone and "\n" not in around.document_text(*view.source(start, end)):
        return False
    above = [around.segment.under]
    for index in around.above(PARAGRAPHS):
        start, end = view.bounds(index)
        if end - start > _LINE:
            break
        above.append(view.text[start:end])
    lines = [around.words(line.lower()) for text in above for line in text.split("\n")[:1]]
    return any(words and not heads.without(words) for words in lines)

"""Entries under a heading such as "references" or "glossary": what is kept there, and what is prose.

A heading counts only if it consists of its cue, but for a number and words like "list of". Under it an entry
is kept: a work with its authors or its year, a word with its meaning, an abbreviation, whatever has no verb.
A running sentence is judged as anywhere else.
"""

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.context import speaks_of
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.dates import CITED_YEAR
from luxterm.text.marks import OPENING, RAISED
from luxterm.types import MarkKind, Scope, Usage

_HEAD = 90
"""Code points that what an entry begins with has at most: its authors, or the word that it explains."""
_ENTRY = 300
"""Code points of an entry that begins with a title at most."""
_WORDS = 8
"""Words that a headword has at most."""
_ASIDE = lazy_pattern(r"[(\[][^()\[\]]{1,40}[)\]]")
"""Which of them, or how many: "References (selected)"."""
_NUMERAL = lazy_pattern(r"\d[\w.]*|[ivxlc]{1,5}|\w")
_WORK = lazy_pattern(rf"\b{CITED_YEAR}\b|https?://|\bwww\.|\bdoi\b|\bISBN\b|\bpp?\. ?\d|\uFFFC")
_NAME = rf"\p{{Lu}}[\w{RAISED}.&/-]*"
_AUTHORS = lazy_regex(
    rf"\W*(?:\d{{1,3}}\W+)?{_NAME}(?:,? (?:{_NAME}|&|\p{{Ll}}{{1,3}}|et al\.?))*"
    r"(?:[.:,] | ?\(|[.,]? [\p{Quotation_Mark}*_])"
)
_STOPS = (".", "!", "?")
_SAID = lazy_pattern(r", | ?[:=] ?| ?[–—] ?| - |\t| \(")
_SEPARATOR = lazy_pattern(r" ?[:=] ?| ?[–—] ?| - |\t| \(")


def consists(heading: str, phrases: list[str], language: Language) -> bool:
    """Whether a folded heading has nothing but these phrases, numbers, words like "list of", and brackets."""
    words = language.divider.words
    known = language.signals.fillers.union(*map(words, phrases))
    return all(word in known or _NUMERAL.fullmatch(word) for word in words(_ASIDE.sub(" ", heading)))


def is_entry(around: Surroundings, usage: str) -> bool:
    """Whether an occurrence under such a heading is in an entry, and not in a running sentence."""
    if around.segment.scope in (Scope.TERM, Scope.DEFINITION, Scope.CELL, Scope.HEADER_CELL):
        return True
    sentence = around.view.folded[around.sentence.start : around.sentence.end]
    if not around.language.has_verb(around.words(sentence)):
        prose = usage == Usage.MENTION and sentence.rstrip().endswith(_STOPS) and not _is_explained(around)
        return not (prose or _is_said(around, sentence))
    if usage == Usage.TITLE:
        return _is_named(around)
    return _is_work(around) if usage == Usage.CITATION else _is_explained(around)


def _is_said(around: Surroundings, sentence: str) -> bool:
    """Whether a sentence whose verb isn't among the usual ones is one all the same: "The police seized …"."""
    first = sentence.lstrip(OPENING).partition(" ")[0]
    return (
        (first in around.language.grammar.determiners or speaks_of(around, "running"))
        and sentence.rstrip().endswith(_STOPS)
        and not _WORK.search(around.view.text, *around.bounds)
        and not _is_explained(around)
    )


def _is_work(around: Surroundings) -> bool:
    """Whether its segment opens with authors and has a year, an address or a page."""
    text, (start, end) = around.view.text, around.bounds
    authors = _AUTHORS.match(text, start, min(end, start + _HEAD))
    if authors and authors.end() <= around.occurrence.start and _WORK.search(text, start, end):
        return True
    if _is_title(around):
        return True
    return any(mark.kind in (MarkKind.EMPHASIS, MarkKind.CITE, MarkKind.QUOTE) for mark in around.marks)


def _is_named(around: Surroundings) -> bool:
    """Whether it is in the name that opens the entry of a list, no sentence, before what is said of it."""
    start, end = around.bounds
    head = around.view.head(around.index, _HEAD)
    said = _SAID.search(head)
    name = head[: said.start()] if said else ""
    return (
        around.segment.scope is Scope.ITEM
        and not around.view.text[start:end].rstrip().endswith(_STOPS)
        and around.occurrence.end <= start + len(name)
        and not around.language.has_finite_verb(around.words(name))
    )


def _is_title(around: Surroundings) -> bool:
    """Whether it is in what opens its segment, and only who published it and when come after that."""
    text, (start, end) = around.view.text, around.bounds
    stop = around.sentence.end
    rest = around.view.folded[stop:end]
    first = rest.split()[0] if rest.strip() else ""
    opens = not any(map(str.isalnum, text[start : around.sentence.start])) and end - start <= _ENTRY
    return (
        opens
        and first not in around.language.grammar.boundaries
        and _WORK.search(text, stop, end) is not None
        and not around.language.has_finite_verb(around.words(rest))
    )


def _is_explained(around: Surroundings) -> bool:
    """Whether its segment opens with a word that it explains, be it the occurrence itself."""
    start = around.bounds.start
    head = around.view.head(around.index, _HEAD)
    separator = _SEPARATOR.search(head)
    words = around.words(head[: separator.start()]) if separator else []
    if 0 < len(words) <= _WORDS:
        return True
    opens = around.occurrence.start == start or not any(
        map(str.isalnum, around.view.folded[start : around.occurrence.start])
    )
    return opens or around.emphasised

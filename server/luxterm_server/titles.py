"""The title that a finding may be part of: what the author selected, or else the capitals around it."""

import re
from collections.abc import Iterable

from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.marks import APOSTROPHES, QUOTES, RAISED
from luxterm.types import Finding
from luxterm_server.analysis import Analysis

_REACH = 300
_WORD = re.compile(rf"[^\W_]+(?:[{RAISED}\-][^\W_]+)*")
_PARAGRAPHS = re.compile(r"(?:\n|\r(?!\n))[ \t]*[\r\n]")
_MARKUP = re.compile(r"[*_`]+")
_WITHIN = re.compile(rf"[{RAISED}]?[ \t]*+(?:(?:\r?\n|\r|&)[ \t]*+)?")
_MARKS = f" .,;:(){QUOTES}{APOSTROPHES}"
_MAY_STAY = frozenset(("perhaps-title", "perhaps-name", "name-of-offence"))


def may_stay(finding: Finding) -> bool:
    """Whether a caution says that a finding may be a name or a title."""
    return any(it.code in _MAY_STAY for it in finding.cautions)


def title_around(analysis: Analysis, finding: Finding, start: int, end: int) -> str:
    """A title with the finding in it, "" if there is none; `start` to `end` is selected."""
    text = analysis.text
    # Jumping to a finding selects the words alone; as a title they would keep it anywhere
    if start <= finding.start and finding.end <= end and len(finding.text) < end - start <= _REACH:
        selected = text[start:end].strip()
        return "" if _PARAGRAPHS.search(selected) else _tidy(selected)
    if analysis.termbase is None:
        return ""
    language = analysis.termbase.language(finding.lang)
    if language.grammar.capital_nouns and not may_stay(finding):
        return ""  # every noun has a capital there
    small: frozenset[str] = language.grammar.small_words
    inside = (word[0][_leading(word[0], language) :] for word in _WORD.finditer(finding.text))
    if not all(word[0].isupper() or word.lower() in small for word in inside):
        return ""
    left = max(0, finding.start - _REACH)
    before = list(_WORD.finditer(text, left, finding.start))
    after = list(_WORD.finditer(text, finding.end, finding.end + _REACH))
    first = _run(reversed(before), finding.start, text, language, -1)
    last = _run(after, finding.end, text, language, 1)
    title = _tidy(text[first:last])
    return title if len(title) > len(_tidy(finding.text)) else ""


def _run(words: Iterable[re.Match[str]], edge: int, text: str, language: Language, step: int) -> int:
    """How far capitals (and small words between them) continue from `edge`."""
    small = language.grammar.small_words | language.leaning
    reached = edge
    for found in words:
        start, end = found.span()
        gap = text[end:edge] if step < 0 else text[edge:start]
        if not _WITHIN.fullmatch(gap):
            break
        edge = start if step < 0 else end
        elided = _leading(found[0], language)
        word = found[0][elided:]
        if word.lower() in small:  # a small word counts only between capitalised ones
            continue
        if not (word[0].isupper() or word.isdigit()):
            break
        reached = edge + elided if step < 0 else edge
    return reached


def _leading(word: str, language: Language) -> int:
    """How many letters and marks of a word are another one that is elided: two of "d’Enfants"."""
    folded = fold(word)
    return max(
        (len(it) for it in language.grammar.elided if folded.startswith(it) and folded != it), default=0
    )


def _tidy(text: str) -> str:
    return " ".join(_MARKUP.sub("", text).split()).strip(_MARKS)

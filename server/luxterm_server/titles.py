"""The title that a finding may be part of: what the author selected, or else the capitals around it."""

import re

from luxterm.types import Finding
from luxterm_server.analysis import Analysis

_REACH = 300
_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_MARKUP = re.compile(r"[*_`]+")
_WITHIN = re.compile(r"[ \t]*+(?:(?:\r?\n|\r|&)[ \t]*+)?")


def title_around(analysis: Analysis, finding: Finding, start: int, end: int) -> str:
    """A title with the finding in it, "" if there is none; `start` to `end` is selected."""
    text = analysis.text
    # Jumping to a finding selects the words alone; as a title they would keep it anywhere
    if start <= finding.start and finding.end <= end and len(finding.text) < end - start <= _REACH:
        return _tidy(text[start:end])
    if analysis.termbase is None:
        return ""
    small: frozenset[str] = frozenset(analysis.termbase.language(finding.lang).grammar.small_words)
    if not all(word[0][0].isupper() or word[0] in small for word in _WORD.finditer(finding.text)):
        return ""
    left = max(0, finding.start - _REACH)
    before = list(_WORD.finditer(text, left, finding.start))
    after = list(_WORD.finditer(text, finding.end, finding.end + _REACH))
    first = _run(
        [(word.start(), word.end(), word[0]) for word in reversed(before)], finding.start, text, small, -1
    )
    last = _run([(word.start(), word.end(), word[0]) for word in after], finding.end, text, small, 1)
    title = _tidy(text[first:last])
    return title if len(title) > len(_tidy(finding.text)) else ""


def _run(words: list[tuple[int, int, str]], edge: int, text: str, small: frozenset[str], step: int) -> int:
    """How far capitals (and small words between them) continue from `edge`."""
    reached = edge
    for start, end, word in words:
        gap = text[end:edge] if step < 0 else text[edge:start]
        if not _WITHIN.fullmatch(gap):
            break
        edge = start if step < 0 else end
        if word.lower() in small:  # a small word counts only between capitalised ones
            continue
        if not (word[0].isupper() or word.isdigit()):
            break
        reached = edge
    return reached


def _tidy(text: str) -> str:
    return " ".join(_MARKUP.sub("", text).split()).strip(" .,;:“”\"‘’'()")

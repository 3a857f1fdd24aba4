"""What a site's generator fills in or takes away: `{{ page.title }}`, `{% if … %}`, `{#id .class}`.

That isn't prose. None of it extends over a blank line, so one that stays open hides nothing.
"""

from bisect import bisect_right

from luxterm.base import lazy_pattern
from luxterm.types import BARRIER, Piece, Span

_SIGNS = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
_BLANK = lazy_pattern(r"\n[ \t\r]*\n")
_ITEM = r"(?:[#.][\w:.-]++|[\w:-]++=(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s\"'{}]++)|=\w++|-)"
_KRAMDOWN = r":(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^{}\n])*+"
_ATTRIBUTES = lazy_pattern(rf"\{{(?:{_KRAMDOWN}|[ \t]*+{_ITEM}(?:[ \t]++{_ITEM})*+[ \t]*+)\}}")


def templates(text: str, attributes: bool = False) -> list[Span]:
    """The stretches of a text that aren't prose, sorted and disjoint; also `attributes`, as of Markdown."""
    if "{" not in text:
        return []
    found = [Span(*match.span()) for match in _ATTRIBUTES.finditer(text)] if attributes else []
    for opening, closing in _SIGNS:
        if opening in text:
            found += _between(text, opening, closing)
    found.sort()
    apart: list[Span] = []
    for span in found:
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
        elif span.end > apart[-1].end:
            apart[-1] = Span(apart[-1].start, span.end)
    return apart


def _between(text: str, opening: str, closing: str) -> list[Span]:
    found: list[Span] = []
    start = text.find(opening)
    end = -1
    while start >= 0:
        if end < start + 2:
            end = text.find(closing, start + 2)
            if end < 0:
                break
        if blank := _BLANK.search(text, start, end):
            start = text.find(opening, blank.end() - 1)
        else:
            found.append(Span(start, end + 2))
            start = text.find(opening, end + 2)
    return found


def without(pieces: list[Piece], spans: list[Span]) -> list[Piece]:
    """The pieces with a barrier wherever they overlap these spans."""
    first = bisect_right(spans, pieces[0].start, key=lambda span: span.end)
    last = first
    while last < len(spans) and spans[last].start < pieces[-1].end:
        last += 1
    if first == last:
        return pieces
    left: list[Piece] = []
    barred = -1  # the span that has its barrier already
    for piece in pieces:
        at = piece.start
        while first < last and spans[first].end <= at:
            first += 1
        number = first
        while number < last and spans[number].start < piece.end:
            start, end = max(spans[number].start, at), min(spans[number].end, piece.end)
            if at < start and piece.text is None:
                left.append(Piece(at, start))
            if barred < number:
                left.append(Piece(start, end, BARRIER))
                barred = number
            at = end
            number += 1
        if at == piece.start or (at < piece.end and piece.text is None):
            left.append(piece._replace(start=at))
    return left

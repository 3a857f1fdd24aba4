"""Whether a document is the text of a law or treaty in force, whose words nobody may change.

Known only by what it says of itself: it has numbered provisions, a sign of force that a bill doesn't have
(its number and year, a note on an amendment, where it was published), another one of a law that a report
doesn't have (its enacting words, references to itself), and none of a draft. The signs are the language's
(`laws` in its cues). Only its beginning and its end are read, and only where something was found in it, so
that other documents pay nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from luxterm.base import lazy_pattern
from luxterm.formats.front_matter import front_matter_end
from luxterm.termbase.language import Language
from luxterm.termbase.laws import numberless
from luxterm.types import OWN_WORDS, Finding, Message, Scope, Segment, Span

_HEAD, _TAIL = 3_000, 2_500
"""Code points that are read at the beginning and at the end."""
_TITLE, _SHORT, _LONG = 800, 90, 300
"""How far the title of a law reaches; the length of its lines, and of those that aren't like sentences."""
_APART = 1_000
"""There is a numbered provision in so many code points at least."""
_BRACKETS, _CLOSING, _ENDS, _MARKS = "([<", ")]>", ".;:,!?", "([<*_#\"'"
_ALL = ""
"""The kind of a sign that denies the others of any kind."""
_ENUMERATED = lazy_pattern(r"[\"(\[]?(?:§+ ?)?#(?!#)[^\W_]{0,3}(?![\w#])|\(?(?:[a-z]|[ivxl]{2,5})[.)]")
"""A line that begins with a number (no year) or a letter of its own, in a text without numbers."""
_POINT = lazy_pattern(r"[\"(\[]?#(?!#)[^\W_]{0,3}[.)]")
"""One that begins as a provision for certain: what is above the first is the title."""
_ITEM = lazy_pattern(r"(?:\d|\b[A-Za-z])[.)]\s+\Z")
_PLACES = frozenset(("article", "section", "subsection", "clause", "subclause", "subparagraph", "recital"))
"""The places by which the segments of a law's XML are known, instead of by a number before them."""

Passage = tuple[str, Segment]
"""A segment, and the text that it is of."""


_Line = tuple[str, bool]
"""What a line says, and whether it has a number that isn't in that."""


class Passages:
    """The segments of a text that is in parts, from either end."""

    def __init__(self, text: str, parts: list[tuple[Span, tuple[Segment, ...]]]) -> None:
        """`parts`: where each is in the text, and its segments, whose places are counted from there."""
        self._text = text
        self._parts = parts

    def front_matter(self) -> list[_Line]:
        """The lines of the data that a site's page begins with: few of them are read otherwise."""
        text = self._text[:_HEAD]
        return [(" ".join(line.split()), False) for line in text[: front_matter_end(text)].splitlines()]

    def forward(self) -> Iterator[Passage]:
        """From the first on."""
        for span, segments in self._parts:
            text = self._text[span.start : span.end]
            yield from ((text, segment) for segment in segments)

    def backward(self, least: int) -> Iterator[Passage]:
        """From the last one back, without the first `least`."""
        count = sum(len(segments) for _, segments in self._parts)
        return islice(self._from_last(), max(0, count - least))

    def _from_last(self) -> Iterator[Passage]:
        for span, segments in reversed(self._parts):
            text = self._text[span.start : span.end]
            yield from ((text, segment) for segment in reversed(segments))


def kept_in_law(findings: list[Finding], passages: Passages, language: Language) -> list[Finding]:
    """The findings; if the document is a law in force, all are kept, with the reason."""
    if all(finding.kept for finding in findings):
        return findings
    signs = signs_of_law(passages, language)
    return [in_law(finding, signs) for finding in findings] if signs else findings


def in_law(finding: Finding, because: Message) -> Finding:
    """The finding as one in the text of a law, known by that: it is never changed."""
    return finding._replace(kept=True, because=Message("verbatim-law", (because,)), cautions=(), fixes=())


def signs_of_law(passages: Passages, language: Language) -> Message | None:
    """By what a text is known as a law in force, None if it is none."""
    head = list(_segments(passages.forward(), _HEAD))
    tail = list(_segments(passages.backward(len(head)), _TAIL))
    front = passages.front_matter()
    lines = tuple(line for lines in (front, *head, *reversed(tail)) for line in lines)
    return _signs_in(lines, len(front), language)


@lru_cache(maxsize=8)
def _signs_in(lines: tuple[_Line, ...], above: int, language: Language) -> Message | None:
    """Kept, because they stay as they are while one types elsewhere."""
    folded = numberless("\n".join(line for line, _ in lines))
    if not _has_provisions(lines, folded, language.signals.sections):
        return None
    title_end = _title_end(lines, folded, above)
    found: dict[str, dict[str, None]] = {"force": {}, "law": {}, "draft": {}}
    for (shows, position, kind), start, end in language.laws.find(folded.replace("\n", " ")):
        if _is_there(position, folded, start, end, title_end):
            found[shows][kind] = None
    denied, force = found["draft"], [kind for kind in found["force"] if kind not in found["draft"]]
    pairs = ((one, other) for one in force for other in found["law"] if one != other)
    pair = None if _ALL in denied else next(pairs, None)
    return Message("by-signs", (Message(pair[0]), Message(pair[1]))) if pair else None


def _segments(passages: Iterable[Passage], most: int) -> Iterator[list[_Line]]:
    """The lines of each of so many segments as make `most` code points."""
    for text, segment in passages:
        seen = "".join(text[it.start : it.end] if it.text is None else it.text for it in segment.pieces)
        numbered = _is_numbered(text, segment)
        yield [(" ".join(line.split()), numbered) for line in seen[:most].split("\n")]
        most -= len(seen)
        if most <= 0:
            return


def _is_numbered(text: str, segment: Segment) -> bool:
    """Whether its number isn't in its text: that of an item of a list, or of a place in a law's XML."""
    if segment.place is not None:
        return _innermost(segment.place) in _PLACES
    start = segment.pieces[0].start
    return segment.scope is Scope.ITEM and bool(_ITEM.search(text[max(0, start - 9) : start]))


def _innermost(place: Message) -> str:
    """The kind of the smallest place that one names."""
    while place.args and isinstance(inner := place.args[-1], Message) and inner.code not in OWN_WORDS:
        place = inner
    return place.code


def _has_provisions(lines: Sequence[_Line], text: str, sections: tuple[str, ...]) -> bool:
    """Whether there are numbered provisions throughout."""
    count = sum(
        numbered or bool(_ENUMERATED.match(folded)) or (folded.startswith(sections) and "#" in folded)
        for (_, numbered), folded in zip(lines, text.split("\n"), strict=True)
    )
    return count > 0 and count * _APART >= len(text)


def _title_end(lines: Sequence[_Line], text: str, above: int) -> int:
    """Where the title ends in a text without numbers: at the first provision, or after so much.

    `above` is how many lines are above it.
    """
    at = length = 0
    for number, ((_, numbered), folded) in enumerate(zip(lines, text.split("\n"), strict=True)):
        if number >= above:
            if length >= _TITLE or numbered or _POINT.match(folded):
                break
            length += len(folded) + 1
        at += len(folded) + 1
    return at


def _is_there(position: str, text: str, start: int, end: int, title_end: int) -> bool:
    """Whether a sign at this place is where it has to be."""
    if position == "anywhere":
        return True
    begin, close = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before = text[begin:start].strip()
    line = text[begin : close if close >= 0 else len(text)]
    if position.endswith("title") and not (start < title_end and _is_title(line)):
        return False
    at_end = before[-1:] in _BRACKETS and line.rstrip()[-1:] in _CLOSING
    return position == "title" or not before.strip(_MARKS) or (bool(before) and at_end)


def _is_title(line: str) -> bool:
    return len(line) <= _SHORT or (len(line) <= _LONG and line.rstrip()[-1:] not in _ENDS)

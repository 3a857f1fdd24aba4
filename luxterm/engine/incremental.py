"""Checking a text that is being typed: only what changed is read and judged again.

`Progress.checked(text)` gives what `check(read(text))` gives, whatever came before. The text is kept in
parts that can be read one by one (`luxterm.formats.cuts`), each long enough that a judgement, which looks
at most `PARAGRAPHS` segments to either side, never looks further than into the next part. What a judgement
takes from the whole document (which concepts it speaks of, its spelling) is compared, and if it changes all
is judged again.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from luxterm import formats
from luxterm.config.settings import Settings
from luxterm.engine.check import advise, settled
from luxterm.engine.judge.place import PARAGRAPHS
from luxterm.engine.match import candidates, concepts, confirmed
from luxterm.engine.replace.replacer import SHOWN, variety_of
from luxterm.formats.builder import read_text
from luxterm.formats.cuts import Said, cuts, cuttable, dense, markup, preamble, read, said, together
from luxterm.termbase.data import Termbase
from luxterm.text.view import View
from luxterm.typed import NamedTuple
from luxterm.types import Comment, Document, Edit, Finding, Fix, Mark, Piece, Scope, Segment, Tie

_SEGMENTS = PARAGRAPHS + 4
"""Segments that a part has at least."""
_LENGTH = 2_000
"""Code points that a part has at least: more than a judgement looks back."""


class _Part(NamedTuple):
    """A stretch of the text; all places in it are counted from its own beginning.

    `headed` says that a heading stands in it, and `under` is the last one, or the one above all of it.
    `says` is what it says to all others.
    """

    length: int
    segments: tuple[Segment, ...]
    comments: tuple[Comment, ...]
    headed: bool
    under: str
    says: Said
    findings: tuple[Finding, ...] = ()
    concepts: frozenset[str] = frozenset()

    @property
    def is_long(self) -> bool:
        """Whether no judgement on one side of it looks at what is on the other."""
        return len(self.segments) >= _SEGMENTS and self.length >= _LENGTH


class Progress:
    """One state of a text with its findings. Nothing in it changes: the next state is another one."""

    def __init__(self, text: str, format: str, termbase: Termbase, settings: Settings) -> None:
        """The text from scratch. Raises TermbaseError."""
        self.text = text
        self.format = format
        self._termbase = termbase
        self._settings = settings
        self._language = termbase.language(settings.lang)
        self._variety = settings.variety or variety_of(text, self._language)
        self._markup = markup(text)
        parted = cuttable(text, format) and not dense(len(text), self._markup)
        self._whole = None if parted else formats.read(text, format)
        self._said = said(text, format) if parted else Said()
        self._parts = [_part(self._whole)] if self._whole else _parts(text, format, "", self._said)
        self._judge(0, len(self._parts))

    def next(self, text: str) -> "Progress":
        """The state for another text of the same document."""
        if text == self.text:
            return self
        fresh = Progress.__new__(Progress)
        fresh.__dict__ |= {key: value for key, value in self.__dict__.items() if key[0] == "_"}
        fresh.text, fresh.format = text, self.format
        return fresh if self._carries_over(fresh) else self._anew(text)

    def _anew(self, text: str) -> "Progress":
        return Progress(text, self.format, self._termbase, self._settings)

    def _carries_over(self, fresh: "Progress") -> bool:
        """Fills the next state from this one, if that can be done."""
        text, old = fresh.text, self.text
        if self._whole is not None:
            return False
        same = _same(old, text)
        left = _same_end(old, text, min(len(old), len(text)) - same)
        # Of the lines that changed: all others are cuttable
        first, last = text.rfind("\n", 0, same) + 1, text.find("\n", len(text) - left)
        if not cuttable(text[first : last if last >= 0 else len(text)], self.format):
            return False
        gone, come = old[same : len(old) - left], text[same : len(text) - left]
        fresh._markup = self._markup - markup(gone) + markup(come)
        if dense(len(text), fresh._markup):
            return False
        if preamble(text, self.format) != preamble(self.text, self.format):
            return False
        if not self._settings.variety and text[:SHOWN] != self.text[:SHOWN]:
            if variety_of(text, self._language) != self._variety:
                return False
        first, last, middle = self._read_again(text, same, left)
        fresh._parts = [*self._parts[:first], *middle, *self._parts[last:]]
        if together(part.says for part in fresh._parts) != self._said:
            return False
        fresh._judge(max(0, first - 1), min(first + len(middle) + 1, len(fresh._parts)))
        # An abbreviation counts only where something else in the text speaks of its concept
        return not (_of(fresh._parts) ^ _of(self._parts)) & self._language.needs_long_form

    def _read_again(self, text: str, same: int, left: int) -> tuple[int, int, list[_Part]]:
        """The parts first to last (exclusive) that a change may touch, and what stands there now.

        `same` and `left` are how many code points before and after the change are as they were.
        """
        old, parts = self.text, self._parts
        starts = list(accumulate((part.length for part in parts), initial=0))
        grown = len(text) - len(old)
        # The part before too: what is typed may join its last paragraph
        first = max(0, min(bisect_right(starts, same), len(parts)) - 2)
        last = min(bisect_right(starts, len(old) - left), len(parts))
        above = parts[first - 1].under if first else ""
        while True:
            begin, end = starts[first], starts[last] + grown
            if last < len(parts):
                witness = text[begin : starts[last + 1] + grown]
                if end - begin not in cuts(witness, self.format):
                    last += 1
                    continue
            middle = _parts(text[begin:end], self.format, above, self._said)
            if last < len(parts) and middle[-1].under != parts[last - 1].under:
                # What follows stands under another heading now, up to the next one
                last = next((at + 1 for at in range(last, len(parts)) if parts[at].headed), len(parts))
            elif middle[0].is_long or (first == 0 and last == len(parts)):
                return first, last, middle
            elif last < len(parts):
                last += 1
            else:
                first -= 1
                above = parts[first - 1].under if first else ""

    def _judge(self, first: int, last: int) -> None:
        """Judges the parts from first to last (exclusive) again."""
        low, high = max(0, first - 1), min(last + 1, len(self._parts))
        starts = list(accumulate((it.length for it in self._parts[:high]), initial=0))
        around = Document(
            self.text[starts[low] : starts[high]],
            self.format,
            tuple(
                _moved(segment, starts[at] - starts[low])
                for at in range(low, high)
                for segment in self._parts[at].segments
            ),
        )
        view = View(around, self._language.words)
        found = candidates(view, self._language)
        bounds = [start - starts[low] for start in starts[low:]]
        where = [bisect_right(bounds, view.source(it.start, it.end).start) - 1 for it in found]
        parts = self._parts = list(self._parts)
        for at in range(first, last):
            own = concepts(it for it, part in zip(found, where, strict=True) if part == at - low)
            parts[at] = parts[at]._replace(concepts=frozenset(own))
        advised = advise(view, confirmed(found, _of(parts)), self._termbase, self._settings, self._variety)
        by_part: dict[int, list[Finding]] = {at: [] for at in range(first, last)}
        for finding in advised:
            at = bisect_right(bounds, finding.start) - 1
            if first <= low + at < last:
                by_part[low + at].append(_shifted(finding, -bounds[at]))
        for at, findings in by_part.items():
            parts[at] = parts[at]._replace(findings=tuple(findings))

    @cached_property
    def findings(self) -> list[Finding]:
        """What `check` finds in the text."""
        found: list[Finding] = []
        start = 0
        for part in self._parts:
            found += (_shifted(finding, start) for finding in part.findings) if start else part.findings
            start += part.length
        return settled(found)

    @property
    def comments(self) -> bool:
        """Whether the text has comments."""
        return any(part.comments for part in self._parts)

    @cached_property
    def document(self) -> Document:
        """What `read` makes of the text."""
        if self._whole is not None:
            return self._whole
        segments: list[Segment] = []
        comments: list[Comment] = []
        start = 0
        for part in self._parts:
            segments += (_moved(segment, start) for segment in part.segments)
            comments += (_comment(it, start) for it in part.comments)
            start += part.length
        return Document(self.text, self.format, tuple(segments), tuple(comments))


def _of(parts: Iterable[_Part]) -> frozenset[str]:
    """The concepts that the parts speak of."""
    return frozenset(concept for part in parts for concept in part.concepts)


def _part(document: Document) -> _Part:
    return _Part(len(document.text), document.segments, document.comments, False, "", Said())


def _parts(text: str, format: str, above: str, all: Said) -> list[_Part]:
    """The parts of a text that says all this, or of a stretch of one under the heading `above`."""
    document = read(text, format, all)
    parts: list[_Part] = []
    segments, under = document.segments, above
    places = [segment.span.start for segment in segments]
    start = begun = 0
    for cut in [*cuts(text, format), len(text)]:
        ended = bisect_right(places, cut - 1)
        rest = len(segments) - ended
        if cut < len(text) and (
            min(ended - begun, rest) < _SEGMENTS or min(cut - start, len(text) - cut) < _LENGTH
        ):
            continue
        own = tuple(
            _moved(it if it.under else it._replace(under=above), -start) for it in segments[begun:ended]
        )
        headed = any(it.scope is Scope.HEADING for it in own)
        if headed:
            under = _last_heading(text[start:cut], own)
        comments = tuple(_comment(it, -start) for it in document.comments if start <= it.start < cut)
        says = said(text[start:cut], format, all)
        parts.append(_Part(cut - start, own, comments, headed, under, says))
        start, begun = cut, ended
    return parts


def _last_heading(text: str, segments: Sequence[Segment]) -> str:
    return next(read_text(text, it) for it in reversed(segments) if it.scope is Scope.HEADING)


def _moved(segment: Segment, by: int) -> Segment:
    return segment._replace(
        pieces=tuple(Piece(start + by, end + by, text) for start, end, text in segment.pieces),
        marks=tuple(Mark(start + by, end + by, kind) for start, end, kind in segment.marks),
        ties=tuple(_tie(tie, by) for tie in segment.ties),
    )


def _tie(tie: Tie, by: int) -> Tie:
    return tie._replace(
        start=tie.start + by,
        end=tie.end + by,
        edits=tuple(_edits(tie.edits, by)),
        grows=tuple((place + by, sign) for place, sign in tie.grows),
    )


def _edits(edits: Iterable[Edit], by: int) -> Iterator[Edit]:
    return (Edit(start + by, end + by, text) for start, end, text in edits)


def _comment(comment: Comment, by: int) -> Comment:
    return Comment(comment.start + by, comment.end + by, comment.text)


def _shifted(finding: Finding, by: int) -> Finding:
    fixes = tuple(
        Fix(replacement, applicability, tuple(_edits(edits, by)))
        for replacement, applicability, edits in finding.fixes
    )
    return finding._replace(start=finding.start + by, end=finding.end + by, fixes=fixes)


def _same(one: str, other: str) -> int:
    """How many code points both begin with."""
    most = min(len(one), len(other))
    at = 0
    for step in (_LENGTH * 4, 64, 1):
        while at < most and one.startswith(other[at : min(at + step, most)], at):
            at = min(at + step, most)
    return at


def _same_end(one: str, other: str, most: int) -> int:
    """How many code points, at most `most`, both end with."""
    size, others = len(one), len(other)
    at = 0
    for step in (_LENGTH * 4, 64, 1):
        while at < most:
            taken = min(at + step, most)
            if one[size - taken : size - at] != other[others - taken : others - at]:
                break
            at = taken
    return at

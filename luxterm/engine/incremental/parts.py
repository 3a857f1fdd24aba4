"""A text in parts that are read one by one, for checking while it is being typed.

A part begins at a boundary of blocks (`luxterm.formats.blocks`) and is long enough that a judgement, which
looks at most `PARAGRAPHS` segments to either side, never looks further than into the next part. All places
in a part are counted from its own beginning, so it can be moved without being changed.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import NamedTuple

from luxterm.engine.nearby import PARAGRAPHS, SOURCE
from luxterm.formats.blocks import DocumentContext, block_boundaries, context_of, read
from luxterm.formats.builder import read_text
from luxterm.types import Comment, Document, Edit, Failure, Finding, Fix, Mark, Piece, Scope, Segment, Tie

SEGMENTS = PARAGRAPHS + 4
"""Segments that a part has at least."""
LENGTH = SOURCE
"""Code points that a part has at least: as many as a judgement looks at to either side."""

Found = Finding | Failure
_FIXES = Finding._fields.index("fixes")


class Part(NamedTuple):
    """A stretch of the text; all places in it are counted from its own beginning.

    `headed` says that it contains a heading, and `under` is the last one, or the one above all of it.
    `context` is what in it affects how the other parts are read; `lang` is the language that it declares for
    the whole text.
    """

    length: int
    segments: tuple[Segment, ...]
    comments: tuple[Comment, ...]
    headed: bool = False
    under: str = ""
    context: DocumentContext = DocumentContext()
    # what was found, once it is judged
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    concepts: frozenset[str] = frozenset()
    lang: str = ""

    @property
    def found(self) -> tuple[Found, ...]:
        """Findings and failures."""
        return *self.findings, *self.failures

    def with_found(self, found: Iterable[Found]) -> "Part":
        """The part with these findings and failures, in the order of the text."""
        ordered = sorted(found, key=lambda it: it.start)
        findings = tuple([it for it in ordered if isinstance(it, Finding)])
        failures = tuple([it for it in ordered if isinstance(it, Failure)])
        return self._replace(findings=findings, failures=failures)

    @property
    def is_long(self) -> bool:
        """Whether no judgement on one side of it looks at what is on the other."""
        return len(self.segments) >= SEGMENTS and self.length >= LENGTH

    def is_like(self, other: "Part") -> bool:
        """Whether both were read alike, whatever was found in them."""
        return self[:6] == other[:6] and self.lang == other.lang


def parts_of(
    text: str, format: str, above: str, whole: DocumentContext, fields: tuple[str, ...] = ()
) -> list[Part]:
    """The parts of a text, or of a stretch of one under the heading `above`.

    `whole` is the text's context; `fields` as in `luxterm.formats.read`.
    """
    document = read(text, format, whole, fields)
    parts: list[Part] = []
    segments, under = document.segments, above
    places = [segment.span.start for segment in segments]
    start = begun = 0
    for boundary in [*block_boundaries(text, format), len(text)]:
        ended = bisect_right(places, boundary - 1)
        rest = len(segments) - ended
        if boundary < len(text) and (
            min(ended - begun, rest) < SEGMENTS or min(boundary - start, len(text) - boundary) < LENGTH
        ):
            continue
        own = tuple(
            shifted_segment(it if it.under else it._replace(under=above), -start)
            for it in segments[begun:ended]
        )
        headed = any(it.scope is Scope.HEADING for it in own)
        if headed:
            under = _last_heading(text[start:boundary], own)
        comments = tuple(
            shifted_comment(it, -start) for it in document.comments if start <= it.start < boundary
        )
        context = context_of(text[start:boundary], format, whole)
        lang = "" if parts else document.lang
        parts.append(Part(boundary - start, own, comments, headed, under, context, lang=lang))
        start, begun = boundary, ended
    return parts


def joined(parts: Sequence[Part], text: str, format: str) -> Document:
    """The document that the parts of a text make."""
    segments: list[Segment] = []
    comments: list[Comment] = []
    start = 0
    for part in parts:
        segments += (shifted_segment(segment, start) for segment in part.segments)
        comments += (shifted_comment(it, start) for it in part.comments)
        start += part.length
    return Document(text, format, tuple(segments), tuple(comments), lang=parts[0].lang if parts else "")


def concepts_of(parts: Iterable[Part]) -> frozenset[str]:
    """The concepts that the parts mention."""
    return frozenset(concept for part in parts for concept in part.concepts)


def _last_heading(text: str, segments: Sequence[Segment]) -> str:
    return next(read_text(text, it) for it in reversed(segments) if it.scope is Scope.HEADING)


def shifted_segment(segment: Segment, by: int) -> Segment:
    """A segment moved by this many code points."""
    if not by:
        return segment
    pieces = tuple([Piece(start + by, end + by, text) for start, end, text in segment.pieces])
    if not segment.marks and not segment.ties:  # most have none
        return segment._replace(pieces=pieces)
    return segment._replace(
        pieces=pieces,
        marks=tuple(Mark(start + by, end + by, kind) for start, end, kind in segment.marks),
        ties=tuple(_shifted_tie(tie, by) for tie in segment.ties),
    )


def _shifted_tie(tie: Tie, by: int) -> Tie:
    return tie._replace(
        start=tie.start + by,
        end=tie.end + by,
        edits=_shifted_edits(tie.edits, by),
        grows=tuple((place + by, sign) for place, sign in tie.grows),
    )


def _shifted_edits(edits: Iterable[Edit], by: int) -> tuple[Edit, ...]:
    return tuple([Edit(start + by, end + by, text) for start, end, text in edits])


def shifted_comment(comment: Comment, by: int) -> Comment:
    """A comment moved by this many code points."""
    until = comment.until and comment.until + by
    return Comment(comment.start + by, comment.end + by, comment.text, until)


def shifted_finding(finding: Finding, by: int) -> Finding:
    """A finding, and the edits of its fixes, moved by this many code points."""
    if not by:
        return finding
    fixes = tuple(
        [Fix(replacement, how, _shifted_edits(edits, by)) for replacement, how, edits in finding.fixes]
    )
    # At each key hundreds are moved, and `_replace` takes twice as long
    before, behind = finding[2:_FIXES], finding[_FIXES + 1 :]
    return Finding._make((finding.start + by, finding.end + by, *before, fixes, *behind))


def is_shifted(new: Finding, old: Finding, by: int) -> bool:
    """Whether `new` is `shifted_finding(old, by)`, which isn't made for that."""
    return (
        new[:2] == (old.start + by, old.end + by)
        and new[2:_FIXES] == old[2:_FIXES]
        and new[_FIXES + 1 :] == old[_FIXES + 1 :]
        and len(new.fixes) == len(old.fixes)
        and all(map(_is_shifted_fix, new.fixes, old.fixes, repeat(by)))
    )


def _is_shifted_fix(new: Fix, old: Fix, by: int) -> bool:
    if new[:2] != old[:2] or len(new.edits) != len(old.edits):
        return False
    for edit, (start, end, text) in zip(new.edits, old.edits, strict=True):
        if edit != (start + by, end + by, text):
            return False
    return True


def shifted_failure(failure: Failure, by: int) -> Failure:
    """A failure moved by this many code points."""
    return failure._replace(start=failure.start + by, end=failure.end + by)


def shifted(found: Found, by: int) -> Found:
    """A finding or a failure moved by this many code points."""
    return shifted_finding(found, by) if isinstance(found, Finding) else shifted_failure(found, by)

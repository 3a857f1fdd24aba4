"""Keeping one finding with a comment: which comment, and where it may go.

A comment is only ever proposed after a check with it in place: the finding is kept, nothing else is
judged differently, and the document's structure is unchanged.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from luxterm.engine.fixes import splice
from luxterm.text.lines import LineIndex
from luxterm.types import Document, Edit, Finding, Scope, Segment


class Checked(Protocol):
    """A document, and what was found in it, kept findings too."""

    @property
    def document(self) -> Document:
        """As it was read."""
        ...

    @property
    def findings(self) -> Sequence[Finding]:
        """All of them, in order."""
        ...


PLACEHOLDER = "say why"
"""The reason in a comment whose author has yet to give one."""

_MARKS = {
    "markdown": ("<!-- ", " -->"),
    "mdx": ("{/* ", " */}"),
    "plain": ("<!-- ", " -->"),
    "html": ("<!-- ", " -->"),
    "rst": (".. ", ""),
    "latex": ("% ", ""),
    "asciidoc": ("// ", ""),
    "gitcommit": ("# ", ""),
}
"""What begins and ends a comment, by format."""
SEEN = frozenset(("plain",))
"""Formats in which a comment is a comment to luxterm alone: every reader sees it, so a place is better kept
outside of the document (`luxterm.scan.kept`)."""
PASSING = frozenset(("gitcommit",))
"""Formats of texts that nobody finds again by their file: a place in one can't be kept outside of it."""
_INLINE = ("markdown", "mdx", "plain", "html")
"""Formats in which text may go on after a comment."""
_TAIL = re.compile(r"(?<!\s)\s*+(?:\\\s*+)?\Z")
_INDENT = re.compile(r"[ \t>]*")


def comment_edits(
    checked: Checked, finding: Finding, reason: str, check: Callable[[str], Checked]
) -> list[Edit] | None:
    """Edits that keep the finding for that reason; None if no comment can keep it alone.

    `check` does for another text what gave `checked`.
    """
    document = checked.document
    said = " ".join(reason.split()).replace("--", "–").replace("*/", "* /")
    for edits in _candidates(document, finding, said):
        if _keeps(checked, finding, edits, check(splice(document.text, edits))):
            return edits
    return None


def _candidates(document: Document, finding: Finding, reason: str) -> Iterator[list[Edit]]:
    """Ways to write it, the least conspicuous that reads well first."""
    if document.format not in _MARKS:
        return
    begin, end = _MARKS[document.format]
    inline = document.format in _INLINE
    keep = f"{begin}luxterm: keep {finding.term}: {reason or PLACEHOLDER}{end}"
    text, index = document.text, LineIndex(document.text)
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    segment = next(
        (each for each in document.segments if each.span.start <= finding.start < each.span.end), None
    )
    line = index.line_span(index.position(finding.start)[0])
    last = index.line_span(index.position(max(finding.end - 1, finding.start))[0])
    indent = _match(_INDENT, text[line.start : line.end])
    gap = "" if inline or document.format != "rst" else newline
    if not inline or _opens(segment, line.start):
        yield [Edit(line.start, line.start, f"{indent}{keep}{newline}{gap}")]
    if inline:
        tail = last.end - len(_match(_TAIL, text[last.start : last.end], at_end=True))
        yield [Edit(tail, tail, f" {keep}")]
        yield [Edit(finding.end, finding.end, f" {keep}")]
    elif document.format == "latex":
        yield [Edit(last.end, last.end, f" {keep}")]
    if segment is None:
        return
    first = index.line_span(index.position(segment.span.start)[0])
    final = index.line_span(index.position(max(segment.span.end - 1, segment.span.start))[0])
    indent = _match(_INDENT, text[first.start : first.end])
    blank = newline if inline or document.format == "rst" else ""
    off = f"{indent}{begin}luxterm: off: {reason or PLACEHOLDER}{end}{newline}{blank}"
    on = f"{newline}{blank}{indent}{begin}luxterm: on{end}"
    yield [Edit(first.start, first.start, off), Edit(final.end, final.end, on)]


def _opens(segment: Segment | None, line_start: int) -> bool:
    """Whether a paragraph or heading begins with that line, outside of any list, table or quotation."""
    return (
        segment is not None
        and segment.scope in (Scope.PARAGRAPH, Scope.HEADING)
        and not segment.quoted
        and segment.span.start - line_start in (0, 2, 3, 4)  # nothing or a heading's marks before it
    )


def _match(pattern: re.Pattern[str], text: str, at_end: bool = False) -> str:
    found = pattern.search(text) if at_end else pattern.match(text)
    return found[0] if found else ""


def _keeps(before: Checked, finding: Finding, edits: list[Edit], after: Checked) -> bool:
    """Whether the edits kept this finding, and changed nothing but what is unavoidable."""
    if _structure(before.document) != _structure(after.document):
        return False
    if len(before.findings) != len(after.findings):
        return False
    index = LineIndex(before.document.text)
    lines = _lines(index, finding)
    for old, new in zip(before.findings, after.findings, strict=True):
        moved = sum(len(edit.text) for edit in edits if edit.start <= old.start)
        if (old.start + moved, old.term, old.text) != (new.start, new.term, new.text):
            return False
        # A comment is about a term on a line: it also keeps the term's other occurrences on that line
        meant = old == finding or (old.term == finding.term and not _lines(index, old).isdisjoint(lines))
        if new.kept != (old.kept or meant):
            return False
    return True


def _lines(index: LineIndex, finding: Finding) -> set[int]:
    """The lines that a finding is on."""
    return set(range(index.position(finding.start)[0], index.position(finding.end)[0] + 1))


def _structure(document: Document) -> list[tuple[Scope, bool, str]]:
    return [(segment.scope, segment.quoted, segment.column) for segment in document.segments]

"""Findings by line and column, with as much of their lines as a report may show.

The edge of the engine: everything here counts lines and columns from 1, in code points.
"""

from typing import TYPE_CHECKING

from luxterm.scan.job import Excerpt, Located, Region
from luxterm.text.lines import LineIndex
from luxterm.types import Document, Failure, Finding, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from luxterm.text.sentences import Splitter

MARGIN = 200
"""Code points of a line kept on each side of a finding: a document may be one line of many MB."""


def locate(text: str, findings: list[Finding]) -> tuple[Located, ...]:
    """The findings of one text, each with its place."""
    if not findings:
        return ()
    index = LineIndex(text)
    return tuple(
        Located(
            finding,
            _region(index, finding.start, finding.end),
            _excerpts(index, finding.start, finding.end),
            tuple(tuple(_region(index, edit.start, edit.end) for edit in fix.edits) for fix in finding.fixes),
        )
        for finding in findings
    )


def locate_with_sentences(
    document: Document, findings: list[Finding], splitter: "Callable[[str], Splitter]"
) -> tuple[Located, ...]:
    """Like `locate`, but each with its sentence: for reports that are read without the document.

    `splitter` gives that of a language.
    """
    from luxterm.scan.finding_sentence import Sentences

    sentences = Sentences(document, splitter)
    return tuple(
        item._replace(sentence=sentences.around(item.finding)) for item in locate(document.text, findings)
    )


def locate_failures(text: str, failures: "Sequence[Failure]") -> tuple[Message, ...]:
    """What to say of each occurrence that could not be judged: its line or place, its term, and why."""
    if not failures:
        return ()
    index = LineIndex(text)
    return tuple(
        Message("not-judged", (it.place or _line(index, it.start), it.term, it.because)) for it in failures
    )


def _line(index: LineIndex, start: int) -> Message:
    return Message("line", (str(index.position(start)[0] + 1),))


def _region(index: LineIndex, start: int, end: int) -> Region:
    line, column = index.position(start)
    end_line, end_column = index.position(end)
    return Region(line + 1, column + 1, end_line + 1, end_column + 1)


def _excerpts(index: LineIndex, start: int, end: int) -> tuple[Excerpt, ...]:
    first, last = index.position(start)[0], index.position(end)[0]
    found: list[Excerpt] = []
    for line in range(first, last + 1):
        line_start, line_end = index.line_span(line)
        marked_start, marked_end = max(start, line_start), min(end, line_end)
        if marked_start >= marked_end and line != first:
            continue
        from_, to = max(line_start, marked_start - MARGIN), min(line_end, marked_end + MARGIN)
        # What wraps onto a second line is marked without the indentation or quote marks it begins with.
        inside = index.text[marked_start:marked_end]
        marked_start += (len(inside) - len(inside.lstrip(" \t>|*"))) if line != first else 0
        found.append(
            Excerpt(
                line + 1,
                index.text[from_:to],
                marked_start - from_,
                marked_end - from_,
                from_ > line_start,
                to < line_end,
            )
        )
    return tuple(found)

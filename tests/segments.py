"""What tests of readers share: how segments are written down, and properties of formats with notes."""

from luxterm.types import Document, Message, Scope
from luxterm.wording import say


def stands(place: Message | None) -> str:
    """Where something is, as shown to people."""
    return say(place) if place else ""


def listing(document: Document) -> str:
    lines: list[str] = []
    for segment in document.segments:
        start, end = segment.span
        kind = segment.scope.value + (", quoted" if segment.quoted else "")
        column = f" under “{segment.column}”" if segment.column else ""
        marks = "".join(
            f" {{{mark.kind.value}: {document.text[mark.start : mark.end]}}}" for mark in segment.marks
        )
        lines.append(f"[{stands(segment.place)}] {kind}{column}: {document.text[start:end]}{marks}")
    return "\n".join(lines)


def aside(document: Document) -> Document:
    """The properties for a format whose segments may be nested, as notes are here."""
    return document._replace(format="rst")


def check_no_segment_stands_in_another(document: Document) -> None:
    """What holds for a text without notes: only these may be inside a paragraph."""
    end = 0
    for segment in document.segments:
        assert segment.scope is not Scope.FOOTNOTE
        assert segment.span.start >= end
        end = segment.span.end

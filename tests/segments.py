"""How the tests write down what was taken out of a file: a line to each segment."""

from luxterm.types import Document, Message
from luxterm.wording import say


def stands(place: Message | None) -> str:
    """Where something stands, as people are told."""
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

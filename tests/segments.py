"""How the tests write down what was taken out of a file: a line to each segment."""

from luxterm.types import Document


def listing(document: Document) -> str:
    lines: list[str] = []
    for segment in document.segments:
        start, end = segment.span
        kind = segment.scope.value + (", quoted" if segment.quoted else "")
        column = f" under “{segment.column}”" if segment.column else ""
        marks = "".join(
            f" {{{mark.kind.value}: {document.text[mark.start : mark.end]}}}" for mark in segment.marks
        )
        lines.append(f"[{segment.place}] {kind}{column}: {document.text[start:end]}{marks}")
    return "\n".join(lines)

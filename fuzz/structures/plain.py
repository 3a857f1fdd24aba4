"""Plain text: no reader but ours knows its structure, so this has what is plain to see."""

import re

from fuzz.structures.seen import Seen


def read(text: str) -> Seen:
    """The lines that are blank or mere signs; with a mark of quotation, of an item or a gap between cells."""
    lead = re.compile(r"[ \t]*(?:(?:>[ \t]?)+|(?:[-*+•]|\(?\w{1,3}[.)])[ \t]+)*[ \t]*")
    structure: list[str] = []
    for line in text.splitlines():
        mark = lead.match(line)
        if not line.strip() or not re.search(r"\w", line):
            structure.append(line.strip()[:1])
        elif mark and mark[0].strip():
            structure.append(mark[0])
    return Seen(structure, text.split())

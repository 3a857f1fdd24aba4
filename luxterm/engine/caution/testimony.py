"""Whether a term is in a hearing's questions and answers: "Q. What did you see? A. I saw …".

They have the labels of those that a writer answers himself on a page for the public (the context `asked` in
the cues, if a language has it). But there only who asks says "I" (the context `speaker`).
"""

from luxterm.base import lazy_regex
from luxterm.engine.nearby import SOURCE
from luxterm.engine.surroundings import Surroundings
from luxterm.types import Scope

_LABEL = lazy_regex(r"[\W_]{0,6}(\p{L}{1,10})[*_]{0,3}[.:)][*_]{0,3}[ \t]+")
"""What opens a line: `Q. `, `**Answer:** `."""


def testifies(around: Surroundings) -> bool:
    """Whether its line or paragraph has such a label, and somebody near answers with "I"."""
    asked, speaker = around.language.contexts["asked"], around.language.contexts["speaker"]
    if not asked or not speaker or around.segment.scope is not Scope.PARAGRAPH:
        return False
    (start, end), opens = around.source, around.bounds.start
    paragraph = around.view.text[opens : min(around.occurrence.start, opens + SOURCE)]
    if not any(_label(around, it) for it in (around.lines.left, paragraph)):
        return False
    said: dict[str, str] = {}
    for line in around.document_text(start - SOURCE, end + SOURCE).split("\n"):
        if label := _label(around, line):
            said[label] = f"{said.get(label, '')} {line}"
    asking = max(said, key=lambda label: said[label].count("?"), default="")
    answers = " ".join(it for label, it in said.items() if label != asking)
    return speaker.stands_in(around.words(answers.lower()))


def _label(around: Surroundings, line: str) -> str:
    """The label that opens a line, in small letters, "" if none does."""
    found = _LABEL.match(line)
    label = found[1].lower() if found else ""
    return label if label and around.language.contexts["asked"].stands_in([label]) else ""

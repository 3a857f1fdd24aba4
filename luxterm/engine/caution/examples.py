"""Whether a term is in an example of how not to write, beside one of how to write it: "Wrong: … Right: …".

The labels are the context `examples`, if a language has one. A label consists of nothing else: before a colon
at the beginning of a sentence, as the head of a column, a heading, or the line above a list. A mark of
refusal says the same if one of approval is near.
"""

from luxterm.engine.surroundings import Surroundings
from luxterm.text.folding import fold
from luxterm.text.marks import OPENING

_LABEL = 40
"""Code points of a label at most."""
_REFUSAL, _APPROVAL = tuple("❌✗✘✖🚫⛔👎"), frozenset("✅✓✔👍")
_NEAR = 300
"""Code points to either side in which the other mark is looked for."""


def shows_wrong(around: Surroundings) -> bool:
    """Whether what it stands in is shown as wrong."""
    examples, divider = around.language.contexts["examples"], around.language.divider
    folded, here = around.view.folded, around.occurrence.start
    said = folded[around.sentence.start : here].lstrip(f"{OPENING}* ")
    if said.startswith(_REFUSAL) and not _APPROVAL.isdisjoint(folded[max(0, here - _NEAR) : here + _NEAR]):
        return True
    if not examples:
        return False
    label, colon, _ = said[: _LABEL + 1].partition(":")
    labels = (label if colon else "", fold(around.segment.column), fold(around.segment.under), around.led_by)
    named = (divider.words(it) for it in labels if it and len(it) <= _LABEL)
    return any(words and not examples.without(words) for words in named)

"""Whether a label says that what a term stands in is wrong: so written, or not true.

"Wrong: … Right: …" sets an example of how not to write beside one of how to write it; a mark of refusal says
the same if one of approval is near. "Myth: … Fact: …" sets right what others believe. The labels are the
contexts `examples` and `refuted`, if a language has them. A label consists of nothing else: before a colon at
the beginning of a sentence, as the head of a column, a heading, or the line above a list.
"""

from luxterm.engine.surroundings import Surroundings
from luxterm.text.folding import fold
from luxterm.text.marks import OPENING

_LABEL = 40
"""Code points of a label at most."""
_REFUSAL, _APPROVAL = tuple("❌✗✘✖🚫⛔👎"), frozenset("✅✓✔👍")
_LEADS, _ARROW = ("→", "⇒", "->", "=>"), 6
"""What leads to something else, and code points behind a term and a stop in which it stands."""
_NEAR = 300
"""Code points to either side in which the other mark is looked for."""


def shows_wrong(around: Surroundings) -> bool:
    """Whether what it stands in is shown as an example of how not to write."""
    folded, here = around.view.folded, around.occurrence.start
    if _said(around).startswith(_REFUSAL):
        if not _APPROVAL.isdisjoint(folded[max(0, here - _NEAR) : here + _NEAR]):
            return True
    return _is_labelled(around, "examples") or _is_replaced(around)


def _is_replaced(around: Surroundings) -> bool:
    """Whether an arrow behind it and a stop leads to what to write: "Not child …. → “…”"."""
    return around.text_behind(_ARROW).lstrip(" .").startswith(_LEADS)


def refutes(around: Surroundings) -> bool:
    """Whether what it stands in is said not to be true."""
    return _is_labelled(around, "refuted")


def _said(around: Surroundings) -> str:
    """What its sentence says before it."""
    return around.left.lstrip(f"{OPENING}* ")


def _is_labelled(around: Surroundings, context: str) -> bool:
    """Whether a label of a context stands before it, above it or at the head of its column."""
    known = around.language.contexts[context]
    if not known:
        return False
    label, colon, _ = _said(around)[: _LABEL + 1].partition(":")
    labels = (label if colon else "", fold(around.segment.column), fold(around.segment.under), around.led_by)
    named = (around.words(it) for it in labels if it and len(it) <= _LABEL)
    return any(words and not known.without(words) for words in named)

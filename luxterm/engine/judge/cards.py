"""The card of a work in a catalogue: lines with labels, of who wrote it, its title, and where it appeared.

Or its description with the marks that libraries have for it (ISBD): `Title / Author. – City : House, 1999`.
The labels are the contexts `card-authors`, `card-titles` (the title, the subjects, the series) and
`card-imprints` (the publisher, the shelf mark) in the cues, if a language has them.
"""

from luxterm.base import lazy_regex
from luxterm.engine.surroundings import Surroundings
from luxterm.text.folding import fold

_CARD = 400
"""Code points to either side in which its lines are."""
_MARKS = " \t*_|>-•"
_LABEL = 40
"""Code points that a label has at most."""
_DESCRIBED = lazy_regex(
    r"[^./;:\n]{0,120}(?: : [^./;:\n]{1,120})? / \p{Lu}[^/\n]{2,80}\. ?[–—-] [^:/\n]{2,40} : [^:/\n]{2,60}, "
    r"\[?c?(?:1[5-9]|20)\d\d"
)
"""The rest of a title, who wrote the work, and where and when it appeared."""


def is_on_card(around: Surroundings) -> bool:
    """Whether it is in the title of such a description, or in a line whose card has other lines near."""
    contexts, (start, end) = around.language.contexts, around.source
    if _DESCRIBED.match(around.view.text, around.occurrence.end, around.bounds.end) is not None:
        return True
    if not contexts["card-titles"]:
        return False
    before = around.document_text(max(0, start - _CARD), start).split("\n")
    label = _label(around, before[-1])
    if contexts["card-titles"].without(label) or not label:
        return False
    after = around.document_text(end, end + _CARD).split("\n")[1:]
    labels = [it for line in (*before[:-1], *after) if (it := _label(around, line))]
    return all(
        any(not contexts[name].without(it) for it in labels) for name in ("card-authors", "card-imprints")
    )


def _label(around: Surroundings, line: str) -> list[str]:
    """The words of the label that opens a line, none if none does."""
    label, colon, _ = line.strip(_MARKS).partition(":")
    return around.language.divider.words(fold(label)) if colon and len(label) <= _LABEL else []

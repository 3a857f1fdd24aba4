"""The card of a work in a catalogue: lines with labels, of who wrote it, its title, and where it appeared.

The labels are the contexts `card-authors`, `card-titles` (the title, the subjects, the series) and
`card-imprints` (the publisher, the shelf mark) in the cues, if a language has them.
"""

from luxterm.engine.surroundings import Surroundings
from luxterm.text.folding import fold

_CARD = 400
"""Code points to either side in which its lines are."""
_MARKS = " \t*_|>-•"
_LABEL = 40
"""Code points that a label has at most."""


def is_on_card(around: Surroundings) -> bool:
    """Whether its line has the title or the subjects of a work, whose other lines are near."""
    contexts, lines = around.language.contexts, around.lines
    if not contexts["card-titles"]:
        return False
    label = _label(around, lines.left)
    if contexts["card-titles"].without(label) or not label:
        return False
    near = f"{lines.above[-_CARD:]}\n{lines.below[:_CARD]}".split("\n")
    labels = [it for line in near if (it := _label(around, line))]
    return all(
        any(not contexts[name].without(it) for it in labels) for name in ("card-authors", "card-imprints")
    )


def _label(around: Surroundings, line: str) -> list[str]:
    """The words of the label that opens a line, none if none does."""
    label, colon, _ = line.strip(_MARKS).partition(":")
    return around.words(fold(label)) if colon and len(label) <= _LABEL else []

"""Whether a term is in a recital that a text quotes without marks: "Gravely concerned at …,".

A recital has no verb of its own and ends in a comma, a semicolon or dots. In the writer's own preamble others
stand beside it, or who speaks in it ("The Assembly,"), or what follows ("Decides to …;"), which end so, too.
Alone between sentences it is a piece of another text. The words that open one are the context `recitals` in
the cues, if a language has them.
"""

from luxterm.engine.surroundings import Surroundings
from luxterm.types import Scope

_OPENING = 4
"""Words of a paragraph, at most, among which those are that open a recital: "Also deeply concerned"."""
_REACH = 80
"""Code points at a paragraph's beginning in which they are."""
_ENDS = (",", ";", "…", "...")
_MARKS = " *_\n"
_SENTENCES = (".", ":", "?", "!")


def is_recital(around: Surroundings) -> bool:
    """Whether its paragraph is one, alone behind a sentence."""
    recitals = around.language.contexts["recitals"]
    if not recitals or around.segment.scope is not Scope.PARAGRAPH:
        return False
    view, index = around.view, around.index
    if not _ending(around, index).endswith(_ENDS):
        return False
    words = around.words(view.head(index, _REACH))[:_OPENING]
    at = recitals.after_last(words)
    said = around.language.signals.verbs | around.language.grammar.determiners
    if not at or not said.isdisjoint(words[: at - 1]):
        return False  # "The Committee is concerned …"
    before, after = (_ending(around, it) for it in (index - 1, index + 1))
    return before.endswith(_SENTENCES) and not after.endswith(_ENDS[:2])


def _ending(around: Surroundings, index: int) -> str:
    """The last marks and letters of a segment, "" if there is none."""
    view = around.view
    return view.tail(index, _REACH).rstrip(_MARKS) if view.has(index) else ""

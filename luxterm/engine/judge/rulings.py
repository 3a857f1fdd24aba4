"""The key words above a court's decision, as in Brazil and in Canada.

"CRIMINAL. CHILD …. APPEAL. DISMISSED.", "Criminal law — Child … — Sentencing": labels with full stops or
dashes between them and without a verb; one of them is a court's (the context `rulings` in the cues, if a
language has it).
"""

from luxterm.base import lazy_pattern
from luxterm.engine.sentence import REACH
from luxterm.engine.surroundings import Surroundings
from luxterm.types import Message

_STOP = lazy_pattern(r"\.(?=\s|\Z)|\s[–—\s]\s")
"""A folded hyphen is a space."""
_WORDS = 14
"""Words that a label has at most."""
_OTHERS = 2
"""Other labels beside it, at least."""


def find(around: Surroundings) -> Message | None:
    """Why it is one of them, None if it isn't."""
    rulings = around.language.contexts["rulings"]
    if not rulings:
        return None
    left, right = around.folded_before(REACH), around.folded_behind(REACH)
    if not rulings.stands_in(around.words(f"{left} | {right}")):
        return None
    before, after = _STOP.split(left), _STOP.split(right)
    own = f"{before.pop()}{around.folded}{after.pop(0)}"
    if not _is_label(around, own):
        return None
    row = list[str]()
    for others in (reversed(before), after):
        for other in others:
            if not _is_label(around, other):
                break
            row.append(other)
    if len(row) < _OTHERS or not any(rulings.stands_in(around.words(it)) for it in row):
        return None
    return Message("court-key-words")


def _is_label(around: Surroundings, text: str) -> bool:
    """Whether it is a phrase; with an article it begins a sentence, whatever its verb is."""
    words, language = around.words(text), around.language
    if not 0 < len(words) <= _WORDS or words[0] in language.grammar.determiners:
        return False
    return not language.has_finite_verb(words)

"""Glosses: another name for a preferred term beside it, or what a text calls the thing before a bracket."""

from luxterm.engine.judge.word_lists import recommended_ends
from luxterm.engine.surroundings import Surroundings
from luxterm.text.folding import fold
from luxterm.text.marks import QUOTING


def is_gloss(around: Surroundings) -> bool:
    """`child sexual abuse material (child pornography)`: another name for a preferred term beside it."""
    left, grammar = around.left.rstrip(QUOTING), around.language.grammar
    if left.endswith(("(", "[")):
        before = left.rstrip(" ([")
        # "“pornografía infantil” (child pornography)": what a quoted word means
        quoted = _closes(around) and any(closing == before[-1:] for _, closing in grammar.quotes)
        return quoted or before.rstrip("\"'").endswith(recommended_ends(around.language))
    for word in grammar.glosses:
        if left.endswith(word):
            return _ends_in_fix(around, left[: -len(word)].rstrip(" ,"))
    return False


def is_aside(around: Surroundings) -> bool:
    """Whether a gloss is all there is in its brackets, or has none: nothing is joined to it."""
    return _closes(around) or not around.left.rstrip(QUOTING).endswith(("(", "["))


def is_called(around: Surroundings) -> bool:
    """`images of … (“child pornography”)`: what a text, as contracts do, calls the thing before it."""
    left, right = around.left.rstrip(QUOTING), around.right.lstrip(QUOTING)
    head = left[:-1].rstrip()
    return (
        left.endswith("(")
        and right.startswith(")")
        and head[-1:].isalnum()
        and not _ends_in_fix(around, head)
    )


def _closes(around: Surroundings) -> bool:
    """Whether a bracket closes right behind it."""
    return around.right.lstrip(QUOTING)[:1] in (")", "]")


def _ends_in_fix(around: Surroundings, text: str) -> bool:
    """Whether a folded text ends in what is to be said instead of the occurrence."""
    return any(text.endswith(fold(around.language.resolve(say, {}))) for say in around.group.say)

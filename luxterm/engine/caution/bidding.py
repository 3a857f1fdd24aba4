"""Whether what introduces an item says what is to be done: "The State party should:", "urges States to:".

Then the item is neither somebody's words nor the caption of a provision, but what the text asks for. The
words are contexts in the cues, if a language has them: `bidding` ends such a line, `bids` is a verb in it.
"""

from luxterm.engine.surroundings import Surroundings

_LINE = 160
"""Code points at the end of a paragraph in which the verb is looked for."""


def is_bidden(around: Surroundings) -> bool:
    """Whether the nearest line before it that ends in a colon says that something is to be done."""
    view, conjunctions = around.view, around.language.grammar.conjunctions
    for index in around.above():
        line = view.tail(index, _LINE).rstrip(" *_")
        if line.endswith(":"):
            return bids(around, line)
        if not line.endswith((";", ",", ".")) and line.rpartition(" ")[2] not in conjunctions:
            return False
    return False


def bids(around: Surroundings, line: str) -> bool:
    """Whether a folded line that ends in a colon says it."""
    contexts, words = around.language.contexts, around.words(line)
    if contexts["bids"].stands_in(words):
        return True
    if not contexts["bidding"].stands_in(words[-1:]):
        return False
    # Not "he said to:", but "the State shall:"
    said = words[-2:-1] and words[-2] in around.language.signals.reporting
    return not said or contexts["as-noun"].stands_in(words[-3:-2])

"""What a sentence says of a term beside a row of words: of all of them, or before what joins them.

And whether its clause ends behind it. Where in a text a word is ("we say … throughout") is the context
`text-places` in the cues, if a language has it.
"""

from luxterm.engine.surroundings import Surroundings
from luxterm.text.marks import CLOSING, OPENING

ROW = 60
"""Code points of a row in which the verb is looked for that says something of each of its words."""
ENDS = ".;:?!"
"""Before these a clause ends; a comma may join subjects, too."""
_JOINED = 12
"""Words in which what a conjunction joins to the term is looked for."""


def ends_clause(around: Surroundings) -> bool:
    """Whether its clause ends behind it, or behind where in a text it is: "we say … throughout."."""
    right = around.right.lstrip(CLOSING)
    if right[:1] in ("", *ENDS):
        return True
    places = around.language.contexts["text-places"]
    first, _, rest = right[:ROW].lstrip().partition(" ")
    words = around.words(first)
    if rest and first[-1:].isalnum():
        words += rest.split(" ")[:1]  # "here but"
    return bool(words) and places.stands_in(words) and not places.without(words)


def said_of_row(around: Surroundings, head: str) -> str:
    """What is said of a row that it opens, from the verb on: "… and Y are words for it"."""
    grammar, finite = around.language.grammar, around.language.signals.finite
    row = head[:ROW].split(" ")
    comma = row[0] == ","
    joins = [*row, ""][comma] in grammar.conjunctions
    if comma == joins:  # ", and it means …": another clause
        return ""
    at = next((at for at, word in enumerate(row) if word in finite), 0)
    stops = any(word[-1:] in ENDS for word in row[:at])
    if not at or stops or grammar.conjunctions.isdisjoint(row[:at]) or "," in row[at - 1]:
        return ""
    return head.split(" ", at)[at]


def said_of_head(around: Surroundings) -> str:
    """What a colon says of a head that it opens with other words: "X and violence: material that"."""
    head, colon, said = around.right[:ROW].partition(":")
    row = around.words(head)
    if not (colon and row) or around.left.strip() or around.language.has_finite_verb(row):
        return ""
    return "" if any(mark in head for mark in ENDS) else f":{said}"


def joined_to(around: Surroundings) -> str:
    """The noun phrases that a conjunction joins it to: "definition of sexual crimes" before "and child …"."""
    left, grammar = around.left.rstrip(OPENING), around.language.grammar
    joint = next((it.strip() for it in around.language.joints if left.endswith(it.rstrip())), "")
    if not joint:
        return ""
    words = left[: -len(joint)].split()[-_JOINED:]
    if words and words[-1].endswith(",") and around.following in around.language.signals.finite:
        return ""  # "…, and child … was banned": another clause
    for at in range(len(words), 0, -1):
        word = words[at - 1]
        if word[-1] in ENDS or word[0] == "(" or word in grammar.boundaries:
            return " ".join(words[at:])
    return " ".join(words)

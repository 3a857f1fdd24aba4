"""Runs of words with capitals in a passage that isn't all in capitals: they are a name, whatever it names."""

from collections.abc import Iterable

from luxterm.engine.surroundings import Surroundings
from luxterm.text.marks import QUOTES
from luxterm.text.words import PART
from luxterm.types import Scope

_ENDING = frozenset(f".;!?{QUOTES}")
"""Marks that end a run of words with capitals."""
_STOPS = frozenset(".!")
"""Marks that end a sentence which is no question, as titles are."""
_PARTING = frozenset("/|")
"""Between labels, which are no name together."""
_CAPITALS = 160
"""Code points to either side in which a run of words with capitals is followed."""
_RUN = 5


def in_capitals(around: Surroundings) -> bool:
    """In a run of at least five words with capitals, in a passage that isn't all in capitals."""
    if around.segment.scope in (Scope.HEADING, Scope.HEADER_CELL, Scope.CAPTION) or not around.text.istitle():
        return False
    if around.language.grammar.capital_nouns:
        return False
    small = around.language.grammar.small_words
    parts = PART.findall(around.text_before(_CAPITALS))
    if around.view.text[around.occurrence.end] == "," and (
        _is_label(parts, small) or _leads_list(around, parts)
    ):
        return False
    if _is_rule(around):
        return False
    before, left = _run(reversed(parts), small)
    after, right = _run(PART.findall(around.text_behind(_CAPITALS)), small)
    beside = before + after
    return beside >= 2 and beside + len(around.text.split()) >= _RUN and (left or right)


def _is_label(before: list[str], small: frozenset[str]) -> bool:
    """Whether what stands before it are labels with commas between: "Gore, Death, ", not "of A, B, "."""
    if before[-1:] != [","]:
        return False
    other = next((part for part in reversed(before) if part != "," and not part[0].isupper()), "")
    return other.lower() not in small


def _leads_list(around: Surroundings, before: list[str]) -> bool:
    """Whether it is the first label of a list: "including Gore, Death, ", or "any Gore, Death"."""
    words, contexts = [part.lower() for part in before[-2:]], around.language.contexts
    return bool(words) and any(contexts[it].ends_in(words, 1) for it in ("listing", "unnamed"))


def _is_rule(around: Surroundings) -> bool:
    """Whether all its sentence has capitals, but it has a verb and an end: "Users Must Not Upload …."."""
    sentence = around.view.text[slice(*around.sentence)].rstrip()
    said = around.words(sentence)
    small = around.language.grammar.small_words
    if sentence[-1:] not in _STOPS or not around.language.has_finite_verb(map(str.lower, said)):
        return False
    return all(it[0].isupper() or it.lower() in small for it in said)


def _run(parts: Iterable[str], small: frozenset[str]) -> tuple[int, bool]:
    """How many words with capitals follow one another, and whether a word without one ends them.

    The letters of an abbreviation in brackets are none, nor is the first word of a sentence behind a colon.
    """
    count = at_colon = 0
    opened = ""
    for part in parts:
        if part[0].isupper():
            count += opened != "(" or not part.isupper()
        elif part in _PARTING:
            return count, False
        elif (part[0].isalpha() and part.lower() not in small) or part in _ENDING:
            return (at_colon if at_colon and count - at_colon == 1 else count), True
        elif part == ":":
            at_colon = count
        opened = part
    return count, False

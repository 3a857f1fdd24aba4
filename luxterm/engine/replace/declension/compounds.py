"""A term that is the first part of a compound, whose last part goes on to stand beside the new words."""

from collections.abc import Callable

from luxterm.engine.replace.agreed import Agreed
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.term_data import HEAD
from luxterm.text.marks import HYPHENS
from luxterm.types import Applicability


def first_part(around: Surroundings) -> str:
    """The first part that a compound begins with; "" if the term is none."""
    folded = around.folded
    parts = around.group.compound
    return next((it for it in parts if folded.startswith(it) and len(folded) > len(it)), "")


def compound(around: Surroundings, first: str, phrase: str, cased: Callable[[str], str]) -> Agreed:
    """A compound: its last part, beside the new words or with them."""
    last = around.text[len(first) :].lstrip(HYPHENS)
    at = phrase.find(HEAD)
    alone = not at or not phrase[at - 1].isalpha()
    last = (last[0].upper() if alone else last[0].lower()) + last[1:]
    return Agreed(cased(phrase.replace(HEAD, last)), around.occurrence.end, (), Applicability.SAFE)

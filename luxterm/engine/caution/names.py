"""Whether a term may be part of a name or a title that nothing else shows: its fix is then not made unasked.

Capitals, an Act or a treaty before its subject, a string of code, the columns of a page turned to text; each
of the others in a module of its own.
"""

from luxterm.base import lazy_regex
from luxterm.engine.caution import law_words
from luxterm.engine.caution.agenda import is_on_agenda
from luxterm.engine.caution.called import perhaps_called
from luxterm.engine.caution.capitals import has_capitals
from luxterm.engine.caution.columns import in_columns
from luxterm.engine.caution.works import perhaps_work
from luxterm.engine.judge import captions, mandates
from luxterm.engine.judge.code import STRAIGHT
from luxterm.engine.surroundings import Surroundings
from luxterm.text.dates import DAY
from luxterm.text.words import after_last, words
from luxterm.types import Message, Scope

_BEFORE = 40
"""Code points before a term in which an Act's number is looked for."""
_ACT = 3
"""Its digits at least."""
_TREATY, _JOINED = 12, 20
"""Words from the noun of a treaty to a term at most, and to one joined to what the treaty is about."""
_DAY = lazy_regex(rf"(?: \p{{Ll}}{{1,3}})? {DAY}\b")
"""A law's day, with the small word before it: " du 4 mai 2011"."""
_COMPARED = f"{STRAIGHT}|"
"""Marks on both sides of what a program compares."""


def perhaps_name(around: Surroundings) -> Message | None:
    """Why the words may have to stay, None if nothing says so."""
    if any(look(around) for look in (has_capitals, perhaps_called, _is_string, _is_opposed)):
        return Message("perhaps-name")
    looks = (
        mandates.near,
        mandates.is_subject,
        _of_treaty,
        _of_law,
        law_words.notes,
        law_words.heads,
        is_on_agenda,
        perhaps_work,
    )
    if any(look(around) for look in looks):
        return Message("perhaps-title")
    beside = around.segment.scope is Scope.CELL and captions.beside_number(around, whole=False)
    if beside or captions.cites(around):
        return Message("name-of-offence")
    return Message("in-columns") if in_columns(around) else None


def _is_opposed(around: Surroundings) -> bool:
    """After "anti" and the number of an Act: "R.A. 9775 o anti child …"."""
    before = words(around.left[-_BEFORE:])
    if not around.language.contexts["opposing"].stands_in(before[-1:]):
        return False
    return any(len(word) >= _ACT and word.isdigit() for word in before)


def _of_treaty(around: Surroundings) -> bool:
    """After a treaty or an article and its connector: "the protocol dealing with …".

    Directly, or joined to what follows it, as in "the directive on the abuse of children and on …". Or
    right behind a body or a text that is called so: "the working group on …".
    """
    contexts = around.language.contexts
    said = contexts["treaties-aside"].without(words(around.left))  # "un plan nacional contra …" has no title
    return contexts["bodies"].ends_in(said, 1) or contexts["treaties"].stands_in(_about(around, said))


def _of_law(around: Surroundings) -> bool:
    """After a certain law and what it is for, without a verb between: "la loi visant à …".

    Its day may come between, and where it is from: "la loi belge du 4 mai 2011 contenant …".
    """
    contexts = around.language.contexts
    left = _DAY.sub(" ", around.left) if any(map(str.isdigit, around.left)) else around.left
    said = contexts["laws-about-aside"].without(contexts["purposed-within"].without(words(left)))
    said = _about(around, said)
    return contexts["laws-about"].stands_in(
        said[after_last(said, around.language.signals.verbs.__contains__) :]
    )


def _about(around: Surroundings, said: list[str]) -> list[str]:
    """The last of some words, in which a law or treaty is named that is about what follows.

    More of them if only small words follow their last conjunction.
    """
    grammar = around.language.grammar
    joint = after_last(said, grammar.conjunctions.__contains__)
    joined = joint > 0 and grammar.small_words.issuperset(said[joint - 1 :])
    return said[-(_JOINED if joined else _TREATY) :]


def _is_string(around: Surroundings) -> bool:
    """Whether it is all of a string of code, or of an alternative in a search, as `"child …"`, `|child …|`.

    A program may compare it. So is what a sign of equality assigns: `Trafficking += Child …`.
    """
    if around.text_before(2).strip() == "=":
        return True
    mark = around.text_before(1)
    return bool(mark) and mark in _COMPARED and around.view.text[around.occurrence.end] == mark

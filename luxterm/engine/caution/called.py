"""Whether a term is in a name whose first word alone has a capital: the rest looks like any words.

"La Mesa para prevenir …", "the project Stop …", "die Aktion Stopp …". The words are the contexts `purposed`
(what has what it is for in its name), `undertakings` and `undertaking-joins` in the cues, if a language has
them.
"""

from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.contexts import Context
from luxterm.text.words import words

_REACH = 250
"""Code points before a term in which its name begins."""
_PURPOSE = 12
"""Words of what a name says that something is for, at most."""
_MARKS = ".;:()?!"
_OPENED = 2
"""Words of a sentence that begins with an article and what has a name: "Die Petition …"."""


def perhaps_called(around: Surroundings) -> bool:
    """Whether its words may belong to such a name."""
    contexts = around.language.contexts
    undertakings, joins = contexts["undertakings"], contexts["undertaking-joins"]
    if _is_apposed(around, undertakings) or _has_purpose(around, contexts["purposed"]):
        return True
    return in_name_behind(around, undertakings, joins) is not None


def in_name_behind(around: Surroundings, nouns: Context, joins: Context | None = None) -> str | None:
    """The first word of the name that it is in, right behind one of `nouns`: "la campagne Zéro …"; or None.

    Only small words, or those of `joins`, are between that and the term: not "l’association Awa lutte
    contre …". Nor behind a comma that no other one follows, "in the campaign, Brazil and …", nor where all
    nouns have capitals.
    """
    if not nouns or around.language.grammar.capital_nouns:
        return None
    text = _before(around)
    said = words(text)
    at = _last_capital(said)
    if not at or not nouns.stands_in([said[at - 1].lower()]):
        return None
    between = [it.lower() for it in said[at + 1 :]]
    if not around.language.grammar.small_words.issuperset(joins.without(between) if joins else between):
        return None
    return said[at] if f"{said[at - 1]}," not in text or around.right.startswith(",") else None


def _before(around: Surroundings) -> str:
    """What its sentence says before it, as far as a name reaches."""
    start = max(around.sentence.start, around.occurrence.start - _REACH)
    return around.view.text[start : around.occurrence.start]


def _last_capital(said: list[str]) -> int:
    """Where the last of some words that has a capital stands, 0 if only the first has one."""
    return next((at for at in range(len(said) - 1, 0, -1) if said[at][0].isupper()), 0)


def _has_purpose(around: Surroundings, purposed: Context) -> bool:
    """Whether a noun with a capital comes before it, and directly behind that what says what it is for.

    "La Unidad de Delitos contra la …", not "la Unidad investiga …": no verb comes between, nor a mark.
    """
    if not purposed:
        return False
    said = words(_before(around))
    last = at = _last_capital(said)
    if not last or len(said) - last > _PURPOSE + 1:
        return False
    small = around.language.grammar.small_words
    while at and not (said[at][0].isupper() and purposed.stands_in([said[at].lower()])):
        if not (said[at][0].isupper() or said[at] in small):
            return False
        at -= 1
    gap = around.left[-_REACH:]
    gap = gap[gap.rfind(said[last].lower()) + len(said[last]) :].lstrip()
    if not at or any(mark in gap for mark in _MARKS):
        return False
    clear = around.language.signals.finite.isdisjoint(around.language.divider.words(gap))
    return clear and gap.startswith(around.language.leading_connectors)


def _is_apposed(around: Surroundings, undertakings: Context) -> bool:
    """Where nouns have capitals: whether a word with one is right behind such a noun, "die Aktion Stopp …".

    Only small words, or others with capitals, are between that and the term, which itself stands there only
    in what opens a sentence: "behandelt der Kurs Kinder…" has an object.
    """
    if not undertakings or not around.language.grammar.capital_nouns:
        return False
    said = [*words(_before(around)), *words(around.text)[:1]]
    last, small = len(said) - 1, around.language.grammar.small_words
    for at in range(last, 0, -1):
        if not (said[at][0].isupper() or said[at].lower() in small):
            return False
        if said[at][0].isupper() and undertakings.stands_in([said[at - 1].lower()]):
            return at < last or at <= _OPENED
    return False

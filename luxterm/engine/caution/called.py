"""Whether a term is in a name whose first word alone has a capital: the rest looks like any words.

"La Mesa para prevenir …", "the Stop … campaign". The words are contexts in the cues, if a language has them:
`purposed` (what has what it is for in its name) and `purposed-within` (what may stand in between),
`name-openers`, `title-openers`, `works`, `undertakings` and `undertaking-joins`. Where all nouns have
capitals, `luxterm.engine.caution.apposed` sees it.
"""

from luxterm.engine.caution.apposed import perhaps_apposed
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.contexts import Context
from luxterm.text.capitals import last_capital
from luxterm.text.words import words

_REACH = 250
"""Code points before a term in which its name begins."""
_PURPOSE = 12
"""Words of what a name says that something is for, at most."""
_MARKS = ".;:()?!"


def perhaps_called(around: Surroundings) -> bool:
    """Whether its words may belong to such a name."""
    contexts = around.language.contexts
    undertakings, joins = contexts["undertakings"], contexts["undertaking-joins"]
    if any(it(around) for it in (perhaps_apposed, _has_purpose, _is_opened, _may_go_on)):
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
    text = around.written_left[-_REACH:]
    said = words(text)
    at = last_capital(said)
    if not at or not nouns.stands_in([said[at - 1].lower()]):
        return None
    between = [it.lower() for it in said[at + 1 :]]
    if not around.language.grammar.small_words.issuperset(joins.without(between) if joins else between):
        return None
    return said[at] if f"{said[at - 1]}," not in text or around.right.startswith(",") else None


def _is_opened(around: Surroundings) -> bool:
    """Whether a verb with a capital inside a sentence opens it: "the Stop … campaign", not "Aim: Stop …"."""
    text = around.written_left[-_REACH:]
    said = words(text)
    at = last_capital(said)
    if not at or not around.language.contexts["name-openers"].stands_in([said[at].lower()]):
        return False
    before = text[: text.rfind(said[at])]
    inside = before[-1:] == " " and before[-2:-1].isalpha()
    return inside and around.language.grammar.small_words.issuperset(said[at + 1 :])


def _may_go_on(around: Surroundings) -> bool:
    """Whether a title may reach to it whose one capital opens it: "el curso Juntos prevenimos la …".

    No mark comes between, nor a verb that is known, by which what has the title does something.
    """
    contexts, text = around.language.contexts, around.written_left[-_REACH:]
    said = words(text) if contexts["title-openers"] else []
    at = last_capital(said)
    if not at or len(said) - at > _PURPOSE or any(it in text for it in _MARKS):
        return False
    if not contexts["title-openers"].stands_in([said[at].lower()]):
        return False
    named = any(contexts[it].stands_in([said[at - 1].lower()]) for it in ("works", "undertakings"))
    return named and not around.language.has_verb(it.lower() for it in said[at:])


def _has_purpose(around: Surroundings) -> bool:
    """Whether a noun with a capital comes before it, and directly behind that what says what it is for.

    "La Unidad de Delitos contra la …", not "la Unidad investiga …": no verb comes between, nor a mark. Small
    words are enough behind what `purposed-within` has, or a capital: "Pôle de lutte contre la", "Unidade de
    Combate à".
    """
    purposed = around.language.contexts["purposed"]
    if not purposed:
        return False
    said = words(around.written_left[-_REACH:])
    last = at = last_capital(said)
    if not last or len(said) - last > _PURPOSE + 1:
        return False
    small = around.language.grammar.small_words
    while not (said[at][0].isupper() and purposed.stands_in([said[at].lower()])):
        if not at or not (said[at][0].isupper() or said[at] in small):
            return False
        at -= 1
    gap = around.left[-_REACH:]
    gap = gap[gap.rfind(said[last].lower()) + len(said[last]) :].lstrip()
    if any(mark in gap for mark in _MARKS):
        return False
    said_of = around.words(gap)
    between = around.language.contexts["purposed-within"].without(said_of)
    own = (between != said_of) or (at < last and said[last - 1] in small)
    if small.issuperset(between) and (own or _is_of(around, said[:at], between)):
        return True
    clear = not around.language.has_finite_verb(between)
    return clear and f"{' '.join(between)} ".startswith(around.language.leading_connectors)


def _is_of(around: Surroundings, before: list[str], between: list[str]) -> bool:
    """Whether what ends before it has a capital that no sentence explains, and it hangs on that.

    "L’Observatoire de la …", not "Comités et …".
    """
    language = around.language
    governing = language.agreement.governing - language.grammar.conjunctions
    return bool(before and between) and not language.grammar.capital_nouns and between[0] in governing

"""A name that a capital opens inside a sentence: "la campagne Stop à la …", "le film Les enfants …".

Where no noun has a capital, and of a title only its first word, a word such as "stop" or "les" has one there
only if it opens a title: behind a noun for a work, an undertaking, or behind "entitled". What behind it still
belongs to the title is sure only of small words. The words are contexts in the cues, if a language has them:
`title-openers`, `title-articles` and `entitled`, beside `works` and `undertakings`. What markup
sets off is judged as a work cited.
"""

from luxterm.engine.surroundings import Surroundings
from luxterm.text.capitals import last_capital
from luxterm.text.words import after_marks, words
from luxterm.types import Message, quoted

_REACH = 160
"""Code points before a term in which the title that it is in begins."""
_MARKS = '.,;:!?()"«»“”'
_NOUNS = ("singular", "plural", "mass")
"""Numbers of groups whose forms are nouns, and no adjectives."""
_PAIR = 2
"""Words up to an article with a capital, from the noun whose title it opens, at least."""


def find(around: Surroundings) -> Message | None:
    """Why the occurrence is in such a name, or None."""
    contexts, grammar = around.language.contexts, around.language.grammar
    if grammar.capital_nouns or around.marks or not contexts["title-openers"]:
        return None
    text = around.written_left[-_REACH:]
    said = words(after_marks(text, _MARKS))
    if said and text.endswith(f"{said[-1]} ") and (apposed := _is_apposed(around, said)):
        return Message("in-name-after", (quoted(apposed), quoted(around.text)))
    at = last_capital(said)
    if not at:
        return None
    folded = [it.lower() for it in said]
    noun, opener, behind = folded[at - 1], folded[at], folded[at + 1 :]
    if contexts["entitled"].ends_in(folded[:at], 1):
        own = grammar.small_words.issuperset(behind) or _is_set_off(around, text, folded[at:])
        return Message("in-name-after", (quoted(said[at - 1]), quoted(around.text))) if own else None
    if _is_named(around, folded[:at]):
        opens = contexts["title-openers"].stands_in([opener])
        opens = opens and (grammar.small_words - grammar.conjunctions).issuperset(behind)
        opens = opens or (contexts["title-articles"].stands_in([opener]) and not behind)
        return Message("in-name-after", (quoted(said[at - 1]), quoted(around.text))) if opens else None
    if at < _PAIR or not said[at - 1][0].isupper() or not _is_named(around, folded[: at - 1]):
        return None
    # "le roman Les Chemins de la …", but not "le film Les Chatouilles sur la …"
    opens = contexts["title-articles"].stands_in([noun])
    opens = opens and around.language.plain_determiners.issuperset(behind)
    return Message("in-name-after", (quoted(said[at - 2]), quoted(around.text))) if opens else None


def _is_apposed(around: Surroundings, said: list[str]) -> str:
    """The noun that a bare term stands behind as a name: "la brigade Sextorsion", "Groupe d’enquête traite".

    Either the term has a capital, or the noun has one and only what units are for stands between. "" if none.
    """
    contexts, folded = around.language.contexts, [it.lower() for it in said]
    if around.text.isupper() or around.group.number not in _NOUNS:
        return ""
    if around.text[0].isupper():
        if _is_named(around, folded) or (len(said) > 1 and _opens_name(around, said[-1])):
            return said[-1]
        units = (at for at in range(len(said) - 1, -1, -1) if contexts["purposed"].stands_in([folded[at]]))
        at = next(units, None)
        return (
            said[at] if at is not None and not contexts["purposed-within"].without(folded[at + 1 :]) else ""
        )
    at = last_capital(said)
    unit = said[at][0].isupper() and contexts["purposed"].stands_in([folded[at]])
    return said[at] if unit and not contexts["purposed-within"].without(folded[at + 1 :]) else ""


def _opens_name(around: Surroundings, word: str) -> bool:
    """Whether a capital shows that a word opens a name: "notre partenaire Stop Prostitution …"."""
    return word[0].isupper() and around.language.contexts["name-openers"].stands_in([word.lower()])


def _is_named(around: Surroundings, said: list[str]) -> bool:
    """Whether some words end in one for what has a title or a name, perhaps with whose it is: "española"."""
    contexts = around.language.contexts
    bare = contexts["purposed-within"].without(said[-_PAIR:])
    return any(contexts[it].ends_in(bare, 1) for it in ("works", "undertakings"))


def _is_set_off(around: Surroundings, text: str, title: list[str]) -> bool:
    """Whether marks set off all that is said to be the title, and it has no verb: "…, intitulée …, …"."""
    opens = max(map(text.rfind, _MARKS))
    closes = around.right[min((at for at, it in enumerate(around.right) if it in _MARKS), default=0) :][:1]
    apart = opens >= 0 and text[opens] in ",(" and closes in (",", ")", ".", ";")
    return apart and not around.language.has_verb(title)

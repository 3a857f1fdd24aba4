"""Whether a word for a work introduces the title that a term is in: "Lecture 4: …", "le film La …".

The words are the contexts `works`, `bylines` and `film-kinds` in the cues, and `written` for laws and other
texts, if a language has them.
"""

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.caution.called import in_name_behind
from luxterm.engine.surroundings import Surroundings
from luxterm.text.marks import QUOTES
from luxterm.text.words import words

_TITLED = 120
"""Code points from the beginning of a sentence to a term in such a title at most."""
_HEAD_MARKS = " *_.:"
_HEAD = 7
"""Words before a colon that say what a work is and of what, at most."""
_OPENED = lazy_regex(r"(?<=\p{Ll}{2},? )(?P<article>\p{Lu}\p{Ll}{1,4}) (?=\p{Ll})(?=[^,.;:()«»“”\"]{0,60}\Z)")
"""A short word with a capital inside a sentence, before one without, and no mark up to the term."""
_BRACKET = lazy_pattern(r"\(([^()]{4,40})\)")


def is_introduced(around: Surroundings) -> bool:
    """Whether the term may be in one: behind a colon, a comma, an article with a capital, or the word."""
    looks = (_is_marked, _is_opened, _has_subtitle, _is_named, _is_worded, _goes_on, _lasts)
    return bool(around.language.contexts["works"]) and any(look(around) for look in looks)


def _is_marked(around: Surroundings) -> bool:
    """Behind a colon, without a verb, or behind a comma, with a capital: "Her book, Child …, was".

    Or behind an article with one: "Le film La …".
    """
    start, end = around.sentence
    reach = min(around.occurrence.start, start + _TITLED)
    head, colon, title = around.view.text[start:reach].partition(":")
    if not colon:
        before = around.left.rstrip(f"{QUOTES} ")
        if around.text[0].isupper() and before.endswith(","):
            return _is_work(around, before) or _has_author(around)
        return _opens_in(around, head)
    begins = f"{title}{around.text}".lstrip(f"{_HEAD_MARKS}{QUOTES}")
    if not _is_work(around, head.lower()) or not begins[:1].isupper():
        return False
    said = around.words(around.view.folded[start + len(head) : end])
    return not around.language.has_finite_verb(said)


def _has_subtitle(around: Surroundings) -> bool:
    """Behind a title's own colon: "la cartilla Internet sano: alto a la …", with no verb in the title."""
    head, colon, rest = around.written_left[-_TITLED:].rpartition(":")
    said = words(head) if colon else []
    at = _begins(around, said)
    title = (it.lower() for it in (*said[at:], *words(rest)))
    return bool(at) and not around.language.has_verb(title)


def _is_opened(around: Surroundings) -> bool:
    """Behind an article with a capital in a sentence, before a small letter: "en clase, Una red de …".

    Where a language writes no titles in capitals.
    """
    if around.language.grammar.titles_capitalised:
        return False
    opened = list(_OPENED.finditer(f"{around.written_left[-_TITLED:]}{around.text}"))
    agreement, article = around.language.agreement, opened[-1]["article"].lower() if opened else ""
    return bool(article) and article in agreement.before and article not in agreement.governing


def _has_author(around: Surroundings) -> bool:
    """Behind who made it, and a comma: "a paper by Lund and Roe, Child …"."""
    contexts, joints = around.language.contexts, around.language.grammar.conjunctions
    said = words(around.written_left[-_TITLED:])
    names = (at for at in range(len(said) - 1, 0, -1) if said[at][0].islower() and said[at] not in joints)
    at = next(names, 0)
    by = contexts["bylines"].stands_in(said[at : at + 1])
    return 0 < at < len(said) - 1 and by and contexts["works"].stands_in([said[at - 1].lower()])


def _lasts(around: Surroundings) -> bool:
    """With a capital, before a bracket that says how long it lasts: "Child … (podcast, 44 min)"."""
    kinds, rest = around.language.contexts["film-kinds"], around.right[:_TITLED]
    inside = _BRACKET.search(rest) if around.text[0].isupper() else None
    if inside is None or not any(map(str.isdigit, inside[1])) or not kinds.stands_in(words(inside[1])):
        return False
    said = around.words(f"{around.left} | {rest[: inside.start()]}")
    return not around.language.has_verb(said)


def _opens_in(around: Surroundings, head: str) -> bool:
    """Whether a title that an article with a capital opens begins in it: "El libro La sombra de la …".

    That has no verb, so that what is said of the work is no part of it.
    """
    language, said = around.language, words(head)
    starts = (at for at in range(len(said) - 1, 0, -1) if said[at][0].isupper())
    at = next((it for it in starts if said[it].lower() in language.plain_determiners), 0)
    title = [it.lower() for it in said[at + 1 :]]
    behind = bool(at) and language.contexts["works"].stands_in([said[at - 1].lower()])
    return behind and not language.has_verb(title)


def _is_named(around: Surroundings) -> bool:
    """Whether a title of a word and small words begins behind one for a work: "la serie Cazadores de la".

    Not whose work it is: "el informe UNICEF sobre …".
    """
    first = in_name_behind(around, around.language.contexts["works"])
    return first is not None and not first.isupper()


def _is_worded(around: Surroundings) -> bool:
    """Whether it begins with a noun, and goes on in small letters: "the resolution Measures to end …".

    A small word is behind that noun, and no verb before the term: "the report Miller wrote on …".
    """
    language, said = around.language, words(around.written_left[-_TITLED:])
    at = next((it for it in range(len(said) - 2, 0, -1) if said[it][0].isupper()), 0)
    if not at or said[at].isupper() or said[at].lower() in language.plain_determiners:
        return False
    if not any(language.contexts[it].stands_in([said[at - 1]]) for it in ("written", "works")):
        return False
    behind = [it.lower() for it in said[at + 1 :]]
    return _is_small(around, behind[0]) and not language.has_verb(behind)


def _goes_on(around: Surroundings) -> bool:
    """Whether a title may go on behind a comma of its own: "Le film Vies volées, la … sera projeté".

    Not behind a preposition: "Dans le film Vies volées, la …".
    """
    head, comma, rest = around.written_left[-_TITLED:].partition(",")
    said = words(head) if comma and "," not in rest and ":" not in rest else []
    at = _begins(around, said)
    if not at:
        return False
    agreement, before = around.language.agreement, [it.lower() for it in said[:at]]
    if any(it in agreement.governing or agreement.governs(it) for it in before):
        return False
    return not around.language.has_verb(it.lower() for it in (*said[at:], *words(rest)))


def _begins(around: Surroundings, said: list[str]) -> int:
    """Which word has a capital right behind one for a work, as a title has; 0 if none does."""
    works = around.language.contexts["works"]
    capitals = (at for at in range(1, len(said)) if said[at][0].isupper())
    at = next((at for at in capitals if works.stands_in([said[at - 1].lower()])), 0)
    return 0 if at and said[at].isupper() else at


def _is_work(around: Surroundings, head: str) -> bool:
    """Whether a few words end in one for a work, perhaps numbered: "lecture 4", not "to report".

    Or begin with one on which they hang: "Motto of the march".
    """
    language, works = around.language, around.language.contexts["works"]
    said = [it for it in words(head) if not it[0].isdigit()]
    if works.stands_in(said[:1]) and _is_small(around, *said[1:2]):
        return len(said) <= _HEAD and not language.has_verb(said)
    return works.stands_in(said[-1:]) and not language.signals.infinitive.issuperset(said[-2:-1] or ("",))


def _is_small(around: Surroundings, word: str = "") -> bool:
    """Whether a word is a small one, and no conjunction."""
    grammar = around.language.grammar
    return word in grammar.small_words and word not in grammar.conjunctions

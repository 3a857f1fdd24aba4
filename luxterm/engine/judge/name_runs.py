"""Names in Title Case with a noun that ends or begins names: "the Child … Victims Reserve", "Fund for …".

Or below the head of a column that lists what has such a name.
"""

from functools import lru_cache

from luxterm.base import lazy_regex
from luxterm.engine.judge.generic import is_actor, is_generic
from luxterm.engine.judge.instruments import is_governed
from luxterm.engine.judge.named_nouns import behind_noun
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.capitals import ABBREVIATION
from luxterm.text.marks import RAISED
from luxterm.text.words import words
from luxterm.types import Message, Scope, quoted

_PART = lazy_regex(rf"[\p{{L}}\p{{M}}\p{{N}}]+|[^\w\s{RAISED}&-]")
"""A word, or a mark that separates names."""
_INSERTED = lazy_regex(r"\A \(\p{Lu}\p{L}+(?:(?: \p{Ll}{2,3})? \p{Lu}\p{L}+){0,3}\)(?= \p{Lu})")
"""In the short title of an Act, what it does: "Child … (Abolition) Act"."""
_GLUED = lazy_regex(r"(?<=\p{Ll})\p{Lu}.*")
"""What follows a word without the space that was lost: "ActRA"."""
_RUN = 120
"""Code points to either side of a term in which a name's words with capitals are followed."""


def find(around: Surroundings) -> Message | None:
    """`the Child Pornography Victims Reserve`: Title Case that runs on to a noun of names."""
    if _in_column(around):
        return Message("in-name-after", (quoted(around.segment.column), quoted(around.text)))
    language, text = around.language, around.view.text
    plain = language.grammar.small_words | language.leaning
    own = [word for word in words(around.text) if word.lower() not in plain]
    lower = any(word[0].islower() and len(word) > 1 for word in own)
    if lower or (around.text.isupper() and len(around.text) > ABBREVIATION) or is_governed(around):
        return None
    for word in _capitals(_INSERTED.sub("", around.text_behind(_RUN)), language):
        word = _GLUED.sub("", word)
        if word.lower() in _nouns(language):
            return Message("in-name-before", (quoted(around.text), quoted(word)))
    for word in _capitals(around.text_before(_RUN), language, backwards=True):
        if word.lower() in _nouns(language):
            at = text.rfind(word, 0, around.occurrence.start)
            if is_generic(around, at) or is_actor(around, at) or _is_parted(around, at + len(word)):
                return None
            return Message("in-name-after", (quoted(word), quoted(around.text)))
    return behind_noun(around)


def _in_column(around: Surroundings) -> bool:
    """Whether its column lists what has a name: "| Committee |" above "| Prevention of Child … |"."""
    column = around.segment.column.lower().strip()
    if around.segment.scope is not Scope.CELL or column not in _nouns(around.language) or around.is_alone:
        return False
    if column in around.language.signals.instruments and any(map(str.isdigit, around.left)):
        return True  # "| Law |" above "| 4.812/2010 – child … |"
    return around.text[0].isupper() and any(map(str.isalpha, around.left))


def _is_parted(around: Surroundings, end: int) -> bool:
    """Whether another phrase begins behind a noun that ends here: "fördert das Amt (und) die …"."""
    first, second = [*words(around.view.text[end : around.occurrence.start].lower())[:2], "", ""][:2]
    if first in around.language.grammar.conjunctions:
        return second in around.language.grammar.determiners
    return around.language.declension.opens(first)


@lru_cache(maxsize=8)
def _nouns(language: Language) -> frozenset[str]:
    """The last words of what ends or begins names."""
    return frozenset(name.split()[-1] for name in language.signals.names)


def _capitals(text: str, language: Language, *, backwards: bool = False) -> list[str]:
    """The capitalised words next to a place, up to the first that ends a name.

    Where all nouns have capitals, a name's noun follows directly: not "… in der Kartei".
    """
    parts = _PART.findall(text)
    if backwards:
        parts.reverse()
    passed = language.grammar.small_words
    if backwards:
        passed |= language.first_connectors
    elif language.grammar.capital_nouns:
        passed = frozenset[str]()
    run: list[str] = []
    for part in parts:
        if part[0].isupper() or (run and part[0].isdigit()):
            run.append(part)
        elif part.lower() not in passed:
            break
    return run

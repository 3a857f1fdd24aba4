"""Names in Title Case beside a noun in small letters: "the Stop Child … campaign".

The noun is in the context `named-nouns` of the cues, if a language has it. The term alone in capitals shows
nothing: some writers give them to whatever matters to them. Another word of the name must have one, and not
because a sentence begins with it, unless it is a verb that names begin with (the context `name-openers`).
"""

from collections.abc import Iterable

from luxterm.base import lazy_regex
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.words import words
from luxterm.types import Message, quoted

_REACH = 120
"""Code points to either side in which the name and its noun are."""
_PART = lazy_regex(r"[\p{L}\p{M}\p{N}’'-]+|[^\w\s]")
"""A word, or a mark that ends a name."""
_LETTERS = 5
"""An abbreviation has no more; a longer term in capitals is no name because of them."""


def find(around: Surroundings) -> Message | None:
    """Why the term is in such a name, None if it isn't."""
    language, text = around.language, around.text
    if not language.contexts["named-nouns"]:
        return None
    own = [it for it in words(text) if it.lower() not in language.grammar.small_words]
    if not own or not all(it[0].isupper() for it in own) or (text.isupper() and len(text) > _LETTERS):
        return None
    (start, end), (first, last) = around.occurrence[:2], around.sentence
    whole = around.view.text
    before = _PART.findall(whole, max(first, start - _REACH), start)
    after = _PART.findall(whole, end, min(last, end + _REACH))
    left, right = _run(reversed(before), language), _run(after, language)
    rest = before[: len(before) - len(left)]
    if left and start - first < _REACH and not any(it[0].isalnum() for it in rest):
        opener = language.contexts["name-openers"].stands_in([left[-1].lower()])
        left = left if opener else left[:-1]  # whose capital may only begin the sentence
    small = language.grammar.small_words
    capitals = any(it[0].isupper() and it.lower() not in small for it in (*left, *right))
    if not capitals:
        return None
    if _is_noun(after[len(right) : len(right) + 1], language):
        return Message("in-name-before", (quoted(text), quoted(after[len(right)])))
    noun = rest[-1:]
    return Message("in-name-after", (quoted(noun[0]), quoted(text))) if _is_noun(noun, language) else None


def _run(parts: Iterable[str], language: Language) -> list[str]:
    """The first of some words that have capitals, with the small ones between them."""
    small = language.grammar.small_words | language.first_connectors
    run, last = list[str](), 0
    for part in parts:
        if not (part[0].isupper() or part[0].isdigit() or part.lower() in small):
            break
        run.append(part)
        last = len(run) if part[0].isupper() else last
    return run[:last]


def _is_noun(word: list[str], language: Language) -> bool:
    """Whether a word is such a noun, in small letters."""
    return bool(word) and word[0].islower() and language.contexts["named-nouns"].stands_in(word)

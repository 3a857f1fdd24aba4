"""Names in Title Case beside a noun in small letters: "the Stop Child … campaign".

The noun is in the context `named-nouns` of the cues, if a language has it. The term alone in capitals shows
nothing: some writers give them to whatever matters to them. Another word of the name must have one, and not
because a sentence begins with it, unless it is a verb that names begin with (the context `name-openers`).
Where titles have but one capital, the term's own show a name behind such a noun (`undertakings`, `titled`).
"""

from collections.abc import Iterable

from luxterm.base import lazy_pattern, lazy_regex
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.language import Language
from luxterm.text.capitals import ABBREVIATION
from luxterm.text.words import words
from luxterm.types import Message, quoted

_REACH = 120
"""Code points to either side in which the name and its noun are."""
_LONG, _RUNNING = 4, 2
"""Letters of a word in small letters, and how many of them a sentence has at least that is no title."""
_PART = lazy_regex(r"[\p{L}\p{M}\p{N}’'-]+|[^\w\s]")
"""A word, or a mark that ends a name."""
_MARKED = lazy_pattern(r"[.,;:!?()–—]")
"""What no name goes over."""


def find(around: Surroundings) -> Message | None:
    """Why the term is in such a name, None if it isn't."""
    language, text = around.language, around.text
    if not language.contexts["named-nouns"]:
        return None
    own = [it for it in words(text) if it.lower() not in language.grammar.small_words]
    if not all(it[0].isupper() for it in own) or (text.isupper() and len(text) > ABBREVIATION):
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
    if left and left[-1].lower() in small & language.grammar.determiners and _is_running(rest, language):
        return Message("in-name-after", (quoted(left[-1]), quoted(text)))
    capitals = any(it[0].isupper() and it.lower() not in small for it in (*left, *right))
    if not capitals:
        return None
    if _is_noun(after[len(right) : len(right) + 1], language):
        return Message("in-name-before", (quoted(text), quoted(after[len(right)])))
    noun = rest[-1:]
    return Message("in-name-after", (quoted(noun[0]), quoted(text))) if _is_noun(noun, language) else None


def _is_running(before: list[str], language: Language) -> bool:
    """Whether an article with a capital opens a title behind some words: "…, The Child … of the Hills".

    In a sentence in small letters, and where titles have capitals.
    """
    small = [it for it in before if it.islower() and len(it) >= _LONG]
    if not language.grammar.titles_capitalised or len(small) < _RUNNING:
        return False
    return before[-1] == "," or (before[-1].islower() and before[-1] not in language.grammar.conjunctions)


def behind_noun(around: Surroundings) -> Message | None:
    """`la campaña Cero Pornografía …`: right behind a noun of what has a name, words with capitals only.

    Those of the term alone will do behind what has a title or gives one (the context `titled`): "o filme
    Casamento Precoce", "intitulado …". All of the term's words have them.
    """
    grammar, contexts = around.language.grammar, around.language.contexts
    undertakings, titled = contexts["undertakings"], contexts["titled"]
    if not (undertakings or titled) or grammar.titles_capitalised or grammar.capital_nouns:
        return None
    said = words(_MARKED.split(around.written_left[-_REACH:])[-1])
    at = len(said)
    while at and (said[at - 1][0].isupper() or said[at - 1] in grammar.small_words):
        at -= 1
    noun, first = said[at - 1 : at], said[at : at + 1]
    if first and not first[0][0].isupper():
        return None
    if not (titled.stands_in(noun) or (first and undertakings.stands_in(noun))):
        return None
    return Message("in-name-after", (quoted(noun[0]), quoted(around.text)))


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

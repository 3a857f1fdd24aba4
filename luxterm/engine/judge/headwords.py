"""Whether a paragraph tells what a term means that heads it, before a stop: "**Child …**. Images of …"."""

from collections.abc import Callable

from luxterm.engine.nearby import SOURCE
from luxterm.engine.surroundings import Surroundings
from luxterm.text.folding import fold
from luxterm.types import Scope

_BEGINNING = SOURCE // 2
"""Code points of a paragraph in which it is seen whether that speaks of words."""
_FIRST = 20
"""Code points behind the stop in which the next word is."""


def is_headword(around: Surroundings) -> bool:
    """Whether a paragraph begins with it, in small letters, and a stop: "child …. The use of …"."""
    if not _opens_with_stop(around) or not around.text[0].islower():
        return False
    end = around.occurrence.end + len(". ")
    first = around.view.text[end : min(around.bounds.end, end + _FIRST)].partition(" ")[0]
    return first[:1].isupper() and first.lower() in around.language.grammar.determiners


def heads_definition(around: Surroundings, under_words: Callable[[Surroundings], bool]) -> bool:
    """Whether it heads a paragraph in a section of definitions, or one that speaks of words.

    `under_words` says whether the heading above is one for words. Elsewhere it is emphasised, and its
    paragraph or one beside it speaks of words.
    """
    if not _opens_with_stop(around):
        return False
    contexts, words = around.language.contexts, around.language.divider.words
    heading = words(fold(around.segment.under))
    if contexts["defining"].stands_in(heading) or under_words(around):
        return True
    if around.emphasis_end is None:
        return False
    beside = (words(around.view.head(it, _BEGINNING)) for it in around.view.near(around.index, 1, 1))
    named, aside = contexts["words"], contexts["words-aside"]
    return any(named.stands_in(aside.without(it)) for it in (heading, *beside))


def _opens_with_stop(around: Surroundings) -> bool:
    """Whether a paragraph or item begins with it and a stop, and goes on."""
    begins = around.segment.scope in (Scope.PARAGRAPH, Scope.ITEM)
    end = around.occurrence.end
    stops = around.view.text.startswith(". ", end) and end + len(". ") < around.bounds.end
    return begins and around.occurrence.start == around.bounds.start and stops

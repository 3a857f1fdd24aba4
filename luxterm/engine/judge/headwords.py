"""Whether a paragraph, or an entry of a list of meanings, tells what a term means that heads it.

Before a stop: "**Child …**. Images of …"; or with a number before it, under what says that meanings follow
(the context `meanings-follow`): "For the purposes of this Act: (a) child …: the scene …".
"""

from collections.abc import Callable

from luxterm.base import lazy_regex
from luxterm.engine.nearby import SOURCE
from luxterm.engine.surroundings import Surroundings
from luxterm.text.folding import fold
from luxterm.types import Scope

_BEGINNING = SOURCE // 2
"""Code points of a paragraph in which it is seen whether that speaks of words."""
_FIRST = 20
"""Code points behind the stop in which the next word is."""
_LEAD = 120
"""Code points at the end of a paragraph in which it says that meanings follow."""
_VERB = 2
"""Words at the end of that of which one is its own, so that a verb may follow: "… dieses Gesetzes sind:"."""
_NUMBER = lazy_regex(
    r"[\s>*+-]*[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,2}|[ivxlIVXL]{1,6}|\p{L})[.)\]]{0,2}(?:\s?[–—-])?\s+[*_]{0,3}"
)
"""An entry's number, and all that stands before it on its line: "(a) ", "   III - ", "- 2. **"."""
_MEANS = lazy_regex(r"[*_]{0,3}\s?(?P<mark>[:,–—])[*_]{0,3}\s+(?P<first>[\p{L}’']+)")
"""The mark behind it, and what its meaning begins with."""


def is_headword(around: Surroundings) -> bool:
    """Whether a paragraph begins with it, in small letters, and a stop: "child …. The use of …"."""
    if not _opens_with_stop(around) or not around.text[0].islower():
        return False
    end = around.occurrence.end + len(". ")
    first = around.view.text[end : min(around.bounds.end, end + _FIRST)].partition(" ")[0]
    return first[:1].isupper() and first.lower() in around.language.grammar.determiners


def heads_meaning(around: Surroundings) -> bool:
    """Whether it is what an entry gives the meaning of: "II - child …: the scene …", "(b) child …, the …"."""
    language = around.language
    follow = language.contexts["meanings-follow"]
    means = _MEANS.match(around.view.text, *around.behind(_FIRST)) if follow else None
    if means is None or _NUMBER.fullmatch(around.lines.left) is None:
        return False
    if means["mark"] == "," and fold(means["first"]).strip("'") not in language.plain_determiners:
        return False
    for tail in (around.view.tail(it, _LEAD).rstrip() for it in around.above()):
        if tail.endswith((":", ",")) and follow.ends_in(around.words(tail), _VERB):
            return True
        if tail.endswith(":"):
            return False  # it leads to something else
    return False


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

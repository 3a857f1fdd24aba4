"""Where a phrase of a cue counts: as a whole word, as what is said of the term, beside the words it needs."""

from collections.abc import Iterator

from luxterm.base import lazy_pattern
from luxterm.engine.context import gives_years, speaks_of
from luxterm.engine.judge.said_of import ROW, ends_clause
from luxterm.engine.surroundings import Surroundings
from luxterm.termbase.cues import CueData
from luxterm.text.marks import APOSTROPHES, CLOSING, OPENING
from luxterm.types import Scope, Usage

ENTITY = "&quot;"
"""A quotation mark in text that was taken from markup as it stood."""
GLOSS = lazy_pattern(r"\([^()]{1,60}\) ")
"""An abbreviation or translation between the term and what is said of it."""
_ASIDE = lazy_pattern(r"(?:, [^,.;:]{1,60},|\([^()]{1,60}\)) ")
"""What limits a definition: ", in relation to a website, means"."""
_HYPHEN = "   "
"""A hyphen between spaces, folded."""
_MARK = lazy_pattern(r"[,;:.(\"]")
_ABOUT = 5
"""Words before the term, at most, of which one says what is done about it."""


def counts(cue: CueData, around: Surroundings, marked: bool) -> bool:
    """Whether a cue applies: either of `quoted` and `needs` is enough."""
    if cue.opens and not around.opens:
        return False
    if cue.opens and only_perhaps(cue) and _is_headline(around):
        return False  # "Child …: a growing problem"
    if cue.ends and not ends_clause(around):
        return False
    if not (cue.quoted or cue.needs) or (cue.quoted and marked):
        return True
    # Of "avoid child … rings" the rings are the object
    return not around.qualifies and any(speaks_of(around, name) for name in cue.needs)


def only_perhaps(cue: CueData) -> bool:
    """Whether it is for what only may be a definition, and says nothing of how the word is used."""
    return cue.defines and cue.usage == Usage.USE


def stands_bare(cue: CueData, around: Surroundings) -> bool:
    """Whether it opens its sentence without the article that its noun needs: "Child bride is to be avoided".

    Before a mark that shows nothing, for headlines have no articles: "Child bride: village in shock".
    """
    return cue.quoted and cue.usage == Usage.MENTION and not around.left and around.bare


def said_of(around: Surroundings, after: str, marked: bool) -> str:
    """The text after an occurrence as far as it can be about it: "Penalties for X are defined" isn't."""
    if after.startswith(_HYPHEN):
        after = f"–{after[len(_HYPHEN) - 1 :]}"
    if marked or not f" {around.left.rstrip(OPENING)}".endswith(around.language.ending_connectors):
        return after
    return after if after.lstrip(CLOSING).startswith(("(", "[", ",")) else ""


def heads(after: str) -> Iterator[str]:
    """What comes after an occurrence: all of it, and without an aside or a gloss at its beginning."""
    head = unmarked(after)
    yield head
    for pattern in (_ASIDE, GLOSS):
        if head.startswith((",", "(")) and (aside := pattern.match(head)):
            yield head[aside.end() :]


def unmarked(after: str) -> str:
    """What comes after a term without the marks that close it."""
    return after.lstrip(CLOSING).removeprefix(ENTITY).lstrip()


def goes_on(around: Surroundings, phrase: str) -> bool:
    """Whether what follows a mark is no definition: "Child …: what to do?", "…: act now!", or in a heading.

    Nor is what follows from it, by the context `consequences`: "means a ban".
    Nor are the years of an age: "Age of consent: 15 years". Nor is anything that says more of what is done
    about it, by the context `done-about`: "Prevention of child …: the use of filters"; but what is in
    brackets is.
    """
    contexts = around.language.contexts
    if phrase[0] not in "(,":
        words = around.words(_MARK.split(around.left[-ROW:])[-1])[-_ABOUT:]
        if contexts["done-about"].stands_in(words):
            return True
    if phrase[0].isalnum():
        return contexts["consequences"].stands_in(around.words(around.right[: 2 * ROW]))
    if gives_years(around):
        return True
    asks = around.right.rstrip(f"{CLOSING} ").endswith(("?", "!"))
    return asks or (around.segment.scope is Scope.HEADING and not has_words(phrase))


def is_whole(head: str, phrase: str) -> bool:
    """Whether a phrase that begins a text ends with a word of it, which an elided one does: "s’entend d’"."""
    return phrase.endswith(tuple(APOSTROPHES)) or not head[len(phrase) : len(phrase) + 1].isalnum()


def has_words(phrase: str) -> bool:
    """Whether a phrase is more than marks."""
    return any(map(str.isalnum, phrase))


def _is_headline(around: Surroundings) -> bool:
    """Whether it is in a heading; of a line that is only set off as one, up to a mark: "**Child …: …**"."""
    heading = around.segment.scope is Scope.HEADING
    return heading or (around.is_heading and not around.right.lstrip(f"{CLOSING} ")[:1].isalpha())

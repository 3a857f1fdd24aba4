"""Terms as the engine looks them up: forms in groups, what to say instead, and what a phrase stands for."""

from typing import NamedTuple

from luxterm.base import lazy_pattern
from luxterm.types import Source

EXCEPTION = -1
"""Instead of a group's number: the phrase only shields what it contains."""

RECOMMENDED = -1
"""Instead of a term's number: the phrase is what luxterm itself would write, and no term's exception."""

IN_CAPITALS = "*"
"""Instead of how a phrase must be spelled: all in capitals."""

BEGINS = "+"
"""The same: as the first part of a compound."""

HEAD = "<head>"
"""In a replacement: the noun of the term that it replaces, or the last part of a compound."""

REFERENCE = lazy_pattern(r"<([^<>:]+)(?::([^<>]+))?>")
"""In a replacement: a recommended term by its id, perhaps in a form: `<csam:plural>`."""


class Group(NamedTuple):
    """Some forms of a term and what to say instead; phrases folded."""

    say: tuple[str, ...]
    attributive: tuple[str, ...]
    number: str
    applicability: int
    cases: tuple[str, ...]
    followed_by: tuple[str, ...]
    preceded_by: tuple[str, ...]
    safe_near: tuple[str, ...] = ()
    unsafe_near: tuple[str, ...] = ()
    compound: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    inclusive: tuple[str, ...] = ()


class TermData(NamedTuple):
    """A deprecated term (see `luxterm.termbase.models.Term`). `sources`: short, at, verified, url."""

    id: str
    concept: str
    term: str
    advice: str
    unread_confidence: str
    """How sure we are of advice without a source that we have read: high, medium, low; else ""."""
    why: str
    note: str
    needs: tuple[str, ...]
    unless: tuple[str, ...]
    unless_before: tuple[str, ...]
    unless_lacking: tuple[tuple[str, tuple[str, ...]], ...]
    needs_long_form: bool
    off: bool
    groups: tuple[Group, ...]
    sources: tuple[Source, ...]


class Target(NamedTuple):
    """What a pattern represents: a group of a term's forms, or EXCEPTION.

    `cased` is how it must be spelled exactly, or IN_CAPITALS, or BEGINS, or "".
    """

    term: int
    group: int
    cased: str

"""Catalogues of offences: lists whose entries have the names that a penal code gives them.

The words are the context `crimes` in the cues, if a language has it: what only such a list names (homicide,
larceny), and no list of what a platform forbids. The lists are items, cells, or the lines of a paragraph;
what commas divide in a sentence may be one, and is if "crimes of" introduces it or "and other crimes"
(`other-crimes`) of a penal code (`penal-codes`) ends it. What has its penalty behind it (`penalties`) is one,
too, and what stands below the name of a penal code's chapter.
"""

from collections.abc import Iterator
from unicodedata import normalize

from luxterm.base import lazy_pattern
from luxterm.engine.context import gives_years
from luxterm.engine.nearby import PARAGRAPHS
from luxterm.engine.surroundings import Surroundings
from luxterm.text.folding import fold
from luxterm.text.words import after_last
from luxterm.types import Message, Scope

_ENTRY = 120
"""Code points that an entry has at most."""
_FIRST = 4
"""Words of an entry among which its name begins, after its number."""
_HEADING = 5
"""Words of a heading that calls the entries below it offences, at most."""
_NAMED = 3
"""Other entries that are crimes, so that the list is a catalogue."""
_CALLED = 1
"""The same, if what introduces the list ends in a word for them: "the following offences:"."""
_PERHAPS = 2
"""The same, so that it may be one."""
_PENALTY = 6
"""Words after a term and a colon in which the penalty for it is."""
_CLOSED, _CODE = 20, 8
"""Words from a term to "other crimes", and from there to the name of their code, at most."""
_MARK = lazy_pattern(r"[,;:()]")
_MARKS = " *_"
"""Markup before an entry's first word."""


def find(around: Surroundings) -> Message | None:
    """Why it is the name of an offence, None if its list isn't surely a catalogue of them."""
    listed = (
        _crimes(around, _entries(around)) >= (_CALLED if _is_called(around) else _NAMED)
        or _introduced(around) >= _PERHAPS
        or _is_closed(around)
        or _is_in_chapter(around)
        or (_is_punished(around) and not around.language.has_finite_verb(around.words(around.left)))
    )
    return Message("offence-listed") if listed else None


def perhaps(around: Surroundings) -> bool:
    """Whether its list may be a catalogue of offences."""
    start, end = around.bounds
    entry = around.segment.scope is Scope.ITEM and end - start <= _ENTRY
    enough = 1 if entry else _PERHAPS  # "- Homicide, child …"
    row = _crimes(around, _row(around))
    if row == enough - 1 > 0 and _has_class(around):
        row = enough
    listed = _crimes(around, _entries(around)) >= _PERHAPS or row >= enough
    described = _is_punished(around) or _is_labelled(around) or (entry and _is_led(around))
    return listed or _introduced(around) > 0 or described


def _introduced(around: Surroundings) -> int:
    """How many crimes come before it, as in `a record of crimes of homicide, larceny and child prostitution`.

    No verb comes between, and a comma or a conjunction joins it to them; of crimes that are only examples
    ("such as") there are none.
    """
    crimes, such = around.language.contexts["crimes"], around.language.contexts["such-as"]
    if not crimes or not _is_joined(around):
        return 0
    columns, words = around.language.grammar.offence_columns, around.words(around.left)
    at = after_last(words, columns.__contains__)
    row = words[at:]
    if not at or around.language.has_verb(row) or such.stands_in(row):
        return 0
    return sum(crimes.stands_in([word]) for word in row)


def _is_closed(around: Surroundings) -> bool:
    """As in `fraud, child … and other crimes of the Penal Code`: the row ends in all the others there."""
    others, codes = (around.language.contexts[it] for it in ("other-crimes", "penal-codes"))
    words = around.words(around.right) if others else []
    if not (around.right.startswith(", ") or around.following in around.language.grammar.conjunctions):
        return False
    at = next((at for at in range(1, min(len(words), _CLOSED) + 1) if others.ends_in(words[:at], 1)), 0)
    if not at or around.language.has_verb(words[:at]):
        return False
    return codes.stands_in(words[at : at + _CODE])


def _is_led(around: Surroundings) -> bool:
    """Whether its list, of entries without verbs, is introduced as one of offences: "these offences:".

    Or as examples of them, or by nothing but a heading that ends in a word for them.
    """
    language, such = around.language, around.language.contexts["such-as"]
    own, lead = around.view.folded[slice(*around.bounds)], around.words(around.led_by)
    if at := such.after_last(lead):
        lead, first = such.without(lead[:at]), 1  # "crimes such as (but not limited to):"
    elif not lead and len(under := around.words(fold(around.segment.under))) <= _HEADING:
        lead, first = ([] if language.has_verb(under) else under), 1  # "# Sexual offences"
    else:
        first = _FIRST
    return language.calls_offence(lead[-first:]) and not language.has_verb(around.words(own))


def _is_in_chapter(around: Surroundings) -> bool:
    """Whether its list or column stands below a chapter of a penal code: "Offences against the person:".

    Or in the bracket behind it, where nothing goes on: "Of offences against the person (homicide, child …)."
    """
    columns, crimes = around.language.grammar.offence_columns, around.language.contexts["crimes"]
    said, colon, _ = around.left.rpartition(":")
    own = said.replace("—", "–").rpartition("– ")[2] if colon else ""  # "Title V – Offences against …: …"
    heads = [around.words(head) for head in (around.led_by, fold(around.segment.column), own) if head]
    before, bracket, row = around.left.rpartition("(")
    if bracket and ")" not in row and not any(map(str.isalpha, around.right.partition(")")[2])):
        words = around.words(before)
        small = around.language.grammar.small_words
        heads.append(words[next((at for at, it in enumerate(words) if it not in small), 0) :])
    return any(words and words[0] in columns and crimes.stands_in(words[:_FIRST]) for words in heads)


def _is_called(around: Surroundings) -> bool:
    """Whether what introduces its list calls the entries offences."""
    words = around.words(around.led_by)
    return around.language.calls_offence(words[-1:])


def _is_joined(around: Surroundings) -> bool:
    """Whether a comma or a conjunction stands just before it."""
    word = around.left[:-1].rpartition(" ")[2]
    return around.left.endswith(", ") or word in around.language.grammar.conjunctions


def _is_punished(around: Surroundings) -> bool:
    """As in `Child prostitution: five years`, or `(five years)`, of a table of penalties.

    Not in "Age of consent: 15 years", nor in "Early marriages (before 18 years)".
    """
    penalties, right = around.language.contexts["penalties"], around.right.lstrip()
    if not right.startswith((":", "(")) or gives_years(around):
        return False
    if "(" in around.left.rpartition(")")[2]:
        return False  # "a post (delay in cases of …: 19 months)"
    words = around.words(right)[:_PENALTY]
    years = next((at for at, word in enumerate(words) if word[0].isdigit()), 0)
    if around.language.contexts["ages"].stands_in(words[:years]):
        return False
    return any(word[0].isdigit() for word in words) and penalties.stands_in(words)


def _is_labelled(around: Surroundings) -> bool:
    """Whether it is what an entry is about, in a list of offences or penalties (`penal-lists`).

    "Types of offences: – Child …: Online …", "# Penalties – Child …: A fine", "– Child …: Years in prison".
    """
    if not around.right.startswith(":"):
        return False
    before = around.view.text[around.bounds.start : around.occurrence.start].strip(_MARKS)
    language, penal = around.language, around.language.contexts["penal-lists"]
    said = penal.without(around.words(before[-_ENTRY:].lower()))
    if len(before) > _ENTRY or not around.language.grammar.small_words.issuperset(said):
        return False
    if around.segment.scope is not Scope.ITEM:  # "For child …: imprisonment up to 7 years"
        return penal.stands_in(around.words(around.right)[:_PENALTY])
    heads = [around.words(head) for head in (fold(around.segment.under), around.led_by) if head]
    listed = any(language.calls_offence(head) or penal.stands_in(head) for head in heads)
    return listed or penal.stands_in(around.words(around.right)[:_PENALTY])


def _crimes(around: Surroundings, entries: Iterator[str]) -> int:
    """How many of the entries after the first, its own, are crimes; 0 if its own has a verb, or is long."""
    crimes = around.language.contexts["crimes"]
    if not crimes:
        return 0
    own = next(entries)
    if len(own) > _ENTRY or around.language.has_verb(around.words(own)):
        return 0
    return sum(crimes.stands_in(around.words(it)[:_FIRST]) for it in entries if len(it) <= _ENTRY)


def _has_class(around: Surroundings) -> bool:
    """Whether a part of its row begins with a word for offences: "murder, cybercrimes, child …"."""
    first = (around.words(it)[:1] for it in [*_row(around)][1:])
    return any(around.language.calls_offence(it) for it in first)


def _row(around: Surroundings) -> Iterator[str]:
    """What marks divide in its folded sentence, and a conjunction at its end; its own part first."""
    view, (start, end), here = around.view, around.sentence, around.occurrence
    *before, left = _MARK.split(view.folded[start : here.start])
    right, *after = _MARK.split(view.folded[here.end : end])
    yield f"{left}{around.folded}{right}"
    parts, last = [*before, *after], (after or [right])[-1].split()
    at = after_last(last, around.language.grammar.conjunctions.__contains__)
    if at and after:
        parts[-1] = " ".join(last[: at - 1])
    yield from (*parts, " ".join(last[at:])) if at else parts


def _entries(around: Surroundings) -> Iterator[str]:
    """The folded entries of its list, its own first."""
    view, scope, (start, end) = around.view, around.segment.scope, around.bounds
    if scope in (Scope.ITEM, Scope.CELL):
        yield view.folded[start:end]
        for step in (-1, 1):
            for index in range(around.index + step, around.index + step * (PARAGRAPHS + 1), step):
                if not view.has(index) or view.segment(index).scope is not scope:
                    break
                yield view.folded[slice(*view.bounds(index))]
        return
    source, (first, last) = view.source(start, end), around.source
    before = normalize("NFC", around.document_text(source.start, first)).split("\n")
    after = normalize("NFC", around.document_text(last, source.end)).split("\n")
    yield fold(f"{before[-1]}{around.text}{after[0]}")
    yield from map(fold, (*before[-2 : -2 - PARAGRAPHS : -1], *after[1 : 1 + PARAGRAPHS]))

"""Whether a term names an offence, by a provision beside it or the list that it is in: in the law's words.

The words are data: `offence_columns` in the grammar, and contexts in the cues, if a language has them.
"""

from luxterm.base import lazy_pattern
from luxterm.engine.caution.forbidden import are_deeds, is_forbidden
from luxterm.engine.caution.provided import CITED, cites, is_provided
from luxterm.engine.caution.voices import voices
from luxterm.engine.context import STOP, becomes_thing
from luxterm.engine.judge import catalogues
from luxterm.engine.surroundings import Surroundings
from luxterm.engine.table_rows import cells_beside
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.text.words import after_last
from luxterm.types import Scope

_AHEAD = 50
"""Code points after a term in which the rest of a row is looked for in a heading."""
_LISTED = 8
"""Words before a bracket, or before "such as", of which one says that offences are listed."""
_ACTS = 3
"""The same, if what is listed is what one does: "acts of violence such as"."""
_ROW = lazy_pattern(r"[;:()?!]")
"""What ends a row of offences, whose provisions may be abbreviated: "arts."."""
_JOINING = ("&", "+", "/")
"""A sign that joins what follows, as a word does."""
_CELL = 24
"""Code points of a cell at most that has nothing but a provision's number."""
_REACH = 200
"""Code points to either side of a term in which what introduces a list, or its provisions, is looked for."""


def names_offence(around: Surroundings) -> bool:
    """Whether it may be the name of an offence."""
    looks = (
        is_provided,
        is_forbidden,
        _in_row_of_provisions,
        _among_offences,
        _in_column,
        _in_row,
        _beside_number,
        _under_offences,
        _heads_offences,
        _is_deed,
        _defends,
        _exemplifies,
        catalogues.perhaps,
    )
    return any(look(around) for look in looks)


def _in_column(around: Surroundings) -> bool:
    """In a column of a table that lists offences, or of data: `charge_description`."""
    column = fold(around.segment.column).replace("_", " ")
    return around.language.calls_offence(column.split())


def _in_row(around: Surroundings) -> bool:
    """As in `| Producing child … | Section 23(a) |`, in a text that has no tables."""
    left, right = around.left.split("|")[-2:-1], around.right.split("|")[1:2]
    return bool(left and right) and any(cites(cell.split(), around.language) for cell in (*left, *right))


def _beside_number(around: Surroundings) -> bool:
    """In a table's row beside the number of its provision: "176.º" under "Artigo", not "3" under "Nr."."""
    if around.segment.scope is not Scope.CELL:
        return False
    view, language = around.view, around.language
    running, cells = language.contexts["running-numbers"], cells_beside(around)
    beside = ((fold(view.segment(it).column).split(), view.head(it, _CELL)) for it in cells)
    return any(
        any(map(str.isdigit, cell))
        and len(cell) < _CELL
        and cites([*([] if running.stands_in(column) else column), *cell.split()], language)
        for column, cell in beside
    )


def _in_row_of_provisions(around: Surroundings) -> bool:
    """As in `crimes of fraud, child … and arson, under arts. 5 to 9`: a row, and then its provisions."""
    if not _names_offences(around.left, around.language):
        return False
    violating, row = around.language.contexts["violating"], _ROW.split(around.right[:_REACH])[0].split()
    ends = (at for at in range(1, len(row) + 1) if violating.ends_in(row[:at], 1))
    at = next(ends, 0)
    language = around.language
    named = language.divider.words(" ".join(row[:at]))
    return bool(at) and not language.has_verb(named) and cites(row[at : at + CITED], language)


def _among_offences(around: Surroundings) -> bool:
    """As in `serious offences (murder, child prostitution)`: in a list of them in brackets."""
    before, bracket, inside = around.left.rpartition("(")
    if not bracket or ")" in inside or ("," not in inside and around.right[:1] != ","):
        return False
    return _names_offences(before, around.language)


def _under_offences(around: Surroundings) -> bool:
    """In a row after a colon, in a sentence that begins so: "Serious offences (Part 2): murder, …"."""
    head, colon, row = around.left.rpartition(":")
    first = around.words(head)[:_LISTED]
    if not colon or not around.language.calls_offence(first):
        return False
    return not around.language.has_verb(around.words(row))


def _heads_offences(around: Surroundings) -> bool:
    """In a heading that names offences behind it: "Possession of child … and sexual offences"."""
    if around.segment.scope is not Scope.HEADING:
        return False
    language, right = around.language, around.right[:_AHEAD]
    row = language.divider.words(right)
    row = row if right.lstrip(" ")[:1] in _JOINING else row[1:]  # not in "Child … Offences"
    return language.calls_offence(row) and not language.has_verb(row)


def _is_deed(around: Surroundings) -> bool:
    """Whether a line is nothing but a penal law's name of an offence: "Possession of child …".

    Or that and how often there was one: "Possession of child …: 1,200", or the word for such names
    before a colon: "Category: possession of child …".
    """
    language, right = around.language, around.right.strip()
    left = language.divider.words(_without_label(around.left, language))
    number = right.lstrip(": ")
    counted = right != number and number[:1].isdigit() and not any(map(str.isalpha, number))
    if not counted and (language.divider.words(right) or around.segment.scope is Scope.FOOTNOTE):
        return False
    return are_deeds([it for it in left if not it.isdigit()], language)


def _without_label(left: str, language: Language) -> str:
    """The beginning of a line without the word, before a colon, that says that a name follows."""
    label, colon, name = left.partition(":")
    words = language.divider.words(label)
    labels = {*language.signals.labels, *language.grammar.offence_columns}
    return name if colon and words and words[-1] in labels else left


def _defends(around: Surroundings) -> bool:
    """On a page by which lawyers offer to defend: they name what somebody is charged with."""
    return around.language.contexts["defended"].stands_in([around.following]) or voices(around).defending


def _exemplifies(around: Surroundings) -> bool:
    """As in `an offence committed online such as fraud or child pornography`: material is no offence.

    Nor is it anything else that one does: "acts of violence such as", not "abuse and content such as".
    """
    such, left = around.language.contexts["such-as"], around.left[-_REACH:]
    if not such or not becomes_thing(around):
        return False
    language, grammar, words = around.language, around.language.grammar, left.split()
    at = such.after_last(words)
    if " ".join(words[max(0, at - 2) : at]) in grammar.conjunctions:
        return False  # "a violência, bem como a …": "como" gives no examples
    if not at or language.has_verb(language.divider.words(" ".join(words[at:]))):
        return False
    before = " ".join(such.without(words[:at]))
    if language.contexts["such-contents"].stands_in(before.split()[-1:]):
        return False  # "to fight crime and block content such as"
    acts, handled = (language.contexts[it] for it in ("activities", "handled"))
    if handled.stands_in(words[-1:]):
        return False  # "activities such as accessing": that is what one does
    if _names_offences(before, language):
        return True
    if words[-1] in grammar.small_words - grammar.determiners - grammar.conjunctions:
        return False  # "activities such as the distribution of": that is what one does
    done = language.divider.words(before)[-_ACTS:]
    return acts.stands_in(done[after_last(done, grammar.conjunctions.__contains__) :])


def _names_offences(before: str, language: Language) -> bool:
    """Whether a word for offences is among the last of what introduces a list."""
    words = language.divider.words(STOP.split(before)[-1])[-_LISTED:]
    return language.calls_offence(words)

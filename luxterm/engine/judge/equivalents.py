"""Entries of a glossary in two languages: a term beside what another language calls the same.

`child prostitution – prostitution des enfants`, in a line of its own or in cells side by side. Whoever writes
such a row talks about both words, and so does who heads the columns with the names of languages (the context
`languages` in the cues). In quotation marks the two may be a message of a program and its
translation, which is a use, and so may two headings.
"""

from collections.abc import Iterable

from luxterm.base import lazy_pattern
from luxterm.engine.surroundings import Surroundings
from luxterm.engine.table_rows import cells_beside
from luxterm.termbase.language import Language
from luxterm.text.folding import fold
from luxterm.types import Scope

_LINE = 160
"""Code points that such a line, or the cell beside it, has at most."""
_PARTED = lazy_pattern(r"\t| [–—|=:>→-]{1,4} |[=:;] | {3,}(?![ –—|=:>→-])")
"""Between the words of two languages, or the old and the new."""
_NOTE = lazy_pattern(r" \(|, ")
_MARKS = " \t*_|+-•;,."
_PARTS = 2
_COLUMNS = 2
"""Cells to either side that may have the other word: a column may be between them."""


def is_equivalent(around: Surroundings, others: Iterable[Language]) -> bool:
    """Whether it is all of an entry's side, and another side is a term of one of the other languages."""
    if _in_vocabulary(around):
        return True
    sides = _cells(around) if around.segment.scope is Scope.CELL else sides_of(around)
    return bool(sides) and any(
        _is_term(_bare(side, language), language) for language in others for side in sides
    )


def _in_vocabulary(around: Surroundings) -> bool:
    """Whether it is all of a cell, but for its article, in a column headed by a language's name."""
    column = around.segment.column.lower().split()
    if around.segment.scope is not Scope.CELL or len(column) != 1:
        return False
    language, left = around.language, around.left.strip()
    alone = not left or left in language.grammar.determiners
    return alone and not around.right.strip(_MARKS) and language.contexts["languages"].stands_in(column)


def _cells(around: Surroundings) -> list[str]:
    """The text of the cells beside it, if its own has nothing else."""
    view, (first, last) = around.view, around.bounds
    if last - first > _LINE or _bare(view.text[first:last].strip(_MARKS), around.language) != around.folded:
        return []
    row = map(view.bounds, cells_beside(around, _COLUMNS))
    return [view.text[start:end].strip(_MARKS) for start, end in row if end - start <= _LINE]


def sides_of(around: Surroundings) -> list[str]:
    """What else is on its line, if the line has two sides and it is all of one."""
    if len(around.lines.left) + len(around.lines.right) > _LINE:
        return []
    sides = [it.strip(_MARKS) for it in _PARTED.split(around.line.strip(_MARKS))]
    own = next((it for it in sides if _bare(it, around.language) == around.folded), None)
    return [it for it in sides if it != own] if own and len(sides) == _PARTS else []


def _bare(side: str, language: Language) -> str:
    """A side, folded, without an article and what follows in brackets or behind a comma: "a nude (GB), …"."""
    word = _NOTE.split(fold(side), maxsplit=1)[0].strip()
    first, _, rest = word.partition(" ")
    return rest if rest and first in language.grammar.determiners else word


def _is_term(folded: str, language: Language) -> bool:
    """Whether a text is a term of a language, discouraged or to be used, and no more."""
    whole = 0, len(folded)
    return folded in language.recommended or any(
        (start, end) == whole for _, start, end in language.patterns.find(folded)
    )

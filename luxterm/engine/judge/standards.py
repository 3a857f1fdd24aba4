"""Definitions as standards have them: a number, the term on a line of its own, and what it means below.

`3.4.1` / `child …` / `any representation of …`, in lines, or as a heading with its paragraph. Term and
meaning begin with a small letter; the number has points, as that of a list has none.
"""

from luxterm.base import lazy_regex
from luxterm.engine.surroundings import Surroundings

_NEAR = 300
"""Code points around a term in which its number and the beginning of its meaning are."""
_NUMBERED = lazy_regex(
    r"(?:^|\n)[ \t#*_>]{0,12}\p{Lu}?\.?\d{1,3}(?:\.\d{1,3}){1,5}\.?[ \t*_]{0,8}\n?[\s#*_]{0,12}\Z"
)
_MEANING = lazy_regex(r"[ \t#*_:]*\n[\s*_:]*(?:[<(][^<>()\n]{1,60}[>)] )?\p{Ll}")


def defines(around: Surroundings) -> bool:
    """Whether it is all of the term of such an entry, which has no capital."""
    start, end = around.source
    return (
        around.text[0].islower()
        and _MEANING.match(around.document_text(end, end + _NEAR)) is not None
        and _NUMBERED.search(around.document_text(start - _NEAR, start)) is not None
    )

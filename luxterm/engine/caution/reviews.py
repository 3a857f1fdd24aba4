"""Whether a term is in what one State recommends to another in a review, as reports have it word for word.

Such a recommendation opens with the number of its paragraph, with two digits at least before the point, and
ends in the State that made it, in brackets: "124.45 Act against …, as a matter of urgency (Norway);".
"""

from luxterm.base import lazy_regex
from luxterm.engine.surroundings import Surroundings
from luxterm.types import Scope

_REACH = 400
"""Code points before a term in which the recommendation begins."""
_OPENS = lazy_regex(r"(?:\A|(?<=[;.] )|(?<=\n))[\W_]{0,4}\d{2,3}\.\d{1,3}\.? \p{Lu}")
_STATE = lazy_regex(r"[^();]{0,300} \(\p{Lu}\p{Ll}[\p{L} ’'-]{1,40}\)(?:[;.]|\Z)")


def is_recommended(around: Surroundings) -> bool:
    """Whether it is in such a recommendation."""
    if around.segment.scope not in (Scope.PARAGRAPH, Scope.ITEM, Scope.CELL):
        return False
    text, (start, end) = around.view.text, around.bounds
    here, after = around.occurrence.start, around.occurrence.end
    before = text[start:here] if here - start <= _REACH else ""
    opened = [it.start() for it in _OPENS.finditer(before)]
    if not opened or ");" in before[opened[-1] :]:
        return False
    return _STATE.match(text, after, end) is not None

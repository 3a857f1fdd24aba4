"""The apostrophe that a text itself uses, kept in what is written into it: ' or ’, also as an entity."""

from luxterm.base import lazy_pattern
from luxterm.engine.surroundings import Surroundings
from luxterm.text.marks import APOSTROPHES

_INSIDE = lazy_pattern(rf"(?<=[^\W\d_])(?:[{APOSTROPHES}]|&(?:apos|rsquo|#39|#8217);)(?=[^\W\d_])")
"""Between two letters: not a quotation mark. A text that isn't read as HTML may have an entity, too."""
_REACH = 1_000
"""Code points on either side of a term in which one is looked for, within its paragraph."""
_SHOWN = frozenset((*APOSTROPHES, "&apos;", "&#39;", "&#x27;", "&rsquo;", "&#8217;", "&#x2019;"))


def own_apostrophe(around: Surroundings) -> str:
    """The apostrophe nearest before the term or, without one, after it; "" if its paragraph has none."""
    text = around.view.text
    before = list(_INSIDE.finditer(text, around.before(_REACH).start, around.occurrence.end))
    nearest = before[-1] if before else _INSIDE.search(text, *around.behind(_REACH))
    if nearest is None or (nearest[0][0] == "&" and around.view.document.format == "latex"):
        return ""  # to TeX, an ampersand ends a cell
    source = around.view.source(*nearest.span())
    written = around.document_text(*source)
    return written if written in _SHOWN else ""


def with_apostrophe(text: str, mark: str) -> str:
    """A text with this apostrophe for its own; as it is if there is none."""
    return text.replace("’", mark).replace("'", mark) if mark else text

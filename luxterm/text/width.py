"""How many columns a text takes: on a terminal, and in the tables and titles of reStructuredText.

One rule for both, that of docutils (`docutils.utils.column_width`): wide characters two, combining
marks none.
"""

import unicodedata

from luxterm.base import lazy_pattern

ODD = lazy_pattern("[^\0-\u02ff\u2010-\u2044]")
"""What may be wider or narrower than one column; quotation marks and dashes are not."""


def width(text: str) -> int:
    """The columns a text takes; it holds no tabs and no control characters."""
    if text.isascii() or not ODD.search(text):
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(bool(unicodedata.combining(char)) for char in text)


def is_even(text: str) -> bool:
    """Whether each of its characters takes one column."""
    return text.isascii() or not ODD.search(text) or all(width(char) == 1 for char in set(text))

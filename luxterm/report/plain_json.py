"""JSON for people and programs: readable, and without anything a terminal would act on.

What JSON itself doesn't escape (the controls from U+007F on, marks that change the direction) stands as an
escape, which means the same to every reader.
"""

import json
import re

from luxterm.base import lazy_pattern

_ODD = lazy_pattern("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def dumps(value: object, indent: int | None = None) -> str:
    """As `json.dumps`. Compact is quicker: indenting is done in Python and takes longer than checking."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if text.isascii() and "\x7f" not in text else _ODD.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"

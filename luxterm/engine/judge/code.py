"""Quotation marks of code: the value in JSON, the string in a program, the attribute of a tag quote nobody.

Only what stands before the mark in its line is looked at, and only straight marks are of code. Words in
such a string are judged as if it had no marks.
"""

from luxterm.base import lazy_pattern

STRAIGHT = "\"'`"
LINE = 160
"""Code points of a line that are looked at, at most."""
_NAME = r"[a-z_$][\w$.-]*"
_STRING = r"(?:\"[^\"]*\"|'[^']*')"
_BEFORE = lazy_pattern(
    rf"(?:{_STRING}\s*:|[\w-]=|[\w$]\(|[:=(]\s*\[\s*(?:{_STRING}\s*,\s*)*"  # "key": ", key=", call(", = ["
    rf"|(?:\A|\{{[^{{}}]*?[{{,]|\{{)\s*{_NAME}\??\s*:"  # key: ' at the beginning of its line or in braces
    rf"|(?:\A|\b(?:const|let|var)\s+)\s*{_NAME}(?:\s*:\s*{_NAME})?\s*\+?=)\s*\Z"
)


def opens_string(line: str) -> bool:
    """Whether a quotation mark after this beginning of its line opens a string of code."""
    return _BEFORE.search(line) is not None

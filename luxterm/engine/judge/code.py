"""Quotation marks of code: the value in JSON, the string in a program, the attribute of a tag quote nobody.

Only what stands before the mark in its line is looked at, and only straight marks are of code. Words in
such a string are judged as if it had no marks.
"""

from luxterm.base import lazy_pattern

STRAIGHT = "\"'`"
LINE = 160
"""Code points of a line that are looked at, at most."""
_OPENING = ":=("
"""Before the bracket of a list."""
_KEY = lazy_pattern(r"[a-z_$][\w$.-]*+\??")
_UNSEEN = lazy_pattern(r"<[^<>]*\s(?:value|id|name|class|for|href|src|action|rel|type|data-[\w-]+)\Z")
"""A tag's attribute that nobody sees: what is in it is a name for a program."""
_VARIABLE = lazy_pattern(r"\s*+(?:(?:const|let|var)\s++)?[a-z_$][\w$.]*+\s*+\+?=")


def opens_string(line: str) -> bool:
    """Whether a quotation mark after this beginning of its line opens a string of code."""
    text = line.rstrip()
    before = text[:-1].rstrip()
    match text[-1:]:
        case "(":  # call("…
            return text == line and (text[-2:-1].isalnum() or text[-2:-1] in ("_", "$"))
        case "=":  # label="…, const label = '…
            if _UNSEEN.search(before):
                return False
            return (text == line and before == text[:-1] and before[-1:].isalnum()) or bool(
                _VARIABLE.fullmatch(text.rpartition(";")[2])
            )
        case ":":  # "label": "…, { label: "…
            return before.endswith(('"', "'")) or _is_key(before)
        case "[":  # labels: ["…
            return before.endswith(tuple(_OPENING))
        case ",":  # labels: ["…", "…
            start = before.rfind("[")
            return "]" not in before[start:] and before[:start].rstrip().endswith(tuple(_OPENING))
        case _:
            return False


def _is_key(text: str) -> bool:
    """Whether what comes before a colon ends in a key: alone in its line, or after a brace."""
    brace, comma = text.rfind("{"), text.rfind(",")
    start = max(brace, comma if brace >= 0 else -1) + 1
    return _KEY.fullmatch(text[start:].strip()) is not None

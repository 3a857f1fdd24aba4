"""What luxterm has marked: plain data, with places and lengths in UTF-16 units, as the office counts."""

from __future__ import annotations

from typing import Any, Dict

_AROUND = 40
"""Letters to either side of the words, in a list."""
Mark = Dict[str, Any]
"""As in `luxterm.proofread.marks`."""


def units(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(_encoded(text)) // 2


def parts(text: str, mark: Mark) -> tuple[str, str, str]:
    """What a text has before the words of a mark, these, and what comes after them."""
    encoded, start = _encoded(text), 2 * mark["start"]
    end = start + 2 * mark["length"]
    before, words, after = (
        part.decode("utf-16-le", "replace") for part in (encoded[:start], encoded[start:end], encoded[end:])
    )
    return before, words, after


def around(before: str, after: str) -> tuple[str, str]:
    """What a list shows of what stands before and after the words of a mark: whole words, as they fit."""
    left, right = before[-_AROUND:], after[:_AROUND]
    if left != before:
        left = "… " + left.partition(" ")[2]
    if right != after:
        right = right.rpartition(" ")[0] + " …"
    return left, right


def said(mark: Mark, between: str = "\n") -> str:
    """What to write instead, and why."""
    return between.join(filter(None, (mark["message"], mark["why"])))


def _encoded(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")

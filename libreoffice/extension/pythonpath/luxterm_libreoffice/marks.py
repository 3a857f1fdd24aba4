"""What luxterm has marked: plain data, with places and lengths in UTF-16 units, as the office counts."""

from __future__ import annotations

from typing import Any, Dict

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


def said(mark: Mark, between: str = "\n") -> str:
    """What to write instead, and why."""
    return between.join(filter(None, (mark["message"], mark["why"])))


def _encoded(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")

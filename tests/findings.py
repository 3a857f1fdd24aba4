"""Findings made by hand, for tests of what is done with findings."""

from typing import Any

from luxterm.types import Finding, Message, Severity, Usage


def made(start: int, end: int, text: str, **changes: Any) -> Finding:
    """A use at text[start:end] of a document, without fixes and sources except for `changes`."""
    usual: dict[str, Any] = {
        "start": start,
        "end": end,
        "text": text,
        "seen": " ".join(text.split()),
        "concept": "child-sexual-abuse-material",
        "term": "child-pornography",
        "advice": "avoid",
        "usage": Usage.USE,
        "because": Message("own-words"),
        "severity": Severity.ERROR,
        "kept": False,
        "why": "It names the record of a crime as if it were a kind of publication.",
        "lang": "en",
    }
    return Finding(**usual | changes)

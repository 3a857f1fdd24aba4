"""Markdown in parts: where a text can be cut, and what one part has to know of the others.

A label that is defined anywhere makes a link or a note everywhere, and one "formula" that holds prose means
that the dollar signs of the whole text are money. Everything else depends only on the block it is in, except
tags, which are not handled here.
"""

from collections.abc import Iterator

from luxterm.formats.builder import HardlyText
from luxterm.formats.front_matter import front_matter_end
from luxterm.formats.markdown import MoneyNotMath, walk
from luxterm.formats.markdown_clean import clean
from luxterm.formats.markdown_events import WITH_MATH, WITHOUT_MATH, code_points, events_of


def definitions(text: str) -> frozenset[str]:
    """The labels of links and notes that a text defines, in their brackets."""
    if "]:" not in text:
        return frozenset()
    body, _ = clean(text[front_matter_end(text) :])
    links = WITHOUT_MATH.reference_definitions(body)
    events = events_of(WITHOUT_MATH, body) if "[^" in body else iter(())
    notes = [
        event["Start"]["FootnoteDefinition"]
        for event, _ in events
        if isinstance(event, dict)
        and isinstance(event.get("Start"), dict)
        and "FootnoteDefinition" in event["Start"]
    ]
    return frozenset([*(f"[{label}]" for label in links), *(f"[^{label}]" for label in notes)])


def block_starts(text: str) -> Iterator[int]:
    """Where the outermost blocks of a text begin, after the front matter."""
    start = front_matter_end(text)
    body, size = clean(text[start:])
    at = start.__add__ if size == len(body) else code_points(body.encode(), start)
    depth = 0
    for event, where in events_of(WITHOUT_MATH, body):
        if isinstance(event, dict):
            if "Start" in event:
                if not depth:
                    yield at(where["start"])
                depth += 1
            elif "End" in event:
                depth -= 1


def is_money(text: str, before: str = "") -> bool:
    """Whether a "formula" of the text holds prose; `before` as for `read`."""
    if "$" not in text:
        return False
    try:
        walk(text, before, WITH_MATH)
    except MoneyNotMath:
        return True
    except HardlyText:
        pass
    return False

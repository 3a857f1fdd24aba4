"""The events of Markdown's parser (pyromark): which extensions there are, and how to go through them."""

from collections.abc import Callable, Iterator
from typing import Any, cast

import pyromark

Range = dict[str, int]
Events = Iterator[tuple[dict[str, Any] | str, Range]]

_O = pyromark.Options
_OPTIONS = (
    _O.ENABLE_TABLES
    | _O.ENABLE_FOOTNOTES
    | _O.ENABLE_STRIKETHROUGH
    | _O.ENABLE_TASKLISTS
    | _O.ENABLE_HEADING_ATTRIBUTES
    | _O.ENABLE_GFM
    | _O.ENABLE_DEFINITION_LIST
)
WITH_MATH = pyromark.Markdown(options=_OPTIONS | _O.ENABLE_MATH)
WITHOUT_MATH = pyromark.Markdown(options=_OPTIONS)
FREE_EVENTS, BYTES_AN_EVENT = 60_000, 6
"""A guard against input that is hardly text: after `FREE_EVENTS` events there must be `BYTES_AN_EVENT` for
each. A document has 20 to 30."""


def events_of(parser: pyromark.Markdown, body: str) -> Events:
    """The events of a text, each with its range in UTF-8 bytes."""
    return cast("Events", parser.events_with_range(body))


def skip(events: Events) -> None:
    """Goes on to the end of what has just started, which contains nothing else that ends."""
    for _ in content(events):
        pass


def content(events: Events) -> Iterator[Range]:
    """Where the events are up to the end of what has just started, which contains nothing else that ends."""
    for event, where in events:
        if type(event) is dict and "End" in event:
            break
        yield where


def code_points(encoded: bytes, start: int) -> Callable[[int], int]:
    """Code points for bytes, from `start` on. Cheap where each is near the last one asked for."""
    last, point = 0, start

    def at(byte: int) -> int:
        nonlocal last, point
        if byte >= last:
            point += len(encoded[last:byte].decode())
        else:
            point -= len(encoded[byte:last].decode())
        last = byte
        return point

    return at
